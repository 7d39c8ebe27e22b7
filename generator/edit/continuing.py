"""Since last week: stories that went on, items of earlier editions that grew, and how much is usual."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from generator.model.edition import Continuation, Edition
from generator.model.item import Item, Related
from generator.model.week import Week

MAX_CONTINUATIONS = 6
#: A usual week is reckoned from so many editions, and told from at least `FEW_EDITIONS` of them.
RECENT_EDITIONS = 4
FEW_EDITIONS = 3


def continuations(ranked: Sequence[str], items: Mapping[str, Item]) -> tuple[Continuation, ...]:
    """Items that go on with one of an earlier week, best first, one for each storyline.

    ranked: addresses of the week's items.
    """
    found: dict[str, Continuation] = {}
    for address in ranked:
        item = items[address]
        if earlier := _last_step(item):
            goes_on = Continuation(item=address, earlier=earlier.item, why=earlier.why, storyline=item.storyline)
            found.setdefault(item.storyline or address, goes_on)
    return tuple(found.values())[:MAX_CONTINUATIONS]


def _last_step(item: Item) -> Related | None:
    """The newest earlier step of the item's storyline, else the nearest earlier item of the same matter."""
    before = [related for related in item.related if Week.of_address(related.item) < item.week]
    story = [related for related in before if related.relation == "storyline"]
    if story:
        return max(story, key=lambda related: (Week.of_address(related.item), related.score, related.item))
    near = [related for related in before if related.relation == "earlier"]
    return max(near, key=lambda related: (related.score, related.item), default=None)


def grown(items: Mapping[str, Item], week: Week) -> tuple[str, ...]:
    """Items of earlier editions that another outlet's report of this week joined, most important first.

    items: of the archive by address, at least those to which a report came in that week.
    """
    joined = {address for address, item in items.items() if item.week < week and any(_joiners(item, week))}
    return tuple(sorted(joined, key=lambda address: (-items[address].importance.score, address)))


def _joiners(item: Item, week: Week) -> Iterator[bool]:
    return (report.joined is not None and report.role != "copy" and report.moment in week for report in item.articles)


def usual(editions: Mapping[Week, Edition], week: Week) -> int | None:
    """Events of a usual week: the median of the last editions before `week`; None where there are too few to tell."""
    before = sorted(known for known in editions if known < week)[-RECENT_EDITIONS:]
    if len(before) < FEW_EDITIONS:
        return None
    return round(median(editions[known].numbers.events for known in before))
