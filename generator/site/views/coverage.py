"""Pages of coverage: what became of every article collected for a week, and what digests tell that we do not have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from generator.archive.coverage import render
from generator.model.coverage import FATES, CollectedArticle, Coverage, Digest, Fate, Story, count_fates
from generator.model.week import Week
from generator.site.addresses import item_address, list_address
from generator.site.library import Library
from generator.site.outputs import File, PlannedFiles, PlannedPages, planned
from generator.site.page import Link, Page, Site, Text
from generator.site.reasons import reason_in
from generator.site.views.links import full_week_link, source_link
from generator.site.views.section import section_meta
from generator.site.views.texts import title_of

FOLDER = "coverage/"
#: Articles on one page; with more each source has a page of its own. 600 are about 150 kB, 40 kB compressed.
MOST_ROWS = 600


@dataclass(frozen=True)
class Row:
    """An article and what became of it."""

    title: Text | None
    """None where nothing of it can be shown."""
    href: str
    fate: Fate
    item: str
    """Address of the page that tells it; empty where none does."""
    event: Text | None
    """The title of that page, where it is another than the article's."""
    why: str
    percent: int | None
    """How much it is about AI, where that was the reason."""


@dataclass(frozen=True)
class SourceOf:
    """A source and its articles."""

    link: Link
    """The address is empty for a source that has no page here."""
    id: str
    failed: bool
    cause: str
    counts: Mapping[Fate, int]
    page: str
    """Address of its own page of the week; empty where its articles stand on the week's."""
    rows: tuple[Row, ...]
    """Newest first; none where it has a page of its own."""


@dataclass(frozen=True)
class Missed:
    """A story of a digest that no item tells."""

    text: Text
    href: str
    why: str


@dataclass(frozen=True)
class DigestOf:
    """A digest held against the items."""

    outlet: str
    title: Text
    href: str
    found: int
    told: int
    missed: tuple[Missed, ...]


@dataclass(frozen=True)
class Totals:
    """A week in numbers."""

    week: Link
    """The edition."""
    page: str
    first_day: date
    last_day: date
    collected: int
    counts: Mapping[Fate, int]
    read: int
    dead: int
    found: int
    """Stories of digests that items tell, of those `told`."""
    told: int

    @property
    def percent(self) -> int | None:
        """Recall against the digests; None where they told nothing."""
        return round(100 * self.found / self.told) if self.told else None


@dataclass(frozen=True)
class CoverageView:
    """A week, or one source of it."""

    title: str
    totals: Totals
    digests: tuple[DigestOf, ...]
    sources: tuple[SourceOf, ...]
    fates: tuple[Fate, ...]
    """Those that rows of this page have, for the choice of what to see."""
    source: str = ""
    """On a source's own page: its name."""
    data: str = ""
    """Address of the same as JSON."""


@dataclass(frozen=True)
class CoveragesView:
    weeks: tuple[Totals, ...]
    """The newest first."""


def coverage_address(week: Week) -> str:
    return list_address("coverage", str(week))


def data_address(week: Week) -> str:
    return f"{coverage_address(week)}coverage.json"


def coverage_pages(library: Library) -> Iterator[PlannedPages]:
    """The pages of every recorded week, then the index of them."""
    for week in sorted(library.covered, reverse=True):
        yield planned(recorded_pages, week)
    yield planned(coverages_page)


def recorded_pages(site: Site, library: Library, week: Week) -> Iterator[Page]:
    return week_pages(site, library, week, library.coverage(week))


def coverages_page(site: Site, library: Library) -> Page:
    weeks = [_totals(site, week, library.coverage(week)) for week in sorted(library.covered, reverse=True)]
    meta = section_meta(site, "coverage", FOLDER, site.words("coverage"), listed=False)
    return Page(FOLDER, "recap/coverages.html", meta, CoveragesView(tuple(weeks)))


def coverage_files(library: Library) -> Iterator[PlannedFiles]:
    """Everything about each week as JSON, in the form of the archive's file, with the articles of items."""
    return (planned(coverage_file, week) for week in library.covered)


def coverage_file(site: Site, library: Library, week: Week) -> Iterable[File]:  # noqa: ARG001 (as all outputs)
    return [File(data_address(week), render(library.coverage(week)).encode())]


def week_pages(site: Site, library: Library, week: Week, coverage: Coverage) -> Iterator[Page]:
    """The page of a week; where its articles are too many for one, also a page for each source that has any."""
    is_split = len(coverage.articles) > MOST_ROWS
    totals, sources = _totals(site, week, coverage), tuple(_sources(site, library, coverage))
    title = site.words("coverage_of", week=totals.week.label)
    shown = tuple(
        replace(source, page=f"{totals.page}{source.id}/", rows=()) if is_split and source.counts else source
        for source in sources
    )
    view = CoverageView(
        title=title,
        totals=totals,
        digests=tuple(_digest(site, library, digest) for digest in coverage.digests),
        sources=shown,
        fates=() if is_split else tuple(totals.counts),
        data=data_address(week),
    )
    yield _page(site, totals.page, view, Link(site.words("coverage"), FOLDER), Link(title, totals.page))
    for source, listed in zip(sources, shown, strict=True):
        if listed.page:
            yield _source_page(site, source, listed.page, view)


def _source_page(site: Site, source: SourceOf, address: str, week: CoverageView) -> Page:
    title = site.words("coverage_of_source", source=source.link.label, week=week.totals.week.label)
    view = CoverageView(title, week.totals, (), (source,), tuple(source.counts), source.link.label)
    return _page(site, address, view, Link(week.title, week.totals.page), Link(title, address))


def _page(site: Site, address: str, view: CoverageView, *crumbs: Link) -> Page:
    """Never for search engines: the page lists other people's headlines."""
    meta = section_meta(site, "coverage", address, view.title, crumbs=crumbs, listed=False)
    return Page(address, "recap/coverage.html", meta, view)


def _totals(site: Site, week: Week, coverage: Coverage) -> Totals:
    found, told = coverage.recall()
    dead = sum(source.status == "failed" for source in coverage.sources)
    return Totals(
        week=full_week_link(site, week),
        page=coverage_address(week),
        first_day=week.start.date(),
        last_day=week.last_day,
        collected=len(coverage.articles),
        counts=coverage.counts(),
        read=len(coverage.sources) - dead,
        dead=dead,
        found=found,
        told=told,
    )


def _sources(site: Site, library: Library, coverage: Coverage) -> Iterator[SourceOf]:
    """Every source that was asked or has an article, by name."""
    articles = coverage.by_source()
    asked = {source.source: source for source in coverage.sources}
    names = sorted({*articles, *asked}, key=lambda name: (library.source_names.get(name, name).casefold(), name))
    for name in names:
        own, answer = articles.get(name, ()), asked.get(name)
        yield SourceOf(
            link=source_link(site, library, name),
            id=name,
            failed=answer is not None and answer.status == "failed",
            cause=reason_in(site.words, (answer and answer.cause) or ""),
            counts=count_fates(own),
            page="",
            rows=tuple(_row(site, library, article) for article in own),
        )


def _row(site: Site, library: Library, article: CollectedArticle) -> Row:
    stored = library.items.get(article.item) if article.item else None
    event = title_of(site, stored) if stored else None
    return Row(
        title=Text(article.title, site.foreign(article.language)) if article.title else None,
        href=article.url or "",
        fate=article.fate,
        item=item_address(article.item) if article.item and stored else "",
        event=event if event and event.text != article.title else None,
        why=reason_in(site.words, article.why or ""),
        percent=None if article.score is None else round(100 * article.score),
    )


def _digest(site: Site, library: Library, digest: Digest) -> DigestOf:
    language = library.sources[digest.source].language if digest.source in library.sources else site.language
    lang = site.foreign(language)
    return DigestOf(
        outlet=library.source_names.get(digest.source, digest.source),
        title=Text(digest.title, lang),
        href=digest.url,
        found=len(digest.found),
        told=len(digest.stories),
        missed=tuple(_missed(site, story, lang) for story in digest.missed),
    )


def _missed(site: Site, story: Story, lang: str) -> Missed:
    why = story.why or ""
    told = site.words(f"fate_{why}", n=1) if why in FATES else reason_in(site.words, why)
    return Missed(Text(story.text, lang), story.url or "", told)
