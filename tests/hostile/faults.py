"""The recorded feeds with every fault of their server, alone and mixed at random: `python -m tests.hostile.faults`.

What must hold of each run: the feeds without a fault give all their articles, letter by letter; so do the others in every
second run, which remembers a sound one before it; the run ends within the deadlines of the feeds that hang, as many at once
as a host allows; it takes less than MOST_MEGABYTES. The recordings are no part of the project.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil
from pathlib import Path

import click

from generator.settings import FetchLimits
from tests.conftest import ROOT
from tests.ports import free_port
from tests.recorded import REPLAY, are_there, served

WEEK = "2026-W29"
LIMITS = FetchLimits(allow_private=True, deadline=8, retries=1, per_host=8)
MOST_MEGABYTES = 400
_MARGIN = 30.0
"""Seconds for all that is not waiting, starting Python, parsing, a server that makes bombs on the same cores; more where
the machine does other things."""
_HARMLESS = ("wrong-charset", "429-retry-after")
_UNCHANGED = ("truncate", "slowdrip")
"""Spoil the body, and leave an answer without one (304) as it is."""
_HANGS = ("timeout", "slowdrip", "gzip-bomb")
KINDS = (
    "500", "404", "html-instead", "timeout", "truncate", "slowdrip", "redirect-loop", "wrong-charset", "gzip-bomb",
    "429-retry-after", "reset",
)  # fmt: skip
#: Collects the week of a server and prints, for each source, its status, its cause and a digest of its articles.
_RUN = """
import hashlib, json, sys
from collections import defaultdict
from pathlib import Path
from generator.collect.collector import ReadingOptions, collect, load_sources
from generator.collect.selection import Span
from generator.model.week import Week
from tests.hostile.faults import LIMITS
week = Week.parse(sys.argv[2])
options = ReadingOptions(LIMITS, Path(sys.argv[3]), "WeeklyAIRecap/0.1 (+https://recap.example/)")
found = collect(load_sources(sys.argv[1], options), Span(week.start, week.end, week.end), options)
told = defaultdict(hashlib.sha256)
for it in found.articles:
    told[it.source.name].update(repr((it.url, it.title, it.published, it.summary, it.text, it.links)).encode())
print(json.dumps({it.source: [it.status, it.cause, told[it.source].hexdigest(), it.fresh] for it in found.reports}))
"""


@dataclass(frozen=True)
class Run:
    """What came of one collection."""

    told: Mapping[str, list[str]]
    """Status, cause, digest of the articles and their number by source."""
    seconds: float
    megabytes: float


def collected(replay: Path, port: int, cache: Path, faults: Mapping[str, str]) -> Run:
    """A collection by a process of its own."""
    told = (f"{name}={kind}" for name, kind in faults.items())
    with served(replay, WEEK, port, told) as sources, tempfile.TemporaryFile("w+") as out:
        begun = time.perf_counter()
        process = subprocess.Popen([sys.executable, "-c", _RUN, sources, WEEK, str(cache)], cwd=ROOT, stdout=out)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = status
        seconds = time.perf_counter() - begun
        assert status == 0, f"the run ended with {status}"
        out.seek(0)
        return Run(json.load(out), seconds, usage.ru_maxrss / 1024)


def mixture(names: list[str], chance: random.Random, number: int) -> dict[str, str]:
    """Faults by feed: of the first runs each one kind alone, of the others any."""
    kinds = KINDS[number : number + 1] or KINDS
    share = chance.uniform(0.1, 0.7)
    return {name: chance.choice(kinds) for name in names if chance.random() < share}


def wrong_with(run: Run, sound: Run, faults: Mapping[str, str], *, is_warm: bool) -> Iterator[str]:
    """What a run breaks of the promises."""
    for name, (status, cause, digest, _) in run.told.items():
        kind = faults.get(name, "")
        is_faulty = kind not in ("", *_HARMLESS, *(_UNCHANGED if is_warm else ()))
        if (is_warm or not is_faulty) and digest != sound.told[name][2]:
            yield f"{name} ({kind or 'no fault'}) lost articles: {status} {cause}"
        if (status == "failed") != is_faulty or (is_faulty and not cause):
            yield f"{name} ({kind or 'no fault'}) is {status}: {cause or 'no cause'}"
    hanging = sum(kind in _HANGS for kind in faults.values())
    most = ceil(hanging / LIMITS.per_host) * LIMITS.deadline + LIMITS.deadline + _MARGIN * _busy()
    if run.seconds > most:
        yield f"took {run.seconds:.0f} s, more than {most:.0f} s"
    if run.megabytes > MOST_MEGABYTES:
        yield f"took {run.megabytes:.0f} MB"


def _busy() -> float:
    """How many times more than its cores can do the machine is asked to do."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


@click.command(help=__doc__)
@click.option("--replay", type=click.Path(path_type=Path), default=REPLAY, help="Folder with serve.py.")
@click.option("--runs", "number", default=100, show_default=True)
def main(replay: Path, number: int) -> None:
    if not are_there(replay):
        print(f"{replay}: no recorded feeds here, nothing was tried; name their folder with --replay")
        return
    chance, port = random.Random(number), free_port()  # noqa: S311 (which fault it is need not be secret)
    findings, runs = 0, []
    with tempfile.TemporaryDirectory() as folder:
        remembered = Path(folder, "sound")
        sound = collected(replay, port, remembered, {})
        assert {status for status, *_ in sound.told.values()} == {"ok"}, sound.told
        for trial in range(number):
            faults = mixture(list(sound.told), chance, trial)
            cache = Path(folder, str(trial))
            if is_warm := trial % 2 == 1:
                shutil.copytree(remembered, cache)
            runs.append(collected(replay, port, cache, faults))
            shutil.rmtree(cache)
            for what in wrong_with(runs[-1], sound, faults, is_warm=is_warm):
                findings += 1
                print(f"run {trial}: {what}", flush=True)
    articles = sum(int(told[3]) for told in sound.told.values())
    longest, most = max(run.seconds for run in runs), max(run.megabytes for run in runs)
    print(
        f"{number} runs of {len(sound.told)} feeds with {articles} articles, {findings} findings; at most {longest:.0f} s, {most:.0f} MB"
    )
    sys.exit(findings > 0)


if __name__ == "__main__":
    main()
