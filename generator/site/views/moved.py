"""What stands at an address whose item is told elsewhere or was taken down: a page that leads on, or a tombstone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.site.addresses import item_address, list_address, root_of
from generator.site.library import Library
from generator.site.outputs import PlannedPages, planned
from generator.site.page import Link, Meta, Page, Site
from generator.site.views.links import item_link
from generator.site.views.storyline import storyline_link


@dataclass(frozen=True)
class MovedView:
    """A page that leads on."""

    target: Link
    href: str
    """The way there from this page."""


@dataclass(frozen=True)
class TombstoneView:
    """Tombstone: only says that the item was removed."""

    date: str
    """When it was taken down: a day, month or year; empty where nobody noted it."""


def moved_pages(library: Library) -> Iterator[PlannedPages]:
    """A page for each address that the archive keeps for an item no longer shown there."""
    for address in library.moved:
        yield planned(moved_page, address)
    for storyline in library.storylines.values():
        for former in storyline.former:
            if former not in library.storylines:
                yield planned(former_story_page, storyline.slug, former)


def moved_page(site: Site, library: Library, address: str) -> Page:
    """Where an item is told now, or that it was taken down."""
    if stored := library.items.get(library.moved[address] or ""):
        return _redirect(site, item_address(address), item_link(site, stored))
    meta = Meta(title=site.words("taken_down"), address=item_address(address), listed=False)
    return Page(item_address(address), "recap/gone.html", meta, TombstoneView(library.removed.get(address, "")))


def former_story_page(site: Site, library: Library, slug: str, former: str) -> Page:
    return _redirect(site, list_address("storylines", former), storyline_link(site, library.storylines[slug]))


def _redirect(site: Site, address: str, target: Link) -> Page:
    """Its true address is where it leads."""
    meta = Meta(title=site.words("moved_to", title=target.label), address=target.address, listed=False)
    return Page(address, "recap/moved.html", meta, MovedView(target, f"{root_of(address)}{target.address}"))
