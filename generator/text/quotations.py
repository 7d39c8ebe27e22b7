"""What a text says in quotation marks, and texts folded so that a quotation can be looked up letter for letter."""

from __future__ import annotations

import re

#: Pairs of marks; the content may not hold the closing one. A straight single one is an apostrophe.
_QUOTED = re.compile('“([^“”]+)”|"([^"]+)"|「([^「」]+)」|『([^『』]+)』|《([^《》]+)》|(?<!\\w)‘([^‘’]+)’(?!\\w)')
#: What closes a quotation, by the mark that opens it.
_CLOSING = {
    "“": "”", "„": "“”\"", "”": "”", "«": "»", "»": "«»", "‹": "›", "›": "‹›", "「": "」", "『": "』", "‘": "’",
    '"': '"', "'": "'",
}  # fmt: skip
_MARK = re.compile(f"[{''.join({*_CLOSING, *''.join(_CLOSING.values())})}]")
#: Marks that open one before a word only: behind a word they close it, or are apostrophes.
_AMBIGUOUS = frozenset("”»›‘'")
#: What ends a quotation in single marks, and is no apostrophe; by the mark.
_SINGLE_ENDS = {"’": re.compile(r"(?<!\s)’(?!\w)"), "'": re.compile(r"(?<=[.,!?…])'(?!\w)")}
_ONE_QUOTE = dict.fromkeys("“”„«»「」『』", '"') | dict.fromkeys("‘’`", "'")
_MARKS = str.maketrans(_ONE_QUOTE | dict(zip("–—，：；！？（）。％", "--,:;!?().%", strict=True)))
_SPACE = re.compile(r"\s+")
_POINT = re.compile(r"\d[.,]\d")
_EDGES = " .,;:!?-…"


def quotations(text: str) -> list[str]:
    """What stands between quotation marks, without the punctuation at its edges; empty quotations are none."""
    found = (next(filter(None, match.groups())).strip(_EDGES + "。，！？；：") for match in _QUOTED.finditer(text))
    return [quotation for quotation in found if quotation]


def quoted_spans(line: str) -> list[tuple[int, int]]:
    """From where to where a line quotes, marks included; a quotation that it does not close goes beyond its end, one
    that it only closes begins before its start."""
    found: list[tuple[int, int]] = []
    start, closing = 0, ""
    single_ends = {mark: _last_end(line, mark) for mark in _SINGLE_ENDS}
    for place in (match.start() for match in _MARK.finditer(line)):
        mark = line[place]
        if closing:
            if mark in closing and _may_close(line, place):
                found.append((start, place + 1))
                closing = ""
        elif mark in _CLOSING and place < single_ends.get(_CLOSING[mark], len(line)) and _may_open(line, place):
            start, closing = place, _CLOSING[mark]
        elif mark in "”」』" and not found:
            found.append((-1, place + 1))
    return [*found, (start, len(line) + 1)] if closing else found


def _last_end(line: str, mark: str) -> int:
    """Where the last quotation in such single marks can end at the latest; -1 where none can."""
    return max((end.start() for end in _SINGLE_ENDS[mark].finditer(line)), default=-1)


def _may_close(line: str, place: int) -> bool:
    end = _SINGLE_ENDS.get(line[place])
    return end is None or end.match(line, place) is not None


def _may_open(line: str, place: int) -> bool:
    mark, before, after = line[place], line[max(0, place - 1) : place], line[place + 1 : place + 2]
    if mark in _AMBIGUOUS and (_is_spaced_script(before or " ") or not after.strip()):
        return False
    if mark == '"':
        return not before.isdigit()  # a sign of inches
    is_apostrophe = (mark == "‘" and after.isdigit()) or (
        mark == "'" and not after.isupper()
    )  # the ‘90s, rock 'n' roll
    return not is_apostrophe


def folded(text: str) -> str:
    """The text with one kind of quotation mark, dash and space, in lower case."""
    return _SPACE.sub(" ", text.translate(_MARKS)).strip().casefold()


def bare(part: str) -> str:
    """A folded part of a text without the punctuation at its edges."""
    return part.strip(_EDGES)


def stands_in(part: str, whole: str) -> bool:
    """Whether `part` occurs in `whole` with no word cut in two; both folded; an empty part does not."""
    part = bare(part)
    start = whole.find(part) if part else -1
    while start >= 0:
        if not (_is_inside_word(whole, start) or _is_inside_word(whole, start + len(part))):
            return True
        start = whole.find(part, start + 1)
    return False


def _is_inside_word(text: str, position: int) -> bool:
    """Whether a cut here would part two Latin letters or digits, or a number at its point or comma."""
    if not 0 < position < len(text):
        return False
    before, after = text[position - 1], text[position]
    if _is_spaced_script(before) and _is_spaced_script(after):
        return True
    if after == "%":
        return before.isdigit()
    inner = text[max(0, position - 2) : position + 2]  # 1.5 cut before or after its point
    return _POINT.search(inner) is not None


def _is_spaced_script(char: str) -> bool:
    return char.isalnum() and char < "\u2e80"
