"""A preview makes a page when it is asked for: after an edit nobody waits for ten thousand pages that nobody looks at.

Made immediately: outputs whose paths are unknown, search segments, and pages requested since the last build, which are
open in a browser. All the rest waits: pages of items and lists, and every page and feed that is out of date.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from generator.site.incremental.ledger import Entry, Made
from generator.site.incremental.staging import put
from generator.site.outputs import PAGE, File, Output, path_of
from generator.site.search import SEGMENT

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer


class Preview:
    """The outputs that wait, as long as `mkdocs serve` runs. folder: of the site that it shows."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._paths: dict[str, tuple[str, ...]] = {}
        """Files that were made and may wait, by the name of the output."""
        self._coming: Mapping[str, Output] = {}
        """What will wait once the build that goes on is done, by file."""
        self._waiting: Mapping[str, Output] = {}
        self._make: Callable[[Output], Made[File]]
        self._asked: set[str] = set()
        """Files that were asked for since the last build."""
        self._shown: set[str] = set()
        """Files that were made for it."""
        self._building = Lock()

    def put_off(self, stale: Iterable[Output]) -> list[Output]:
        """What has to be made now of all that is not as it was; the others wait."""
        waiting, now = dict[str, Output](), list[Output]()
        for output in stale:
            paths = self._known(output)
            if paths and self._asked.isdisjoint(paths):
                waiting.update(dict.fromkeys(paths, output))
            else:
                now.append(output)
                self._shown.difference_update(paths)
        for path in self._shown:  # of what is not in the site any more
            (self._folder / path).unlink(missing_ok=True)
        self._asked, self._shown = set(), set()
        self._coming = waiting
        return now

    def _known(self, output: Output) -> tuple[str, ...]:
        page = output.plan.page
        planned = () if page is None else (path_of(output.site, page),)
        return self._paths.get(output.name, planned)

    def learn(self, output: Output, files: Sequence[File | Entry]) -> None:
        """Which files came of an output; one that search has to list is made in every build."""
        if all(file.kind != SEGMENT for file in files):
            self._paths[output.name] = tuple(file.path for file in files)

    def show(self, make: Callable[[Output], Made[File]]) -> None:
        """The build is done: from now on pages are made by this one."""
        self._waiting, self._make = self._coming, make

    @property
    def waiting(self) -> int:
        """How many pages are not made."""
        return len({output.name for path, output in self._coming.items() if path.endswith(PAGE)})

    def serve(self, server: LiveReloadServer) -> None:
        """Look at what is asked for before the server does, but not while a build goes on."""
        answer, build = server.serve_request, server.builder

        def answered(environ: dict[str, Any], start_response: Any) -> Any:
            path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
            with self._building:
                self._ask(posixpath.normpath("/" + path.removeprefix(server.mount_path)).lstrip("/"))
            return answer(environ, start_response)

        def built() -> None:
            with self._building:
                build()

        server.set_app(answered)
        server.builder = built

    def _ask(self, path: str) -> None:
        """Make a file, or the page of a folder, with what stands beside it; nothing where it does not wait."""
        paths = path, posixpath.join(path, PAGE)
        self._asked.update(paths)
        output = next((self._waiting[it] for it in paths if it in self._waiting), None)
        if output is None:
            return
        made = self._make(output)
        self.learn(output, made.files)
        for file in made.files:
            put(self._folder, file.path, file.data)
            self._shown.add(file.path)
