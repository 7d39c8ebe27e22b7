"""What articles and items are compared by."""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple

from generator.group.versions import apart, versions_in
from generator.model.article import Article, link_key
from generator.model.item import Item
from generator.model.vocabulary import Name
from generator.text.calendar import SHORT_MONTHS
from generator.text.disagreement import directions
from generator.text.european import common_words, english_reading, language_told_in
from generator.text.instalments import instalments
from generator.text.kinds import is_release, is_setback
from generator.text.names import NameFinder
from generator.text.papers import preprint
from generator.text.pinyin import spellings
from generator.text.places import countries, enclosing, places_in
from generator.text.quantities import Quantity, quantities
from generator.text.strangers import capitalised, full_names, is_headline, is_no_name
from generator.text.suits import plaintiffs
from generator.text.translations import in_english
from generator.text.words import CJK, is_chinese, plain_hyphens, terms

#: The beginning of a report says what it is about.
LEAD_CHARS = 600
#: Its first sentences say what happened; what follows is background that other events share. Of 200 to 600 characters
#: best on the sample archive.
OPENING_CHARS = 300
#: The first links of a body lead to what it reports; later ones to what was before, and to whatever else there is.
LEAD_LINKS = 5
#: What stands between a title and the name of its column, which the other titles of the column have too.
_BAR = re.compile(r"(?:(?<!\s)\s+)?[|｜丨]\s*")
_RUBRIC_CHARS = 12
_SCRIPT_RUN = re.compile(f"[{CJK}]+|[^{CJK}]+")
#: What makes a number a part of a date, before and after it. The day of a report is known; such numbers are shared by
#: all that happened on it.
_MONTH = re.compile(rf"(?:{SHORT_MONTHS})[a-z]*\.?\s$")
_OF_DATE = re.compile(rf"\s*(?:[年月日号]|(?:{SHORT_MONTHS})[a-z]*\b)")
_POSSESSIVE = ("'s", "’s")
#: A year is no version, nor is what is counted in a headline of capitals: "Quist Sheds 90 Units".
_VERSIONED = re.compile(r"(?<![\w’'-])(?P<name>[A-Z][A-Za-z]+) (?!20\d\d\b)\d{1,4}\b(?![.,]\d|%)")
_BETWEEN_WORDS = re.compile(r"[’']s\b|[^\w-]+")
#: What a translated amount is told in: it is compared as a number, and by its unit alone it says nothing.
UNITS = frozenset("thousand million billion trillion percent dollar euro".split())
#: The pair of opposites that a launch and a recall are.
_OUT = "out"


@dataclass(frozen=True)
class Document:
    """A text with what makes it comparable. Order of the tuples is that of the text."""

    key: str
    title: str
    moment: datetime
    language: str
    """"zh", "de", "fr" or "es" where it is told in one of these; "en" for all others."""
    publishers: frozenset[str]
    title_terms: tuple[str, ...]
    lead_terms: tuple[str, ...]
    opening: int
    """So many of the lead's terms are those of its first sentences."""
    names: frozenset[str]
    """Canonical names, one for all languages."""
    title_names: frozenset[str]
    numbers: frozenset[float]
    """From 10 on, with their scale applied; no years and days."""
    versions: frozenset[tuple[str, str]]
    """Products with their version, as named in the title: ('gpt', '5.6')."""
    is_roundup: bool = False
    title_english: tuple[str, ...] = ()
    """Terms of the English reading of the title; empty where it is in English."""
    opening_english: tuple[str, ...] = ()
    links: frozenset[str] = frozenset()
    """Keys of the pages that its beginning leads to."""
    title_strangers: frozenset[str] = frozenset()
    """Terms of the title that are names no list has."""
    title_places: frozenset[int] = frozenset()
    places: frozenset[int] = frozenset()
    """Of title and lead, with all that they lie in."""
    directions: frozenset[tuple[str, int]] = frozenset()
    """Which way things go by the title, see `generator.text.disagreement`; and whether what it names comes or goes."""
    instalments: frozenset[str] = frozenset()
    """Quarters and rounds of funding that the title names, see `generator.text.instalments`."""
    title_companies: frozenset[str] = frozenset()
    """Those of `title_names` that are companies, but for one whose supplier or rival is meant: Northwind's supplier."""
    plaintiffs: frozenset[str] = frozenset()
    """Terms for those who sue by the title."""
    preprints: frozenset[str] = frozenset()
    """The papers that it is or that its beginning leads to, by their number."""
    spellings: frozenset[str] = frozenset()
    """By which names that no list has meet across scripts: in English as they are, and of a Chinese title as pinyin all
    that may be one."""
    is_release: bool = False
    """Whether the title tells that its versions are there now."""
    unlisted: frozenset[str] = frozenset()
    """Names of an item that no list has, as title and beginning write them: of what it is about, and in English by
    their capitals, where little else begins so."""
    title_unlisted: frozenset[str] = frozenset()
    """Those of the title."""
    owners: frozenset[tuple[str, str]] = frozenset()
    """Models and products of the title, each with whose it is by the list."""


#: Documents that are kept: an item of the week is compared with reports, lines of digests and other items, each in a
#: step of its own. As many as a large week has reports and items.
KEPT = 1024


class _Told(NamedTuple):
    """What a document is made of."""

    key: str
    title: str
    lead: str
    moment: datetime
    publishers: frozenset[str]
    language: str
    """A tag."""
    links: frozenset[str] = frozenset()
    about: tuple[str, ...] | None = None
    """What an item is about, whether a list has the name or none; None for what is no item."""


class DocumentMaker:
    """Makes documents of articles and items with one vocabulary."""

    def __init__(self, names: NameFinder, roundups: Iterable[str] = ()) -> None:
        """roundups: patterns of titles that tell several events."""
        self.names = names
        self._roundups = [re.compile(pattern) for pattern in roundups]

    def is_roundup(self, title: str) -> bool:
        """Whether a title announces several events at once."""
        return any(pattern.search(title) for pattern in self._roundups)

    def of_article(self, article: Article) -> Document:
        lead = f"{article.summary}\n{article.text}" if article.summary not in article.text else article.text
        links = frozenset(link_key(link.url) for link in islice(article.links, LEAD_LINKS)) - {article.key}
        publishers = frozenset([article.publisher])
        return self._make(
            _Told(article.key, article.title, lead[:LEAD_CHARS], article.moment, publishers, article.language, links)
        )

    def of_item(self, address: str, item: Item) -> Document:
        """An item of the archive, by its reports' titles and its own claims."""
        claims = " ".join(dict.fromkeys(claim.text for _, claim in item.claims()))
        other_titles = [report.title for report in item.articles if report.title != item.title]
        lead = " ".join([*other_titles, item.hook or "", claims])
        latest = max(report.moment for report in item.articles)
        publishers = frozenset(item.publishers)
        about = (*item.entities.companies, *item.entities.models, *item.entities.products)
        return self._make(
            _Told(address, item.title, lead[: 2 * LEAD_CHARS], latest, publishers, item.language, about=about)
        )

    def of_text(
        self, key: str, title: str, lead: str, moment: datetime, publisher: str, language: str = "en"
    ) -> Document:
        """A document of bare texts; language: their tag."""
        return self._make(_Told(key, title, lead[:LEAD_CHARS], moment, frozenset([publisher]), language))

    @lru_cache(KEPT)  # noqa: B019 (makers are few, and live as long as a run)
    def _make(self, told: _Told) -> Document:
        told = told._replace(title=plain_hyphens(told.title), lead=plain_hyphens(told.lead))
        title, lead = told.title, told.lead
        spans = list(self.names.spans(title))
        title_names = frozenset(name.name for name, _, _ in spans)
        lead_names = frozenset(name.name for name in self.names.find(lead))
        language = "zh" if is_chinese(title) else language_told_in(f"{title}\n{lead}", told.language) or "en"
        opening = _opening(lead)
        common = common_words(language)
        opening_terms = _without(common, terms(apart(opening)))
        # what is read by English words
        read_title, read_lead = (_read(text, language) for text in (title, lead))
        strangers, title_places = _strangers(read_title, read_lead, spans, title), countries(places_in(read_title))
        unlisted = _unlisted(told, language, title_names | lead_names)
        return Document(
            key=told.key,
            title=title,
            moment=told.moment,
            language=language,
            publishers=told.publishers,
            title_terms=_without(common, _in_order(apart(_without_rubric(title)))),
            lead_terms=opening_terms + _without(common, terms(apart(lead[len(opening) :]))),
            opening=len(opening_terms),
            names=title_names | lead_names,
            title_names=title_names,
            numbers=_numbers(f"{read_title} {read_lead}"),
            versions=frozenset(versions_in(title, spans, strangers)),
            is_roundup=self.is_roundup(title),
            title_english=_english(title, title_names, language),
            opening_english=_english(opening, lead_names, language),
            links=told.links,
            title_strangers=strangers,
            title_places=title_places,
            places=enclosing(title_places | countries(places_in(read_lead))),
            directions=directions(read_title) | _course(read_title, read_lead),
            instalments=instalments(read_title),
            title_companies=_companies(title, spans),
            plaintiffs=frozenset(terms(" ".join(plaintiffs(read_title)))),
            preprints=frozenset(found for page in (told.key, *told.links) if (found := preprint(page))),
            spellings=_spellings(title, opening, lead, strangers, language),
            is_release=is_release(title),
            unlisted=frozenset(_standing_in(f"{title}\n{lead}", unlisted)),
            title_unlisted=frozenset(_standing_in(title, unlisted)),
            owners=frozenset((name.name, name.company) for name, _, _ in spans if name.company),
        )


def _companies(title: str, spans: Iterable[tuple[Name, int, int]]) -> frozenset[str]:
    """Those of the title that may act in it: Northwind, not Northwind's. spans: names, where each begins and ends."""
    companies = ((name.name, end) for name, _, end in spans if name.kind == "company")
    return frozenset(name for name, end in companies if not title.startswith(_POSSESSIVE, end))


def _read(text: str, language: str) -> str:
    """A text as English words are looked for in it; those of Chinese stand beside them in the same lists."""
    return text if language in ("en", "zh") else english_reading(text, language)


def _course(title: str, lead: str) -> frozenset[tuple[str, int]]:
    """The opposites of a launch, 1, and of a delay or recall, 0; none where a report tells of both."""
    if is_setback(title):
        return frozenset() if is_release(title) else frozenset({(_OUT, 0)})
    return frozenset({(_OUT, 1)}) if is_release(title) and not is_setback(lead) else frozenset()


def _without_rubric(title: str) -> str:
    """A title without the short parts that a bar sets off."""
    parts = _BAR.split(title)
    longest = max(map(len, parts))
    return " ".join(part for part in parts if len(part) > min(_RUBRIC_CHARS, longest // 2))


def _in_order(text: str) -> tuple[str, ...]:
    """Terms in the order of the text, Latin and Chinese alike."""
    return _interned(chain.from_iterable(terms(run) for run in _SCRIPT_RUN.findall(text)))


def _opening(lead: str) -> str:
    """The first sentences, to the end of a word."""
    if len(lead) <= OPENING_CHARS:
        return lead
    return lead[:OPENING_CHARS] + re.split(rf"[\s{CJK}]", lead[OPENING_CHARS:], maxsplit=1)[0]


def _interned(words: Iterable[str]) -> tuple[str, ...]:
    """Equal words of all documents as one string in memory."""
    return tuple(map(sys.intern, words))


def _without(common: Collection[str], words: Iterable[str]) -> tuple[str, ...]:
    """Words but for common ones, which are rare only where few texts are in their language."""
    return _interned(word for word in words if word not in common)


def _english(text: str, names: Iterable[str], language: str) -> tuple[str, ...]:
    """What a text in another language says in English, as far as names and the lists of translations go."""
    if language == "en":
        return ()
    if language == "zh":
        return _interned(terms(" ".join([*in_english(text), *sorted(names)])))
    # KI-Gipfel: German makes one word of what are two in English
    told = apart(english_reading(text, language)).replace("-", " ")
    return _without(UNITS, _in_order(f"{told} {' '.join(sorted(names))}"))


def _numbers(text: str) -> frozenset[float]:
    return frozenset(q.value for q in quantities(text) if q.value >= 10 and not _is_date(q, text))


def _is_date(quantity: Quantity, text: str) -> bool:
    value = quantity.value
    if value != int(value) or value > 2040 or 31 < value < 1990:
        return False
    if value >= 1990:
        return True
    before = text[max(0, quantity.start - 11) : quantity.start]
    return bool(_OF_DATE.match(text, quantity.end) or _MONTH.search(before))


def _strangers(title: str, lead: str, names: Iterable[tuple[Name, int, int]], written: str) -> frozenset[str]:
    """names: the known ones of the title as it is written, with where each begins and ends."""
    known = {word for _, start, end in names for word in re.findall(r"[^\W_]+", written[start:end])}
    found = [word for word in capitalised(title, lead) if word not in known]
    return frozenset(terms(" ".join(found)))


def _unlisted(told: _Told, language: str, listed: Iterable[str]) -> list[str]:
    """The names of an item that no list has, not even a part of them; listed: those that one has."""
    if told.about is None:  # articles are many, and nobody asks it of them
        return []
    written = {*full_names(told.title, told.lead), *_versioned(told.title)} if language == "en" else ()
    known = {*" ".join(listed).split()}
    return [name for name in (*written, *told.about) if known.isdisjoint(name.split())]


def _versioned(title: str) -> Iterator[str]:
    """Names with their version: what begins a title is known for a name by that alone, "Heron 4 invents cases"."""
    found = () if is_headline(title) else _VERSIONED.finditer(title)
    return (match[0] for match in found if not is_no_name(match["name"]))


def _standing_in(text: str, names: Iterable[str]) -> Iterator[str]:
    """Those of the names that a text has as words of their own."""
    words = f" {_BETWEEN_WORDS.sub(' ', text)} "
    return (name for name in names if (name in text if is_chinese(name) else f" {name} " in words))


def _spellings(title: str, opening: str, lead: str, strangers: frozenset[str], language: str) -> frozenset[str]:
    """strangers: terms of the title that are names. In languages that share their letters a name is a word of both."""
    if language == "zh":
        return frozenset(spellings(title))
    return strangers.union(terms(" ".join(capitalised(opening, lead)))) if language == "en" else frozenset()
