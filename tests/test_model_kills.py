"""A run with a model is killed at twenty points: no answer that was paid for is lost or paid for again."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from generator.archive.store import Archive
from generator.model.item import Item
from tests import scribe
from tests.feedserver import FeedServer, make_project, rss
from tests.modelserver import Asked, ModelServer, Reply, model_server

MODEL = "openai/any"
ARGUMENTS = ["build", "--week", "2026-W25", "--now", "2026-06-21T20:00:00Z", "--config"]
#: Kills while an answer is awaited, and as many right after one is stored.
KILLS = 10
TOWNS = "Porto Bergen Lyon Graz Turku Gdansk Malaga Ghent Odense Cork Basel Split Varna Trento".split()
#: Imports once, what litellm imports over its first call too; then runs the command in a child for each line it reads.
ZYGOTE = """
import asyncio, os, sys
from generator.enrich.modelled.answer import Head, numbered_answer
from generator.cli import main
from generator.enrich.llm.client import LiteLLM
import generator.project, generator.pipeline
async def first_call():
    client = LiteLLM(lambda _: sys.argv[1], 5)
    await client.complete("openai/any", [{"role": "user", "content": "?"}], numbered_answer(Head, 1), 9)
    await client.close()
asyncio.run(first_call())
print("ready", flush=True)
for line in sys.stdin:
    child = os.fork()
    if not child:
        os.setsid()
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1), os.dup2(null, 2)
        main(line.split())
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


class Zygote:
    """Runs the command in processes that may be killed."""

    def __init__(self, model: ModelServer) -> None:
        command = [sys.executable, "-W", "ignore", "-c", ZYGOTE, model.base]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._line() == "ready"

    def start(self, folder: Path) -> int:
        """The process number of a run."""
        assert self._process.stdin
        self._process.stdin.write(" ".join([*ARGUMENTS, str(folder / "mkdocs.yml")]) + "\n")
        self._process.stdin.flush()
        return int(self._line())

    def end(self) -> int:
        """The exit code of the run under way, once it is over."""
        return int(self._line())

    def close(self) -> None:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def _line(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline().strip()


@pytest.fixture
def zygote(model: ModelServer) -> Iterator[Zygote]:
    zygote = Zygote(model)
    yield zygote
    zygote.close()


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    monkeypatch.setenv("OPENAI_API_KEY", "any")
    with model_server() as server:
        yield server


def entries() -> list[tuple[str, str, str, str]]:
    return [
        (
            f"{town} tests an artificial intelligence for its {number} bridges",
            f"https://ledger.example/{town.lower()}",
            f"Wed, 17 Jun 2026 {number + 6:02}:00:00 +0000",
            f"The town of {town} has had an artificial intelligence watch {number + 30} bridges since Monday. "
            f"The mayor of {town} hopes to save {number + 50} thousand euros a year by it.",
        )
        for number, town in enumerate(TOWNS, start=2)
    ]


class Bill:
    """Counts the answers that were delivered, by question; kills the run where it is told to."""

    def __init__(self) -> None:
        self.delivered: list[tuple[str, ...]] = []
        self.child = 0
        self.kill_at_request: int | None = None
        self.is_watched = False
        self._requests = 0

    def answer(self, asked: Asked) -> Reply:
        child = self.child
        self._requests += 1
        if self._requests == self.kill_at_request:
            os.kill(child, signal.SIGKILL)
        while self.is_watched and self._requests > 1 and is_alive(child):
            time.sleep(0.01)  # the one answer is stored, and whoever watches is about to kill
        time.sleep(0.05)
        if is_alive(child):
            self.delivered.append(tuple(message["content"] for message in asked.messages))
        return scribe.honest(asked)

    def expect(self, kill_at_request: int | None, is_watched: bool = False) -> None:
        """is_watched: the run is killed as soon as an answer is stored, and gets no second one before."""
        self.kill_at_request, self.is_watched, self._requests = kill_at_request, is_watched, 0


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return "Z" not in re.findall(r"State:\s+(\w)", Path(f"/proc/{process}/status").read_text())


def kill_once_stored(answers: Path, process: int) -> threading.Thread:
    """Kills the process as soon as the folder has one answer more."""
    had = len(list(answers.glob("*.json")))

    def watch() -> None:
        while is_alive(process) and len(list(answers.glob("*.json"))) <= had:
            time.sleep(0.001)
        if is_alive(process):
            os.kill(process, signal.SIGKILL)

    thread = threading.Thread(target=watch)
    thread.start()
    return thread


@pytest.mark.long
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="asks /proc whether a process lives")
def test_twenty_kills_cost_no_answer(
    tmp_path: Path, httpserver: HTTPServer, model: ModelServer, zygote: Zygote
) -> None:
    served = FeedServer(httpserver, {"ledger": rss(entries())})
    options = {"model": MODEL, "api_base": model.base, "budget": None, "concurrency": 1}
    for name in ("killed", "whole"):
        make_project(tmp_path / name, served.sources(), recap=options)
    bill = Bill()
    model.answer = bill.answer
    killed = tmp_path / "killed"

    for number in range(2 * KILLS):
        bill.expect(1 if number % 2 else None, is_watched=not number % 2)
        bill.child = zygote.start(killed)
        watcher = None if number % 2 else kill_once_stored(killed / ".cache" / "answers", bill.child)
        assert zygote.end() == -signal.SIGKILL
        if watcher:
            watcher.join()
    bill.expect(None)
    bill.child = zygote.start(killed)
    assert zygote.end() == 0
    assert len(bill.delivered) == len(set(bill.delivered)) > KILLS

    paid = len(bill.delivered)
    bill.child = zygote.start(tmp_path / "whole")
    assert zygote.end() == 0
    assert len(bill.delivered) == 2 * paid
    assert told(killed) == told(tmp_path / "whole")


def told(folder: Path) -> dict[str, Item]:
    """The items without what only says how long calls took and where answers came from."""
    return {
        address: stored.item.model_copy(
            update={"made": stored.item.made and stored.item.made.model_copy(update={"seconds": 0, "cached": 0})}
        )
        for address, stored in Archive.open(folder / "content").items.items()
    }
