"""Makes the table of generator/group/likeness/weights.py anew: `python -m tests.bench.fit_clustering --articles F --gold F`.

Logistic regression on pairs that share rare terms, from a labelled file: one JSON object a line (id, set, title, published,
publisher, summary), and a JSON object of article id to event. Prints the weights, and how well they do where they were
not fitted: events are dealt into ten folds, and a pair is judged by weights that saw no pair of its two folds.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import click
import numpy as np

from generator.group.cluster import LEAST, SAME_EVENT, linked
from generator.group.documents import Document
from generator.group.likeness.bags import Bags, Floats, Ints, bags_of, in_order
from generator.group.likeness.candidates import blocks_of, neighbours, pairs_of, postings_of
from generator.group.likeness.features import Features, features_of
from generator.group.likeness.norms import norms_of
from generator.group.likeness.weights import BY_HAND, SAME_EVENT_LOG_ODDS
from generator.group.similarity import decided
from tests.bench.clustering import documents_of, rows_by_set

FOLDS = 10
SEEDS = range(5)
#: Weight of the squared coefficients of standardised features in the loss.
RIDGE = 3.0


class Labelled(NamedTuple):
    """The documents of a set in their order, with the event of each, and the pairs among them."""

    documents: list[Document]
    events: list[str]
    bags: Bags
    pairs: Ints
    features: Features
    signs: Floats
    """The fitted features of each pair, as rows."""
    by_hand: Floats
    """Log-odds of each pair by the weights that are not fitted."""
    same: Floats
    """1 for pairs of one event."""


def labelled(rows: list[dict[str, Any]], gold: dict[str, str]) -> Labelled:
    """Round-ups are left out: they wait until the events are made."""
    made = [document for document in documents_of(rows) if not document.is_roundup]
    documents = [made[number] for number in in_order(made)]
    bags = bags_of(documents)
    postings = postings_of(bags)
    pairs = pairs_of([neighbours(bags, postings, block) for block in blocks_of(bags)], bags.size)
    features = features_of(bags, norms_of(bags), pairs)
    events = [gold[document.key] for document in documents]
    left, right = np.array(events)[pairs]
    return Labelled(
        documents, events, bags, pairs, features,
        signs=np.stack([features[name] for name in SAME_EVENT_LOG_ODDS], axis=1),
        by_hand=np.sum([weight * features[name] for name, weight in BY_HAND.items()], axis=0),
        same=(left == right).astype(np.float64),
    )  # fmt: skip


def fitted(signs: Floats, same: Floats) -> Floats:
    """Weights of the signs and, last, the intercept: Newton's method with half steps, until the loss stands still."""
    mean, spread = signs.mean(0), signs.std(0) + 1e-9
    inputs = np.c_[(signs - mean) / spread, np.ones(len(signs))]
    ridge = np.append(np.full(signs.shape[1], RIDGE), 0.0)

    def loss(weights: Floats) -> float:
        odds = inputs @ weights
        return float((np.logaddexp(0, odds) - same * odds).sum() + (ridge * weights**2).sum() / 2)

    weights = np.append(np.zeros(signs.shape[1]), -3.0)
    while True:
        chance = _probability(inputs @ weights)
        slope = inputs.T @ (chance - same) + ridge * weights
        curve = (inputs * (chance * (1 - chance))[:, None]).T @ inputs + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        while (fresh := loss(weights - step)) > loss(weights):
            step /= 2
        if loss(weights) - fresh < 1e-7 * fresh:
            break
        weights = weights - step
    return np.append(weights[:-1] / spread, weights[-1] - (weights[:-1] * mean / spread).sum())


def _probability(odds: Floats) -> Floats:
    chance: Floats = 1 / (1 + np.exp(-odds))
    return chance


def unseen(sets: list[Labelled], seed: int) -> list[Floats]:
    """Probabilities of the pairs of each set, by weights fitted without any pair of their two folds."""
    chance = np.random.default_rng(seed)
    events = sorted({event for one in sets for event in one.events})
    fold_of = dict(zip(events, chance.permutation(len(events)) % FOLDS, strict=True))
    folds = [np.array([fold_of[event] for event in one.events])[one.pairs] for one in sets]
    signs, same = np.concatenate([one.signs for one in sets]), np.concatenate([one.same for one in sets])
    left, right = np.concatenate(folds, axis=1)
    odds = np.zeros(len(same))
    for first in range(FOLDS):
        for second in range(first, FOLDS):
            asked = (np.minimum(left, right) == first) & (np.maximum(left, right) == second)
            apart = ~np.isin(left, (first, second)) & ~np.isin(right, (first, second))
            weights = fitted(signs[apart], same[apart])
            odds[asked] = signs[asked] @ weights[:-1] + weights[-1]
    ends = np.cumsum([len(one.same) for one in sets])[:-1]
    return [_probability(of_set + one.by_hand) for of_set, one in zip(np.split(odds, ends), sets, strict=True)]


def found(one: Labelled, probable: Floats, threshold: float) -> Counter[str]:
    """How many pairs are put together, how many of them rightly, and how many there are."""
    likely = {
        (int(left), int(right)): float(score)
        for left, right, score in zip(*one.pairs, decided(one.bags, one.pairs, one.features, probable), strict=True)
        if score >= LEAST
    }
    groups = linked(len(one.documents), likely, (), threshold)
    right = [Counter(one.events[number] for number in group) for group in groups]
    return Counter(
        put=sum(_pairs(len(group)) for group in groups),
        right=sum(_pairs(count) for group in right for count in group.values()),
        all=sum(map(_pairs, Counter(one.events).values())),
    )


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


@click.command(help=__doc__)
@click.option("--articles", type=click.Path(path_type=Path, exists=True), required=True)
@click.option("--gold", type=click.Path(path_type=Path, exists=True), required=True)
@click.option("--sets", default="feeds", help="how the names of the sets begin that are read")
def main(articles: Path, gold: Path, sets: str) -> None:
    events = json.loads(gold.read_text("utf-8"))
    known = [labelled(rows, events) for name, rows in rows_by_set(articles).items() if name.startswith(sets)]
    weights = fitted(np.concatenate([one.signs for one in known]), np.concatenate([one.same for one in known]))
    for name, weight in zip([*SAME_EVENT_LOG_ODDS, "intercept"], weights, strict=True):
        print(f"{name:14s} {weight:6.2f}")
    guesses = [unseen(known, seed) for seed in SEEDS]
    for threshold in (SAME_EVENT - 0.06, SAME_EVENT, SAME_EVENT + 0.06):
        total: Counter[str] = Counter()
        for guess in guesses:
            for one, probable in zip(known, guess, strict=True):
                total.update(found(one, probable, threshold))
        precision, recall = total["right"] / total["put"], total["right"] / total["all"]
        f1 = 2 * precision * recall / (precision + recall)
        print(f"threshold {threshold:.2f}  pair P={precision:.3f} R={recall:.3f} F1={f1:.3f}  (not fitted on)")


if __name__ == "__main__":
    main()
