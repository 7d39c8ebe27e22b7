"""The templates of pages: `recap/*.html` of the theme, and which of them a page is made of.

A template is no part of the state that every output depends on: who edits the one of editions waits for editions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

FOLDER = "recap"
#: What an output notes of its templates, before the name of one.
QUESTION = "template"


class Templates:
    """Those of one theme. folders: of the theme, the first that has a file wins."""

    def __init__(self, folders: Sequence[str]) -> None:
        self._folders = folders

    @cached_property
    def _files(self) -> Mapping[str, Path]:
        found = {path.name: path for it in reversed(self._folders) for path in Path(it, FOLDER).glob("*.html")}
        return {f"{FOLDER}/{name}": found[name] for name in sorted(found)}

    def sources(self, name: str) -> Mapping[str, str]:
        """The text of a template and of those it names, and so on: in whatever way it uses them."""
        found: dict[str, str] = {}
        waiting = [name]
        while waiting:
            name = waiting.pop()
            found[name] = self._files[name].read_text("utf-8") if name in self._files else ""
            waiting += [other for other in self._files if other in found[name] and other not in found]
        return found


def question_of(template: str) -> str:
    """As `Reads` notes questions."""
    return f"{QUESTION}\t{template}"


def is_template(path: Path) -> bool:
    """Whether a file of a theme is one."""
    return path.parent.name == FOLDER and path.suffix == ".html"
