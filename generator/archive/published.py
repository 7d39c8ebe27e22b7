"""What was published last, of every item: so that an edit by hand is told from what the program wrote.

That something was edited the file says itself: its checksum is of what the program wrote. What was there before, two
sources know. The program remembers in its cache what it wrote; where it does not, git may: the first committed version
with the same checksum. Without one a version counts where it was made and updated when the file in hand was.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.archive import frontmatter
from generator.databases import Damaged, telling
from generator.files import cached
from generator.git import Git
from generator.model.base import instant_text
from generator.model.edition import Edition
from generator.model.errors import ArchiveError, InvalidContent
from generator.model.item import Item
from generator.model.pins import Fields, editable_fields, is_edited

#: So many versions of one file are looked at: more edits by hand than this to one making are not to be expected.
MAX_VERSIONS = 20
_TABLE = "CREATE TABLE IF NOT EXISTS published (address TEXT PRIMARY KEY, made TEXT, fields TEXT)"


class Published:
    """The memory of one archive; content: its folder, cache: where the memory lies, which may be lost."""

    def __init__(self, content: Path, cache: Path) -> None:
        self._content = content
        self._repository = Git(content)
        self._database = cached(cache, "published", content).with_suffix(".sqlite")
        self._committed: dict[tuple[str, str], Fields | None] = {}

    def of(self, address: str, value: Item | Edition) -> Fields | None:
        """The fields as the program published them, to be held against what the file says now (`edited_fields`).

        No fields where the file was edited and nobody knows what it said before; None where nobody knows whether it
        was edited. address: of the file below the archive, without its ending; value: what the file says now.
        Raises ArchiveError where the history is cut off before it tells, and there is no checksum.
        """
        remembered = self.remembered(address, value)
        if remembered is not None:
            return remembered
        if value.checksum and not is_edited(value):
            return editable_fields(value)
        return self._committed_of(address, value)

    def remembered(self, address: str, value: Item | Edition) -> Fields | None:
        """The fields as the program wrote them, if the cache knows."""
        rows = self._rows("SELECT made, fields FROM published WHERE address = ?", address)
        return dict(json.loads(rows[0][1])) if rows and rows[0][0] == _making(value) else None

    @property
    def addresses(self) -> frozenset[str]:
        """Those the cache remembers, and those of committed files that were deleted since; of what commits deleted,
        those whose week still has its edition: an archive may be begun anew."""
        asked = ("--name-only", "--no-renames", "--diff-filter=D", "--relative")
        deleted = (self._git("diff", *asked, "HEAD", "--", ".") or "").splitlines()
        committed = (self._git("log", "--format=", *asked, "--", ".") or "").splitlines()
        deleted += [name for name in committed if (self._content / name).with_name("index.md").is_file()]
        files = (name.removesuffix(".md") for name in deleted if re.match(r"\d{4}/W\d\d/.*\.md$", name))
        return self.remembered_addresses.union(files)

    @property
    def remembered_addresses(self) -> frozenset[str]:
        """Those the cache remembers; git is not asked."""
        return frozenset(address for (address,) in self._rows("SELECT address FROM published"))

    def reports(self, address: str) -> list[dict[str, str]]:
        """The reports that an item listed when it was written last, as far as the cache knows."""
        rows = self._rows("SELECT fields FROM published WHERE address = ?", address)
        return list(json.loads(rows[0][0]).get("articles", ())) if rows else []

    def _rows(self, query: str, *values: str) -> list[Any]:
        """What the memory says; nothing where there is none, or none that can be read."""
        if not self._database.is_file():
            return []
        try:
            with closing(sqlite3.connect(self._database)) as database:
                return database.execute(query, values).fetchall()
        except sqlite3.OperationalError:
            return []
        except sqlite3.DatabaseError:
            self._database.unlink(missing_ok=True)
            return []

    def _committed_of(self, address: str, value: Item | Edition) -> Fields | None:
        """The fields of the first commit of this making, if the archive is in a git work tree; as `of` else."""
        asked = (address, _making(value))
        if asked not in self._committed:
            self._committed[asked] = self._first_committed(address, value)
        return self._committed[asked]

    def _first_committed(self, address: str, value: Item | Edition) -> Fields | None:
        first = None
        for text in self._versions(f"{address}.md"):
            try:
                version, _ = frontmatter.parse(type(value), text, address)
            except InvalidContent:  # an older form of front matter, or a broken one
                break
            if _making(version) != _making(value):
                break
            first = version
        else:
            if first and value.checksum is None and self._is_cut_off:
                raise ArchiveError(
                    f"{address}.md: whether it was edited by hand is not known: .cache/ does not remember it, and the"
                    " history of this checkout is cut off. Fetch all of it: git fetch --unshallow, or fetch-depth: 0"
                )
        if value.checksum:
            return editable_fields(first) if first and not is_edited(first) else {}
        return editable_fields(first) if first else None

    @cached_property
    def _is_cut_off(self) -> bool:
        return (self._git("rev-parse", "--is-shallow-repository") or "").strip() == "true"

    @cached_property
    def uncommitted(self) -> frozenset[str]:
        """Addresses of files that git has in another form; empty where there is no git."""
        names = self._git("diff", "--name-only", "--relative", "HEAD", "--", ".") or ""
        return frozenset(name.removesuffix(".md") for name in names.splitlines())

    def remember(self, written: Iterable[tuple[str, Item | Edition, Fields]]) -> None:
        """Keep what was published: address, value as written, and its fields as they are to be remembered."""
        rows = [(address, _making(value), json.dumps(fields)) for address, value, fields in written]
        self._database.parent.mkdir(parents=True, exist_ok=True)
        try:
            with telling(self._database):  # a full disk is told: what is remembered is not lost for that
                self._store(rows)
        except Damaged:
            self._database.unlink(missing_ok=True)
            self._store(rows)

    def _store(self, rows: Iterable[tuple[str, str, str]]) -> None:
        with closing(sqlite3.connect(self._database)) as database, database:
            database.execute(_TABLE)
            database.executemany("INSERT OR REPLACE INTO published VALUES (?, ?, ?)", rows)

    def _versions(self, file: str) -> Iterator[str]:
        """The committed texts of a file, newest first."""
        commits = self._git("log", "--format=%H", f"--max-count={MAX_VERSIONS}", "--", file) or ""
        for commit in commits.split():
            if (text := self._git("show", f"{commit}:./{file}")) is not None:
                yield text

    def _git(self, *arguments: str) -> str | None:
        """What git says in the archive's folder; None without git, outside a work tree, or where it refuses."""
        return self._repository.said(*arguments) if self._is_in_work_tree else None

    @cached_property
    def _is_in_work_tree(self) -> bool:
        return self._repository.succeeds("rev-parse", "--is-inside-work-tree")


def _making(value: Item | Edition) -> str:
    """Key of one program-written version: its checksum; without one updated, made.at and made.input."""
    made = value.made
    told = f"{instant_text(value.updated)} {instant_text(made.at) if made else ''} {made.input if made else ''}"
    return value.checksum or told
