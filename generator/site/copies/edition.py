"""The copy of an edition's page: the week in lines, its events in the order of the page, and what was corrected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.site import markdown as md
from generator.site.copies.pieces import correction, entry, line, news, page, review, section, title
from generator.site.markdown import Md
from generator.site.page import Link, Site
from generator.site.views.edition import EditionView
from generator.site.views.entry import Entry
from generator.site.views.since import Continued, Grown


def edition_copy(site: Site, view: EditionView) -> Iterator[Md]:
    """The blocks of the copy below its title."""
    t = site.words
    yield md.text(f"{t('week_of_year', number=view.week.number, year=view.week.year)}: {_numbers(site, view)}")
    yield _made(site, view)
    lines = (line(site, it.text, it.address) for it in view.intro)
    yield from section(t("in_lines", n=len(view.intro)), [md.bullets(lines)])
    yield from section(t("top"), [_entries(site, view.top)])
    for group in view.groups:
        yield from section(group.link.label, [_entries(site, group.entries)])
    yield from section(t("brief"), [_entries(site, view.brief)])
    yield from section(t("since_last"), [md.bullets(_continued(site, it) for it in view.continues)])
    yield from section(t("grown"), [md.bullets(_grown(site, it) for it in view.grown)])
    corrected = (md.line(page(site, it.item), correction(site, it)) for it in view.corrections)
    yield from section(t("corrected_since"), [md.bullets(corrected)])
    if view.note:
        yield from section(t("editors_note"), [md.text(t("note_on_page"))])
    if view.previous:
        yield page(site, Link(t("week_before", week=view.previous.label), view.previous.address))


def _numbers(site: Site, view: EditionView) -> str:
    t, numbers = site.words, view.numbers
    return t(
        "week_numbers",
        events=t("events", n=numbers.events),
        reports=t("from_reports", n=numbers.reports),
        sources=t("in_sources", n=numbers.sources),
    )


def _made(site: Site, view: EditionView) -> Md:
    """What of it a model wrote, above it."""
    by_models = site.words("edition_model", n=view.by_models) if view.by_models else ""
    head = site.words("edition_model_head") if view.is_head_by_model else ""
    return md.line(review(site, view.review), md.text(by_models), md.text(head))


def _entries(site: Site, entries: Iterable[Entry]) -> Md:
    return md.bullets(entry(site, it) for it in entries)


def _continued(site: Site, it: Continued) -> Md:
    week = md.text(f"{site.words('week', number=it.earlier.week.number)}:")
    said = news(site, it.news) if it.news else Md("")
    return md.line(title(site, it.entry), said, week, title(site, it.earlier))


def _grown(site: Site, it: Grown) -> Md:
    added = (news(site, added.news) for added in it.added if added.news)
    others = f"{site.words('also_told_by')} {', '.join(text.text for text in it.joined)}." if it.joined else ""
    return md.line(title(site, it.entry), *added, md.text(others))
