"""Databases of the cache: nobody has to close one, and what is wrong with one is told in two ways."""

from __future__ import annotations

import gc
import sqlite3
import threading
from pathlib import Path

import pytest

from generator.databases import Damaged, connected, telling
from generator.model.errors import ArchiveError


class Owner:
    """Who opens a database, and is in a cycle, as most owners are: the collector decides when it goes."""

    def __init__(self, path: Path) -> None:
        self.database = connected(self, path)
        self.itself = self


def test_a_database_is_closed_with_its_owner(tmp_path: Path) -> None:
    owner = Owner(tmp_path / "a.sqlite")
    database = owner.database
    database.execute("CREATE TABLE a (b)")
    del owner
    gc.collect()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        database.execute("SELECT * FROM a")


def test_any_thread_may_be_the_one_that_closes_it(tmp_path: Path) -> None:
    owners: list[Owner] = []
    thread = threading.Thread(target=lambda: owners.append(Owner(tmp_path / "a.sqlite")))
    thread.start()
    thread.join()
    owners.clear()
    gc.collect()  # what goes wrong meanwhile is a warning, and warnings are faults here


def test_what_the_disk_refuses_and_what_is_damaged_are_two_things(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    path.write_bytes(b"no database at all, but long enough for one" * 50)
    owner = Owner(path)
    with pytest.raises(Damaged), telling(path):
        owner.database.execute("SELECT * FROM a")
    with pytest.raises(ArchiveError, match=r"a\.sqlite: cannot be written: .* \(see whether the disk"), telling(path):
        connected(owner, tmp_path / "none" / "a.sqlite")
