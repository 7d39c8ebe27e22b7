"""A file of the archive in and out: YAML front matter, then a Markdown body that is the maintainer's."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel

from generator.model import yamltext
from generator.model.errors import ArchiveError, Fault, InvalidContent

FENCE = "---"
M = TypeVar("M", bound=BaseModel)


def split(text: str, file: str) -> tuple[str, str]:
    """(YAML, body) of a file's text; the body is everything after the closing fence, byte for byte.

    Raises InvalidContent where a fence is missing.
    """
    lines = text.removeprefix("\ufeff").splitlines(keepends=True)
    if not lines:
        raise InvalidContent([Fault(file, 1, "", "is empty", "restore it from git")])
    if lines[0].rstrip() != FENCE:
        raise InvalidContent([Fault(file, 1, "", "has no front matter", "begin the file with a line of three dashes")])
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == FENCE:
            return "".join(lines[1:number]), "".join(lines[number + 1 :])
    raise InvalidContent([Fault(file, 1, "", "front matter does not end", "close it with a line of three dashes")])


def parse(kind: type[M], text: str, file: str) -> tuple[M, str]:
    """The validated front matter and the body of a file; raises InvalidContent with every fault and its line."""
    yamltext.refuse_conflict(text, file)
    front, body = split(text, file)
    return yamltext.read(kind, front, file, first_line=2), body


def render(value: BaseModel, body: str = "") -> str:
    """The text of a file; read back and compared before it is handed out, so that no value is lost in YAML.

    Raises ArchiveError where what would be read differs from what was written.
    """
    text = f"{FENCE}\n{yamltext.dump(value)}{FENCE}\n{body}"
    again, again_body = parse(type(value), text, "(rendered)")
    if again != value or again_body != body:
        raise ArchiveError(f"front matter does not survive YAML: {value!r}"[:500])
    return text
