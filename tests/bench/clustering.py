"""Groups the articles of a file and writes the labels: `python -m tests.bench.clustering --articles F --out P`.

The file has one JSON object a line (id, set, title, published, publisher, summary); the labels are scored elsewhere.
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
from generator.group.documents import DocumentMaker
from generator.text.names import NameFinder

CONTENT = Path(__file__).parents[2] / "content"


def labels(rows: list[dict[str, Any]], threshold: float) -> dict[str, str]:
    """Article id to the id of the first article of its event."""
    vocabulary = read_vocabulary(CONTENT)
    maker = DocumentMaker(NameFinder(vocabulary.names), vocabulary.rules.roundups)
    documents = [
        maker.of_text(row["id"], row["title"], row["summary"] or "", _moment(row["published"]), row["publisher"])
        for row in rows
    ]
    groups = cluster(documents, threshold)
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
    by_set: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in articles.read_text("utf-8").splitlines():
        row = json.loads(line)
        by_set[row["set"]].append(row)
    chosen = threshold or (SAME_EVENT if granularity == "event" else SAME_EVENT / 3)
    found = {id: label for rows in by_set.values() for id, label in labels(rows, chosen).items()}
    out.write_text(json.dumps(found))


if __name__ == "__main__":
    main()
