"""What entries of documents weigh, by the face they are compared by."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from generator.group.likeness import codes
from generator.group.likeness.bags import TITLE_WEIGHT, Bags, Bytes, Flags, Floats, Ints

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
        title, counts = _of_face(bags.title, face, entries), _of_face(bags.counts, face, entries).astype(np.float64)
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


def _of_face(columns: tuple[Bytes, Bytes], face: int | Faces, entries: Ints) -> Bytes:
    if isinstance(face, int):
        return columns[face][entries]
    return np.where(face == codes.ENGLISH, columns[codes.ENGLISH][entries], columns[codes.WRITTEN][entries])


def proper(bits: Bytes, kind: Bytes) -> Floats:
    """1 for entries that are a name or a place of the title, known or not."""
    is_listed = ((kind == codes.NAME) | (kind == codes.PLACE)) & (bits & codes.IN_TITLE > 0)
    return as_number(is_listed | (bits & codes.IS_STRANGER > 0))


def as_number(flags: Flags | Floats) -> Floats:
    """1 for what is so."""
    return flags.astype(np.float64, copy=False)
