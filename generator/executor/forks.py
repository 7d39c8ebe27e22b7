"""Work that needs all this process has read, done by copies of it: nothing is sent to them, and only results come back.

Other workers are sent a function with what it holds; a library or an archive of a hundred thousand items would have to
be read there again. A fork has it at once and shares the memory until somebody writes to it.
"""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, nullcontext, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from generator.executor.executor import Executor, cores, in_turn

if TYPE_CHECKING:
    from concurrent.futures import Future

A = TypeVar("A")
R = TypeVar("R")

#: Values of one task: neighbours, which often need the same, and so few that results do not fill the memory.
AT_ONCE = 64
#: Tasks that are asked for ahead, for each worker: nobody waits while one takes as long as many others.
_AHEAD = 8


class Forks:
    """In forks of this process, new ones for each map; one value after the other where it cannot be forked."""

    workers = cores()

    def map(self, function: Callable[[A], R], values: Iterable[A], /) -> Iterator[R]:
        return in_forks(function, list(values), at_once=1)

    def close(self) -> None:
        """Nothing to close: each map() shut down its own pool."""


def for_threads(executor: Executor) -> AbstractContextManager[Executor]:
    """An executor safe to use from threads started later (a process with threads must not fork)."""
    if not isinstance(executor, Forks) or executor.workers < 2 or not _is_safe():
        return nullcontext(executor)
    from generator.executor.processes import StandingForks  # noqa: PLC0415 (multiprocessing, as below)

    return closing(StandingForks(executor.workers))


def in_forks(function: Callable[[A], R], values: Sequence[A], at_once: int = AT_ONCE) -> Iterator[R]:
    """What `map` gives, in its order; results can be pickled, function and values need not.

    at_once: values of a task. Values whose fork failed or was killed are computed again in this process, so that errors
    are raised here.
    """
    spans = [slice(start, start + at_once) for start in range(0, len(values), at_once)]
    workers = min(cores(), len(spans)) if _is_safe() else 1
    if workers < 2:
        yield from map(function, values)
        return
    # to import them takes 20 ms, and most runs do not need them
    import multiprocessing  # noqa: PLC0415
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    gc.freeze()  # the collector would write into what is there, and what is written to is no longer shared
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context("fork"), _begin, (function, values))

    def ask(span: slice) -> tuple[slice, Future[list[R]] | None]:
        with suppress(RuntimeError):  # broken, or shut down below
            return span, pool.submit(_work, span)
        return span, None

    try:
        for span, future in in_turn(ask, spans, _AHEAD * workers):
            found = _result(future)
            if found is None:
                pool.shutdown(cancel_futures=True)  # two that write one file at a time would leave it half written
            yield from map(function, values[span]) if found is None else found
    finally:
        pool.shutdown(cancel_futures=True)
        gc.unfreeze()


def _is_safe() -> bool:
    """Not where a thread that is not copied may hold a lock, nor where libraries of the system do not stand a fork."""
    return sys.platform == "linux" and threading.active_count() == 1


def _result(future: Future[list[R]] | None) -> list[R] | None:
    """None where there is none: it is looked for here then, and fails here if it must."""
    with suppress(Exception):
        return future.result() if future else None
    return None


_work_of: tuple[Callable[[Any], Any], Sequence[Any]]
"""In a fork: function and values, which it has from the process it is a copy of."""


def _begin(*work: Any) -> None:
    global _work_of  # noqa: PLW0603 (what a pool's initializer leaves for its tasks)
    from generator.executor.processes import begin  # noqa: PLC0415

    begin()
    _work_of = work


def _work(span: slice) -> list[Any]:
    function, values = _work_of
    return list(map(function, values[span]))
