"""Articles as their item lists them: in which role, since when, and what shows that they tell its event."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property

from generator.group.documents import DocumentMaker
from generator.group.events import Event
from generator.group.explain import Compared, reason, told_in
from generator.group.roles import Voice
from generator.model.article import Article
from generator.model.item import Item, Report


def reports_of(
    event: Event, voices: Sequence[Voice], stored: Item | None, maker: DocumentMaker, now: datetime
) -> tuple[Report, ...]:
    """The reports of an event, in the order of its voices.

    stored: the item as it is published; what it says of when a report was collected, joined, and why, stays.
    """
    listing = _Listing(event, voices, stored, maker, now)
    return tuple(map(listing.report, voices))


class _Listing:
    """One event as it is listed."""

    def __init__(
        self, event: Event, voices: Sequence[Voice], stored: Item | None, maker: DocumentMaker, now: datetime
    ) -> None:
        self._voices, self._stored, self._maker, self._now = voices, stored, maker, now
        self._decided = event.decided
        self._known = {report.key: report for report in stored.articles} if stored else {}
        here = {voice.article.key: voice.article for voice in voices}
        is_whole = all(key in here for key in self._known)
        by_likeness = [voice.article.key for voice in voices if voice.article.key not in event.decided]
        self._first = next(iter(by_likeness), voices[0].article.key)
        if stored and not is_whole:
            self._first = stored.articles[0].key
        self._opening = here.get(self._first)

    @cached_property
    def _held_against(self) -> Compared:
        """The report that the others are compared with, or the item where that report is not at hand."""
        if self._opening or self._stored is None:
            return self._told(self._opening or self._voices[0].article)
        return Compared(self._maker.of_item(self._first, self._stored))

    def report(self, voice: Voice) -> Report:
        article, known = voice.article, self._known.get(voice.article.key)
        if known and self._stored and "articles" in self._stored.pinned:
            return known.model_copy(update={"adds": None})
        return Report(
            source=article.source.name,
            name=article.source.title,
            title=article.title,
            url=article.url,
            language=article.language,
            published=article.published,
            collected=known.collected if known else article.collected,
            role=voice.role,
            paywall=article.source.paywall,
            owner=article.source.owner,
            why=self._why(voice, known),
            joined=known.joined if known else self._now if self._stored else None,
        )

    def _why(self, voice: Voice, known: Report | None) -> str | None:
        """What shows that it tells the event; None for the first of those that no decision brought here."""
        if decided := self._decided.get(voice.article.key):
            return decided
        if voice.article.key == self._first:
            return None
        if voice.copies:
            return f"the same text as {voice.copies.source.title}"
        if known and known.why:
            return known.why
        return reason(self._told(voice.article), self._held_against)

    def _told(self, article: Article) -> Compared:
        return told_in(article, self._maker.of_article(article))
