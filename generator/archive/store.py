"""The archive: items and editions by address, read once, written atomically and only where they changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from generator.archive import frontmatter
from generator.archive.addresses import edition_address
from generator.archive.decisions import FILE as DECISIONS
from generator.archive.decisions import Shown, Written, decide, doubts
from generator.archive.index import Index, Kept
from generator.archive.reading import Reader, said_digest, unread
from generator.archive.stored import Items, KeptItem, StoredEdition, StoredItem
from generator.databases import Damaged
from generator.files import cached, write_atomically
from generator.model.decisions import Rulings
from generator.model.edition import Edition
from generator.model.errors import ArchiveError, Fault, InvalidContent
from generator.model.facts import Facts
from generator.model.item import Item
from generator.model.week import Week

Change = Literal["new", "changed", "unchanged", "left"]
"""What became of a file. left: somebody else changed it since it was read, and it stays as it is."""
LEFT = "was changed while this went on, and stays as it is; run it again"


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
    decided: Written = field(default_factory=Written, repr=False)
    """What decisions.yml says."""
    rulings: Rulings = field(default_factory=Rulings)
    """What decisions.yml says of articles to come."""
    files: dict[str, StoredItem] = field(default_factory=dict)
    """Items as their files say, before decisions.yml is applied."""
    edition_files: dict[Week, Edition] = field(default_factory=dict)
    """Editions as their files say."""
    unwritten: frozenset[str] = frozenset()
    """Items that took over reports by a decision; they are written before the items those reports left."""
    doubled: dict[str, str] = field(default_factory=dict)
    """Items whose file lists what another shows, though no decision says so, and that other."""
    index: Index = field(default_factory=lambda: Index(None), repr=False, compare=False)
    """The cached index of `files`, as they were when the archive was opened."""

    @classmethod
    def open(cls, root: Path, cache: Path | None = None, former: Archive | None = None) -> Archive:
        """Read every item and edition below `root`; an empty or missing folder is an empty archive.

        cache: folder for the index, or None to read every file; former: as this process read it before, of which
        nothing is parsed again that is as it was.
        Raises InvalidContent with the faults of all files.
        """
        database = cached(cache, "archive", root).with_suffix(".sqlite") if cache else None
        index = Index(database)
        kept = {it.address: it.kept for it in former.files.values() if isinstance(it, KeptItem)} if former else {}
        try:
            try:
                return cls._read(root, index, kept)
            except Damaged:
                index.forget()
                return cls._read(root, index, kept)
        except BaseException:
            index.close()
            raise

    @classmethod
    def _read(cls, root: Path, index: Index, former: Mapping[str, Kept]) -> Archive:
        reader = Reader(root, index)
        read, editions = reader.read(former)
        items = Items(read)
        decided = reader.decisions(items)
        if reader.faults:
            raise InvalidContent(reader.faults)
        shown = decide(items, {week: stored.edition for week, stored in editions.items()}, decided.decisions, index)
        _withhold(index, shown, read, editions)
        index.commit()
        return cls(
            root=root,
            items=_shown(read, shown),
            editions={week: replace(editions[week], edition=edition) for week, edition in shown.editions.items()},
            moved=shown.moved,
            removed=shown.removed,
            decided=decided,
            rulings=shown.rulings,
            files=read,
            edition_files={week: stored.edition for week, stored in editions.items()},
            unwritten=shown.unwritten,
            doubled=shown.doubled,
            index=index,
        )

    def where(self, holds: Callable[[Facts], bool]) -> dict[str, Item]:
        """The items for whose facts `holds` is true, by address."""
        return {address: stored.item for address, stored in self.items.items() if holds(stored.facts)}

    def listed(self, links: Iterable[str]) -> set[str]:
        """Those of the links (as `link_key` gives them) that a shown item lists as a report."""
        others = (stored for stored in self.items.values() if not isinstance(stored, KeptItem))
        keys = {report.key for stored in others for report in stored.item.articles}
        return {link for link in links if link in keys or self.index.is_listed(link)}

    def edition_of(self, week: Week) -> Edition:
        """The edition of a week; raises ArchiveError where there is none."""
        if week not in self.editions:
            raise ArchiveError(f"there is no edition of {week} in {self.root}; recap build --week {week} makes one")
        return self.editions[week].edition

    def shown_files(self) -> Iterator[tuple[str, StoredItem]]:
        """The files of the items that are shown, by address: edits by hand are looked for in files."""
        return ((address, file) for address, file in self.files.items() if address in self.items)

    def doubts(self) -> list[Fault]:
        """What is odd about the archive although nothing is wrong with it: decisions.yml, and files nobody reads."""
        remedy = "name it <year>/W<week>/<slug>.md, the week of two digits, as in 2026/W05"
        astray = (
            Fault(str(path), 0, "", f"is not read: it is no {'folder' if path.is_dir() else 'file'} of a week", remedy)
            for path in dict.fromkeys(unread(self.root))
        )
        return [*doubts(self.decided, Items(self.files)), *astray]

    def write_item(self, stored: StoredItem) -> Change:
        """Put an item under its address. The body on disk stays as it is: it is the maintainer's.

        Before the first write all items that took over reports are written, so that none is lost between.
        """
        waiting, self.unwritten = self.unwritten - {stored.address}, frozenset()
        for address in sorted(waiting):
            if self.write_item(self.items[address]) == "left":
                raise ArchiveError(f"{self.path(address)}: {LEFT}")
        path = self.path(stored.address)
        known = self.files.get(stored.address)
        body = known.body if known else stored.body
        if stored.address in self.moved:
            raise ArchiveError(f"{path}: is not shown any more by {DECISIONS}, and stays as it is")
        change = _write(path, stored.address, frontmatter.render(stored.item, body), known.digest if known else None)
        if change != "left":
            self.items[stored.address] = self.files[stored.address] = StoredItem(stored.address, stored.item, body)
        return change

    def write_edition(self, edition: Edition) -> Change:
        """Put an edition in its week's folder; its body stays as it is."""
        known = self.editions.get(edition.week)
        body = known.body if known else ""
        file = replace(known, edition=self.edition_files[edition.week]) if known else None
        address = edition_address(edition.week)
        change = _write(self.path(address), address, frontmatter.render(edition, body), file.digest if file else None)
        if change != "left":
            self.editions[edition.week], self.edition_files[edition.week] = StoredEdition(edition, body), edition
        return change

    def path(self, address: str) -> Path:
        """The file of an address."""
        return self.root / f"{address}.md"


def _withhold(index: Index, shown: Shown, read: dict[str, StoredItem], editions: Mapping[Week, StoredEdition]) -> None:
    """Remove from the index what is not shown as its file says: what was taken down must not stay in the cache."""
    others = read.keys() & (shown.items.keys() | shown.moved.keys())
    read.update({address: StoredItem(address, read[address].item, read[address].body) for address in others})
    weeks = [week for week, stored in editions.items() if shown.editions[week] is not stored.edition]
    index.drop([*others, *map(edition_address, weeks)])


def _shown(files: Mapping[str, StoredItem], shown: Shown) -> dict[str, StoredItem]:
    """The items as they are shown, with the bodies of their files."""
    other = {
        address: StoredItem(address, item, files[address].body if address in files else "")
        for address, item in shown.items.items()
    }
    found = {address: stored for address, stored in files.items() if address not in shown.moved} | other
    return dict(sorted(found.items())) if other else found


def _write(path: Path, address: str, text: str, known: str | None) -> Change:
    """Write a file unless somebody changed it since it was read. known: digest of what it said, None without a file."""
    data = text.encode()
    if path.is_file() and path.read_bytes() != data:
        said = said_digest(path, address)
        if said is None or said != known:
            return "left"
    return ("changed" if known else "new") if write_atomically(path, data) else "unchanged"
