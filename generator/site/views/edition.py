"""The page of an edition: one week, ranked and grouped. The front page shows the newest one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from generator.archive.store import StoredEdition, StoredItem
from generator.model.edition import Edition, IntroLine, Numbers, Receipt, SourceHealth
from generator.model.week import Week
from generator.site.cards import Card
from generator.site.library import Library
from generator.site.structured import breadcrumbs, item_list
from generator.site.views.corrections import Told, corrections_in
from generator.site.views.coverage import coverage_address
from generator.site.views.shared import (
    Entry,
    Link,
    Meta,
    Page,
    Site,
    Text,
    description_of,
    entry_of,
    full_week_link,
    item_address,
    language_of,
    source_link,
    topic_link,
    week_address,
    week_link,
)
from generator.site.views.since import Continued, Grown, continued_in, grown_in

#: Bars of the chart of topics.
CHART_ROWS = 8
#: Width of a full bar, in units of the drawing, and the fewest events that fill it: one is not much.
CHART_WIDTH = 100
FULL_BAR = 4
#: A week of so much of a usual one is a quiet one: half, as one would say it.
QUIET = 0.5


@dataclass(frozen=True)
class Line:
    """One line of the week, with the item that carries it."""

    text: Text
    address: str
    """Of the item's page."""


@dataclass(frozen=True)
class Group:
    topic: Link
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Bar:
    topic: Link
    count: int
    width: int


@dataclass(frozen=True)
class EditionView:
    """Everything an edition's page shows, in the order of the page."""

    title: str
    week: Week
    first_day: date
    last_day: date
    previous: Link | None
    next: Link | None
    intro: tuple[Line, ...]
    numbers: Numbers
    is_quiet: bool
    """Whether it held at most half of a usual week's events."""
    top: tuple[Entry, ...]
    groups: tuple[Group, ...]
    brief: tuple[Entry, ...]
    continues: tuple[Continued, ...]
    grown: tuple[Grown, ...]
    corrections: tuple[Told, ...]
    chart: tuple[Bar, ...]
    read: int
    failed: tuple[Link, ...]
    coverage: str
    """Address of the page that says what became of every article; empty where nobody recorded it."""
    receipt: Receipt | None
    by_models: int
    """Events whose words are a model's."""
    is_head_by_model: bool
    note: str


def edition_page(site: Site, library: Library, week: Week) -> Page:
    """The page of a week; a week without an edition file lists its items by importance."""
    stored = library.archive.editions.get(week) or StoredEdition(_unedited(site, library, week))
    view = _view(site, library, stored)
    address = week_address(week)
    here = full_week_link(site, week)
    meta = Meta(
        title=f"{stored.edition.title} · {here.label}",
        address=address,
        description=description_of(" ".join(line.text for line in stored.edition.intro) or stored.edition.title),
        section="edition",
        previous=view.previous.address if view.previous else None,
        next=view.next.address if view.next else None,
        data=(item_list(site, stored.edition.title, view.top, stored.edition.date), breadcrumbs(site, here)),
        listed=not site.sample,
    )
    card = Card(site.name, stored.edition.title, full_week_link(site, week).label, site.description)
    return Page(address, "recap/edition.html", meta, view, stored.edition.updated, card)


def front_page(site: Site, library: Library) -> Page:
    """The newest edition, at the top of the site; it says that its true address is the edition's own."""
    page = edition_page(site, library, library.weeks[-1])
    return replace(page, address="", meta=replace(page.meta, section="front"))


def _view(site: Site, library: Library, stored: StoredEdition) -> EditionView:
    edition, week = stored.edition, stored.week
    told = frozenset(line.text for line in edition.intro)
    listed = set(edition.addresses())
    forgotten = [item.address for item in library.by_week.get(week, ()) if item.address not in listed]
    place = library.weeks.index(week)
    return EditionView(
        title=edition.title,
        week=week,
        first_day=week.start.date(),
        last_day=week.last_day,
        previous=_week_link(site, library, place - 1),
        next=_week_link(site, library, place + 1),
        intro=_lines(site, library, edition),
        numbers=edition.numbers,
        is_quiet=edition.numbers.usual is not None and QUIET * edition.numbers.usual >= edition.numbers.events,
        top=_entries(site, library, edition.top, told),
        groups=_groups(site, library, edition),
        brief=_entries(site, library, [*edition.brief, *forgotten]),
        continues=continued_in(site, library, edition),
        grown=grown_in(site, library, edition),
        corrections=corrections_in(site, library, edition),
        chart=_chart(site, library, week),
        read=edition.health.read,
        failed=tuple(source_link(library, name) for name in edition.health.failed),
        coverage=coverage_address(week) if week in library.recorded else "",
        receipt=edition.receipt,
        by_models=sum(made.is_by_model for item in library.by_week.get(week, ()) if (made := item.item.made)),
        is_head_by_model=edition.made is not None and edition.made.is_by_model,
        note=stored.body.strip(),
    )


def _unedited(site: Site, library: Library, week: Week) -> Edition:
    """What a week is before its edition is made, or after it was deleted."""
    items = library.by_week.get(week, ())
    reports = [report for stored in items for report in stored.item.articles]
    return Edition(
        title=site.words("week_of_year", number=week.number, year=week.year),
        edition=str(week),
        date=min((stored.item.date for stored in items), default=week.start),
        updated=max((stored.item.updated for stored in items), default=week.start),
        top=tuple(stored.address for stored in items),
        numbers=Numbers(events=len(items), reports=len(reports), sources=len({report.source for report in reports})),
        health=SourceHealth(),
    )


def _entries(site: Site, library: Library, addresses: Iterable[str], told: Iterable[str] = ()) -> tuple[Entry, ...]:
    """Items by address; one that was taken out of the archive is passed over."""
    items = library.archive.items
    return tuple(entry_of(site, library, items[address], told) for address in addresses if address in items)


def _groups(site: Site, library: Library, edition: Edition) -> tuple[Group, ...]:
    groups = (
        Group(topic_link(site, library, group.topic), _entries(site, library, group.items)) for group in edition.groups
    )
    return tuple(group for group in groups if group.entries)


def _lines(site: Site, library: Library, edition: Edition) -> tuple[Line, ...]:
    """The lines of the week; one whose item is gone has nothing that carries it."""
    found = ((line, library.archive.items.get(line.item)) for line in edition.intro)
    return tuple(_line(site, line, stored) for line, stored in found if stored)


def _line(site: Site, line: IntroLine, stored: StoredItem) -> Line:
    """A line of the week, in the language of the claim it repeats."""
    claim = next((claim for _, claim in stored.item.claims() if claim.text == line.text), None)
    language = language_of(site, stored.item, claim) if claim else site.foreign(stored.item.language)
    return Line(Text(line.text, language), item_address(stored.address))


def _chart(site: Site, library: Library, week: Week) -> tuple[Bar, ...]:
    """Events by their first topic, the most frequent first."""
    counts = Counter(stored.item.topics[0] for stored in library.by_week.get(week, ()) if stored.item.topics)
    most = max([FULL_BAR, *counts.values()])
    ranked = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))[:CHART_ROWS]
    return tuple(
        Bar(topic_link(site, library, topic), count, round(CHART_WIDTH * count / most)) for topic, count in ranked
    )


def _week_link(site: Site, library: Library, place: int) -> Link | None:
    return week_link(site, library.weeks[place]) if 0 <= place < len(library.weeks) else None
