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
        """In how many of its documents each term occurs; terms as `rows.row_of` gives them."""
