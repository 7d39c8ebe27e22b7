"""Whether a site is what its inputs would make again: then nothing is built, and MkDocs is not even started.

What a build is made of is every file that goes into it, this program's included, the versions of its libraries, the
settings, and the marker that the build left in the site. A file with the size and time it had is taken to be as it was,
one with others is read: on a fresh checkout every file has another time and says the same. What somebody changes in the
site by hand is not looked for: to look at every file would cost the archive at each build. Delete the marker, or the
site, and all of it is made anew.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from generator.files import cached, parsed_json, write_atomically
from generator.shipped import PROGRAM, dependencies
from generator.site.incremental.staging import MARKER

#: Libraries that pages are made with and that only other libraries ask for.
_INDIRECT = ("markupsafe", "pymdown-extensions")
#: Of a digest, 96 bits.
_DIGITS = 24


class _File(NamedTuple):
    """A file as it was; digest: of its bytes."""

    size: int
    mtime_ns: int
    digest: str


class _Kept(NamedTuple):
    """What is kept of a build, in two lines. stamp: of the names, sizes and times of its inputs; inputs: JSON of their
    `_File`s by name, which is only looked at where the stamp is another."""

    told: Any = None
    stamp: str = ""
    inputs: bytes = b"{}"


class SiteMemory:
    """What is remembered of a site: one file in the cache, which may be lost.

    settings: a digest of them; inputs: files and folders the site is made of, besides this program and its libraries.
    """

    def __init__(self, cache: Path, site: Path, settings: str, inputs: Iterable[Path]) -> None:
        self._path = cached(cache, "site", site).with_suffix(".json")
        self._site = site
        self._key = f"{settings} {versions()}"
        places = enumerate((PROGRAM, *inputs))
        found = [file for number, place in places for file in files_of(place, str(number))]
        was, stamp = self._read(), _stamp(found)
        self._is_touched = was.stamp != stamp
        self._now = _looked_at(found, stamp, was) if self._is_touched else was

    def recall(self) -> Any:
        """What was told of the last build, if its inputs and its site are as it left them; else None."""
        if self._now.told is not None and self._is_touched:
            self.keep(self._now.told)
        return self._now.told

    def keep(self, told: Any) -> None:
        """Remember a build that is done, of the inputs as they were when the memory was opened: what was changed while
        it went on is a change to the next one. told: anything JSON can hold."""
        head = {"key": self._key, "marker": self._marker(), "told": told, "stamp": self._now.stamp}
        write_atomically(self._path, b"\n".join([json.dumps(head).encode(), self._now.inputs]))

    def _read(self) -> _Kept:
        """What is kept; told: None where it is not of this site, this program and these settings."""
        try:
            first, _, inputs = self._path.read_bytes().partition(b"\n")
            head = parsed_json(first)
            is_of_this = (head["key"], head["marker"]) == (self._key, self._marker())
            return _Kept(head["told"] if is_of_this else None, head["stamp"], inputs)
        except (OSError, ValueError, LookupError, TypeError):
            return _Kept()

    def _marker(self) -> str:
        marker = self._site / MARKER
        return marker.read_text("utf-8") if marker.is_file() else ""


class _Found(NamedTuple):
    """An input that is there. name: of its place, and of the file below it."""

    name: str
    path: str
    size: int
    mtime_ns: int


def files_of(place: Path, name: str) -> Iterator[_Found]:
    """A file, or every file of a folder; name: of the place. Nothing where nothing is."""
    if place.is_file():
        yield _found(name, str(place), place.stat())
    elif place.is_dir():
        yield from _below(str(place), name)


def _below(folder: str, name: str) -> Iterator[_Found]:
    """No Path for each of 100,000 files: that would cost a second. A folder that cannot be read is empty here: if the
    build needs it, it says so."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda it: it.name):
            if entry.is_file():
                yield _found(f"{name}/{entry.name}", entry.path, entry.stat())
            elif entry.is_dir() and entry.name != "__pycache__" and not entry.name.startswith("."):
                yield from _below(entry.path, f"{name}/{entry.name}")


def _found(name: str, path: str, status: os.stat_result) -> _Found:
    return _Found(name, path, status.st_size, status.st_mtime_ns)


def _stamp(found: Iterable[_Found]) -> str:
    text = "\n".join(f"{name}\0{size}\0{mtime_ns}" for name, _, size, mtime_ns in found)
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def _looked_at(found: Iterable[_Found], stamp: str, was: _Kept) -> _Kept:
    """What is kept of these inputs. told: as it was, where they say what they said; only those with another size or
    time are read."""
    known = _files(was.inputs)
    now = {name: _file(path, (size, mtime_ns), known.get(name)) for name, path, size, mtime_ns in found}
    says_the_same = _digests(known) == _digests(now)
    return _Kept(was.told if says_the_same else None, stamp, json.dumps(now).encode())


def _files(inputs: bytes) -> Mapping[str, _File]:
    try:
        return {name: _File(*file) for name, file in parsed_json(inputs).items()}
    except (ValueError, TypeError, AttributeError):
        return {}


def _file(path: str, stamp: tuple[int, int], known: _File | None) -> _File:
    return known if known and known[:2] == stamp else _File(*stamp, _digest(path))


def _digest(path: str) -> str:
    """Of a file's bytes; of one that cannot be read the build says so, if it wants to."""
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 (half of what Path.read_bytes takes)
            return hashlib.sha256(file.read()).hexdigest()[:_DIGITS]
    except OSError:
        return ""


def _digests(files: Mapping[str, _File]) -> Mapping[str, str]:
    return {name: file.digest for name, file in files.items()}


@cache
def versions() -> str:
    """A line for each library the program needs; another version of any may give other pages."""
    return "".join(f"{library} {version(library)}\n" for library in (*dependencies(), *_INDIRECT))
