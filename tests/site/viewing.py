"""The views behind pages, for tests of what a page says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.archive.store import Archive
from generator.archive.stored import StoredEdition, StoredItem
from generator.model.edition import Edition
from generator.model.item import Item
from generator.model.week import Week
from generator.site.incremental.builder import dressed
from generator.site.library import Library
from generator.site.outputs import PlannedFiles, PlannedPages
from generator.site.page import Page, Site
from generator.site.views.edition import EditionView, edition_page
from generator.site.views.item import ItemView, item_page


def library_of(items: Mapping[str, Item], base: Library, *editions: Edition) -> Library:
    """A library of these items, by address, and of these editions, with the vocabulary of another."""
    stored = {address: StoredItem(address, item) for address, item in items.items()}
    archive = Archive(base.archive.root, stored, {edition.week: StoredEdition(edition) for edition in editions})
    return Library(archive, base.vocabulary, {})


def with_edition(base: Library, edition: Edition) -> Library:
    """The same items with this edition alone."""
    return library_of({address: stored.item for address, stored in base.archive.items.items()}, base, edition)


def view_of(site: Site, library: Library, address: str) -> ItemView:
    view = item_page(site, library, library.archive.items[address]).view
    assert isinstance(view, ItemView)
    return view


def edition_of(site: Site, library: Library, week: Week) -> EditionView:
    view = edition_page(site, library, week).view
    assert isinstance(view, EditionView)
    return view


def pages_in(plans: Iterable[PlannedPages], site: Site, library: Library) -> list[Page]:
    """Every page of a plan, made, as it is before it is printed."""
    found = [plan(site, library) for plan in plans]
    pages = [page for made in found for page in ((made,) if isinstance(made, Page) else made)]
    return [dressed(site, library, page) for page in pages if isinstance(page, Page)]


def files_in(plans: Iterable[PlannedFiles], site: Site, library: Library) -> dict[str, bytes]:
    """Every file of a plan, made."""
    return {file.path: file.data for plan in plans for file in plan(site, library)}
