"""Small databases of the cache, and what may go wrong with one: the disk refuses it, or it is not what it was."""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.model.errors import ArchiveError


class Damaged(Exception):
    """A database is not what was put into it, and is to be forgotten: all of it can be made again."""


def connected(owner: object, path: Path | str, timeout: float = 5.0) -> sqlite3.Connection:
    """A database that is closed with its owner at the latest: Python 3.13 warns of those that nobody closed.

    timeout: seconds to wait for who has it locked. Threads may share it, one at a time: any may be the one in which
    the owner is collected.
    """
    database = sqlite3.connect(path, timeout=timeout, check_same_thread=False)
    weakref.finalize(owner, database.close)
    return database


@contextmanager
def telling(path: Path | None) -> Iterator[None]:
    """Raises ArchiveError where the disk refuses a database meanwhile, and Damaged where it is broken or none."""
    try:
        yield
    except sqlite3.OperationalError as error:
        remedy = "see whether the disk is full and the folder yours"
        raise ArchiveError(f"{path}: cannot be written: {error} ({remedy})") from error
    except sqlite3.DatabaseError as error:
        raise Damaged from error
