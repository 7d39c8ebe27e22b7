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

from generator.files import cached, read_json, write_atomically
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


class SiteMemory:
    """What is remembered of a site: one file in the cache, which may be lost.

    settings: a digest of them; inputs: files and folders the site is made of, besides this program and its libraries.
    """

    def __init__(self, cache: Path, site: Path, settings: str, inputs: Iterable[Path]) -> None:
        self._path = cached(cache, "site", site).with_suffix(".json")
        self._site = site
        self._key = f"{settings} {versions()}"
        self._known, self._told = self._read()
        self._inputs = {
            name: _looked_at(path, stamp, self._known.get(name))
            for number, place in enumerate((PROGRAM, *inputs))
            for name, path, stamp in files_of(place, str(number))
        }

    def recall(self) -> Any:
        """What was told of the last build, if its inputs and its site are as it left them; else None."""
        if self._told is None or _digests(self._known) != _digests(self._inputs):
            return None
        if self._known != self._inputs:
            self.keep(self._told)
        return self._told

    def keep(self, told: Any) -> None:
        """Remember a build that is done, of the inputs as they were when the memory was opened: what was changed while
        it went on is a change to the next one. told: anything JSON can hold."""
        kept = {"key": self._key, "marker": self._marker(), "told": told, "inputs": self._inputs}
        write_atomically(self._path, json.dumps(kept).encode())

    def _read(self) -> tuple[Mapping[str, _File], Any]:
        """Inputs of the last build, and what was told of it; None where it is not the build of this site, this program
        and these settings."""
        try:
            kept = read_json(self._path)
            inputs = {name: _File(*file) for name, file in kept["inputs"].items()}
            is_of_this = (kept["key"], kept["marker"]) == (self._key, self._marker())
            return inputs, kept["told"] if is_of_this else None
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            return {}, None

    def _marker(self) -> str:
        marker = self._site / MARKER
        return marker.read_text("utf-8") if marker.is_file() else ""


def files_of(place: Path, name: str) -> Iterator[tuple[str, str, os.stat_result]]:
    """Name, path and status of a file, or of every file of a folder; name: of the place. Nothing where nothing is."""
    if place.is_file():
        yield name, str(place), place.stat()
    elif place.is_dir():
        yield from _below(str(place), name)


def _below(folder: str, name: str) -> Iterator[tuple[str, str, os.stat_result]]:
    """No Path for each of 100,000 files: that would cost a second. A folder that cannot be read is empty here: if the
    build needs it, it says so."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_file():
                yield f"{name}/{entry.name}", entry.path, entry.stat()
            elif entry.is_dir() and entry.name != "__pycache__" and not entry.name.startswith("."):
                yield from _below(entry.path, f"{name}/{entry.name}")


def _looked_at(path: str, status: os.stat_result, known: _File | None) -> _File:
    if known and known[:2] == (status.st_size, status.st_mtime_ns):
        return known
    return _File(status.st_size, status.st_mtime_ns, _digest(path))


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
