"""A run leaves the same bytes wherever its steps work, and though a worker is killed in the middle of it."""

from __future__ import annotations

import os
import re
import signal
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]
import pytest
from pytest_httpserver import HTTPServer

from generator.collect.sources import read_sources
from generator.executor.cluster import Cluster
from generator.executor.executor import SERIAL, Executor, Threads, cores
from generator.executor.forks import Forks
from generator.executor.processes import Processes
from generator.model.report import RunReport
from generator.pipeline import Run
from generator.reporting.teller import Teller
from tests.executor import tasks
from tests.executor.clusters import pids
from tests.feedserver import LEDGER, rss
from tests.samples import WEEKS, sample_project

pytestmark = pytest.mark.long

PAGE = "<html><body><article><h1>Northwind</h1>{}</article></body></html>"
SENTENCE = "<p>The AI lab Northwind paid 4.{} billion dollars for accelerators of Basalt in its {}th quarter.</p>"


@dataclass
class Killing(Teller):
    """Kills one worker when some events are drafted and others are under way."""

    workers: Callable[[], list[int]]
    killed: list[int] = field(default_factory=list)

    def step(self, name: str, done: int, total: int) -> None:
        if name == "enrich" and done == 2 and total > 4 and not self.killed:
            self.killed.append(self.workers()[0])
            os.kill(self.killed[0], signal.SIGKILL)


def children() -> set[int]:
    return {child.pid for child in psutil.Process().children()}


@pytest.fixture
def teaser(httpserver: HTTPServer) -> str:
    """sources.yml of an outlet whose feed holds summaries, and whose pages may be read."""
    entries = [
        (title, httpserver.url_for(f"/page{n}"), day, body[:60]) for n, (title, _, day, body) in enumerate(LEDGER)
    ]
    httpserver.expect_request("/ledger.xml").respond_with_data(rss(entries), content_type="application/rss+xml")
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    told = [f"<p>{title}.</p>" for title, *_ in entries]  # what is read must be of what the feed says
    text = PAGE.format("".join([*told, *(SENTENCE.format(n, n) for n in range(1, 9))]))
    httpserver.expect_request(re.compile("/page.*")).respond_with_data(text, content_type="text/html")
    return (
        "- {name: teaser, title: Teaser, homepage: 'https://teaser.example/', language: en, include: [],"
        f" full_text: true, url: '{httpserver.url_for('/ledger.xml')}'}}\n"
    )


def made(folder: Path, executor: Executor, teaser: str, teller: Teller | None = None) -> dict[str, bytes]:
    """What the runs of a week leave in content/ and in the memory of feeds: bytes by path."""
    for number, week in enumerate(WEEKS[2:]):
        project = sample_project(folder / "content", folder / f"cache{number}")
        limits = project.reading.limits.model_copy(update={"allow_private": True, "per_host": 8})
        sources = (*project.sources, *read_sources(teaser, "sources.yml"))
        project = replace(project, reading=replace(project.reading, limits=limits), sources=sources)
        report = Run(project, week, week.end, teller or Teller(), executor=executor).build()
        _assert_whole(report)
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ("content" in path.parts or "feeds" in path.parts)
    }


def _assert_whole(report: RunReport) -> None:
    assert report.items.new > 8
    assert not report.failures
    assert not [source.cause for source in report.sources if source.status == "failed"]


@pytest.fixture
def serial(tmp_path: Path, teaser: str) -> dict[str, bytes]:
    found = made(tmp_path / "serial", SERIAL, teaser)
    assert b"accelerators of Basalt" in b"".join(found[path] for path in found if path.startswith("content"))
    return found


@pytest.mark.skipif(cores() < 2, reason="one core: nothing is shared out")
def test_forks_leave_the_same_bytes_though_one_is_killed(
    tmp_path: Path, teaser: str, serial: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    main, before = threading.main_thread(), children()
    # as in a run of its own: what reads sources has threads, what drafts has none; those of other tests wait
    monkeypatch.setattr(threading, "active_count", lambda: 1 if threading.current_thread() is main else 2)
    killing = Killing(lambda: sorted(children() - before))
    assert made(tmp_path / "forks", Forks(), teaser, killing) == serial
    assert killing.killed


def test_threads_leave_the_same_bytes(tmp_path: Path, teaser: str, serial: dict[str, bytes]) -> None:
    with closing(Threads(3)) as threads:
        assert made(tmp_path / "threads", threads, teaser) == serial


def test_processes_leave_the_same_bytes_though_one_is_killed(
    tmp_path: Path, teaser: str, serial: dict[str, bytes]
) -> None:
    with closing(Processes(2)) as processes:
        killing = Killing(lambda: list(processes.map(tasks.pid, range(8))))
        assert made(tmp_path / "processes", processes, teaser, killing) == serial
        assert killing.killed


def test_a_cluster_leaves_the_same_bytes_though_a_worker_is_killed(
    tmp_path: Path, teaser: str, serial: dict[str, bytes], cluster: Any
) -> None:
    with closing(Cluster(cluster.scheduler_address)) as dask:
        killing = Killing(lambda: pids(cluster))
        assert made(tmp_path / "cluster", dask, teaser, killing) == serial
        assert killing.killed
