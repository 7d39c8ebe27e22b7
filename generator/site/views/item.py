"""The page of an item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from generator.archive.stored import StoredItem
from generator.model.item import Claim, Implication, Item, Made, Review, TimelineEntry
from generator.model.vocabulary import in_language
from generator.site.addresses import domain, item_address
from generator.site.cards import Card
from generator.site.holdings import names_in
from generator.site.length import description_of, reading_minutes, wide_characters
from generator.site.library import Library
from generator.site.page import Link, Meta, Page, Site, Text
from generator.site.reasons import reason_in
from generator.site.structured import breadcrumbs, news_article
from generator.site.views.citations import Citations, Note, Said
from generator.site.views.corrections import CorrectionLine, corrections_of
from generator.site.views.entry import Entry, entry_of
from generator.site.views.links import full_week_link, name_link
from generator.site.views.predictions import PredictionLine, line_of
from generator.site.views.related import Update, related_updates
from generator.site.views.reports import Growth, Independence, SourceLine, growth, independence, source_lines
from generator.site.views.storyline import Place, place_of
from generator.site.views.texts import in_translation, sentence_of, title_of, title_of_edition
from generator.text.words import same_words

#: Letters that fit on three lines of the largest heading.
LONG_TITLE = 90


@dataclass(frozen=True)
class NextStep:
    """Where the next step leads."""

    label: str
    href: str
    domain: str


@dataclass(frozen=True)
class Comparison:
    subjects: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Said | None, ...]], ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Prediction:
    """Something announced or expected: the claim with its citations, and what holds it to account."""

    id: str
    said: Said
    line: PredictionLine
    is_what_changed: bool
    """Whether it says what the first claim said above."""


@dataclass(frozen=True)
class Moment:
    """An entry of the timeline: a sentence, an item of the archive, or both."""

    date: str
    said: Said | None
    entry: Entry | None


@dataclass(frozen=True)
class ItemView:
    """Everything an item's page shows, in the order of the page; what is empty is not shown."""

    address: str
    entry: Entry
    title: Text
    original: Text | None
    """The title in its own language, where it is shown translated."""
    hook: Said | None
    title_notes: tuple[Note, ...]
    outlets: tuple[str, ...]
    """Of the citations, by their numbers."""
    week: Link
    edition_title: Text
    """Empty where an item lends it."""
    lead: Text
    has_primary: bool
    others: int
    """Further independent outlets, as lists count them."""
    date: datetime
    updated: datetime | None
    """When it last changed after its edition was out."""
    lag: str
    """How long after the first report this program had it; empty where nobody knows."""
    made: Made | None
    review: Review | None
    """Who answers for what stands here now; None where it was made or changed since."""
    minutes: int
    """To read it."""
    grown: Growth | None
    place: Place | None
    later: Update | None
    """What it led to, where neither a story nor the line below the title says it."""
    what_changed: Said | None
    why_it_matters: Said | None
    what_to_do_next: Said | None
    step: NextStep | None
    takeaways: tuple[Said, ...]
    competitors: Comparison | None
    technical: tuple[Said, ...]
    implications: tuple[Prediction, ...]
    timeline: tuple[Moment, ...]
    note: str
    related: tuple[Update, ...]
    """Without those of the timeline."""
    independence: Independence
    sources: tuple[SourceLine, ...]
    names: tuple[Link, ...]
    ranked_for: tuple[str, ...]
    corrections: tuple[CorrectionLine, ...]
    edited: bool
    """Whether a person changed some of it."""

    @property
    def grew_last(self) -> bool:
        """Whether reports joined on the day of its last change, which is told with them."""
        return self.grown is not None and self.updated is not None and self.grown.day == self.updated.date()

    @property
    def has_long_title(self) -> bool:
        """Whether the title needs smaller type; a Chinese character is as wide as two letters."""
        return len(self.title.text) + wide_characters(self.title.text) > LONG_TITLE


def item_page(site: Site, library: Library, stored: StoredItem) -> Page:
    """The page of an item."""
    item = stored.item
    address = item_address(stored.address)
    week = full_week_link(site, item.week)
    title = title_of(site, stored)
    description = _description(site, stored, title)
    meta = Meta(
        title=title.text,
        address=address,
        description=description,
        kind="article",
        data=(
            news_article(site, address, item, title.text),
            breadcrumbs(site, week, Link(title.text, address)),
        ),
        listed=is_listed(site, stored),
        languages=item.translated_into | {site.own_language},
    )
    view, card = _view(site, library, stored, week), _card(site, item, title, week)
    return Page(address, "recap/item.html", meta, view, item.updated, card)


def is_listed(site: Site, stored: StoredItem) -> bool:
    """Whether search engines are to show an item's page in a language: one without a claim only repeats titles."""
    is_in_language = not site.prefix or site.language in stored.facts.translated
    return not site.sample and is_in_language and stored.brief.is_told


def _view(site: Site, library: Library, stored: StoredItem, week: Link) -> ItemView:
    item = stored.item.told_in(site.language)
    citations = Citations(site, library, item)
    claims = {path: citations.say(path, claim) for path, claim in item.claims()}
    related = related_updates(site, library, stored)
    told = {item_address(entry.item) for entry in item.timeline if entry.item}
    place = place_of(site, library, stored)
    edition = library.own_head(item.week)
    lead, title, entry = item.articles[0], title_of(site, stored), entry_of(site, library, stored)
    return ItemView(
        address=stored.address,
        entry=entry,
        title=title,
        original=Text(item.title, item.language) if title.text != item.title else None,
        hook=_hook(site, item, citations),
        title_notes=citations.of_title(),
        outlets=citations.outlets(),
        week=week,
        edition_title=title_of_edition(site, edition),
        lead=Text(lead.name, site.foreign(lead.language)),
        has_primary=item.has_primary,
        others=max(0, len(item.publishers) - 1),
        date=item.date,
        updated=item.updated if edition and item.updated > edition.date else None,
        lag="" if lead.lag is None else site.words.lag(lead.lag),
        made=item.made,
        review=item.review if item.is_reviewed else None,
        minutes=reading_minutes([title.text, *(said.text.text for said in claims.values())]),
        grown=growth(site, item, claims),
        place=place,
        later=None if entry.rectified or (place and place.after) else _later(related),
        what_changed=claims.get("tldr.what_changed"),
        why_it_matters=claims.get("tldr.why_it_matters"),
        what_to_do_next=claims.get("tldr.what_to_do_next"),
        step=_step(site, library, item),
        takeaways=_section(claims, "takeaways."),
        competitors=_comparison(site, item, claims),
        technical=_section(claims, "technical."),
        implications=tuple(
            Prediction(
                it.id, claims[f"implications.{n}"], line_of(site, library, stored, it), _is_what_changed(item, it)
            )
            for n, it in enumerate(item.implications)
            if it.is_published
        ),
        timeline=tuple(_moment(site, library, citations, n, entry) for n, entry in enumerate(item.timeline)),
        note=stored.body.strip(),
        related=tuple(it for it in related if it.entry.address not in told),
        independence=independence(item),
        sources=source_lines(site, item, citations, claims),
        names=tuple(name_link(site, name, folder) for folder, name in names_in(item.entities)),
        ranked_for=tuple(reason_in(site.words, why) for why in item.importance.why),
        corrections=corrections_of(site, stored),
        edited=bool(item.pinned),
    )


def _later(related: Sequence[Update]) -> Update | None:
    return next((it for it in related if it.relation == "later"), None)


def _card(site: Site, item: Item, title: Text, week: Link) -> Card:
    made = site.words("card_by_model" if item.is_by_model else "card_extracted")
    voices = len(item.publishers)
    return Card(f"{site.name} · {week.label}", title.text, site.words("independent", n=voices), made)


def _description(site: Site, stored: StoredItem, title: Text) -> str:
    line = next(iter(stored.brief.lines_in(site.language)), None)
    return description_of(sentence_of(site, line).marked if line else title.text)


def _hook(site: Site, item: Item, citations: Citations) -> Said | None:
    """The hook, unless the first claim or the title says the same a line further."""
    said_next = [item.title, *([item.tldr.what_changed.text] if item.tldr else [])]
    if item.hook is None or any(same_words(item.hook, text) for text in said_next):
        return None
    if item.hook_cites:
        return citations.say("hook", Claim(text=item.hook, cites=item.hook_cites))
    text = in_translation(site, item, "hook", Text(item.hook, site.foreign(item.language_of_hook)))
    return Said(text, False, False, (), ())


def _is_what_changed(item: Item, said: Implication) -> bool:
    return item.tldr is not None and same_words(said.text, item.tldr.what_changed.text)


def _step(site: Site, library: Library, item: Item) -> NextStep | None:
    step = item.tldr.what_to_do_next if item.tldr else None
    if step is None or step.link is None:
        return None
    call = next((call for call in library.vocabulary.rules.calls if call.id == step.kind), None)
    label = in_language(call.label, site.language) if call else site.words("step_open")
    return NextStep(label, step.link, domain(step.link))


def _section(claims: dict[str, Said], prefix: str) -> tuple[Said, ...]:
    return tuple(said for path, said in claims.items() if path.startswith(prefix))


def _comparison(site: Site, item: Item, claims: dict[str, Said]) -> Comparison | None:
    if item.competitors is None:
        return None
    rows = tuple(
        (
            in_translation(site, item, f"competitors.rows.{n}.aspect", Text(row.aspect)).text,
            tuple(claims.get(f"competitors.rows.{n}.cells.{m}") for m in range(len(row.cells))),
        )
        for n, row in enumerate(item.competitors.rows)
    )
    notes = tuple(note for _, cells in rows for cell in cells if cell for note in cell.notes)
    return Comparison(item.competitors.subjects, rows, notes)


def _moment(site: Site, library: Library, citations: Citations, number: int, entry: TimelineEntry) -> Moment:
    said = None
    if entry.text and entry.cites:
        said = citations.say(f"timeline.{number}", Claim(text=entry.text, cites=entry.cites))
    stored = library.items.get(entry.item) if entry.item else None
    return Moment(entry.date, said, entry_of(site, library, stored) if stored else None)
