"""What was predicted stays: published implications outlive every later enrichment of their item."""

from __future__ import annotations

from collections.abc import Iterable

from generator.enrich.extractive.ranking import SAME_STATEMENT
from generator.model.base import last_day
from generator.model.item import Implication, Item
from generator.model.pins import Carry
from generator.text.words import terms

#: Predictions of one item from which on no new one is added: a page is read, and each is to be settled by hand.
MAX_PREDICTIONS = 6


def keep_predictions(made: Item, stored: Item) -> Item:
    """`made` with the published implications of `stored` unchanged and first, their evidence carried along.

    New ones follow under the next free ids, where they say something else, as long as there are fewer than six.
    """
    published = [implication for implication in stored.implications if implication.is_published]
    if not published:
        return made
    carry = Carry(made, stored)
    kept = [Implication.model_validate(carry.recited(implication.model_dump())) for implication in published]
    new = [implication for implication in made.implications if not _repeats(implication, kept)]
    last_id = max(int(implication.id[1:]) for implication in stored.implications)
    added = [
        implication.model_copy(update={"id": f"p{number}"})
        for number, implication in enumerate(new[: max(0, MAX_PREDICTIONS - len(kept))], start=last_id + 1)
    ]
    update = {"implications": (*kept, *added), "articles": tuple(carry.reports), "evidence": carry.evidence}
    return made.model_copy(update=update)


def _repeats(implication: Implication, others: Iterable[Implication]) -> bool:
    """Whether one of `others` says the same of the same day: a new date is a new announcement."""
    return any(_last(other) == _last(implication) and _overlap(other, implication) for other in others)


def _last(implication: Implication) -> object:
    return last_day(implication.due) if implication.due else None


def _overlap(one: Implication, other: Implication) -> bool:
    mine, theirs = set(terms(one.text)), set(terms(other.text))
    shorter = min(len(mine), len(theirs))
    return one.text == other.text or (shorter > 0 and len(mine & theirs) / shorter >= SAME_STATEMENT)
