"""Pages that list items: of a topic, an audience, a source; and what the pages of names are made with.

Items are numbered from the oldest, 50 a page: page 1 never changes, and a new item touches the last page and the
landing page, which shows the newest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from generator.archive.stored import StoredItem
from generator.model.source import Source
from generator.model.vocabulary import in_language
from generator.site.addresses import list_address, numbered_address
from generator.site.length import description_of
from generator.site.library import Library
from generator.site.outputs import PlannedPages, planned
from generator.site.page import Link, Meta, Page, Site, Text
from generator.site.structured import breadcrumbs, item_list
from generator.site.views.entry import Group, entry_of
from generator.site.views.links import audience_link, full_week_link, source_link, topic_link

PER_PAGE = 50
#: Stands for the landing page among the numbers of pages.
LANDING = 0


@dataclass(frozen=True)
class Row:
    """A list and how much it holds."""

    link: Link
    count: int
    lead: str = ""
    latest: datetime | None = None


@dataclass(frozen=True)
class Bar:
    """A count as a drawing; width: of charts.FULL."""

    label: str
    count: int
    width: int


@dataclass(frozen=True)
class Shown:
    """What a list is about, before its items."""

    link: Link
    """Name and address of the landing page."""
    parent: Link
    lead: str = ""
    section: str = ""
    aliases: tuple[Text, ...] = ()
    """Other spellings of a name."""
    maker: Link | None = None
    """Who makes it; the address is empty where that one has no page."""
    made: tuple[Link, ...] = ()
    """Models and products of a company."""
    stories: tuple[Link, ...] = ()
    """Storylines of which several steps name it, latest first."""
    beside: tuple[Row, ...] = ()
    """Names that are named with it most often."""
    months: tuple[Bar, ...] = ()
    """How often it was in the news, month by month."""
    source: Source | None = None


@dataclass(frozen=True)
class ListingView:
    """A page of a list, newest first."""

    shown: Shown
    weeks: tuple[Group, ...]
    total: int | None = None
    """On the landing page: how many items there are."""
    number: int | None = None
    """On a numbered page: which, from the oldest."""
    pages: tuple[Link, ...] = ()
    """On the landing page: the numbered ones, newest first; none where one page holds all."""
    older: Link | None = None
    newer: Link | None = None


def topic_pages(library: Library) -> Iterator[PlannedPages]:
    for topic in dict.fromkeys([*library.topics, *library.by_topic]):
        yield from list_pages(topic_page, list_address("topics", topic), library.by_topic.get(topic, ()), topic)


def topic_page(site: Site, library: Library, topic: str, number: int) -> Page:
    lead = in_language(library.topics[topic].lead, site.language) if topic in library.topics else ""
    parent = Link(site.words("topics"), "topics/")
    shown = Shown(topic_link(site, library, topic), parent, lead, "topics")
    return list_page(site, library, shown, library.by_topic.get(topic, ()), number)


def audience_pages(library: Library) -> Iterator[PlannedPages]:
    for audience in dict.fromkeys([*library.audiences, *library.by_audience]):
        items = library.by_audience.get(audience, ())
        yield from list_pages(audience_page, list_address("audience", audience), items, audience)


def audience_page(site: Site, library: Library, audience: str, number: int) -> Page:
    link = audience_link(site, library, audience)
    lead = site.words("audience_lead", name=link.label)
    shown = Shown(link, Link(site.words("topics"), "topics/"), lead, "topics")
    return list_page(site, library, shown, library.by_audience.get(audience, ()), number)


def source_pages(library: Library) -> Iterator[PlannedPages]:
    for name in sorted({*library.by_source, *library.sources}):
        yield from list_pages(source_page, list_address("sources", name), library.by_source.get(name, ()), name)


def source_page(site: Site, library: Library, name: str, number: int) -> Page:
    link, source = source_link(site, library, name), library.sources.get(name)
    shown = Shown(link, Link(site.words("sources"), "sources/"), section="sources", source=source)
    return list_page(site, library, shown, library.by_source.get(name, ()), number)


def list_pages(
    make: Callable[..., Page], address: str, items: Sequence[StoredItem], *arguments: str
) -> Iterator[PlannedPages]:
    """The landing page, then page 1 (the oldest) and on, where there is more than one; make: takes their numbers;
    address: of the landing page."""
    yield planned(make, *arguments, LANDING, moment=items[-1].facts.date if items else "", page=address)
    for number in range(1, _count(items) + 1):
        last = items[min(number * PER_PAGE, len(items)) - 1]
        yield planned(make, *arguments, number, moment=last.facts.date, page=numbered_address(address, number))


def list_page(site: Site, library: Library, shown: Shown, items: Sequence[StoredItem], number: int) -> Page:
    """The landing page with the newest items, or a numbered one, which asks for its own items and whether there is a
    next page: what is added later changes neither."""
    if number == LANDING:
        newest = items[-PER_PAGE:]
        links = tuple(Link(str(it), numbered_address(shown.link.address, it)) for it in range(_count(items), 0, -1))
        view = ListingView(shown, _by_week(site, library, newest), len(items), pages=links)
        return _page(site, shown, view, newest)
    part, end = items[(number - 1) * PER_PAGE : number * PER_PAGE], number * PER_PAGE
    older = Link(str(number - 1), numbered_address(shown.link.address, number - 1)) if number > 1 else None
    newer = Link(str(number + 1), numbered_address(shown.link.address, number + 1)) if items[end : end + 1] else None
    view = ListingView(shown, _by_week(site, library, part), number=number, older=older, newer=newer)
    return _page(site, shown, view, part)


def _count(items: Sequence[StoredItem]) -> int:
    """Numbered pages; none where the landing page holds all."""
    return -(-len(items) // PER_PAGE) if len(items) > PER_PAGE else 0


def _page(site: Site, shown: Shown, view: ListingView, items: Sequence[StoredItem]) -> Page:
    label = shown.link.label
    title = site.words("page_of", title=label, number=view.number) if view.number else label
    address = numbered_address(shown.link.address, view.number)
    entries = [entry for week in view.weeks for entry in week.entries]
    meta = Meta(
        title=f"{title} · {shown.parent.label}",
        address=address,
        description=_description(site, shown, title),
        section=shown.section,
        previous=view.older.address if view.older else None,
        next=view.newer.address if view.newer else None,
        data=(
            item_list(site, title, [entry.address for entry in entries]),
            breadcrumbs(site, shown.parent, shown.link),
        ),
        listed=not site.sample and bool(entries),
    )
    return Page(address, "recap/listing.html", meta, view, max((s.updated for s in items), default=None))


def _description(site: Site, shown: Shown, title: str) -> str:
    """Another for each list and each page of it: an outlet, a company and a model may bear one name."""
    if shown.section == "sources":
        return site.words("listing_of_source", title=title)
    if shown.section == "topics" and shown.lead and title == shown.link.label:
        return description_of(shown.lead)
    return site.words("listing_of", title=f"{title} ({shown.parent.label})")


def _by_week(site: Site, library: Library, items: Sequence[StoredItem]) -> tuple[Group, ...]:
    """Newest first, in runs of one week."""
    entries = [entry_of(site, library, stored) for stored in reversed(items)]
    return tuple(
        Group(full_week_link(site, week), tuple(run)) for week, run in groupby(entries, key=lambda entry: entry.week)
    )
