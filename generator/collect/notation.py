"""What markup says without words, in characters: powers, footnotes, quotation marks, line breaks, formulas. Pure.

Markup that is merely left out changes what is said: of 10<sup>25</sup> it makes 1025, of a quotation the outlet's own
words. So `noted` puts marks into the text where such elements begin and end, and `spelt` turns them into characters
when the whole line is known. No digit ever touches another across such an element.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from generator.collect.boilerplate import is_boilerplate
from generator.collect.furniture import STRUCK
from generator.collect.visibility import VOID, Token

#: Marks are letters of Linear A, which no feed is written in: trafilatura lets only printable characters through.
_SUP, _SUP_END, _SUB, _SUB_END, _QUOTE, _QUOTE_END, _LINK, BREAK, QUOTED = map(chr, range(0x10600, 0x10609))
_GONE = STRUCK | {"button"}
_MARKS = {"sup": (_SUP, _SUP_END), "sub": (_SUB, _SUB_END), "q": (_QUOTE, _QUOTE_END)}
_ANY = re.compile("[\U00010600-\U00010608]")
_APART = _LINK
"""Left where something was or begins, so that digits around it are known to be apart."""
OMITTED = "[…]"
"""Stands where a formula cannot be told in one line; no sentence with it is quoted."""

#: Tags that `noted` has to see.
NOTED = frozenset([
    *_MARKS, *_GONE,
    "blockquote", "img", "svg", "math", "mrow", "mi", "mn", "mo", "mtext", "ms", "msup", "msub", "msubsup",
    "mfrac", "msqrt", "mroot", "mover", "munder", "munderover", "mtable", "mmultiscripts", "semantics", "annotation",
    "mstyle", "mspace", "mpadded", "mphantom", "annotation-xml",
])  # fmt: skip
NOTED_ATTRIBUTES = {"img": {"alt", "class"}}
_PICTURED = re.compile(r"(?:^|[\s_-])(?:latex|tex|math|mathjax|equation|formula|emoji|smiley|smilie)(?:[\s_-]|$)")
_LONGEST_ALT = 200
_EX = re.compile(r"\d\s*ex\b")
"""Lengths by the height of a letter, by which drawn formulas stand on their line; icons have em."""
_DRAWN = "katex-html"
"""KaTeX's drawing of a formula, which says nothing without its style sheet: 10 and 3 for 10³. MathML stands before it,
unless the page was made without."""
_DRAWINGS = frozenset(["mjx-container", "mjx-math", "nobr"])
_DRAWING_CLASSES = frozenset(["MathJax", "MathJax_SVG", "MathJax_CHTML", "mjx-chtml"])
"""Drawings of MathJax 3 and 2, which may hold MathML for screen readers; one of version 2 is told by the TeX behind it
that it was made of."""
_TEX = "\\("


def noted(tokens: Iterable[Token], *, breaks: bool = False) -> Iterator[Token]:
    """The tokens with marks in the text instead of the tags that this module is about.

    breaks: also in place of line breaks, for a reader that would make lines of them (see lines_of).
    """
    told = _noted(_without_drawings(tokens))
    return map(_broken, told) if breaks else told


def _broken(token: Token) -> Token:
    return Token(token.text + BREAK) if token.name == "br" else token


def _without_drawings(tokens: Iterable[Token]) -> Iterator[Token]:
    """The tokens with the formulas that MathJax drew as what they say, or as OMITTED."""
    drawing: _Drawing | None = None
    is_missing = False
    for token in tokens:
        if drawing:
            if drawing.ends_with(token):
                yield Token(drawing.said)
                is_missing = not drawing.said
                drawing = None
            continue
        if is_missing and not token.text.lstrip().startswith(_TEX):
            token = token._replace(text=_APART + OMITTED + _APART + token.text)  # noqa: PLW2901
        is_missing = False
        if not token.closing and _is_drawing(token.name, token.attributes):
            drawing = _Drawing(token.name)
            token = Token(token.text)  # noqa: PLW2901
        yield token


def _noted(tokens: Iterable[Token]) -> Iterator[Token]:
    formula: _Formula | None = None
    quoting, raised, href, is_told = 0, 0, "", False
    for token in tokens:
        text, name, closing, attributes = token
        if formula:
            if formula.ends_with(token):
                yield Token(formula.text())
                formula, is_told = None, True
            continue
        is_told = is_told and not text.strip()
        if _DRAWN in attributes.get("class", "").split() and not is_told:
            text += _APART + OMITTED + _APART
        text = (QUOTED + text if quoting and text.strip() else text) + _stands_for(name, attributes)
        if name in ("math", "svg") and not closing:
            formula, name = _Formula(name, is_drawn=_is_drawn_formula(attributes)), ""
        elif name in _MARKS:
            raised = raised + (-1 if closing else 1) if name == "sup" else raised
            text += _MARKS[name][closing] + _LINK * (raised > 0 and "#" in href)
            name = ""
        elif name == "blockquote":
            quoting = max(0, quoting + (-1 if closing else 1))
        elif name == "a":
            href = "" if closing else attributes.get("href", "")
            text += _LINK * (raised > 0)
        yield Token(text, name, closing, attributes)


def _is_drawing(name: str, attributes: Mapping[str, str]) -> bool:
    if name == "nobr":  # of old pages, too
        return "aria-hidden" in attributes
    return name in _DRAWINGS or not _DRAWING_CLASSES.isdisjoint(attributes.get("class", "").split())


def _is_drawn_formula(attributes: Mapping[str, str]) -> bool:
    """Whether a drawing is a formula by what it says of itself; others are icons."""
    return bool(_PICTURED.search(attributes.get("class", "").lower()) or _EX.search(attributes.get("style", "")))


def _stands_for(name: str, attributes: Mapping[str, str]) -> str:
    """What a picture amid a sentence stands for: a formula, an emoji, a figure."""
    if name != "img":
        return _APART * (name in _GONE)
    alt, classes = attributes.get("alt", ""), attributes.get("class", "").lower()
    if len(alt) > _LONGEST_ALT or not (_PICTURED.search(classes) or re.fullmatch(r"[\W\d_]*\d[\W\d_]*", alt)):
        return ""
    return _APART + (alt.strip() or OMITTED) + _APART


def as_marks(title: str) -> str:
    """A title with marks in place of the tags of powers and quotations, and of what is struck out."""
    title = _STRUCK_OUT.sub(_APART, title)
    return _MARKED.sub(lambda match: _MARKS[match[2].lower()][bool(match[1])], title) if "<" in title else title


_STRUCK_OUT = re.compile(rf"<({'|'.join(sorted(STRUCK))})\b[^<>]*+>[^<>]*+</\1\s*+>", re.IGNORECASE | re.DOTALL)
_MARKED = re.compile(r"<(/?)(sup|sub|q)(?:\s[^<>]*)?>", re.IGNORECASE)


class _Formula:
    """MathML as one line; of a drawing only whether it is one of a formula, or letters stand in it."""

    def __init__(self, name: str, *, is_drawn: bool = False) -> None:
        self._open: list[tuple[str, list[str]]] = [(name, [OMITTED] if name == "svg" and is_drawn else [])]

    def ends_with(self, token: Token) -> bool:
        """Take a token; whether the formula ends with it."""
        if token.text.strip():
            self._open[-1][1].append(token.text.strip())
        if token.closing and token.name == self._open[-1][0]:
            return self._close()
        if token.name and not token.closing and token.name not in VOID:
            self._open.append((token.name, []))
        return not token.name

    def _close(self) -> bool:
        if len(self._open) == 1:
            return True
        name, parts = self._open.pop()
        self._open[-1][1].append(_in_line(name, parts))
        return False

    def text(self) -> str:
        while len(self._open) > 1:
            self._close()
        said = _in_line("mrow", self._open[0][1]).strip()
        if not said:
            return ""
        return _APART + (OMITTED if self._open[0][0] == "svg" or OMITTED in said else said) + _APART


class _Drawing:
    """A formula that is drawn: what the MathML in it says, if there is any."""

    def __init__(self, name: str) -> None:
        self._depth = int(name not in VOID)
        self._formula: _Formula | None = None
        self.said = ""

    def ends_with(self, token: Token) -> bool:
        """Take a token; whether the drawing ends with it."""
        if self._formula:
            if self._formula.ends_with(token):
                self.said, self._formula = self.said + self._formula.text(), None
        elif token.name == "math" and not token.closing:
            self._formula = _Formula("math")
        elif token.name not in VOID:
            self._depth += -1 if token.closing else 1
        return not self._depth or not token.name


def _in_line(name: str, parts: list[str]) -> str:
    if name in _JOINED and len(parts) == _JOINED_PARTS:
        return _JOINED[name](*parts)
    if name == "semantics" or not parts:
        return next(filter(None, parts), "")
    if name in _ROWS:
        return _SIDE_BY_SIDE.sub(" ", _APART.join(parts)).replace(_APART, "")
    return f" {' '.join(parts)} " if name == "mtext" else OMITTED


_ROWS = frozenset(["mrow", "mi", "mn", "mo", "ms", "mstyle", "mpadded", "math", "mspace", "annotation", "span"])
_JOINED_PARTS = 2
_SIDE_BY_SIDE = re.compile(rf"(?<=\d){_APART}+(?=\d)")

_RAISED = str.maketrans("0123456789+-−–()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-−–()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₍₎")


def _grouped(text: str) -> str:
    return text if text.isalnum() else f"({text})"


def _raised(text: str) -> str:
    return text.translate(_RAISED) if re.fullmatch(r"[\d+\-−–()n]+", text, re.ASCII) else f"^{_grouped(text)}"


def _lowered(text: str) -> str:
    return text.translate(_LOWERED) if re.fullmatch(r"[\d+\-−–()]+", text, re.ASCII) else f"_{_grouped(text)}"


_JOINED: Mapping[str, Callable[[str, str], str]] = {
    "msup": lambda base, power: base + _raised(power),
    "msub": lambda base, index: base + _lowered(index),
    "mfrac": lambda above, below: f"{_grouped(above)}/{_grouped(below)}",
}

# Lines

_RAISED_PART = re.compile(f"{_SUP}([^{_SUP}{_SUP_END}]*){_SUP_END}")
_LOWERED_PART = re.compile(f"{_SUB}([^{_SUB}{_SUB_END}]*){_SUB_END}")
_QUOTATION = re.compile(f"{_QUOTE}([^{_QUOTE}{_QUOTE_END}]*){_QUOTE_END}")
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
_BETWEEN_DIGITS = re.compile(rf"(?<=\d)[{_SUP}-{QUOTED}]+(?=\d)")
_DEEPEST = 3
_NEAR = 40
"""Characters beside a power that tell what it is."""
_LONGEST_INDEX = 8
_DOUBLE = '“”"„«»'
_SINGLE = str.maketrans('“”„"«»', "‘’‚'‹›")
#: A line of a list, or a label.
_ITEM = re.compile(
    r"(?:[•·●▪■◦‣∙►▶✓✔★*+–—-]|[\U0001F000-\U0001FAFF]|\(?(?:\d{1,2}|[a-zA-Z])[.)]\s|[（(]?[\d一二三四五六七八九十]{1,3}[、）)]"
    r"|\w[\w’'-]*(?: [\w’'-]+){0,3}:\s)"
)
_ENDED = re.compile(r"[.!?…。！？:：;；][\"'”’»」』）)\]]*$")
_CONTINUING = ",;.!?)]，。；！？）、%"
_LAST_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]+$")
#: Words that no line ends with unless its sentence goes on.
_LEADING_ON = frozenset(
    "that the a an of to in on at for from with by and or nor but not no is are was were be been has have had will"
    " would can could should may might must its his her their our this these those than as if whether because while"
    " which who whose into about against under over between said says denied denies der die das den dem ein eine und"
    " oder nicht dass le la les de des du un une et ou que qui pas el los las del y o no que en".split()
)
_TRADE = {"tm": "™", "sm": "℠", "r": "®", "®": "®", "™": "™", "℠": "℠", "©": "©", "°": "°", "º": "º", "ª": "ª"}


def spelt(line: str) -> str:
    """A line with characters in place of its marks, but for the one of blockquotes, which then stands in front."""
    if not _ANY.search(line):
        return line
    for pattern, told in ((_RAISED_PART, _power), (_LOWERED_PART, _index), (_QUOTATION, _quotation)):
        for _ in range(_DEEPEST):
            line, count = pattern.subn(told, line)
            if not count:
                break
    line = line.replace(_QUOTE, "“").replace(_QUOTE_END, "”")
    is_quoted = QUOTED in line
    said = re.sub(" {2,}", " ", _without_marks(line)).strip()
    return QUOTED + said if said and is_quoted else said


def _without_marks(text: str) -> str:
    """The text without its marks; digits that one stood between stay apart."""
    return _ANY.sub("", _BETWEEN_DIGITS.sub(" ", text))


def _around(match: re.Match[str]) -> tuple[str, str, str]:
    before = match.string[max(0, match.start() - _NEAR) : match.start()]
    after = match.string[match.end() : match.end() + _NEAR]
    return _ANY.sub("", before), match[1].strip(), _ANY.sub("", after)


def _power(match: re.Match[str]) -> str:
    before, inner, after = _around(match)
    said = _without_marks(inner).strip()
    if said.lower() in _TRADE:
        return _TRADE[said.lower()]
    if _LINK in inner or _NOTE.fullmatch(said):
        return _APART
    if before[-1:].isdigit() and _ORDINAL.fullmatch(said):
        return said
    if not _EXPONENT.fullmatch(said):
        return f" {said} "
    is_note = _NO_BASE.search(before) and not (said[0] in _SIGNS or _is_power(before, after))
    return _APART if is_note else _raised(said)


def _is_power(before: str, after: str) -> bool:
    if _LETTER_OR_UNIT.search(before):
        return True
    if _BASE.search(before):
        return not _AMOUNT.match(after)
    return before[-1:].isdigit() and (_OPERATOR.match(after) is not None or _OPERATOR.match(before[-8:]) is not None)


def _index(match: re.Match[str]) -> str:
    before, inner, after = _around(match)
    said = _without_marks(inner).strip()
    if _LINK in inner or not said:
        return _APART
    if len(said) > _LONGEST_INDEX or " " in said:
        return f" {said} "
    is_name = before[-1:].isalpha() and not after[:1].isdigit()
    return said if is_name or not any(map(str.isdigit, said)) else _lowered(said)


def _quotation(match: re.Match[str]) -> str:
    return _in_quotes(match[1].strip()) if _ANY.sub("", match[1]).strip() else _APART


def _in_quotes(said: str) -> str:
    """In quotation marks, once; those within become single ones."""
    plain = _ANY.sub("", said)
    if plain[0] in _OPENING and plain[-1] in _CLOSING and not any(mark in plain[1:-1] for mark in _DOUBLE):
        return said
    return f"“{said.translate(_SINGLE)}”"


def joint(before: str, after: str) -> str:
    """What stands for one line break between two lines of a paragraph: a newline, a space, or " / " where it may be
    either: so no sentence is cut, and no heading becomes part of one.
    """
    before, after = before.replace(QUOTED, "").rstrip(), after.replace(QUOTED, "").lstrip()
    if not before or not after or _ITEM.match(after) or is_boilerplate(before) or is_boilerplate(after):
        return "\n"
    if after[0].islower() or after[0] in _CONTINUING:
        return " "
    if _ENDED.search(before, len(before) - _NEAR) or _ITEM.match(before):
        return "\n"
    last = _LAST_WORD.search(before, len(before) - _NEAR)
    return " " if before[-1] in ",，、(（[–—-&/" or (last and last[0].lower() in _LEADING_ON) else " / "


def lines_of(text: str) -> list[str]:
    """The paragraphs of a text that trafilatura made, with its marks told."""
    lines: list[str] = []
    before, is_broken = "", False
    for raw in text.replace(BREAK, BREAK + "\n").split("\n"):
        line = spelt(raw.replace(BREAK, ""))
        if is_broken and lines and (between := joint(before, line)) != "\n":
            lines[-1] += between + line.removeprefix(QUOTED)
        elif line:
            lines.append(line)
        before = line
        is_broken = BREAK in raw or (is_broken and not raw.strip())
    return with_quotations(lines)


def with_quotations(lines: Sequence[str]) -> list[str]:
    """Each line of a blockquote in quotation marks; the lines as they are where nothing stands outside of one."""
    quoted = [line.startswith(QUOTED) for line in lines]
    if all(quoted):
        return [line.removeprefix(QUOTED) for line in lines]
    return [
        _in_quotes(line[1:]) if is_quoted and line[1:2] not in "—–-" else line.removeprefix(QUOTED)
        for line, is_quoted in zip(lines, quoted, strict=True)
    ]
