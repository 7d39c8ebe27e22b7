"""What a maintainer should know about the archive although nothing is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from generator.archive import frontmatter
from generator.archive.addresses import edition_address
from generator.archive.store import Archive
from generator.archive.stored import Items, StoredItem
from generator.edit.corrections import differences
from generator.enrich.published import is_quoted, uncarried
from generator.files import is_hidden, read_text
from generator.model.base import ADDRESS
from generator.model.edition import Edition
from generator.model.errors import Fault, nearest
from generator.model.item import Item
from generator.model.pins import Fields, unpinned_edits
from generator.model.vocabulary import PLURALS, Kind, Vocabulary
from generator.model.week import Week
from generator.model.yamltext import line_of
from generator.text.names import NameFinder

_REMEDY_OF_GONE = "restore its file from git and take it down by `suppress` in decisions.yml, or name another item"
#: Fields of items and editions that name an item.
_MENTIONS = frozenset(["item", "storyline", "earlier", "top", "items", "brief", "grown"])

#: A link in Markdown or HTML, relative to its page, to an item.
_LINK = re.compile(
    rf"""(?:\]\(|\]: {{1,9}}|href=)["'<]?(?:\.{{0,2}}/){{0,9}}(?:[a-zA-Z-]{{2,9}}/)?({ADDRESS})(?=[/.#)>"'\s])"""
)

#: A date farther from the begin of an item's week is most often a slip: reports of two weeks before may join an item.
FAR = timedelta(weeks=4)


class _Note(NamedTuple):
    """Something to be told of a field."""

    key: str
    problem: str
    remedy: str


def doubts_of(
    archive: Archive, unrecorded: Iterable[tuple[StoredItem, Fields]], strayed: Iterable[Fault], vocabulary: Vocabulary,
    pages: Path,
) -> list[Fault]:  # fmt: skip
    """What a maintainer should know about the archive although nothing is wrong with it, by file and line.

    unrecorded: items that were edited by hand, with what was published of them; strayed: published files that
    are elsewhere now; pages: the folder of hand-written ones.
    Claims are re-checked only in items that were edited: a full check is slow.
    """
    published = {stored.address: fields for stored, fields in unrecorded}
    found = [*archive.doubts(), *_of_items(archive, published, vocabulary)]
    for address, stored in archive.files.items():
        found += _told(archive, address, list(_elsewhere(stored)))
    found += strayed
    for week, edition in archive.edition_files.items():
        found += _told(archive, edition_address(week), list(_dangling(edition, archive)))
    return [*found, *chain.from_iterable(_misled(path, archive) for path in _written(archive, pages))]


def _of_items(archive: Archive, published: Mapping[str, Fields], vocabulary: Vocabulary) -> Iterator[Fault]:
    """What is told of the items that are shown; published: as of `doubts_of`, by address."""
    names, items, renamed = NameFinder(vocabulary.names), Items(archive.files), _renamed(vocabulary)
    for address, stored in archive.shown_files():
        item = stored.item
        noted = [
            *_unshown(item),
            *_dangling(item, archive),
            *_unlisted(item, vocabulary),
            *_called_otherwise(item, renamed),
        ]
        if item.pinned or address in published or _is_no_quotation(item, items):
            noted += _uncarried(item, names, items)
        if address in published:
            noted += _edits_told(published[address], item)
        yield from _told(archive, address, noted)


def _written(archive: Archive, pages: Path) -> Iterator[Path]:
    """The files that hold a text of the maintainer's."""
    yield from (archive.path(address) for address, stored in archive.files.items() if stored.body)
    yield from (archive.path(edition_address(week)) for week, stored in archive.editions.items() if stored.body)
    yield from sorted(path for path in pages.rglob("*.md") if path.is_file() and not is_hidden(path, pages))


def _told(archive: Archive, address: str, noted: list[_Note]) -> list[Fault]:
    """Notes on a file, by its lines."""
    if not noted:
        return []
    file = archive.path(address)
    front, _ = frontmatter.split(read_text(file), str(file))
    return [Fault(str(file), line_of(front, key, first_line=2), key, *told) for key, *told in noted]


def _dangling(value: Item | Edition, archive: Archive) -> Iterator[_Note]:
    """What names an item whose file is gone."""
    for key, address in _mentions(value.model_dump(exclude_defaults=True)):
        if address not in archive.files:
            yield _Note(key, f"{address} is not in the archive", _REMEDY_OF_GONE)


def _misled(path: Path, archive: Archive) -> Iterator[Fault]:
    """Links of a maintainer's text to an item whose file is gone."""
    for number, line in enumerate(read_text(path).splitlines(), 1):
        for address in _LINK.findall(line):
            if address not in archive.files and address not in archive.items:
                yield Fault(str(path), number, "", f"leads to {address}, which is not in the archive", _REMEDY_OF_GONE)


def _mentions(data: Any, key: str = "", is_item: bool = False) -> Iterator[tuple[str, str]]:
    """The addresses that plain data names, with the dotted paths of where."""
    if isinstance(data, str) and is_item:
        yield key, data
    elif isinstance(data, dict):
        for name, value in data.items():
            yield from _mentions(value, f"{key}.{name}".lstrip("."), name in _MENTIONS)
    elif isinstance(data, list | tuple):
        for number, value in enumerate(data):
            yield from _mentions(value, f"{key}.{number}", is_item)


def _elsewhere(stored: StoredItem) -> Iterator[_Note]:
    """An item that is of another week than its folder, or whose date is far from its week."""
    if abs(stored.date - stored.week.start) > FAR:
        remedy = "correct the date, or the edition; lists and feeds go by the date"
        yield _Note("date", f"is {stored.date:%Y-%m-%d}, but the item is of {stored.week}", remedy)
    if stored.week != Week.of_address(stored.address):
        problem = f"says {stored.week}, in whose edition it is shown, but its folder is of another week"
        yield _Note("edition", problem, f"move the file to {stored.week.folder}/, or name the week of its folder")


def _unshown(item: Item) -> Iterator[_Note]:
    for number, implication in enumerate(item.implications):
        if not implication.is_published:
            lacking = " and ".join(name for name in ("due", "test") if getattr(implication, name) is None)
            remedy = "add a due date and a test, so that readers can hold it to account"
            yield _Note(f"implications.{number}", f"is not shown: it lacks {lacking}", remedy)


def _unlisted(item: Item, vocabulary: Vocabulary) -> Iterator[_Note]:
    rules = vocabulary.rules
    for name, ids, entries in (("topics", item.topics, rules.topics), ("audience", item.audience, rules.audiences)):
        known = [entry.id for entry in entries]
        for number, id in enumerate(ids):
            if id not in known:
                yield _Note(f"{name}.{number}", f"{id!r} is not in topics.yml", nearest(id, known))


def _renamed(vocabulary: Vocabulary) -> Mapping[tuple[Kind, str], str]:
    """The name in entities.yml by each other name that is nobody's own."""
    own = {(name.kind, name.name) for name in vocabulary.names}
    others = {(name.kind, alias): name.name for name in vocabulary.names for alias in name.aliases}
    return {other: name for other, name in others.items() if other not in own}


def _called_otherwise(item: Item, renamed: Mapping[tuple[Kind, str], str]) -> Iterator[_Note]:
    """Names of an item by which entities.yml means another: they would have a page of their own."""
    for kind, field in PLURALS.items():
        for number, other in enumerate(getattr(item.entities, field)):
            if name := renamed.get((kind, other)):
                remedy = f"write {name}; else the two have a page each"
                yield _Note(
                    f"entities.{field}.{number}", f"{other!r} is another name of {name} in entities.yml", remedy
                )


def _is_no_quotation(item: Item, items: Mapping[str, Item]) -> bool:
    """Whether the built-in engine made an item that says what it cannot have written."""
    return item.made is not None and not item.made.is_by_model and not is_quoted(item, items)


def _edits_told(published: Fields, item: Item) -> list[_Note]:
    """What was edited by hand, text by text; fields without a text of their own as a whole."""
    remedy = "`recap check --fix --why TEXT` pins it and tells readers"
    told = [
        _Note(field, f"was published as {was!r}" + ("" if now else " and is gone"), remedy)
        for field, was, now in differences(published, item)
    ]
    for path in unpinned_edits(published, item):
        if not any(f"{note.key}.".startswith(f"{path}.") for note in told):
            told.append(_Note(path, "was edited after it was published", "`recap check --fix --why TEXT` pins it"))
    return told


def _uncarried(item: Item, names: NameFinder, items: Mapping[str, Item]) -> Iterator[_Note]:
    for claim in uncarried(item, names, items):
        yield _Note(claim.field, f"is not carried by what it cites: {claim.why}", "cite what says so, or correct it")
