"""The one interface: a pure function over many values. Steps know `Mapper` alone and nothing of where it works."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from threading import Barrier, Event, Thread
from typing import Any, Protocol, TypeVar

from generator.model.errors import ExecutorError

A = TypeVar("A")
F = TypeVar("F")
R = TypeVar("R")

Mapper = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]
"""How a function is applied to many values, in their order: `map`, or the `map` of an `Executor`.

The function is one of a module's top level, or a `partial` of such a one that holds what all values share: that is sent
to each worker once. Function, values and results can be pickled, and the function has no side effects.
"""
#: Values asked for ahead of the one that is waited for, for each worker: none idles, and no more lie in memory.
AHEAD = 4
NO_ROOM = "the system grants no further thread or process (raise `ulimit -u`, or the limit of the container)"


class Executor(Protocol):
    """Does what it is told in one place or many; the results are the same with any."""

    @property
    def workers(self) -> int:
        """How many values are worked on at once."""

    def map(self, function: Callable[[Any], Any], values: Iterable[Any], /) -> Iterator[Any]:
        """The results in the order of the values; may be called in several threads at once.

        Raises what the function raises, at the place of its value, and ExecutorError where no worker can be had.
        """

    def close(self) -> None:
        """Shut the workers down; may be called twice."""


class Serial:
    """One value after the other, in this thread."""

    workers = 1

    def map(self, function: Callable[[A], R], values: Iterable[A], /) -> Iterator[R]:
        return map(function, values)

    def close(self) -> None:
        """Nothing to close."""


class Threads:
    """In threads of this process. Only helps while numpy or I/O releases the GIL."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._pool = thread_pool(workers, "recap")

    def map(self, function: Callable[[A], R], values: Iterable[A], /) -> Iterator[R]:
        futures = in_turn(lambda value: self._pool.submit(function, value), values, AHEAD * self.workers)
        return (future.result() for future in futures)

    def close(self) -> None:
        """See `Executor`."""
        self._pool.shutdown(cancel_futures=True)


SERIAL = Serial()


def cores() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def granted(most: int) -> int:
    """How many further threads the system grants now; no more than `most` are asked for."""
    end, begun = Event(), list[Thread]()
    with suppress(RuntimeError):
        while len(begun) < most:
            thread = Thread(target=end.wait)
            thread.start()
            begun.append(thread)
    end.set()
    for thread in begun:
        thread.join()
    return len(begun)


def thread_pool(most: int, name: str) -> ThreadPoolExecutor:
    """Of as many threads as the system grants, all started: one that it refuses later would fail what is given to it.

    Raises ExecutorError where it grants none.
    """
    if not (workers := granted(most)):
        raise ExecutorError(NO_ROOM)
    pool, all_begun = ThreadPoolExecutor(workers, thread_name_prefix=name), Barrier(workers + 1)
    for _ in range(workers):
        pool.submit(all_begun.wait)
    all_begun.wait()
    return pool


def applied(mapper: Mapper, function: Callable[..., R], *arguments: Any) -> R:
    """What one call gives, wherever the mapper works."""
    result: R = next(mapper(partial(_spread, function), [arguments]))
    return result


def _spread(function: Callable[..., R], arguments: tuple[Any, ...]) -> R:
    return function(*arguments)


def in_turn(submit: Callable[[A], F], values: Iterable[A], ahead: int) -> Iterator[F]:
    """What `submit` gives for each value, in order, while the next ones are submitted already, at most `ahead`."""
    waiting: deque[F] = deque()
    for value in values:
        waiting.append(submit(value))
        if len(waiting) >= ahead:
            yield waiting.popleft()
    yield from waiting
