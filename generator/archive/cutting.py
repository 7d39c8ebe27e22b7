"""Items without some of their reports: what rests on those alone goes with them, everything else stays."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Protocol, Self, TypeVar

from generator.model.item import Claim, ComparisonRow, Competitors, Entities, Evidence, Importance, Item, Report, Tldr


class _Cited(Protocol):
    """A claim or an entry of the timeline."""

    @property
    def cites(self) -> tuple[str, ...]: ...
    def model_copy(self, *, update: Mapping[str, Any]) -> Self: ...


C = TypeVar("C", bound=_Cited)


def without(item: Item, gone: Collection[str]) -> Item:
    """The item without the reports of some keys; at least one has to be left.

    A claim that cited them alone is struck; a title or hook that was theirs gives way, the title to that of the first
    report left.
    """
    left = [number for number, report in enumerate(item.articles) if report.key not in gone]
    places = {old: new for new, old in enumerate(left)}
    evidence = {
        cite: entry if entry.item else entry.model_copy(update={"article": places[entry.article]})
        for cite, entry in item.evidence.items()
        if entry.item or entry.article in places
    }
    return resting_on(item, [item.articles[number] for number in left], evidence)


def split_off(item: Item, articles: Collection[str]) -> Item:
    """A new item from some reports, by key: keeps the claims they carry; drops title, topics, storyline,
    corrections and pins."""
    rest = without(item, {report.key for report in item.articles} - set(articles))
    first = rest.articles[0]
    made = rest.made.model_copy(update=dict.fromkeys(_BILL)) if rest.made else None
    return rest.model_copy(
        update={
            "title": first.title, "title_cites": (), "language": first.language, "made": made,
            "date": min(report.moment for report in rest.articles),
            "timeline": tuple(entry for entry in rest.timeline if not entry.item),
            "topics": (), "audience": (), "entities": Entities(), "importance": Importance(), "related": (),
            "storyline": None, "corrections": (), "pinned": (),
        }
    )  # fmt: skip


#: What the making of an item cost: told on the page that it was paid for.
_BILL = ("calls", "cached", "tokens", "written", "cost", "currency", "seconds")


def resting_on(item: Item, reports: Sequence[Report], evidence: Mapping[str, Evidence]) -> Item:
    """The item with these reports and with what this evidence carries of it, by the numbers under which it is cited."""
    struck = _struck_texts(item, evidence)
    update = {
        **_heading(item, reports, evidence),
        "articles": tuple(report.model_copy(update={"adds": _left(report.adds, evidence)}) for report in reports),
        "tldr": _tldr(item.tldr, evidence),
        "takeaways": _all_left(item.takeaways, evidence),
        "competitors": _competitors(item.competitors, evidence),
        "technical": _all_left(item.technical, evidence),
        "implications": _all_left(item.implications, evidence),
        "timeline": tuple(kept for entry in item.timeline if (kept := entry if entry.item else _left(entry, evidence))),
        "evidence": dict(evidence),
        # of all reports, as the text was: where some of it goes the next run tells anew
        "tellings": item.tellings if evidence.keys() == item.evidence.keys() else {},
        "corrections": tuple(c for c in item.corrections if c.was not in struck and c.now not in struck),
    }
    return item.model_copy(update=update)


def _left(claim: C | None, evidence: Collection[str]) -> C | None:
    """The claim with the citations that are left; None where none is."""
    cites = tuple(cite for cite in claim.cites if cite in evidence) if claim else ()
    if claim is None or not cites:
        return None
    return claim if cites == claim.cites else claim.model_copy(update={"cites": cites})


def _all_left(claims: Iterable[C], evidence: Collection[str]) -> tuple[C, ...]:
    return tuple(left for claim in claims if (left := _left(claim, evidence)))


def _tldr(tldr: Tldr | None, evidence: Collection[str]) -> Tldr | None:
    if tldr is None or not (what_changed := _left(tldr.what_changed, evidence)):
        return None
    return Tldr(
        what_changed=what_changed,
        why_it_matters=_left(tldr.why_it_matters, evidence),
        what_to_do_next=_left(tldr.what_to_do_next, evidence),
    )


def _competitors(table: Competitors | None, evidence: Collection[str]) -> Competitors | None:
    """The table with empty cells where nothing is left; gone where fewer than two subjects are told of."""
    if table is None:
        return None
    rows = (
        ComparisonRow(aspect=row.aspect, cells=tuple(_left(cell, evidence) for cell in row.cells)) for row in table.rows
    )
    return table.with_rows([row for row in rows if any(row.cells)])


def _heading(item: Item, reports: Sequence[Report], evidence: Collection[str]) -> dict[str, Any]:
    """Title, its language, and hook."""
    hook_cites = tuple(cite for cite in item.hook_cites if cite in evidence)
    title_cites = tuple(cite for cite in item.title_cites if cite in evidence)
    keeps_hook = hook_cites or not item.hook_cites
    heading: dict[str, Any] = {"hook": item.hook if keeps_hook else None, "hook_cites": hook_cites}
    titles = [report.title for report in reports]
    was_theirs = item.title in [report.title for report in item.articles] and item.title not in titles
    was_theirs = was_theirs or bool(item.title_cites and not title_cites)
    if was_theirs and "title" not in item.pinned:
        return {**heading, "title": titles[0], "title_cites": (), "language": reports[0].language}
    return {**heading, "title_cites": title_cites}


def _struck_texts(item: Item, evidence: Collection[str]) -> frozenset[str]:
    """What is no longer said: a correction may not say it again."""
    claims: list[Claim] = [claim for _, claim in item.claims()]
    return frozenset(claim.text for claim in claims if _left(claim, evidence) is None)
