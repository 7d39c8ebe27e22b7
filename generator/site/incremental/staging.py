"""A site folder that is whole at every moment: built beside it, then put in its place.

    site            what is served
    .site.new       what is being built; a start throws away what an earlier build left of it
    .site.old       the former site, between the two renames and until it is deleted
    .site.journal   that .site.new holds all that changed, and which files are to go

A site that was made as a whole takes its place by two renames. Of one that is mostly as it was only the changed files
are made; to bring the others along would cost a link or a rename for each of them, which is the archive and not the
week. They are moved into the site one by one, after the journal is written: what others link to first, the marker of
the site (`MARKER`) last, then what is gone is deleted.

Whatever moment a build is killed in, `repair` (called by the next one) ends with a whole site: the old or the new.
Hidden entries of the top level (.git of a publishing branch, .nojekyll) are not ours and move to the new folder.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from generator.files import naming, read_json, refusal, write_atomically
from generator.model.errors import ArchiveError

#: A file of the site that says which build it is.
MARKER = ".recap"

#: Two files that every site of MkDocs has, also of one without our marker.
_OF_MKDOCS = ("404.html", "sitemap.xml")

log = logging.getLogger(f"mkdocs.plugins.{__name__}")


class Staging:
    """The folders of one build of the site at `target`."""

    def __init__(self, target: Path) -> None:
        self.target = target.resolve()
        self.new = self.target.with_name(f".{self.target.name}.new")
        self.old = self.target.with_name(f".{self.target.name}.old")
        self.journal = self.target.with_name(f".{self.target.name}.journal")

    def begin(self) -> Path:
        """Repair what a killed build left, and hand out an empty folder to build in.

        Raises ArchiveError where something else than a site stands at the target: the new one would take its place.
        """
        self.repair()
        self._refuse_foreign()
        self.discard()
        self.new.mkdir(parents=True)
        return self.new

    def _refuse_foreign(self) -> None:
        """Hidden entries are left alone, so they may be anyone's."""
        remedy = "build into another folder (--site, or site_dir in mkdocs.yml)"
        if self.target.exists() and not self.target.is_dir():
            raise ArchiveError(f"{self.target}: is a file, no folder; delete it, or {remedy}")
        entries = [entry.name for entry in self.target.iterdir()] if self.target.is_dir() else []
        is_site = MARKER in entries or set(_OF_MKDOCS) <= set(entries)
        if not is_site and (foreign := sorted(name for name in entries if not name.startswith("."))):
            raise ArchiveError(
                f"{self.target}: holds {foreign[0]} and no site, and a build would delete it; empty it, or {remedy}"
            )

    def files(self) -> frozenset[str]:
        """What was built so far: paths below the site."""
        found = (f"{folder}/{name}" for folder, _, names in os.walk(self.new) for name in names)
        return frozenset(path.removeprefix(f"{self.new}/") for path in found)

    def write(self, path: str, data: bytes) -> None:
        """Put a file into what is being built; path: below the site."""
        put(self.new, path, data)

    def read(self, name: str) -> str:
        """A small text file of the site that is there; empty where there is none."""
        path = self.target / name
        return path.read_text("utf-8", "replace") if path.is_file() else ""

    def discard(self) -> None:
        """Give up what was built so far."""
        shutil.rmtree(self.new, ignore_errors=True)

    def switch(self) -> None:
        """Put the new site in its place; raises ArchiveError where the file system refuses, with the old site whole."""
        try:
            if self.old.exists():  # `repair` could not delete it
                shutil.rmtree(self.old)
            if self.target.exists():
                self.target.replace(self.old)
            self.new.replace(self.target)
        except OSError as error:
            self.repair()
            raise self._refused("site", error) from error
        self.repair()

    def merge(self, gone: Iterable[str], last: str) -> None:
        """Move what was built into the site and delete `gone`; last: the file that is moved at the end.

        Raises ArchiveError where the file system refuses; the next `repair` goes on with it.
        """
        write_atomically(self.journal, json.dumps({"gone": sorted(gone), "last": last}).encode())
        try:
            self._play()
        except OSError as error:
            raise self._refused("files", error) from error

    def _refused(self, what: str, error: OSError) -> ArchiveError:
        where = f"{error.filename}: " if error.filename else ""
        return ArchiveError(f"{self.target}: the new {what} cannot be put in place: {where}{refusal(error)}")

    def _play(self) -> None:
        """Do what the journal says; whatever part of it was done before."""
        try:
            says = read_json(self.journal)
            gone, last = says["gone"], says["last"]
        except (ValueError, KeyError, TypeError) as error:
            remedy = f"delete it and {self.target / MARKER}, and the next build makes every page"
            raise ArchiveError(f"{self.journal}: is damaged ({remedy})") from error
        for path in sorted(self.files(), key=lambda path: (path == last, -path.count("/"), path)):
            _move(f"{self.new}/{path}", f"{self.target}/{path}")
        for path in gone:
            (self.target / path).unlink(missing_ok=True)
            self._prune((self.target / path).parent)
        self.journal.unlink()
        self.discard()

    def _prune(self, folder: Path) -> None:
        """Delete a folder of the site, and those it is in, as far as they are empty."""
        while folder != self.target and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent

    def repair(self) -> None:
        """Finish or take back a switch that was interrupted; nothing to do in any other case."""
        if self.journal.exists():
            self._play()
        if not self.old.exists():
            return
        if not self.target.exists():
            self.old.replace(self.target)
            return
        for entry in self.old.glob(".*"):
            if not (self.target / entry.name).exists():
                entry.replace(self.target / entry.name)
        shutil.rmtree(self.old, ignore_errors=True)


def _move(source: str, place: str) -> None:
    """Put a file in its place, and make the folders it is in; a Path for each would cost more than moving it."""
    try:
        os.replace(source, place)  # noqa: PTH105
    except FileNotFoundError:
        Path(place).parent.mkdir(parents=True, exist_ok=True)
        os.replace(source, place)  # noqa: PTH105


def put(folder: Path, path: str, data: bytes) -> None:
    """Write a file of a site, and the folders it is in; path: below the site's."""
    place = f"{folder}/{path}"
    try:
        file = open(place, "wb")  # noqa: PTH123, SIM115 (a Path for each file would cost as much as writing it)
    except FileNotFoundError:
        Path(place).parent.mkdir(parents=True, exist_ok=True)
        file = open(place, "wb")  # noqa: PTH123, SIM115
    with naming(place), file:
        file.write(data)


class BuildLock:
    """That one build at a time works on a site; the second waits, and says so. A killed one holds nothing."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("w")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            log.info("another build of this site is under way; waiting for it")
            fcntl.flock(self._file, fcntl.LOCK_EX)

    def release(self) -> None:
        self._file.close()
