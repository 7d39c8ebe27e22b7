"""Groups the articles of a file and writes the labels: `python -m tests.bench.clustering --articles F --out P`.

The file has one JSON object a line (id, set, title, published, publisher, summary); the labels are scored elsewhere.
Each set is grouped for itself. Two configurations: `--granularity event`, for feeds, is `cluster` as the site uses it;
`--granularity topic`, for headlines by the hundred about one matter, is `topics`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from generator.archive.reference import read_vocabulary
from generator.group.cluster import SAME_EVENT, cluster
from generator.group.documents import Document, DocumentMaker
from generator.text.names import NameFinder
from tests.bench.topics import SAME_TOPIC, topics

CONTENT = Path(__file__).parents[2] / "content"


def rows_by_set(articles: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows of a file by the name of their set."""
    by_set: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in articles.read_text("utf-8").splitlines():
        row = json.loads(line)
        by_set[row["set"]].append(row)
    return by_set


def documents_of(rows: list[dict[str, Any]]) -> list[Document]:
    """The rows as documents, with the project's own names and rules."""
    vocabulary = read_vocabulary(CONTENT)
    maker = DocumentMaker(NameFinder(vocabulary.names), vocabulary.rules.roundups)
    return [
        maker.of_text(row["id"], row["title"], row["summary"] or "", _moment(row["published"]), row["publisher"])
        for row in rows
    ]


def labels(rows: list[dict[str, Any]], granularity: str, threshold: float | None) -> dict[str, str]:
    """Article id to the id of the first article of its event."""
    documents = documents_of(rows)
    if granularity == "event":
        groups = cluster(documents, threshold or SAME_EVENT)
    else:
        groups = topics(documents, threshold or SAME_TOPIC)
    return {documents[number].key: documents[group[0]].key for group in groups for number in group}


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@click.command(help=__doc__)
@click.option("--articles", type=click.Path(path_type=Path, exists=True), required=True)
@click.option("--granularity", type=click.Choice(["event", "topic"]), default="event")
@click.option("--threshold", type=float, help="instead of the granularity's own")
@click.option("--out", type=click.Path(path_type=Path), required=True)
def main(articles: Path, granularity: str, threshold: float | None, out: Path) -> None:
    by_set = rows_by_set(articles)
    found = {id: label for rows in by_set.values() for id, label in labels(rows, granularity, threshold).items()}
    out.write_text(json.dumps(found))


if __name__ == "__main__":
    main()
