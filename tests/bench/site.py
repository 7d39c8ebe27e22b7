"""What publishing costs: `python -m tests.bench.site [--items 1000 --items 10000] [--keep FOLDER] [--no-clean]`.

An archive of invented items with every section, spread over weeks of 150 events; then the site is built from nothing,
after nothing changed, on a fresh checkout (every file has another time), with 100 further items and their edition, after
one title was edited, and after the template of items changed. Each build is a process of its own. Printed: seconds,
peak memory and what was made; after each change the site is compared with one built from nothing.
"""

from __future__ import annotations

import filecmp
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import click
import yaml
from rich.console import Console
from rich.table import Table

from generator.model import yamltext
from generator.model.edition import Edition, IntroLine, Numbers, SourceHealth, TopicGroup
from generator.model.item import (
    Claim,
    ClaimCount,
    ComparisonRow,
    Competitors,
    Entities,
    Evidence,
    Implication,
    Importance,
    Item,
    Made,
    NextStep,
    Related,
    Report,
    TimelineEntry,
    Tldr,
)
from generator.model.week import Week
from tests.bench.search import Invented
from tests.conftest import ROOT
from tests.feedserver import make_project

A_WEEK, ADDED = 150, 100
LAST = Week(2026, 25)
COMPANIES, MODELS, PEOPLE, OUTLETS = 400, 600, 300, 60


@dataclass(frozen=True)
class World:
    """Items by number, the same for a number every time; the first ones are the oldest."""

    items: int

    def week(self, number: int) -> Week:
        """What is added later is of the last week."""
        return LAST.shift(-((self.items - 1 - min(number, self.items - 1)) // A_WEEK))

    def address(self, number: int) -> str:
        return f"{self.week(number).folder}/{'-'.join(self._words(self._chance(number), 3))}-{number}"

    def title(self, number: int) -> str:
        chance = self._chance(number)
        return f"{' '.join(self._words(chance, 3)).capitalize()} of {_name(chance, COMPANIES)} no. {number}"

    def item(self, number: int) -> Item:
        chance, week = self._chance(number), self.week(number)
        title = self.title(number)
        date = week.start + timedelta(minutes=number % 10_000)
        reports = tuple(self._report(chance, number, place, date) for place in range(chance.choice((1, 2, 2, 3, 5))))
        quotes = {
            f"e{n}": Evidence(article=chance.randrange(len(reports)), quote=self._text(chance, 12))
            for n in range(1, 9)
        }  # fmt: skip
        cited = iter(quotes)
        return Item(
            title=title, hook=self._text(chance, 14), edition=str(week), date=date, updated=date, language="en",
            articles=reports, topics=tuple(dict.fromkeys(chance.choices(_topics(), k=2))),
            audience=tuple(chance.sample(_audiences(), 1)),
            entities=Entities(
                companies=tuple(dict.fromkeys(_name(chance, COMPANIES) for _ in range(2))),
                models=(_name(chance, MODELS, "M"),), people=(_name(chance, PEOPLE, "P"),) if number % 3 == 0 else (),
            ),
            importance=Importance(score=round(chance.random(), 3), why=("3 independent outlets", "primary source")),
            tldr=Tldr(
                what_changed=self._claim(chance, next(cited)),
                why_it_matters=self._claim(chance, next(cited)),
                what_to_do_next=NextStep(text=self._text(chance, 8), cites=("e3",), link=reports[0].url),
            ),
            takeaways=tuple(self._claim(chance, cite) for cite in ("e3", "e4", "e5")),
            competitors=Competitors(
                subjects=("One", "Other"),
                rows=tuple(ComparisonRow(aspect=self._text(chance, 1), cells=(self._claim(chance, "e6"), None))
                           for _ in range(2)),
            ),
            technical=tuple(self._claim(chance, cite) for cite in ("e6", "e7")),
            implications=(
                Implication(
                    id="p1", text=self._text(chance, 10), because=self._text(chance, 8), due="2026-12",
                    test=self._text(chance, 8), confidence=0.6, cites=("e8",),
                ),
            ) if number % 5 == 0 else (),
            timeline=(TimelineEntry(date="2024-03", text=self._text(chance, 8), cites=("e8",)), *self._told(number)),
            evidence=quotes, related=tuple(self._related(chance, number)),
            storyline=self.address(number - number % 7) if number % 21 in (1, 2, 3, 4) else None,
            made=Made(engine="model", model="invented-1", prompt="1a", input=f"{number}", at=date, tokens=1800,
                      cost=0.003, claims=ClaimCount(kept=14)),
        )  # fmt: skip

    def edition(self, week: Week, items: int) -> Edition:
        """items: how many the archive has."""
        told = [number for number in self._of(week) if number < items]
        ranked = sorted(told, key=lambda number: self._chance(-number - 1).random())
        addresses = [self.address(number) for number in ranked]
        date = week.end
        return Edition(
            title=self.title(ranked[0]), edition=str(week), date=date, updated=date,
            intro=tuple(IntroLine(text=self._text(self._chance(number), 14), item=self.address(number))
                        for number in ranked[:5]),
            top=tuple(addresses[:8]),
            groups=tuple(TopicGroup(topic=topic, items=tuple(addresses[8 + n : 80 : len(_topics())]))
                         for n, topic in enumerate(_topics()) if addresses[8 + n : 80 : len(_topics())]),
            brief=tuple(addresses[80:]), numbers=Numbers(events=len(told), reports=2 * len(told), sources=OUTLETS),
            health=SourceHealth(read=OUTLETS),
        )  # fmt: skip

    def _of(self, week: Week) -> range:
        begin = max(0, self.items - A_WEEK * (1 + _weeks_between(week, LAST)))
        end = self.items - A_WEEK * _weeks_between(week, LAST)
        return range(begin, end + ADDED if week == LAST else end)

    def _report(self, chance: random.Random, number: int, place: int, date: datetime) -> Report:
        outlet = chance.randrange(OUTLETS)
        return Report(
            source=f"outlet-{outlet}", name=f"Outlet {outlet}", title=self._text(chance, 9), language="en",
            url=f"https://outlet-{outlet}.example/{number}/{place}", published=date,
            collected=date + timedelta(minutes=6), role="primary" if place == 0 else "report",
        )  # fmt: skip

    def _related(self, chance: random.Random, number: int) -> Iterator[Related]:
        earlier = {max(0, number - chance.randint(1, 40 * A_WEEK // 10)) for _ in range(4)} - {number}
        for other in sorted(earlier):
            why = self._text(chance, 5)
            yield Related(item=self.address(other), relation="earlier", why=why, score=round(chance.random(), 2))

    def _told(self, number: int) -> Iterator[TimelineEntry]:
        if number > A_WEEK and number % 4 == 0:
            yield TimelineEntry(date="2025-03", item=self.address(number - A_WEEK))

    def _claim(self, chance: random.Random, cite: str) -> Claim:
        return Claim(text=self._text(chance, 14), cites=(cite,))

    def _text(self, chance: random.Random, length: int) -> str:
        return " ".join(self._words(chance, length)).capitalize() + "."

    @staticmethod
    def _words(chance: random.Random, count: int) -> list[str]:
        return _invented()._some(chance, _invented().words, count)

    @staticmethod
    def _chance(number: int) -> random.Random:
        return random.Random(number)  # noqa: S311 (no secret)


@cache
def _invented() -> Invented:
    return Invented(1000, 1)


@cache
def _topics() -> list[str]:
    rules = yaml.safe_load((ROOT / "content" / "topics.yml").read_text("utf-8"))
    return [topic["id"] for topic in rules["topics"]]


@cache
def _audiences() -> list[str]:
    rules = yaml.safe_load((ROOT / "content" / "topics.yml").read_text("utf-8"))
    return [audience["id"] for audience in rules["audiences"]]


def _name(chance: random.Random, count: int, mark: str = "") -> str:
    """A name; some are in the news much more often than others."""
    return _invented().names[min(int(chance.paretovariate(0.7)), count) + 1000 * "MP".find(mark or "-") + 1000] + mark


def _weeks_between(early: Week, late: Week) -> int:
    return (late.start - early.start) // timedelta(weeks=1)


def write_items(world: World, content: Path, numbers: range) -> None:
    for number in numbers:
        path = content / f"{world.address(number)}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\n{yamltext.dump(world.item(number))}---\n", "utf-8")
    for week in sorted({world.week(number) for number in numbers}):
        text = f"---\n{yamltext.dump(world.edition(week, numbers.stop))}---\n"
        (content / week.folder / "index.md").write_text(text, "utf-8")


@dataclass(frozen=True)
class Run:
    """A build as a process of its own."""

    seconds: float
    megabytes: float
    said: str


def build(project: Path) -> Run:
    command = [sys.executable, "-m", "generator.cli", "site", "--config", str(project / "mkdocs.yml")]
    begun = time.perf_counter()
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    said = child.stdout.read() if child.stdout else ""
    _, status, used = os.wait4(child.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)}\n{said}")
    lines = [line.strip() for line in said.splitlines() if "pages" in line]
    return Run(time.perf_counter() - begun, used.ru_maxrss / 1024, lines[-1] if lines else "")


def difference(one: Path, other: Path) -> str:
    """The first file that is not the same in both folders; empty where there is none."""
    names = {path.relative_to(folder) for folder in (one, other) for path in folder.rglob("*") if path.is_file()}
    for name in sorted(names):
        there = (one / name).is_file() and (other / name).is_file()
        if not there or not filecmp.cmp(one / name, other / name, shallow=False):
            return str(name)
    return ""


def begin(folder: Path, world: World) -> Path:
    """A project with the archive; its theme is a copy of its own."""
    project = folder / "project"
    make_project(project, "[]", recap={"languages": ["en", "zh"], "preview_images": False})
    (project / "theme").unlink()
    shutil.copytree(ROOT / "theme", project / "theme")
    write_items(world, project / "content", range(world.items))
    return project


def clean_twin(project: Path) -> Path:
    """The same project, about which no build remembers anything."""
    twin = project.with_name("twin")
    shutil.rmtree(twin, ignore_errors=True)
    twin.mkdir()
    for name in ("mkdocs.yml", "content", "theme"):
        (twin / name).symlink_to(project / name)
    (twin / "mkdocs.yml").unlink()
    shutil.copy(project / "mkdocs.yml", twin / "mkdocs.yml")
    return twin


def steps(world: World, project: Path) -> Iterator[tuple[str, Callable[[], None]]]:
    """What happens before each build."""
    content = project / "content"

    def touch() -> None:
        now = datetime.now(UTC).timestamp()
        for path in content.rglob("*.md"):
            os.utime(path, (now, now))

    def edit() -> None:
        path = content / f"{world.address(world.items // 2)}.md"
        path.write_text(path.read_text("utf-8").replace("title: ", "title: Edited ", 1), "utf-8")

    def change_template() -> None:
        with (project / "theme" / "recap" / "item.html").open("a", encoding="utf-8") as template:
            template.write("{# another template #}<!-- changed -->")

    yield "clean", lambda: None
    yield "nothing changed", lambda: None
    yield "fresh checkout", touch
    yield f"+{ADDED} items", lambda: write_items(world, content, range(world.items, world.items + ADDED))
    yield "one title edited", edit
    yield "item template changed", change_template


@click.command(help=__doc__)
@click.option("--items", "sizes", multiple=True, type=int, default=(1000,), show_default=True)
@click.option("--keep", type=click.Path(path_type=Path), help="Where the projects are left.")
@click.option("--clean/--no-clean", default=True, help="Whether each site is compared with one built from nothing.")
def main(sizes: tuple[int, ...], keep: Path | None, clean: bool) -> None:
    table = Table("items", "step", "s", "MB", "against clean", "load", "said")
    for items in sizes:
        with tempfile.TemporaryDirectory() as temporary:
            world, folder = World(items), (keep or Path(temporary)) / str(items)
            project = begin(folder, world)
            for name, happen in steps(world, project):
                happen()
                run = build(project)
                verdict = _compared(project) if clean and name != "clean" else ""
                load = f"{os.getloadavg()[0]:.1f}"
                row = [str(items), name, f"{run.seconds:.2f}", f"{run.megabytes:.0f}", verdict, load, run.said]
                print(*row, sep=" | ", flush=True)
                table.add_row(*row)
            size = sum(path.stat().st_size for path in (project / "site").rglob("*") if path.is_file())
            print(f"{items} items: a site of {size / 1e6:.0f} MB, {size / items / 1e3:.1f} kB an item", flush=True)
    Console(width=160).print(table)


def _compared(project: Path) -> str:
    twin = clean_twin(project)
    build(twin)
    return difference(project / "site", twin / "site") or "identical"


if __name__ == "__main__":
    main()
