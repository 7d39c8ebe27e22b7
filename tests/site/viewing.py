"""The views behind pages, for tests of what a page says."""

from __future__ import annotations

from generator.model.week import Week
from generator.site.library import Library
from generator.site.views.edition import EditionView, edition_page
from generator.site.views.item import ItemView, item_page
from generator.site.views.shared import Site


def view_of(site: Site, library: Library, address: str) -> ItemView:
    view = item_page(site, library, library.archive.items[address]).view
    assert isinstance(view, ItemView)
    return view


def edition_of(site: Site, library: Library, week: Week) -> EditionView:
    view = edition_page(site, library, week).view
    assert isinstance(view, EditionView)
    return view
