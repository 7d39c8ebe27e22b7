"""The archive: items and editions by address, read once, written atomically and only where they changed."""

from __future__ import annotations

import hashlib
import os
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from generator.archive import frontmatter
from generator.archive.brief import Brief, brief_of, tokens_of
from generator.archive.decisions import FILE as DECISIONS
from generator.archive.decisions import Shown, Written, checked, decide, doubts
from generator.archive.index import BATCH, Index, Kept, Known, Said, index_row_of, words_digest
from generator.databases import Damaged
from generator.executor.forks import in_forks
from generator.files import cached, is_there, leads_out, read_text, text_of, write_atomically
from generator.model.base import ADDRESS, LONGEST_ADDRESS
from generator.model.decisions import Rulings
from generator.model.edition import Edition
from generator.model.errors import ArchiveError, Fault, InvalidContent
from generator.model.facts import Facts, facts_of
from generator.model.item import Item
from generator.model.week import Week

#: Items whose words are kept in memory, about 40 kB each: outputs of one time ask for the same.
KEPT = 64
#: Items whose briefs are, about 2 kB each.
KEPT_BRIEFS = 1024
Change = Literal["new", "changed", "unchanged", "left"]
"""What became of a file. left: somebody else changed it since it was read, and it stays as it is."""
LEFT = "was changed while this went on, and stays as it is; run it again"
_EDITION = "index"
"""The name of an edition's file in the folder of its week."""
_WEEKS = "[0-9][0-9][0-9][0-9]/W[0-9][0-9]"


@dataclass(frozen=True, eq=False)
class StoredItem:
    """An item with its address and the maintainer's Markdown."""

    address: str
    item: Item
    body: str = ""

    @cached_property
    def digest(self) -> str:
        """A digest of everything it says."""
        return words_digest(self.item.model_dump_json(), self.body)

    @cached_property
    def facts(self) -> Facts:
        """What lists and indexes need to know of it."""
        return facts_of(self.item)

    @cached_property
    def brief(self) -> Brief:
        """What lists show of it."""
        return brief_of(self.item)

    @property
    def tokens(self) -> Sequence[str]:
        """What a search finds it by, besides title and names: each once, in order."""
        return tokens_of(self.item)

    @property
    def date(self) -> datetime:
        return datetime.fromisoformat(self.facts.date)

    @property
    def updated(self) -> datetime:
        return datetime.fromisoformat(self.facts.updated)

    @property
    def week(self) -> Week:
        return Week.parse(self.facts.edition)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, StoredItem) and (self.address, self.digest) == (other.address, other.digest)

    def __hash__(self) -> int:
        return hash((self.address, self.digest))


class KeptItem(StoredItem):
    """An item of a file, whose words are fetched when they are asked for, and let go again."""

    _words: _Words

    def __init__(self, kept: Kept, words: _Words) -> None:
        self.__dict__.update(address=kept.address, digest=kept.digest, facts=kept.facts, _words=words)

    @property
    def brief(self) -> Brief:
        return self._words.brief_of(self)

    @property
    def tokens(self) -> Sequence[str]:
        return self._words.tokens_of(self)

    @property
    def item(self) -> Item:
        return self._words.of(self)[0]

    @property
    def body(self) -> str:
        return self._words.of(self)[1]

    def __reduce__(self) -> tuple[type[StoredItem], tuple[str, Item, str]]:
        """Whoever it is sent to has no index."""
        return StoredItem, (self.address, self.item, self.body)


@dataclass(frozen=True)
class StoredEdition:
    """An edition with the maintainer's Markdown."""

    edition: Edition
    body: str = ""

    @cached_property
    def digest(self) -> str:
        """A digest of everything it says."""
        return words_digest(self.edition.model_dump_json(), self.body)

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
    def open(cls, root: Path, cache: Path | None = None) -> Archive:
        """Read every item and edition below `root`; an empty or missing folder is an empty archive.

        cache: folder for the index, or None to read every file.
        Raises InvalidContent with the faults of all files.
        """
        database = cached(cache, "archive", root).with_suffix(".sqlite") if cache else None
        index = Index(database)
        try:
            try:
                return cls._read(root, index)
            except Damaged:
                index.forget()
                return cls._read(root, index)
        except BaseException:
            index.close()
            raise

    @classmethod
    def _read(cls, root: Path, index: Index) -> Archive:
        reader = _Reader(root, index)
        read, editions = reader.read()
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
        unread = (
            Fault(str(path), 0, "", f"is not read: it is no {'folder' if path.is_dir() else 'file'} of a week", remedy)
            for path in dict.fromkeys(_unread(self.root))
        )
        return [*doubts(self.decided, Items(self.files)), *unread]

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


def edition_address(week: Week) -> str:
    """Where an edition lies below the archive, as items have their addresses."""
    return f"{week.folder}/{_EDITION}"


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


class Items(Mapping[str, Item]):
    """The items alone, by address: a view, which fetches what it is asked for."""

    def __init__(self, stored: Mapping[str, StoredItem]) -> None:
        self._stored = stored

    def __getitem__(self, address: str) -> Item:
        return self._stored[address].item

    def __contains__(self, address: object) -> bool:
        return address in self._stored

    def __iter__(self) -> Iterator[str]:
        return iter(self._stored)

    def __len__(self) -> int:
        return len(self._stored)


def _write(path: Path, address: str, text: str, known: str | None) -> Change:
    """Write a file unless somebody changed it since it was read. known: digest of what it said, None without a file."""
    data = text.encode()
    if path.is_file() and path.read_bytes() != data:
        said = _parsed(_Changed(address, str(path), 0, 0, b"")).said
        if said is None or said.digest != known:
            return "left"
    return ("changed" if known else "new") if write_atomically(path, data) else "unchanged"


class _Words:
    """The words of items, fetched from the index; those asked for last are kept. Threads may share it."""

    def __init__(self, root: Path, index: Index) -> None:
        self._root, self._index = root, index
        self.of = lru_cache(KEPT)(self._fetched)
        """Item and body as they were when the archive was opened."""
        self.brief_of = lru_cache(KEPT_BRIEFS)(self._fetched_brief)

    def _fetched(self, kept: KeptItem) -> tuple[Item, str]:
        if words := self._index.words(kept.address, kept.digest):
            return Item.model_validate_json(words[0]), words[1]
        path = self._root / f"{kept.address}.md"  # another run put something else into the index, or it is damaged
        return frontmatter.parse(Item, read_text(path, str(path)), str(path))

    def _fetched_brief(self, kept: KeptItem) -> Brief:
        return self._index.brief(kept.address, kept.digest) or brief_of(kept.item)

    def tokens_of(self, kept: KeptItem) -> Sequence[str]:
        found = self._index.tokens(kept.address, kept.digest)
        return tokens_of(kept.item) if found is None else found


class _Changed(NamedTuple):
    """A file with another size or time than before. content: the digest of its former bytes."""

    address: str
    path: str
    size: int
    mtime_ns: int
    content: bytes


class _Parsed(NamedTuple):
    """What reading a changed file gave: what it says, where that is new, or its faults."""

    content: bytes
    said: Said | None = None
    faults: tuple[Fault, ...] = ()


def _parsed(file: _Changed) -> _Parsed:
    data = Path(file.path).read_bytes()
    content = hashlib.blake2b(data, digest_size=16).digest()
    if content == file.content:
        return _Parsed(content)
    kind: type[Item] | type[Edition] = Edition if file.address.endswith(f"/{_EDITION}") else Item
    try:
        value, body = frontmatter.parse(kind, text_of(data, file.path), file.path)
    except InvalidContent as error:
        return _Parsed(content, faults=tuple(error.faults))
    if isinstance(value, Edition) and value.week.folder != file.address.removesuffix(f"/{_EDITION}"):
        remedy = f"it belongs in {value.week.folder}/index.md"
        return _Parsed(content, faults=(Fault(file.path, 0, "edition", f"says {value.edition}", remedy),))
    return _Parsed(content, index_row_of(value, body))


class _Reader:
    """One reading of the archive's files, through the index."""

    def __init__(self, root: Path, index: Index) -> None:
        self.root = root
        self.index = index
        self.faults: list[Fault] = []

    def read(self) -> tuple[dict[str, StoredItem], dict[Week, StoredEdition]]:
        """Items by address and editions by week, both sorted; what is wrong is in `faults` then."""
        found = self._bring_up_to_date()
        words = _Words(self.root, self.index)
        items: dict[str, StoredItem] = {kept.address: KeptItem(kept, words) for kept in self.index.items()}
        weeks = [address for address in found if address.endswith(f"/{_EDITION}")]
        if items.keys() != set(found).difference(weeks):
            raise Damaged  # another run made the index anew meanwhile
        editions = map(self._edition, weeks)
        return items, {stored.week: stored for stored in editions}

    def _bring_up_to_date(self) -> list[str]:
        """Put what changed into the index; returns the addresses of all files that could be read."""
        known, found = self.index.known(), list[str]()
        changed = list[_Changed]()
        for address, entry, is_link in _markdown_files(self.root):
            status, was = entry.stat(), known.get(address)
            is_as_it_was = was is not None and was[:2] == (status.st_size, status.st_mtime_ns)
            if (is_link or not is_as_it_was) and self._is_misplaced(address, entry, is_link):
                continue
            if is_as_it_was:
                found.append(address)
            else:
                former = was.content if was else b""
                changed.append(_Changed(address, entry.path, status.st_size, status.st_mtime_ns, former))
        for number, (file, parsed) in enumerate(zip(changed, in_forks(_parsed, changed), strict=True), 1):
            if parsed.faults:
                self.faults += parsed.faults
                continue
            found.append(file.address)
            if parsed.said:
                self.index.put(file.address, Known(file.size, file.mtime_ns, parsed.content), parsed.said)
            else:
                self.index.touch(file.address, file.mtime_ns)
            if number % BATCH == 0:
                self.index.commit()
        self.index.drop(known.keys() - set(found))
        return found

    def decisions(self, items: Mapping[str, Item]) -> Written:
        """What a maintainer decided about the items that were read."""
        try:
            return checked(self.root, items, self.index)
        except InvalidContent as error:
            self.faults.extend(error.faults)
            return Written()

    def _is_misplaced(self, address: str, entry: os.DirEntry[str], is_link: bool) -> bool:
        is_item = not address.endswith(f"/{_EDITION}")
        if is_item and (not re.fullmatch(ADDRESS, address) or len(address) > LONGEST_ADDRESS):
            remedy = "name it <year>/W<week>/<slug>.md with a-z, 0-9 and dashes, at most 111"
            self.faults.append(Fault(entry.path, 0, "", "is no address of an item", remedy))
            return True
        if is_link and leads_out(Path(entry.path), self.root):
            remedy = "put a copy in its place"
            self.faults.append(Fault(entry.path, 0, "", "is a link that leads out of the archive", remedy))
            return True
        return False

    def _edition(self, address: str) -> StoredEdition:
        words = self.index.words(address, self.index.digest(address))
        if words is None:
            raise Damaged
        return StoredEdition(Edition.model_validate_json(words[0]), words[1])


def _unread(root: Path) -> Iterator[Path]:
    """Files with front matter below folders like those of years that are no file of a week, and folders of such files:
    most are misnamed."""
    weeks = set(root.glob(_WEEKS))
    for path in sorted(root.glob("[0-9]*/**/*")):
        if path.suffix.lower() not in (".md", ".markdown") or not path.is_file():
            continue
        is_of_a_week = path.suffix == ".md" and path.parent in weeks
        if not is_of_a_week and path.read_bytes().removeprefix(BOM_UTF8).startswith(frontmatter.FENCE.encode()):
            yield path if path.parent in weeks or path.parent.parent == root else path.parent


def _markdown_files(root: Path) -> Iterator[tuple[str, os.DirEntry[str], bool]]:
    """Files of years and weeks only, by address, and whether a link leads there: pages/, samples/ and what a maintainer
    keeps beside them are not the archive."""
    for week in sorted(root.glob(_WEEKS)):
        folder, is_link = f"{week.parent.name}/{week.name}", week.is_symlink() or week.parent.is_symlink()
        with os.scandir(week) as entries:
            named = [
                entry for entry in entries
                if entry.name.endswith(".md") and (entry.is_file() or is_there(Path(entry.path)))
            ]  # fmt: skip
        for entry in sorted(named, key=lambda entry: entry.name):
            yield f"{folder}/{entry.name[:-3]}", entry, is_link or entry.is_symlink()
