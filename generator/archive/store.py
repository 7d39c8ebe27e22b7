"""The archive: items and editions by address, read once, written atomically and only where they changed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel

from generator import files
from generator.archive import frontmatter, index
from generator.archive.decisions import FILE as DECISIONS
from generator.archive.decisions import Shown, checked, decide, doubts, read_decisions
from generator.model.base import ADDRESS, LONGEST_ADDRESS
from generator.model.decisions import Decisions, Rulings
from generator.model.edition import Edition
from generator.model.errors import ArchiveError, Fault, InvalidContent
from generator.model.item import Item
from generator.model.week import Week

M = TypeVar("M", bound=BaseModel)
Change = Literal["new", "changed", "unchanged"]
_EDITION = "index"


@dataclass(frozen=True)
class StoredItem:
    """An item with its address and the maintainer's Markdown."""

    address: str
    item: Item
    body: str = ""

    @cached_property
    def digest(self) -> str:
        """Of all that it says."""
        return _digest(self.item.model_dump_json(), self.body)


@dataclass(frozen=True)
class StoredEdition:
    """An edition with the maintainer's Markdown."""

    edition: Edition
    body: str = ""

    @cached_property
    def digest(self) -> str:
        """Of all that it says."""
        return _digest(self.edition.model_dump_json(), self.body)

    @property
    def week(self) -> Week:
        return self.edition.week


@dataclass
class Archive:
    """What `content/` holds. Values are frozen; `write_item` and `write_edition` keep memory and disk equal."""

    root: Path
    items: dict[str, StoredItem] = field(default_factory=dict)
    """What is shown, by address, sorted."""
    editions: dict[Week, StoredEdition] = field(default_factory=dict)
    """By week, sorted."""
    moved: dict[str, str | None] = field(default_factory=dict)
    """Addresses that show no item of their own: the one that tells it now, or None where it was taken down."""
    removed: dict[str, str] = field(default_factory=dict)
    """When what was taken down was (a day, month or year), where decisions.yml says."""
    rulings: Rulings = field(default_factory=Rulings)
    """What decisions.yml says of articles to come."""
    files: dict[str, StoredItem] = field(default_factory=dict)
    """Items as their files say, whatever was decided: for who looks after the files."""
    edition_files: dict[Week, Edition] = field(default_factory=dict)
    """Editions as their files say."""
    unwritten: frozenset[str] = frozenset()
    """Items that took over reports, which no file lists once those they come from are written."""

    @classmethod
    def open(cls, root: Path, cache: Path | None = None) -> Archive:
        """Read every item and edition below `root`; an empty or missing folder is an empty archive.

        cache: folder for the index, or None to read every file.
        Raises InvalidContent with the faults of all files.
        """
        database = files.cached(cache, "archive", root).with_suffix(".sqlite") if cache else None
        reader = _Reader(root, index.load(database) if database else {})
        read, editions = reader.items(), reader.editions()
        items = told(read)
        decisions = reader.decisions(items)
        if reader.faults:
            raise InvalidContent(reader.faults)
        shown = decide(items, {week: stored.edition for week, stored in editions.items()}, decisions)
        if database:
            reader.save_to(database, _withheld(items, shown, editions))
        return cls(
            root=root,
            items={address: _shown(address, item, read) for address, item in shown.items.items()},
            editions={week: replace(editions[week], edition=edition) for week, edition in shown.editions.items()},
            moved=shown.moved,
            removed=shown.removed,
            rulings=shown.rulings,
            files=read,
            edition_files={week: stored.edition for week, stored in editions.items()},
            unwritten=shown.unwritten,
        )

    def doubts(self) -> list[Fault]:
        """What is odd about decisions.yml although nothing is wrong with it."""
        decisions, text = read_decisions(self.root)
        items = told(self.files)
        return list(doubts(items, decisions, text, str(self.root / DECISIONS)))

    def write_item(self, stored: StoredItem) -> Change:
        """Put an item under its address. The body on disk stays as it is: it is the maintainer's."""
        waiting, self.unwritten = self.unwritten - {stored.address}, frozenset()
        for address in sorted(waiting):
            self.write_item(self.items[address])
        path = self.path(stored.address)
        known = self.files.get(stored.address)
        body = known.body if known else stored.body
        if stored.address in self.moved:
            raise ArchiveError(f"{path}: is not shown any more by {DECISIONS}, and stays as it is")
        changed = files.write_atomically(path, frontmatter.render(stored.item, body).encode())
        self.items[stored.address] = self.files[stored.address] = StoredItem(stored.address, stored.item, body)
        return _change(changed, known is not None)

    def write_edition(self, edition: Edition) -> Change:
        """Put an edition in its week's folder; its body stays as it is."""
        known = self.editions.get(edition.week)
        body = known.body if known else ""
        path = self.path(f"{edition.week.folder}/{_EDITION}")
        changed = files.write_atomically(path, frontmatter.render(edition, body).encode())
        self.editions[edition.week], self.edition_files[edition.week] = StoredEdition(edition, body), edition
        return _change(changed, known is not None)

    def path(self, address: str) -> Path:
        """The file of an address."""
        return self.root / f"{address}.md"


def _shown(address: str, item: Item, read: Mapping[str, StoredItem]) -> StoredItem:
    """An item as it is shown, with the body of its file; the stored one itself where they are the same."""
    known = read.get(address)
    return known if known and known.item is item else StoredItem(address, item, known.body if known else "")


def _withheld(items: Mapping[str, Item], shown: Shown, editions: Mapping[Week, StoredEdition]) -> set[str]:
    """Files that say more than is shown: the cache of what is shown may not hold them."""
    of_items = {address for address, item in items.items() if shown.items.get(address) is not item}
    weeks = (week for week, stored in editions.items() if shown.editions[week] is not stored.edition)
    return of_items | {f"{week.folder}/{_EDITION}" for week in weeks}


def told(stored: Mapping[str, StoredItem]) -> dict[str, Item]:
    """The items alone, by address."""
    return {address: entry.item for address, entry in stored.items()}


def _digest(front: str, body: str) -> str:
    return hashlib.blake2b(f"{front}\n{body}".encode(), digest_size=12).hexdigest()


def _change(written: bool, known: bool) -> Change:
    return ("changed" if known else "new") if written else "unchanged"


class _Reader:
    """One reading of the archive's files, through the index."""

    def __init__(self, root: Path, cached: dict[str, index.Entry]) -> None:
        self.root = root
        self.cached = cached
        self.faults: list[Fault] = []
        self.parsed: dict[str, index.Entry] = {}
        self.paths = {path.relative_to(root).with_suffix("").as_posix(): path for path in _markdown_files(root)}

    def items(self) -> dict[str, StoredItem]:
        found = {}
        for address, path in self.paths.items():
            if address.endswith(f"/{_EDITION}"):
                continue
            if not re.fullmatch(ADDRESS, address) or len(address) > LONGEST_ADDRESS:
                remedy = "name it <year>/W<week>/<slug>.md with a-z, 0-9 and dashes, at most 111"
                self.faults.append(Fault(str(path), 0, "", "is no address of an item", remedy))
            elif parsed := self._read(Item, address, path):
                found[address] = StoredItem(address, *parsed)
        return found

    def editions(self) -> dict[Week, StoredEdition]:
        found = {}
        for address, path in self.paths.items():
            if address.endswith(f"/{_EDITION}") and (parsed := self._read(Edition, address, path)):
                edition, body = parsed
                if edition.week.folder != address.removesuffix(f"/{_EDITION}"):
                    remedy = f"it belongs in {edition.week.folder}/index.md"
                    self.faults.append(Fault(str(path), 0, "edition", f"says {edition.edition}", remedy))
                found[edition.week] = StoredEdition(edition, body)
        return found

    def decisions(self, items: Mapping[str, Item]) -> Decisions:
        """What a maintainer decided about the items that were read."""
        try:
            return checked(self.root, items)
        except InvalidContent as error:
            self.faults.extend(error.faults)
            return Decisions()

    def save_to(self, database: Path, withheld: Set[str]) -> None:
        """Bring the index up to date; withheld: addresses that it is not to hold."""
        gone = self.cached.keys() & (self.cached.keys() - self.paths.keys() | withheld)
        parsed = {address: entry for address, entry in self.parsed.items() if address not in withheld}
        if parsed or gone:
            index.save(database, self.cached, parsed, gone)

    def _read(self, kind: type[M], address: str, path: Path) -> tuple[M, str] | None:
        if files.leads_out(path, self.root):
            remedy = "put a copy in its place"
            self.faults.append(Fault(str(path), 0, "", "is a link that leads out of the archive", remedy))
            return None
        status = path.stat()
        stamp = index.Stamp(status.st_size, status.st_mtime_ns)
        entry = self.cached.get(address)
        if entry and entry.stamp == stamp:
            return kind.model_validate_json(entry.front), entry.body
        content = hashlib.blake2b(path.read_bytes(), digest_size=16).digest()
        if entry and entry.content == content:
            self.parsed[address] = entry._replace(stamp=stamp)
            return kind.model_validate_json(entry.front), entry.body
        try:
            value, body = frontmatter.parse(kind, files.read_text(path, str(path)), str(path))
        except InvalidContent as error:
            self.faults.extend(error.faults)
            return None
        self.parsed[address] = index.Entry(stamp, content, value.model_dump_json(), body)
        return value, body


def _markdown_files(root: Path) -> Iterator[Path]:
    """Files of years and weeks only: pages/, samples/ and what a maintainer keeps beside them are not the archive."""
    for year in sorted(root.glob("[0-9][0-9][0-9][0-9]")):
        yield from sorted(path for path in year.glob("W[0-9][0-9]/*.md") if path.is_file())
