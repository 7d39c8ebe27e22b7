"""Continuing stories: items that are steps of one story, and the address of each story, which never changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.archive.stored import StoredItem


@dataclass(frozen=True)
class Storyline:
    """A continuing story."""

    slug: str
    former: tuple[str, ...]
    """Slugs under which it may have been known before its first item came to tell what others told."""
    steps: tuple[StoredItem, ...]
    """Its items, oldest first; at least one."""

    @property
    def digest(self) -> str:
        """Of all that its items say."""
        return " ".join([self.slug, *self.former, *(step.digest for step in self.steps)])

    @property
    def latest(self) -> StoredItem:
        return self.steps[-1]


def find_storylines(items: Sequence[StoredItem], moved: Mapping[str, str | None]) -> Mapping[str, Storyline]:
    """Storylines by slug, in the order of their first items.

    items: every item that is shown, oldest first; moved: as of the archive. A story is known by the address of its
    first item, which the later ones name; one that is named stays, also when only one step of it is left.
    """
    shown = {stored.address: stored for stored in items}
    firsts = {_first_of(stored.facts.storyline, shown) for stored in items if stored.facts.storyline}
    slugs = _Slugs({*shown, *moved, *firsts})
    steps: dict[str, list[StoredItem]] = defaultdict(list)
    for stored in items:
        first = _first_of(stored.facts.storyline or stored.address, shown)
        if first in firsts:
            steps[first].append(stored)
    former: dict[str, list[str]] = defaultdict(list)
    for address, survivor in sorted(moved.items()):
        if survivor in firsts:
            former[survivor].append(slugs.of(address))
    return {
        slugs.of(first): Storyline(slugs.of(first), tuple(former[first]), tuple(told))
        for first, told in sorted(steps.items())
    }


def _first_of(named: str, shown: Mapping[str, StoredItem]) -> str:
    """The address a story is known by: the one named, or where that item itself goes on with another, the first."""
    seen: set[str] = set()
    while named not in seen and (stored := shown.get(named)) and stored.facts.storyline:
        seen.add(named)
        named = stored.facts.storyline
    return named


class _Slugs:
    """Slugs of stories: the name of the first item; with its week where an item of an earlier week has that name too,
    whether or not a story begins there, so that a story found later changes no address."""

    def __init__(self, addresses: Iterable[str]) -> None:
        self._owners: dict[str, str] = {}
        for address in sorted(addresses):
            self._owners.setdefault(_name(address), address)

    def of(self, first: str) -> str:
        name = _name(first)
        return name if self._owners[name] == first else f"{name}-{first[:4]}-{first[5:8].lower()}"


def _name(address: str) -> str:
    return address.rpartition("/")[2]
