"""Forks give what `map` gives, whatever becomes of one; a process with threads makes none."""

from __future__ import annotations

import asyncio
import errno
import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from itertools import islice
from multiprocessing import active_children
from pathlib import Path
from threading import Thread

import pytest

from generator.archive.index import Index, Known, index_row_of
from generator.collect.offload import Offload
from generator.executor.executor import Threads, cores
from generator.executor.forks import AT_ONCE, Forks, for_threads, in_forks
from generator.executor.processes import Processes
from generator.model.errors import ExecutorError
from tests.executor import tasks
from tests.make import item

MANY = range(5 * AT_ONCE + 3)
pytestmark = pytest.mark.skipif(cores() < 2, reason="one core: nothing is shared out")


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a run of its own: other tests may have left threads, which wait for nothing that a fork touches."""
    monkeypatch.setattr(threading, "active_count", lambda: 1)


def process(_: int) -> int:
    return os.getpid()


@pytest.mark.usefixtures("alone")
def test_results_are_those_of_map() -> None:
    shared = {n: f"no. {n}" for n in MANY}  # a closure, which cannot be pickled
    assert list(in_forks(lambda n: shared[n], MANY)) == [f"no. {n}" for n in MANY]


@pytest.mark.usefixtures("alone")
def test_work_is_shared_out_where_there_is_some() -> None:
    here = os.getpid()
    assert here not in set(in_forks(process, MANY))
    assert set(in_forks(process, MANY[:AT_ONCE])) == {here}
    assert list(in_forks(process, ())) == []


@pytest.mark.usefixtures("alone")
def test_errors_are_those_of_the_function() -> None:
    def half(n: int) -> int:
        if n == 2 * AT_ONCE:
            raise LookupError(str(n))
        return n

    got = in_forks(half, MANY)
    assert list(islice(got, 2 * AT_ONCE)) == [*MANY[: 2 * AT_ONCE]]
    with pytest.raises(LookupError, match=str(2 * AT_ONCE)):
        next(got)


@pytest.mark.usefixtures("alone")
def test_nobody_works_beside_who_does_the_work_of_a_killed_fork() -> None:
    here, before = os.getpid(), set(active_children())  # other tests may have left some

    def others(n: int) -> int:
        if os.getpid() == here:
            return len({*active_children()} - before)
        if n == AT_ONCE:
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(0.005)
        return 0

    assert set(in_forks(others, MANY)) == {0}


@pytest.mark.usefixtures("alone")
def test_a_killed_fork_costs_no_result() -> None:
    here = os.getpid()

    def deadly(n: int) -> int:
        if n == AT_ONCE and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return n

    assert list(in_forks(deadly, MANY)) == list(MANY)


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("granted", [0, 1])
def test_forks_that_the_system_refuses_cost_no_result(monkeypatch: pytest.MonkeyPatch, granted: int) -> None:
    before, fork, grants = set(active_children()), os.fork, iter(range(granted))

    def refusing() -> int:
        if next(grants, None) is None:
            raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")
        return fork()

    monkeypatch.setattr(os, "fork", refusing)
    here = os.getpid()
    assert {pid == here for pid in in_forks(process, MANY)} == {granted == 0}
    assert list(in_forks(abs, MANY)) == list(MANY)
    assert set(active_children()) == before


@pytest.mark.usefixtures("alone")
def test_no_thread_is_needed_here_and_a_fork_that_gets_none_costs_no_result(monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refusing)
    assert list(in_forks(abs, MANY)) == list(MANY)


@pytest.mark.usefixtures("alone")
def test_threads_ask_forks_that_were_made_before_them() -> None:
    before = threading.enumerate()
    with for_threads(Forks()) as executor, ThreadPoolExecutor(4) as threads:
        found = [pid for pids in threads.map(lambda n: list(executor.map(tasks.pid, [n])), range(40)) for pid in pids]
    assert len(found) == 40
    assert os.getpid() not in found
    assert threading.enumerate() == before, "forks of what follows are safe"


@pytest.mark.usefixtures("alone")
def test_a_fork_that_is_killed_while_threads_ask_costs_no_result(tmp_path: Path) -> None:
    with for_threads(Forks()) as executor:
        found = list(executor.map(partial(tasks.die_once, tmp_path), range(13)))
    assert found == [value * value for value in range(13)]
    assert {path.name for path in tmp_path.iterdir()} == {"5", "10"}


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("threads", [1, 2, 7])
def test_where_few_threads_are_granted_what_is_asked_by_threads_is_done_in_them(
    monkeypatch: pytest.MonkeyPatch, threads: int
) -> None:
    grant(monkeypatch, threads)
    before, here = set(active_children()), os.getpid()
    with Offload(Forks(), 16) as offload:
        assert asyncio.run(offload.run(tasks.pid, 0)) == here
    assert set(active_children()) == before


def test_a_pool_has_the_threads_that_are_granted_and_none_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    grant(monkeypatch, 2)
    with closing(Threads(4)) as threads:
        assert list(threads.map(abs, MANY)) == list(MANY)
    with pytest.raises(ExecutorError, match=r"no further thread or process \(raise `ulimit -u`.* serial needs one"):
        Processes(2)
    grant(monkeypatch, 0)
    with pytest.raises(ExecutorError, match="grants no further thread"):
        Threads(4)


def grant(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    """So many threads at a time."""
    start, begun = Thread.start, list[Thread]()

    def refusing(thread: Thread) -> None:
        if sum(it.is_alive() for it in begun) >= most:
            raise RuntimeError("can't start new thread")
        begun.append(thread)
        start(thread)

    monkeypatch.setattr(Thread, "start", refusing)


def test_a_process_with_threads_is_not_copied() -> None:
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()
    try:
        assert set(in_forks(process, MANY)) == {os.getpid()}
        forks = Forks()
        with for_threads(forks) as executor:
            assert executor is forks
    finally:
        end.set()
        thread.join()


@pytest.mark.usefixtures("alone")
def test_forks_read_an_index_by_connections_of_their_own(tmp_path: Path) -> None:
    index = Index(tmp_path / "index.sqlite")
    addresses = [f"2026/W25/no-{n}" for n in MANY]
    for address in addresses:
        index.put(address, Known(1, 1, b""), index_row_of(item(), address))
    index.commit()
    digests = {address: index.digest(address) for address in addresses}
    found = in_forks(lambda address: index.words(address, digests[address]), addresses)
    assert [words[1] for words in found if words] == addresses
    index.put("2026/W25/later", Known(1, 1, b""), index_row_of(item(), "later"))
    index.commit()
    index.close()
