"""Forks that are made once and asked by many threads; one that is killed costs time, not results."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from threading import Thread
from typing import TypeVar

from generator.executor.executor import AHEAD, in_turn

A = TypeVar("A")
R = TypeVar("R")


class StandingForks:
    """Forks of this process, made at once, while it has one thread; they end with it, however that ends.

    They have what it has imported, and need not be waited for. Where one is killed, this process does their work.
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._pool = ProcessPoolExecutor(workers, multiprocessing.get_context("fork"), begin)
        self._pool.submit(int).result()  # all of them are made with the first task

    def map(self, function: Callable[[A], R], values: Iterable[A], /) -> Iterator[R]:
        """See `Executor`."""

        def ask(value: A) -> tuple[A, Future[R] | None]:
            with suppress(BrokenProcessPool):
                return value, self._pool.submit(function, value)
            return value, None

        return (_answer(function, *asked) for asked in in_turn(ask, values, AHEAD * self.workers))

    def close(self) -> None:
        """See `Executor`."""
        self._pool.shutdown(cancel_futures=True)


def _answer(function: Callable[[A], R], value: A, future: Future[R] | None) -> R:
    with suppress(BrokenProcessPool):
        if future:
            return future.result()
    return function(value)


def begin() -> None:
    """What a worker does first: leave Ctrl-C to the process that started it, and not outlive that."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
