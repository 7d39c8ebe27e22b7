"""An edition as a letter tells it: a value, before it is mail, post or message."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import urljoin

from generator.archive.stored import StoredItem
from generator.model.edition import IntroLine
from generator.model.item import Claim, Item, Review
from generator.model.week import Week
from generator.site.addresses import item_address, week_address
from generator.site.length import description_of
from generator.site.library import Library
from generator.site.notes import page_link
from generator.site.page import Site, Text
from generator.site.views.citations import Basis, news_of
from generator.site.views.corrections import CorrectionLine
from generator.site.views.edition import EditionView, edition_page
from generator.site.views.entry import Entry, Rectified
from generator.site.views.reports import outlets_of
from generator.site.views.texts import title_of
from generator.text.words import same_words

#: So many outlets are named beside an event; the rest are counted.
NAMED = 3
_LINK = re.compile(r"\]\(([^)\s]+)")
"""Of Markdown, up to where its address ends."""


@dataclass(frozen=True)
class Line:
    """A claim with those who say it."""

    text: Text
    quoted: bool
    """Whether it is a quotation that needs marks: it brings none of its own."""
    inference: bool
    sources: tuple[Basis, ...]
    """Who says it, each with the way to the sentence; without address where only the outlet is known."""
    href: str
    """Full address of the event's page."""
    by_model: bool
    """Whether a model wrote it and nobody answers for it."""


@dataclass(frozen=True)
class Story:
    """An event of the week."""

    title: Text
    href: str
    """Full address of its page."""
    rectified: Rectified | None
    line: Line | None
    """The first claim that says more than stands in the letter already."""
    outlets: tuple[Text, ...]
    """Some who told it, besides those named with its line."""
    more: int
    """How many more did."""
    by_model: bool
    """Whether a model wrote it and nobody answers for it."""
    score: float


@dataclass(frozen=True)
class Section:
    """Stories under one heading. kind: top, topic, or brief, which is titles only."""

    label: str
    kind: str
    stories: tuple[Story, ...]


@dataclass(frozen=True)
class Letter:
    """Everything a letter says, in its order."""

    site: Site
    week: Week
    published: datetime
    title: str
    href: str
    """Full address of the edition."""
    week_label: str
    first_day: date
    last_day: date
    lines: tuple[Line, ...]
    sections: tuple[Section, ...]
    left_out: int
    """Stories that are on the site only."""
    corrections: tuple[CorrectionLine, ...]
    by_models: int
    """Events whose words are a model's."""
    is_head_by_model: bool
    review: Review | None
    note: str
    """The editor's Markdown, its links absolute; empty where there is none."""

    @property
    def language(self) -> str:
        return self.site.language

    @property
    def labels(self) -> tuple[str, ...]:
        """What is to be said beside title and lines, wherever they stand: that they are invented, or by a model."""
        by_model = (self.is_head_by_model and not self.review) or any(line.by_model for line in self.lines)
        told = {"sample": self.site.sample, "card_by_model": by_model}
        return tuple(self.site.words(key) for key, applies in told.items() if applies)

    @property
    def preheader(self) -> str:
        """What a mail program shows beside the subject."""
        texts = [line.text.text for line in self.lines] or [story.title.text for story in self.stories()]
        return description_of(" ".join(texts))

    def stories(self) -> Iterator[Story]:
        """Every story in the order of the letter."""
        return (story for section in self.sections for story in section.stories)

    def shortened(self, count: int) -> Letter:
        """The letter with its `count` first stories by rank: the top, then topics by importance, then the brief."""
        kept = {story.href for story in self._ranked()[:count]}
        sections = (
            replace(section, stories=tuple(story for story in section.stories if story.href in kept))
            for section in self.sections
        )
        left_out = sum(1 for _ in self.stories()) - len(kept)
        return replace(self, sections=tuple(section for section in sections if section.stories), left_out=left_out)

    def _ranked(self) -> Sequence[Story]:
        order = ("top", "topic", "brief")
        ranked = [
            (order.index(section.kind), 0.0 if section.kind == "top" else -story.score, number, story)
            for section in self.sections
            for number, story in enumerate(section.stories)
        ]
        return [story for *_, story in sorted(ranked, key=lambda entry: entry[:3])]


def letter_of(site: Site, library: Library, week: Week) -> Letter:
    """The letter of an edition that the library has."""
    view = edition_page(site, library, week).view
    assert isinstance(view, EditionView)  # noqa: S101 (of the page of an edition)
    edition = library.archive.editions[week].edition
    told = frozenset(line.text for line in edition.intro)
    return Letter(
        site=site,
        week=week,
        published=edition.date,
        title=view.title.text,
        href=site.absolute(week_address(week)),
        week_label=site.words("week", number=week.number),
        first_day=view.days[0],
        last_day=view.days[-1],
        lines=tuple(_intro(site, library, edition.intro)),
        sections=tuple(it for it in _sections(site, library, view, told) if it.stories),
        left_out=0,
        corrections=view.corrections,
        by_models=view.by_models,
        is_head_by_model=view.is_head_by_model,
        review=view.review,
        note=_with_absolute_links(view.note, site, week),
    )


def _sections(site: Site, library: Library, view: EditionView, told: frozenset[str]) -> Iterator[Section]:
    """The parts of an edition; told: lines that stand in the letter already."""

    def section(label: str, kind: str, entries: Iterable[Entry]) -> Section:
        found = ((entry, library.archive.items[entry.address.removesuffix("/")]) for entry in entries)
        lines = ((it, stored, None if kind == "brief" else _fresh(site, library, stored, told)) for it, stored in found)
        return Section(label, kind, tuple(_story(site, *story) for story in lines))

    yield section(site.words("top"), "top", view.top)
    yield from (section(group.link.label, "topic", group.entries) for group in view.groups)
    yield section(site.words("brief"), "brief", view.brief)


def _with_absolute_links(note: str, site: Site, week: Week) -> str:
    """Markdown whose links lead to the same pages from anywhere."""
    here = site.absolute(week_address(week))

    def absolute(link: re.Match[str]) -> str:
        return f"]({urljoin(here, page_link(link[1], f'{week.folder}/index', site.absolute('')))}"

    return _LINK.sub(absolute, note)


def _intro(site: Site, library: Library, lines: Iterable[IntroLine]) -> Iterator[Line]:
    """The week in a few lines; one whose event is gone has nothing that carries it."""
    for line in lines:
        if stored := library.archive.items.get(line.item):
            item = stored.item
            claim = next((claim for _, claim in item.claims() if claim.text == line.text), None)
            if claim:
                yield _line(site, library, stored, claim)
            else:  # an editor's own words
                text, outlets = Text(line.text, site.foreign(item.language)), outlets_of(site, item.articles)[:NAMED]
                bases = tuple(Basis(it, "") for it in outlets)
                yield Line(text, False, False, bases, _href(site, stored), by_model=False)


def _fresh(site: Site, library: Library, stored: StoredItem, told: frozenset[str]) -> Line | None:
    """The first claim of an item that says neither what was told nor what its title does."""
    claims = (claim for path, claim in stored.item.claims() if path.startswith(("tldr.", "takeaways.")))
    fresh = (claim for claim in claims if claim.text not in told and not same_words(claim.text, stored.item.title))
    claim = next(fresh, None)
    return _line(site, library, stored, claim) if claim else None


def _story(site: Site, entry: Entry, stored: StoredItem, line: Line | None) -> Story:
    item = stored.item
    said = {source.outlet for source in line.sources} if line else set()
    others = tuple(outlet for outlet in outlets_of(site, item.articles) if outlet not in said)
    return Story(
        title=title_of(site, stored),
        href=_href(site, stored),
        rectified=entry.rectified,
        line=line,
        outlets=others[:NAMED],
        more=len(others[NAMED:]),
        by_model=_is_by_model(item),
        score=item.importance.score,
    )


def _line(site: Site, library: Library, stored: StoredItem, claim: Claim) -> Line:
    news = news_of(site, library, stored.item, claim)
    assert news  # noqa: S101 (a claim is given)
    quoted = news.quoted and not news.text.has_marks
    return Line(news.text, quoted, news.inference, news.bases, _href(site, stored), _is_by_model(stored.item))


def _is_by_model(item: Item) -> bool:
    return item.is_by_model and not item.is_reviewed


def _href(site: Site, stored: StoredItem) -> str:
    return site.absolute(item_address(stored.address))
