"""What terms weigh, entry by entry and summed over whole documents."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from generator.group.likeness import codes
from generator.group.likeness.bags import TITLE_WEIGHT, Bags, Bytes, Flags, Floats, Ints

#: Documents that are read at once: what they need fits into the cache of a processor.
ROWS_AT_ONCE = 128
#: What a norm of nothing is, so that nothing is divided by zero.
_TINY = 1e-9
#: What a document may have: a term of a kind, and how its title has it, 0 where it need not.
TRAITS = {
    "actor": (codes.WORD, codes.IS_ACTOR),
    "instalment": (codes.INSTALMENT, 0),
    "name": (codes.NAME, codes.IN_TITLE),
    "paper": (codes.PAPER, 0),
    "place": (codes.PLACE, codes.IN_TITLE),
    "plaintiff": (codes.WORD, codes.IS_PLAINTIFF),
    "stranger": (codes.WORD, codes.IS_STRANGER),
    "subject": (codes.SUBJECT, 0),
}

Faces = npt.NDArray[np.intp]
"""The face by which each pair is compared."""


class Weights:
    """What entries weigh in one face.

    words, lead: by frequency and rarity (tf-idf), in the whole document, where a title counts several times, or below
    its title. title, head, said, matter: by rarity, of what is in the title, among its first terms, anywhere, or
    anywhere but in names.
    """

    def __init__(self, bags: Bags, face: int | Faces, entries: Ints) -> None:
        terms = bags.terms[entries]
        idf, kind = bags.idf[terms], bags.kinds[terms]
        title, counts = of_face(bags.title, face, entries), of_face(bags.counts, face, entries).astype(np.float64)
        in_title = (title & codes.IN_TITLE) > 0
        weighed = TITLE_WEIGHT * in_title + counts
        is_word = kind == codes.WORD
        if not isinstance(face, int):  # what is shared, not what a document is measured by
            is_word = is_word | ((kind == codes.SPELLING) & (face == codes.ENGLISH))
        self.words = np.where(weighed > 0, 1 + np.log(np.maximum(weighed, 1)), 0.0) * idf * (kind <= codes.NAME)
        self.title = idf * (in_title & is_word)
        self.lead = np.where(counts > 0, 1 + np.log(np.maximum(counts, 1)), 0.0) * idf * (kind == codes.WORD)
        self.head = idf * (((title & codes.IN_HEAD) > 0) & is_word)
        self.said = idf * (((counts > 0) | in_title) & is_word)
        self.matter = self.said * ((title & codes.IN_NAME) == 0)


def of_face(columns: tuple[Bytes, Bytes], face: int | Faces, entries: Ints) -> Bytes:
    if isinstance(face, int):
        return columns[face][entries]
    return np.where(face == codes.ENGLISH, columns[codes.ENGLISH][entries], columns[codes.WRITTEN][entries])


def proper(bits: Bytes, kind: Bytes) -> Floats:
    """1 for entries that are a name or a place of the title, known or not."""
    is_listed = ((kind == codes.NAME) | (kind == codes.PLACE)) & (bits & codes.IN_TITLE > 0)
    return as_number(is_listed | (bits & codes.IS_STRANGER > 0))


def is_deed(bits: Bytes) -> Flags:
    """Where an entry is no part of a name, known or not, and says something alone."""
    is_said_alone: Flags = bits & (codes.IN_NAME | codes.IS_STRANGER | codes.IS_EMPTY) == 0
    return is_said_alone


def as_number(flags: Flags | Floats) -> Floats:
    """1 for what is so."""
    return flags.astype(np.float64, copy=False)


class Norms(NamedTuple):
    """Sums over whole documents that the features of their pairs are measured by; by face, then by document.

    words, title, lead: Euclidean norms of the weights of all terms, of those of the title and of the text below it.
    title_idf, head_idf, matter, deed: rarity of the words of the title, of its first ones, of those that are in no name
    that a list has, and of those in no name at all that say something alone.
    below, titled, proper: how many words stand only below the title, and how many words and names the title has.
    """

    words: Floats
    title: Floats
    lead: Floats
    title_idf: Floats
    head_idf: Floats
    matter: Floats
    deed: Floats
    below: Floats
    titled: Floats
    proper: Floats
    has: Flags
    """Which document has what, in the order of `TRAITS`; the same by both faces."""


def norms_of(bags: Bags) -> Norms:
    """The norms of all documents, once for all pairs."""
    cuts = range(0, bags.size + ROWS_AT_ONCE, ROWS_AT_ONCE)
    parts = [_norms(bags, first, min(last, bags.size)) for first, last in pairwise(cuts)] or [_norms(bags, 0, 0)]
    return Norms(*(np.concatenate(column, axis=1) for column in zip(*parts, strict=True)))


def _norms(bags: Bags, first: int, last: int) -> Norms:
    """The fields of `Norms` for some of the documents."""
    entries = np.arange(bags.starts[first], bags.starts[last])
    rows = np.repeat(np.arange(last - first), np.diff(bags.starts[first : last + 1]))
    faces = [Weights(bags, face, entries) for face in (codes.WRITTEN, codes.ENGLISH)]
    bits, kind = bags.title[codes.WRITTEN][entries], bags.kinds[bags.terms[entries]]

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
        deed=summed(face.matter * (face.title > 0) * is_deed(bits) for face in faces),
        below=summed((face.lead > 0) & (face.title == 0) for face in faces),
        titled=summed(as_number(face.title > 0) for face in faces),
        proper=summed([proper(bits, kind)] * len(faces)),
        has=np.stack([has(*trait) for trait in TRAITS.values()]),
    )
