"""The cached index: what the archive's files say, so that an unchanged file costs a stat and not a YAML parse.

Facts and words lie apart: a start reads the facts of every item, the words are fetched of those that are shown. On a
fresh checkout every file has another time, and costs a digest of its bytes.

A cache and nothing more: lost, foreign or of another version it is made anew, and rows whose checksum does not match
are ignored.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import RLock
from typing import Any, NamedTuple

from pydantic_core import from_json

from generator import model
from generator.archive import brief as briefs
from generator.archive.brief import BRIEF, Brief, brief_of, tokens_of
from generator.databases import Damaged, connected, telling
from generator.model.edition import Edition
from generator.model.errors import ArchiveError
from generator.model.facts import Facts, facts_of, facts_text
from generator.model.item import Item
from generator.text import searching

_TABLES = (
    "CREATE TABLE meta (version TEXT, making INT)",
    """CREATE TABLE files (id INTEGER PRIMARY KEY, address TEXT UNIQUE, size INT, mtime_ns INT, content BLOB,
                         digest TEXT, facts TEXT, mark INT)""",
    """CREATE TABLE words (file INTEGER PRIMARY KEY, brief TEXT, mark INT, tokens TEXT, tokens_mark INT, front TEXT,
                         body TEXT)""",
    "CREATE TABLE names (name INT, file INT, is_report INT, PRIMARY KEY (name, file)) WITHOUT ROWID",
    "CREATE INDEX names_of ON names (file)",
)
_MODELS = Path(model.__file__).parent
#: Rows that are fetched, and files that are parsed before they are put on the disk, at once.
BATCH = 1000
#: Another run may be writing: what it parses at once takes less.
_PATIENCE_SECONDS = 120


class _State(NamedTuple):
    """Which index a file has. making: changes whenever it is made anew."""

    version: str = ""
    making: int = 0


class Known(NamedTuple):
    """A file as it was when its words were kept: size and time tell a changed one without reading it."""

    size: int
    mtime_ns: int
    content: bytes
    """Digest of the file's bytes."""


class Kept(NamedTuple):
    """An item of the index without its words."""

    address: str
    digest: str
    facts: Facts


class Said(NamedTuple):
    """What a file says, as the index keeps it."""

    front: str
    """Front matter as JSON."""
    body: str
    digest: str
    facts: str
    """Empty for an edition, as brief and tokens are."""
    brief: str
    tokens: str
    """What a search finds it by."""
    names: Mapping[int, bool]
    """What an item names, hashed: items it refers to, and links of its reports, which are true."""


def index_row_of(value: Item | Edition, body: str) -> Said:
    """value, body: of a file."""
    front = value.model_dump_json()
    digest = words_digest(front, body)
    if isinstance(value, Edition):
        return Said(front, body, digest, "", "", "", {})
    names = {_hashed(address): False for address in value.mentions()}
    names |= {_hashed(report.key): True for report in value.articles}
    brief, tokens = BRIEF.dump_json(brief_of(value)).decode(), " ".join(tokens_of(value))
    return Said(front, body, digest, facts_text(facts_of(value)), brief, tokens, names)


def schema_version() -> str:
    """Changes whenever code that produces index rows changes: this module, briefs and the models."""
    modules = (Path(module.__file__ or "") for module in (briefs, searching))
    sources = [Path(__file__), *modules, *sorted(_MODELS.glob("*.py"))]
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in sources)).hexdigest()[:16]


def words_digest(front: str, body: str) -> str:
    """A digest of everything an item or an edition says."""
    return hashlib.blake2b(f"{front}\n{body}".encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


class Index:
    """The index of one archive. path: its file; None keeps it in memory. Threads may share it.

    Its methods raise ArchiveError where the disk refuses, and Damaged.
    """

    def __init__(self, path: Path | None) -> None:
        self._path, self._lock = path, RLock()
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
        self._connect()
        self._state = self._state_now()
        if self._state.version != schema_version():
            self.forget()

    def known(self) -> dict[str, Known]:
        """Every file by its address."""
        rows = self._rows("SELECT address, size, mtime_ns, content FROM files")
        return {address: Known(*known) for address, *known in rows}

    def items(self, former: Mapping[str, Kept]) -> Iterator[Kept]:
        """Every item, by address. former: as this process has them already; only of others are the facts parsed."""
        known = dict[Any, Any]()
        rows = self._run("SELECT address, digest, facts, mark FROM files WHERE facts <> '' ORDER BY address")
        while batch := rows.fetchmany(BATCH):
            if any(_mark(*row) != mark for *row, mark in batch):
                raise Damaged
            kept = [it if (it := former.get(row[0])) and it.digest == row[1] else None for row in batch]
            texts = (row[2] for row, it in zip(batch, kept, strict=True) if it is None)
            told = iter(from_json(f"[{','.join(texts)}]", cache_strings="all"))
            for it, (address, digest, *_) in zip(kept, batch, strict=True):
                yield it or Kept(address, digest, Facts(*(_shared(value, known) for value in next(told))))

    def put(self, address: str, known: Known, said: Said) -> None:
        """Keep what a file says, in place of what it said."""
        self.drop([address])
        shown = address, said.digest, said.facts
        query = "INSERT INTO files (size, mtime_ns, content, address, digest, facts, mark) VALUES (?, ?, ?, ?, ?, ?, ?)"
        id = self._run(query, (*known, *shown, _mark(*shown))).lastrowid
        marks = _mark(said.digest, said.brief), _mark(said.digest, said.tokens)
        words = id, said.brief, marks[0], said.tokens, marks[1], said.front, said.body
        self._run("INSERT INTO words VALUES (?, ?, ?, ?, ?, ?, ?)", words)
        for name, is_report in said.names.items():
            self._run("INSERT INTO names VALUES (?, ?, ?)", (name, id, is_report))

    def touch(self, address: str, mtime_ns: int) -> None:
        """A file has another time and the same bytes."""
        self._run("UPDATE files SET mtime_ns = ? WHERE address = ?", (mtime_ns, address))

    def drop(self, addresses: Iterable[str]) -> None:
        """Forget files, to the last byte."""
        for address in addresses:
            for rows in ("words WHERE file", "names WHERE file", "files WHERE id"):
                query = f"DELETE FROM {rows} = (SELECT id FROM files WHERE address = ?)"  # noqa: S608 (one of three)
                self._run(query, (address,))

    def words(self, address: str, digest: str) -> tuple[str, str] | None:
        """Front matter as JSON and body of a file; None where the index has not those of this digest."""
        query = "SELECT front, body FROM files JOIN words ON file = id WHERE address = ?"
        with suppress(Damaged):
            found = next(self._rows(query, address), None)
            return found if found and words_digest(*found) == digest else None
        return None

    def brief(self, address: str, digest: str) -> Brief | None:
        """What lists show of an item; None where the index has it not of this digest."""
        text = self._marked("brief, words.mark", address, digest)
        return None if text is None else BRIEF.validate_json(text)

    def tokens(self, address: str, digest: str) -> Sequence[str] | None:
        """What a search finds an item by; None where the index has it not of this digest."""
        text = self._marked("tokens, tokens_mark", address, digest)
        return None if text is None else text.split()

    def _marked(self, columns: str, address: str, digest: str) -> str | None:
        """A text about an item and its mark; None where it is not there, or not as it was written."""
        query = f"SELECT {columns} FROM files JOIN words ON file = id WHERE address = ? AND digest = ?"  # noqa: S608 (names of columns)
        with suppress(Damaged):
            text, mark = next(self._rows(query, address, digest), ("", -1))
            return str(text) if _mark(digest, text) == mark else None
        return None

    def digest(self, address: str) -> str:
        """The digest of a file's words; empty where it is not known."""
        (digest,) = next(self._rows("SELECT digest FROM files WHERE address = ?", address), ("",))
        return str(digest)

    def listing(self, links: Iterable[str]) -> set[str]:
        """Addresses of the items that list one of the links (as `link_key` gives them), or one that another lists."""
        twice = "SELECT name FROM names WHERE is_report GROUP BY name HAVING count(*) > 1"
        wanted = [name for (name,) in self._rows(twice)] + list(map(_hashed, links))
        return self._naming(wanted)

    def is_listed(self, link: str) -> bool:
        """Whether an item lists a link (as `link_key` gives it) as a report."""
        return any(self._rows("SELECT 1 FROM names WHERE name = ? AND is_report LIMIT 1", _hashed(link)))

    def listed_at(self, link: str) -> set[str]:
        """Addresses of the items that list a link (as `link_key` gives it) as a report."""
        return self._naming([_hashed(link)])

    def mentioning(self, addresses: Iterable[str]) -> set[str]:
        """Addresses of the items that refer to one of these."""
        return self._naming(map(_hashed, addresses))

    def _naming(self, names: Iterable[int]) -> set[str]:
        query = "SELECT address FROM names JOIN files ON id = file WHERE name = ?"
        return {address for name in names for (address,) in self._rows(query, name)}

    def commit(self) -> None:
        """Keep what was put and dropped."""
        with self._lock, telling(self._path):
            self._database.commit()

    def forget(self) -> None:
        """Begin with nothing, or with what another run made anew since this one opened it."""
        self._database.close()
        self._connect()
        try:
            self._make_anew()
        except Damaged:
            self._database.close()
            if self._path:  # in which nobody finds anything any more
                self._path.unlink(missing_ok=True)
            self._connect()
            self._make_anew()

    def _make_anew(self) -> None:
        """In the file that is there and in one transaction: others may have it open, or be about to make it anew too.

        To delete a file that others have open would delete their journal: to them the disk would seem to fail.
        """
        self._run("BEGIN IMMEDIATE")
        now = self._state_now()
        if now.version != schema_version() or now == self._state:
            for (table,) in list(self._rows("SELECT name FROM sqlite_master WHERE type = 'table'")):
                self._run(f'DROP TABLE "{table}"')
            for statement in _TABLES:
                self._run(statement)
            now = _State(schema_version(), self._state.making + 1)
            self._run("INSERT INTO meta VALUES (?, ?)", now)
        self.commit()
        self._state = now

    def close(self) -> None:
        """Close the database; what was not committed is lost."""
        self._database.close()

    def _state_now(self) -> _State:
        try:
            ((version, making),) = self._rows("SELECT version, making FROM meta")
        except (ArchiveError, Damaged, ValueError):
            return _State()
        return _State(version, making)

    def _connect(self) -> None:
        place, self._process = self._path or ":memory:", os.getpid()
        with telling(self._path):
            self._database = connected(self, place, _PATIENCE_SECONDS)
            with suppress(sqlite3.DatabaseError):  # no database at all, which the question for its version shows
                self._database.execute("PRAGMA secure_delete = ON")  # what was taken down leaves no bytes behind

    def _rows(self, query: str, *values: object) -> Iterator[Any]:
        return iter(self._run(query, values))

    def _run(self, query: str, values: Collection[object] = ()) -> sqlite3.Cursor:
        with self._lock, telling(self._path):
            if self._path and self._process != os.getpid():
                self._connect_again()
            return self._database.execute(query, tuple(values))

    def _connect_again(self) -> None:
        """A fork may neither use nor close what it has from its parent: https://sqlite.org/howtocorrupt.html#_carrying_an_open_database_across_a_fork_"""
        self._of_parent = self._database
        self._connect()


def _shared(value: Any, known: dict[Any, Any]) -> Any:
    """A list as a tuple, and equal ones as one, which takes half the memory; known: those so far."""
    if type(value) is not list:
        return value
    shared = tuple([_shared(entry, known) for entry in value])
    return known.setdefault(shared, shared)


def _mark(*told: str) -> int:
    """A checksum by which a damaged row is known."""
    return zlib.crc32("\n".join(told).encode("utf-8", "surrogatepass"))


def _hashed(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), signed=True)
