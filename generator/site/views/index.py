"""The pages that lead to the lists: archive, topics, sources; search and the empty front page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from generator.archive.stored import StoredItem
from generator.model.edition import Edition
from generator.model.source import Source
from generator.model.vocabulary import in_language
from generator.model.week import Week
from generator.site.addresses import list_address
from generator.site.library import Library
from generator.site.outputs import PlannedPages, planned
from generator.site.page import Link, Meta, Page, Site, Text
from generator.site.views.links import audience_link, audience_links, source_link, topic_link, week_link
from generator.site.views.listing import Row
from generator.site.views.section import section_meta
from generator.site.views.texts import title_of_edition


@dataclass(frozen=True)
class TopicsView:
    topics: tuple[Row, ...]
    audiences: tuple[Row, ...]


@dataclass(frozen=True)
class SourceRow:
    """A source with what became of it."""

    link: Link
    source: Source | None
    count: int
    latest: datetime | None
    failed: bool
    """Whether it did not answer when the newest edition was made."""
    this_week: int
    """Events of the newest edition that it reported."""


@dataclass(frozen=True)
class SourcesView:
    rows: tuple[SourceRow, ...]
    week: Link | None
    """The newest edition, whose run the last column is about."""


@dataclass(frozen=True)
class WeekRow:
    """An edition in the archive."""

    week: Link
    title: Text
    first_day: date
    last_day: date
    events: int


@dataclass(frozen=True)
class ArchiveView:
    year: int
    """0 where nothing is published."""
    weeks: tuple[WeekRow, ...]
    years: tuple[Link, ...]


@dataclass(frozen=True)
class ReaderView:
    """The page of a reader's own settings, which the script fills."""

    audiences: tuple[Link, ...]


@dataclass(frozen=True)
class SearchView:
    topics: tuple[Link, ...]
    languages: tuple[str, ...]


def archive_pages(library: Library) -> Iterator[PlannedPages]:
    """A page for each year; /archive/, which every page leads to, shows the newest one."""
    years = _years(library)
    for year in years:
        yield planned(archive_page, year, list_address("archive", str(year)))
    yield planned(archive_page, years[-1] if years else 0, "archive/")


def archive_page(site: Site, library: Library, year: int, address: str) -> Page:
    years = tuple(Link(str(it), list_address("archive", str(it))) for it in reversed(_years(library)))
    rows = tuple(_week_row(site, library, week) for week in reversed(library.weeks) if week.year == year)
    title = site.words("archive") if address == "archive/" else site.words("archive_of", year=year)
    return _index(site, "archive", address, title, ArchiveView(year, rows, years))


def _years(library: Library) -> list[int]:
    return sorted({week.year for week in library.weeks})


def topics_page(site: Site, library: Library) -> Page:
    topics = tuple(
        Row(topic_link(site, library, t.id), len(library.by_topic.get(t.id, ())), in_language(t.lead, site.language))
        for t in library.vocabulary.rules.topics
    )
    audiences = tuple(
        Row(audience_link(site, library, a.id), len(library.by_audience.get(a.id, ())))
        for a in library.vocabulary.rules.audiences
    )
    return _index(site, "topics", "topics/", site.words("topics"), TopicsView(topics, audiences))


def sources_page(site: Site, library: Library) -> Page:
    edition = library.editions[max(library.editions)].edition if library.editions else None
    names = sorted({*library.by_source, *library.sources}, key=lambda it: (library.source_names[it].casefold(), it))
    rows = tuple(_source_row(site, library, name, edition) for name in names)
    week = week_link(site, edition.week) if edition else None
    return _index(site, "sources", "sources/", site.words("sources"), SourcesView(rows, week))


def search_page(site: Site, library: Library) -> Page:
    languages = sorted({stored.facts.language for stored in library.chronological})
    topics = tuple(topic_link(site, library, topic.id) for topic in library.vocabulary.rules.topics)
    return _index(site, "search", "search/", site.words("search"), SearchView(topics, tuple(languages)))


def view_page(site: Site, library: Library) -> Page:
    """Not for search engines: it is another page for each reader."""
    view = ReaderView(audience_links(site, library))
    meta = section_meta(site, "view", "view/", site.words("view"), listed=False)
    return Page("view/", "recap/view.html", meta, view)


def empty_page(site: Site, library: Library) -> Page:  # noqa: ARG001 (as all outputs)
    """The front page of a site that has nothing to show yet, with the way to change that."""
    title = site.words("empty_title")
    meta = Meta(title, address="", description=site.description, section="front", listed=False)
    return Page("", "recap/empty.html", meta, None)


def _index(site: Site, section: str, address: str, title: str, view: object) -> Page:
    return Page(address, f"recap/{section}.html", section_meta(site, section, address, title), view)


def _week_row(site: Site, library: Library, week: Week) -> WeekRow:
    return WeekRow(
        week=week_link(site, week),
        title=title_of_edition(site, library.head(week)),
        first_day=week.start.date(),
        last_day=week.last_day,
        events=len(library.by_week.get(week, ())),
    )


def _source_row(site: Site, library: Library, name: str, edition: Edition | None) -> SourceRow:
    items: Sequence[StoredItem] = library.by_source.get(name, ())
    return SourceRow(
        link=source_link(site, library, name),
        source=library.sources.get(name),
        count=len(items),
        latest=items[-1].date if items else None,
        failed=edition is not None and name in edition.health.failed,
        this_week=sum(edition is not None and stored.facts.edition == edition.edition for stored in items),
    )
