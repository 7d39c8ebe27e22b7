"""Counts of what models were asked and what came of it, for the report of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from generator.enrich.checking import Struck
from generator.enrich.items import NOT_CARRIED
from generator.enrich.llm.question import Spent
from generator.enrich.modelled.engine import Written
from generator.enrich.modelled.translation import Translated
from generator.model.item import Made
from generator.model.report import ModelCounts


def counted(counts: ModelCounts, written: Written, made: Made | None, title: str) -> ModelCounts:
    """The counts with one more answer; title: of its event."""
    is_told = made is not None and made.is_by_model and written.found is not None
    cause = written.cause.slug if written.cause else None if is_told else NOT_CARRIED
    update = {
        "asked": counts.asked + 1,
        "written": counts.written + is_told,
        "fallbacks": dict(Counter(counts.fallbacks) + Counter([cause] if cause else [])),
        "recited": counts.recited + (made.claims.recited if made and is_told else 0),
        "struck": (*counts.struck, *_struck(title, written.found.struck if written.found else ())),
        "words": counts.words or written.words,
    }
    return counts.model_copy(update={**update, **_spent(counts, written.spent)})


def counted_translation(counts: ModelCounts, translated: Translated, title: str) -> ModelCounts:
    """The counts with one more event translated, or not."""
    update = {
        "translated": counts.translated + translated.lines,
        "struck": (*counts.struck, *_struck(title, translated.struck)),
    }
    return counts.model_copy(update={**update, **_spent(counts, translated.spent)})


def _spent(counts: ModelCounts, spent: Spent) -> dict[str, object]:
    return {
        "calls": counts.calls + spent.calls,
        "cached": counts.cached + spent.cached,
        "tokens": counts.tokens + spent.input_tokens + spent.output_tokens,
        "cost": round(counts.cost + spent.cost, 6),
        "unpriced": counts.unpriced + spent.unpriced,
    }


def _struck(title: str, struck: Iterable[Struck]) -> Iterator[str]:
    return (f"{title} | {claim.field}: {claim.text} | {claim.why}" for claim in struck)
