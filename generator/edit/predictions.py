"""Predictions that can be held to account: every published one with its state, the score so far, and settling one."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Literal

from generator.model.base import last_day
from generator.model.errors import UnknownName
from generator.model.item import Correction, Implication, Item, Settlement, Status

State = Literal["due", "open", "settled"]


@dataclass(frozen=True)
class Prediction:
    """A published implication, and where it stands on a day."""

    address: str
    """Of the item that makes it."""
    said: Implication
    last_day: date
    """The last day its due date can mean."""
    state: State
    """due: that day is over and nobody has settled it."""

    @cached_property
    def digest(self) -> str:
        """A hash of every field: several lists show it, and each depends on all of it."""
        return hashlib.blake2b(repr(self).encode(), digest_size=12).hexdigest()


@dataclass(frozen=True)
class Score:
    """How the predictions came out so far, counted."""

    open: int = 0
    due: int = 0
    came_true: int = 0
    failed: int = 0
    void: int = 0
    scored: int = 0
    """Settled ones, void left out, that were given a confidence."""
    brier: float | None = None
    """None where none is scored."""

    @property
    def settled(self) -> int:
        return self.came_true + self.failed + self.void

    @property
    def share_settled(self) -> float | None:
        """Settled ones of those that are due or settled; None where nothing was due yet."""
        reached = self.settled + self.due
        return self.settled / reached if reached else None


def predictions(said: Iterable[tuple[str, Sequence[Implication]]], today: date) -> tuple[Prediction, ...]:
    """Every published prediction, by due date, then by item and number.

    said: addresses of items with what they say of the future. A prediction is due from the day after the last day that
    its date can mean.
    """
    found = (
        _prediction(address, implication, implication.due, today)
        for address, implications in said
        for implication in implications
        if implication.is_published and implication.due
    )
    return tuple(sorted(found, key=lambda p: (p.last_day, p.address, int(p.said.id[1:]))))


def _prediction(address: str, said: Implication, due: str, today: date) -> Prediction:
    last = last_day(due)
    state: State = "settled" if said.status != "open" else "due" if last < today else "open"
    return Prediction(address, said, last, state)


def score(told: Iterable[Prediction]) -> Score:
    """The score of predictions.

    Brier score (G. W. Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather Review 78,
    1950, in its form for two outcomes): the mean of (confidence - outcome)² with outcome 1 where it came true and 0
    where it failed. 0 is perfect, 1 is certainty that is always wrong, and 0.25 is what always saying 50 % gives.
    """
    told = tuple(told)
    statuses = Counter(prediction.said.status for prediction in told)
    states = Counter(prediction.state for prediction in told)
    errors = [
        (prediction.said.confidence - (prediction.said.status == "came-true")) ** 2
        for prediction in told
        if prediction.said.status in ("came-true", "failed") and prediction.said.confidence is not None
    ]
    return Score(
        open=states["open"],
        due=states["due"],
        came_true=statuses["came-true"],
        failed=statuses["failed"],
        void=statuses["void"],
        scored=len(errors),
        brier=sum(errors) / len(errors) if errors else None,
    )


def settle(item: Item, id: str, status: Status, settlement: Settlement, now: datetime) -> Item:
    """The item with a prediction settled; itself if it is settled just so already.

    A prediction that was settled otherwise before is settled anew, and the change is told as a correction.
    Raises UnknownName where the item has no published prediction of this id.
    """
    known = {implication.id: n for n, implication in enumerate(item.implications) if implication.is_published}
    if id not in known:
        raise UnknownName("prediction", id, "the item", known)
    old = item.implications[known[id]]
    day = old.settled.date if old.settled else ""
    if old.status == status and old.settled == settlement.model_copy(update={"date": day}):
        return item
    new = Implication.model_validate({**old.model_dump(), "status": status, "settled": settlement})
    corrections = item.corrections
    if old.status not in ("open", status):
        field = f"implications.{known[id]}.status"
        corrections += (Correction(date=now, field=field, was=old.status, now=status, why=settlement.why),)
    implications = tuple(new if implication.id == id else implication for implication in item.implications)
    return item.model_copy(update={"implications": implications, "corrections": corrections, "updated": now})
