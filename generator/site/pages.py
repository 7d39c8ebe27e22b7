"""Every page and file of the site, in a fixed order. Pages are values until something asks for their bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

from generator.collect.opml import to_opml
from generator.model.base import is_web_address
from generator.model.source import Source
from generator.settings import holds_secret
from generator.site.api.files import api_files
from generator.site.assets import Asset
from generator.site.cards import CardShelf
from generator.site.copies.llms import llms_txt
from generator.site.copies.pages import has_copy
from generator.site.feeds.channels import Feeds
from generator.site.library import Library
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
from generator.site.views.shared import Page, Site


def site_pages(site: Site, library: Library) -> Iterator[Page]:
    """All pages that are made from the archive, each with its feed; hand-written ones are MkDocs' own."""
    told = Feeds(site, library)
    for page in _pages(site, library):
        meta = replace(page.meta, feed=told.of_page(page), is_copied=has_copy(site, page))
        yield replace(page, meta=meta)
    yield feeds.feeds_page(site, told.channels)


def _pages(site: Site, library: Library) -> Iterator[Page]:
    yield edition.front_page(site, library) if library.weeks else index.empty_page(site)
    for week in library.weeks:
        yield edition.edition_page(site, library, week)
    for stored in library.archive.items.values():
        yield item.item_page(site, library, stored)
    yield from moved.moved_pages(site, library)
    yield from storyline.storyline_pages(site, library)
    yield from index.archive_pages(site, library)
    yield index.topics_page(site, library)
    yield index.sources_page(site, library)
    yield status.status_page(site, library)
    yield index.search_page(site, library)
    yield index.view_page(site, library)
    yield from predictions.prediction_pages(site, library)
    yield corrections.corrections_page(site, library)
    yield from listing.topic_pages(site, library)
    yield from listing.audience_pages(site, library)
    yield from listing.source_pages(site, library)
    yield from names.names_pages(site, library)
    yield from coverage.coverage_pages(site, library)


def site_files(site: Site, library: Library) -> Iterator[tuple[str, bytes]]:
    """Files in the site's language, each below its prefix."""
    for path, data in predictions.prediction_files(site, library):
        yield site.prefix + path, data


def feed_files(site: Site, library: Library, style: Asset) -> Iterator[tuple[str, bytes]]:
    """Feeds, where the language is one of texts and not only of the frame around them; style: shows them as pages."""
    if site.tongue.listed:
        yield style.path, style.data
        for path, data in Feeds(site, library, style.path).files():
            yield site.prefix + path, data


def shared_files(site: Site, library: Library) -> Iterator[tuple[str, bytes]]:
    """Files that serve every language; site: in its own."""
    yield from coverage.coverage_files(library)
    yield status.status_file(library)
    yield from search_files(site, library)
    yield from api_files(site, library)
    yield "llms.txt", llms_txt(site, library)
    public = [source for source in library.sources.values() if is_public(source)]
    yield "sources.opml", to_opml(public, f"{site.name}: {site.words('sources')}").encode()


def is_public(source: Source) -> bool:
    """Whether the address of a feed may be told: not a file, and nothing that names a subscriber's key."""
    keys = parse_qs(urlsplit(source.url).query)
    return is_web_address(source.url) and not any(holds_secret(key) for key in keys)


def with_image(site: Site, page: Page, shelf: CardShelf | None) -> Page:
    """The page with the address of its card, where some installed font can set it."""
    path = f"{page.meta.address}card.png"
    if shelf is None or page.card is None or not site.tongue.listed or not shelf.add(site.prefix + path, page.card):
        return page
    image = site.absolute(path)
    data = tuple({**it, "image": image} if it.get("@type") == "NewsArticle" else it for it in page.meta.data)
    return replace(page, meta=replace(page.meta, image=path, data=data))
