"""Judges summaries against their sources: `python -m tests.bench.grounding [--pairs F --out P] [--gold G]`.

F has one JSON object a line (id, source, summary); P gets the degree to which each is not carried, by id. With the
labels G it prints how well cross-validations by source do; the labels are never looked at for the predictions. Without
options the labelled pairs beside the project are judged, where they are there.

A pair is judged by four signs of the whole summary, see Signs. The verdicts on its sentences add nothing to them: the
pairs were chosen because checks disagreed about them, and the doubt of the worst sentence ranks them hardly better than
chance (area under the curve 0.55).
"""

from __future__ import annotations

import json
import math
import os
import random
import re
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from operator import mul
from pathlib import Path
from typing import Any, NamedTuple

import click

from generator.archive.reference import read_vocabulary
from generator.grounding.support import Grounds, Sentence
from generator.text.names import NameFinder
from generator.text.sentences import split_sentences
from generator.text.stance import stance_reader
from generator.text.stems import stem
from generator.text.words import stopwords
from tests.conftest import ROOT
from tests.recorded import DATA

#: The pairs say no day; a date without a year may be of any.
UNDATED = date(1900, 1, 1)
#: Most sentences with foreign facts that count.
MOST_FOREIGN = 2
#: Words that a further sentence of the source must add to a claim to be one that it draws on.
LEAST_ADDED = 2
#: Kinds of stance.yml by which a statement is no plain fact.
UNSETTLED = ("possible", "planned", "future", "hearsay")
#: Added to the share of rearranged words before its logarithm.
SMOOTHING = 0.05
#: Log-odds of "not carried" by Signs: ridge logistic regression on the development half, rounded. Its own figure there
#: is too good; the cross-validated one is nearer, and flattered in turn, for the signs were chosen on the same texts.
LOG_ODDS = {"intercept": -0.75, "rearranged": 1.0, "foreign": 0.5, "depth": 2.3, "unsettled": 0.3}
#: Weight of half the squared coefficients, of standardised signs, against the mean loss.
RIDGE = 0.02
#: Random partitions of the sources into fifths that are tried.
PARTITIONS = 20
#: Two sources that share more of their words are versions of one text, never apart in a partition.
SAME_TEXT = 0.8
_LIST_MARK = re.compile(r"^(?:\d+[.)]|[-*•])(?:\s+|$)")


class Signs(NamedTuple):
    """What the judgement of a pair rests on."""

    rearranged: float
    """Log of the share of words (plus SMOOTHING) that stand beside no neighbour they have in the source; words without
    meaning are passed over. What is copied is seldom wrong."""
    foreign: float
    """Sentences with a number or name that is nowhere in the source, at most MOST_FOREIGN."""
    depth: float
    """Where in the source the last sentence stands that a claim draws on, 0 first and 1 last, on average. What stands
    further down leans on what came before; of summaries of one source, too, those that reach further are worse."""
    unsettled: float
    """Words for the possible, planned, future or reported in a hundred: such statements easily become facts. It tells
    sources apart, not summaries of one source."""


class Source:
    """A source, read once."""

    def __init__(self, text: str, names: NameFinder) -> None:
        sentences = split_sentences(text)
        self._grounds = Grounds([Sentence(sentence, UNDATED) for sentence in sentences], names)
        terms = [_terms(sentence) for sentence in sentences]
        self._sentences = [frozenset(one) for one in terms]
        self._neighbours = {pair for one in terms for pair in pairwise(one)}
        counts = Counter(term for one in self._sentences for term in one)
        self._rarity = {term: math.log(1 + len(sentences) / count) for term, count in counts.items()}

    def signs(self, summary: str) -> Signs:
        """What a summary shows against this source."""
        claims = list(_claims(summary))
        terms = [_terms(claim) for claim in claims]
        kept = sum(map(self._kept, terms))
        depths = [max(used) for one in terms if (used := list(self._used(frozenset(one))))]
        marks = sum(mark.kind in UNSETTLED for claim in claims for mark in stance_reader().read(claim))
        return Signs(
            rearranged=math.log(SMOOTHING + 1 - kept / max(1, sum(map(len, terms)))),
            foreign=min(MOST_FOREIGN, sum(self._is_foreign(claim) for claim in claims)),
            depth=statistics.fmean(depths or [0]) / max(1, len(self._sentences) - 1),
            unsettled=100 * marks / max(1, sum(len(_words(claim)) for claim in claims)),
        )

    def _kept(self, terms: Sequence[str]) -> int:
        """How many terms stand beside a neighbour they have in the source."""
        at = [number for number, pair in enumerate(pairwise(terms)) if pair in self._neighbours]
        return len({*at, *(number + 1 for number in at)})

    def _used(self, terms: frozenset[str]) -> Iterator[int]:
        """Numbers of the sentences that have the terms, the one with most first, until the next adds too little."""
        rest = terms & self._rarity.keys()
        least = 1
        while rest:
            weights = [sum(self._rarity[term] for term in sorted(rest & sentence)) for sentence in self._sentences]
            best = weights.index(max(weights))
            if len(rest & self._sentences[best]) < least:
                return
            yield best
            rest, least = rest - self._sentences[best], LEAST_ADDED

    def _is_foreign(self, claim: str) -> bool:
        """Whether a fact in digits or capitals is nowhere in the source; that a summary counts "two" proves nothing."""
        return any(fact[:1].isupper() or re.search(r"\d", fact) for fact in self._grounds.strangers(claim))


def _claims(summary: str) -> Iterator[str]:
    """The sentences of a summary; lines that only announce a list claim nothing."""
    for sentence in split_sentences(summary):
        claim = _LIST_MARK.sub("", sentence)
        if _words(claim) and not claim.rstrip().endswith(":"):
            yield claim


def _words(text: str) -> list[str]:
    return [word.lower() for word in re.findall(r"\w+", text)]


def _terms(text: str) -> list[str]:
    """The stems of the words that carry meaning, and numbers, in order."""
    return [stem(word) for word in _words(text) if word not in stopwords()]


def degree(seen: Signs, weights: Mapping[str, float] = LOG_ODDS) -> float:
    """The probability that the summary is not carried."""
    odds = weights["intercept"] + sum(weights[name] * value for name, value in seen._asdict().items())
    return 1 / (1 + math.exp(-odds))


def fitted(rows: Sequence[tuple[Signs, bool]], steps: int = 40, rate: float = 2.0) -> dict[str, float]:
    """Ridge logistic regression by gradient descent on standardised signs, classes weighed alike."""
    columns = list(zip(*(seen for seen, _ in rows), strict=True))
    means = [statistics.fmean(column) for column in columns]
    spreads = [statistics.pstdev(column) or 1.0 for column in columns]
    standard = [[1.0, *((v - m) / s for v, m, s in zip(seen, means, spreads, strict=True))] for seen, _ in rows]
    labels = [label for _, label in rows]
    shares = {label: 1 / (2 * max(1, labels.count(label))) for label in (True, False)}
    weights = [0.0] * len(standard[0])
    for _ in range(steps):
        slope = [0.0, *(RIDGE * weight for weight in weights[1:])]
        for values, label in zip(standard, labels, strict=True):
            odds = sum(map(mul, weights, values))
            error = (1 / (1 + math.exp(-odds)) - label) * shares[label]
            slope = [total + error * value for total, value in zip(slope, values, strict=True)]
        weights = [weight - rate * down for weight, down in zip(weights, slope, strict=True)]
    raw = [weight / spread for weight, spread in zip(weights[1:], spreads, strict=True)]
    intercept = weights[0] - sum(map(mul, raw, means))
    return {"intercept": intercept, **dict(zip(Signs._fields, raw, strict=True))}


def balanced_accuracy(rows: Iterable[tuple[bool, bool]]) -> tuple[float, float]:
    """Balanced accuracy and share of false alarms, of (flagged, true) pairs."""
    flagged: dict[bool, list[bool]] = defaultdict(list)
    for flag, label in rows:
        flagged[label].append(flag)
    recall, false_alarms = (sum(flagged[label]) / max(1, len(flagged[label])) for label in (True, False))
    return (recall + 1 - false_alarms) / 2, false_alarms


def cross_validated(rows: Sequence[tuple[Signs, bool]], texts: Sequence[int], seed: int) -> tuple[float, float]:
    """Balanced accuracy and false alarms when the weights are learnt from four fifths of the texts, tried on the rest.

    texts: the number of each row's source text; seed: of the partition.
    """
    order = sorted(set(texts))
    random.Random(seed).shuffle(order)  # noqa: S311
    fold = {text: number % 5 for number, text in enumerate(order)}
    judged: list[tuple[bool, bool]] = []
    for held in range(5):
        weights = fitted([row for row, text in zip(rows, texts, strict=True) if fold[text] != held])
        judged += [
            (degree(seen, weights) >= 1 / 2, label)
            for (seen, label), text in zip(rows, texts, strict=True)
            if fold[text] == held
        ]
    return balanced_accuracy(judged)


def numbered_texts(sources: Sequence[str]) -> list[int]:
    """For each source the number of its text, the same for versions of one text."""
    known: list[frozenset[str]] = []
    numbers: dict[str, int] = {}
    for source in dict.fromkeys(sources):
        words = frozenset(source.lower().split())
        same = (at for at, other in enumerate(known) if len(words & other) > SAME_TEXT * len(words | other))
        numbers[source] = next(same, len(known))
        known.append(words)
    return [numbers[source] for source in sources]


def all_signs(pairs: Sequence[Mapping[str, Any]]) -> dict[str, Signs]:
    """The signs of every pair by id; a source is read once."""
    names = NameFinder(read_vocabulary(ROOT / "content").names)
    sources = {text: Source(text, names) for text in dict.fromkeys(pair["source"] for pair in pairs)}
    return {pair["id"]: sources[pair["source"]].signs(pair["summary"]) for pair in pairs}


def print_figures(rows: Sequence[tuple[Signs, bool]], texts: Sequence[int]) -> None:
    """How good the constants are on the rows, how good constants learnt from other texts, and what all rows teach."""
    accuracy, false_alarms = balanced_accuracy((degree(seen) >= 1 / 2, label) for seen, label in rows)
    print(f"balanced accuracy {accuracy:.3f} at {false_alarms:.3f} false alarms")
    tried = [cross_validated(rows, texts, seed) for seed in range(PARTITIONS)]
    accuracies, alarms = zip(*tried, strict=True)
    print(
        f"cross-validated by source {statistics.fmean(accuracies):.3f} ± {statistics.stdev(accuracies):.3f}"
        f" at {statistics.fmean(alarms):.3f} false alarms, {PARTITIONS} partitions"
    )
    print("fitted to all:", {name: round(weight, 2) for name, weight in fitted(rows).items()})


@click.command(help=__doc__)
@click.option("--pairs", type=click.Path(path_type=Path, exists=True))
@click.option("--out", type=click.Path(path_type=Path))
@click.option("--gold", type=click.Path(path_type=Path, exists=True), help="Labels, for the cross-validation.")
def main(pairs: Path | None, out: Path | None, gold: Path | None) -> None:
    if pairs is None:
        pairs, gold = DATA / "grounding" / "pairs.jsonl", DATA / "grounding" / "gold.json"
        if not pairs.is_file():
            sys.exit(f"{pairs}: no labelled pairs here; name them with --pairs and --gold")
    rows = [json.loads(line) for line in pairs.read_text("utf-8").splitlines()]
    begun = time.perf_counter()
    seen = all_signs(rows)
    if out:
        out.write_text(json.dumps({id: round(degree(one), 4) for id, one in seen.items()}))
    seconds = time.perf_counter() - begun
    print(f"{len(rows)} pairs in {seconds:.1f} s, load {os.getloadavg()[0]:.1f}")
    if gold:
        labels = json.loads(gold.read_text("utf-8"))
        judged = [(seen[row["id"]], labels[row["id"]]["label"] >= 3) for row in rows]
        print_figures(judged, numbered_texts([row["source"] for row in rows]))


if __name__ == "__main__":
    main()
