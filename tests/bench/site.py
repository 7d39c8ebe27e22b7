"""What publishing costs: `python -m tests.bench.site [--items 1000 --items 10000] [--step NAME] [--no-peers]`.

An archive of invented items with every section, spread over weeks of 150 events; then things happen to it, and after
each the site is built by a process of its own. Printed: seconds, peak memory of that process, what it made, the load of
the machine, and the first file in which the site differs from one that is built from nothing. Then what the site
weighs, what search costs, how each step grows with the archive, and other generators on the same texts (`peers`).
"""

from __future__ import annotations

import filecmp
import math
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from statistics import median

import click
import yaml
from rich.console import Console
from rich.table import Table

from generator.archive.store import Archive
from generator.site.assets import load_assets
from generator.site.config import read_config
from generator.site.loading import load_library
from generator.site.search import choices_file, names_segment, part_segment, parts_of
from tests.bench.measured import Run, run
from tests.bench.peers import measured_peers
from tests.bench.search import costs
from tests.bench.week import largest_item_page
from tests.bench.world import ADDED, FEEDS, LAST, World, feed, invented, write_items
from tests.bench.year import served
from tests.conftest import ROOT
from tests.feedserver import make_project
from tests.searcher import Searcher
from tests.site.sample import make_site

#: What happens to an archive; each but the week is followed by `recap site`.
STEPS = (
    "clean", "nothing changed", "fresh checkout", f"+{ADDED} items", "one title edited", "edit undone",
    "edition re-ranked", f"{ADDED} deleted", "settings changed", "item template changed", "week of 600 articles",
)  # fmt: skip
WEEK = STEPS[-1]


@dataclass
class Bench:
    """A project of a world's archive, and what can happen to it."""

    world: World
    project: Path

    @property
    def content(self) -> Path:
        return self.project / "content"

    def begin(self, languages: tuple[str, ...], feeds: str) -> None:
        """Make it; its theme is a copy of its own. feeds: where the feeds of a week are served."""
        sources = [
            {"name": f"feed-{n}", "title": f"Feed {n}", "homepage": f"https://feed-{n}.example/", "language": "en",
             "url": f"{feeds}/{n}.xml"}
            for n in range(FEEDS)
        ]  # fmt: skip
        options = {"languages": [*languages], "preview_images": False}
        make_project(self.project, yaml.safe_dump(sources), recap=options)
        (self.project / "theme").unlink()
        shutil.copytree(ROOT / "theme", self.project / "theme")
        write_items(self.world, self.content, range(self.world.items))

    def build(self, step: str, project: Path | None = None) -> Run:
        """The site, or a whole week with its edition."""
        if step == WEEK:
            return self._run("build", "--week", str(LAST.shift(1)), "--now", LAST.shift(1).end.isoformat())
        return self._run("site", project=project)

    def _run(self, *arguments: str, project: Path | None = None) -> Run:
        config = (project or self.project) / "mkdocs.yml"
        return run([sys.executable, "-m", "generator.cli", *arguments, "--config", str(config)], ROOT)

    def happen(self, step: str) -> None:
        """What a step does before the build."""
        does: dict[str, Callable[[], None]] = {
            STEPS[2]: self._touch, STEPS[3]: self.add, STEPS[4]: self._edit, STEPS[5]: self._undo,
            STEPS[6]: self._rank_again, STEPS[7]: self._delete, STEPS[8]: self._change_settings,
            STEPS[9]: self._change_template, WEEK: self._begin_week,
        }  # fmt: skip
        does.get(step, lambda: None)()

    def add(self) -> None:
        write_items(self.world, self.content, range(self.world.items, self.world.items + ADDED))

    def _touch(self) -> None:
        """A checkout gives every file another time."""
        now = datetime.now(UTC).timestamp()
        for path in self.content.rglob("*.md"):
            os.utime(path, (now, now))

    @property
    def _edited(self) -> Path:
        return self.content / f"{self.world.address(self.world.items // 2)}.md"

    def _edit(self) -> None:
        self._edited.write_text(self._edited.read_text("utf-8").replace("title: ", "title: Edited ", 1), "utf-8")

    def _undo(self) -> None:
        self._edited.write_text(self._edited.read_text("utf-8").replace("title: Edited ", "title: ", 1), "utf-8")

    def _rank_again(self) -> None:
        archive = Archive.open(self.content)
        edition = archive.editions[LAST].edition
        archive.write_edition(edition.model_copy(update={"top": edition.top[::-1]}))

    def _delete(self) -> None:
        """What was added is taken away again, or what is newest."""
        for path in sorted((self.content / LAST.folder).glob("*-*.md"), key=_number)[-ADDED:]:
            path.unlink()

    def _change_settings(self) -> None:
        path = self.project / "mkdocs.yml"
        path.write_text(path.read_text("utf-8").replace("site_name: ", "site_name: The ", 1), "utf-8")

    def _change_template(self) -> None:
        with (self.project / "theme" / "recap" / "item.html").open("a", encoding="utf-8") as template:
            template.write("{# another template #}<!-- changed -->")

    def _begin_week(self) -> None:
        """What a week finds in the cache: the index of the archive, which the run of the week before has left."""
        self._run("enrich", "--week", str(LAST.shift(1)), "--now", LAST.shift(1).start.isoformat())

    def difference(self) -> str:
        """The first file that is not the same in a site built from nothing, or that there is none."""
        twin = self.project.with_name("twin")
        shutil.rmtree(twin, ignore_errors=True)
        twin.mkdir()
        for name in ("content", "theme"):
            (twin / name).symlink_to(self.project / name)
        shutil.copy(self.project / "mkdocs.yml", twin / "mkdocs.yml")
        self.build("clean", twin)
        return first_difference(self.project / "site", twin / "site") or "identical"

    def weight(self) -> str:
        """What the site and a page of an item weigh."""
        sizes = [path.stat().st_size for path in (self.project / "site").rglob("*") if path.is_file()]
        middle, largest = largest_item_page(self.project / "site")
        return (
            f"{len(sizes):,} files of {sum(sizes) / 1e6:.0f} MB, {sum(sizes) / self.world.items / 1e3:.1f} kB an item; "
            f"its page {middle:.1f} kB, the largest {largest:.1f} kB"
        )

    def search(self) -> str:
        """What a week costs to index: the newest segment, names and choices; and what a first query loads."""
        settings = read_config(self.project / "mkdocs.yml").settings
        library, _ = load_library(settings, self.project, None)
        site, year = make_site(), max(library.by_year)
        last = parts_of(library, year) - 1
        begun = time.perf_counter()
        for files in (
            part_segment(site, library, year, last), names_segment(site, library), choices_file(site, library)
        ):  # fmt: skip
            list(files)
        seconds = time.perf_counter() - begun
        theme = [str(ROOT / "theme"), str(resources.files("material") / "templates")]
        found = list(costs(Searcher(self.project / "site"), invented(), load_assets(theme)["search.js"].data))
        packed, files_ = [cost.packed / 1000 for cost in found], [cost.files for cost in found]
        return (
            f"a week is indexed in {seconds:.2f} s; a first query loads {median(packed):.0f} kB (most {max(packed):.0f}) "
            f"in {median(files_):.0f} files (most {max(files_)})"
        )


def _number(path: Path) -> int:
    return int(path.stem.rpartition("-")[2])


def first_difference(one: Path, other: Path) -> str:
    """The first file that is not the same in both folders; empty where there is none."""
    names = {path.relative_to(folder) for folder in (one, other) for path in folder.rglob("*") if path.is_file()}
    for name in sorted(names):
        there = (one / name).is_file() and (other / name).is_file()
        if not there or not filecmp.cmp(one / name, other / name, shallow=False):
            return str(name)
    return ""


def answer(name: str) -> tuple[int, bytes]:
    """The feeds of the week after the archive's last, as a server answers."""
    return 200, feed(int(name), LAST.shift(1)).encode()


@dataclass(frozen=True)
class Row:
    """A step measured."""

    items: int
    step: str
    run: Run
    verdict: str = ""
    load: float = field(default_factory=lambda: os.getloadavg()[0])
    """Of the machine, when it was done."""

    def cells(self) -> tuple[str, ...]:
        run = self.run
        numbers = f"{run.seconds:.2f}", f"{run.cpu:.2f}", f"{run.megabytes:.0f}", self.verdict, f"{self.load:.1f}"
        return f"{self.items:,}", self.step, *numbers, run.said


def measured(bench: Bench, steps: tuple[str, ...], compare: bool) -> Iterator[Row]:
    """Every step, in order; the first build stands before all."""
    for step in [it for it in STEPS if it == "clean" or not steps or it in steps]:
        bench.happen(step)
        done = bench.build(step)
        verdict = bench.difference() if compare and step != "clean" else ""
        yield Row(bench.world.items, step, done, verdict)


def growth(rows: list[Row]) -> Iterator[str]:
    """For each step measured at two sizes the exponent: 1 where it grows as the archive does, 0 where not at all."""
    for step in dict.fromkeys(row.step for row in rows):
        some = sorted((row.items, row.run.seconds) for row in rows if row.step == step)
        (few, short), (many, long) = some[0], some[-1]
        if many > few:
            yield f"{step} {math.log(long / short) / math.log(many / few):.2f}"


@click.command(help=__doc__)
@click.option("--items", "sizes", multiple=True, type=int, default=(1000,), show_default=True)
@click.option("--languages", default="en", show_default=True, help="Of the site, with commas.")
@click.option("--step", "steps", multiple=True, type=click.Choice(STEPS), help="Only these, after a clean build.")
@click.option("--keep", type=click.Path(path_type=Path), help="Where the projects are left.")
@click.option("--clean/--no-clean", default=True, help="Whether each site is compared with one built from nothing.")
@click.option("--peers/--no-peers", default=True, help="Whether other generators build the same texts.")
def main(
    sizes: tuple[int, ...], languages: str, steps: tuple[str, ...], keep: Path | None, clean: bool, peers: bool
) -> None:
    rows = list[Row]()
    with tempfile.TemporaryDirectory() as temporary, served(answer) as feeds:
        place = keep or Path(temporary)
        for items in sizes:
            bench = Bench(World(items), place / str(items) / "project")
            bench.begin(tuple(languages.split(",")), feeds)
            for row in measured(bench, steps, clean):
                print(*row.cells(), sep=" | ", flush=True)
                rows.append(row)
            print(f"{items:,} items: {bench.weight()}\n{items:,} items: {bench.search()}", flush=True)
            if peers:
                for name, step, done in measured_peers(World(items), place / str(items), place / "peers"):
                    rows.append(Row(items, f"{name}: {step}", done))
                    print(*rows[-1].cells(), sep=" | ", flush=True)
    table = Table("items", "step", "s", "CPU s", "MB", "against clean", "load", "made", "times ours")
    for row in rows:
        table.add_row(*row.cells(), ratio(row, rows))
    Console(width=170).print(table)
    print("\n".join(["growth, exponents:", *growth(rows)]) if len(sizes) > 1 else "")


def ratio(row: Row, rows: list[Row]) -> str:
    """How many times longer a peer takes than this program for the same step."""
    name, _, step = row.step.rpartition(": ")
    ours = next((it for it in rows if (it.items, it.step) == (row.items, step)), None)
    return f"{row.run.seconds / ours.run.seconds:.2f}" if name and ours else ""


if __name__ == "__main__":
    main()
