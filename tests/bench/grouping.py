"""Grouping and related items against plain methods, on labelled data: `python -m tests.bench.grouping [--data FOLDER]`.

FOLDER has `clustering/` and `related/` with articles, gold and the scorers that read them; it is no part of the project.
The plain methods get the threshold that suits them best on the very data; ours has the one the site uses.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from generator.group.documents import Document
from generator.group.likeness.linkage import components
from tests.bench.clustering import documents_of, labels, rows_by_set
from tests.bench.related import rankings
from tests.recorded import DATA

THRESHOLDS = [step / 20 for step in range(2, 19)]
#: Robertson and Zaragoza 2009, the usual values.
K1, B = 1.2, 0.75
MOST = 20

Likeness = Callable[[Mapping[str, float], Mapping[str, float]], float]
Bag = Mapping[str, float]
Rows = Sequence[dict[str, Any]]


def title_words(documents: Sequence[Document]) -> list[Bag]:
    return [dict.fromkeys(document.title_terms, 1.0) for document in documents]


def tf_idf(documents: Sequence[Document]) -> list[Bag]:
    """Unit vectors of title and lead, sublinear in frequency."""
    counted = [Counter((*document.title_terms, *document.lead_terms)) for document in documents]
    spread = Counter(term for counts in counted for term in counts)
    raw = [
        {term: (1 + math.log(count)) * math.log(len(documents) / spread[term]) for term, count in counts.items()}
        for counts in counted
    ]
    lengths = [math.sqrt(sum(weight**2 for weight in bag.values())) or 1.0 for bag in raw]
    return [{term: w / length for term, w in bag.items()} for bag, length in zip(raw, lengths, strict=True)]


def jaccard(one: Bag, other: Bag) -> float:
    return len(one.keys() & other.keys()) / (len(one.keys() | other.keys()) or 1)


def cosine(one: Bag, other: Bag) -> float:
    short, long = sorted((one, other), key=len)
    return sum(weight * long.get(term, 0.0) for term, weight in short.items())


def likenesses(bags: Sequence[Bag], like: Likeness) -> dict[tuple[int, int], float]:
    """Of all pairs that share a term."""
    holders: dict[str, list[int]] = defaultdict(list)
    pairs: set[tuple[int, int]] = set()
    for number, bag in enumerate(bags):
        for term in bag:
            pairs.update((other, number) for other in holders[term])
            holders[term].append(number)
    return {(one, other): like(bags[one], bags[other]) for one, other in pairs}


def connected(documents: Sequence[Document], bags: Sequence[Bag], like: Likeness) -> Iterator[dict[str, str]]:
    """Labels by connected components, for every threshold."""
    found = likenesses(bags, like)
    for threshold in THRESHOLDS:
        pairs = {pair: score for pair, score in found.items() if score >= threshold}
        groups = components(len(documents), pairs)
        yield {documents[number].key: documents[group[0]].key for group in groups for number in group}


def by_jaccard(documents: Sequence[Document], query: int) -> list[float]:
    bags = [{*document.title_terms, *document.lead_terms} for document in documents]
    return [len(bags[query] & bag) / (len(bags[query] | bag) or 1) for bag in bags]


def by_bm25(documents: Sequence[Document], query: int) -> list[float]:
    counted = [Counter((*document.title_terms, *document.lead_terms)) for document in documents]
    spread = Counter(term for counts in counted for term in counts)
    usual = sum(counts.total() for counts in counted) / len(counted)
    weight = {t: math.log(1 + (len(counted) - spread[t] + 0.5) / (spread[t] + 0.5)) for t in counted[query]}
    return [
        sum(w * c[t] * (K1 + 1) / (c[t] + K1 * (1 - B + B * c.total() / usual)) for t, w in weight.items() if t in c)
        for c in counted
    ]


def ranked(rows: Rows, queries: frozenset[str], score: Callable[[Sequence[Document], int], list[float]]) -> Any:
    documents = documents_of(list(rows))
    found = {}
    for number, document in enumerate(documents):
        if document.key in queries:
            scores = score(documents, number)
            order = sorted(range(len(documents)), key=lambda n: -scores[n])
            found[document.key] = [documents[n].key for n in order if n != number][:MOST]
    return found


def scored(scorer: Path, predictions: Mapping[str, Any]) -> dict[str, dict[str, float]]:
    """What the scorer of the data says of predictions, by set."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(predictions, file)
        file.flush()
        told = subprocess.run([sys.executable, scorer, file.name, "--json"], capture_output=True, check=True)
    result: dict[str, dict[str, float]] = json.loads(told.stdout)
    return result


def clustering_rows(data: Path) -> Iterator[tuple[str, ...]]:
    by_set = rows_by_set(data / "articles.jsonl")
    feeds = [rows for name, rows in by_set.items() if name.startswith("feeds")]
    headlines = [rows for name, rows in by_set.items() if name.startswith("headlines")]

    def told(name: str, found: Mapping[str, str], other: Mapping[str, str]) -> tuple[str, ...]:
        pair, cubed = scored(data / "score.py", found)["feeds"], scored(data / "score.py", other)["headlines"]
        keys = ("pair_precision", "pair_recall", "pair_f1")
        return (name, *(f"{pair[key]:.2f}" for key in keys), f"{cubed['b3_f1']:.2f}")

    plain: list[tuple[str, Callable[[Sequence[Document]], list[Bag]], Likeness]] = [
        ("title words, Jaccard, connected", title_words, jaccard), ("TF-IDF, connected", tf_idf, cosine),
    ]  # fmt: skip
    for name, bags_of, like in plain:
        best = {}
        for key, measure, sets in (("feeds", "pair_f1", feeds), ("headlines", "b3_f1", headlines)):
            documents = [documents_of(list(rows)) for rows in sets]
            tries = zip(*(connected(part, bags_of(part), like) for part in documents), strict=True)
            merged = [{k: v for found in parts for k, v in found.items()} for parts in tries]
            best[key] = max(merged, key=lambda found: scored(data / "score.py", found)[key][measure])
        yield told(name, best["feeds"], best["headlines"])
    ours = {key: label for rows in feeds for key, label in labels(rows, "event", None).items()}
    topics = {key: label for rows in headlines for key, label in labels(rows, "topic", None).items()}
    yield told("this project", ours, topics)


def related_rows(data: Path) -> Iterator[tuple[str, ...]]:
    by_set = rows_by_set(data / "candidates.jsonl")
    queries = frozenset(json.loads((data / "queries.json").read_text("utf-8")))
    methods: list[tuple[str, Callable[[Rows], dict[str, list[str]]]]] = [
        ("Jaccard", lambda rows: ranked(rows, queries, by_jaccard)),
        ("BM25", lambda rows: ranked(rows, queries, by_bm25)),
        ("this project", lambda rows: rankings(list(rows), queries)),
    ]
    for name, method in methods:
        found = {key: ids for rows in by_set.values() for key, ids in method(rows).items()}
        score = scored(data / "score.py", found)
        yield name, *(f"{score[part]['ndcg@5']:.2f}" for part in ("feeds", "issues")), f"{score['feeds']['mrr']:.2f}"


@click.command(help=__doc__)
@click.option("--data", type=click.Path(path_type=Path), default=DATA, help="Folder with clustering/ and related/.")
def main(data: Path) -> None:
    if not (data / "clustering" / "gold.json").is_file():
        sys.exit(f"{data}: no labelled data here; name its folder with --data")
    tables = {
        ("one event", "feeds: precision", "recall", "pair F1", "headlines: B³ F1"): clustering_rows(
            data / "clustering"
        ),
        ("related", "feeds: nDCG@5", "issues: nDCG@5", "feeds: MRR"): related_rows(data / "related"),
    }
    for heads, rows in tables.items():
        table = Table(*heads)
        for row in rows:
            table.add_row(*row)
        Console().print(table)


if __name__ == "__main__":
    main()
