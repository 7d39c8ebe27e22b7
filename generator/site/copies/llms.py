"""llms.txt, https://llmstxt.org: what the site is in a few lines, then links to what is worth reading as text."""

from __future__ import annotations

from generator.model.week import Week
from generator.site import markdown as md
from generator.site.addresses import item_address, week_address
from generator.site.copies.pages import FILE
from generator.site.copies.pieces import section
from generator.site.library import Library
from generator.site.markdown import Md
from generator.site.page import Site
from generator.site.views.links import full_week_link
from generator.site.views.texts import title_of, title_of_edition

#: Editions it lists; the archive has all.
MOST_EDITIONS = 12
#: Events of the newest edition that it lists; the edition's copy has all.
MOST_EVENTS = 12


def llms_txt(site: Site, library: Library) -> bytes:
    """The file, with the newest edition and its first events at the top."""
    words, weeks = site.words, library.weeks[::-1][:MOST_EDITIONS]
    notice = md.strong(words("sample")) if site.sample else Md("")
    head = [md.heading(1, site.name), md.quotation(md.text(site.description)), md.text(words("llms_how")), notice]
    newest = [_edition(site, library, weeks[0]), *_top(site, library, weeks[0])] if weeks else []
    pages = [
        md.link(words(word), site.absolute(f"{word}/"))
        for word in ("archive", "topics", "companies", "models", "storylines", "predictions", "corrections", "sources")
    ]
    data = [
        md.joined(": ", [md.link("api/v1/index.json", f"{site.url}api/v1/index.json"), md.text(words("data_index"))]),
        md.joined(": ", [md.link(words("feeds"), site.absolute("feeds/")), md.text(words("feeds_lead"))]),
    ]
    return md.document(
        [
            *head,
            *section(words("this_week"), [md.bullets(newest)]),
            *section(words("editions"), [md.bullets(_edition(site, library, week) for week in weeks[1:])]),
            *section(words("data"), [md.bullets(data)]),
            *section("Optional", [md.bullets(pages)]),  # the word that the specification gives a meaning
        ]
    )


def _edition(site: Site, library: Library, week: Week) -> Md:
    label = full_week_link(site, week).label
    title = title_of_edition(site, library.head(week)).text or label
    return md.joined(": ", [md.link(title, site.absolute(week_address(week)) + FILE), md.text(label)])


def _top(site: Site, library: Library, week: Week) -> list[Md]:
    """The first events of an edition; without one, its most important."""
    stored, items = library.editions.get(week), library.items
    addresses = stored.edition.top if stored else tuple(it.address for it in library.by_week[week])
    return [
        md.link(title_of(site, items[address]).text, site.absolute(item_address(address)) + FILE)
        for address in addresses[:MOST_EVENTS]
        if address in items
    ]
