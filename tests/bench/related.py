"""Ranks what belongs beside the queries of a file: `python -m tests.bench.related --candidates F --queries F --out P`.

The candidates have one JSON object a line (id, set, title, published, publisher, summary), the queries are a list of
ids; a query is ranked within its own set. The rankings are scored elsewhere.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from generator.group.retrieval.index import Index, entry_of
from generator.group.retrieval.matter import neighbours
from generator.group.retrieval.ranking import Ranking
from generator.group.retrieval.segments import built
from tests.bench.clustering import documents_of, rows_by_set

MOST = 20


def rankings(rows: list[dict[str, Any]], queries: frozenset[str]) -> dict[str, list[str]]:
    """For each query among the rows the ids of the others, best first."""
    documents = documents_of(rows)
    entries = (entry_of(document, number) for number, document in enumerate(documents))
    ranking = Ranking(Index("", (built(entries),)))
    return {
        document.key: [kin.near.address for kin in neighbours(ranking, document, MOST)]
        for document in documents
        if document.key in queries
    }


@click.command(help=__doc__)
@click.option("--candidates", type=click.Path(path_type=Path, exists=True), required=True)
@click.option("--queries", type=click.Path(path_type=Path, exists=True), required=True)
@click.option("--out", type=click.Path(path_type=Path), required=True)
def main(candidates: Path, queries: Path, out: Path) -> None:
    wanted = frozenset(json.loads(queries.read_text("utf-8")))
    by_set = rows_by_set(candidates)
    found = {id: ids for rows in by_set.values() for id, ids in rankings(rows, wanted).items()}
    out.write_text(json.dumps(found))


if __name__ == "__main__":
    main()
