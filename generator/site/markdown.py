"""Markdown out: every text escaped where it becomes `Md`, so that none of it is markup to a reader of Markdown.

Written for CommonMark with GitHub's tables, https://spec.commonmark.org and https://github.github.com/gfm/; also what
Python-Markdown reads otherwise is escaped. `Md` is a type of its own: mypy finds a raw text that would be printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NewType
from urllib.parse import quote

from generator.model.base import one_line

Md = NewType("Md", str)

#: Marks that mean something anywhere in a line: emphasis, code, links, tables, strike-through, attribute lists.
_MARKS = re.compile(r"[\\`*_\[\]{}|~]")
#: What would be a heading, list, rule or underline at the beginning of a line; definitions begin with a colon. At the
#: end of a heading its mark would be taken for the heading's.
_LINE_MARK = re.compile(r"^([#+\-=:]|\d+(?=[.)]))|(?<!^)#$")
#: What GitHub makes a link of without being asked.
_BARE_LINK = re.compile(r"(?<=[a-zA-Z])(:)(?=//)|(?<=www)(\.)", re.IGNORECASE)
#: Most lines: nothing in them can be a mark. To see that costs a tenth of all the substitutions of `text`.
_PLAIN = re.compile(r"[a-zA-Z\"'($][a-zA-Z0-9 !\"#$%'()+,\-./:;=?@]*(?<![ #])")
#: Unless it has one of these.
_UNLESS = ("://", "www", "  ")
#: Characters that an address may hold as they are; parentheses would end it.
_SAFE_IN_ADDRESS = "%:/?#@!$&'*+,;=~-._"


@lru_cache(maxsize=4096)
def text(raw: str) -> Md:
    """Any text as one line that reads as it is; names, numbers and words of ours come again on each page."""
    if _PLAIN.fullmatch(raw) and not any(mark in raw.lower() for mark in _UNLESS):
        return Md(raw)
    line = _MARKS.sub(r"\\\g<0>", one_line(raw))
    line = _BARE_LINK.sub(lambda mark: f"\\{mark[0]}", line)
    line = _LINE_MARK.sub(_escaped_mark, line)
    return Md(line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def _escaped_mark(mark: re.Match[str]) -> str:
    """A number keeps its digits: the mark behind it is what makes a list."""
    return f"{mark[0]}\\" if mark[0].isdigit() else f"\\{mark[0]}"


def link(label: str, url: str) -> Md:
    """A link; url: an http(s) address, or a relative one of ours."""
    target = quote(url, safe=_SAFE_IN_ADDRESS).replace("&", "&amp;").replace("*", "%2A").replace("_", "%5F")
    return Md(f"[{text(label)}]({target})")


def address(url: str) -> Md:
    """An address of ours that leads to itself."""
    return Md(f"<{quote(url, safe=_SAFE_IN_ADDRESS)}>")


def strong(words: str) -> Md:
    return Md(f"**{text(words)}**")


def joined(between: str, parts: Iterable[Md]) -> Md:
    """Parts of one line with our own mark between them; empty ones left out."""
    return Md(between.join(part for part in parts if part))


def line(*parts: Md) -> Md:
    """Parts of one line, a space between them; empty ones left out."""
    return joined(" ", parts)


def heading(level: int, words: str) -> Md:
    return Md(f"{'#' * level} {text(words)}")


def quotation(words: Md) -> Md:
    return Md(f"> {words}")


def bullets(entries: Iterable[Md]) -> Md:
    """A list, empty where there are no entries."""
    return Md("\n".join(f"- {entry}" for entry in entries))


def table(header: Sequence[Md], rows: Iterable[Sequence[Md]]) -> Md:
    """A table; every row as long as its header."""
    lines = [header, [Md("---")] * len(header), *rows]
    return Md("\n".join(f"| {' | '.join(cells)} |" for cells in lines))


def document(blocks: Iterable[Md]) -> bytes:
    """A file of blocks, empty ones left out, an empty line between them."""
    return ("\n\n".join(block for block in blocks if block) + "\n").encode()
