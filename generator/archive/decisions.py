"""The maintainer's decisions put into effect: what the archive's files say becomes what is shown.

Files are read here, never written: take a decision out of decisions.yml and everything is as it was.
"""

from __future__ import annotations

import difflib
import re
from collections import ChainMap, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from functools import cached_property
from pathlib import Path
from typing import Protocol, cast

from generator.archive.addresses import free_address
from generator.archive.cutting import split_off, without
from generator.archive.homes import Homes, node_of
from generator.archive.redirecting import Redirect
from generator.files import is_there, read_text
from generator.model import yamltext
from generator.model.article import link_key
from generator.model.base import ADDRESS, last_day
from generator.model.decisions import Decisions, Rulings, Side, Suppress, is_address
from generator.model.edition import Edition
from generator.model.errors import Fault, InvalidContent
from generator.model.item import Item, Report
from generator.model.week import Week

FILE = "decisions.yml"
#: A link this like one that an item lists is probably meant to be that (difflib's ratio).
ALIKE = 0.9


@dataclass(frozen=True)
class Shown:
    """What is shown of an archive."""

    items: dict[str, Item]
    """Items that differ from their files, or are in no file."""
    editions: dict[Week, Edition]
    moved: dict[str, str | None]
    """Addresses that show no item of their own: the one that tells it now, or None where it was taken down."""
    removed: dict[str, str]
    """Dates of takedowns by address, where the decision gives one."""
    rulings: Rulings
    unwritten: frozenset[str]
    """Items that took over reports; they must be written before the items the reports came from."""
    doubled: dict[str, str]
    """Items whose file lists what another shows, though no decision says so, and that other: copies of files."""


@dataclass(frozen=True)
class Written:
    """Decisions, and the file and the text in which they stand."""

    decisions: Decisions = field(default_factory=Decisions)
    file: str = ""
    text: str = ""

    def fault(self, key: str, problem: str, remedy: str) -> Fault:
        """What is wrong, or odd, with the value of a key, by its line."""
        return Fault(self.file, yamltext.line_of(self.text, key), key, problem, remedy)


def _read(root: Path) -> Written:
    """The decisions of an archive; none where there is no file."""
    path = root / FILE
    text = read_text(path) if is_there(path) else ""
    data = yamltext.load(text, str(path))
    return Written(yamltext.validate(Decisions, {} if data is None else data, text, str(path)), str(path), text)


class Names(Protocol):
    """Who names whom, without going through all items."""

    def listing(self, links: Iterable[str]) -> Iterable[str]:
        """Addresses of the items that list one of the links (as `link_key` gives them), or one that another lists."""

    def mentioning(self, addresses: Iterable[str]) -> Iterable[str]:
        """Addresses of the items that refer to one of these."""


def decide(items: Mapping[str, Item], editions: Mapping[Week, Edition], decisions: Decisions, names: Names) -> Shown:
    """What is shown of items and editions, given as their files say."""
    return _Deciding(items, decisions, names).shown(editions)


def checked(root: Path, items: Mapping[str, Item], names: Names) -> Written:
    """The decisions of an archive.

    Raises InvalidContent where they do not fit it: items that are not there, and what cannot hold together.
    """
    written = _read(root)
    decisions = written.decisions
    found = [(key, *problem) for key, reference in decisions.references() if (problem := _problem(reference, items))]
    found += [(*one, "take one of the two decisions back") for one in _homes(items, decisions, names).contradictions]
    if found:
        raise InvalidContent(written.fault(*one) for one in found)
    return written


def _problem(reference: str, items: Collection[str]) -> tuple[str, str] | None:
    """What is wrong with a reference, and the remedy."""
    if is_address(reference):
        return None if reference in items else _unknown(reference, items)
    page = re.search(f"/({ADDRESS})/?$", reference)
    return ("is a page of this site, not an article", f"write {page[1]}") if page and page[1] in items else None


def _unknown(address: str, items: Collection[str]) -> tuple[str, str]:
    near = difflib.get_close_matches(address, items, n=1)
    remedy = f"did you mean {near[0]}?" if near else "name an item of the archive, or its articles by their links"
    return f"{address} is not in the archive", remedy


def doubts(written: Written, items: Mapping[str, Item]) -> Iterator[Fault]:
    """Decisions that change nothing, and links that no item lists, by line."""
    for told in (*_idle(items, written.decisions), *_unlisted(items, written.decisions)):
        yield written.fault(*told)


def _idle(items: Mapping[str, Item], decisions: Decisions) -> Iterator[tuple[str, str, str]]:
    """Merges of one event with itself, and splits that leave nothing in an item."""
    for number, merge in enumerate(decisions.merge):
        if len({*map(node_of, merge.events)}) == 1:
            yield f"merge.{number}.events", "name one event only", "name the other one, too"
    merged = {event for merge in decisions.merge for event in merge.events}
    left = {split.item: {report.key for report in items[split.item].articles} for split in decisions.split}
    for number, split in enumerate(decisions.split):
        before = left[split.item]
        left[split.item] = before.difference(map(link_key, split.articles))
        if split.item not in merged and before and not left[split.item]:
            remedy = "name only those that tell another event, or take the decision back"
            yield f"split.{number}", f"takes the last report out of {split.item}", remedy


def _unlisted(items: Mapping[str, Item], decisions: Decisions) -> Iterator[tuple[str, str, str]]:
    """Links that no item lists: to be split off, or nearly like one of an item. Else an article may be named before it
    is read."""
    links = {key: reference for key, reference in decisions.references() if not is_address(reference)}
    if not links:
        return
    split = {
        f"split.{n}.articles.{m}": it.item for n, it in enumerate(decisions.split) for m in range(len(it.articles))
    }
    listed = {report.key for item in items.values() for report in item.articles}
    for key, link in links.items():
        host, wanted = link_key(link).partition("/")[0], link_key(link)
        near = difflib.get_close_matches(wanted, [one for one in listed if one.startswith(host)], n=1, cutoff=ALIKE)
        remedy = f"did you mean {near[0]}?" if near else ""
        if not near and key in split:
            remedy = f"take the link from `articles` of {split[key]}; until an item lists it nothing is split off"
        if wanted not in listed and remedy:
            yield key, "is listed by no item", remedy


def _homes(items: Mapping[str, Item], decisions: Decisions, names: Names) -> Homes:
    links = [link_key(reference) for _, reference in decisions.references() if not is_address(reference)]
    return Homes(items, decisions, sorted(names.listing(links)))


class _Deciding:
    """One archive's items as files say, and what becomes of them."""

    def __init__(self, items: Mapping[str, Item], decisions: Decisions, names: Names) -> None:
        self._items, self._decisions, self._names = items, decisions, names
        self._homes = _homes(items, decisions, names)
        self._listings = self._homes.listings
        self._set_up: dict[str, str] = {}
        """Articles by the address of the item that is made for them."""
        self._taken_down: dict[str, Suppress] = {
            member: suppress
            for suppress in decisions.suppress if suppress.item
            for member in self._homes.told_with(suppress.item)
        }  # fmt: skip
        alone = {link_key(suppress.article): suppress for suppress in decisions.suppress if suppress.article}
        self._suppressed = {**dict(self._taken_with_items()), **alone}

    def shown(self, editions: Mapping[Week, Edition]) -> Shown:
        new = dict(self._new_items())
        found, moved = dict(new), dict[str, str | None]()
        for address in sorted(self._touched):
            if item := self._item(address):
                found[address] = item
            else:
                moved[address] = self._led_to(address)
        moved = {address: _followed(address, moved) for address in moved}
        shown = ChainMap(found, cast("dict[str, Item]", self._items))
        redirect = Redirect(self._items, shown, moved, self._touched, self._home)
        affected = {*found, *self._names.mentioning(self._touched)} - moved.keys()
        led = {address: redirect.item(address, shown[address]) for address in sorted(affected)}
        return Shown(
            items={address: item for address, item in led.items() if item != self._items.get(address)},
            editions={week: redirect.edition(edition) for week, edition in editions.items()},
            moved=moved,
            removed=dict(self._removed(moved)),
            rulings=self._rulings(),
            unwritten=frozenset([*new, *self._receiving]),
            doubled=dict(self._doubled()),
        )

    def _doubled(self) -> Iterator[tuple[str, str]]:
        """Items that list what another shows, and that other; not by a report that joined later: it may have come
        by a merge that was taken back."""
        named = {node_of(reference) for _, reference in self._decisions.references()}
        for article, listed in sorted(self._listings.items()):
            home = self._home(article)
            for address, report in listed.items():
                is_decided = article in named or address in named or report.joined is not None
                if home and not is_decided and self._homes.survivor(address) != home:
                    yield address, home

    def _home(self, article: str) -> str | None:
        """The address of the item that shows an article; None where none does."""
        if article in self._suppressed:
            return None
        return self._set_up.get(article) or self._homes.home(article)

    @cached_property
    def _touched(self) -> frozenset[str]:
        """Items that lose a report, gain one, or are not shown."""
        members = [name for event in self._homes.one_event for name in self._homes.told_with(event[0])]
        return frozenset([*self._taken_down, *members, *filter(self._gone, self._listed_at), *self._receiving])

    @cached_property
    def _listed_at(self) -> Mapping[str, list[str]]:
        """Of the articles that matter, those that each item's file lists."""
        found: dict[str, list[str]] = defaultdict(list)
        for article, listed in self._listings.items():
            for address in listed:
                found[address].append(article)
        return found

    @cached_property
    def _receiving(self) -> Mapping[str, list[str]]:
        """Articles of other files by the item that shows them."""
        found: dict[str, list[str]] = defaultdict(list)
        for article, listed in sorted(self._listings.items()):
            home = self._home(article)
            if home and home in self._items and home not in listed:
                found[home].append(article)
        return found

    def _gone(self, address: str) -> set[str]:
        """The articles of an item's file that it does not show."""
        survivor = self._homes.survivor(address)
        return {article for article in self._listed_at.get(address, ()) if self._home(article) != survivor}

    def _taken_with_items(self) -> Iterator[tuple[str, Suppress]]:
        """The articles of items that were taken down, those that decisions brought to one included."""
        for address, suppress in self._taken_down.items():
            for report in self._items[address].articles:
                if self._homes.home(report.key) in (None, self._homes.survivor(address)):
                    yield report.key, suppress
        for article in self._listings:
            if brought := self._taken_down.get(self._homes.home(article) or ""):
                yield article, brought

    def _item(self, address: str) -> Item | None:
        """The item as it is shown, before its mentions of others are led to where those are shown."""
        if address in self._taken_down or self._homes.survivor(address) != address:
            return None
        item, gone = self._items[address], self._gone(address)
        arriving = tuple(self._arriving(address))
        if not arriving and gone.issuperset(report.key for report in item.articles):
            return None
        return without(item.model_copy(update={"articles": item.articles + arriving}), gone)

    def _arriving(self, address: str) -> Iterator[Report]:
        """Reports of other files that an item shows."""
        seen = {report.key for report in self._items[address].articles}
        for member in self._homes.told_with(address)[1:]:
            gone = self._gone(member)
            for report in self._items[member].articles:
                if report.key not in {*seen, *gone}:
                    seen.add(report.key)
                    yield self._arrived(report, member, member)
        for article in self._receiving.get(address, ()):
            if article not in seen:
                source, report = min(self._listings[article].items())
                yield self._arrived(report, article, source)

    def _arrived(self, report: Report, named: str, source: str) -> Report:
        """The report marked as having joined later.

        It joined on the day of the decision; where none is given, when its former item was last changed.
        """
        merge = self._homes.reason(named)
        day = datetime.combine(last_day(merge.date), time.min, UTC) if merge and merge.date else None
        joined = report.joined or day or self._items[source].updated
        return report.model_copy(update={"joined": joined, "why": merge.told if merge else report.why, "adds": None})

    def _new_items(self) -> Iterator[tuple[str, Item]]:
        """An item for what leaves one and has no other."""
        taken = set(self._items)
        for leaving in self._homes.leaving:
            homeless = {
                article for article in leaving.articles
                if article not in self._suppressed and self._home(article) is None
            }  # fmt: skip
            for member in self._homes.told_with(leaving.address):
                if articles := homeless & {*self._listed_at.get(member, ())}:
                    item = split_off(self._items[member], articles)
                    address = free_address(item.week, item.title, taken)
                    taken.add(address)
                    self._set_up.update(dict.fromkeys(articles, address))
                    homeless -= articles
                    yield address, item

    def _led_to(self, address: str) -> str | None:
        """Where a reader of an item that is not shown is led: to what shows it, or else its first report."""
        if address in self._taken_down:
            return None
        survivor = self._homes.survivor(address)
        if survivor != address:
            return survivor
        homes = (self._home(report.key) for report in self._items[address].articles)
        return next(filter(None, homes), None)

    def _removed(self, moved: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
        for address, target in moved.items():
            keys = [report.key for report in self._items[address].articles]
            causes = [self._taken_down.get(address), *(self._suppressed.get(key) for key in keys)]
            dates = [suppress.date for suppress in causes if suppress and suppress.date]
            if target is None and dates:
                yield address, dates[0]

    def _rulings(self) -> Rulings:
        together, why = {}, {}
        for event in self._homes.one_event:
            articles = [name for name in event if not is_address(name)]
            homes = filter(None, map(self._home, articles))
            target = next(iter([*self._homes.told_with(event[0]), *homes, *articles]))
            if merge := self._homes.reason(event[0]):
                together.update(dict.fromkeys(articles, target))
                why.update(dict.fromkeys(articles, merge.told))
        return Rulings(
            together=together,
            why=why,
            apart=self._apart(),
            suppressed=frozenset(self._suppressed),
            taken_down={address: self._items[address] for address in self._taken_down},
        )

    def _apart(self) -> dict[str, frozenset[Side]]:
        """Articles and items by the side of each separation they are on; an item is on the sides of its articles."""
        separations: list[list[tuple[str, ...]]]
        separations = [[(node_of(event),) for event in decision.events] for decision in self._decisions.never_merge]
        separations += [[(split.item,), tuple(map(link_key, split.articles))] for split in self._decisions.split]
        found: dict[str, set[Side]] = defaultdict(set)
        for number, sides in enumerate(separations):
            for side, names in enumerate(sides):
                for name in names:
                    home = self._homes.survivor(name) if is_address(name) else self._home(name)
                    for one in filter(None, (name, home)):
                        found[one].add((number, side))
        return {name: frozenset(sides) for name, sides in found.items()}


def _followed(address: str, moved: Mapping[str, str | None]) -> str | None:
    """Where an address leads in the end; None where that was taken down, or where it leads back to itself."""
    target: str | None = address
    for _ in moved:
        target = moved.get(target, target) if target else None
    return target if target not in moved else None
