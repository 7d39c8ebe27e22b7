"""Links to the pages of items, weeks, topics, audiences, outlets and names."""

from __future__ import annotations

from collections.abc import Mapping

from generator.archive.stored import StoredItem
from generator.model.vocabulary import Audience, Topic, in_language
from generator.model.week import Week
from generator.site.addresses import item_address, list_address, slug_of, week_address
from generator.site.library import Library
from generator.site.page import Link, Site
from generator.site.views.texts import name_text, title_of


def item_link(site: Site, stored: StoredItem, fragment: str = "") -> Link:
    """An item by its title."""
    title = title_of(site, stored)
    return Link(title.text, f"{item_address(stored.address)}{fragment}", title.lang)


def week_link(site: Site, week: Week) -> Link:
    """A week as pages name it beside others of its year."""
    return Link(site.words("week", number=week.number), week_address(week))


def full_week_link(site: Site, week: Week) -> Link:
    """The same with its year."""
    return Link(site.words("week_of_year", number=week.number, year=week.year), week_address(week))


def topic_link(site: Site, library: Library, topic: str) -> Link:
    return _labelled(site, library.topics, topic, "topics")


def audience_link(site: Site, library: Library, audience: str) -> Link:
    return _labelled(site, library.audiences, audience, "audience")


def audience_links(site: Site, library: Library) -> tuple[Link, ...]:
    """Every audience of the vocabulary."""
    return tuple(audience_link(site, library, audience.id) for audience in library.vocabulary.rules.audiences)


def _labelled(site: Site, known: Mapping[str, Topic | Audience], id: str, folder: str) -> Link:
    """A topic or audience that was taken from the vocabulary keeps its page, under its identifier."""
    label = in_language(known[id].label, site.language) if id in known else id
    return Link(label, list_address(folder, id))


def source_link(site: Site, library: Library, name: str) -> Link:
    """An outlet, with the way to its page where it has one."""
    source = library.sources.get(name)
    address = list_address("sources", name) if name in library.source_names else ""
    label = library.source_names.get(name, name)
    return Link(label, address, site.foreign(source.language) if source else name_text(site, label).lang)


def name_link(site: Site, name: str, folder: str) -> Link:
    """A company, model, product or person with its page; folder: of PLURALS."""
    return Link(name, list_address(folder, slug_of(name)), name_text(site, name).lang)
