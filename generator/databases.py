"""Small databases of the cache, and what may go wrong with one: the disk refuses it, or it is not what it was."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.model.errors import ArchiveError


class Damaged(Exception):
    """A database is not what was put into it, and is to be forgotten: all of it can be made again."""


def unwritable(path: Path | None, error: sqlite3.OperationalError) -> ArchiveError:
    """What to tell where a database cannot be written, a full disk above all."""
    return ArchiveError(f"{path}: cannot be written: {error} (see whether the disk is full and the folder yours)")


@contextmanager
def telling(path: Path | None) -> Iterator[None]:
    """Raises ArchiveError where the disk refuses a database meanwhile, and Damaged where it is broken or none."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise unwritable(path, error) from error
    except sqlite3.DatabaseError as error:
        raise Damaged from error
