"""The receipt of an edition: what its items and its head cost, added up from what each of them tells of itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from generator.model.edition import ModelUse, Receipt
from generator.model.item import ClaimCount, Made


def receipt(items: Iterable[Made], head: Made | None) -> Receipt | None:
    """The sum; None where no model was asked.

    items: how each item of the week came to be; head: the same of title and intro. It rests on the archive alone, so a
    run that changes nothing gives the same receipt.
    """
    asked = [made for made in items if made.calls is not None]
    bills = [*asked, *([head] if head and head.calls is not None else [])]
    if not bills:
        return None
    return Receipt(
        models=tuple(_use(model, asked, bills) for model in sorted({made.model for made in bills if made.model})),
        prompts=tuple(sorted({made.prompt for made in bills if made.prompt})),
        **{name: sum(getattr(made, name) or 0 for made in bills) for name in ("calls", "cached", "tokens", "written")},
        cost=round(sum(made.cost or 0 for made in bills), 6),
        currency=next((made.currency for made in bills if made.currency), "USD"),
        seconds=round(sum(made.seconds or 0 for made in bills), 1),
        fallbacks=dict(sorted(Counter(made.fallback for made in asked if made.fallback).items())),
        claims=_claims(made for made in asked if made.is_by_model),
    )


def _use(model: str, items: Iterable[Made], bills: Iterable[Made]) -> ModelUse:
    """What one model wrote; tokens and money of the items it ended with, failed attempts by others included."""
    own = [made for made in bills if made.model == model]
    return ModelUse(
        model=model,
        items=sum(made.model == model for made in items),
        tokens=sum(made.tokens or 0 for made in own),
        cost=round(sum(made.cost or 0 for made in own), 6),
    )


def _claims(items: Iterable[Made]) -> ClaimCount:
    counts = [made.claims for made in items]
    return ClaimCount(**{name: sum(getattr(count, name) for count in counts) for name in ClaimCount.model_fields})
