"""The cached index: parsed front matter by file, so that an unchanged file costs a stat and not a YAML parse.

On a fresh checkout every file has another time, and costs a digest of its bytes.

A cache and nothing more: lost, foreign or of another version it is made anew.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from generator.model.edition import Edition
from generator.model.errors import ArchiveError
from generator.model.item import Item

_COLUMNS = "address TEXT PRIMARY KEY, size INT, mtime_ns INT, content BLOB, front TEXT, body TEXT"


class Stamp(NamedTuple):
    """What tells a changed file without reading it."""

    size: int
    mtime_ns: int


class Entry(NamedTuple):
    stamp: Stamp
    content: bytes
    """Digest of the file's bytes."""
    front: str
    """The front matter as JSON."""
    body: str


def schema_version() -> str:
    """Changes whenever the models do: what an older program cached is then not read."""
    schemas = json.dumps([_COLUMNS, Item.model_json_schema(), Edition.model_json_schema()], sort_keys=True)
    return hashlib.sha256(schemas.encode()).hexdigest()[:16]


def load(path: Path) -> dict[str, Entry]:
    """Every entry of the index by the file's address; empty where there is no index that fits."""
    if not path.is_file():
        return {}
    try:
        with closing(sqlite3.connect(path)) as database:
            version = database.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()
            if version != (schema_version(),):
                return {}
            rows = database.execute("SELECT address, size, mtime_ns, content, front, body FROM files").fetchall()
    except sqlite3.DatabaseError:
        path.unlink(missing_ok=True)
        return {}
    return {address: Entry(Stamp(size, mtime_ns), *entry) for address, size, mtime_ns, *entry in rows}


def save(path: Path, old: Mapping[str, Entry], changed: Mapping[str, Entry], gone: Iterable[str]) -> None:
    """Bring the index on disk from `old` to `old + changed - gone`, in one transaction.

    Raises ArchiveError where the disk refuses.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        _save(path, old, changed, gone)
    except sqlite3.OperationalError as error:
        raise unwritable(path, error) from error


def unwritable(path: Path, error: sqlite3.OperationalError) -> ArchiveError:
    """What to tell where a database cannot be written, a full disk above all."""
    return ArchiveError(f"{path}: cannot be written: {error} (see whether the disk is full and the folder yours)")


def _save(path: Path, old: Mapping[str, Entry], changed: Mapping[str, Entry], gone: Iterable[str]) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("PRAGMA secure_delete = ON")  # what was taken down leaves no bytes behind
        if not old:
            database.executescript(
                "DROP TABLE IF EXISTS meta; DROP TABLE IF EXISTS files;"
                "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT);"
                f"CREATE TABLE files ({_COLUMNS});"
            )
            database.execute("INSERT INTO meta VALUES ('version', ?)", [schema_version()])
        database.executemany("DELETE FROM files WHERE address = ?", [(address,) for address in gone])
        database.executemany(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)",
            [(address, *entry.stamp, entry.content, entry.front, entry.body) for address, entry in changed.items()],
        )
