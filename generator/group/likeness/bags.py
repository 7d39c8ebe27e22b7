"""Documents as rows of terms in flat arrays, so that thousands of pairs are compared in one step.

A document has two faces: its terms as written, and those of its English reading. Two documents of one language are
compared by the first, of two languages by the second.
"""

from __future__ import annotations

import math
import re
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from generator.group.documents import Document
from generator.group.likeness.background import Background
from generator.group.likeness.rows import row_of
from generator.group.likeness.terms import kind_of
from generator.text.words import count_words

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
#: Words of a title that name an event by themselves.
TELLING_TITLE = 4
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


def in_order(documents: Sequence[Document]) -> list[int]:
    """The indexes of the documents in order of time and key, whatever the order they came in."""
    return sorted(range(len(documents)), key=lambda n: (documents[n].moment, documents[n].key, documents[n].title))


def bags_of(documents: Iterable[Document], background: Background | None = None) -> Bags:
    """The documents, which are in the order of `in_order`, as arrays."""
    building = _Building()
    for document in documents:
        building.add(document)
    return building.finished(background)


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
        row, numbers = row_of(document), self._numbers
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
        kinds = np.array([kind_of(term) for term in spelled], np.uint8)
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
