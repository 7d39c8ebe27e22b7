"""A year of a site that publishes itself: 52 weeks of collecting, publishing, saving and deploying, with what goes wrong.

`python -m tests.bench.year [--weeks 52] [--feeds 12] [--replay FOLDER] [--keep FOLDER]`; recorded weeks are played
over and over with their dates and addresses moved on; the recordings are no part of the project. A bare repository on
disk stands for the host. Sources die, three weeks everything is down, twice a month something is corrected, and in the
middle the theme changes. Fails where an address of the first week does not answer at the end, where git grew too large,
where a released edition is not made again byte for byte, or where a gate fired that should not have, or did not.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Any

import click
import yaml
from click.testing import CliRunner

from generator.archive.store import Archive
from generator.cli import main as recap
from generator.console import EXIT_GATE, EXIT_NO_SOURCE
from generator.model.week import Week
from tests.conftest import ROOT
from tests.feedserver import make_project
from tests.recorded import REPLAY

FIRST = Week(2026, 18)
#: Weeks in which nothing answers, counted from 0; each is followed by a sound one.
OUTAGES = (9, 23, 40)
#: The week in which the theme changes.
THEME = 26
#: Git of a year, in megabytes, at most.
LARGEST = 60
_RFC822 = re.compile(
    r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{1,2} \w{3} \d{4} \d\d:\d\d(?::\d\d)? (?:[+-]\d{4}|GMT|UTC|Z)"
)
_ISO = re.compile(r"\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)")
_LINK = re.compile(r"(<link>|<guid[^>]*>|<id>|<link[^>]*href=\")(https?://[^<\"]+)")


def moved_on(text: str, weeks: int) -> str:
    """A feed whose dates are so many weeks later, and whose entries have other addresses."""
    if not weeks:
        return text
    shift = timedelta(weeks=weeks)
    text = _RFC822.sub(lambda found: format_datetime(parsedate_to_datetime(found[0]) + shift), text)
    text = _ISO.sub(lambda found: (datetime.fromisoformat(found[0]) + shift).isoformat(), text)
    return _LINK.sub(rf"\1\2?again={weeks}", text)


@dataclass
class Feeds:
    """The recorded feeds, as they stand in a week of the year."""

    replay: Path
    names: list[str]
    week: int = 0
    dead: set[str] = field(default_factory=set)
    is_down: bool = False

    def answer(self, name: str) -> tuple[int, bytes]:
        if self.is_down or name in self.dead:
            return 503 if self.is_down else 410, b"gone"
        index = json.loads((self.replay / "index.json").read_text("utf-8"))
        recorded = index["weeks"][self.week % len(index["weeks"])]
        shot = next(it for it in index["snapshots"] if it["week"] == recorded and it["feed"] == name)
        text = (self.replay / shot["file"]).read_bytes().decode("utf-8")
        return 200, moved_on(text, self.week - self.week % len(index["weeks"])).encode()


@contextmanager
def served(answer: Callable[[str], tuple[int, bytes]]) -> Iterator[str]:
    """The address below which the feeds are."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = answer(self.path.strip("/").removesuffix(".xml"))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Type", "application/xml")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@dataclass
class Site:
    """A maintainer's clone, and the bare repository that stands for the host."""

    folder: Path
    host: Path

    def recap(self, *arguments: str) -> int:
        """The exit code of a command of the program."""
        done = CliRunner().invoke(recap, [*arguments, "--config", str(self.folder / "mkdocs.yml")])
        if done.exit_code not in (0, EXIT_GATE, EXIT_NO_SOURCE):
            sys.exit(f"recap {' '.join(arguments)}: {done.output}{done.exception or ''}")
        self.said = done.output
        return done.exit_code

    def events(self, week: Week) -> int:
        """How many items the week has."""
        return sum(path.stem != "index" for path in (self.folder / "content" / week.folder).glob("*.md"))

    def git(self, *arguments: str, folder: Path | None = None) -> str:
        identity = ["-c", "user.name=Desk", "-c", "user.email=desk@recap.example"]
        command = ["git", *identity, *arguments]
        return subprocess.run(command, cwd=folder or self.folder, check=True, capture_output=True, text=True).stdout

    def begin(self, address: str, names: list[str], first: Week) -> None:
        sources = [
            {"name": name, "title": name, "homepage": address, "url": f"{address}/{name}.xml", "language": "en"}
            for name in names
        ]
        options = {"preview_images": False, "relevance": 0.4, "gates": {"own_address": None}}
        make_project(self.folder, yaml.safe_dump(sources), deadline=25, recap=options)
        (self.folder / "theme").unlink()
        shutil.copytree(ROOT / "theme", self.folder / "theme")
        shutil.rmtree(self.folder / "content" / "samples")
        (self.folder / ".gitignore").write_text(".cache/\nsite/\n", "utf-8")
        self.git("init", "--quiet", "--bare", "--initial-branch=main", str(self.host), folder=self.folder.parent)
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("remote", "add", "origin", str(self.host))
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", f"A site that begins in {first}")
        self.git("push", "--quiet", "--set-upstream", "origin", "main")

    def correct_something(self, dice: random.Random, now: str) -> None:
        items = sorted(Archive.open(self.folder / "content").items)
        address = dice.choice(items)
        self.recap(
            "correct", address, "title", "--text", f"Corrected {address[-30:]}", "--why", "It was wrong", "--now", now
        )

    def online(self) -> set[str]:
        """Paths of the branch that the host serves."""
        return set(self.git("ls-tree", "-r", "--name-only", "gh-pages", folder=self.host).splitlines())

    def megabytes(self) -> float:
        """What a clone of the branch of the archive brings."""
        with tempfile.TemporaryDirectory() as folder:
            clone = ["clone", "--quiet", "--bare", "--single-branch", "--branch=main", self.host.as_uri(), folder]
            self.git(*clone, folder=self.folder)
            return sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file()) / 1e6


def publish(site: Site, week: Week, now: datetime) -> list[str]:
    """One week as the schedules run it; the gates that stayed closed, or what else stopped it."""
    at = ["--now", now.isoformat()]
    site.recap("collect", "--week", str(week), *at)
    site.recap("enrich", "--week", str(week), *at)
    site.recap("release", *at)
    closed = []
    if site.recap("gates", *at):
        closed = re.findall(r"^closed (\w+)", site.said, re.MULTILINE)
    else:
        site.recap("site", *at)
        site.recap("deploy")
    site.recap("save", *at)
    return closed


@click.command(help=__doc__)
@click.option("--weeks", default=52, show_default=True)
@click.option("--feeds", default=12, show_default=True, help="How many of the recorded feeds, English and Chinese.")
@click.option("--replay", type=click.Path(path_type=Path), default=REPLAY, help="Folder with index.json.")
@click.option("--keep", type=click.Path(path_type=Path), help="Where the clone and the host are left.")
def main(weeks: int, feeds: int, replay: Path, keep: Path | None) -> None:
    if not (replay / "index.json").is_file():
        sys.exit(f"{replay}: no recorded feeds here; name their folder with --replay")
    index = json.loads((replay / "index.json").read_text("utf-8"))
    names = [
        name
        for name, it in index["feeds"].items()
        if it["format"] != "jsonfeed"
        and {s["week"] for s in index["snapshots"] if s["feed"] == name} >= {*index["weeks"]}
    ][:: max(1, len(index["feeds"]) // feeds)][:feeds]
    with tempfile.TemporaryDirectory() as folder:
        place = keep or Path(folder)
        site = Site(place / "clone", place / "host.git")
        faults = play(site, Feeds(replay, names), weeks)
    print(
        "\n".join(faults) or "every address of the first week answers; every gate fired when it should, and only then"
    )
    sys.exit(bool(faults))


def play(site: Site, feeds: Feeds, weeks: int) -> list[str]:
    """What went wrong in a year."""
    dice = random.Random(26)  # noqa: S311 (the same year each time)
    faults, first, events = list[str](), set[str](), list[int]()
    with served(feeds.answer) as address:
        site.begin(address, feeds.names, FIRST)
        for number in range(weeks):
            week, begun = FIRST.shift(number), time.perf_counter()
            now = week.end - timedelta(hours=1)
            feeds.week, feeds.is_down = number, number in OUTAGES
            if number in (14, 31):
                feeds.dead.add(dice.choice(sorted(set(feeds.names) - feeds.dead)))
            if number == THEME:
                with (site.folder / "theme" / "assets" / "site.css").open("a", encoding="utf-8") as style:
                    style.write("h1 { letter-spacing: -.01em }\n")
                site.git("commit", "--quiet", "--all", "--message", "Another theme")
            if number and number % 2 == 0 and not feeds.is_down:
                site.correct_something(dice, now.isoformat())
            closed = publish(site, week, now)
            events.append(site.events(week))
            if bool(closed) != (feeds.is_down or is_off(events)):
                faults.append(f"{week}: {'outage' if feeds.is_down else 'sound'}, but closed gates: {closed or 'none'}")
            first = first or (
                {path for path in site.online() if path.startswith(FIRST.folder)} if not closed else set()
            )
            took = time.perf_counter() - begun
            print(
                f"{week} {', '.join(closed) or 'published':40} {took:5.1f} s, load {os.getloadavg()[0]:.1f}", flush=True
            )
    if missing := first - site.online():
        faults.append(f"{len(missing)} of {len(first)} addresses of {FIRST} do not answer: {sorted(missing)[:3]}")
    megabytes = site.megabytes()
    print(f"{len(first)} pages of {FIRST}, {len(site.online())} files online, {megabytes:.1f} MB of git")
    if megabytes > LARGEST:
        faults.append(f"git has {megabytes:.0f} MB, more than {LARGEST}")
    return faults + [f"{week}: {fault}" for week in released(site) if (fault := differing(site, week))]


def is_off(events: list[int]) -> bool:
    """Whether the last week has less than half, or more than one and a half, of the median of the four before it that
    had anything: what a source that died can cost, and a gate is to stop."""
    before = [count for count in events[:-1] if count][-4:]
    return len(before) > 1 and abs(events[-1] - median(before)) > median(before) / 2


def released(site: Site) -> list[str]:
    """The first, the middle and the last released edition."""
    found = sorted(path.stem for path in (site.folder / "content" / "releases").glob("*.yml"))
    return [found[at] for at in sorted({0, len(found) // 2, len(found) - 1})] if found else []


def differing(site: Site, week: str) -> str:
    """How an edition that is made again differs; empty where every byte is the same."""
    command = [sys.executable, "-m", "generator.cli", "reproduce", week, "--config", str(site.folder / "mkdocs.yml")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    print(done.stdout.strip() or done.stderr.strip())
    return "" if done.returncode == 0 else done.stderr.strip()


if __name__ == "__main__":
    main()
