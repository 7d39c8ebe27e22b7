"""Values that all pages share: the site, links, texts with their language, and an item as lists show it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from generator.archive.store import StoredItem
from generator.model.item import Claim, Item
from generator.model.vocabulary import Audience, Topic, in_language
from generator.model.week import Week
from generator.site.cards import Card
from generator.site.library import FOLDERS, Library, names_in
from generator.site.links import contact_link, slug_of
from generator.site.words import Words, primary_tag
from generator.text.words import is_chinese

#: Longest description search engines show.
DESCRIPTION_CHARS = 200


@dataclass(frozen=True)
class Site:
    """What every page knows about the site it belongs to."""

    name: str
    description: str
    url: str
    """Where the site is published, with a slash at the end."""
    words: Words
    sample: bool = False
    """Whether outlets and events are invented."""
    contact: str = ""
    preview: bool = False
    """Whether `mkdocs serve` shows it, which reloads pages by an inline script."""

    @property
    def language(self) -> str:
        return self.words.language

    @property
    def contact_link(self) -> str:
        return contact_link(self.contact)

    def absolute(self, address: str) -> str:
        return self.url + address

    def foreign(self, language: str) -> str:
        """The language tag a text needs on this site's pages; empty where it is the site's own."""
        return "" if primary_tag(language) == primary_tag(self.language) else language


@dataclass(frozen=True)
class Link:
    """Words that lead to a page of the site."""

    label: str
    address: str
    lang: str = ""


@dataclass(frozen=True)
class Text:
    """A text and its language, where that is not the site's."""

    text: str
    lang: str = ""


@dataclass(frozen=True)
class Meta:
    """What a page says about itself to browsers, search engines and feed readers."""

    title: str
    address: str
    """The page's one true address below the site's; the front page shows what lives elsewhere."""
    description: str = ""
    section: str = ""
    """Which entry of the menu the page belongs to."""
    kind: str = "website"
    previous: str | None = None
    next: str | None = None
    feed: Link | None = None
    """A feed of its own, besides the site's."""
    data: tuple[Mapping[str, object], ...] = ()
    """JSON-LD."""
    listed: bool = True
    """Whether search engines are asked to show it."""
    image: str = ""
    """Address of its preview image; empty where it has none."""


@dataclass(frozen=True)
class Page:
    """A page before it is rendered: everything its bytes depend on besides the theme."""

    address: str
    template: str
    meta: Meta
    view: object
    modified: datetime | None = None
    """When its content last changed; None where only a person can know."""
    card: Card | None = None
    """What its preview image says."""


@dataclass(frozen=True)
class Entry:
    """An item as lists show it."""

    address: str
    title: Text
    dek: Text | None
    date: datetime
    week: Week
    outlets: int
    """Independent voices."""
    primary: bool
    languages: tuple[str, ...]
    """Of its reports, besides the site's."""
    topics: tuple[Link, ...]
    audience: tuple[Link, ...]


def week_address(week: Week) -> str:
    return f"{week.folder}/"


def item_address(address: str) -> str:
    return f"{address}/"


def topic_link(site: Site, library: Library, topic: str) -> Link:
    return _labelled(site, library.topics, topic, "topics")


def audience_link(site: Site, library: Library, audience: str) -> Link:
    return _labelled(site, library.audiences, audience, "audience")


def source_link(library: Library, name: str) -> Link:
    return Link(library.source_names.get(name, name), f"sources/{name}/")


def name_link(site: Site, name: str, folder: str) -> Link:
    """A company, model, product or person with its page; folder: of FOLDERS."""
    return Link(name, f"{folder}/{slug_of(name)}/", site.foreign("zh") if is_chinese(name) else "")


def name_links(site: Site, names: Iterable[str], folder: str) -> tuple[Link, ...]:
    return tuple(name_link(site, name, folder) for name in names)


def all_name_links(site: Site, item: Item) -> tuple[Link, ...]:
    """Every name an item is about, with its page."""
    return tuple(link for folder in FOLDERS.values() for link in name_links(site, names_in(item, folder), folder))


def week_link(site: Site, week: Week) -> Link:
    """A week as pages name it beside others of its year."""
    return Link(site.words("week", number=week.number), week_address(week))


def full_week_link(site: Site, week: Week) -> Link:
    """The same with its year."""
    return Link(site.words("week_of_year", number=week.number, year=week.year), week_address(week))


def _labelled(site: Site, known: Mapping[str, Topic | Audience], id: str, folder: str) -> Link:
    """A topic or audience that was taken from the vocabulary keeps its page, under its identifier."""
    label = in_language(known[id].label, site.language) if id in known else id
    return Link(label, f"{folder}/{id}/")


def entry_of(site: Site, library: Library, stored: StoredItem, told: Iterable[str] = ()) -> Entry:
    """An item as lists show it; told: texts that stand on the page already and are not to be its second line too."""
    item = stored.item
    return Entry(
        address=item_address(stored.address),
        title=Text(item.title, site.foreign(item.language)),
        dek=_dek(site, item, frozenset(told)),
        date=item.date,
        week=item.week,
        outlets=len(item.publishers),
        primary=item.has_primary,
        languages=foreign_languages(site, item),
        topics=tuple(topic_link(site, library, topic) for topic in item.topics),
        audience=tuple(audience_link(site, library, audience) for audience in item.audience),
    )


def foreign_languages(site: Site, item: Item) -> tuple[str, ...]:
    return tuple(dict.fromkeys(r.language for r in item.articles if site.foreign(r.language)))


def language_of(site: Site, item: Item, claim: Claim) -> str:
    """The language a claim is in: its source's where claims are quotations, else the item's."""
    if item.made and item.made.engine == "extractive":
        return site.foreign(item.articles[item.evidence[claim.cites[0]].article].language)
    return site.foreign(item.language)


def _dek(site: Site, item: Item, told: frozenset[str]) -> Text | None:
    """The line below a title: the hook, or the first claim that does not say what stands there already."""
    lines = [Text(item.hook, site.foreign(item.language))] if item.hook else []
    lines += [
        Text(claim.text, language_of(site, item, claim))
        for path, claim in item.claims()
        if path.startswith(("tldr.", "takeaways."))
    ]
    fresh = (line for line in lines if line.text not in told and not same_words(line.text, item.title))
    return next(fresh, None)


def same_words(one: str, other: str) -> bool:
    """Whether two lines say the same but for marks at the edges and capitals."""
    return folded(one) == folded(other)


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    return text.casefold().strip(" .…。!！\"“”'‘’")


def description_of(text: str) -> str:
    """A text cut to what search engines show, at a word."""
    if len(text) <= DESCRIPTION_CHARS:
        return text
    head = text[: DESCRIPTION_CHARS - 1]
    return (head[: head.rfind(" ")] if " " in head else head) + "…"
