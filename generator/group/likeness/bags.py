"""Documents as rows of terms in flat arrays, so that thousands of pairs are compared in one step.

A document has two faces: its terms as written, and those of its English reading. Two documents of one language are
compared by the first, of two languages by the second.
"""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import islice, pairwise

import numpy as np
import numpy.typing as npt

from generator.group.documents import UNITS, Document
from generator.group.likeness import codes
from generator.group.likeness.background import Background
from generator.text.stems import stem
from generator.text.synonyms import sense
from generator.text.words import CJK, count_words, terms

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bytes = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]

#: A title says what the event is: its terms count so many times.
TITLE_WEIGHT = 3
#: A batch is weighed as part of an archive of at least so many documents, and of four times as many once it outgrows
#: that: how rare a word is must not hang on how much came in one night. From 1,000 to 10,000 the development half of
#: recorded feeds made no difference.
LEAST_SIZE = 4096
#: Weight of a term that every document has.
LEAST_IDF = 0.3
#: The first terms of a title name its subject.
HEAD = 3
#: The first words of a text say who does what; what else a report of a later day tells of an event is background. With
#: none of them four of fourteen invented reports that come days late are lost, with 5 two, with 10 none; but then some
#: groups of twelve recorded weeks join with what followed: 3 with 5, 14 with 10, most of them wrongly.
FIRST = 5
#: Words of a title that name an event by themselves.
TELLING_TITLE = 4
#: Units of amounts, and what every text here is about: in a small batch they are as rare as a name.
EMPTY = UNITS.union("franc pound yuan yen millionen milliarden milliarde prozent franken ai ki ia".split())
#: "Northwind: deliveries of May"
_SUBJECT = re.compile(r"[^：:|｜“”\"]{2,24}(?=[：:](?!\d))")
_CHINESE = re.compile(f"[{CJK}]")
#: What happens again has happened before.
_AGAIN = re.compile(
    r"\b(?:again|another|once more|(?:for )?the (?:second|third) time)\b|再次|再度|又一|又被|又将|第[二三]次",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"[\d０-９]+(?:[.,:：][\d０-９]+)*")


@dataclass(frozen=True)
class Bags:
    """Documents in order of time and key. The entries of document n stand from starts[n] to starts[n + 1]."""

    starts: Ints
    terms: npt.NDArray[np.int32]
    """The number of the term of each entry."""
    title: tuple[Bytes, Bytes]
    """How the document has each entry, in bits like `codes.IN_TITLE`; by face."""
    counts: tuple[Bytes, Bytes]
    """How often the text below the title has the term, by face."""
    idf: Floats
    """Of each term, 1 for the rarest (Spärck Jones 1972)."""
    kinds: Bytes
    """Of each term."""
    days: Floats
    languages: Ints
    """The number of the language."""
    headlines: Ints
    """The number of the title without case and punctuation."""
    telling: Flags
    """Whether the title is long enough to name an event by itself."""
    again: Flags
    """Whether the title says that something happened again."""
    series: Ints
    """The number of publisher and title without digits; -1 for a title without digits."""

    @property
    def size(self) -> int:
        """How many documents there are."""
        return len(self.days)


@lru_cache(maxsize=1 << 17)
def normal(term: str) -> str:
    """One form for inflections and synonyms of a Latin word; a pair of Chinese characters stays as it is."""
    return term if _CHINESE.match(term) else sense(stem(term))


@cache
def _empty() -> frozenset[str]:
    """`EMPTY`, normalised once: every document is held against it."""
    return frozenset(map(normal, EMPTY))


def terms_of(document: Document) -> list[str]:
    """What a document counts for in a `Background`, each once."""
    return _row(document).terms


def in_order(documents: Sequence[Document]) -> list[int]:
    """The indexes of the documents in order of time and key, whatever the order they came in."""
    return sorted(range(len(documents)), key=lambda n: (documents[n].moment, documents[n].key, documents[n].title))


def bags_of(documents: Iterable[Document], background: Background | None = None) -> Bags:
    """The documents, which are in the order of `in_order`, as arrays."""
    building = _Building()
    for document in documents:
        building.add(document)
    return building.finished(background)


@dataclass(frozen=True, slots=True)
class _Row:
    """The terms of a document, with the columns of `Bags` for them by face."""

    terms: list[str]
    title: tuple[bytes, bytes]
    counts: tuple[bytes, bytes]


def _row(document: Document) -> _Row:
    titles = dict.fromkeys(map(normal, document.title_terms), codes.IN_TITLE)
    for term in islice(titles, HEAD):
        titles[term] = codes.IN_TITLE | codes.IN_HEAD
    opening = [*map(normal, document.lead_terms[: document.opening])]
    written, english, english_titles = Counter(opening), Counter[str](), dict[str, int]()
    is_translated = bool(document.title_english or document.opening_english)
    if is_translated:
        kept = partial(_kept, document.language)
        english_titles = dict.fromkeys([*kept(titles), *map(normal, document.title_english)], codes.IN_TITLE)
        english = Counter([*kept(opening), *map(normal, document.opening_english)])
    words = list({**titles, **english_titles, **written, **english})
    names, marks = sorted(document.names), _marks(document)
    companies = {name: {*map(normal, terms(name))} for name in document.title_companies}
    roles = _roles(document, [*islice(titles, HEAD)], companies)
    acting = {name for name, parts in companies.items() if any(roles.get(part, 0) & codes.IS_ACTOR for part in parts)}
    mark_roles = _mark_roles(document)
    named_in_title = bytes(
        codes.IN_TITLE * (name in document.title_names) | codes.IS_ACTOR * (name in acting) for name in names
    )
    named_below = bytes(name not in document.title_names for name in names)
    marked_in_title = bytes(mark_roles.get(mark, 0) for mark in marks)
    marked_below = bytes(mark.startswith("&") for mark in marks)

    def text_column(values: Mapping[str, int]) -> bytes:
        # the opening is too short to say a word 256 times
        return bytes([values.get(word, 0) for word in words]) + named_below + marked_below

    def title_column(values: Mapping[str, int]) -> bytes:
        return bytes([values.get(word, 0) | roles.get(word, 0) for word in words]) + named_in_title + marked_in_title

    title, counts = title_column(titles), text_column(written)
    return _Row(
        [*words, *(f"={name}" for name in names), *marks],
        (title, title_column(english_titles) if is_translated else title),
        (counts, text_column(english) if is_translated else counts),
    )


def _roles(document: Document, head: Collection[str], companies: Mapping[str, Collection[str]]) -> dict[str, int]:
    """How the document has words, in bits: a part of a name, a stranger and so on.

    head: the first words of the title; companies: the words of the names of those that the title has.
    """
    strangers = {*map(normal, document.title_strangers)}
    # Orvane Wheel is one name
    further = {word for before, word in pairwise(map(normal, document.title_terms)) if {before, word} <= strangers}
    words = {
        codes.IN_NAME: {normal(term) for name in document.names for term in terms(name)},
        codes.IS_STRANGER: strangers,
        codes.IS_ACTOR: strangers.union(*companies.values()).intersection(head),
        codes.IS_PLAINTIFF: {*map(normal, document.plaintiffs)},
        codes.IS_EMPTY: _empty() | further,
        codes.IS_FIRST: {*map(normal, (*document.lead_terms[:FIRST], *document.opening_english[:FIRST]))},
    }
    roles = dict[str, int]()
    for role, those in words.items():
        for word in those:
            roles[word] = roles.get(word, 0) | role
    return roles


def _mark_roles(document: Document) -> dict[str, int]:
    """The same for places and for names across scripts."""
    titled = document.spellings if document.language == "zh" else document.title_strangers & document.spellings
    return {
        **dict.fromkeys((f"^{place}" for place in document.title_places), codes.IN_TITLE),
        **dict.fromkeys((f"&{name}" for name in document.spellings), codes.IN_NAME),
        **dict.fromkeys((f"&{name}" for name in titled), codes.IN_TITLE | codes.IN_NAME),
    }


def _marks(document: Document) -> list[str]:
    """What is shared or not, whatever its weight."""
    return [
        *(f"#{number:g}" for number in sorted(document.numbers)),
        *(f"@{publisher}" for publisher in sorted(document.publishers)),
        *(f"~{product}" for product in sorted({product for product, _ in document.versions})),
        *(f"!{product} {version}" for product, version in sorted(document.versions)),
        *sorted({f";{product} {version.split()[0]}" for product, version in document.versions}),
        *(f"^{place}" for place in sorted(document.places)),
        *(f"/{axis}" for axis, _ in sorted(document.directions)),
        *(f"|{axis} {pole}" for axis, pole in sorted(document.directions)),
        *(f"%{instalment}" for instalment in sorted(document.instalments)),
        *(f"${product} {version}" for product, version in sorted(document.versions) if document.is_release),
        *(f"&{name}" for name in sorted(document.spellings)),
        *(f"?{paper}" for paper in sorted(document.preprints)),
        *(f">{page}" for page in sorted({document.key, *document.links})),
        *(f":{match[0].casefold()}" for match in [_SUBJECT.match(document.title)] if match),
    ]


def _kept(language: str, terms: Iterable[str]) -> list[str]:
    """What the English reading of a text has as it is written: the Latin words of a Chinese one."""
    return [term for term in terms if not _CHINESE.match(term)] if language == "zh" else []


class _Building:
    """Gathers rows; strings become numbers in the order they are met."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._titles: dict[str, int] = {}
        self._series: dict[str, int] = {}
        self._languages: dict[str, int] = {}
        self._starts = array("q", [0])
        self._terms = array("i")
        self._columns = tuple(bytearray() for _ in range(4))
        self._facts: list[tuple[float, int, int, bool, bool, int]] = []

    def add(self, document: Document) -> None:
        """The next row."""
        row, numbers = _row(document), self._numbers
        self._terms.extend([numbers.setdefault(term, len(numbers)) for term in row.terms])
        for column, values in zip(self._columns, (*row.title, *row.counts), strict=True):
            column.extend(values)
        self._starts.append(len(self._terms))
        headline = re.sub(r"\W+", " ", document.title.casefold()).strip()
        self._facts.append(
            (
                document.moment.timestamp() / 86400,
                self._languages.setdefault(document.language, len(self._languages)),
                self._titles.setdefault(headline, len(self._titles)),
                count_words(headline) >= TELLING_TITLE,
                _AGAIN.search(document.title) is not None,
                self._series_of(document),
            )
        )

    def _series_of(self, document: Document) -> int:
        skeleton, digits = _DIGITS.subn("0", document.title.casefold())
        key = f"{sorted(document.publishers)} {skeleton}"
        return self._series.setdefault(key, len(self._series)) if digits else -1

    def finished(self, background: Background | None) -> Bags:
        """All rows together."""
        title, english_title, count, english_count = (np.frombuffer(column, np.uint8) for column in self._columns)
        terms = np.array(self._terms, np.int32)
        spelled = list(self._numbers)
        kinds = np.array([codes.KIND_OF_SIGN.get(term[0], codes.WORD) for term in spelled], np.uint8)
        days, languages, headlines, telling, again, series = (
            zip(*self._facts, strict=True) if self._facts else ((),) * 6
        )
        return Bags(
            starts=np.array(self._starts, np.int64),
            terms=terms,
            title=(title, english_title),
            counts=(count, english_count),
            idf=_idf(np.bincount(terms, minlength=len(spelled)), spelled, len(days), background),
            kinds=kinds,
            days=np.array(days, np.float64),
            languages=np.array(languages, np.int64),
            headlines=np.array(headlines, np.int64),
            telling=np.array(telling, np.bool_),
            again=np.array(again, np.bool_),
            series=np.array(series, np.int64),
        )


def _idf(frequencies: Ints, terms: Sequence[str], size: int, background: Background | None) -> Floats:
    known, published = (background.counts(terms), background.size) if background else (0, 0)
    whole = LEAST_SIZE
    while whole < size + published:
        whole *= 4
    top = math.log(whole + 1)
    idf: Floats = np.maximum(LEAST_IDF, top - np.log(frequencies + known + 0.5)) / top
    return idf
