"""The Markdown copy beside the page of an edition or an item."""

from __future__ import annotations

from generator.site import markdown as md
from generator.site.copies.edition import edition_copy
from generator.site.copies.item import item_copy
from generator.site.markdown import Md
from generator.site.page import Page, Site
from generator.site.views.edition import EditionView
from generator.site.views.item import ItemView

FILE = "index.md"


def has_copy(site: Site, page: Page) -> bool:
    """Whether a page has a copy: editions and items, in another language where something is translated into it."""
    if isinstance(page.view, ItemView):
        return not site.prefix or page.meta.languages is None or site.language in page.meta.languages
    return isinstance(page.view, EditionView) and site.tongue.listed


def markdown_copy(site: Site, page: Page) -> bytes:
    """The copy of a page that `has_copy`: made of what the page is made of, and of nothing else."""
    view = page.view
    if not isinstance(view, ItemView | EditionView):
        raise TypeError(f"{page.template} has no copy")
    blocks = item_copy(site, view) if isinstance(view, ItemView) else edition_copy(site, view)
    here = md.address(site.absolute(page.meta.address))
    notice = md.strong(site.words("sample")) if site.sample else Md("")
    return md.document([md.heading(1, view.title.text), here, notice, *blocks])
