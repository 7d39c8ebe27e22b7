"""Plain text in lines of even width: a Chinese character takes two places, and a web address is never cut."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

#: Places of a line; RFC 5322, 2.1.1 asks for less than 78 characters.
WIDTH = 72
#: Marks that do not begin a line.
_CLOSING = "，。、；：！？）》」』】〉”’…"
#: A wide character with the closing marks behind it, or a run of others up to a space or a wide one.
_PIECES = re.compile(rf"[\u2e80-\uffef][{_CLOSING}]*|[^\s\u2e80-\uffef]+[{_CLOSING}]*|\s+")


def wrapped(text: str, first: str = "", rest: str = "") -> str:
    """The text in lines of at most WIDTH places, or longer where one word is.

    first, rest: what the first line and the others begin with.
    """
    lines: list[str] = []
    line = ""
    for piece in _PIECES.findall(text):
        if line.strip() and _width(f"{rest if lines else first}{line}{piece}".rstrip()) > WIDTH:
            lines.append(line.rstrip())
            line = ""
        line += piece if line or not piece.isspace() else ""
    return "\n".join(_indented([*lines, line.rstrip()], first, rest))


def _indented(lines: list[str], first: str, rest: str) -> Iterator[str]:
    yield f"{first}{lines[0]}".rstrip()
    yield from (f"{rest}{line}" for line in lines[1:] if line)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
