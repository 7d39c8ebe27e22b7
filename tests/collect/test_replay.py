"""The recorded feeds over a real server, with every fault it knows. Skipped where the recordings are not at hand."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.request import urlopen

import pytest

from generator.collect.collector import Collected, ReadingOptions, collect, load_sources
from generator.collect.selection import Span
from generator.model.week import Week
from generator.settings import FetchLimits
from tests.recorded import REPLAY, are_there, served

WEEK = Week.parse("2026-W25")
pytestmark = pytest.mark.skipif(not are_there(), reason=f"no recorded feeds at {REPLAY}")


Run = Callable[..., Collected]


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    """Collects a week from a server with the given faults; the cache lasts for the test."""
    with ExitStack() as servers:
        bases: dict[tuple[str, ...], str] = {}

        def once(*faults: str, deadline: float = 5.0) -> Collected:
            if faults not in bases:
                address = servers.enter_context(served(REPLAY, str(WEEK), faults=faults))
                bases[faults] = address.removesuffix("/sources.yml")
            limits = FetchLimits(allow_private=True, deadline=deadline, per_host=8, retries=1)
            options = ReadingOptions(limits, tmp_path, "WeeklyAIRecap/0.1 (+https://recap.example/)")
            sources = load_sources(f"{bases[faults]}/sources.yml", options)
            return collect(sources, Span(WEEK.start, WEEK.end, WEEK.end), options)

        once.bases = bases  # type: ignore[attr-defined]
        yield once


@pytest.mark.long
def test_a_week_is_read_whole_and_the_second_time_not_at_all(run: Run) -> None:
    index = json.loads((REPLAY / "index.json").read_text("utf-8"))
    recorded = {snap["feed"]: snap for snap in index["snapshots"] if snap["week"] == str(WEEK)}
    first = run()
    assert {report.source: report.status for report in first.reports} == dict.fromkeys(recorded, "ok")
    for report in first.reports:
        snap = recorded[report.source]
        assert (report.entries, report.faulty) == (snap["entries"], 0), report.source
        assert report.fresh == snap["entries_in_week"], report.source
    again = run()
    assert [article.url for article in again.articles] == [article.url for article in first.articles]
    assert {report.status for report in again.reports} == {"unchanged"}
    with urlopen(f"{run.bases[()]}/_log") as answer:  # type: ignore[attr-defined]  # noqa: S310
        log = json.load(answer)
    asked = [entry["status"] for entry in log if entry["path"] != "/sources.yml"]
    assert asked == [200] * len(recorded) + [304] * len(recorded)


def words_of(collected: Collected) -> list[tuple[str, ...]]:
    return [(one.url, one.title, one.summary, one.text) for one in collected.articles]


FAULTS = {
    "500": "answered 500 Internal Server Error, 2 times",
    "404": "answered 404 Not Found; look for the feed's new address at https://",
    "timeout": "no answer within 3 s",
    "truncate": "broke off or garbled its answer: peer closed connection",
    "slowdrip": "no complete answer within 3 s",
    "redirect-loop": "redirected more than 5 times",
    "gzip-bomb": "more than 10 MB after decompression",
    "html-instead": "the answer is a web page (“",
    "reset": "the connection was reset, 2 times",
    "wrong-charset": "",
    "429-retry-after": "",
}


@pytest.mark.long
def test_every_fault_has_its_cause_and_costs_its_feed_only(run: Run) -> None:
    before = run()
    sound = {report.source: report for report in before.reports}
    names = sorted(name for name, report in sound.items() if report.fresh)[: len(FAULTS)]
    faults = dict(zip(names, FAULTS, strict=True))
    after = run(*(f"{name}={fault}" for name, fault in faults.items()), deadline=3.0)
    reports = {report.source: report for report in after.reports}
    failed = {name for name, fault in faults.items() if FAULTS[fault]}
    untouched = Collected(tuple(one for one in before.articles if one.source.name not in failed), before.reports)
    assert words_of(after) == words_of(untouched)  # those of a wrong charset letter by letter, too
    for name, fault in faults.items():
        cause = FAULTS[fault]
        assert reports[name].cause.startswith(cause), fault
        assert (reports[name].status == "failed") == bool(cause), fault
        assert reports[name].fresh == (0 if cause else sound[name].fresh), fault
    for name in set(sound) - set(names):
        assert reports[name].fresh == sound[name].fresh
