"""Measures the index and the ranking of related items: `python -m tests.bench.related_speed [--sizes 1000,10000,100000]`.

An archive of generated items (Zipf-distributed words, names of an invented gazetteer); for every size the index is made
anew, then loaded, brought up to date with 100 new items and asked for what belongs beside them, the last three in a
process of their own. Printed: seconds, peak memory in MB, and how the seconds grow with the archive (exponent).
"""

from __future__ import annotations

import json
import math
import random
import resource
import subprocess
import sys
import tempfile
import time
from bisect import bisect
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

import click

from generator.group.documents import DocumentMaker
from generator.group.related import relate
from generator.group.retrieval.index import Index, fingerprint_of, load, save
from generator.group.storyline import steps_of
from generator.model.item import Entities, Item, Report
from generator.model.vocabulary import Name
from generator.model.week import Week
from generator.text.names import NameFinder
from tests.make import stored

NEW = 100
WORDS = 60_000
NAMES = 600
TITLE_WORDS, LEAD_WORDS = 9, 90
FINGERPRINT = fingerprint_of("speed")
_START = datetime(2020, 1, 6, tzinfo=UTC)
_SYLLABLES = [first + second for first in "bcdfghjklmnprstvz" for second in ("a", "en", "i", "or", "u")]


class Generated:
    """Items by number; a number gives the same item in every process."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._words = [_word(number) for number in range(WORDS)]
        self._ranks = list(accumulate(1 / (rank + 10) for rank in range(WORDS)))
        self.names = [Name(name=_word(WORDS + number).title(), kind="company") for number in range(NAMES)]
        self.maker = DocumentMaker(NameFinder(self.names))

    def items(self, begin: int, end: int) -> dict[str, Item]:
        return dict(self._item(number) for number in range(begin, end))

    def _item(self, number: int) -> tuple[str, Item]:
        chance = random.Random(number)  # noqa: S311 (no secret)
        moment = _START + timedelta(minutes=number * 5 * 365 * 24 * 60 // (self._size + NEW))
        name = self.names[min(NAMES - 1, int(chance.paretovariate(0.7)) - 1)].name
        title = f"{name} {self._text(chance, TITLE_WORDS)}"
        report = Report(
            source="ledger", name="Ledger", title=title, url=f"https://ledger.example/{number}", language="en",
            published=moment, collected=moment,
        )  # fmt: skip
        week = Week.of(moment)
        return f"{week.folder}/item-{number:07}", Item(
            title=title, hook=self._text(chance, LEAD_WORDS), edition=str(week), date=moment, updated=moment,
            language="en", articles=(report,), entities=Entities(companies=(name,)),
        )  # fmt: skip

    def _text(self, chance: random.Random, length: int) -> str:
        return " ".join(self._words[bisect(self._ranks, chance.random() * self._ranks[-1])] for _ in range(length))


def _word(number: int) -> str:
    parts: list[str] = []
    while number or not parts:
        number, part = divmod(number, len(_SYLLABLES))
        parts.append(_SYLLABLES[part])
    return "".join(parts)


def _timed(step: Callable[[], Any]) -> tuple[Any, float]:
    begun = time.perf_counter()
    found = step()
    return found, time.perf_counter() - begun


def measured(size: int, folder: Path) -> dict[str, float]:
    """Seconds of loading, adding and relating against an index that lies in `folder`, and the peak memory."""
    generated = Generated(size)
    archive = generated.items(0, size)
    new = generated.items(size, size + NEW)
    before = _peak()
    index, load_seconds = _timed(lambda: load(folder, FINGERPRINT))
    kept = stored(archive)
    _, check_seconds = _timed(lambda: index.updated(kept, generated.maker))
    everything, all_kept = {**archive, **new}, kept | stored(new)
    updated, add_seconds = _timed(lambda: index.updated(all_kept, generated.maker))
    steps = steps_of({address: one.facts for address, one in all_kept.items()})
    related, relate_seconds = _timed(lambda: relate(new, everything, steps, generated.maker, updated))
    _, save_seconds = _timed(lambda: save(updated, folder))
    return {
        "load": load_seconds, "check": check_seconds, "add": add_seconds, "relate": relate_seconds,
        "save": save_seconds, "found": sum(len(item.related) for item in related.values()) / NEW,
        "items MB": before, "all MB": _peak(),
    }  # fmt: skip


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def made_anew(size: int, folder: Path) -> float:
    """Seconds of making the index of generated items and putting it into `folder`."""
    generated = Generated(size)
    archive = generated.items(0, size)
    index, seconds = _timed(lambda: Index(FINGERPRINT).updated(stored(archive), generated.maker))
    save(index, folder)
    return seconds


def _exponent(rows: dict[int, dict[str, float]], step: str) -> float:
    """Slope of log seconds over log size, from the smallest archive to the largest."""
    small, large = min(rows), max(rows)
    return math.log(rows[large][step] / rows[small][step]) / math.log(large / small)


def _in_own_process(step: str, size: int, folder: Path) -> Any:
    command = [sys.executable, "-m", "tests.bench.related_speed", "--only", step, "--sizes", str(size)]
    command += ["--folder", str(folder)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


@click.command(help=__doc__)
@click.option("--sizes", default="1000,10000,100000", help="how many items the archives have")
@click.option("--only", type=click.Choice(["anew", "measured"]), hidden=True)
@click.option("--folder", type=click.Path(path_type=Path), hidden=True)
def main(sizes: str, only: str | None, folder: Path | None) -> None:
    numbers = [int(size) for size in sizes.split(",")]
    if only and folder:
        print(json.dumps((made_anew if only == "anew" else measured)(numbers[0], folder)))
        return
    rows: dict[int, dict[str, float]] = {}
    for size in numbers:
        with tempfile.TemporaryDirectory() as temporary:
            anew = _in_own_process("anew", size, Path(temporary))
            on_disk = sum(path.stat().st_size for path in Path(temporary).iterdir()) / 2**20
            rows[size] = {"anew": anew, "disk MB": on_disk, **_in_own_process("measured", size, Path(temporary))}
        print(f"{size:7d}", " ".join(f"{name} {value:.2f}" for name, value in rows[size].items()), flush=True)
    if len(rows) > 1:
        print("exponent", " ".join(f"{step} {_exponent(rows, step):.2f}" for step in ("load", "add", "relate")))


if __name__ == "__main__":
    main()
