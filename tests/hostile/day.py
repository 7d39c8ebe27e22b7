"""A day of hourly collections in one process, from 300 outlets on loopback: `python -m tests.hostile.day [HOURS] [OUTLETS]`.

Each hour some feeds have a new entry. What must hold: memory and descriptors stay as they are after the first hours; what
is new is found, and nothing else; no host gets more requests at once than `fetch.per_host`, and all together no more than
`fetch.concurrency`; a feed is asked once an hour, by its ETag from the second time on; a broken one no more often than
`fetch.retries` allows, one that says when to come back once; a page is read once, and none that robots.txt closes.
"""

from __future__ import annotations

import gc
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from generator.collect.collector import ReadingOptions, collect
from generator.collect.selection import Span
from generator.model.source import Source
from generator.settings import FetchLimits
from tests.conftest import ROOT
from tests.feedserver import rss
from tests.hostile.outlets import Outlets, Page, Seen, outlets

START = datetime(2026, 6, 20, tzinfo=UTC)
LIMITS = FetchLimits(allow_private=True, deadline=10)
ENTRIES = 20
"""Of each feed."""
PER_HOST = 5
"""Outlets of one host."""
CHANGED = 0.1
"""Share of the feeds that have something new in an hour."""
MOST_GROWTH = 16.0
"""Megabytes by which memory may differ once all is warm: what the allocator holds back, and no leak of 300 feeds."""
WARM = 4
"""Hours after which nothing is new to Python any more."""
_ROBOTS = Page(b"User-agent: *\nDisallow: /closed/\n", {"Content-Type": "text/plain"})
_BROKEN, _BUSY = Page(b"", status=500), Page(b"", {"Retry-After": "3600"}, status=429)


@dataclass
class Day:
    """The outlets, and what they published so far."""

    site: Outlets
    number: int
    published: Counter[int] = field(default_factory=Counter)
    """Entries by outlet."""

    def path(self, outlet: int) -> str:
        return f"/feed/{outlet}.xml"

    def sources(self) -> list[dict[str, Any]]:
        """Fields of the sources; every 30th reads article pages, too."""
        return [
            {
                "name": f"s{n}", "title": f"S{n}", "homepage": "https://s.example/", "language": "en", "include": [],
                "url": self._base(n) + self.path(n), "full_text": n % 30 == 7,
            }
            for n in range(self.number)
        ]  # fmt: skip

    def _base(self, outlet: int) -> str:
        return self.site.bases[outlet // PER_HOST]

    def publish(self, outlet: int, hour: int) -> None:
        """One entry more, with its page; the first time a whole feed."""
        if outlet % 30 in (11, 12):
            self.site.pages[self.path(outlet)] = _BROKEN if outlet % 30 == 11 else _BUSY
            return
        self.published[outlet] += 1 if self.published[outlet] else ENTRIES
        newest = self.published[outlet]
        entries = []
        for n in range(newest, newest - ENTRIES, -1):
            folder = "closed" if n % 4 == 0 else "open"
            path = f"/{folder}/{outlet}-{n}"
            day = format_datetime(START + timedelta(hours=min(hour, n - ENTRIES) if n > ENTRIES else -1), usegmt=True)
            body = f"Outlet {outlet} has tested model {n} of artificial intelligence for {n + 3} days. " * 6
            entries.append((f"Outlet {outlet} tests model {n}", self._base(outlet) + path, day, body))
            self.site.pages[path] = Page(f"<html><body><article><p>{body * 3}</p></article></body></html>".encode())
        self.site.pages[self.path(outlet)] = Page(rss(entries).encode(), {"Content-Type": "application/rss+xml"})


def collecting() -> None:
    """The process that collects: an hour for each line of its input, which holds the sources; prints what it took."""
    with tempfile.TemporaryDirectory() as folder:
        for hour, line in enumerate(sys.stdin):
            sources = [Source.model_validate(one) for one in json.loads(line)]
            now = START + timedelta(hours=hour)
            options = ReadingOptions(LIMITS, Path(folder), "WeeklyAIRecap/0.1 (+https://recap.example/)")
            found = collect(sources, Span(START - timedelta(days=7), now + timedelta(hours=1), now), options)
            told = Counter(report.status for report in found.reports), len(found.articles)
            del found, sources
            gc.collect()
            print(json.dumps([*told, _megabytes(), len(os.listdir("/proc/self/fd"))]), flush=True)  # noqa: PTH208


def _megabytes() -> float:
    kilobytes = re.search(r"VmRSS:\s+(\d+)", Path("/proc/self/status").read_text("utf-8"))
    return int(kilobytes[1]) / 1024 if kilobytes else 0.0


def impolite(asked: list[Seen], day: Day, changed: set[int], hour: int) -> Iterator[str]:
    """What was wrong with the requests of an hour."""
    if (most := max(seen.at_once for seen in asked)) > LIMITS.per_host:
        yield f"{most} requests at once to one host"
    if (most := max(seen.at_once_in_all for seen in asked)) > LIMITS.concurrency:
        yield f"{most} requests at once"
    yield from (f"{seen.path} is closed and was asked" for seen in asked if seen.path.startswith("/closed/"))
    times = Counter((seen.host, seen.path) for seen in asked)
    for (host, path), count in times.items():
        if count > (1 + LIMITS.retries if day.site.pages.get(path) is _BROKEN else 1):
            yield f"{host}{path} was asked {count} times"
    if missing := {day.path(n) for n in range(day.number)} - {path for _, path in times}:
        yield f"{len(missing)} feeds were not asked"
    for outlet in day.published:
        (seen,) = (seen for seen in asked if seen.path == day.path(outlet))
        if seen.was_conditional != (hour > 0) or seen.status != (200 if outlet in changed else 304):
            yield f"{seen.path} was asked {'by its ETag' if seen.was_conditional else 'as if unknown'}: {seen.status}"


def lived(hours: int, number: int) -> list[str]:
    """What went wrong in so many hours with so many outlets; tells how each went."""
    chance, wrong, memory, descriptors, requests = random.Random(hours), [], [], [], 0  # noqa: S311
    pages: set[tuple[str, str]] = set()
    command = [sys.executable, "-c", "from tests.hostile.day import collecting; collecting()"]
    with (
        outlets({"/robots.txt": _ROBOTS}, hosts=-(-number // PER_HOST), seconds=0.005) as site,
        subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as collector,
    ):
        assert collector.stdin
        assert collector.stdout
        day = Day(site, number)
        sources = json.dumps(day.sources())
        for hour in range(hours):
            changed = {n for n in range(number) if hour == 0 or chance.random() < CHANGED}
            for outlet in changed:
                day.publish(outlet, hour)
            site.log.clear()
            print(sources, file=collector.stdin, flush=True)
            statuses, articles, megabytes, files = json.loads(collector.stdout.readline())
            again = {(seen.host, seen.path) for seen in site.log if seen.path.startswith("/open/")}
            found = [*impolite(site.log, day, changed, hour), *(f"{path} was read again" for _, path in again & pages)]
            if articles != day.published.total():
                found.append(f"{articles} articles of {day.published.total()}")
            wrong += [f"hour {hour}: {what}" for what in found]
            pages |= again
            requests += len(site.log)
            memory.append(megabytes)
            descriptors.append(files)
            print(f"hour {hour}: {statuses}, {articles} articles, {megabytes:.0f} MB, {files} descriptors", flush=True)
        collector.stdin.close()
    print(f"{hours} hours, {number} outlets, {requests} requests, {len(pages)} pages")
    return wrong + grown(memory[WARM:], descriptors[WARM:])


def grown(memory: list[float], descriptors: list[int]) -> list[str]:
    """What the warm hours took more and more of."""
    found = []
    if memory and (growth := max(memory) - memory[0]) > MOST_GROWTH:
        found.append(f"memory grew by {growth:.0f} MB")
    if len(set(descriptors)) > 1:
        found.append(f"descriptors: {descriptors}")
    return found


def main(hours: int = 24, number: int = 300) -> None:
    """Ends with code 1 where anything is wrong."""
    wrong = lived(hours, number)
    print(*wrong, f"{len(wrong)} findings", sep="\n")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
