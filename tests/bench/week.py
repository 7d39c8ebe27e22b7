"""A recorded week from an empty cache to the finished site, and again with nothing new: seconds, memory, page sizes.

`python -m tests.bench.week [--week 2026-W25] [--replay FOLDER]`; the recordings are no part of the project.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from generator.model.week import Week
from generator.options import Options
from tests.bench.measured import run
from tests.conftest import ROOT
from tests.feedserver import make_project
from tests.recorded import replay_option, served


def timed_build(options: Options, sources: str, week: str) -> tuple[float, float]:
    """Wall seconds and peak megabytes of `recap build` as a process of its own."""
    now = (Week.parse(week).end).isoformat()
    command = [
        sys.executable, "-m", "generator.cli", "build", "--config", str(options.config),
        "--sources", sources, "--week", week, "--now", now,
    ]  # fmt: skip
    done = run(command, ROOT)
    return done.seconds, done.megabytes


def largest_item_page(site: Path) -> tuple[float, float]:
    """Median and largest size of an item's page in kB."""
    sizes = sorted(path.stat().st_size / 1000 for path in site.glob("20??/W??/*/index.html"))
    return sizes[len(sizes) // 2], sizes[-1]


@click.command(help=__doc__)
@click.option("--week", default="2026-W25", show_default=True)
@replay_option
def main(week: str, replay: Path) -> None:
    with tempfile.TemporaryDirectory() as folder, served(replay, week) as sources:
        options = make_project(Path(folder) / "project", "", deadline=25)
        rows = [(name, *timed_build(options, sources, week)) for name in ("from empty", "nothing new", "nothing new")]
        site = Path(folder) / "project" / "site"
        median, largest = largest_item_page(site)
        pages = sum(1 for _ in site.rglob("*.html"))
    table = Table("build", "seconds", "peak MB", title=f"{week}, load {os.getloadavg()[0]:.1f}", title_justify="left")
    for name, seconds, peak in rows:
        table.add_row(name, f"{seconds:.1f}", f"{peak:.0f}")
    Console().print(table)
    print(f"{pages} pages; item pages: median {median:.1f} kB, largest {largest:.1f} kB of HTML")


if __name__ == "__main__":
    main()
