"""The page of feeds: each with its formats, and what else programs can read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.site.api.shapes import KINDS
from generator.site.feeds.channels import DAYS, FEWEST_ENTRIES, MOST_ENTRIES, NAME_HAS_FEED, channel_keys, channel_of
from generator.site.library import Library
from generator.site.page import Channel, Page, Site
from generator.site.views.section import section_meta

FOLDER = "feeds/"
#: Feeds of one kind on the page, so that it stays light whatever the archive holds; further ones are on their pages.
MOST = 15
#: The feeds that every site has.
_OF_SITE = ("items", "editions", "predictions", "corrections")


@dataclass(frozen=True)
class Group:
    """Feeds of one kind."""

    heading: str
    channels: tuple[Channel, ...]
    more: int
    """How many are not shown."""


@dataclass(frozen=True)
class FeedsView:
    groups: tuple[Group, ...]
    days: int
    """What a feed holds: entries of so many days, so many in any case, never more than so many."""
    fewest: int
    most: int
    named: int
    """Events after which a name has one."""
    schemas: tuple[str, ...]
    """Types of documents that have a JSON Schema."""


def feeds_page(site: Site, library: Library) -> Page:
    """Every feed in the site's language."""
    runs = groupby(channel_keys(library), key=lambda key: "site" if key[0] in _OF_SITE else key[0])
    groups = tuple(_group(site, library, group, tuple(run)) for group, run in runs)
    view = FeedsView(groups, DAYS, FEWEST_ENTRIES, MOST_ENTRIES, NAME_HAS_FEED, tuple(KINDS))
    return Page(FOLDER, "recap/feeds.html", section_meta(site, "feeds", FOLDER, site.words("feeds")), view)


def _group(site: Site, library: Library, group: str, keys: Sequence[tuple[str, str]]) -> Group:
    heading = site.words("feeds_of_site" if group == "site" else group)
    shown = (channel_of(site, library, *key) for key in keys[:MOST])
    return Group(heading, tuple(filter(None, shown)), len(keys[MOST:]))
