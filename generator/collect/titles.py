"""Titles of feeds to one line of plain text. Pure.

A title may be plain text, HTML, or HTML escaped once too often, and no feed says reliably which. What decides here:
only tags that people format titles with are taken for markup, so `a < b`, `List<int>` and `the <canvas> element` stay;
character references are decoded at most twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from http import HTTPStatus

from generator.collect.cleaning import tidy
from generator.collect.marks import QUOTED
from generator.collect.notation import as_marks, spelled_out
from generator.model.base import one_line
from generator.text.calendar import SHORT_MONTHS
from generator.text.words import CJK_RUN, cut_at_word, letters

LONGEST_TITLE = 1000
_STAND_IN = 60
"""Characters of the text that stand in for a missing title."""

_FORMATTING = re.compile(
    r"</?(?:a|abbr|b|big|br|cite|code|del|em|font|h[1-6]|i|img|ins|kbd|mark|p|q|s|samp|small|span|strong|strike|sub|sup|tt|u|var)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<(?:br|/?p|/?h[1-6])\b[^<>]*>", re.IGNORECASE)
_DATE = rf"(?:{SHORT_MONTHS})[a-z]{{0,6}}\.? \d{{1,2}}, \d{{4}}"
_RUBRIC = (
    "(?:Announcements?|Alignment|Company|Economic Research|Education|Engineering|Events?|Frontier Red Team"
    "|Interpretability|News|Policy|Products?|Publications?|Research|Safety|Security|Societal Impacts)"
)
#: A card of a scraped page, read without spaces: "Jun 18, 2026ResearchHow we …".
_CARD = re.compile(rf"{_DATE}(?:{_RUBRIC}(?=[A-Z\d“\"])|(?=[A-Z“\"]))")
#: The same with spaces, and a teaser: "How we … Research It is a matter of …. Jun 18, 2026 Quist".
_CARD_WITH_TEASER = re.compile(rf"(.{{3,200}}?) {_RUBRIC} [A-Z“\"].{{10,400}}[.!?] {_DATE}(?: .{{1,40}})?")
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_PHRASES = [
    *((it.value, it.phrase) for it in HTTPStatus if it >= 400),
    (413, "Request Entity Too Large"), (414, "Request-URI Too Large"),
    (503, "Service Temporarily Unavailable"), (504, "Gateway Time-out"),
]  # fmt: skip
"""Statuses by which a server says that it has no page, in the standard's words and in nginx's."""
_ANY_PHRASE = "|".join(rf"{status}\W{{0,3}}{re.escape(phrase)}" for status, phrase in _PHRASES)
_SERVER_ERROR = re.compile(
    rf"(?:(?:HTTP|status|error)\W{{0,3}}){{0,3}}(?:{_ANY_PHRASE})[.!]?(?: ?[-|–—·] ?[\w.&']+(?: [\w.&']+){{0,2}})?",
    re.IGNORECASE,
)
"""The whole of a title: a status with its phrase, and at most the name of a site."""
#: Between a title and the name of its outlet; without spaces where letters are Chinese.
_BETWEEN = re.compile(r" (?:[-–—|｜·•»]|::) | ?[|｜»] ?|(?<=[\u3400-\u9fff」》！？]) ?[-–—_] ?(?=[\u3400-\u9fff])")
_DASHES = frozenset("-–—_")
_APART = re.compile(rf"{_BETWEEN.pattern}|: ")
_NO_TITLE = re.compile(r"\W*(?:untitled|no title|无标题)\W*", re.IGNORECASE)
_FEWEST_CHINESE = 4
_SENTENCE_END = re.compile(r"(?<=[。！？])|(?<=[.!?])\s")


def clean_title(title: str, is_text: bool = False) -> str:
    """One line without markup, at most LONGEST_TITLE characters, cut at a word; empty where no letter or digit is left:
    a feed whose maker failed calls its entries ">-", "…" or "Untitled".

    is_text: the feed says it is plain text (JSON Feed, Atom's type="text"): nothing is decoded.
    """
    title = title[: 4 * LONGEST_TITLE]
    if not is_text:
        title = _without_formatting(title)
        for _ in range(2):
            if _REFERENCE.search(title):
                title = _without_formatting(unescape(title))
    title = cut_at_word(_without_card(tidy(spelled_out(title).removeprefix(QUOTED))), LONGEST_TITLE)
    return title if any(map(str.isalnum, title)) and not _NO_TITLE.fullmatch(title) else ""


def without_outlet(title: str, outlets: Iterable[str]) -> str:
    """A title without the name of its outlet, or of a part of it, behind or before: "Northwind grows - The Ledger".

    outlets: names, also as feeds put them together ("The Ledger: AI"). What is left says something: not one word. A
    name before a colon or a dash stays, since it may be whom the title is about.
    """
    marks = list(_BETWEEN.finditer(title))
    if not marks:
        return title
    names = {_bare(part) for outlet in outlets for part in (outlet, *_APART.split(outlet))} - {""}
    first, last = marks[0], marks[-1]
    if _bare(title[last.end() :]) in names and _says_something(title[: last.start()]):
        title = title[: last.start()]
    is_label = first[0].strip() not in _DASHES
    if is_label and _bare(title[: first.start()]) in names and _says_something(title[first.end() :]):
        title = title[first.end() :]
    return title


def is_server_error(title: str) -> bool:
    """Whether a title is that of a page by which a server says that it has no page: 404 Not Found."""
    return _SERVER_ERROR.fullmatch(title) is not None


def _bare(name: str) -> str:
    """A name as it is compared: without article, signs and capitals."""
    return letters(one_line(name).casefold().removeprefix("the "))


def _says_something(title: str) -> bool:
    return " " in title.strip() or len(CJK_RUN.sub("", title)) <= len(title) - _FEWEST_CHINESE


def title_from(text: str) -> str:
    """A stand-in for a missing title: the first sentence of a text, cut at a word after 60 characters."""
    first_line = text.split("\n", 1)[0]
    return cut_at_word(_SENTENCE_END.split(first_line, maxsplit=1)[0].strip(), _STAND_IN)


def _without_card(title: str) -> str:
    if with_teaser := _CARD_WITH_TEASER.fullmatch(title):
        return with_teaser[1]
    match = _CARD.match(title)
    return title[match.end() :] if match else title


def _without_formatting(title: str) -> str:
    return _FORMATTING.sub("", as_marks(_BREAK.sub(" ", title)))
