"""Which feeds there are: the one declaration that files, links in pages' heads and the page of feeds follow.

Each feed is of a page, lies in that page's folder in every format, and holds its latest entries only, so that what a
build writes anew follows the week and not the archive.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from itertools import islice

from generator.archive.store import StoredItem
from generator.site.feeds.entries import correction_entry, edition_entry, item_entry, prediction_entry, told_at
from generator.site.feeds.formats import FORMATS, RSS, Feed, FeedEntry, Format
from generator.site.library import FOLDERS, Library
from generator.site.links import root_of
from generator.site.views import corrections, predictions
from generator.site.views.shared import Link, Page, Site, name_link, topic_link
from generator.site.views.storyline import FOLDER as STORYLINES
from generator.site.views.storyline import storyline_link

#: Entries of a feed.
LATEST = 50
#: Entries that are kept for the next feed of the same items: about 3 kB each.
KEPT = 4096
#: Events after which a company, model, product or person has a feed. Most names are told of once or twice and never
#: again: a feed for each would be most of the site's files, and read by nobody. Of the 332 names in three recorded
#: weeks (884 events) 46 reached five, and 124 two. Counts only grow, so a feed that is there stays.
NAME_HAS_FEED = 5
#: Where the feed of editions was before it had other formats.
FORMER_EDITIONS = "editions.xml"


@dataclass(frozen=True)
class Channel:
    """A feed in all its formats, before anything is read for it."""

    group: str
    """items, editions, predictions, corrections, topics, storylines, or one of FOLDERS."""
    key: str
    """What it is of inside its group."""
    page: Link
    """The page it is the feed of, in whose folder its files are; addresses are below those of the site's language."""
    title: str
    former: tuple[str, ...] = ()
    """Folders in which its files may have been before; they answer for good."""

    @property
    def files(self) -> tuple[tuple[Format, str], ...]:
        """Each format with the address of its file."""
        return tuple((format, self.page.address + format.file) for format in FORMATS)


def channels(site: Site, library: Library) -> Iterator[Channel]:
    """Every feed of the site in its language: what readers look for first stands first in each group."""
    words = site.words
    yield Channel("items", "", Link(words("feed_items"), ""), site.name)
    yield _channel(site, "editions", "", Link(words("editions"), "archive/"))
    yield _channel(site, "predictions", "", Link(words("predictions"), predictions.FOLDER))
    yield _channel(site, "corrections", "", Link(words("corrections"), corrections.FOLDER))
    for topic in dict.fromkeys([*library.topics, *library.by_topic]):  # one that is retired keeps its feed
        yield _channel(site, "topics", topic, topic_link(site, library, topic))
    for storyline in sorted(library.storylines.values(), key=lambda it: it.latest.item.date, reverse=True):
        former = tuple(f"{STORYLINES}{slug}/" for slug in storyline.former if slug not in library.storylines)
        yield _channel(site, "storylines", storyline.slug, storyline_link(site, storyline), former)
    for folder in FOLDERS.values():
        for slug, items in sorted(library.by_name[folder].items(), key=lambda entry: -len(entry[1])):
            if len(items) >= NAME_HAS_FEED:
                yield _channel(site, folder, slug, name_link(site, library.names[folder][slug], folder))


def _channel(site: Site, group: str, key: str, page: Link, former: tuple[str, ...] = ()) -> Channel:
    return Channel(group, key, page, f"{site.name}: {page.label}", former)


class Feeds:
    """The feeds of a site in one language; an entry is made once for all feeds that hold it.

    style: address of the stylesheet that shows feeds as pages, below the top of the site; empty for none.
    """

    def __init__(self, site: Site, library: Library, style: str = "") -> None:
        self.channels = tuple(channels(site, library))
        self._site, self._library, self._style = site, library, style
        self._by_page = {channel.page.address: channel for channel in self.channels}
        self._item = lru_cache(KEPT)(lambda address: item_entry(site, library, library.archive.items[address]))

    def of_page(self, page: Page) -> Channel | None:
        """The feed of a page or of the page above it; editions share theirs; None where there is but the site's."""
        if page.template == "recap/edition.html":
            return self._by_page["archive/"]
        folders = [page.address[: end + 1] for end, char in enumerate(page.address) if char == "/"]
        return next((self._by_page[it] for it in reversed(folders) if it in self._by_page), None)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every feed in every format with its address."""
        for channel in self.channels:
            feed = self.feed(channel)
            for format, address in channel.files:
                written = format.write(feed)
                yield address, written
                yield from ((folder + format.file, written) for folder in channel.former)
                if (channel.group, format) == ("editions", RSS):
                    yield FORMER_EDITIONS, written

    def feed(self, channel: Channel) -> Feed:
        """What a feed says: a function of its latest entries."""
        site, address = self._site, channel.page.address
        return Feed(
            title=channel.title,
            description=self._description(channel),
            language=site.language,
            url=site.absolute(address),
            folder=site.absolute(address),
            author=site.name,
            entries=tuple(self._entries(channel)),
            hub=site.hub,
            style=root_of(site.prefix + address) + self._style if self._style else "",
        )

    def _description(self, channel: Channel) -> str:
        words = self._site.words
        if self._site.sample:
            return words("sample")
        if channel.group in ("predictions", "corrections"):
            return words(f"{channel.group}_lead")
        return words("listing_of", title=channel.page.label) if channel.key else self._site.description

    def _entries(self, channel: Channel) -> Iterable[FeedEntry]:
        if channel.group == "editions":
            return self._editions()
        if channel.group == "predictions":
            return self._predictions()
        if channel.group == "corrections":
            return self._corrections()
        return (self._item(stored.address) for stored in reversed(self._items(channel)[-LATEST:]))

    def _items(self, channel: Channel) -> Sequence[StoredItem]:
        """The items a feed is of, oldest first."""
        if channel.group == "items":
            return self._library.chronological
        if channel.group == "topics":
            return self._library.by_topic.get(channel.key, ())
        if channel.group == "storylines":
            return self._library.storylines[channel.key].steps
        return self._library.by_name[channel.group][channel.key]

    def _editions(self) -> Iterator[FeedEntry]:
        editions = self._library.archive.editions
        latest = islice((editions[week] for week in reversed(self._library.weeks) if week in editions), LATEST)
        return (edition_entry(self._site, self._library, stored) for stored in latest)

    def _predictions(self) -> list[FeedEntry]:
        """What was made or settled last."""
        items = self._library.archive.items
        found = (
            (told_at(items[it.address].item, it.said, is_settled), it.address, it.said.id, is_settled, it)
            for it in self._library.predictions
            for is_settled in {False, it.state == "settled"}
        )
        latest = nlargest(LATEST, found, key=lambda told: told[:-1])
        return [prediction_entry(self._site, self._library, it, settled) for *_, settled, it in latest]

    def _corrections(self) -> list[FeedEntry]:
        found = [
            (correction.date, stored.address, number)
            for stored in self._library.chronological
            for number, correction in enumerate(stored.item.corrections, 1)
        ]
        items = self._library.archive.items
        return [
            correction_entry(self._site, items[address], number, items[address].item.corrections[number - 1])
            for _, address, number in nlargest(LATEST, found)
        ]
