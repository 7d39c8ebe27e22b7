"""What of all that was collected belongs to a week, which items it may join, and what of it may be shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from generator.archive.store import Archive
from generator.group.events import Event
from generator.model.article import Article
from generator.model.base import instant_text
from generator.model.item import Item
from generator.model.week import Week

#: So far back articles are read for their texts: a report may join an item of the week before.
LOOKS_BACK = timedelta(weeks=2)
#: An article of the last days before the week, first seen now, counts for this week, because its own week's edition
#: is already published.
LATE_FOR = timedelta(days=2)


class Admitted(NamedTuple):
    """Events that may become items; hidden, late: keys of articles of those that may not, since what they tell was
    taken down, or since the edition is released."""

    events: list[Event]
    hidden: frozenset[str]
    late: frozenset[str]


@dataclass(frozen=True)
class Intake:
    """Of one week; archive: before anything of the week's run is written."""

    archive: Archive
    week: Week

    @cached_property
    def since(self) -> datetime:
        """From when on articles belong to the week."""
        return self.week.start - LATE_FOR if self.week.shift(-1) in self.archive.editions else self.week.start

    @cached_property
    def released(self) -> frozenset[Week]:
        """The weeks whose editions are released."""
        return frozenset(week for week, stored in self.archive.editions.items() if stored.edition.released is not None)

    @cached_property
    def joinable(self) -> Mapping[str, Item]:
        """The items that reports of the week may join, by address: those of so far back as articles are read."""
        begin, end = instant_text(read_since(self.week)), instant_text(self.week.end)
        return self.archive.where(lambda facts: facts.date < end and begin <= facts.latest)

    def considered(self, articles: Sequence[Article]) -> list[Article]:
        """Articles of the week and late ones, and of any age those of the same pages and those of items that may grow,
        whose texts are read again. Articles of items that can no longer grow are left out.
        """
        settled = self.archive.listed(article.key for article in articles) - self._listed
        of_week = {article.key for article in articles if article.moment >= self.since} - settled
        return [article for article in articles if article.key in self._listed or article.key in of_week]

    @cached_property
    def _listed(self) -> Set[str]:
        """Keys of the articles that an item which may grow lists or is to list."""
        listed = {report.key for item in self.joinable.values() for report in item.articles}
        return listed | self.archive.rulings.together.keys()

    def admitted(self, events: Sequence[Event]) -> Admitted:
        """None of items that were taken down, and no new ones after the release."""
        taken_down = self.archive.rulings.taken_down
        shown = [event for event in events if event.address not in taken_down]
        hidden = _keys(event for event in events if event.address in taken_down)
        if self.week not in self.released:
            return Admitted(shown, hidden, frozenset())
        late = _keys(event for event in shown if event.address is None)
        return Admitted([event for event in shown if event.address is not None], hidden, late)


def read_since(week: Week) -> datetime:
    """From when on articles are read in a week's run."""
    return week.start - LOOKS_BACK


def _keys(events: Iterable[Event]) -> frozenset[str]:
    return frozenset(article.key for event in events for article in event.articles)
