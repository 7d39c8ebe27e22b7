"""The page of an edition: one week, ranked and grouped. The front page shows the newest one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from generator.archive.stored import StoredEdition
from generator.model.edition import Edition, Numbers, Receipt, SourceHealth
from generator.model.item import Item, Review
from generator.model.week import Week
from generator.site.addresses import item_address, week_address
from generator.site.cards import Card
from generator.site.charts import WEEKS_BEFORE, Compared, DayRow, by_day, compared
from generator.site.length import description_of, reading_minutes
from generator.site.library import Library
from generator.site.page import Link, Meta, Page, Sentence, Site, Text
from generator.site.structured import breadcrumbs, item_list
from generator.site.views.citations import sentence_in
from generator.site.views.corrections import CorrectionLine, corrections_in
from generator.site.views.coverage import coverage_address
from generator.site.views.entry import Entry, Group, entry_of
from generator.site.views.links import audience_links, full_week_link, name_link, source_link, topic_link, week_link
from generator.site.views.predictions import PredictionLine, tell
from generator.site.views.since import Continued, Grown, continued_in, grown_in
from generator.site.views.texts import in_translation, title_of_edition


@dataclass(frozen=True)
class Line:
    """One line of the week, with the item that carries it."""

    text: Sentence
    address: str
    """Of the item's page."""


@dataclass(frozen=True)
class EditionView:
    """Everything an edition's page shows, in the order of the page."""

    title: Text
    mark: str
    """Which edition, as of when: see Edition.mark."""
    week: Week
    days: tuple[date, ...]
    previous: Link | None
    next: Link | None
    intro: tuple[Line, ...]
    numbers: Numbers
    top: tuple[Entry, ...]
    groups: tuple[Group, ...]
    brief: tuple[Entry, ...]
    continues: tuple[Continued, ...]
    grown: tuple[Grown, ...]
    corrections: tuple[CorrectionLine, ...]
    audiences: tuple[Link, ...]
    """For whom the week can be ordered."""
    due: tuple[PredictionLine, ...]
    """Predictions whose day was in this week."""
    topics: tuple[tuple[Link, DayRow], ...]
    """Events by first topic and day."""
    companies: tuple[tuple[Link, Compared], ...]
    weeks_before: int
    """Weeks that the companies' usual counts come from."""
    read: int
    failed: tuple[Link, ...]
    coverage: str
    """Address of the page that says what became of every article; empty where nobody recorded it."""
    receipt: Receipt | None
    by_models: int
    """Events whose words are a model's."""
    is_head_by_model: bool
    review: Review | None
    minutes: int
    """To read the week in its lines and its top."""
    note: str


def edition_page(site: Site, library: Library, week: Week) -> Page:
    """The page of a week; a week without an edition file lists its items by importance."""
    stored = edition_of(site, library, week)
    view = _view(site, library, stored)
    address = week_address(week)
    here = full_week_link(site, week)
    meta = Meta(
        title=f"{view.title.text} · {here.label}",
        address=address,
        description=description_of(" ".join(line.text.marked for line in view.intro) or view.title.text),
        section="edition",
        previous=view.previous.address if view.previous else None,
        next=view.next.address if view.next else None,
        data=(item_list(site, view.title.text, [entry.address for entry in view.top]), breadcrumbs(site, here)),
        listed=not site.sample,
    )
    card = Card(site.name, view.title.text, here.label, site.description)
    return Page(address, "recap/edition.html", meta, view, stored.edition.updated, card)


def edition_of(site: Site, library: Library, week: Week) -> StoredEdition:
    """The edition of a week, or what stands for it where the archive has none."""
    return library.editions.get(week) or StoredEdition(_unedited(site, library, week))


def front_page(site: Site, library: Library) -> Page:
    """The newest edition, at the top of the site: an address and a title of its own, whatever it shows."""
    page = edition_page(site, library, library.weeks[-1])
    meta = replace(
        page.meta, title=site.words("front_title"), description=site.description, section="front", canonical=""
    )
    return replace(page, address="", meta=meta)


def events_by_models(library: Library, week: Week) -> int:
    """How many events of a week are told in a model's words."""
    return sum(stored.facts.by_model for stored in library.by_week.get(week, ()))


def _view(site: Site, library: Library, stored: StoredEdition) -> EditionView:
    edition, week = stored.edition, stored.week
    told = frozenset(line.text for line in edition.intro)
    listed = set(edition.addresses())
    forgotten = [item.address for item in library.by_week.get(week, ()) if item.address not in listed]
    before, after, head = *library.beside(week), library.head(week)
    return EditionView(
        title=title_of_edition(site, head) if head else Text(edition.title),
        mark=edition.mark,
        week=week,
        days=tuple(week.start.date() + timedelta(days=n) for n in range(7)),
        previous=week_link(site, before) if before else None,
        next=week_link(site, after) if after else None,
        intro=lines_of(site, library, edition),
        numbers=edition.numbers,
        top=_entries(site, library, edition.top, told),
        groups=_groups(site, library, edition),
        brief=_entries(site, library, [*edition.brief, *forgotten]),
        continues=continued_in(site, library, edition),
        grown=grown_in(site, library, edition),
        corrections=corrections_in(site, library, edition),
        audiences=audience_links(site, library),
        due=tell(site, library, library.predictions_in(week), with_later=True),
        topics=_topics(site, library, week),
        companies=_companies(site, library, week),
        weeks_before=len(library.weeks_before(week, WEEKS_BEFORE)),
        read=edition.health.read,
        failed=tuple(source_link(site, library, name) for name in edition.health.failed),
        coverage=coverage_address(week) if week in library.covered else "",
        receipt=edition.receipt,
        by_models=events_by_models(library, week),
        is_head_by_model=edition.is_by_model,
        review=edition.review if edition.is_reviewed else None,
        minutes=_minutes(site, library, edition),
        note=stored.body.strip(),
    )


def _unedited(site: Site, library: Library, week: Week) -> Edition:
    """What a week is before its edition is made, or after it was deleted."""
    items = library.by_week.get(week, ())
    reports = [report for stored in items for report in stored.item.articles]
    return Edition(
        title=site.words("week_of_year", number=week.number, year=week.year),
        edition=str(week),
        date=min((stored.date for stored in items), default=week.start),
        updated=max((stored.updated for stored in items), default=week.start),
        top=tuple(stored.address for stored in items),
        numbers=Numbers(events=len(items), reports=len(reports), sources=len({report.source for report in reports})),
        health=SourceHealth(),
    )


def _entries(site: Site, library: Library, addresses: Iterable[str], told: Iterable[str] = ()) -> tuple[Entry, ...]:
    """Items by address; one that was taken out of the archive is passed over."""
    items = library.items
    return tuple(entry_of(site, library, items[address], told) for address in addresses if address in items)


def _groups(site: Site, library: Library, edition: Edition) -> tuple[Group, ...]:
    found = ((topic_link(site, library, it.topic), _entries(site, library, it.items)) for it in edition.groups)
    return tuple(Group(link, entries) for link, entries in found if entries)


def _minutes(site: Site, library: Library, edition: Edition) -> int:
    """The intro, and title and second line of the top; who has more time reads on."""
    entries = _entries(site, library, edition.top)
    texts = (text.text for entry in entries for text in (entry.title, entry.dek) if text)
    return reading_minutes([*(line.text for line in edition.intro), *texts])


def lines_of(site: Site, library: Library, edition: Edition) -> tuple[Line, ...]:
    """The lines of the week; one whose item is gone has nothing that carries it."""
    found = (library.items.get(line.item) for line in edition.intro)
    return tuple(
        Line(_words(site, library, edition, number, stored.item), item_address(stored.address))
        for number, stored in enumerate(found)
        if stored
    )


def _words(site: Site, library: Library, edition: Edition, number: int, item: Item) -> Sentence:
    """A line of the week as its item's claim says it, else in its own translation."""
    told = item.told_in(site.language)
    if told is not item and told.tldr:
        return sentence_in(site, library, told, "tldr.what_changed", told.tldr.what_changed)
    line = edition.intro[number].text
    found = next(((path, claim) for path, claim in item.claims() if claim.text == line), None)
    if found:
        return sentence_in(site, library, item, *found)
    text = in_translation(site, edition, f"intro.{number}", Text(line, site.foreign(item.language)))
    return Sentence(text.text, text.lang)


def _topics(site: Site, library: Library, week: Week) -> tuple[tuple[Link, DayRow], ...]:
    rows = by_day(library.by_week.get(week, ()), week, lambda stored: next(iter(stored.facts.topics), None))
    return tuple((topic_link(site, library, row.key), row) for row in rows)


def _companies(site: Site, library: Library, week: Week) -> tuple[tuple[Link, Compared], ...]:
    counts = library.company_counts
    before = [counts.get(it, {}) for it in library.weeks_before(week, WEEKS_BEFORE)]
    names = library.names["companies"]
    found = compared(counts.get(week, {}), before)
    return tuple((name_link(site, names[row.key], "companies"), row) for row in found)
