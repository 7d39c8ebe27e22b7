"""Throughput of two steps with one and two workers: `python -m tests.bench.executors [--cache FOLDER] [--rounds N]`.

`tell`: events are drafted by the built-in engine and every claim is grounded. `group`: documents are made of articles,
and the features of their pairs. Articles of `tell` are those of a folder that `recap collect` filled (--cache), or the
sample feeds'; those of `group` are recombined, see grouping_speed. All ways run in turn in each round, since the machine
may be busy; told are medians: articles a second, times serial of the same round, and CPU seconds of all processes
together, which other work on the machine hardly changes. Workers are warm. Every way must give the same results.
"""

from __future__ import annotations

import hashlib
import os
import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from statistics import median

import click
import psutil  # type: ignore[import-untyped]
from rich.console import Console
from rich.table import Table

from generator.archive.reference import read_vocabulary
from generator.collect.collector import ReadingOptions, collect
from generator.collect.relevance import RelevanceScorer
from generator.collect.selection import Filters, Span
from generator.collect.sources import read_sources
from generator.enrich.extractive.engine import ExtractiveEngine
from generator.enrichment import Drafting, Enrichment
from generator.executor.cluster import Cluster
from generator.executor.executor import SERIAL, Executor, Mapper, Threads
from generator.executor.forks import Forks
from generator.executor.processes import Processes
from generator.group.cluster import cluster
from generator.group.documents import Document, DocumentMaker
from generator.group.events import Event, group
from generator.group.retrieval.index import Index
from generator.model.article import Article
from generator.model.week import Week
from generator.settings import FetchLimits, Settings
from generator.text.names import NameFinder
from tests.bench.grouping_speed import Text, generated, recombined, recorded
from tests.conftest import ROOT
from tests.executor.clusters import running_cluster
from tests.recorded import REPLAY
from tests.samples import sample_articles

_BATCH = 50
_WEEK = Week(2026, 25)
WAYS = ("serial", "forks 2", "threads 2", "processes 1", "processes 2", "dask 1", "dask 2")
Measure = tuple[float, float, str]
"""Wall seconds, CPU seconds and the digest of the result."""
Step = Callable[[Mapper], str]
"""Does the work by a mapper; answers a digest of the result."""


class Work:
    """What is measured, the same for every way of working."""

    def __init__(self, articles: Sequence[Article], texts: Sequence[tuple[Text, datetime]]) -> None:
        self.vocabulary = read_vocabulary(ROOT / "content")
        self.maker = DocumentMaker(NameFinder(self.vocabulary.names), self.vocabulary.rules.roundups)
        self.events: list[Event] = group(articles, {}, self.maker)
        self.articles = sum(len(event.articles) for event in self.events)
        self.batches = [texts[begin : begin + _BATCH] for begin in range(0, len(texts), _BATCH)]
        self.texts = len(texts)

    def tell(self, mapper: Mapper) -> str:
        """Drafting and grounding."""
        engine = ExtractiveEngine(self.vocabulary, "en")
        enrichment = Enrichment(Drafting(engine, self.maker, _WEEK, _WEEK.end), {}, Index(""), mapper=mapper)
        return _digest([item.model_dump_json() for item in enrichment.items(self.events).values()])

    def group(self, mapper: Mapper) -> str:
        """Documents and the features of their pairs."""
        batches = mapper(partial(_documents, self.maker), self.batches)
        documents = [document for batch in batches for document in batch]
        return _digest(map(str, cluster(documents, mapper=mapper)))


def _documents(maker: DocumentMaker, texts: Sequence[tuple[Text, datetime]]) -> list[Document]:
    return [maker.of_text(f"{text.title}{when}", text.title, text.lead, when, text.publisher) for text, when in texts]


def _digest(parts: Sequence[str] | map[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def collected(cache: Path | None) -> Sequence[Article]:
    """The articles of the week that a folder remembers, or those of the samples."""
    if cache is None:
        return sample_articles()
    vocabulary, settings = read_vocabulary(ROOT / "content"), Settings()
    scorer = RelevanceScorer(vocabulary.rules.relevance, vocabulary.names)
    sources = cache.parent / "content" / "sources.yml"
    options = ReadingOptions(FetchLimits(), cache, "bench", offline=True)
    span = Span(_WEEK.start, _WEEK.end, _WEEK.end)
    filters = Filters(relevance=scorer, threshold=settings.relevance)
    return collect(read_sources(sources.read_text("utf-8"), str(sources)), span, options, filters).articles


def cpu_seconds() -> float:
    """Of this process and those that it, or one of those, started."""
    here = psutil.Process()
    times = [process.cpu_times() for process in (here, *here.children(recursive=True))]
    return float(sum(spent.user + spent.system for spent in times))


@contextmanager
def opened(way: str) -> Iterator[Executor]:
    """The executor of a way; no other one runs meanwhile: an idle cluster takes time too."""
    name, _, workers = way.partition(" ")
    if name == "dask":
        with running_cluster(int(workers)) as running, closing(Cluster(running.scheduler_address)) as executor:
            yield executor
    elif name == "processes":
        with closing(Processes(int(workers))) as executor:
            yield executor
    elif name == "forks":
        yield Forks()
    elif name == "threads":
        with closing(Threads(int(workers))) as executor:
            yield executor
    else:
        yield SERIAL


def measured(way: str, work: Work, small: Work) -> list[Measure]:
    """What each step takes in one way."""
    with opened(way) as executor:
        small.tell(executor.map)
        small.group(executor.map)
        return [_measured(step, executor) for step in (work.tell, work.group)]


def _measured(step: Step, executor: Executor) -> Measure:
    cpu, begun = cpu_seconds(), time.perf_counter()
    digest = step(executor.map)
    return time.perf_counter() - begun, cpu_seconds() - cpu, digest


@click.command(help=__doc__)
@click.option("--cache", type=click.Path(path_type=Path, exists=True), help="Filled by recap collect for 2026-W25.")
@click.option("--texts", default=4000, show_default=True, help="Articles that are grouped.")
@click.option("--rounds", default=3, show_default=True)
@click.option("--replay", type=click.Path(path_type=Path), default=REPLAY, help="Recorded feeds, for --texts.")
def main(cache: Path | None, texts: int, rounds: int, replay: Path) -> None:
    chance = random.Random(1)  # noqa: S311 (no secret)
    known = list(recorded(replay)) if replay.is_dir() else list(generated(chance))
    articles, recent = collected(cache), list(recombined(known, texts, chance))
    work, small = Work(articles, recent), Work(articles[:20], recent[:200])
    found = [{way: measured(way, work, small) for way in WAYS} for _ in range(rounds)]
    for number, (name, size) in enumerate((("tell", work.articles), ("group", work.texts))):
        _print(name, size, [{way: measures[number] for way, measures in each.items()} for each in found])


def _print(name: str, size: int, rounds: Sequence[dict[str, Measure]]) -> None:
    table = Table("way", "articles/s", "× serial", "CPU s", "result", title_justify="left")
    table.title = f"{name}: {size} articles, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    for way in rounds[0]:
        times = [measures[way][0] for measures in rounds]
        ratios = [measures["serial"][0] / measures[way][0] for measures in rounds]
        cpu = median(measures[way][1] for measures in rounds)
        same = all(measures[way][2] == rounds[0]["serial"][2] for measures in rounds)
        table.add_row(way, f"{size / median(times):.0f}", f"{median(ratios):.2f}", f"{cpu:.1f}",
                      "identical" if same else "DIFFERS")  # fmt: skip
    Console().print(table)


if __name__ == "__main__":
    main()
