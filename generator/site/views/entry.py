"""An item as lists show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from generator.archive.brief import Brief
from generator.archive.stored import StoredItem
from generator.model.facts import Facts
from generator.model.week import Week
from generator.site.addresses import item_address, slug_of
from generator.site.holdings import names_in
from generator.site.library import Library
from generator.site.page import Link, Sentence, Site, Text
from generator.site.views.links import audience_link, topic_link
from generator.site.views.texts import sentence_of, shown
from generator.text.words import same_words


@dataclass(frozen=True)
class Rectified:
    """That a title is no longer so: the verdict, and the item that says it."""

    verdict: str
    by: Link


@dataclass(frozen=True)
class Entry:
    """An item as lists show it."""

    address: str
    title: Text
    dek: Sentence | None
    date: datetime
    week: Week
    outlets: int
    """Independent voices."""
    primary: bool
    languages: tuple[str, ...]
    """Of its reports, besides the site's."""
    is_also_own: bool
    """Whether some are in the site's too."""
    topics: tuple[Link, ...]
    audience: tuple[Link, ...]
    rectified: Rectified | None
    keys: tuple[str, ...]
    """Addresses of what it is about, by whom it is told and for whom it is, without the last slash: what a reader can
    follow or mute."""


@dataclass(frozen=True)
class Group:
    """Items of one topic or week."""

    link: Link
    entries: tuple[Entry, ...]


def entry_of(site: Site, library: Library, stored: StoredItem, told: Iterable[str] = ()) -> Entry:
    """An item as lists show it; told: texts that stand on the page already and are not to be its second line too."""
    key = entry_of, site.language, stored.address
    entry: Entry = library.reads.once(key, lambda: _entry_of(site, library, stored))
    if entry.dek and entry.dek.text in (texts := frozenset(told)):
        return replace(entry, dek=_dek(site, stored.brief, texts))
    return entry


def _entry_of(site: Site, library: Library, stored: StoredItem) -> Entry:
    brief, facts = stored.brief, stored.facts
    foreign = tuple(filter(site.foreign, brief.languages))
    return Entry(
        address=item_address(stored.address),
        title=shown(site, brief.title),
        dek=_dek(site, brief, frozenset()),
        date=stored.date,
        week=stored.week,
        outlets=brief.outlets,
        primary=brief.primary,
        languages=foreign,
        is_also_own=len(foreign) < len(brief.languages),
        topics=tuple(topic_link(site, library, topic) for topic in facts.topics),
        audience=tuple(audience_link(site, library, audience) for audience in facts.audience),
        rectified=_rectified(site, library, stored),
        keys=_keys(facts),
    )


def _rectified(site: Site, library: Library, stored: StoredItem) -> Rectified | None:
    found = library.rectified(stored.address)
    if found is None:
        return None
    later, verdict = found
    title = shown(site, later.brief.title)
    return Rectified(verdict, Link(title.text, item_address(later.address), title.lang))


def _keys(facts: Facts) -> tuple[str, ...]:
    names = (f"{folder}/{slug_of(name)}" for folder, name in names_in(facts))
    sources = (f"sources/{name}" for name, *_ in facts.sources)
    topics, audience = (f"topics/{it}" for it in facts.topics), (f"audience/{it}" for it in facts.audience)
    return tuple(dict.fromkeys([*topics, *audience, *names, *sources]))


def _dek(site: Site, brief: Brief, told: frozenset[str]) -> Sentence | None:
    """The line below a title: the hook, or the first claim that does not say what stands there already; whoever can
    read the title can read it."""
    title, lines = shown(site, brief.title), (sentence_of(site, line) for line in brief.lines_in(site.language))
    readable = (it for it in lines if it.lang in ("", title.lang))
    return next((it for it in readable if it.text not in told and not same_words(it.text, title.text)), None)
