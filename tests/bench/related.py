"""Ranks what belongs beside the queries of a file: `python -m tests.bench.related --candidates F --queries F --out P`.

The candidates have one JSON object a line (id, set, title, published, publisher, summary), the queries are a list of
ids; a query is ranked within its own set. The rankings are scored elsewhere.
"""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from generator.archive.reference import read_vocabulary
from generator.group.documents import DocumentMaker
from generator.group.retrieval.index import Index
from generator.group.retrieval.matter import neighbours
from generator.group.retrieval.ranking import Ranking
from generator.text.names import NameFinder

CONTENT = Path(__file__).parents[2] / "content"
MOST = 20


def rankings(rows: list[dict[str, Any]], queries: frozenset[str], maker: DocumentMaker) -> dict[str, list[str]]:
    """For each query among the rows the ids of the others, best first."""
    documents = [
        maker.of_text(row["id"], row["title"], row["summary"] or "", _moment(row["published"]), row["publisher"])
        for row in rows
    ]
    ranking = Ranking(Index("").with_documents(documents))
    return {
        document.key: [kin.near.address for kin in neighbours(ranking, document, MOST)]
        for document in documents
        if document.key in queries
    }


def _moment(text: str) -> datetime:
    """A date alone is the beginning of the day in UTC."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@click.command(help=__doc__)
@click.option("--candidates", type=click.Path(path_type=Path, exists=True), required=True)
@click.option("--queries", type=click.Path(path_type=Path, exists=True), required=True)
@click.option("--out", type=click.Path(path_type=Path), required=True)
def main(candidates: Path, queries: Path, out: Path) -> None:
    vocabulary = read_vocabulary(CONTENT)
    maker = DocumentMaker(NameFinder(vocabulary.names), vocabulary.rules.roundups)
    by_set: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in candidates.read_text("utf-8").splitlines():
        row = json.loads(line)
        by_set[row["set"]].append(row)
    wanted = frozenset(json.loads(queries.read_text("utf-8")))
    found = {id: ids for rows in by_set.values() for id, ids in rankings(rows, wanted, maker).items()}
    out.write_text(json.dumps(found))


if __name__ == "__main__":
    main()
