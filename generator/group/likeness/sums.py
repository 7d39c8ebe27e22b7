"""Sums over the terms that the documents of a pair share, for many pairs at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from generator.group.likeness import codes
from generator.group.likeness.bags import Bags, Flags, Floats, Ints
from generator.group.likeness.candidates import ranges
from generator.group.likeness.norms import ROWS_AT_ONCE, Faces, Weights, as_number, is_deed, of_face, proper

#: From this rarity on a number that two reports share tells of one thing: of 4,000 documents no ten have it.
RARE = 0.72


class _Shares(NamedTuple):
    """Entries of one term in both documents of a pair."""

    pair: Ints
    left: Ints
    right: Ints


def _shares(bags: Bags, pairs: Ints) -> _Shares:
    """Terms that the documents of each pair share, pair after pair."""
    left, right = pairs
    cuts = np.searchsorted(left, np.arange(0, bags.size + ROWS_AT_ONCE, ROWS_AT_ONCE))
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


def _without_background(bags: Bags, shares: _Shares, face: Faces, is_later: Flags) -> _Shares:
    """Without what an earlier title says and a later report tells only after its first words."""
    by_share = face[shares.pair]
    earlier, later = (of_face(bags.title, by_share, entries) for entries in (shares.left, shares.right))
    is_told_late = (earlier & codes.IN_TITLE > 0) & (later & (codes.IN_TITLE | codes.IS_FIRST) == 0)
    kept = ~(is_told_late & is_later[shares.pair])
    return _Shares(*(column[kept] for column in shares))


class Sums:
    """Sums over the terms that each pair shares; of two sums the first is by the document on the left.

    face: by which each pair is compared; pairs: columns (left, right), sorted by left, at least one; is_later: where
    the right one is so much later that what it tells of the other's event is background.
    """

    def __init__(self, bags: Bags, pairs: Ints, face: Faces, is_later: Flags) -> None:
        shares = _without_background(bags, _shares(bags, pairs), face, is_later)
        terms, by_share = bags.terms[shares.left], face[shares.pair]
        self._pair, self._count = shares.pair, len(face)
        self._kind, self._idf = bags.kinds[terms], bags.idf[terms]
        self._left, self._right = (Weights(bags, by_share, entries) for entries in (shares.left, shares.right))
        self._bits = bags.title[codes.WRITTEN][shares.left], bags.title[codes.WRITTEN][shares.right]
        self._either = self._bits[0] | self._bits[1]
        counts = bags.counts[codes.WRITTEN]
        self._is_written = np.logical_and(
            *((bits & codes.IN_TITLE) | counts[entries] for bits, entries in zip(self._bits, shares[1:], strict=True))
        )
        is_of_title = (self._left.title > 0) & (self._right.said > 0) | (self._right.title > 0) & (self._left.said > 0)
        self._of_title = np.where(is_of_title, self._left.said, 0.0)

    def _summed(self, values: Floats) -> Floats:
        return np.bincount(self._pair, values, self._count).astype(np.float64, copy=False)

    def _counted(self, flags: Flags) -> Floats:
        return self._summed(as_number(flags))

    def _either_way(self, values: Callable[[Weights, Weights], Floats]) -> tuple[Floats, Floats]:
        """values: of the weights in one document and in the other."""
        return self._summed(values(self._left, self._right)), self._summed(values(self._right, self._left))

    @cached_property
    def kinds(self) -> Ints:
        """How many terms of each kind."""
        counts = np.bincount(self._pair * codes.KINDS + self._kind, minlength=self._count * codes.KINDS)
        return counts.reshape(self._count, codes.KINDS).T

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
        exact = np.where((self._kind == codes.NUMBER) | (self._kind == codes.VERSION), self._idf, 0.0)
        least = np.minimum(self._left.matter, self._right.matter)
        return self._summed(np.where(self._of_title > 0, least, exact))

    @property
    def deed(self) -> Floats:
        """Rarity of the terms of either title that are no part of a name, known or not, and say something alone."""
        least = np.minimum(self._left.said, self._right.said)
        return self._summed(np.where((self._of_title > 0) & is_deed(self._either), least, 0.0))

    @property
    def figures(self) -> Floats:
        """How many rare numbers."""
        return self._counted((self._kind == codes.NUMBER) & (self._idf >= RARE))

    @property
    def named(self) -> Floats:
        """How many names and rare numbers."""
        return self._counted((self._kind == codes.NAME) | (self._kind == codes.NUMBER) & (self._idf >= RARE))

    @property
    def spelled(self) -> Floats:
        """How many rare words that stand in both as they are: what Chinese does not translate."""
        return self._counted(
            self._is_written & ((self._kind == codes.WORD) | (self._kind == codes.SPELLING)) & (self._idf >= RARE)
        )

    @property
    def places(self) -> Floats:
        """How many places of either title."""
        return self._counted((self._kind == codes.PLACE) & (self._either & codes.IN_TITLE > 0))

    @property
    def strangers(self) -> Floats:
        """How many names of either title that no list has."""
        is_sound = (self._kind == codes.SPELLING) & (self._of_title > 0)
        return self._counted((self._either & codes.IS_STRANGER > 0) | is_sound)

    @property
    def plaintiffs(self) -> Floats:
        """How many words for those who sue by either title."""
        return self._counted(self._either & codes.IS_PLAINTIFF > 0)

    @property
    def actors(self) -> tuple[Floats, Floats]:
        """How many of what a title begins with and may act."""
        left, right = (self._counted(bits & codes.IS_ACTOR > 0) for bits in self._bits)
        return left, right

    @property
    def one_actor(self) -> Floats:
        """How many of what both titles begin with and may act."""
        return self._counted(self._bits[0] & self._bits[1] & codes.IS_ACTOR > 0)

    @property
    def title_names(self) -> Floats:
        """How many names of both titles, and words of them."""
        return self._in_both_titles(self._either & (codes.IS_ACTOR | codes.IS_STRANGER) > 0)

    @property
    def names(self) -> Floats:
        """How many names of both titles; those that no list has by their first word."""
        is_further = self._bits[0] & self._bits[1] & codes.IS_EMPTY > 0
        return self._in_both_titles((self._either & codes.IS_STRANGER > 0) & ~is_further)

    def _in_both_titles(self, is_name: Flags) -> Floats:
        in_both = self._bits[0] & self._bits[1] & codes.IN_TITLE > 0
        return self._counted(in_both & ((self._kind == codes.NAME) | is_name))

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
        left, right = (self._summed(proper(bits, self._kind)) for bits in self._bits)
        return left, right

    @property
    def proper_titled(self) -> tuple[Floats, Floats]:
        """How many names and places of a title that the other title has, too, or that enclose a place of it."""
        left, right = (
            self._summed(
                proper(bits, self._kind)
                * ((there & (codes.IN_TITLE | codes.IS_STRANGER) > 0) | (self._kind == codes.PLACE))
            )
            for bits, there in (self._bits, self._bits[::-1])
        )
        return left, right
