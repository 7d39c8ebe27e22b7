"""Which feeds there are: the one declaration that files, links in pages' heads and the page of feeds follow.

Each feed is of a page, lies in that page's folder in every format, and holds what is new only, so that what a build
writes anew follows the week and not the archive.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from heapq import nlargest
from itertools import islice

from generator.archive.stored import StoredItem
from generator.model.vocabulary import PLURALS
from generator.site.addresses import list_address, root_of
from generator.site.feeds.entries import correction_entry, edition_entry, item_entry, prediction_entry, told_at
from generator.site.feeds.formats import RSS, Feed, FeedEntry
from generator.site.library import Library
from generator.site.outputs import File, PlannedFiles, planned
from generator.site.page import Channel, Link, Page, Site
from generator.site.views import corrections, predictions
from generator.site.views.links import name_link, topic_link
from generator.site.views.storyline import storyline_link

#: A feed holds what came in so many days before its newest entry: twice what lies between two editions, so that a
#: reader who was away for one misses nothing; some more where little came, for who subscribes today; and never more
#: than a reader's program wants to fetch each hour. Of all events that is less than a week brings: see `_by_edition`.
DAYS = 14
FEWEST_ENTRIES, MOST_ENTRIES = 10, 50
#: Events after which a company, model, product or person has a feed. Most names are told of once or twice and never
#: again: a feed for each would be most of the site's files, and read by nobody. Of the 332 names in three recorded
#: weeks (884 events) 46 reached five, and 124 two. Counts only grow, so a feed that is there stays.
NAME_HAS_FEED = 5
#: Where the feed of editions was before it had other formats.
FORMER_EDITIONS = "editions.xml"
#: Groups of one feed, and the page it is the feed of.
PAGES = {"editions": "archive/", "predictions": predictions.FOLDER, "corrections": corrections.FOLDER}


def channel_keys(library: Library) -> Iterator[tuple[str, str]]:
    """Group and key of every feed, as `channel_of` takes them; what readers look for first stands first in a group."""
    yield from ((group, "") for group in ("items", *PAGES))
    for topic in dict.fromkeys([*library.topics, *library.by_topic]):  # one that is retired keeps its feed
        yield "topics", topic
    for storyline in sorted(library.storylines.values(), key=lambda it: it.latest.date, reverse=True):
        yield "storylines", storyline.slug
    for folder in PLURALS.values():
        for slug, items in sorted(library.by_name[folder].items(), key=lambda entry: -len(entry[1])):
            if _is_often_told(items):
                yield folder, slug


def _is_often_told(items: Sequence[StoredItem]) -> bool:
    """Asked so that another item changes nothing: each page of a name asks it."""
    return len(items[:NAME_HAS_FEED]) == NAME_HAS_FEED


def channel_of(site: Site, library: Library, group: str, key: str) -> Channel | None:
    """The feed of a key in a group; None where there is none, and where a name was not told of often enough."""
    if group == "items":
        return Channel("items", "", Link(site.words("feed_items"), ""), site.name)
    if group in PAGES:
        return None if key else _channel(site, group, "", Link(site.words(group), PAGES[group]))
    if group == "topics" and (key in library.topics or key in library.by_topic):
        return _channel(site, group, key, topic_link(site, library, key))
    if group == "storylines" and (storyline := library.storylines.get(key)):
        former = tuple(list_address("storylines", slug) for slug in storyline.former if slug not in library.storylines)
        return _channel(site, group, key, storyline_link(site, storyline), former)
    if group in PLURALS.values() and _is_often_told(library.by_name[group].get(key, ())):
        return _channel(site, group, key, name_link(site, library.names[group][key], group))
    return None


def _channel(site: Site, group: str, key: str, page: Link, former: tuple[str, ...] = ()) -> Channel:
    return Channel(group, key, page, f"{site.name}: {page.label}", former)


def channel_of_page(site: Site, library: Library, page: Page) -> Channel | None:
    """The feed of a page or of the page above it; editions share theirs; None where there is but the site's."""
    if page.template == "recap/edition.html":
        return channel_of(site, library, "editions", "")
    if group := next((group for group, folder in PAGES.items() if page.address.startswith(folder)), None):
        return channel_of(site, library, group, "")
    folder, _, rest = page.address.partition("/")
    return channel_of(site, library, folder, rest.partition("/")[0]) if "/" in rest else None


def feed_files(library: Library, style: str) -> Iterator[PlannedFiles]:
    """Every feed; style: as of `feed_of`."""
    return (planned(files_of_feed, group, key, style) for group, key in channel_keys(library))


def files_of_feed(site: Site, library: Library, group: str, key: str, style: str) -> Iterator[File]:
    """A feed in every format."""
    channel = channel_of(site, library, group, key)
    if channel is None:
        return
    feed = feed_of(site, library, channel, style)
    for format, address in channel.files:
        written = format.write(feed)
        former = [folder + format.file for folder in channel.former]
        former += [FORMER_EDITIONS] if (group, format) == ("editions", RSS) else []
        yield from (File(site.prefix + path, written) for path in (address, *former))


def feed_of(site: Site, library: Library, channel: Channel, style: str = "") -> Feed:
    """What a feed says: a function of its latest entries.

    style: address of the stylesheet that shows feeds as pages, below the top of the site; empty for none.
    """
    address = channel.page.address
    return Feed(
        title=channel.title,
        description=_description(site, channel),
        language=site.language,
        url=site.absolute(address),
        author=site.name,
        entries=tuple(_entries(site, library, channel)),
        hub=site.hub,
        style=root_of(site.prefix + address) + style if style else "",
    )


def _description(site: Site, channel: Channel) -> str:
    words = site.words
    if site.sample:
        return words("sample")
    if channel.group in ("predictions", "corrections"):
        return words(f"{channel.group}_lead")
    return words("listing_of", title=channel.page.label) if channel.key else site.description


def _entries(site: Site, library: Library, channel: Channel) -> Iterable[FeedEntry]:
    if channel.group == "editions":
        return _editions(site, library)
    if channel.group == "predictions":
        return _predictions(site, library)
    if channel.group == "corrections":
        return _corrections(site, library)
    items = _items(library, channel)[-MOST_ENTRIES:][::-1]
    return (_item(site, library, stored.address) for stored in items[: how_many(stored.date for stored in items)])


def _item(site: Site, library: Library, address: str) -> FeedEntry:
    """Made once for all feeds that hold it."""
    key = item_entry, site.language, address
    made: FeedEntry = library.reads.once(key, lambda: item_entry(site, library, library.items[address]))
    return made


def _items(library: Library, channel: Channel) -> Sequence[StoredItem]:
    """The items a feed is of, oldest first."""
    if channel.group == "items":
        return sorted(islice(_by_edition(library), MOST_ENTRIES), key=lambda it: (it.facts.date, it.address))
    if channel.group == "topics":
        return library.by_topic.get(channel.key, ())
    if channel.group == "storylines":
        return library.storylines[channel.key].steps
    return library.by_name[channel.group][channel.key]


def _by_edition(library: Library) -> Iterator[StoredItem]:
    """Every item, those of the newest edition first: its top, then by importance, bare headlines last.

    A week has many more events than a feed holds, and its latest are mostly small.
    """
    for week in reversed(library.weeks):
        edition = library.editions.get(week)
        top = edition.edition.top if edition else ()
        newest_first = sorted(library.by_week.get(week, ()), key=lambda it: it.facts.date, reverse=True)
        bare = []
        for stored in sorted(newest_first, key=lambda it: (it.address not in top, -it.facts.score)):
            if stored.item.evidence:
                yield stored
            else:
                bare.append(stored)
        yield from bare


def _editions(site: Site, library: Library) -> Iterator[FeedEntry]:
    editions = library.editions
    told = (editions[week] for week in reversed(library.weeks) if week in editions)
    return (edition_entry(site, library, stored) for stored in islice(told, FEWEST_ENTRIES))


def _predictions(site: Site, library: Library) -> list[FeedEntry]:
    """What was made or settled last."""
    items = library.items
    found = (
        (told_at(items[it.address], it.said, is_settled), it.address, it.said.id, is_settled, it)
        for it in library.predictions
        for is_settled in {False, it.state == "settled"}
    )
    latest = nlargest(MOST_ENTRIES, found, key=lambda told: told[:-1])
    recent = latest[: how_many(at for at, *_ in latest)]
    return [prediction_entry(site, library, it, settled) for *_, settled, it in recent]


def _corrections(site: Site, library: Library) -> list[FeedEntry]:
    found = [
        (correction.date, stored.address, number)
        for stored in library.corrected
        for number, correction in enumerate(stored.item.corrections, 1)
    ]
    items, latest = library.items, nlargest(MOST_ENTRIES, found)
    return [
        correction_entry(site, items[address], number, items[address].item.corrections[number - 1])
        for _, address, number in latest[: how_many(date for date, *_ in latest)]
    ]


def how_many(times: Iterable[datetime]) -> int:
    """How many entries a feed holds. times: of what it could hold, the newest first."""
    latest = list(islice(times, MOST_ENTRIES))
    recent = sum(latest[0] - time <= timedelta(days=DAYS) for time in latest)
    return min(max(recent, FEWEST_ENTRIES), len(latest))
