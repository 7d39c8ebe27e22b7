"""What a text says in quotation marks, and texts folded so that a quotation can be looked up letter for letter."""

from __future__ import annotations

import re

#: Pairs of marks; the content may not hold the closing one. A straight single one is an apostrophe.
_QUOTED = re.compile('“([^“”]+)”|"([^"]+)"|「([^「」]+)」|『([^『』]+)』|《([^《》]+)》|(?<!\\w)‘([^‘’]+)’(?!\\w)')
_ONE_QUOTE = dict.fromkeys("“”„«»「」『』", '"') | dict.fromkeys("‘’`", "'")
_MARKS = str.maketrans(_ONE_QUOTE | dict(zip("–—，：；！？（）。％", "--,:;!?().%", strict=True)))
_SPACE = re.compile(r"\s+")
_POINT = re.compile(r"\d[.,]\d")
_EDGES = " .,;:!?-…"


def quotations(text: str) -> list[str]:
    """What stands between quotation marks, without the punctuation at its edges; empty quotations are none."""
    found = (next(filter(None, match.groups())).strip(_EDGES + "。，！？；：") for match in _QUOTED.finditer(text))
    return [quotation for quotation in found if quotation]


def folded(text: str) -> str:
    """The text with one kind of quotation mark, dash and space, in lower case."""
    return _SPACE.sub(" ", text.translate(_MARKS)).strip().casefold()


def stands_in(part: str, whole: str) -> bool:
    """Whether `part` occurs in `whole` with no word cut in two; both folded; an empty part does not."""
    part = part.strip(_EDGES)
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
