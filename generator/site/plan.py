"""Every output of the site, in a fixed order. Nothing is made here: each is a plan until something asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from urllib.parse import parse_qs, urlsplit

from generator.model.base import instant_text, is_web_address
from generator.model.source import Source
from generator.settings import holds_secret
from generator.site.addresses import item_address
from generator.site.api.files import api_files, item_file
from generator.site.assets import feed_style
from generator.site.copies.llms import llms_txt
from generator.site.feeds.channels import feed_files
from generator.site.library import Library
from generator.site.outputs import File, Output, PlannedFiles, PlannedPages, planned
from generator.site.page import Page, Site
from generator.site.search import search_files
from generator.site.views import (
    corrections,
    coverage,
    edition,
    feeds,
    index,
    item,
    listing,
    moved,
    names,
    predictions,
    status,
    storyline,
)


def all_outputs(sites: Sequence[Site], library: Library, theme_dirs: Sequence[str]) -> Iterator[Output]:
    """Every output for the site in each language, its own first, and those that serve all of them."""
    for site in sites:
        files = site_files(site, library, feed_style(theme_dirs, site.words("feed_note")).path)
        yield from (plan.for_site(site) for plan in chain(site_pages(library), files))
    yield from (plan.for_site(sites[0]) for plan in shared_files(library))


def site_pages(library: Library) -> Iterator[PlannedPages]:
    """All pages that are made from the archive; hand-written ones are MkDocs' own."""
    yield planned(edition.front_page if library.weeks else index.empty_page)
    for week in library.weeks:
        yield planned(edition.edition_page, week, moment=instant_text(week.end))
    for address, stored in library.items.items():
        yield planned(item_at, address, moment=stored.facts.date, page=item_address(address))
    yield from moved.moved_pages(library)
    yield from storyline.storyline_pages(library)
    yield from index.archive_pages(library)
    yield planned(index.topics_page)
    yield planned(index.sources_page)
    yield planned(status.status_page)
    yield planned(index.search_page)
    yield planned(index.view_page)
    yield from predictions.prediction_pages(library)
    yield planned(corrections.corrections_page)
    yield from listing.topic_pages(library)
    yield from listing.audience_pages(library)
    yield from listing.source_pages(library)
    yield from names.names_pages(library)
    yield from coverage.coverage_pages(library)
    yield planned(feeds.feeds_page)


def item_at(site: Site, library: Library, address: str) -> Iterator[Page | File]:
    """An item's page, and its document in the site's own language."""
    yield item.item_page(site, library, library.items[address])
    if not site.prefix:
        yield from item_file(site, library, address)


def site_files(site: Site, library: Library, style: str) -> Iterator[PlannedFiles]:
    """Files in the site's language, each below its prefix: the calendar, and feeds where texts, not only the frame
    around them, are in that language; style: as of `feed_of`."""
    yield planned(predictions.prediction_files)
    if site.tongue.listed:
        yield from feed_files(library, style)


def shared_files(library: Library) -> Iterator[PlannedFiles]:
    """Files that serve every language; to be made for the site in its own."""
    yield from coverage.coverage_files(library)
    yield planned(status.status_file)
    yield from search_files(library)
    yield from api_files(library)
    yield planned(llms_file)
    yield planned(opml_file)


def llms_file(site: Site, library: Library) -> Iterator[File]:
    yield File("llms.txt", llms_txt(site, library))


def opml_file(site: Site, library: Library) -> Iterator[File]:
    from generator.collect.opml import to_opml  # noqa: PLC0415 (it brings feedparser along, of a fifth of a second)

    public = [source for source in library.sources.values() if may_be_listed(source)]
    yield File("sources.opml", to_opml(public, f"{site.name}: {site.words('sources')}").encode())


def may_be_listed(source: Source) -> bool:
    """Whether the address of a feed may be told: not a file, and nothing that names a subscriber's key."""
    keys = parse_qs(urlsplit(source.url).query)
    return is_web_address(source.url) and not any(holds_secret(key) for key in keys)
