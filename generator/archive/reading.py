"""Reading the archive's files through the index: only those that changed are parsed."""

from __future__ import annotations

import difflib
import hashlib
import os
import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from generator.archive import frontmatter
from generator.archive.addresses import edition_address, is_edition
from generator.archive.decisions import Written, checked
from generator.archive.index import BATCH, Index, Kept, Known, Said, index_row_of
from generator.archive.stored import KeptItem, StoredEdition, StoredItem, Words
from generator.databases import Damaged
from generator.executor.forks import in_forks
from generator.files import is_hidden, is_hidden_name, is_there, leads_out, text_of
from generator.model.base import ADDRESS, LONGEST_ADDRESS
from generator.model.edition import Edition
from generator.model.errors import Fault, InvalidContent, gathered
from generator.model.item import Item
from generator.model.week import Week
from generator.model.yamltext import line_of

_WEEKS = "[0-9][0-9][0-9][0-9]/W[0-9][0-9]"


#: What an archive has beside its weeks, or before it has one.
_KNOWN = frozenset(["sources.yml", "topics.yml", "entities.yml", "decisions.yml", "status.jsonl", "pages", "samples"])


def is_archive(folder: Path) -> bool:
    """Whether a folder holds an archive, or nothing yet."""
    names = {path.name for path in folder.iterdir() if not is_hidden_name(path.name)} if folder.is_dir() else {""}
    return not names or not names.isdisjoint(_KNOWN) or any(folder.glob(_WEEKS))


def refuse_no_archive(folder: Path, key: str) -> None:
    """Raises InvalidContent where a folder that was named is not there, or holds something else than an archive.

    key: by which it was named.
    """
    if is_archive(folder):
        return
    problem = "holds no archive" if folder.is_dir() else "is not there"
    others = [path.name for path in folder.parent.iterdir() if path.is_dir()] if folder.parent.is_dir() else []
    archives = [name for name in others if not is_hidden_name(name) and is_archive(folder.parent / name)]
    near = difflib.get_close_matches(folder.name, archives, n=1)
    remedy = f"did you mean {folder.parent / near[0]}?" if near else "name the folder of the archive"
    raise InvalidContent([Fault(str(folder), 0, key, problem, f"{remedy}; for a new one make an empty folder")])


class Reader:
    """One reading of the archive's files, through the index."""

    def __init__(self, root: Path, index: Index) -> None:
        self.root = root
        self.index = index
        self.faults: list[Fault] = []

    def read(self, former: Mapping[str, Kept]) -> tuple[dict[str, StoredItem], dict[Week, StoredEdition]]:
        """Items by address and editions by week, both sorted; what is wrong is in `faults` then.

        former: items as this process has them already.
        """
        found = self._bring_up_to_date()
        words = Words(self.root, self.index)
        items: dict[str, StoredItem] = {kept.address: KeptItem(kept, words) for kept in self.index.items(former)}
        weeks = [address for address in found if is_edition(address)]
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
        with gathered(self.faults):
            return checked(self.root, items, self.index)
        return Written()

    def _is_misplaced(self, address: str, entry: os.DirEntry[str], is_link: bool) -> bool:
        if not is_edition(address) and (not re.fullmatch(ADDRESS, address) or len(address) > LONGEST_ADDRESS):
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


def said_digest(path: Path, address: str) -> str | None:
    """A digest of what a file says; None where it says nothing that can be read."""
    said = _parsed(_Changed(address, str(path), 0, 0, b"")).said
    return said.digest if said else None


def unread(root: Path) -> Iterator[Path]:
    """Files with front matter below folders like those of years that are no file of a week, and folders of such files:
    most are misnamed."""
    weeks = set(root.glob(_WEEKS))
    for path in sorted(root.glob("[0-9]*/**/*")):
        if path.suffix.lower() not in (".md", ".markdown") or is_hidden(path, root) or not path.is_file():
            continue
        is_of_a_week = path.suffix == ".md" and path.parent in weeks
        if not is_of_a_week and path.read_bytes().removeprefix(BOM_UTF8).startswith(frontmatter.FENCE.encode()):
            yield path if path.parent in weeks or path.parent.parent == root else path.parent


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
    kind: type[Item] | type[Edition] = Edition if is_edition(file.address) else Item
    try:
        value, body = frontmatter.parse(kind, text_of(data, file.path), file.path)
    except InvalidContent as error:
        return _Parsed(content, faults=tuple(error.faults))
    if isinstance(value, Edition) and edition_address(value.week) != file.address:
        line = line_of(frontmatter.split(data.decode(), file.path)[0], "edition", first_line=2)
        remedy = f"it belongs in {value.week.folder}/index.md"
        return _Parsed(content, faults=(Fault(file.path, line, "edition", f"says {value.edition}", remedy),))
    return _Parsed(content, index_row_of(value, body))


def _markdown_files(root: Path) -> Iterator[tuple[str, os.DirEntry[str], bool]]:
    """Files of years and weeks only, by address, and whether a link leads there: pages/, samples/, what a maintainer
    keeps beside them and hidden files of editors and systems are not the archive."""
    for week in sorted(root.glob(_WEEKS)):
        folder, is_link = f"{week.parent.name}/{week.name}", week.is_symlink() or week.parent.is_symlink()
        with os.scandir(week) as entries:
            named = [
                entry for entry in entries
                if entry.name.endswith(".md") and not is_hidden_name(entry.name)
                and (entry.is_file() or is_there(Path(entry.path)))
            ]  # fmt: skip
        for entry in sorted(named, key=lambda entry: entry.name):
            yield f"{folder}/{entry.name[:-3]}", entry, is_link or entry.is_symlink()
