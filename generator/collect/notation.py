"""Powers, footnotes, quotations and pictures of markup as characters of plain text. Pure.

Markup that is merely left out changes what is said: of 10<sup>25</sup> it makes 1025, of a quotation the outlet's own
words. So `marked` puts marks into the text where such elements begin and end, and `spelled_out` turns them into
characters when the whole line is known. No digit ever touches another across such an element.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.collect import marks
from generator.collect.formulas import Formula, subscript, superscript, without_drawings
from generator.collect.furniture import STRUCK
from generator.collect.visibility import Token

_GONE = STRUCK | {"button"}
#: Tags and attributes that `marked` has to see.
MARKED_TAGS = frozenset([
    *marks.OF_TAG, *_GONE,
    "blockquote", "img", "svg", "math", "mrow", "mi", "mn", "mo", "mtext", "ms", "msup", "msub", "msubsup",
    "mfrac", "msqrt", "mroot", "mover", "munder", "munderover", "mtable", "mmultiscripts", "semantics", "annotation",
    "mstyle", "mspace", "mpadded", "mphantom", "annotation-xml",
])  # fmt: skip
MARKED_ATTRIBUTES = {"img": {"alt", "class"}}
_PICTURED = re.compile(r"(?:^|[\s_-])(?:latex|tex|math|mathjax|equation|formula|emoji|smiley|smilie)(?:[\s_-]|$)")
_LONGEST_ALT = 200
_EX = re.compile(r"\d\s*ex\b")
"""Lengths by the height of a letter, by which drawn formulas stand on their line; icons have em."""
_DRAWN = "katex-html"
"""KaTeX's drawing of a formula, which says nothing without its style sheet: 10 and 3 for 10³. MathML stands before it,
unless the page was made without."""
_STRUCK_OUT = re.compile(rf"<({'|'.join(sorted(STRUCK))})\b[^<>]*+>[^<>]*+</\1\s*+>", re.IGNORECASE | re.DOTALL)
_PAIRED = re.compile(r"<(/?)(sup|sub|q)(?:\s[^<>]*)?>", re.IGNORECASE)

# Marks in a line, and what stands beside them.

_RAISED_PART = re.compile(f"{marks.SUP}([^{marks.SUP}{marks.SUP_END}]*){marks.SUP_END}")
_LOWERED_PART = re.compile(f"{marks.SUB}([^{marks.SUB}{marks.SUB_END}]*){marks.SUB_END}")
_QUOTATION = re.compile(f"{marks.QUOTE}([^{marks.QUOTE}{marks.QUOTE_END}]*){marks.QUOTE_END}")
_OPENING, _CLOSING = '“«„‘「『"', '”»“’」』"'
#: What notes are called, or nothing.
_NOTE = re.compile(r"[\[(（【].*[\])）】]|[^\w+−-]*|\d{1,3}(?:\s*[,，;–-]\s*\d{1,3})+,?")
_SIGNS = "+-−–"
_EXPONENT = re.compile(r"[+\-−–]?(?:\d{1,4}|[a-zA-Zα-ω])|(?![^\W\d_]+$)[\w+\-−–*/]{2,6}")
#: A number that is raised to a power in running text; one behind a sign of money is a sum.
_BASE = re.compile(r"(?:(?<![\w.,$€£¥₹])|(?<=\d[x×]))(?:10|2)$")
#: A number, or what a footnote hangs on otherwise.
_NO_BASE = re.compile(r"(?:\d|[^\W\d_]{4}|[.,;:!?…。，；：！？\"”’»」%％])$")
_LETTER_OR_UNIT = re.compile(r"(?:(?<![^\W\d_])[^\W\d_]|(?<![^\W\d_])(?:mc|[kcmdµ]?m|ft|in|mi|yd|Wm|cm)|[)\]])$")
#: Behind it 10 and 2 are amounts.
_AMOUNT = re.compile(r"\s*(?:percent|per cent|%|％|thousand|million|billion|trillion|万|亿|years?|months?|days?)\b")
_OPERATOR = re.compile(r"\s*[=+×·*/^−<>≤≥≈]")
_ORDINAL = re.compile(r"(?:st|nd|rd|th|er|ère|re|e|ème|o|a|os|as)", re.IGNORECASE)
_DEEPEST = 3
_NEAR = 40
"""Characters beside a power that tell what it is."""
_LONGEST_INDEX = 8
_DOUBLE = '“”"„«»'
_SINGLE = str.maketrans('“”„"«»', "‘’‚'‹›")
_TRADE = {"tm": "™", "sm": "℠", "r": "®", "®": "®", "™": "™", "℠": "℠", "©": "©", "°": "°", "º": "º", "ª": "ª"}


def marked(tokens: Iterable[Token], *, breaks: bool = False) -> Iterator[Token]:
    """The tokens with marks in their text in place of such tags, and with formulas as text.

    breaks: also mark line breaks, for a reader that would make lines of them (see `linebreaks.lines_of`).
    """
    for token in _marked(without_drawings(tokens)):
        yield Token(token.text + marks.BREAK) if breaks and token.name == "br" else token


def _marked(tokens: Iterable[Token]) -> Iterator[Token]:
    formula: Formula | None = None
    quoting, superscripts, href, is_told = 0, 0, "", False  # how many of each are open; the link; a formula just before
    for token in tokens:
        text, name, closing, attributes = token
        if formula:
            if formula.ends_with(token):
                yield Token(formula.text())
                formula, is_told = None, True
            continue
        is_told = is_told and not text.strip()
        if _DRAWN in attributes.get("class", "").split() and not is_told:
            text += marks.APART + marks.OMITTED + marks.APART
        text = (marks.QUOTED + text if quoting and text.strip() else text) + _stands_for(name, attributes)
        if name in ("math", "svg") and not closing:
            formula, name = Formula(name, is_drawn=_is_drawn_formula(attributes)), ""
        elif name in marks.OF_TAG:
            superscripts += (-1 if closing else 1) * (name == "sup")
            text += marks.OF_TAG[name][closing] + marks.APART * (superscripts > 0 and "#" in href)
            name = ""
        elif name == "blockquote":
            quoting = max(0, quoting + (-1 if closing else 1))
        elif name == "a":
            href = "" if closing else attributes.get("href", "")
            text += marks.APART * (superscripts > 0)
        yield Token(text, name, closing, attributes)


def _is_drawn_formula(attributes: Mapping[str, str]) -> bool:
    """Whether a drawing is a formula by what it says of itself; others are icons."""
    return bool(_PICTURED.search(attributes.get("class", "").lower()) or _EX.search(attributes.get("style", "")))


def _stands_for(name: str, attributes: Mapping[str, str]) -> str:
    """What a picture amid a sentence stands for: a formula, an emoji, a figure."""
    if name != "img":
        return marks.APART * (name in _GONE)
    alt, classes = attributes.get("alt", ""), attributes.get("class", "").lower()
    if len(alt) > _LONGEST_ALT or not (_PICTURED.search(classes) or re.fullmatch(r"[\W\d_]*\d[\W\d_]*", alt)):
        return ""
    return marks.APART + (alt.strip() or marks.OMITTED) + marks.APART


def as_marks(title: str) -> str:
    """A title with marks in place of the tags of powers and quotations, and of what is struck out."""
    title = _STRUCK_OUT.sub(marks.APART, title)
    return _PAIRED.sub(lambda match: marks.OF_TAG[match[2].lower()][bool(match[1])], title) if "<" in title else title


def spelled_out(line: str) -> str:
    """A line with characters in place of its marks; one that has text of a blockquote begins with `QUOTED`."""
    if not marks.ANY.search(line):
        return line
    for pattern, told in ((_RAISED_PART, _power), (_LOWERED_PART, _index), (_QUOTATION, _quotation)):
        for _ in range(_DEEPEST):
            line, count = pattern.subn(told, line)
            if not count:
                break
    line = line.replace(marks.QUOTE, "“").replace(marks.QUOTE_END, "”")
    is_quoted = marks.QUOTED in line
    said = re.sub(" {2,}", " ", marks.without_marks(line)).strip()
    return marks.QUOTED + said if said and is_quoted else said


def _around(match: re.Match[str]) -> tuple[str, str, str]:
    before = match.string[max(0, match.start() - _NEAR) : match.start()]
    after = match.string[match.end() : match.end() + _NEAR]
    return marks.ANY.sub("", before), match[1].strip(), marks.ANY.sub("", after)


def _power(match: re.Match[str]) -> str:
    before, inner, after = _around(match)
    said = marks.without_marks(inner).strip()
    if said.lower() in _TRADE:
        return _TRADE[said.lower()]
    if marks.APART in inner or _NOTE.fullmatch(said):
        return marks.APART
    if before[-1:].isdigit() and _ORDINAL.fullmatch(said):
        return said
    if not _EXPONENT.fullmatch(said):
        return f" {said} "
    is_note = _NO_BASE.search(before) and not (said[0] in _SIGNS or _is_power(before, after))
    return marks.APART if is_note else superscript(said)


def _is_power(before: str, after: str) -> bool:
    if _LETTER_OR_UNIT.search(before):
        return True
    if _BASE.search(before):
        return not _AMOUNT.match(after)
    return before[-1:].isdigit() and (_OPERATOR.match(after) is not None or _OPERATOR.match(before[-8:]) is not None)


def _index(match: re.Match[str]) -> str:
    before, inner, after = _around(match)
    said = marks.without_marks(inner).strip()
    if marks.APART in inner or not said:
        return marks.APART
    if len(said) > _LONGEST_INDEX or " " in said:
        return f" {said} "
    is_name = before[-1:].isalpha() and not after[:1].isdigit()
    return said if is_name or not any(map(str.isdigit, said)) else subscript(said)


def _quotation(match: re.Match[str]) -> str:
    return _in_quotes(match[1].strip()) if marks.ANY.sub("", match[1]).strip() else marks.APART


def _in_quotes(said: str) -> str:
    """In quotation marks, once; those within become single ones."""
    plain = marks.ANY.sub("", said)
    if plain[0] in _OPENING and plain[-1] in _CLOSING and not any(mark in plain[1:-1] for mark in _DOUBLE):
        return said
    return f"“{said.translate(_SINGLE)}”"


def with_quotations(lines: Sequence[str]) -> list[str]:
    """Each line of a blockquote in quotation marks; the lines as they are where nothing stands outside of one."""
    quoted = [line.startswith(marks.QUOTED) for line in lines]
    if all(quoted):
        return [line.removeprefix(marks.QUOTED) for line in lines]
    return [
        _in_quotes(line[1:]) if is_quoted and line[1:2] not in "—–-" else line.removeprefix(marks.QUOTED)
        for line, is_quoted in zip(lines, quoted, strict=True)
    ]
