"""Items and editions as the archive hands them out: an item's words are fetched when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from pathlib import Path

from generator.archive import frontmatter
from generator.archive.brief import Brief, brief_of, tokens_of
from generator.archive.index import Index, Kept, words_digest
from generator.files import read_text
from generator.model.edition import Edition
from generator.model.facts import Facts, facts_of
from generator.model.item import Item
from generator.model.week import Week

#: Items whose words are kept in memory, about 40 kB each: outputs of one time ask for the same.
KEPT = 64
#: Items whose briefs are, about 2 kB each.
KEPT_BRIEFS = 1024


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

    _words: Words

    def __init__(self, kept: Kept, words: Words) -> None:
        self.__dict__.update(address=kept.address, digest=kept.digest, facts=kept.facts, _words=words)

    @property
    def kept(self) -> Kept:
        """As it came from the index."""
        return Kept(self.address, self.digest, self.facts)

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


class Words:
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
        return frontmatter.parse(Item, read_text(path), str(path))

    def _fetched_brief(self, kept: KeptItem) -> Brief:
        return self._index.brief(kept.address, kept.digest) or brief_of(kept.item)

    def tokens_of(self, kept: KeptItem) -> Sequence[str]:
        found = self._index.tokens(kept.address, kept.digest)
        return tokens_of(kept.item) if found is None else found


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
