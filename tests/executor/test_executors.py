"""Every executor gives what `map` gives, in its order; a worker that is killed costs time, not results."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.collect.failure import Failure
from generator.executor.cluster import Cluster, program
from generator.executor.executor import SERIAL, Executor, Threads, applied, in_turn
from generator.executor.forks import Forks
from generator.executor.processes import Processes
from generator.model.errors import ExecutorError, Fault, InvalidContent, RecapError, UnknownName
from tests.conftest import ROOT
from tests.executor import tasks
from tests.executor.clusters import running_cluster

EACH = ("forks", "serial", "threads", "processes", "cluster")
OTHERS = ("processes", "cluster")
PATIENCE = 60


@pytest.fixture(scope="module")
def executors(cluster: Any) -> Iterator[dict[str, Executor]]:
    with (
        closing(Threads(2)) as threads,
        closing(Processes(2)) as processes,
        closing(Cluster(cluster.scheduler_address)) as dask,
    ):
        yield {"forks": Forks(), "serial": SERIAL, "threads": threads, "processes": processes, "cluster": dask}


@pytest.mark.parametrize("name", EACH)
def test_results_come_in_order(executors: dict[str, Executor], name: str) -> None:
    assert list(executors[name].map(tasks.square, range(50))) == [value * value for value in range(50)]
    assert list(executors[name].map(tasks.square, [])) == []
    assert applied(executors[name].map, pow, 2, 10) == 1024


@pytest.mark.long
@pytest.mark.parametrize("name", OTHERS)
def test_work_is_done_elsewhere_and_in_several_places(executors: dict[str, Executor], name: str) -> None:
    assert executors[name].workers == 2
    found, end = set[int](), time.monotonic() + PATIENCE
    while len(found) < 2 and time.monotonic() < end:  # on a busy machine one does it all before the other has begun
        found |= {*executors[name].map(tasks.pid, range(40))}
    assert len(found) == 2
    assert os.getpid() not in found


@pytest.mark.parametrize("name", EACH)
def test_what_a_function_raises_arrives_at_its_place_with_all_it_knows(
    executors: dict[str, Executor], name: str
) -> None:
    results = executors[name].map(tasks.fail_at_three, range(9))
    assert [next(results) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(Failure, match="answered 503") as caught:
        next(results)
    assert (caught.value.again, caught.value.status) == (True, 503)
    with pytest.raises(RecapError, match="7 is refused"):
        list(executors[name].map(tasks.refuse, [7]))


@pytest.mark.long
@pytest.mark.parametrize("name", OTHERS)
def test_what_values_share_is_sent_to_each_worker_once(
    executors: dict[str, Executor], name: str, tmp_path: Path
) -> None:
    shared = tasks.Large(tmp_path)
    for _ in range(2):  # a second step that shares the same
        assert list(executors[name].map(shared.plus_one, range(60))) == list(range(1, 61))
    sent = [path.name.split("-")[0] for path in tmp_path.iterdir()]
    # dask hands on what one worker unpickled to the other, and drops it after a step
    assert len(sent) <= (2 if name == "processes" else 6)
    assert str(os.getpid()) not in sent


@pytest.mark.long
@pytest.mark.parametrize("name", OTHERS)
def test_a_worker_that_is_killed_at_its_work_costs_no_result(
    executors: dict[str, Executor], name: str, tmp_path: Path
) -> None:
    found = list(executors[name].map(partial(tasks.die_once, tmp_path), range(13)))
    assert found == [value * value for value in range(13)]
    assert {path.name for path in tmp_path.iterdir()} == {"5", "10"}


@pytest.mark.long
@pytest.mark.parametrize("name", OTHERS)
def test_a_value_that_kills_every_worker_ends_the_run_with_words(executors: dict[str, Executor], name: str) -> None:
    with pytest.raises(ExecutorError, match=r"over the same value; .*memory"):
        list(executors[name].map(partial(tasks.die_of, 4), range(8)))
    assert list(executors[name].map(tasks.square, range(8))) == [value * value for value in range(8)]


@pytest.mark.long
def test_workers_end_with_the_process_that_started_them() -> None:
    """Killed, not closed: nobody is left to tell them."""
    script = (
        "import time; from generator.executor.processes import Processes; from tests.executor import tasks\n"
        "if __name__ == '__main__': print(*set(Processes(2).map(tasks.pid, range(20))), flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, cwd=ROOT) as started:
        workers = [int(word) for word in (started.stdout.readline() if started.stdout else "").split()]
        started.kill()
    assert workers
    for _ in range(200):
        if not any(map(_is_alive, workers)):
            return
        time.sleep(0.05)
    pytest.fail(f"{workers} live on")


def _is_alive(number: int) -> bool:
    try:
        state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_several_threads_may_use_one_executor_while_workers_die(tmp_path: Path) -> None:
    with closing(Processes(2)) as processes, closing(Threads(3)) as threads:
        folders = [tmp_path / str(number) for number in range(3)]
        for folder in folders:
            folder.mkdir()
        found = threads.map(lambda folder: list(processes.map(partial(tasks.die_once, folder), range(1, 9))), folders)
        assert list(found) == [[value * value for value in range(1, 9)]] * 3


@given(st.lists(st.integers(), max_size=30), st.integers(1, 12))
def test_values_are_asked_for_in_turn_and_not_too_far_ahead(values: list[int], ahead: int) -> None:
    submitted: list[int] = []

    def submit(value: int) -> int:
        submitted.append(value)
        return value

    for number, value in enumerate(in_turn(submit, values, ahead)):
        assert value == values[number]
        assert len(submitted) <= number + ahead
    assert submitted == values


def test_a_scheduler_that_does_not_answer_is_told() -> None:
    with pytest.raises(ExecutorError, match=r"tcp://127.0.0.1:9: no dask scheduler answers; start one"):
        Cluster("tcp://127.0.0.1:9", patience=0.3)


def test_a_scheduler_without_workers_is_told() -> None:
    with running_cluster(0) as empty, pytest.raises(ExecutorError, match="has no worker; start one with `dask worker"):
        Cluster(empty.scheduler_address, patience=0.3)


@pytest.mark.long
def test_a_scheduler_that_is_lost_is_told() -> None:
    with running_cluster(1) as running, closing(Cluster(running.scheduler_address, patience=1)) as dask:
        results = dask.map(time.sleep, [0.01] * 100)
        next(results)
        running.close()
        with pytest.raises(ExecutorError, match="was lost; start it again"):
            list(results)


def test_a_worker_with_another_program_is_refused(cluster: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(Cluster(cluster.scheduler_address)) as dask:
        monkeypatch.setattr("generator.executor.cluster.program", lambda: "another")
        with pytest.raises(ExecutorError, match="has another program, or other packages; install weekly-ai-recap"):
            list(dask.map(tasks.square, [12345]))


def test_the_program_is_the_same_wherever_it_is_asked(executors: dict[str, Executor]) -> None:
    assert applied(executors["processes"].map, program) == program()


def test_errors_are_pickled_with_all_they_know() -> None:
    fault = Fault("sources.yml", 3, "url", "is no address")
    for error in (InvalidContent([fault]), UnknownName("item", "w", "the archive", ["x"]), RecapError("broken")):
        arrived = applied(SERIAL.map, tasks.there_and_back, error)
        assert (type(arrived), str(arrived), arrived.__dict__) == (type(error), str(error), error.__dict__)


def test_a_full_disk_is_told_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with closing(Processes(1)) as processes:
        monkeypatch.setattr(Path, "write_bytes", refused)
        with pytest.raises(ExecutorError, match=r"cannot be written: No space left on device .*set TMPDIR"):
            processes.map(tasks.square, [1])
