"""Work in processes of this machine; one that is killed costs time, not results."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import lru_cache
from hashlib import blake2b
from multiprocessing import forkserver
from multiprocessing.context import BaseContext
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, Thread
from typing import Any

from generator.executor.executor import AHEAD, NO_ROOM, granted, in_turn
from generator.model.errors import ExecutorError

#: So often a value is tried again alone, when the pool it was in broke. Then it is what kills the process.
ATTEMPTS = 2
#: Functions that a worker keeps: a step has two or three.
_KEPT = 4
#: What a worker takes of what the system grants: a process, a thread in it, and one that asks it.
_EACH = 3
#: What a pool takes besides: two threads, and two processes that look after the workers.
_OF_POOL = 4


_Asked = tuple[Any, Future[Any]]
"""A value and what comes of it."""


class Processes:
    """A pool of worker processes, which start with the first value and end with this process, however that ends."""

    def __init__(self, workers: int) -> None:
        """Raises ExecutorError where the system does not grant what a pool needs: else it would wait forever."""
        if granted(needed := _EACH * workers + _OF_POOL) < needed:
            raise ExecutorError(f"{NO_ROOM}; --executor serial needs one only")
        self.workers = workers
        self._folder = TemporaryDirectory(prefix="recap-")
        self._lock = Lock()
        self._pool = self._first_pool()

    def map(self, function: Callable[[Any], Any], values: Iterable[Any], /) -> Iterator[Any]:
        """See `Executor`. Raises ExecutorError where a value kills its worker again and again."""
        place = self._put(function)
        asked = in_turn(lambda value: self._ask(place, value), values, AHEAD * self.workers)
        return (self._answer(place, one) for one in asked)

    def close(self) -> None:
        """See `Executor`."""
        self._pool.shutdown(cancel_futures=True)
        self._folder.cleanup()

    def _put(self, function: Callable[[Any], Any]) -> Path:
        """The function with what it holds as a file, which each worker reads once."""
        pickled = pickle.dumps(function, pickle.HIGHEST_PROTOCOL)
        path = Path(self._folder.name, blake2b(pickled, digest_size=16).hexdigest())
        with self._lock:
            if not path.exists():
                _write(path, pickled)
        return path

    def _ask(self, place: Path, value: Any) -> _Asked:
        with self._lock:
            try:
                return value, self._pool.submit(_work, place, value)
            except BrokenProcessPool:
                self._pool = self._new_pool(self.workers)
                return value, self._pool.submit(_work, place, value)

    def _answer(self, place: Path, asked: _Asked) -> Any:
        value, future = asked
        try:
            return future.result()
        except BrokenProcessPool:
            return self._answer_alone(place, value)

    def _answer_alone(self, place: Path, value: Any) -> Any:
        """In a pool that only this value can break: a process that dies takes all others' values of its pool along."""
        for _ in range(ATTEMPTS):
            with self._new_pool(1) as pool, suppress(BrokenProcessPool):
                return pool.submit(_work, place, value).result()
        raise ExecutorError(
            f"a worker process was killed {ATTEMPTS + 1} times over the same value; if memory ran out,"
            " --executor serial needs less: that of one process"
        )

    def _first_pool(self) -> ProcessPoolExecutor:
        return self._new_pool(self.workers)

    def _new_pool(self, workers: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(workers, _warmed_up(), begin)


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        path.unlink(missing_ok=True)
        remedy = "free some space, or set TMPDIR to a folder of another disk"
        raise ExecutorError(f"{path}: cannot be written: {error.strerror or error} ({remedy})") from error


class StandingForks(Processes):
    """Forks of this process that are made at once, while it has one thread, and then asked by many.

    They have what it has imported, and need not be waited for. Where one is killed, new processes take over.
    """

    def _first_pool(self) -> ProcessPoolExecutor:
        pool = ProcessPoolExecutor(self.workers, multiprocessing.get_context("fork"), begin)
        pool.submit(int).result()  # all of them are made with the first task
        return pool


@lru_cache(1)
def _warmed_up() -> BaseContext:
    """How workers start: by a forkserver, so that no lock held by a thread here is copied.

    That process imports what this one has, which takes it a second and a half, while this one goes on.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([name for name in sys.modules if name.split(".")[0] == "generator"])
    forkserver.ensure_running()
    return context


def begin() -> None:
    """What a worker does first: leave Ctrl-C to the process that started it, and not outlive that."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _work(place: Path, value: Any) -> Any:
    return _function(place)(value)


@lru_cache(_KEPT)
def _function(place: Path) -> Callable[[Any], Any]:
    function: Callable[[Any], Any] = pickle.loads(place.read_bytes())  # noqa: S301 (of this run's own folder)
    return function
