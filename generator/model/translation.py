"""Lines of an item or an edition in another language, each with the words it translates: shown while they stand."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from generator.model.base import Instant, Line, Value


class TranslatedLine(Value):
    """A line in another language, and the very words that it translates."""

    text: Line
    of: Line
    """The original. Where the page says something else by now, this is no translation of it and is not shown."""


class Translation(Value):
    """The words of an item or an edition in another language; each claim keeps its citations."""

    lines: dict[str, TranslatedLine]
    """By dotted path, as `lines` of the item or edition gives it. What is missing is shown as it is."""
    model: Line | None = None
    """None where no model gave a good answer."""
    at: Instant
    input: str | None = None
    """Hash of the lines that were asked for: the same are not asked for again."""


def input_of(lines: Mapping[str, str]) -> str:
    """Which lines these are: the first sixteen digits of their SHA-256."""
    return hashlib.sha256("\0".join(f"{path}\0{text}" for path, text in lines.items()).encode()).hexdigest()[:16]


def current(translations: Mapping[str, Translation], lines: Mapping[str, str]) -> dict[str, Translation]:
    """The translations with those lines that are of what is said now; languages without any are left out.

    lines: what is said now, by path.
    """
    return {
        language: translation.model_copy(update={"lines": kept})
        for language, translation in translations.items()
        if (kept := {path: line for path, line in translation.lines.items() if lines.get(path) == line.of})
    }
