"""Hand-written pages before they are published: text that can be read, and nothing from outside their folder."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from generator.files import leads_out, read_text
from generator.model import yamltext
from generator.model.errors import Fault, InvalidContent

#: Front matter as MkDocs finds it.
_FRONT = re.compile(r"\ufeff?---[ \t\r]*\n(.*?\n)(?:---|\.{3})[ \t\r]*\n", re.DOTALL)


def check_pages(folder: Path) -> None:
    """Raises InvalidContent with every link that leads out of the folder, and every Markdown file that is not UTF-8,
    has an unresolved merge conflict, or front matter that is no YAML: MkDocs would show it as text. What lies behind a
    link is published: a link to a secret would give it away.
    """
    faults: list[Fault] = []
    for path in _entries(folder):
        if leads_out(path, folder):
            remedy = "put a copy in its place: what lies outside is not published"
            faults.append(Fault(str(path), 0, "", "is a link that leads out of the pages' folder", remedy))
        elif path.suffix == ".md" and path.is_file():
            try:
                text = read_text(path, str(path))
                yamltext.refuse_conflict(text, str(path))
                if front := _FRONT.match(text):
                    yamltext.load(front[1], str(path), first_line=2)
            except InvalidContent as error:
                faults.extend(error.faults)
    if faults:
        raise InvalidContent(faults)


def _entries(folder: Path) -> Iterator[Path]:
    """Everything below a folder; links are named, not followed."""
    for parent, folders, names in os.walk(folder):
        yield from (Path(parent, name) for name in sorted([*folders, *names]))
