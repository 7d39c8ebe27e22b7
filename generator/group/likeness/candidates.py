"""Which documents are worth comparing: those that share rare terms. The work grows as the number of documents does."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from generator.group.likeness import codes
from generator.group.likeness.bags import Bags, Floats, Ints

#: So many of a document's rarest terms look for others. Terms that no other document has look for nothing.
PROBES = 24
#: Of the documents that have a term, those before and after in time that are looked at. No window of days: a rare term
#: reaches far, a common one only near.
NEAR = 20
#: So many of the documents found, those with the most rarity in common, are compared.
MOST = 20
#: A term of the title is worth so much more, and a page that both lead to.
TITLE_PULL, PAGE_PULL = 2.0, 4.0
#: So many documents are one task of a mapper.
_BLOCK = 1024

Numbers = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Postings:
    """For each term the documents that have it, in order of time."""

    rows: Numbers
    """The document of each entry."""
    starts: Ints
    documents: Numbers
    places: Numbers
    """Where each entry stands in `documents`."""


def postings_of(bags: Bags) -> Postings:
    """The inverted index of the documents."""
    rows = np.repeat(np.arange(bags.size, dtype=np.int32), np.diff(bags.starts))
    order = np.argsort(bags.terms, kind="stable").astype(np.int32)
    places = np.empty_like(order)
    places[order] = np.arange(len(order), dtype=np.int32)
    starts = np.concatenate(([0], np.cumsum(np.bincount(bags.terms, minlength=len(bags.idf)))))
    return Postings(rows, starts, rows[order], places)


def neighbours(bags: Bags, postings: Postings, block: tuple[int, int]) -> Ints:
    """Pairs (document, other) as columns: the documents of a block, as `blocks_of` gives it, with their best others."""
    rows, weights, begin, end = _probes(bags, postings, block)
    lengths = end - begin
    found = postings.documents[ranges(begin, lengths)]
    keys = np.repeat(rows, lengths) * bags.size + found
    distinct, which = np.unique(keys, return_inverse=True)
    pull = np.bincount(which, np.repeat(weights, lengths))
    row, other = np.divmod(distinct, bags.size)
    is_other = row != other
    row, other, pull = row[is_other], other[is_other], pull[is_other]
    # equal pull: the earlier document
    order = np.lexsort((other, -np.round(pull, 9), row))
    row, other = row[order], other[order]
    kept = rank(row) < MOST
    return np.stack((row[kept], other[kept]))


def blocks_of(bags: Bags) -> list[tuple[int, int]]:
    """The rows in parts, each a task of the mapper: first and last, the last not included."""
    return [(first, min(first + _BLOCK, bags.size)) for first in range(0, bags.size, _BLOCK)]


def pairs_of(found: list[Ints], size: int) -> Ints:
    """Each pair once, the earlier document first, in order, as columns."""
    if not found:
        return np.empty((2, 0), np.int64)
    row, other = np.concatenate(found, axis=1)
    keys = np.unique(np.minimum(row, other) * size + np.maximum(row, other))
    return np.stack(np.divmod(keys, size))


def _probes(bags: Bags, postings: Postings, block: tuple[int, int]) -> tuple[Ints, Floats, Ints, Ints]:
    """Row, weight and stretch of the postings for the rarest terms of each document that others have too."""
    entries = np.arange(bags.starts[block[0]], bags.starts[block[1]])
    terms = bags.terms[entries]
    kind = bags.kinds[terms]
    shared = postings.starts[terms + 1] - postings.starts[terms] > 1
    is_probe = shared & ((kind <= codes.NUMBER) | (kind == codes.PAGE))
    entries, terms, kind = entries[is_probe], terms[is_probe], kind[is_probe]
    in_title = (bags.title[codes.WRITTEN][entries] | bags.title[codes.ENGLISH][entries]) & codes.IN_TITLE
    pull = bags.idf[terms] * np.where(kind == codes.PAGE, PAGE_PULL, np.where(in_title, TITLE_PULL, 1.0))
    rows = postings.rows[entries].astype(np.int64)
    order = np.lexsort((entries, -pull, rows))
    order = order[rank(rows[order]) < PROBES]
    entries, terms = entries[order], terms[order]
    begin = np.maximum(postings.starts[terms], postings.places[entries] - NEAR)
    end = np.minimum(postings.starts[terms + 1], postings.places[entries] + NEAR + 1)
    return rows[order], pull[order], begin, end


def rank(rows: Ints) -> Ints:
    """How many entries of the same row stand before each entry; rows are sorted."""
    if not len(rows):
        return rows
    begins = np.flatnonzero(np.concatenate(([True], rows[1:] != rows[:-1])))
    return np.arange(len(rows)) - np.repeat(begins, np.diff(np.concatenate((begins, [len(rows)]))))


def ranges(begin: Ints, lengths: Ints) -> Ints:
    """All numbers of several stretches, one after the other; where each begins and how long it is."""
    ends = np.cumsum(lengths)
    numbers: Ints = np.arange(ends[-1] if len(ends) else 0) + np.repeat(begin - (ends - lengths), lengths)
    return numbers
