"""Whether a site is what its inputs would make again: then nothing is built.

The key of a site is the state of every file that goes into it, this program's included, and of every file that came
out; one byte more or less, in or out, and it is built anew.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from generator.files import cached, write_atomically

_LIBRARIES = ("mkdocs", "mkdocs-material", "jinja2", "markdown", "pymdown-extensions")
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
        digest = hashlib.sha256("".join(f"{library} {version(library)}\n" for library in _LIBRARIES).encode())
        for place in [*self._inputs, self._site]:
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
