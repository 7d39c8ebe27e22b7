"""Measures grouping from texts to events: `python -m tests.bench.grouping_speed [--sizes 1000,2000,...] [--replay FOLDER]`.

2,000 articles a week, made of recorded ones in which every other word, drawn by chance, is one of another article: so words
are as common and as rare as in news. Without recordings their words are generated, Zipf-distributed. For every size, in a
process of its own: seconds of making documents (terms, names, numbers) and of clustering them, peak memory in MB, and
how the seconds together grow (exponent: slope of log seconds over log size, least squares).
"""

from __future__ import annotations

import json
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import NamedTuple

import click
import feedparser
import numpy as np

from generator.archive.reference import read_vocabulary
from generator.group.cluster import cluster
from generator.group.documents import LEAD_CHARS, Document, DocumentMaker
from generator.text.names import NameFinder
from generator.text.words import CJK
from tests.conftest import ROOT
from tests.recorded import REPLAY

A_WEEK = 2000
#: So many weeks of recordings are read, the first ones.
WEEKS = 3
WORDS, TITLE_WORDS, LEAD_WORDS, TEXTS = 60_000, 9, 90, 2000
_START = datetime(2026, 1, 5, tzinfo=UTC)
_TAG = re.compile(r"<[^>]*>")
_PIECE = re.compile(f"[{CJK}]{{1,2}}|[^\\W_{CJK}]+|[\\W_]+")


class Text(NamedTuple):
    """What an article says."""

    publisher: str
    title: str
    lead: str


def recorded(replay: Path) -> Iterator[Text]:
    """The entries of recorded feeds, each once."""
    seen = set()
    for week in sorted(folder for folder in replay.iterdir() if folder.is_dir())[:WEEKS]:
        for path in sorted(week.glob("*.xml")):
            for entry in feedparser.parse(path.read_bytes()).entries:
                if entry.get("title") and entry.title not in seen:
                    seen.add(entry.title)
                    lead = unescape(_TAG.sub(" ", entry.get("summary", "")))[:LEAD_CHARS]
                    yield Text(path.stem, unescape(entry.title), " ".join(lead.split()))


def generated(chance: random.Random) -> Iterator[Text]:
    """Texts of invented words."""
    ranks = [1 / (rank + 10) for rank in range(WORDS)]
    for number in range(TEXTS):
        words = [f"w{rank}" for rank in chance.choices(range(WORDS), ranks, k=TITLE_WORDS + LEAD_WORDS)]
        yield Text(f"outlet{number % 40}", " ".join(words[:TITLE_WORDS]), " ".join(words[TITLE_WORDS:]))


def recombined(texts: list[Text], size: int, chance: random.Random) -> Iterator[tuple[Text, datetime]]:
    """Articles with their times; every other piece of each is that of another text."""
    pieces = [piece for text in texts for piece in _PIECE.findall(f"{text.title} {text.lead}") if piece.isalnum()]
    by_script = {is_cjk: [piece for piece in pieces if _is_cjk(piece) == is_cjk] or pieces for is_cjk in (False, True)}

    def mixed(text: str) -> str:
        return "".join(
            chance.choice(by_script[_is_cjk(piece)]) if piece.isalnum() and chance.random() < 0.5 else piece
            for piece in _PIECE.findall(text)
        )

    for number in range(size):
        text = chance.choice(texts)
        moment = _START + timedelta(days=7 * number / A_WEEK)
        yield Text(text.publisher, mixed(text.title), mixed(text.lead)), moment


def _is_cjk(piece: str) -> bool:
    return "\u3400" <= piece[0] <= "\uffff"


def measured(size: int, replay: Path) -> dict[str, float]:
    """Seconds and peak memory of grouping `size` articles."""
    chance = random.Random(size)  # noqa: S311 (no secret)
    texts = list(recorded(replay)) if replay.is_dir() else list(generated(chance))
    articles = list(recombined(texts, size, chance))
    vocabulary = read_vocabulary(ROOT / "content")
    maker = DocumentMaker(NameFinder(vocabulary.names), vocabulary.rules.roundups)
    begun = time.perf_counter()
    documents = [_document(maker, number, *article) for number, article in enumerate(articles)]
    made = time.perf_counter()
    groups = cluster(documents)
    return {
        "documents": made - begun, "cluster": time.perf_counter() - made, "seconds": time.perf_counter() - begun,
        "MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "events": len(groups),
    }  # fmt: skip


def _document(maker: DocumentMaker, number: int, text: Text, moment: datetime) -> Document:
    return maker.of_text(str(number), text.title, text.lead, moment, text.publisher)


def exponent(seconds: dict[int, float]) -> float:
    """Slope of log seconds over log size."""
    slope, _ = np.polyfit(np.log(list(seconds)), np.log(list(seconds.values())), 1)
    return float(slope)


def _in_own_process(size: int, replay: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.grouping_speed", "--only", str(size), "--replay", str(replay)]
    found: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found


@click.command(help=__doc__)
@click.option("--sizes", default="1000,2000,5000,10000,20000,50000", help="how many articles")
@click.option(
    "--replay", type=click.Path(path_type=Path), default=REPLAY, help="recorded feeds, no part of the project"
)
@click.option("--only", type=int, hidden=True)
def main(sizes: str, replay: Path, only: int | None) -> None:
    if only:
        print(json.dumps(measured(only, replay)))
        return
    seconds = {}
    for size in map(int, sizes.split(",")):
        row = _in_own_process(size, replay)
        seconds[size] = row["seconds"]
        print(f"{size:7d}", " ".join(f"{name} {value:.1f}" for name, value in row.items()), flush=True)
    if len(seconds) > 1:
        print(f"exponent {exponent(seconds):.2f}")


if __name__ == "__main__":
    main()
