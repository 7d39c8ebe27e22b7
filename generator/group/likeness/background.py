"""What else has been published: how common terms are in the archive, which a week alone cannot tell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt


class Background(Protocol):
    """Document frequencies of a collection that the documents at hand are not part of."""

    @property
    def size(self) -> int:
        """How many documents it has."""

    def counts(self, terms: Sequence[str]) -> npt.NDArray[np.int64]:
        """In how many of its documents each term occurs; terms as `bags.terms_of` gives them."""


class NoBackground:
    """An archive that is empty."""

    size = 0

    def counts(self, terms: Sequence[str]) -> npt.NDArray[np.int64]:
        """Nothing occurs in it."""
        return np.zeros(len(terms), dtype=np.int64)
