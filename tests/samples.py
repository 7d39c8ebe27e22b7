"""The sample archive: made from content/samples/feeds, committed, and held to what the program makes of them.

`python -m tests.samples` makes it anew.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path

from generator.archive.store import Archive
from generator.collect.collector import ReadingOptions, collect, load_sources
from generator.collect.selection import Span
from generator.model.article import Article
from generator.model.report import SiteCounts
from generator.model.week import Week
from generator.pipeline import Project, Run
from generator.settings import Settings

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "content" / "samples"
WEEKS = (Week(2026, 23), Week(2026, 24), Week(2026, 25))


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
    """The archive of the sample weeks, each made at the end of its last day.

    Each has a cache of its own: the feeds hold all weeks at once, and dates to come would not be believed.
    """
    content.mkdir(parents=True, exist_ok=True)
    shutil.copy(SAMPLES / "decisions.yml", content)
    for week in WEEKS:
        run = Run(sample_project(content, cache / str(week)), week, week.end - timedelta(minutes=10))
        run.collect()
        run.enrich()


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
