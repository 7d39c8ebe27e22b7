"""Pages of storylines: the continuing stories, each with its steps from the first to the latest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from generator.archive.stored import StoredItem
from generator.edit.predictions import predictions
from generator.site.addresses import list_address, numbered_address
from generator.site.charts import Tick, ticks
from generator.site.holdings import names_in
from generator.site.length import description_of
from generator.site.library import Library
from generator.site.outputs import PlannedPages, planned
from generator.site.page import Link, Meta, Page, Site, Text
from generator.site.storylines import Storyline
from generator.site.structured import breadcrumbs, item_list
from generator.site.views.citations import News, news_of
from generator.site.views.entry import Entry, entry_of
from generator.site.views.links import name_link
from generator.site.views.listing import LANDING, PER_PAGE
from generator.site.views.predictions import PredictionLine, tell
from generator.site.views.section import section_meta
from generator.site.views.texts import title_of
from generator.text.words import same_words

FOLDER = "storylines/"
#: A story runs while its latest step is of the newest so many weeks.
RUNNING_WEEKS = 4
#: Names that say what a story is about.
MOST_NAMES = 4
#: Predictions of a story that are told on its page.
MOST_AWAITED = 5


@dataclass(frozen=True)
class Step:
    """An item as a step of its story."""

    entry: Entry
    news: News | None
    """None where nothing is made of the item yet, or where the title says the same."""


@dataclass(frozen=True)
class StorylineView:
    """A continuing story, oldest step first."""

    title: Text
    """Of the latest step: no word of it is made for the story."""
    names: tuple[Link, ...]
    """What most of its steps are about."""
    steps: tuple[Step, ...]
    ticks: tuple[Tick, ...]
    """Its days on a line."""
    outlets: int
    """Independent voices, each counted once over all steps."""
    awaited: tuple[PredictionLine, ...]
    """What its items say is to come, the first due first."""


@dataclass(frozen=True)
class Row:
    """A story in the index."""

    link: Link
    names: tuple[Link, ...]
    count: int
    first: datetime
    last: datetime
    news: News | None
    """What its latest step changed."""


@dataclass(frozen=True)
class StorylinesView:
    """On the landing page: what runs, then the latest of what came to rest; on a numbered one stories in the
    order in which they became one, numbered from the oldest."""

    running: tuple[Row, ...]
    resting: tuple[Row, ...]
    total: int
    number: int | None = None
    pages: tuple[Link, ...] = ()
    """On the landing page: the numbered ones, newest first; none where it shows all stories."""


@dataclass(frozen=True)
class Place:
    """Where an item stands in its story: the step before, the step after."""

    page: Link
    before: Entry | None
    after: Entry | None


def storyline_address(storyline: Storyline) -> str:
    return list_address("storylines", storyline.slug)


def storyline_link(site: Site, storyline: Storyline) -> Link:
    """A story by the title of its latest step."""
    title = title_of(site, storyline.latest)
    return Link(title.text, storyline_address(storyline), title.lang)


def storyline_pages(library: Library) -> Iterator[PlannedPages]:
    """The index, and a page for each story."""
    yield planned(storylines_page, LANDING)
    for number in range(1, len(_numbered(library)) + 1):
        yield planned(storylines_page, number)
    for slug, story in library.storylines.items():
        yield planned(storyline_page, slug, moment=story.latest.facts.date, page=storyline_address(story))


def storyline_page(site: Site, library: Library, slug: str) -> Page:
    """The page of a story: a function of its items alone."""
    storyline = library.storylines[slug]
    link, address = storyline_link(site, storyline), storyline_address(storyline)
    parent = Link(site.words("storylines"), FOLDER)
    view = StorylineView(
        title=Text(link.label, link.lang),
        names=_shared_names(site, storyline),
        steps=tuple(step_of(site, library, stored) for stored in storyline.steps),
        ticks=ticks([stored.date.date() for stored in storyline.steps]),
        outlets=len(frozenset[str]().union(*(stored.item.publishers for stored in storyline.steps))),
        awaited=_awaited(site, library, storyline),
    )
    meta = Meta(
        title=f"{link.label} · {site.words('storyline')}",
        address=address,
        description=description_of(_description(site, storyline)),
        section="storylines",
        data=(
            item_list(site, link.label, [step.entry.address for step in view.steps]),
            breadcrumbs(site, parent, link),
        ),
        listed=not site.sample,
    )
    modified = max(stored.updated for stored in storyline.steps)
    return Page(address, "recap/storyline.html", meta, view, modified)


def step_of(site: Site, library: Library, stored: StoredItem) -> Step:
    """An item with what it changed."""
    news = news_of(site, library, stored.item)
    is_said = news is not None and same_words(news.text.text, title_of(site, stored).text)
    return Step(entry_of(site, library, stored), None if is_said else news)


def place_of(site: Site, library: Library, stored: StoredItem) -> Place | None:
    """Where an item stands in its story; None where it stands alone."""
    storyline = library.storyline_of(stored.address)
    if storyline is None or len(storyline.steps) == 1:
        return None
    number = [step.address for step in storyline.steps].index(stored.address)
    before, after = storyline.steps[:number][-1:], storyline.steps[number + 1 :][:1]
    return Place(
        page=Link(site.words("storyline"), storyline_address(storyline)),
        before=entry_of(site, library, before[0]) if before else None,
        after=entry_of(site, library, after[0]) if after else None,
    )


def _description(site: Site, storyline: Storyline) -> str:
    tldr = storyline.latest.item.told_in(site.language).tldr
    return tldr.what_changed.text if tldr else site.words("storylines_lead")


def _shared_names(site: Site, storyline: Storyline) -> tuple[Link, ...]:
    """The names that more than half of the items are about, the most frequent first."""
    counts = Counter(key for stored in storyline.steps for key in dict.fromkeys(names_in(stored.facts)))
    shared = [key for key, count in counts.most_common() if 2 * count > len(storyline.steps)]
    return tuple(name_link(site, name, folder) for folder, name in shared[:MOST_NAMES])


def _awaited(site: Site, library: Library, storyline: Storyline) -> tuple[PredictionLine, ...]:
    said = ((stored.address, stored.facts.implications) for stored in storyline.steps)
    found = predictions(said, storyline.latest.date.date())
    return tell(site, library, [prediction for prediction in found if prediction.state != "settled"][:MOST_AWAITED])


def storylines_page(site: Site, library: Library, number: int) -> Page:
    """The landing page of the index, or a numbered one, which asks for its own stories only."""
    if number != LANDING:
        part = library.stories[(number - 1) * PER_PAGE : number * PER_PAGE]
        rows = _rows(site, library, part[::-1])
        return _index(site, numbered_address(FOLDER, number), StorylinesView((), rows, len(part), number))
    running, resting = _by_step(library)
    links = tuple(Link(str(number), numbered_address(FOLDER, number)) for number in reversed(_numbered(library)))
    shown = _rows(site, library, running), _rows(site, library, resting[:PER_PAGE])
    return _index(site, FOLDER, StorylinesView(*shown, len(library.stories), pages=links))


def _by_step(library: Library) -> tuple[Sequence[Storyline], Sequence[Storyline]]:
    """Stories that run and those that rest, the one with the latest step first."""
    oldest = library.weeks[-1].shift(-RUNNING_WEEKS) if library.weeks else None
    ordered = sorted(library.stories, key=lambda story: (story.latest.date, story.slug), reverse=True)
    running = [story for story in ordered if oldest and story.latest.week > oldest]
    return running, ordered[len(running) :]


def _numbered(library: Library) -> range:
    """The numbers of pages; none where the landing page shows all stories."""
    is_cut = len(_by_step(library)[1]) > PER_PAGE
    return range(1, -(-len(library.stories) // PER_PAGE) + 1) if is_cut else range(0)


def _index(site: Site, address: str, view: StorylinesView) -> Page:
    label = site.words("storylines")
    title = site.words("page_of", title=label, number=view.number) if view.number else label
    modified = max((row.last for row in (*view.running, *view.resting)), default=None)
    meta = section_meta(site, "storylines", address, title, crumbs=[Link(label, FOLDER)], listed=bool(view.total))
    return Page(address, "recap/storylines.html", meta, view, modified)


def _rows(site: Site, library: Library, stories: Sequence[Storyline]) -> tuple[Row, ...]:
    return tuple(
        Row(
            link=storyline_link(site, story),
            names=_shared_names(site, story),
            count=len(story.steps),
            first=story.steps[0].date,
            last=story.latest.date,
            news=news_of(site, library, story.latest.item),
        )
        for story in stories
    )
