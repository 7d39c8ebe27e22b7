"""What a site was made of: which output has which files, and which questions it asked, in the cache.

A cache and nothing more. It says what it is about: the state of program, theme, settings and words that every output
depends on, and the content of the site, which the site itself names in a file of its own (`staging.MARKER`). Where
either does not fit, or the ledger is lost, damaged or of another version, it is forgotten, and all is made anew.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from generator.databases import connected
from generator.model.errors import ArchiveError
from generator.site.outputs import File

#: Questions whose numbers are kept: outputs of one time ask the same.
KEPT = 50_000
_VERSION = "2"
F = TypeVar("F")
N = TypeVar("N", bound="Named")
_TABLES = """
CREATE TABLE facts (version TEXT, state TEXT, marker TEXT);
INSERT INTO facts VALUES ('', '', '');
CREATE TABLE outputs (id INTEGER PRIMARY KEY, name TEXT UNIQUE, pages INT);
CREATE TABLE parts (id INTEGER PRIMARY KEY, name TEXT UNIQUE, digest TEXT);
CREATE TABLE reads (id INTEGER PRIMARY KEY, name TEXT UNIQUE, digest TEXT, part INT);
CREATE INDEX of_part ON reads (part);
CREATE TABLE uses (read INT, output INT, PRIMARY KEY (read, output)) WITHOUT ROWID;
CREATE INDEX by_output ON uses (output);
CREATE TABLE files (path TEXT PRIMARY KEY, output INT, content BLOB, kind TEXT, told TEXT) WITHOUT ROWID;
CREATE INDEX of_output ON files (output);
CREATE INDEX of_kind ON files (kind) WHERE kind <> '';
"""


class Answers(Protocol):
    """What the library answers now, as `Reads` knows it."""

    def part(self, read: str) -> str: ...
    def digest(self, read: str) -> str: ...


class Named(Protocol):
    """An output that is planned."""

    @property
    def name(self) -> str: ...


class Entry(NamedTuple):
    """A file without its bytes. content: their digest; the rest: as of `File`."""

    path: str
    content: bytes
    kind: str
    told: str


def entry_of(file: File) -> Entry:
    return Entry(file.path, hashlib.blake2b(file.data, digest_size=16).digest(), file.kind, file.told)


@dataclass(frozen=True)
class Made(Generic[F]):
    """What came of an output. pages: how many of its files are pages; reads: the questions it asked."""

    files: tuple[F, ...]
    reads: frozenset[str] = frozenset()
    pages: int = 0


class Ledger:
    """The ledger of one site while it is built; what is put into it is for good once `commit` was called."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._connect()

    def begin(self, state: str, marker: str, reads: Answers) -> bool:
        """Whether the site that is there can be gone on with.

        state: of what every output depends on; marker: of the site that is there; reads: answers as they are now.
        """
        self._answers = reads
        facts = (_VERSION, state, marker)
        is_known = bool(marker) and self._facts() == facts
        if not is_known:
            self._forget()
        self._database.execute("UPDATE facts SET version = ?, state = ?", facts[:2])
        self._content = int(marker, 16) if is_known else 0
        self._reads, self._parts = dict[str, int](), dict[str, int]()
        self._former, self._left = dict[str, bytes](), set[int]()
        return is_known

    def outdated(self, outputs: Iterable[N]) -> list[N]:
        """Those that would come out otherwise than they did, in the same order; outputs: all that there are to be.

        Every other output is taken out, whether it is to be made anew or is no more.
        """
        stale, found = self._stale(), list[N]()
        known = {name: id for id, name in self._rows("SELECT id, name FROM outputs")}
        for output in outputs:
            id = known.get(output.name)
            if id is None or id in stale:
                found.append(output)
            else:
                del known[output.name]
        for id in known.values():
            self._take_out(id)
        return found

    def _stale(self) -> set[int]:
        """Outputs that depend on a changed answer; the digests are brought up to date."""
        parts = self._changed("SELECT id, name, digest FROM parts")
        found = [self._changed("SELECT id, name, digest FROM reads WHERE part = ?", id) for id in parts]
        reads = [(id, digest) for changed in found for id, digest in changed.items()]
        for table, changed in (("parts", parts.items()), ("reads", reads)):
            query = f"UPDATE {table} SET digest = ? WHERE id = ?"  # noqa: S608 (one of two words)
            self._database.executemany(query, [(digest, id) for id, digest in changed])
        query = "SELECT output FROM uses WHERE read = ?"
        return {output for id, _ in reads for (output,) in self._rows(query, id)}

    def _changed(self, query: str, *values: object) -> dict[int, str]:
        """Ids of those questions or parts whose digest changed, with the new digest."""
        rows = list(self._rows(query, *values))
        return {id: now for id, name, was in rows if (now := self._answers.digest(name)) != was}

    def has(self, entry: Entry) -> bool:
        """Whether the former site has a file of an output that is made anew, as it is."""
        return self._former.get(entry.path) == entry.content

    def put(self, name: str, made: Made[Entry]) -> None:
        """An output that was made. Raises ArchiveError where another output has one of its files."""
        query = "INSERT INTO outputs (name, pages) VALUES (?, ?) RETURNING id"
        ((id,),) = self._rows(query, name, made.pages)
        self._database.executemany("INSERT INTO uses VALUES (?, ?)", [(self._read(read), id) for read in made.reads])
        for entry in made.files:
            self._keep(id, entry)

    def _keep(self, output: int, entry: Entry) -> None:
        path, content, kind, told = entry
        try:
            self._database.execute("INSERT INTO files VALUES (?, ?, ?, ?, ?)", (path, output, content, kind, told))
        except sqlite3.IntegrityError as error:
            raise ArchiveError(f"two pages or files of the site want the address {path}") from error
        self._content ^= _weight(path, content)
        self._former.pop(path, None)

    @property
    def gone(self) -> Collection[str]:
        """Files of the former site that this one has not, when all outputs are made."""
        return self._former.keys()

    @property
    def pages(self) -> int:
        """Of all outputs."""
        ((count,),) = self._rows("SELECT coalesce(sum(pages), 0) FROM outputs")
        return int(count)

    def told(self, kind: str) -> Iterator[tuple[str, str]]:
        """Path, and what is kept of it, of every file of a kind, by path."""
        return self._rows("SELECT path, told FROM files WHERE kind = ? ORDER BY path", kind)

    @property
    def marker(self) -> str:
        """Of the site: equal for equal paths and contents, whatever was built before."""
        return f"{self._content:032x}"

    def commit(self) -> None:
        """Keep all of it; to be called when the site is in its place."""
        gone = [(id,) for id in self._left]
        parts = {part for (id,) in gone for (part,) in self._rows("SELECT part FROM reads WHERE id = ?", id)}
        unused = "DELETE FROM reads WHERE id = ? AND NOT EXISTS (SELECT 1 FROM uses WHERE read = reads.id)"
        self._database.executemany(unused, gone)
        empty = "DELETE FROM parts WHERE id = ? AND NOT EXISTS (SELECT 1 FROM reads WHERE part = parts.id)"
        self._database.executemany(empty, [(part,) for part in parts])
        self._database.execute("UPDATE facts SET marker = ?", (self.marker,))
        self._database.commit()

    def close(self) -> None:
        """Close the database; what was not committed is lost."""
        self._database.close()

    def _take_out(self, id: int) -> None:
        for path, content in self._rows("SELECT path, content FROM files WHERE output = ?", id):
            self._former[path] = content
            self._content ^= _weight(path, content)
        self._left.update(read for (read,) in self._rows("SELECT read FROM uses WHERE output = ?", id))
        for table in ("files", "uses"):
            self._database.execute(f"DELETE FROM {table} WHERE output = ?", (id,))  # noqa: S608 (one of two words)
        self._database.execute("DELETE FROM outputs WHERE id = ?", (id,))

    def _read(self, name: str) -> int:
        """The number of a question."""
        if name not in self._reads:
            part = self._part(self._answers.part(name))
            query = "INSERT INTO reads (name, digest, part) VALUES (?, ?, ?)"
            self._reads[name] = self._known("reads", name) or self._new(query, name, self._answers.digest(name), part)
            if len(self._reads) > KEPT:
                del self._reads[next(iter(self._reads))]
        return self._reads[name]

    def _part(self, name: str) -> int:
        if name not in self._parts:
            query = "INSERT INTO parts (name, digest) VALUES (?, ?)"
            self._parts[name] = self._known("parts", name) or self._new(query, name, self._answers.digest(name))
        return self._parts[name]

    def _known(self, table: str, name: str) -> int | None:
        row = next(self._rows(f"SELECT id FROM {table} WHERE name = ?", name), None)  # noqa: S608 (one of two words)
        return row[0] if row else None

    def _new(self, query: str, *values: object) -> int:
        return self._database.execute(query, values).lastrowid or 0

    def _facts(self) -> tuple[str, ...] | None:
        """Version, state and marker; None where there is no ledger yet."""
        try:
            return next(self._rows("SELECT version, state, marker FROM facts"), None)
        except sqlite3.DatabaseError:
            return None

    def _forget(self) -> None:
        """Begin with nothing; a file that is no ledger, too."""
        self._database.close()
        self._path.unlink(missing_ok=True)
        self._connect()
        self._database.executescript(_TABLES)

    def _rows(self, query: str, *values: object) -> Iterator[Any]:
        return iter(self._database.execute(query, values))

    def _connect(self) -> None:
        """What is lost with the power is made again: nothing is synced. What was taken down leaves no bytes behind."""
        self._database = connected(self, self._path)
        with suppress(sqlite3.DatabaseError):  # no database at all, which `begin` sees
            self._database.executescript("PRAGMA synchronous = OFF; PRAGMA secure_delete = ON")


def _weight(path: str, content: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(path.encode() + content, digest_size=16).digest(), "big")
