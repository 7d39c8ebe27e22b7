"""Hand-written pages before they are published: text that can be read, and nothing from outside their folder."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.files import is_hidden, leads_out, read_text
from generator.model import yamltext
from generator.model.errors import Fault, InvalidContent, gathered

#: Front matter as MkDocs finds it.
_FRONT = re.compile(r"\ufeff?---[ \t\r]*\n(.*?\n)(?:---|\.{3})[ \t\r]*\n", re.DOTALL)


def check_pages(folder: Path, themes: Iterable[str | Path]) -> None:
    """Raises InvalidContent with all that is wrong with the entries of a folder:

    - a link that leads out of it, hidden or not: what lies behind is published, and may be a secret;
    - a name that is no text; a link to nowhere or back to where it lies; what is no file, for which MkDocs would wait;
    - a Markdown file that is not UTF-8, has an unresolved merge conflict, or whose front matter is no YAML or names a
      template that is not there.

    themes: folders of templates.
    """
    faults: list[Fault] = []
    for path in _entries(folder):
        if leads_out(path, folder):
            remedy = "put a copy in its place: what lies outside is not published"
            faults.append(Fault(str(path), 0, "", "is a link that leads out of the pages' folder", remedy))
        elif not is_hidden(path, folder):
            with gathered(faults):
                faults.extend(_faults(path, themes))
    if faults:
        raise InvalidContent(faults)


def _faults(path: Path, themes: Iterable[str | Path]) -> Iterator[Fault]:
    """What is wrong with an entry of the folder. Raises InvalidContent for a text that cannot be read."""
    if re.search("[\ud800-\udfff]", path.name):  # so Python shows bytes that stand for no character
        yield Fault(str(path), 0, "", "has a name that is not UTF-8", "give it another name")
    elif not (path.is_file() or path.is_dir()) or path.parent.resolve().is_relative_to(path.resolve()):
        problem = "is no file, or a link to nothing or to where it lies itself"
        yield Fault(str(path), 0, "", problem, "take it away, or put the file in its place")
    elif path.suffix == ".md" and path.is_file():
        yield from _odd_templates(path, themes)


def _odd_templates(path: Path, themes: Iterable[str | Path]) -> Iterator[Fault]:
    """A template that a page names and that is not there. Raises InvalidContent for a text that cannot be read."""
    text = read_text(path)
    yamltext.refuse_conflict(text, str(path))
    if front := _FRONT.match(text):
        said = yamltext.load(front[1], str(path), first_line=2)
        if isinstance(said, dict) and "template" in said and not _is_template(said["template"], themes):
            line = yamltext.line_of(front[1], "template", first_line=2)
            remedy = "name one of the theme, like main.html, or take the line out"
            yield Fault(str(path), line, "template", "is no template of the theme", remedy)


def _is_template(name: object, themes: Iterable[str | Path]) -> bool:
    return isinstance(name, str) and any(Path(theme, name).is_file() for theme in themes)


def _entries(folder: Path) -> Iterator[Path]:
    """Everything below a folder; links are named, not followed. Raises OSError where a folder cannot be read: MkDocs
    would go on without its pages."""

    def refuse(error: OSError) -> None:
        raise error

    for parent, folders, names in os.walk(folder, onerror=refuse):
        yield from (Path(parent, name) for name in sorted([*folders, *names]))
