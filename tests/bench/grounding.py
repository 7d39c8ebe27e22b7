"""Judges summaries against their sources: `python -m tests.bench.grounding --pairs F --out P [--gold G]`.

F has one JSON object a line (id, source, summary); P gets the degree to which each is not carried, by id. With the
labels G it prints how well a cross-validation by source does; the labels are never looked at for the predictions.
"""

from __future__ import annotations

import json
import math
import os
import re
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import click

from generator.archive.reference import read_vocabulary
from generator.enrich.support import Grounds, Sentence
from generator.text.names import NameFinder
from generator.text.sentences import split_sentences
from tests.conftest import ROOT

#: The pairs say no day; a date without a year may be of any.
UNDATED = date(1900, 1, 1)
#: Words in a row that make them copied.
RUN = 4
#: Most sentences with foreign facts that count.
MOST_FOREIGN = 2
#: Log-odds of "not carried" by what a summary shows. Weights and intercept by a search on the development half, near
#: those of a logistic regression; so its own figure there is too good, and the cross-validated one is to be believed.
LOG_ODDS = {
    "intercept": 0.5,
    "uncopied": 2.0,  # log of the share of words outside any run of RUN words of the source, plus SMOOTHING
    "foreign": 1.0,  # sentences with a number or name that is nowhere in the source, at most MOST_FOREIGN
}
SMOOTHING = 0.05
_WORD = re.compile(r"\w+")
_LIST_MARK = re.compile(r"^(?:\d+[.)]|[-*•])(?:\s+|$)")


class Signs(NamedTuple):
    """What the judgement of a pair rests on."""

    uncopied: float
    foreign: float


def signs(summary: str, source: Sequence[str], grounds: Grounds) -> Signs:
    """What a summary shows against the sentences of its source; lines that only announce a list claim nothing."""
    runs = {run for sentence in source for run in _runs(_words(sentence))}
    claims = [_LIST_MARK.sub("", sentence) for sentence in split_sentences(summary)]
    claims = [claim for claim in claims if _words(claim) and not claim.rstrip().endswith(":")]
    words = [_words(claim) for claim in claims]
    copied = sum(_copied(sentence, runs) for sentence in words)
    uncopied = 1 - copied / max(1, sum(map(len, words)))
    foreign = sum(_is_foreign(claim, grounds) for claim in claims)
    return Signs(math.log(SMOOTHING + uncopied), float(min(MOST_FOREIGN, foreign)))


def _is_foreign(claim: str, grounds: Grounds) -> bool:
    """Whether a fact in digits or capitals is nowhere in the source; that a summary counts "two" proves nothing."""
    return any(fact[:1].isupper() or re.search(r"\d", fact) for fact in grounds.strangers(claim))


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _runs(words: Sequence[str]) -> Iterable[tuple[str, ...]]:
    return (tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def _copied(words: Sequence[str], runs: set[tuple[str, ...]]) -> int:
    places: set[int] = set()
    for at, run in enumerate(_runs(words)):
        if run in runs:
            places.update(range(at, at + RUN))
    return len(places)


def degree(seen: Signs, weights: Mapping[str, float] = LOG_ODDS) -> float:
    """The probability that the summary is not carried."""
    odds = weights["intercept"] + sum(weights[name] * value for name, value in seen._asdict().items())
    return 1 / (1 + math.exp(-odds))


def fitted(rows: Sequence[tuple[Signs, bool]], steps: int = 3000, rate: float = 0.3) -> dict[str, float]:
    """Logistic regression by gradient descent, classes weighed alike."""
    weights = dict.fromkeys(LOG_ODDS, 0.0)
    counts = {label: sum(given == label for _, given in rows) for label in (True, False)}
    for _ in range(steps):
        slope = dict.fromkeys(weights, 0.0)
        for seen, label in rows:
            error = (degree(seen, weights) - label) / (2 * counts[label])
            slope["intercept"] += error
            for name, value in seen._asdict().items():
                slope[name] += error * value
        for name in weights:
            weights[name] -= rate * slope[name]
    return weights


def balanced_accuracy(rows: Iterable[tuple[bool, bool]]) -> tuple[float, float]:
    """Balanced accuracy and share of false alarms, of (flagged, true) pairs."""
    flagged: dict[bool, list[bool]] = defaultdict(list)
    for flag, label in rows:
        flagged[label].append(flag)
    recall, false_alarms = (sum(flagged[label]) / max(1, len(flagged[label])) for label in (True, False))
    return (recall + 1 - false_alarms) / 2, false_alarms


def cross_validated(seen: Mapping[str, Signs], truth: Mapping[str, bool], source: Mapping[str, str]) -> float:
    """Balanced accuracy when the constants are learnt from four fifths of the sources and tried on the rest."""
    order = {text: number % 5 for number, text in enumerate(dict.fromkeys(source.values()))}
    judged = []
    for fold in range(5):
        weights = fitted([(seen[id], truth[id]) for id in seen if order[source[id]] != fold])
        judged += [(degree(seen[id], weights) >= 1 / 2, truth[id]) for id in seen if order[source[id]] == fold]
    return balanced_accuracy(judged)[0]


def all_signs(pairs: Sequence[Mapping[str, Any]]) -> dict[str, Signs]:
    """The signs of every pair by id; a source is read once."""
    names = NameFinder(read_vocabulary(ROOT / "content").names)
    sources = {pair["source"]: split_sentences(pair["source"]) for pair in pairs}
    grounds = {
        text: Grounds([Sentence(sentence, UNDATED) for sentence in sentences], names)
        for text, sentences in sources.items()
    }
    return {p["id"]: signs(p["summary"], sources[p["source"]], grounds[p["source"]]) for p in pairs}


@click.command(help=__doc__)
@click.option("--pairs", type=click.Path(path_type=Path, exists=True), required=True)
@click.option("--out", type=click.Path(path_type=Path), required=True)
@click.option("--gold", type=click.Path(path_type=Path, exists=True), help="Labels, for the cross-validation.")
def main(pairs: Path, out: Path, gold: Path | None) -> None:
    rows = [json.loads(line) for line in pairs.read_text("utf-8").splitlines()]
    begun = time.perf_counter()
    seen = all_signs(rows)
    out.write_text(json.dumps({id: round(degree(one), 4) for id, one in seen.items()}))
    seconds = time.perf_counter() - begun
    print(f"{len(rows)} pairs in {seconds:.1f} s, load {os.getloadavg()[0]:.1f}")
    if gold:
        truth = {id: label["label"] >= 3 for id, label in json.loads(gold.read_text("utf-8")).items()}
        accuracy, false_alarms = balanced_accuracy((degree(one) >= 1 / 2, truth[id]) for id, one in seen.items())
        print(f"balanced accuracy {accuracy:.3f} at {false_alarms:.3f} false alarms")
        print(f"cross-validated by source {cross_validated(seen, truth, {r['id']: r['source'] for r in rows}):.3f}")
        print("fitted to all:", {name: round(w, 2) for name, w in fitted([(seen[i], truth[i]) for i in seen]).items()})


if __name__ == "__main__":
    main()
