"""Drafts to items: the front matter of an event, made anew only where its reports changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from generator.enrich.additions import with_additions
from generator.enrich.checking import Checked, Sources, checked
from generator.enrich.engine import Draft, Engine
from generator.enrich.llm.question import Cause, Spent
from generator.enrich.modelled.engine import Written
from generator.enrich.modelled.translation import Translated
from generator.enrich.predictions import keep_predictions
from generator.model.article import Article
from generator.model.item import (
    Cite,
    Claim,
    ClaimCount,
    Evidence,
    Importance,
    Item,
    Made,
    Report,
    Telling,
    Tldr,
    numbered,
)
from generator.model.pins import keep_pinned
from generator.model.week import Week
from generator.text.names import NameFinder

C = TypeVar("C", bound=Claim)
#: The reader of an input that a model was asked about, see `input_hash`.
MODEL = "model"
#: Fallback reason: the model's `what_changed` was not supported.
NOT_CARRIED = "not-carried"
#: Reasons that asking again with the same input would meet again.
FINAL = frozenset([NOT_CARRIED, *(cause.slug for cause in Cause if cause.is_final)])


@dataclass(frozen=True)
class Brief:
    """One event to tell: its articles as read, the same as its item lists them, and what is published of it."""

    articles: tuple[Article, ...]
    reports: tuple[Report, ...]
    stored: Item | None = None
    is_final: bool = False
    """Whether its edition is released: then its words stay."""

    @property
    def may_be_retold(self) -> bool:
        """Whether the event may be told anew: the texts of all reports that the published item lists are at hand."""
        known = {report.key for report in self.reports}
        return not self.is_final and (self.stored is None or all(it.key in known for it in self.stored.articles))


def input_hash(articles: Sequence[Article], reader: str) -> str:
    """What an enrichment depends on: the texts, their order, and who reads them.

    reader: the built-in engine with its version, or `model`: another model or prompt is no reason to pay again.
    """
    digest = hashlib.sha256(reader.encode())
    for article in articles:
        digest.update("\0".join(["", article.key, article.title, article.summary, article.text]).encode())
    return digest.hexdigest()[:16]


def make_item(brief: Brief, engine: Engine, names: NameFinder, week: Week, now: datetime) -> Item:
    """The item of one event as the built-in engine tells it.

    Edition, first date, corrections and pinned fields of what is published stay. Where nothing changed the answer is
    the stored item itself, whoever wrote it.
    """
    stored = brief.stored
    made_of = input_hash(brief.articles, f"{engine.name}/{engine.version}")
    if stored and stored.made and _listed(stored.articles) == _listed(brief.reports):
        wanted = made_of if stored.made.engine == "extractive" else input_hash(brief.articles, MODEL)
        if stored.made.input == wanted:
            return stored
    found = checked(engine.enrich(brief.articles), Sources(brief.articles, names))
    made = Made(engine="extractive", input=made_of, at=now)
    item = _with_tellings(_item(found.draft, brief, week, now), found.draft.tellings)
    return _finished(item, found, made, brief, names)


def _with_tellings(item: Item, drafts: Sequence[Draft]) -> Item:
    """The item with what its reports in other languages say, the evidence for it numbered on from the item's own."""
    evidence = dict(item.evidence)
    tellings = {draft.language: _telling(draft, item.told_hash, evidence) for draft in drafts if draft.headline}
    return item.model_copy(update={"tellings": tellings, "evidence": evidence}) if tellings else item


def _telling(draft: Draft, of: str, evidence: dict[Cite, Evidence]) -> Telling:
    """A draft as an item keeps it; `evidence` gets what it cites."""
    numbers = {cite: numbered(entry, evidence) for cite, entry in draft.evidence.items()}

    def cited(claim: C) -> C:
        return claim.model_copy(update={"cites": tuple(numbers[cite] for cite in claim.cites)})

    tldr = draft.tldr
    return Telling(
        title=draft.headline or "",
        hook=cited(draft.hook) if draft.hook and tldr else None,
        tldr=tldr and Tldr(
            what_changed=cited(tldr.what_changed),
            why_it_matters=tldr.why_it_matters and cited(tldr.why_it_matters),
            what_to_do_next=tldr.what_to_do_next and cited(tldr.what_to_do_next),
        ),
        takeaways=tuple(map(cited, draft.takeaways)) if tldr else (),
        technical=tuple(map(cited, draft.technical)) if tldr else (),
        of=of,
    )  # fmt: skip


def _listed(reports: Sequence[Report]) -> list[Report]:
    """Reports without what is told of how they came here: other words for that are no reason to tell the event anew."""
    return [report.model_copy(update={"why": None, "adds": None}) for report in reports]


def wants_model(brief: Brief, drafted: Item) -> bool:
    """Whether a model is to be asked about an event: its reports changed, or none has answered yet.

    drafted: the item of `make_item`. That another model or prompt wrote it is no reason to pay again.
    """
    made = drafted.made
    if drafted is not brief.stored or made is None:
        return True
    return made.engine == "extractive" and made.fallback not in FINAL


def rewrite(brief: Brief, drafted: Item, written: Written, names: NameFinder, now: datetime) -> Item:
    """The item as the model tells it; else as it was drafted, with the reason why.

    If no model is reachable, an earlier model text stays and only new reports are appended.
    """
    stored, found = brief.stored, written.found
    spent = bill(written.spent, written.receipt, written.currency, stored.made if stored else None)
    if found is None:
        if stored and stored.is_by_model and written.cause and not written.cause.is_final:
            return without_model(brief, drafted, names, now)
        return _fallen_back(drafted, written.cause.slug if written.cause else None, spent)
    if not found.draft.tldr:
        return _fallen_back(drafted, NOT_CARRIED, spent)
    made = Made(
        engine="model", input=input_hash(brief.articles, MODEL), at=now, model=written.model, prompt=written.prompt
    ).model_copy(update=spent)
    kept = {"related": drafted.related, "importance": drafted.importance}
    item = _item(found.draft, brief, drafted.week, now).model_copy(update=kept)
    return _finished(item, found, made, brief, names)


def without_model(brief: Brief, drafted: Item, names: NameFinder, now: datetime) -> Item:
    """The item of a run that asks no model: what one wrote earlier stays, and lists further reports."""
    if brief.stored and brief.stored.is_by_model:
        return with_further_reports(brief.stored, brief, names, now)
    return drafted


def with_further_reports(stored: Item, brief: Brief, names: NameFinder, now: datetime) -> Item:
    """A published item that lists further reports and what they add, its words left as they are."""
    known = {report.key for report in stored.articles}
    further = tuple(report for report in brief.reports if report.key not in known)
    if not further:
        return stored
    item = stored.model_copy(update={"articles": stored.articles + further, "updated": now})
    return with_additions(item, brief.articles, names)


def _finished(item: Item, found: Checked, made: Made, brief: Brief, names: NameFinder) -> Item:
    """The item with what its reports add, the tally of its claims, and what the maintainer pinned."""
    item, stored = with_additions(item, brief.articles, names), brief.stored
    claims = [claim for _, claim in item.claims()]
    count = ClaimCount(
        kept=len(claims),
        recited=found.recited,
        inference=sum(claim.inference for claim in claims),
        struck=len(found.struck),
    )
    item = item.model_copy(update={"made": made.model_copy(update={"claims": count})})
    if stored is None:
        return item
    item = keep_pinned(keep_predictions(item, stored), stored).with_translations_of(stored)
    return item.model_copy(update={"updated": stored.updated}) if _reads_as(item, stored) else item


def _reads_as(item: Item, stored: Item) -> bool:
    """Whether the item says what is published already: then its feeds need not tell of it again."""
    besides = {field: getattr(stored, field) for field in ("updated", "made", "importance", "related", "checksum")}
    return item.model_copy(update=besides) == stored


def _fallen_back(drafted: Item, cause: str | None, spent: Mapping[str, object]) -> Item:
    """The drafted item, which says why no model wrote it and what the attempt cost."""
    if drafted.made is None:
        return drafted
    return drafted.model_copy(update={"made": drafted.made.model_copy(update={"fallback": cause, **spent})})


def bill(spent: Spent, receipt: Spent, currency: str, before: Made | None) -> dict[str, object]:
    """What an item or an edition has cost up to now, as fields of `Made`.

    spent: what was paid in this run; receipt: what its answers once cost, which counts where none was on record yet: a
    run that was cut short has paid for them.
    """
    paid = spent if before and before.calls else receipt

    def total(now: float, field: str) -> float:
        return now + (getattr(before, field) or 0 if before else 0)

    return {
        "calls": total(paid.calls, "calls"),
        "cached": total(spent.cached, "cached"),
        "tokens": total(paid.input_tokens + paid.output_tokens, "tokens"),
        "written": total(paid.output_tokens, "written"),
        "cost": round(total(paid.cost, "cost"), 6),
        "seconds": round(total(paid.seconds, "seconds"), 1),
        "currency": currency,
    }


def billed(made: Made, paid: Spent, currency: str) -> Made:
    """How something was made, with what was paid for it since."""
    return made.model_copy(update=bill(paid, paid, currency, made))


def with_translations(item: Item, translated: Translated, currency: str) -> Item:
    """The item with its lines in other languages, and what they cost; itself where nothing was asked."""
    if item.made is None or (translated.translations == item.translations and not translated.bill.calls):
        return item
    made = billed(item.made, translated.bill, currency)
    return item.model_copy(update={"translations": dict(translated.translations), "made": made})


def _title(draft: Draft) -> dict[str, object]:
    """The engine's own title; else the outlet's; else what changed, which is carried too."""
    claim = draft.title or (draft.tldr.what_changed if draft.tldr and not draft.headline else None)
    return {"title": claim.text, "title_cites": claim.cites} if claim else {"title": draft.headline}


def _item(draft: Draft, brief: Brief, week: Week, now: datetime) -> Item:
    stored = brief.stored
    first_seen = min(report.moment for report in brief.reports)
    hook = draft.hook
    return Item(
        **_title(draft),
        hook=hook.text if hook else None,
        hook_cites=hook.cites if hook else (),
        edition=stored.edition if stored else str(week),
        date=stored.date if stored else first_seen,
        updated=now,
        language=draft.language,
        articles=brief.reports,
        topics=draft.topics,
        audience=draft.audience,
        entities=draft.entities,
        importance=stored.importance if stored else Importance(),
        tldr=draft.tldr,
        takeaways=draft.takeaways,
        competitors=draft.competitors,
        technical=draft.technical,
        implications=draft.implications,
        timeline=draft.timeline,
        evidence=draft.evidence,
        storyline=stored.storyline if stored else None,
        corrections=stored.corrections if stored else (),
        review=stored.review if stored else None,
    )
