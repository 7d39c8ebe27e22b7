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
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from generator.executor.executor import Executor, cores
from generator.model.errors import ExecutorError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkProcess

A = TypeVar("A")
R = TypeVar("R")

#: Values of one task: neighbours, which often need the same, and so few that results do not fill the memory.
AT_ONCE = 64
#: Tasks that are asked for ahead, for each worker: nobody waits while one takes as long as many others.
_AHEAD = 8
#: Tasks that one worker is given at once: it has the next at hand while its answer is read.
_GIVEN = 2


class Forks:
    """In forks of this process, new ones for each map; one value after the other where it cannot be forked."""

    workers = cores()

    def map(self, function: Callable[[A], R], values: Iterable[A], /) -> Iterator[R]:
        return in_forks(function, list(values), at_once=1)

    def close(self) -> None:
        """Nothing to close: each map() shut down its own pool."""


def for_threads(executor: Executor) -> AbstractContextManager[Executor]:
    """An executor safe to use from threads started later (a process with threads must not fork).

    Where the system does not grant that many processes, the same one, which works in those threads then.
    """
    if not isinstance(executor, Forks) or executor.workers < 2 or not _is_safe():
        return nullcontext(executor)
    from generator.executor.processes import StandingForks  # noqa: PLC0415 (multiprocessing, as below)

    try:
        return closing(StandingForks(executor.workers))
    except ExecutorError:
        return nullcontext(executor)


def in_forks(function: Callable[[A], R], values: Sequence[A], at_once: int = AT_ONCE) -> Iterator[R]:
    """What `map` gives, in its order; results can be pickled, function and values need not.

    at_once: values of a task. Values whose fork failed, was killed or cannot be made are computed in this process, so
    that errors are raised here.
    """
    spans = [slice(start, start + at_once) for start in range(0, len(values), at_once)]
    workers = min(cores(), len(spans)) if _is_safe() else 1
    if workers < 2:
        yield from map(function, values)
        return
    gc.freeze()  # the collector would write into what is there, and what is written to is no longer shared
    forks = _forks(workers, lambda span: list(map(function, values[span])))
    try:
        for span, found in zip(spans, _answers(forks, spans), strict=True):
            yield from map(function, values[span]) if found is None else found
    finally:
        _end(forks)
        gc.unfreeze()


class _Fork(NamedTuple):
    process: ForkProcess
    pipe: Connection
    """It reads tasks, and gives each back with its answer."""


def _forks(most: int, work: Callable[[slice], list[Any]]) -> list[_Fork]:
    """As many as the system grants; a pool of concurrent.futures needs threads too, and waits for those forever."""
    import multiprocessing  # noqa: PLC0415 (20 ms, and most runs do not need it)

    context, made = multiprocessing.get_context("fork"), list[_Fork]()
    with suppress(OSError):
        while len(made) < most:
            here, there = context.Pipe()
            with there:
                process = context.Process(target=_serve, args=(there, work), daemon=True)
                process.start()
            made.append(_Fork(process, here))
    return made


def _serve(pipe: Connection, work: Callable[[slice], list[Any]]) -> None:
    """What a fork does. Where it fails it ends, and its work is done, and fails if it must, where it came from."""
    from generator.executor.processes import begin  # noqa: PLC0415

    with suppress(Exception):
        begin()
        while True:
            number, span = pipe.recv()
            pipe.send((number, work(span)))


def _answers(forks: list[_Fork], spans: Sequence[slice]) -> Iterator[list[Any] | None]:
    """Those to tasks, in order; after one fork failed the others are ended, and what is not answered is None: two that
    write one file at a time would leave it half written."""
    from multiprocessing.connection import wait  # noqa: PLC0415

    pipes = [fork.pipe for fork in forks]
    free, found, asked = pipes * _GIVEN, dict[int, list[Any]](), 0
    for number in range(len(spans)):
        while forks and number not in found:
            try:
                while free and asked < min(len(spans), number + _AHEAD * len(forks)):
                    free.pop().send((asked, spans[asked]))
                    asked += 1
                ready = wait(pipes)
                for pipe in (pipe for pipe in pipes if pipe in ready):
                    answered, found[answered] = pipe.recv()
                    free.append(pipe)
            except Exception:  # a pipe that ends, or an answer that cannot be unpickled
                _end(forks)
        yield found.pop(number, None)


def _end(forks: list[_Fork]) -> None:
    for fork in forks:
        fork.process.kill()
    for fork in forks:
        fork.process.join()
        fork.pipe.close()
    forks.clear()


def _is_safe() -> bool:
    """Not where a thread that is not copied may hold a lock, nor where libraries of the system do not stand a fork."""
    return sys.platform == "linux" and threading.active_count() == 1
