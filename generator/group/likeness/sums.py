"""What whole documents weigh, and what they share, in numbers, for many pairs at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from generator.group.likeness.bags import (
    ENGLISH,
    IN_HEAD,
    IN_NAME,
    IN_TITLE,
    INSTALMENT,
    IS_ACTOR,
    IS_PLAINTIFF,
    IS_STRANGER,
    KINDS,
    NAME,
    NUMBER,
    PAPER,
    PLACE,
    SPELLING,
    SUBJECT,
    TITLE_WEIGHT,
    VERSION,
    WORD,
    WRITTEN,
    Bags,
    Bytes,
    Flags,
    Floats,
    Ints,
)
from generator.group.likeness.candidates import ranges

#: Documents whose pairs are read at once: what they need fits into the cache of a processor.
_ROWS_AT_ONCE = 128
#: From this rarity on a number that two reports share tells of one thing: of 4,000 documents no ten have it.
RARE = 0.72
#: What a norm of nothing is, so that nothing is divided by zero.
_TINY = 1e-9
#: What a document may have: a term of a kind, and how its title has it, 0 where it need not.
TRAITS = {
    "actor": (WORD, IS_ACTOR),
    "instalment": (INSTALMENT, 0),
    "name": (NAME, IN_TITLE),
    "paper": (PAPER, 0),
    "place": (PLACE, IN_TITLE),
    "plaintiff": (WORD, IS_PLAINTIFF),
    "stranger": (WORD, IS_STRANGER),
    "subject": (SUBJECT, 0),
}

Faces = npt.NDArray[np.intp]
"""The face by which each pair is compared."""


class Norms(NamedTuple):
    """Sums over whole documents that the features of their pairs are measured by; by face, then by document."""

    words: Floats
    title: Floats
    lead: Floats
    title_idf: Floats
    head_idf: Floats
    matter: Floats
    below: Floats
    titled: Floats
    proper: Floats
    has: Flags
    """Which document has what, in the order of `TRAITS`; the same by both faces."""


def norms_of(bags: Bags) -> Norms:
    """Once for all pairs."""
    cuts = range(0, bags.size + _ROWS_AT_ONCE, _ROWS_AT_ONCE)
    parts = [_norms(bags, first, min(last, bags.size)) for first, last in pairwise(cuts)] or [_norms(bags, 0, 0)]
    return Norms(*(np.concatenate(column, axis=1) for column in zip(*parts, strict=True)))


def _norms(bags: Bags, first: int, last: int) -> Norms:
    """The fields of `Norms` for some of the documents."""
    entries = np.arange(bags.starts[first], bags.starts[last])
    rows = np.repeat(np.arange(last - first), np.diff(bags.starts[first : last + 1]))
    faces = [_Weights(bags, face, entries) for face in (WRITTEN, ENGLISH)]
    bits, kind = bags.title[WRITTEN][entries], bags.kinds[bags.terms[entries]]

    def summed(values: Iterable[Floats]) -> Floats:
        return np.stack([np.bincount(rows, of_face, last - first) for of_face in values]).astype(np.float64, copy=False)

    def has(wanted: int, how: int) -> Flags:
        is_wanted = (kind == wanted) & ((bits & how > 0) if how else True)
        return np.bincount(rows[is_wanted], minlength=last - first) > 0

    return Norms(
        words=np.sqrt(summed(face.words**2 for face in faces)) + _TINY,
        title=np.sqrt(summed(face.title**2 for face in faces)) + _TINY,
        lead=np.sqrt(summed(face.lead**2 for face in faces)) + _TINY,
        title_idf=summed(face.title for face in faces),
        head_idf=summed(face.head for face in faces),
        matter=summed(face.matter * (face.title > 0) for face in faces),
        below=summed((face.lead > 0) & (face.title == 0) for face in faces),
        titled=summed(as_number(face.title > 0) for face in faces),
        proper=summed([_proper(bits, kind)] * len(faces)),
        has=np.stack([has(*trait) for trait in TRAITS.values()]),
    )


def _proper(bits: Bytes, kind: Bytes) -> Floats:
    """1 for entries that are a name or a place of the title, known or not."""
    is_listed = ((kind == NAME) | (kind == PLACE)) & (bits & IN_TITLE > 0)
    return as_number(is_listed | (bits & IS_STRANGER > 0))


def as_number(flags: Flags | Floats) -> Floats:
    """1 for what is so."""
    return flags.astype(np.float64, copy=False)


class _Weights:
    """What entries weigh in one face."""

    def __init__(self, bags: Bags, face: int | Faces, entries: Ints) -> None:
        terms = bags.terms[entries]
        idf, kind = bags.idf[terms], bags.kinds[terms]
        title, counts = _of_face(bags.title, face, entries), _of_face(bags.counts, face, entries).astype(np.float64)
        in_title = (title & IN_TITLE) > 0
        weighed = TITLE_WEIGHT * in_title + counts
        is_word = kind == WORD
        if not isinstance(face, int):  # what is shared, not what a document is measured by
            is_word = is_word | ((kind == SPELLING) & (face == ENGLISH))
        self.words = np.where(weighed > 0, 1 + np.log(np.maximum(weighed, 1)), 0.0) * idf * (kind <= NAME)
        self.title = idf * (in_title & is_word)
        self.lead = np.where(counts > 0, 1 + np.log(np.maximum(counts, 1)), 0.0) * idf * (kind == WORD)
        self.head = idf * (((title & IN_HEAD) > 0) & is_word)
        self.said = idf * (((counts > 0) | in_title) & is_word)
        self.matter = self.said * ((title & IN_NAME) == 0)


def _of_face(columns: tuple[Bytes, Bytes], face: int | Faces, entries: Ints) -> Bytes:
    if isinstance(face, int):
        return columns[face][entries]
    return np.where(face == ENGLISH, columns[ENGLISH][entries], columns[WRITTEN][entries])


class _Shares(NamedTuple):
    """Entries of one term in both documents of a pair."""

    pair: Ints
    left: Ints
    right: Ints


def _shares(bags: Bags, pairs: Ints) -> _Shares:
    """Terms that the documents of each pair share, pair after pair."""
    left, right = pairs
    cuts = np.searchsorted(left, np.arange(0, bags.size + _ROWS_AT_ONCE, _ROWS_AT_ONCE))
    columns = np.full(len(bags.idf), -1, np.int64)
    found = [
        _shares_of(bags, left[begin:end], right[begin:end], begin, columns)
        for begin, end in pairwise(cuts)
        if begin < end
    ]
    return _Shares(*(np.concatenate(column) for column in zip(*found, strict=True)))


def _shares_of(bags: Bags, left: Ints, right: Ints, offset: int, columns: Ints) -> tuple[Ints, Ints, Ints]:
    """The same for the pairs of a few left documents; columns: scratch of one number a term, all -1."""
    rows, row = np.unique(left, return_inverse=True)
    entries = ranges(bags.starts[rows], bags.starts[rows + 1] - bags.starts[rows])
    terms = bags.terms[entries]
    distinct, column = np.unique(terms, return_inverse=True)
    table = np.full((len(rows), len(distinct)), -1, np.int64)
    table[np.repeat(np.arange(len(rows)), bags.starts[rows + 1] - bags.starts[rows]), column] = entries
    columns[distinct] = np.arange(len(distinct))
    lengths = bags.starts[right + 1] - bags.starts[right]
    others = ranges(bags.starts[right], lengths)
    pair = np.repeat(np.arange(len(right)), lengths)
    at = columns[bags.terms[others]]
    columns[distinct] = -1
    known = at >= 0
    others, pair, at = others[known], pair[known], at[known]
    mine = table[row[pair], at]
    is_shared = mine >= 0
    return pair[is_shared] + offset, mine[is_shared], others[is_shared]


class Sums:
    """Sums over the terms that each pair shares; of two sums the first is by the document on the left.

    face: by which each pair is compared; pairs: columns (left, right), sorted by left, at least one.
    """

    def __init__(self, bags: Bags, pairs: Ints, face: Faces) -> None:
        shares = _shares(bags, pairs)
        terms, by_share = bags.terms[shares.left], face[shares.pair]
        self._pair, self._count = shares.pair, len(face)
        self._kind, self._idf = bags.kinds[terms], bags.idf[terms]
        self._left, self._right = (_Weights(bags, by_share, entries) for entries in (shares.left, shares.right))
        self._bits = bags.title[WRITTEN][shares.left], bags.title[WRITTEN][shares.right]
        self._either = self._bits[0] | self._bits[1]
        counts = bags.counts[WRITTEN]
        self._is_written = np.logical_and(
            *((bits & IN_TITLE) | counts[entries] for bits, entries in zip(self._bits, shares[1:], strict=True))
        )
        is_of_title = (self._left.title > 0) & (self._right.said > 0) | (self._right.title > 0) & (self._left.said > 0)
        self._of_title = np.where(is_of_title, self._left.said, 0.0)

    def _summed(self, values: Floats) -> Floats:
        return np.bincount(self._pair, values, self._count).astype(np.float64, copy=False)

    def _counted(self, flags: Flags) -> Floats:
        return self._summed(as_number(flags))

    def _either_way(self, values: Callable[[_Weights, _Weights], Floats]) -> tuple[Floats, Floats]:
        """values: of the weights in one document and in the other."""
        return self._summed(values(self._left, self._right)), self._summed(values(self._right, self._left))

    @cached_property
    def kinds(self) -> Ints:
        """How many terms of each kind."""
        counts = np.bincount(self._pair * KINDS + self._kind, minlength=self._count * KINDS)
        return counts.reshape(self._count, KINDS).T

    @property
    def words(self) -> Floats:
        """Of the weights in both."""
        return self._summed(self._left.words * self._right.words)

    @property
    def told(self) -> tuple[Floats, Floats]:
        """Of the weights in one's title and in the other's text."""
        return self._either_way(lambda mine, theirs: mine.title * theirs.lead)

    @property
    def covered(self) -> tuple[Floats, Floats]:
        """Rarity of the terms of a title."""
        return self._either_way(lambda mine, theirs: mine.title * (theirs.said > 0))

    @property
    def head(self) -> tuple[Floats, Floats]:
        """Rarity of the first terms of a title."""
        return self._either_way(lambda mine, theirs: mine.head * (theirs.said > 0))

    @property
    def shared(self) -> Floats:
        """Rarity of the terms of either title."""
        return self._summed(self._of_title)

    @property
    def rarest(self) -> Floats:
        """Rarity of the rarest of these."""
        most = np.zeros(self._count)
        np.maximum.at(most, self._pair, self._of_title)
        return most

    @property
    def matter(self) -> Floats:
        """Rarity of the terms of either title that are no part of a name in either, and of numbers and versions."""
        exact = np.where((self._kind == NUMBER) | (self._kind == VERSION), self._idf, 0.0)
        least = np.minimum(self._left.matter, self._right.matter)
        return self._summed(np.where(self._of_title > 0, least, exact))

    @property
    def deed(self) -> Floats:
        """Rarity of the terms of either title that are no part of a name, known or not."""
        is_named = self._either & (IN_NAME | IS_STRANGER) > 0
        least = np.minimum(self._left.said, self._right.said)
        return self._summed(np.where((self._of_title > 0) & ~is_named, least, 0.0))

    @property
    def figures(self) -> Floats:
        """How many rare numbers."""
        return self._counted((self._kind == NUMBER) & (self._idf >= RARE))

    @property
    def named(self) -> Floats:
        """How many names and rare numbers."""
        return self._counted((self._kind == NAME) | (self._kind == NUMBER) & (self._idf >= RARE))

    @property
    def spelled(self) -> Floats:
        """How many rare words that stand in both as they are: what Chinese does not translate."""
        return self._counted(self._is_written & ((self._kind == WORD) | (self._kind == SPELLING)) & (self._idf >= RARE))

    @property
    def places(self) -> Floats:
        """How many places of either title."""
        return self._counted((self._kind == PLACE) & (self._either & IN_TITLE > 0))

    @property
    def strangers(self) -> Floats:
        """How many names of either title that no list has."""
        is_sound = (self._kind == SPELLING) & (self._of_title > 0)
        return self._counted((self._either & IS_STRANGER > 0) | is_sound)

    @property
    def plaintiffs(self) -> Floats:
        """How many words for those who sue by either title."""
        return self._counted(self._either & IS_PLAINTIFF > 0)

    @property
    def actors(self) -> tuple[Floats, Floats]:
        """How many of what a title begins with and may act."""
        left, right = (self._counted(bits & IS_ACTOR > 0) for bits in self._bits)
        return left, right

    @property
    def one_actor(self) -> Floats:
        """How many of what both titles begin with and may act."""
        return self._counted(self._bits[0] & self._bits[1] & IS_ACTOR > 0)

    @property
    def title_names(self) -> Floats:
        """How many names of both titles."""
        is_name = (self._kind == NAME) | (self._either & (IS_ACTOR | IS_STRANGER) > 0)
        return self._counted((self._bits[0] & self._bits[1] & IN_TITLE > 0) & is_name)

    @cached_property
    def titled(self) -> Floats:
        """How many words of both titles."""
        return self._counted((self._left.title > 0) & (self._right.title > 0))

    @property
    def titled_there(self) -> tuple[Floats, Floats]:
        """How many words of a title."""
        return self._either_way(lambda mine, theirs: as_number((mine.title > 0) & (theirs.said > 0)))

    @property
    def below(self) -> Floats:
        """How many words of both texts that neither title has."""
        left, right = self._left, self._right
        return self._counted((left.title == 0) & (right.title == 0) & (left.lead > 0) & (right.lead > 0))

    @property
    def proper(self) -> tuple[Floats, Floats]:
        """How many names and places of a title."""
        left, right = (self._summed(_proper(bits, self._kind)) for bits in self._bits)
        return left, right

    @property
    def proper_titled(self) -> tuple[Floats, Floats]:
        """How many names and places of a title that the other title has, too, or that enclose a place of it."""
        left, right = (
            self._summed(_proper(bits, self._kind) * ((there & (IN_TITLE | IS_STRANGER) > 0) | (self._kind == PLACE)))
            for bits, there in (self._bits, self._bits[::-1])
        )
        return left, right
