"""Drafts to items: the front matter of an event, made anew only where its reports changed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from generator.enrich.engine import Draft, Engine
from generator.enrich.grounding import checked
from generator.model.article import Article
from generator.model.item import ClaimCount, Item, Made, Report
from generator.model.pins import keep_pinned
from generator.model.week import Week


def input_hash(articles: Sequence[Article], engine: Engine) -> str:
    """What an enrichment depends on: the texts, their order and roles, and who reads them."""
    digest = hashlib.sha256(f"{engine.name}/{engine.version}".encode())
    for article in articles:
        digest.update("\0".join(["", article.key, article.title, article.summary, article.text]).encode())
    return digest.hexdigest()[:16]


def make_item(
    articles: Sequence[Article], reports: Sequence[Report], engine: Engine, week: Week, now: datetime,
    stored: Item | None = None,
) -> Item:  # fmt: skip
    """The item of one event.

    articles, reports: the same in the same order, the first as read, the second as listed; stored: what is published
    already, whose edition, first date, corrections and pinned fields stay. Equal input gives `stored` itself.
    """
    made_of = input_hash(articles, engine)
    if stored and stored.made and stored.made.input == made_of and stored.articles == tuple(reports):
        return stored
    draft = checked(engine.enrich(articles), articles)
    item = _item(draft, reports, week, now, stored)
    made = Made(
        engine="extractive", input=made_of, at=now,
        claims=ClaimCount(kept=sum(1 for _ in item.claims()), struck=draft.struck),
    )  # fmt: skip
    item = item.model_copy(update={"made": made})
    return keep_pinned(item, stored) if stored else item


def _item(draft: Draft, reports: Sequence[Report], week: Week, now: datetime, stored: Item | None) -> Item:
    first_seen = min(report.published or report.collected for report in reports)
    return Item(
        title=draft.title,
        hook=draft.hook,
        edition=stored.edition if stored else str(week),
        date=stored.date if stored else first_seen,
        updated=now,
        language=draft.language,
        articles=tuple(reports),
        topics=draft.topics,
        audience=draft.audience,
        entities=draft.entities,
        importance=stored.importance if stored else Item.model_fields["importance"].default,
        tldr=draft.tldr,
        takeaways=draft.takeaways,
        competitors=draft.competitors,
        technical=draft.technical,
        implications=draft.implications,
        timeline=draft.timeline,
        evidence=draft.evidence,
        corrections=stored.corrections if stored else (),
    )


def with_further_reports(stored: Item, reports: Sequence[Report], now: datetime) -> Item:
    """A published item that lists further reports, where the texts of the earlier ones are no longer at hand."""
    known = {report.key for report in stored.articles}
    further = tuple(report for report in reports if report.key not in known)
    if not further:
        return stored
    return stored.model_copy(update={"articles": stored.articles + further, "updated": now})
