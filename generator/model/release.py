"""A released edition: what its pages were when it became final."""

from __future__ import annotations

from generator.model.base import Instant, Line, Value
from generator.model.week import WeekId


class Release(Value):
    """The file content/releases/<week>.yml."""

    edition: WeekId
    released: Instant
    program: Line
    """The version that made the pages."""
    pages: dict[str, str]
    """SHA-256 of each page of the edition and its items, in every language, by its path in the site."""
