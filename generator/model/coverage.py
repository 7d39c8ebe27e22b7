"""The coverage of a week: every article that was collected, and what became of it; and what digests tell besides.

The archive keeps what items do not say themselves: `content/<year>/<week>/coverage.json` lists the articles that are in
no item. `Coverage.with_items` puts those of the items beside them: that whole is what readers get.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Annotated, Literal, NamedTuple, get_args

from pydantic import Field

from generator.model.article import link_key
from generator.model.base import Address, Instant, Language, Line, Slug, Url, Value, instant_text
from generator.model.item import Count, Item, Report
from generator.model.week import Week, WeekId

Fate = Literal["item", "duplicate", "round-up", "off-topic", "unusable", "disarmed", "suppressed", "failed"]
"""item: one of the reports of an item, which `item` names.
duplicate: the same page, or the same story of the same outlet, as the article at `of`.
round-up: tells several events at once: an entry of a digest, or a title that announces a round-up; never an item.
off-topic: not about AI, or dropped by a word that a maintainer listed; `why` is the rule, `score` the relevance.
unusable: no article can be made of it; `why` says what is wrong with it.
disarmed: nothing but an order to a language model; nothing of it is repeated, so it has neither title nor address here.
suppressed: taken down by a maintainer's decision; it has neither title nor address here.
failed: its item could not be made; `why` is the cause."""

FATES: tuple[Fate, ...] = get_args(Fate)
"""In the order in which they are told."""
CURABLE: tuple[Fate, ...] = ("round-up", "off-topic", "failed")
"""Those that end when an item lists the page after all."""


class Trace(NamedTuple):
    """What one collected article is known by: the source that published it, and its page."""

    source: str
    page: str
    """`link_key` of its address; its title where it has none, its moment where it has no title either."""


class CollectedArticle(Value):
    """An article that was collected for the week, and what became of it."""

    source: Slug
    title: Line | None = None
    """Plain text, without what addresses a language model; None where nothing of it can be shown."""
    url: Url | None = None
    """None where it has none that may be linked to, or where nothing of it can be shown."""
    language: Language
    published: Instant | None = None
    """None where the feed gives no date that can be true; then `seen` says when the article was first seen."""
    seen: Instant | None = None
    fate: Fate
    item: Address | None = None
    """Of the item that tells it: of the fate item always; of a duplicate where the other article is in an item."""
    role: Literal["primary", "report", "copy"] | None = None
    """Of the fate item: as its item lists it."""
    of: Url | None = None
    """Of the fate duplicate: the article that stands for it."""
    score: Annotated[float, Field(ge=0, le=1)] | None = None
    """Of the fate off-topic: the relevance, where that was the rule."""
    why: Line | None = None
    """The rule or the cause in words."""

    @property
    def moment(self) -> Instant | None:
        """When it was published, or first seen where no date is known."""
        return self.published or self.seen

    def taken_down(self, why: str | None = None) -> CollectedArticle:
        """That it was taken down, without what would tell what it is."""
        gone = dict.fromkeys(("title", "url", "of", "item", "role", "score"))
        return self.model_copy(update={**gone, "fate": "suppressed", "why": why})

    @property
    def trace(self) -> Trace:
        """Identity within the coverage of a week."""
        page = link_key(self.url) if self.url else self.title
        return Trace(self.source, page or (instant_text(self.moment) if self.moment else ""))


class SourceCoverage(Value):
    """What became of one source in the last run that asked it."""

    source: Slug
    status: Literal["read", "failed"]
    """read: whether or not there was anything new in it."""
    cause: Line | None = None
    """Why it failed; or what a maintainer should know although it was read."""
    entries: Count = 0
    """Entries the feed holds, of whatever time."""
    undated: Count = 0
    """Entries of it that may be of any time: without a date, and there when the feed was first read."""
    faulty: Count = 0
    """Entries of it that could not be read at all: without a link, or without title and text."""


class Story(Value):
    """One story that a digest tells."""

    text: Line
    """Its words in the digest: headline, link text or sentence."""
    url: Url | None = None
    """The page the digest sends its readers to for it."""
    item: Address | None = None
    """The item that tells it here; None where none does."""
    why: Line | None = None
    """Of a story that is missed, what became of it: not in our sources, off topic …"""


class DigestLine(NamedTuple):
    """What a digest says of one story, to be known again in an item."""

    text: str
    moment: datetime
    """When the digest said it."""
    source: str


class Digest(Value):
    """One entry of a digest, held against the items."""

    source: Slug
    title: Line
    url: Url
    published: Instant | None = None
    stories: tuple[Story, ...] = ()
    """In the order of the digest; empty where its feed tells none apart."""

    @property
    def found(self) -> tuple[Story, ...]:
        """The stories that an item tells."""
        return tuple(story for story in self.stories if story.item)

    @property
    def missed(self) -> tuple[Story, ...]:
        """The stories that no item tells."""
        return tuple(story for story in self.stories if not story.item)


class Coverage(Value):
    """What became of everything that was collected for one week."""

    week: WeekId
    sources: tuple[SourceCoverage, ...] = ()
    """By name."""
    articles: tuple[CollectedArticle, ...] = ()
    """By source, newest first within one. In the archive without those of items, see `with_items`."""
    digests: tuple[Digest, ...] = ()
    """By source, newest first within one."""

    def counts(self) -> dict[Fate, int]:
        """How many articles came to each fate, see `count_fates`."""
        return count_fates(self.articles)

    def recall(self) -> tuple[int, int]:
        """How many stories of the digests items tell, and how many the digests tell."""
        return sum(len(digest.found) for digest in self.digests), sum(len(digest.stories) for digest in self.digests)

    def by_source(self) -> dict[str, tuple[CollectedArticle, ...]]:
        """The articles of each source that has any."""
        found: dict[str, list[CollectedArticle]] = {}
        for article in self.articles:
            found.setdefault(article.source, []).append(article)
        return {source: tuple(articles) for source, articles in found.items()}

    def without_items(self) -> Coverage:
        """As the archive keeps it: without what the items say themselves."""
        kept = tuple(article.model_copy(update={"item": None}) for article in self.articles if article.fate != "item")
        return self.model_copy(update={"articles": in_order(kept)})

    def with_items(self, items: Mapping[str, Item]) -> Coverage:
        """The whole: with the articles that items list, and duplicates sent to the item of the other article.

        items: by address, all that may have an article of this week; passing more items is allowed but slower.
        """
        week = Week.parse(self.week)
        listed = {listing.trace: listing for listing in _listed(week, items)}
        home = {listing.trace.page: listing.item for listing in listed.values()}
        others = [
            article.model_copy(update={"item": home.get(link_key(article.of)) if article.of else None})
            for article in self.articles
            if article.fate not in CURABLE or article.trace not in listed
        ]
        return self.model_copy(update={"articles": in_order([*listed.values(), *others])})

    def as_published(self, suppressed: Container[str], moved: Mapping[str, str | None]) -> Coverage:
        """What readers may see: of an article that was taken down only that one was, and no story that it told.

        suppressed: keys of articles that were taken down since; moved: the items that now tell the events of others, by
        the address of these, None where an event was taken down.
        """
        articles = tuple(_as_shown(article, suppressed) for article in self.articles)
        digests = tuple(it.model_copy(update={"stories": tuple(_stories_shown(it, moved))}) for it in self.digests)
        return self.model_copy(update={"articles": articles, "digests": digests})


def count_fates(articles: Iterable[CollectedArticle]) -> dict[Fate, int]:
    """How many articles came to each fate, in the order of FATES; fates that none came to are left out."""
    counted = Counter(article.fate for article in articles)
    return {fate: counted[fate] for fate in FATES if counted[fate]}


def _as_shown(article: CollectedArticle, suppressed: Container[str]) -> CollectedArticle:
    """The article as readers may see it if it was taken down, itself or the one that it repeats."""
    is_gone = any(url and link_key(url) in suppressed for url in (article.url, article.of))
    return article.taken_down() if is_gone or article.fate == "suppressed" else article


def _stories_shown(digest: Digest, moved: Mapping[str, str | None]) -> Iterator[Story]:
    """The stories that no item tells, and those of items that are there, at their address of today."""
    for story in digest.stories:
        survivor = moved.get(story.item, story.item) if story.item else None
        if survivor or not story.item:
            yield story.model_copy(update={"item": survivor})


def week_of(report: Report, item: Item) -> Week:
    """The week whose coverage tells of a report: its own, or that of its item where the report came late for it."""
    return max(Week.of(report.moment), item.week)


def in_order(articles: Iterable[CollectedArticle]) -> tuple[CollectedArticle, ...]:
    """By source, newest first within one; the same whatever the order they came in."""
    by_name = sorted(articles, key=lambda article: (article.source, article.trace.page, article.title or ""))
    newest = sorted(by_name, key=lambda article: article.moment.timestamp() if article.moment else 0.0, reverse=True)
    return tuple(sorted(newest, key=lambda article: article.source))


def _listed(week: Week, items: Mapping[str, Item]) -> Iterator[CollectedArticle]:
    for address, item in sorted(items.items()):
        yield from (_of_report(report, address) for report in item.articles if week_of(report, item) == week)


def _of_report(report: Report, address: str) -> CollectedArticle:
    return CollectedArticle(
        source=report.source,
        title=report.title,
        url=report.url,
        language=report.language,
        published=report.published,
        seen=None if report.published else report.collected,
        fate="item",
        item=address,
        role=report.role,
        why=report.why,
    )
