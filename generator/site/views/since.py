"""What an edition tells of the weeks before: continuing stories, and earlier items that grew; only what is new."""

from __future__ import annotations

from dataclasses import dataclass

from generator.archive.stored import StoredItem
from generator.model.edition import Continuation, Edition
from generator.model.week import Week
from generator.site.library import Library
from generator.site.page import Site, Text
from generator.site.views.citations import News, news_of
from generator.site.views.entry import Entry, entry_of
from generator.site.views.reports import outlets_of
from generator.site.views.storyline import step_of, storyline_address


@dataclass(frozen=True)
class Continued:
    """An item of this week that goes on with an earlier one."""

    entry: Entry
    news: News | None
    """What changed; None where the page has said it before, or nothing is made of the item yet."""
    earlier: Entry
    storyline: str
    """Address of the page of their story; empty where they are of none."""


@dataclass(frozen=True)
class Added:
    """What one report added to an item of an earlier week."""

    outlet: Text
    news: News | None
    """None where it says nothing that was not said before."""


@dataclass(frozen=True)
class Grown:
    """An item of an earlier week that further reports joined."""

    entry: Entry
    added: tuple[Added, ...]
    """What is new, with who says it."""
    joined: tuple[Text, ...]
    """Outlets that only tell it too."""


def continued_in(site: Site, library: Library, edition: Edition) -> tuple[Continued, ...]:
    """What goes on; what was taken out of the archive is passed over."""
    told = frozenset(line.text for line in edition.intro)
    found = (_continued(site, library, link, told) for link in edition.continues)
    return tuple(it for it in found if it)


def grown_in(site: Site, library: Library, edition: Edition) -> tuple[Grown, ...]:
    """The earlier items that grew, in the edition's order."""
    items = library.items
    found = (_grown(site, library, items[address], edition.week) for address in edition.grown if address in items)
    return tuple(it for it in found if it.added or it.joined)


def _continued(site: Site, library: Library, link: Continuation, told: frozenset[str]) -> Continued | None:
    stored, earlier = library.items.get(link.item), library.items.get(link.earlier)
    if stored is None or earlier is None:
        return None
    storyline, step = library.storyline_of(stored.address), step_of(site, library, stored)
    return Continued(
        entry=step.entry,
        news=None if step.news is None or step.news.text.text in told else step.news,
        earlier=entry_of(site, library, earlier),
        storyline=storyline_address(storyline) if storyline else "",
    )


def _grown(site: Site, library: Library, stored: StoredItem, week: Week) -> Grown:
    reports = [report for report in stored.item.articles if report.joined and report.joined in week]
    added = tuple(
        Added(outlets_of(site, [report])[0], news_of(site, library, stored.item, report.adds))
        for report in reports
        if report.adds
    )
    others = outlets_of(site, [report for report in reports if not report.adds])
    return Grown(entry_of(site, library, stored), added, others)
