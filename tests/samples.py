"""The sample archive: made from content/samples/feeds, committed, and held to what the program makes of them.

`python -m tests.samples` makes it anew.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import nullcontext
from datetime import datetime, timedelta
from pathlib import Path

from generator.archive.published import Published
from generator.archive.store import Archive
from generator.collect.collector import ReadingOptions, collect, load_sources
from generator.collect.selection import Span
from generator.keeper import Keeper
from generator.model.article import Article
from generator.model.item import Status
from generator.model.report import SiteCounts
from generator.model.week import Week
from generator.pipeline import Project, Run
from generator.project import settlement_by
from generator.settings import Settings

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "content" / "samples"
WEEKS = (Week(2026, 23), Week(2026, 24), Week(2026, 25))
#: What the invented maintainer settled when the last week was told: item, prediction, outcome, evidence, why, quotation.
SETTLED: tuple[tuple[str, str, Status, str, str, str], ...] = (
    (
        "2026/W24/cobalt-30b-moves-to-16-june", "p1", "came-true",
        "2026/W25/cobalt-30b-is-open-weights-code-and-the-data-recipe",
        "The weights were there on the new day, 16 June.",
        "Cobalt-30B is available from today with weights, training code and the data recipe, six days later than first"
        " planned.",
    ),
    (
        "2026/W24/zephyr-outage-on-9-june-what-we-know-so-far", "p1", "came-true",
        "2026/W25/report-on-the-zephyr-outage-of-9-june-a-cache-not-load",
        "The report came out on 17 June.",
        "The report, published two days ahead of its deadline of 19 June, rules out load, which stood at 88 percent of"
        " capacity.",
    ),
    (
        "2026/W23/basalt-unveils-ridge-3-accelerator-halyard-orders-120000", "p1", "failed",
        "2026/W24/basalt-delays-ridge-3-chip-to-november-on-memory-shortage-shares-fall",
        "Basalt itself says that it will not be September.",
        "Volume shipments move from September to November 2026.",
    ),
)  # fmt: skip


def sample_project(content: Path, cache: Path) -> Project:
    """The samples' own sources, with the archive and cache where a test wants them; builds no site."""
    reading = ReadingOptions(Settings().fetch, cache, "WeeklyAIRecap/test")
    return Project(
        settings=Settings(),
        sources=load_sources(str(SAMPLES / "sources.yml"), reading),
        content=content,
        reference=(SAMPLES, ROOT / "content"),
        cache=cache,
        title="Weekly AI Recap",
        reading=reading,
        open_writers=lambda *_: nullcontext(),
        build_site=SiteCounts,
    )


def sample_articles() -> tuple[Article, ...]:
    """Every article of the sample feeds."""
    with tempfile.TemporaryDirectory() as cache:
        project = sample_project(SAMPLES, Path(cache))
        span = Span(WEEKS[0].start, WEEKS[-1].end, WEEKS[-1].end)
        return collect(project.sources, span, project.reading).articles


def make_samples(content: Path, cache: Path) -> None:
    """The archive of the sample weeks, each made at the end of its last day, with what was settled then.

    Each has a cache of its own: the feeds hold all weeks at once, and dates to come would not be believed.
    """
    content.mkdir(parents=True, exist_ok=True)
    shutil.copy(SAMPLES / "decisions.yml", content)
    for week in WEEKS:
        run = Run(sample_project(content, cache / str(week)), week, _moment_of(week))
        run.collect()
        run.enrich()
    settle_predictions(content, cache / str(WEEKS[-1]))


def settle_predictions(content: Path, cache: Path) -> None:
    keeper = Keeper(Archive.open(content), Published(content, cache))
    now = _moment_of(WEEKS[-1])
    for address, id, status, evidence, why, quote in SETTLED:
        keeper.settle(address, id, status, settlement_by(keeper, now, evidence=evidence, why=why, quote=quote), now)


def _moment_of(week: Week) -> datetime:
    """When the run of a week takes place."""
    return week.end - timedelta(minutes=10)


def main() -> None:
    """Made elsewhere and then put in place: what git holds of the former samples is no edit by hand."""
    with tempfile.TemporaryDirectory() as scratch:
        make_samples(Path(scratch, "content"), Path(scratch, "cache"))
        for year in SAMPLES.glob("20[0-9][0-9]"):
            shutil.rmtree(year)
        shutil.copytree(Path(scratch, "content"), SAMPLES, dirs_exist_ok=True)
    print(len(Archive.open(SAMPLES).items), "items")


if __name__ == "__main__":
    main()
