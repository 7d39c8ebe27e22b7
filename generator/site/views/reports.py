"""The original reports of an item: why each is here, what it adds, how many are voices of their own, and who joined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from generator.model.item import Item, Report
from generator.site.addresses import domain, list_address
from generator.site.page import Link, Site, Text
from generator.site.reasons import reason_in
from generator.site.views.citations import Citations, Said


@dataclass(frozen=True)
class SourceLine:
    """An original report."""

    outlet: Link
    title: Text
    href: str
    domain: str
    published: datetime | None
    role: str
    paywall: bool
    cites: tuple[int, ...]
    why: str
    """What shows that it tells this event; empty for the one the others were held against."""
    joined: datetime | None
    """When it joined; None where it was there from the beginning."""
    adds: Said | None
    """None where its evidence stands further up already."""


@dataclass(frozen=True)
class Independence:
    """How many voices the reports are, and which were not counted."""

    voices: int
    copies: int
    """The same text again."""
    owned: int
    """Further reports of one host, or of outlets with one owner."""


@dataclass(frozen=True)
class Growth:
    """The latest day on which reports joined a published item."""

    day: date
    outlets: tuple[Text, ...]
    adds: Said | None
    """The first thing that one of them adds."""


def source_lines(
    site: Site, item: Item, citations: Citations, claims: Mapping[str, Said]
) -> tuple[SourceLine, ...]:  # fmt: skip
    """Every report; the primary source stands first, as the item lists it.

    claims: the item's, by path.
    """
    return tuple(
        _line(site, report, citations.of_article(number), claims.get(adds_path(number)))
        for number, report in enumerate(item.articles)
    )


def adds_path(number: int) -> str:
    """The path of what a report adds, as `Item.claims` gives it."""
    return f"articles.{number}.adds"


def independence(item: Item) -> Independence:
    """How many independent voices, as `Item.publishers` counts them."""
    voices = len(item.publishers)
    copies = sum(report.role == "copy" for report in item.articles)
    return Independence(voices, copies, len(item.articles) - copies - voices)


def growth(site: Site, item: Item, claims: Mapping[str, Said]) -> Growth | None:
    """The latest day on which reports joined; None where none ever did."""
    day = max((report.joined.date() for report in item.articles if report.joined), default=None)
    if day is None:
        return None
    latest = {n: report for n, report in enumerate(item.articles) if report.joined and report.joined.date() == day}
    adds = next((claims[adds_path(number)] for number, report in latest.items() if report.adds), None)
    return Growth(day, outlets_of(site, latest.values()), adds)


def outlets_of(site: Site, reports: Iterable[Report]) -> tuple[Text, ...]:
    """The outlets of reports, each once."""
    return tuple(dict.fromkeys(Text(report.name, site.foreign(report.language)) for report in reports))


def _line(site: Site, report: Report, cites: tuple[int, ...], adds: Said | None) -> SourceLine:
    language = site.foreign(report.language)
    return SourceLine(
        outlet=Link(report.name, list_address("sources", report.source), language),
        title=Text(report.title, language),
        href=report.url,
        domain=domain(report.url),
        published=report.published,
        role=report.role,
        paywall=report.paywall,
        cites=cites,
        why=reason_in(site.words, report.why or ""),
        joined=report.joined,
        adds=adds if adds and adds.notes else None,
    )
