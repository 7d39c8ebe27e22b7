"""Whether a site is what its inputs would make again: then nothing is built; and what every output of it depends on.

The key of a site is the state of every file that goes into it, this program's included, and the marker that the build
left in the site. What somebody changes in the site by hand is not looked for: to look at every file would cost the
archive at each build. Delete the marker, or the site, and all of it is made anew.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import os
from collections.abc import Collection, Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.files import cached, write_atomically
from generator.shipped import THEME
from generator.site.ledger import MARKER
from generator.site.reads import digest_of
from generator.site.templates import is_template

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_LIBRARIES = (
    "mkdocs",
    "mkdocs-material",
    "jinja2",
    "markdown",
    "markupsafe",
    "pymdown-extensions",
    "pydantic",
    "pillow",
)
_PROGRAM = Path(__file__).parents[1]


class SiteMemory:
    """What is remembered of a site: one small file in the cache, which may be lost.

    inputs: files and folders the site is made of, besides this program and its libraries.
    """

    def __init__(self, cache: Path, site: Path, inputs: Iterable[Path]) -> None:
        self._path = cached(cache, "site", site).with_suffix(".json")
        self._site = site
        self._inputs = [_PROGRAM, *inputs]

    def recall(self) -> Any:
        """What was told of the last build, if its inputs and its site are as it left them; else None."""
        try:
            known = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError):
            return None
        return known["told"] if isinstance(known, dict) and known.get("key") == self._key() else None

    def keep(self, told: Any) -> None:
        """Remember a build that is done; told: anything JSON can hold."""
        write_atomically(self._path, json.dumps({"key": self._key(), "told": told}).encode())

    def _key(self) -> str:
        digest = hashlib.sha256(_versions().encode())
        marker = self._site / MARKER
        digest.update(marker.read_bytes() if marker.is_file() else b"none")
        for place in self._inputs:
            for line in sorted(_states(place)):
                digest.update(line.encode("utf-8", "surrogateescape"))
        return digest.hexdigest()


def _states(place: Path) -> Iterator[str]:
    """Path, size and time of change of a file, or of every file of a folder."""
    if place.is_file():
        yield _state(str(place), place.stat())
    for folder, folders, files in os.walk(place, followlinks=True):
        folders[:] = [name for name in folders if name != "__pycache__" and not name.startswith(".")]
        for name in files:
            path = os.path.join(folder, name)  # noqa: PTH118 (a Path for each of 100,000 files would cost a second)
            yield _state(path, os.stat(path))  # noqa: PTH116


def _state(path: str, status: os.stat_result) -> str:
    return f"{path} {status.st_size} {status.st_mtime_ns}\n"


def state_of(config: MkDocsConfig, hand_written: Collection[str], values: object) -> str:
    """A digest of what every output depends on: program, libraries, theme and settings by their content, so that a
    fresh checkout is no change; paths of what is written by hand; and other values. Templates of pages are no part of
    it: an output notes its own.

    Material is known by its version.
    """
    digest = hashlib.sha256(f"{_versions()} {sorted(hand_written)} {digest_of(values)}".encode())
    custom = [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
    for place in [Path(config.config_file_path), _PROGRAM, THEME, *custom]:
        for path in sorted(itertools.filterfalse(is_template, _files_of(place))):
            digest.update(f"{path.name}\n".encode("utf-8", "surrogateescape"))
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _files_of(place: Path) -> Iterator[Path]:
    """A file, or those of a folder."""
    if place.is_file():
        yield place
    for folder, folders, files in os.walk(place, followlinks=True):
        folders[:] = [name for name in folders if name != "__pycache__" and not name.startswith(".")]
        yield from (Path(folder, name) for name in files)


def _versions() -> str:
    return "".join(f"{library} {version(library)}\n" for library in _LIBRARIES)
