"""Files that were published and are not where they were: renamed, deleted or copied by hand."""

from __future__ import annotations

from collections.abc import Iterator, Set

from generator.archive import frontmatter
from generator.archive.addresses import edition_address
from generator.archive.published import Published
from generator.archive.store import Archive
from generator.files import read_text
from generator.model.article import link_key
from generator.model.errors import Fault
from generator.model.yamltext import line_of

_REMEDY = "give the file this name again, or restore it from git; `suppress` in decisions.yml takes an item down"
MOST = 12
"""So many are told by who only builds the site."""


def strayed(archive: Archive, published: Published, once: Set[str]) -> list[Fault]:
    """The files, those that are gone first. once: addresses that were published."""
    there = archive.files.keys() | {*map(edition_address, archive.edition_files)}
    gone = [_gone(archive, address, published, once) for address in sorted(once - there)]
    return [*gone, *(_doubled(archive, address, other) for address, other in archive.doubled.items())]


def few(faults: list[Fault], archive: Archive) -> Iterator[Fault]:
    """The first of them, and how many more there are."""
    yield from faults[:MOST]
    if len(faults) > MOST:
        problem = f"{len(faults) - MOST} more published files are gone, or copies"
        yield Fault(str(archive.root), 0, "", problem, "`recap check` names all; restore them from git")


def _gone(archive: Archive, address: str, published: Published, once: Set[str]) -> Fault:
    keys = [link_key(report["url"]) for report in published.reports(address)]
    now = sorted({place for key in keys for place in archive.index.listed_at(key)} - once)
    told = f"; {now[0]} lists its reports" if now else ""
    return Fault(str(archive.path(address)), 0, "", f"was published and is gone, and so is its page{told}", _REMEDY)


def _doubled(archive: Archive, address: str, other: str) -> Fault:
    """A file that lists what another item shows."""
    file = archive.path(address)
    front, _ = frontmatter.split(read_text(file, str(file)), str(file))
    lost = "is not shown" if address in archive.moved else "is shown without them"
    remedy = "delete the file that is a copy, or say in decisions.yml that the two are one: merge"
    line = line_of(front, "articles", first_line=2)
    return Fault(str(file), line, "articles", f"{other} lists the same reports, and this item {lost}", remedy)
