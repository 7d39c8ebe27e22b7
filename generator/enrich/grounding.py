"""The check of every claim before it is published: do the cited sentences carry it?

Every engine's draft passes here. What is not carried is struck and counted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from generator.enrich.engine import Draft
from generator.model.article import Article
from generator.model.item import Claim, Competitors, Evidence, TimelineEntry, Tldr

C = TypeVar("C", bound=Claim)


def checked(draft: Draft, articles: Sequence[Article]) -> Draft:
    """The draft without evidence that is in no report and without claims that their evidence does not carry."""
    evidence = {cite: entry for cite, entry in draft.evidence.items() if is_verbatim(entry, articles)}
    check = _Check(evidence)
    kept = replace(
        draft,
        tldr=check.tldr(draft.tldr),
        takeaways=check.claims(draft.takeaways),
        competitors=check.competitors(draft.competitors),
        technical=check.claims(draft.technical),
        implications=check.claims(draft.implications),
        timeline=tuple(entry for entry in draft.timeline if check.carries_entry(entry)),
        hook=draft.hook if draft.hook is None or check.is_evidence(draft.hook) else None,
        evidence=evidence,
    )
    return replace(kept, struck=draft.struck + check.struck)


def is_verbatim(evidence: Evidence, articles: Sequence[Article]) -> bool:
    """Whether a quotation stands in the article it names, letter for letter but for white space."""
    article = articles[evidence.article]
    return _folded(evidence.quote) in _folded(f"{article.title}\n{article.summary}\n{article.text}")


def is_carried(text: str, cites: Sequence[str], evidence: Mapping[str, Evidence]) -> bool:
    """Whether the quotations cited say what the text says: an unmarked cut aside, letter for letter."""
    said = _folded(text.removesuffix("…"))
    return (
        bool(cites)
        and all(cite in evidence for cite in cites)
        and any(said in _folded(evidence[cite].quote) for cite in cites)
    )


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


class _Check:
    """Checks the claims of one draft and counts what it strikes."""

    def __init__(self, evidence: Mapping[str, Evidence]) -> None:
        self._evidence = evidence
        self.struck = 0

    def claim(self, claim: C | None) -> C | None:
        if claim is None:
            return None
        if claim.inference and all(cite in self._evidence for cite in claim.cites):
            return claim
        if is_carried(claim.text, claim.cites, self._evidence):
            return claim
        self.struck += 1
        return None

    def claims(self, claims: Sequence[C]) -> tuple[C, ...]:
        return tuple(kept for claim in claims if (kept := self.claim(claim)))

    def tldr(self, tldr: Tldr | None) -> Tldr | None:
        if tldr is None or not (what_changed := self.claim(tldr.what_changed)):
            return None
        return Tldr(
            what_changed=what_changed,
            why_it_matters=self.claim(tldr.why_it_matters),
            what_to_do_next=self.claim(tldr.what_to_do_next),
        )

    def competitors(self, table: Competitors | None) -> Competitors | None:
        """The table with unsupported cells empty; gone where fewer than two subjects are left with a cell."""
        if table is None:
            return None
        rows = [row.model_copy(update={"cells": tuple(map(self.claim, row.cells))}) for row in table.rows]
        rows = [row for row in rows if any(row.cells)]
        subjects_told = {column for row in rows for column, cell in enumerate(row.cells) if cell}
        return table.model_copy(update={"rows": tuple(rows)}) if len(subjects_told) > 1 else None

    def carries_entry(self, entry: TimelineEntry) -> bool:
        carried = entry.item is not None or is_carried(entry.text or "", entry.cites, self._evidence)
        self.struck += not carried
        return carried

    def is_evidence(self, text: str) -> bool:
        return any(_folded(text.removesuffix("…")) == _folded(entry.quote) for entry in self._evidence.values())
