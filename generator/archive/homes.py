"""Where every item and article belongs after the maintainer's decisions: one article, one item.

Only what decisions name is looked at, and articles that two items list; everything else stays where it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from generator.model.article import link_key
from generator.model.decisions import Decisions, Merge, is_address
from generator.model.item import Item, Report


def node_of(reference: str) -> str:
    """What a reference stands for: the address of an item, or the key of an article."""
    return reference if is_address(reference) else link_key(reference)


class Leaving(NamedTuple):
    """Articles that a decision takes out of an item; what no other item lists becomes an item of its own."""

    address: str
    articles: tuple[str, ...]


class Components:
    """Sets of names that belong together."""

    def __init__(self) -> None:
        self._sets: dict[str, list[str]] = {}

    def join(self, names: Iterable[str]) -> None:
        """Put names into one set, with all that was in a set with one of them."""
        joined = sorted({member for name in names for member in self.of(name)})
        for name in joined:
            self._sets[name] = joined

    def of(self, name: str) -> Sequence[str]:
        """The set of a name, sorted; an unknown name is alone."""
        return self._sets.get(name, [name])

    def __contains__(self, name: str) -> bool:
        return name in self._sets

    def __iter__(self) -> Iterator[Sequence[str]]:
        return (names for name, names in sorted(self._sets.items()) if name == names[0])


class Homes:
    """Which item shows an article, which items are one, and which articles leave theirs.

    items: as their files say, by address. listing: those that list a link which decisions name, or another item lists.
    """

    def __init__(self, items: Mapping[str, Item], decisions: Decisions, listing: Iterable[str]) -> None:
        self._items, self._decisions = items, decisions
        self.contradictions: list[tuple[str, str]] = []
        """Decisions that cannot both hold: where the later one stands in the file, and what is wrong."""
        named = {link_key(reference) for _, reference in decisions.references() if not is_address(reference)}
        listings = _listings({address: items[address] for address in listing})
        self.listings = {link: listed for link, listed in listings.items() if link in named or len(listed) > 1}
        self.leaving = [Leaving(split.item, tuple(map(link_key, split.articles))) for split in decisions.split]
        self.one_event = Components()
        self._merge()
        for number, split in enumerate(decisions.split):
            bound = {*self.one_event.of(split.item)}.intersection(map(link_key, split.articles))
            self.contradictions += [(f"split.{number}", f"{split.item} and {one} are merged") for one in bound]
        for number, decision in enumerate(decisions.never_merge):
            self._part(f"never_merge.{number}.events", [*map(node_of, decision.events)])

    def survivor(self, address: str) -> str:
        """The item that shows what an item's file says: the one of its event that was published first."""
        return next(iter(self.told_with(address)), address)

    def told_with(self, name: str) -> list[str]:
        """The items that tell one event with an item or article, itself included; the first published first."""
        return sorted((member for member in self.one_event.of(name) if member in self._items), key=self._published)

    def home(self, article: str) -> str | None:
        """The address of the item that shows an article; None where none does yet.

        Of two items listing it, the one that had it from the start; otherwise the later one.
        """
        listed = {address: report for address, report in self.listings.get(article, {}).items()
                  if not self._leaves(article, address)}  # fmt: skip
        if not listed:
            return next(iter(self.told_with(article)), None)
        first = [address for address, report in listed.items() if report.joined is None]
        chosen = min(first, key=self._published) if first else max(listed, key=self._published)
        return self.survivor(chosen)

    def reason(self, name: str) -> Merge | None:
        """The decision by which an article or item is one event with others."""
        event = set(self.one_event.of(name))
        return next((merge for merge in self._decisions.merge if event & {*map(node_of, merge.events)}), None)

    def _published(self, address: str) -> tuple[str, datetime, str]:
        item = self._items[address]
        return item.edition, item.date, address

    def _leaves(self, article: str, address: str) -> bool:
        return any(
            article in leaving.articles and self.survivor(address) == self.survivor(leaving.address)
            for leaving in self.leaving
        )

    def _merge(self) -> None:
        """Put together items and articles of the events that were merged; an article brings the item that lists it."""
        events = [[node_of(event) for event in merge.events] for merge in self._decisions.merge]
        for nodes in events:
            self.one_event.join(nodes)
        for nodes in events:
            homes = (self.home(node) for node in nodes if not is_address(node))
            self.one_event.join([*nodes, *filter(None, homes)])

    def _part(self, key: str, nodes: Sequence[str]) -> None:
        """Let all but one of what may not be in one item leave it: an item's own side stays, else the first listed."""
        if twice := [node for node in nodes if nodes.count(node) > 1]:
            self.contradictions.append((key, f"{twice[0]} stands there twice"))
        together: dict[str, list[str]] = defaultdict(list)
        for node in dict.fromkeys(nodes):
            place = self.survivor(node) if is_address(node) else self.home(node)
            together[place or self.one_event.of(node)[0]].append(node)
        for place, held in together.items():
            bound = [node for node in held if is_address(node) or node in self.one_event]
            if len(bound) > 1:
                self.contradictions.append((key, f"{bound[0]} and {bound[1]} are merged"))
                continue
            order = [report.key for address in self.told_with(place) for report in self._items[address].articles]
            staying = next(iter(bound or [article for article in order if article in held]), None)
            self.leaving += [Leaving(place, (node,)) for node in held if node != staying]


def _listings(items: Mapping[str, Item]) -> dict[str, dict[str, Report]]:
    """The items that list an article: by its key, then by their address."""
    found: dict[str, dict[str, Report]] = defaultdict(dict)
    for address, item in items.items():
        for report in item.articles:
            found[report.key].setdefault(address, report)
    return found
