"""A document as a row of terms: which it has, where it has them, and how often."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from itertools import chain, islice, pairwise
from typing import NamedTuple

from generator.group.documents import UNITS, Document
from generator.group.likeness import codes
from generator.group.likeness.terms import (
    kind_of,
    name_term,
    normal,
    number_term,
    product_term,
    term_of,
    version_term,
)
from generator.text.words import is_chinese, terms

#: The first terms of a title name its subject.
HEAD = 3
#: The first words of a text say who does what; what else a report of a later day tells of an event is background. With
#: none of them four of fourteen invented reports that come days late are lost, with 5 two, with 10 none; but then some
#: groups of twelve recorded weeks join with what followed: 3 with 5, 14 with 10, most of them wrongly.
FIRST = 5
#: Units of amounts, and what every text here is about: in a small batch they are as rare as a name.
EMPTY = UNITS.union("franc pound yuan yen millionen milliarden milliarde prozent franken ai ki ia".split())
#: "Northwind: deliveries of May"
_SUBJECT = re.compile(r"[^：:|｜“”\"]{2,24}(?=[：:](?!\d))")


class Row(NamedTuple):
    """The terms of a document, each once, with the columns of `Bags` for them by face."""

    terms: list[str]
    title: tuple[bytes, bytes]
    counts: tuple[bytes, bytes]


class _Face(NamedTuple):
    """The words of a document in one reading. title: how they stand in it, in bits; opening: how often it has them."""

    title: Mapping[str, int]
    opening: Mapping[str, int]


def row_of(document: Document) -> Row:
    """The row of a document: words, then names, then what is shared or not whatever its weight."""
    faces = _faces(document)
    head = [word for word, bits in faces[codes.WRITTEN].title.items() if bits & codes.IN_HEAD]
    companies = {name: {*map(normal, terms(name))} for name in document.title_companies}
    roles = _roles(document, head, companies)
    acting = {name for name, parts in companies.items() if any(roles.get(part, 0) & codes.IS_ACTOR for part in parts)}
    words = list(dict.fromkeys(chain(*(face.title for face in faces), *(face.opening for face in faces))))
    names, marks, mark_roles = sorted(document.names), _marks(document), _mark_roles(document)
    titled_names = bytes(
        codes.IN_TITLE * (name in document.title_names) | codes.IS_ACTOR * (name in acting) for name in names
    )
    titled = titled_names + bytes(mark_roles.get(mark, 0) for mark in marks)
    below = bytes(name not in document.title_names for name in names)
    below += bytes(kind_of(mark) == codes.SPELLING for mark in marks)
    title, english_title = (
        bytes([face.title.get(word, 0) | roles.get(word, 0) for word in words]) + titled for face in faces
    )
    # the opening is too short to say a word 256 times
    counts, english_counts = (bytes([face.opening.get(word, 0) for word in words]) + below for face in faces)
    return Row([*words, *map(name_term, names), *marks], (title, english_title), (counts, english_counts))


def _faces(document: Document) -> tuple[_Face, _Face]:
    """As it is written, and as it reads in English, which is the same for a document that nobody translated."""
    title = dict.fromkeys(map(normal, document.title_terms), codes.IN_TITLE)
    title |= dict.fromkeys(islice(title, HEAD), codes.IN_TITLE | codes.IN_HEAD)
    opening = [*map(normal, document.lead_terms[: document.opening])]
    written = _Face(title, Counter(opening))
    if not (document.title_english or document.opening_english):
        return written, written
    english_title = [*_kept(document.language, title), *map(normal, document.title_english)]
    english = [*_kept(document.language, opening), *map(normal, document.opening_english)]
    return written, _Face(dict.fromkeys(english_title, codes.IN_TITLE), Counter(english))


def _kept(language: str, words: Iterable[str]) -> list[str]:
    """What the English reading of a text has as it is written: the Latin words of a Chinese one."""
    return [word for word in words if not is_chinese(word)] if language == "zh" else []


@cache
def _empty() -> frozenset[str]:
    """`EMPTY`, normalised once: every document is held against it."""
    return frozenset(map(normal, EMPTY))


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


def _marks(document: Document) -> list[str]:
    """What is shared or not, whatever its weight."""
    versions, directions, subject = sorted(document.versions), document.directions, _SUBJECT.match(document.title)
    texts: Mapping[int, Iterable[object]] = {
        codes.PUBLISHER: sorted(document.publishers),
        codes.RELEASE: sorted({f"{product} {version.split()[0]}" for product, version in versions}),
        codes.RELEASED: [f"{product} {version}" for product, version in versions if document.is_release],
        codes.PLACE: sorted(document.places),
        codes.AXIS: sorted(axis for axis, _ in directions),
        codes.POLE: sorted(f"{axis} {pole}" for axis, pole in directions),
        codes.INSTALMENT: sorted(document.instalments),
        codes.SPELLING: sorted(document.spellings),
        codes.PAPER: sorted(document.preprints),
        codes.PAGE: sorted({document.key, *document.links}),
        codes.SUBJECT: [subject[0].casefold()] if subject else [],
    }
    return [
        *map(number_term, sorted(document.numbers)),
        *map(product_term, sorted({product for product, _ in versions})),
        *(version_term(*version) for version in versions),
        *(term_of(kind, text) for kind, those in texts.items() for text in those),
    ]


def _mark_roles(document: Document) -> dict[str, int]:
    """How the document has places and names across scripts, in bits."""
    titled = document.spellings if document.language == "zh" else document.title_strangers & document.spellings
    roles = {term_of(codes.PLACE, place): codes.IN_TITLE for place in document.title_places}
    roles |= {term_of(codes.SPELLING, name): codes.IN_NAME for name in document.spellings}
    return roles | {term_of(codes.SPELLING, name): codes.IN_TITLE | codes.IN_NAME for name in titled}
