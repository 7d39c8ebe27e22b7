"""What editions cost together, added up from their receipts, and what a year would. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.model.edition import ModelUse, Receipt
from generator.model.week import Week

#: So many of the last editions a forecast rests on: two months, so that one dear week does not make a year.
LAST = 8
WEEKS_A_YEAR = 52


@dataclass(frozen=True)
class Total:
    """A sum in one currency."""

    currency: str
    editions: int
    calls: float
    tokens: float
    """Read and written together."""
    cost: float
    """Money."""
    seconds: float
    """Of the calls, added up; several run at once."""


@dataclass(frozen=True)
class Costs:
    """What editions cost."""

    editions: tuple[tuple[Week, Receipt], ...]
    """Those for which a model was asked, oldest first."""
    models: tuple[tuple[str, ModelUse], ...]
    """What each model wrote for them and cost, with the currency; the dearest first."""
    totals: tuple[Total, ...]
    """By currency: sums of different money are no sum."""
    forecast: Total | None
    """52 times the mean of the last LAST editions, in the currency of the newest, whatever was asked for; `editions`
    is how many it rests on. None where no model was ever asked."""


def costs(receipts: Mapping[Week, Receipt | None], since: Week | None = None) -> Costs:
    """receipts: by week, None where no model was asked; since: the first week that counts, None counts all."""
    paid = tuple((week, receipt) for week, receipt in sorted(receipts.items()) if receipt)
    counted = tuple((week, receipt) for week, receipt in paid if since is None or week >= since)
    currencies = sorted({receipt.currency for _, receipt in counted})
    return Costs(
        editions=counted,
        models=_models([receipt for _, receipt in counted]),
        totals=tuple(_total(currency, [receipt for _, receipt in counted]) for currency in currencies),
        forecast=_forecast([receipt for _, receipt in paid]),
    )


def _total(currency: str, receipts: Iterable[Receipt]) -> Total:
    own = [receipt for receipt in receipts if receipt.currency == currency]
    return Total(
        currency=currency,
        editions=len(own),
        calls=sum(receipt.calls for receipt in own),
        tokens=sum(receipt.tokens for receipt in own),
        cost=round(sum(receipt.cost for receipt in own), 6),
        seconds=round(sum(receipt.seconds for receipt in own), 1),
    )


def _forecast(paid: Sequence[Receipt]) -> Total | None:
    if not paid:
        return None
    total = _total(paid[-1].currency, paid[-LAST:])
    times = WEEKS_A_YEAR / total.editions
    sums = {name: getattr(total, name) * times for name in ("calls", "tokens", "cost", "seconds")}
    return replace(total, **sums)


def _models(receipts: Iterable[Receipt]) -> tuple[tuple[str, ModelUse], ...]:
    sums: dict[tuple[str, str], ModelUse] = {}
    for receipt in receipts:
        for use in receipt.models:
            key = receipt.currency, use.model
            sums[key] = _added(sums.get(key, ModelUse(model=use.model)), use)
    ranked = sorted(sums.items(), key=lambda entry: (entry[0][0], -entry[1].cost, entry[0][1]))
    return tuple((currency, use) for (currency, _), use in ranked)


def _added(one: ModelUse, other: ModelUse) -> ModelUse:
    return ModelUse(
        model=one.model,
        items=one.items + other.items,
        tokens=one.tokens + other.tokens,
        cost=round(one.cost + other.cost, 6),
    )
