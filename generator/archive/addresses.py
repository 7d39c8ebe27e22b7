"""Addresses of items and editions: readable, safe on every file system, given once and for ever."""

from __future__ import annotations

import hashlib
from collections.abc import Container

from slugify import slugify

from generator.model.base import unused_name
from generator.model.week import Week

MAX_LENGTH = 70
_EDITION = "index"
"""The name of an edition's file in the folder of its week."""
#: Names no file may have on Windows, and the edition's own file.
_RESERVED = frozenset(
    [_EDITION, "con", "prn", "aux", "nul", *(f"{device}{n}" for device in ("com", "lpt") for n in range(10))]
)
#: "Halyard's" is one word.
_APOSTROPHES = {ord(char): None for char in "'’‘"}


def free_address(week: Week, title: str, taken: Container[str]) -> str:
    """An address in the week's folder that is not taken; titles that collide get -2, -3 …"""
    return unused_name(f"{week.folder}/{slug_of(title)}", taken)


def edition_address(week: Week) -> str:
    """Where an edition lies below the archive, as items have their addresses."""
    return f"{week.folder}/{_EDITION}"


def is_edition(address: str) -> bool:
    """Whether an address is that of an edition."""
    return address.endswith(f"/{_EDITION}")


def slug_of(title: str) -> str:
    """a-z, 0-9 and dashes, at most 70 characters, cut at a word; Chinese in Latin letters, character by character."""
    slug = slugify(title.translate(_APOSTROPHES), max_length=MAX_LENGTH, word_boundary=True, save_order=True)
    if not slug or slug in _RESERVED:
        slug = f"item-{hashlib.sha256(title.encode()).hexdigest()[:8]}"
    return slug
