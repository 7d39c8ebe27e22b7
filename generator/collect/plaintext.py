"""HTML of feeds to plain text: paragraphs split by a newline, and the links among them. Pure; never raises.

The HTML is first rewritten as a browser would read it and rid of what a reader would not see (see visibility), then
taken token by token. What comes out is text, not HTML: `<` stands for itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from html import unescape
from typing import NamedTuple

from generator.collect.boilerplate import is_boilerplate
from generator.collect.cleaning import absolute, joined, plain_lines, tidy
from generator.collect.visibility import UNSEEN, VOID, Token, attributes_in, is_hidden, seen

MOST_LINKS = 60
_LONGEST_HTML = 1_000_000
_DEEPEST = 200
"""Open elements beyond which a tree is refused: the cost of parsing grows with the square of the depth."""

_BLOCKS = frozenset([
    "address", "article", "aside", "blockquote", "br", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main",
    "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul"
])  # fmt: skip
_CELLS = frozenset(["td", "th"])
_DROPPED = frozenset(["figcaption", "nav", "button", "del", "s", "strike"])
"""Seen by readers, and no part of what an article says: struck out, it says so no more."""
_KEPT = _BLOCKS | _CELLS | {"a", "div", "ul", "ol"}
_WITH_CLASS = frozenset(["div", "ul", "ol", "section", "aside", "details", "p", "table"])
_ATTRIBUTES = {"a": {"href"}, **{tag: {"class", "id"} for tag in _WITH_CLASS}}
#: Tables of contents as the usual plugins name them.
_CONTENTS = re.compile(r"(?:^|[\s_-])(?:toc|table-of-contents|ez-toc\w*|lwptoc)(?:[\s_-]|$)", re.IGNORECASE)

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
    """Readable text of HTML, without scripts, captions, tables of contents, navigation and boilerplate.

    base: address that relative links are meant from. A text without any tag keeps its lines as paragraphs.
    """
    html = html[:_LONGEST_HTML]
    if not _LOOKS_LIKE_TAG.search(html):
        return PlainText(plain_lines(unescape(html)))
    if is_too_deep(html):
        return PlainText(plain_lines(unescape(_without_tags(html))))
    return _Reader(base).read(seen(html, _KEPT, _ATTRIBUTES, _DROPPED, _is_unwanted))


def is_too_deep(html: str) -> bool:
    """Whether more elements are open at once than a tree should be made of."""
    return _depth(html) > _DEEPEST


def _is_unwanted(name: str, attributes: Mapping[str, str]) -> bool:
    return is_hidden(attributes) or (name in _WITH_CLASS and _is_contents(attributes))


def _depth(html: str) -> int:
    """At least the most elements open at once: an end tag closes one element, and only of its own name."""
    still_open: Counter[str] = Counter()
    depth = deepest = 0
    for closing, name in _RAW_TAG.findall(html.lower()):
        if name in _IMPLIED_END or (closing and not still_open[name]):
            continue
        step = -1 if closing else 1
        still_open[name] += step
        depth += step
        deepest = max(deepest, depth)
    return deepest


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
    return name in UNSEEN or name in _DROPPED or (bool(written) and is_hidden(attributes_in(written)))


class _Reader:
    """Walks the tokens of seen HTML once."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._paragraphs: list[_Paragraph] = []
        self._pieces: list[str] = []
        self._links: dict[str, str] = {}
        self._href = ""
        self._link_pieces: list[str] = []
        self._anchors = 0
        self._is_prose = False
        self._preformatted = 0

    def read(self, tokens: Iterable[Token]) -> PlainText:
        for token in tokens:
            self._text(unescape(token.text))
            self._tag(token.name, token.closing, token.attributes)
        self._end_paragraph()
        links = tuple((text, url) for url, text in self._links.items())
        return PlainText(joined(_without_navigation(self._paragraphs)), links)

    def _text(self, text: str) -> None:
        if self._href:
            self._link_pieces.append(text)
        elif not self._is_prose:
            self._is_prose = any(map(str.isalnum, text))
        if self._preformatted:
            first, *rest = text.split("\n")
            self._pieces.append(first)
            for line in rest:
                self._end_paragraph()
                self._pieces.append(line)
        else:
            self._pieces.append(text)

    def _tag(self, name: str, closing: bool, attributes: Mapping[str, str]) -> None:
        if name == "a":
            self._end_link()
            self._href = unescape(attributes.get("href", ""))
            self._anchors += not closing
        elif name in _CELLS:
            self._pieces.append(_CELL_MARK if closing else "")
            self._is_prose = True
        elif name in _BLOCKS:
            self._end_paragraph()
            if name == "pre":
                self._preformatted += -1 if closing else 1

    def _end_paragraph(self) -> None:
        text = "".join(self._pieces)
        self._pieces.clear()
        if _CELL_MARK in text:
            text = " | ".join(filter(None, map(str.strip, text.split(_CELL_MARK))))
        text = tidy(text)
        if text and not (self._paragraphs and self._paragraphs[-1].text == text):  # pages say things twice, for phones
            self._paragraphs.append(_Paragraph(text, 0 if self._is_prose else max(1, self._anchors)))
        self._anchors, self._is_prose = 0, False

    def _end_link(self) -> None:
        text = tidy("".join(self._link_pieces))[:1000]
        self._link_pieces.clear()
        url = absolute(self._href, self._base) if text and self._href and len(self._links) < MOST_LINKS else ""
        if url and not url.startswith(f"{self._base.partition('#')[0]}#"):
            self._links.setdefault(url, text)


class _Paragraph(NamedTuple):
    text: str
    links: int
    """How many links it consists of; 0 where it holds other words too."""


def _without_navigation(paragraphs: list[_Paragraph]) -> Iterable[str]:
    """Without what scraped pages carry along: rows of links, buttons, and the list of other articles at the end.

    A list of links that is the article itself stays. Boilerplate goes first, since it stands between such links.
    """
    paragraphs = [paragraph for paragraph in paragraphs if not is_boilerplate(paragraph.text)]
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


def _is_contents(attributes: Mapping[str, str]) -> bool:
    return any(_CONTENTS.search(attributes.get(name, "")) for name in ("class", "id"))
