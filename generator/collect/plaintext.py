"""HTML of feeds to plain text: paragraphs split by a newline, and the links among them. Pure; never raises.

The HTML is first rewritten as a browser would read it and rid of what a reader would not see (see visibility), then
taken token by token. What comes out is text, not HTML: `<` stands for itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import NamedTuple

from generator.collect.boilerplate import is_boilerplate
from generator.collect.cleaning import absolute, joined, plain_lines, tidy
from generator.collect.furniture import CLASSED, NOT_SAID, is_furniture
from generator.collect.linebreaks import line_break
from generator.collect.marks import QUOTED
from generator.collect.notation import MARKED_ATTRIBUTES, MARKED_TAGS, marked, spelled_out, with_quotations
from generator.collect.visibility import UNSEEN, VOID, Token, Unwanted, attributes_in, is_hidden, seen

MOST_LINKS = 60
_LONGEST_HTML = 1_000_000
_DEEPEST = 200
"""Open elements beyond which a tree is refused: the cost of parsing grows with the square of the depth."""

_BLOCKS = frozenset([
    "address", "article", "aside", "blockquote", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main",
    "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul"
])  # fmt: skip
_CELLS = frozenset(["td", "th"])
_KEPT = _BLOCKS | _CELLS | CLASSED | MARKED_TAGS | NOT_SAID | {"a", "br", "code", "b", "strong", "nav", "button"}
_ATTRIBUTES = {"a": {"href"}, **MARKED_ATTRIBUTES}
#: MathJax puts the formulas of a page there.
_TEX = re.compile(r"<script\b[^>]*\bmath/tex\b[^>]*>([^<]*+)</script>", re.IGNORECASE)
_KNOWN = r"(?:p|div|h[1-6]|ul|ol|li|table|article|section|figure|img|a|blockquote|strong|em|b|i|br|span)"
#: What would be HTML if it were not escaped: it begins and ends with tags.
_ESCAPED_ONCE_MORE = re.compile(
    rf"\s*<{_KNOWN}(?:\s[^<>]*)?>(?! ).*</?{_KNOWN}(?:\s[^<>]*)?>\s*", re.IGNORECASE | re.DOTALL
)
_LEAST_SHARE = 10
"""One part in so many; where less of a text would be left, what was taken for furniture is the article."""

_RAW_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_LOOKS_LIKE_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--")
_WHOLE_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*+)([^<>]*+)>")
#: Comments, and what browsers read as such: declarations, processing instructions, end tags of no name.
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<(?:[!?]|/[^a-zA-Z>])[^>]*+(?:>|\Z)", re.DOTALL)
_IMPLIED_END = frozenset([
    "p", "li", "dt", "dd", "tr", "td", "th", "option", "br", "img", "hr", "input", "meta", "link", "wbr",
    "source", "col", "thead", "tbody", "tfoot"
])  # fmt: skip

_CELL_MARK = "\x1f"
_LEAST_PROSE = 3
"""Paragraphs that are not mere links, from which on mere links are navigation."""
_ROW_OF_LINKS = 3
_BUTTON = re.compile(r"[\w'’.-]+(?: [\w'’.-]+){0,2}", re.ASCII)


class PlainText(NamedTuple):
    """Text with paragraphs split by a newline; links as (text, absolute http(s) address)."""

    text: str
    links: tuple[tuple[str, str], ...] = ()


def html_to_text(html: str, base: str = "") -> PlainText:
    """Readable text of HTML, without scripts, furniture (see furniture), samples of code and boilerplate.

    What markup says without words is told in characters (see notation). A line break amid a sentence is none here.

    base: address that relative links are meant from. A text without any tag keeps its lines as paragraphs.
    """
    html = _unescaped(html[:_LONGEST_HTML])
    if not _LOOKS_LIKE_TAG.search(html):
        return PlainText(plain_lines(unescape(html)))
    if is_too_deep(html):
        return PlainText(plain_lines(unescape(_without_tags(html))))
    if "math/tex" in html:
        html = _TEX.sub(r" \\(\1\\) ", html)
    plain = _read(html, base, _is_unwanted)
    if len(plain.text) * _LEAST_SHARE < len(html):
        whole = _read(html, base, _is_unseen)
        return plain if len(plain.text) * _LEAST_SHARE >= len(whole.text) else whole
    return plain


def _read(html: str, base: str, unwanted: Unwanted) -> PlainText:
    return _Reader(base).read(marked(seen(html, _KEPT, _ATTRIBUTES, (), unwanted)))


def _unescaped(html: str) -> str:
    """HTML that was escaped once too often, as it was meant; a text about tags has words before or behind them."""
    plain = html
    for _ in range(2 if "&" in html and "<" not in html else 0):
        plain = unescape(plain)
        if _ESCAPED_ONCE_MORE.fullmatch(plain):
            return plain
    return html


def _is_unwanted(name: str, attributes: Mapping[str, str]) -> bool:
    return is_furniture(name, attributes) or _is_unseen(name, attributes)


def _is_unseen(name: str, attributes: Mapping[str, str]) -> bool:
    return name in NOT_SAID or (bool(attributes) and is_hidden(attributes))


def is_too_deep(html: str) -> bool:
    """Whether more elements are open at once than a tree should be made of.

    An end tag closes one element, and only of its own name.
    """
    still_open: Counter[str] = Counter()
    depth = 0
    for closing, name in _RAW_TAG.findall(html.lower()):
        if name in _IMPLIED_END or (closing and not still_open[name]):
            continue
        step = -1 if closing else 1
        still_open[name] += step
        depth += step
        if depth > _DEEPEST:
            return True
    return False


def _without_tags(html: str) -> str:
    """HTML too deep for a tree, with each tag as a line break and what is not seen gone."""
    html = _COMMENT.sub("", html)
    pieces: list[str] = []
    position, hidden_in, still_open = 0, "", 0
    for tag in _WHOLE_TAG.finditer(html):
        name = tag[2].lower()
        if not still_open:
            pieces.append(html[position : tag.start()])
        position = tag.end()
        if still_open:
            still_open += (-1 if tag[1] else 1) * (name == hidden_in)
        elif not tag[1] and name not in VOID and _is_left_out(name, tag[3]):
            hidden_in, still_open = name, 1
    return "\n".join(pieces if still_open else [*pieces, html[position:]])


def _is_left_out(name: str, written: str) -> bool:
    return name in UNSEEN or is_furniture(name, {}) or _is_unseen(name, attributes_in(written))


class _Reader:
    """Walks the tokens of seen HTML once."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._paragraphs: list[_Line] = []
        self._pieces: list[str] = []
        self._links: dict[str, str] = {}
        self._href = ""
        self._link_pieces: list[str] = []
        self._anchors = 0
        self._is_prose = False
        self._lines: list[_Line] = []
        self._bold = self._code = 0
        self._is_bold: bool | None = None
        self._is_code: bool | None = None
        self._preformatted = 0

    def read(self, tokens: Iterable[Token]) -> PlainText:
        for token in tokens:
            self._text(unescape(token.text))
            self._tag(token.name, token.closing, token.attributes)
        self._end_paragraph()
        links = tuple((text, url) for url, text in self._links.items())
        return PlainText(joined(with_quotations(_without_navigation(self._paragraphs))), links)

    def _text(self, text: str) -> None:
        if self._href:
            self._link_pieces.append(text)
        first, *rest = text.split("\n") if self._preformatted else (text,)
        self._words(first)
        for line in rest:
            self._end_paragraph()
            self._words(line)

    def _words(self, text: str) -> None:
        self._pieces.append(text)
        if any(map(str.isalnum, text)):
            self._is_prose = self._is_prose or not self._href
            self._is_bold = self._is_bold is not False and self._bold > 0
            self._is_code = self._is_code is not False and self._code > 0

    def _tag(self, name: str, closing: bool, attributes: Mapping[str, str]) -> None:
        step = -1 if closing else 1
        if name == "a":
            self._end_link()
            self._href = unescape(attributes.get("href", ""))
            self._anchors += not closing
        elif name in _CELLS:
            self._pieces.append(_CELL_MARK if closing else "")
            self._is_prose = True
        elif name == "br":
            self._end_line()
        elif name in ("b", "strong"):
            self._bold = max(0, self._bold + step)
        elif name == "code":
            self._code = max(0, self._code + step)
        elif name in _BLOCKS:
            self._end_paragraph()
            if name == "pre":
                self._preformatted += step

    def _end_line(self) -> None:
        text = "".join(self._pieces)
        self._pieces.clear()
        if _CELL_MARK in text:
            text = " | ".join(filter(None, map(str.strip, text.split(_CELL_MARK))))
        links = 0 if self._is_prose else max(1, self._anchors)
        self._lines.append(_Line(spelled_out(tidy(text)), links, bool(self._is_bold), bool(self._is_code)))
        self._anchors, self._is_prose, self._is_bold, self._is_code = 0, False, None, None

    def _end_paragraph(self) -> None:
        self._end_line()
        for line in _unbroken(self._lines):
            if line.text and not line.is_sample and not (self._paragraphs and self._paragraphs[-1].text == line.text):
                self._paragraphs.append(line)  # pages say things twice, for phones
        self._lines.clear()

    def _end_link(self) -> None:
        text = spelled_out(tidy("".join(self._link_pieces))).removeprefix(QUOTED)[:1000]
        self._link_pieces.clear()
        url = absolute(self._href, self._base) if text and self._href and len(self._links) < MOST_LINKS else ""
        if url and not url.startswith(f"{self._base.partition('#')[0]}#"):
            self._links.setdefault(url, text)


class _Line(NamedTuple):
    """Text up to a line break."""

    text: str
    links: int
    """How many links it consists of; 0 where it holds other words too."""
    is_heading: bool
    """All of it is bold."""
    is_sample: bool
    """All of it is code."""


def _unbroken(lines: Iterable[_Line]) -> Iterator[_Line]:
    """The lines of a paragraph, those as one that a break stands amid."""
    gathered: list[_Line] = []
    pieces: list[str] = []
    for line in lines:
        between = _joint(gathered[-1], line) if gathered else "\n"
        if between == "\n":
            yield from _gathered(gathered, pieces)
            gathered, pieces = [line], [line.text]
        else:
            gathered.append(line)
            pieces += [between, line.text.removeprefix(QUOTED)]
    yield from _gathered(gathered, pieces)


def _gathered(lines: list[_Line], pieces: list[str]) -> Iterator[_Line]:
    if len(lines) == 1:
        yield lines[0]
    elif lines:
        yield _Line("".join(pieces), 0, all(line.is_heading for line in lines), False)


def _joint(one: _Line, other: _Line) -> str:
    between = line_break(one.text, other.text)
    is_apart = one.is_heading != other.is_heading or (one.links and other.links) or one.is_sample or other.is_sample
    return "\n" if between == " / " and is_apart else between


def _without_navigation(paragraphs: list[_Line]) -> list[str]:
    """Without what scraped pages carry along: rows of links, buttons, and the list of other articles at the end.

    A list of links that is the article itself stays. Boilerplate goes first, since it stands between such links.
    """
    paragraphs = [paragraph for paragraph in paragraphs if not is_boilerplate(paragraph.text.removeprefix(QUOTED))]
    prose = sum(not paragraph.links for paragraph in paragraphs)
    if prose < _LEAST_PROSE:
        return [paragraph.text for paragraph in paragraphs]
    last = max(number for number, paragraph in enumerate(paragraphs) if not paragraph.links)
    end = last + 1 if 2 <= len(paragraphs) - last - 1 < prose else len(paragraphs)
    return [
        paragraph.text
        for paragraph in paragraphs[:end]
        if paragraph.links < _ROW_OF_LINKS and not (paragraph.links and _BUTTON.fullmatch(paragraph.text))
    ]
