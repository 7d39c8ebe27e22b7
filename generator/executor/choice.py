"""The setting `executor` and the option --executor: what they may say, and the executor that it means."""

from __future__ import annotations

import re
from contextlib import AbstractContextManager, closing

from generator.executor.executor import SERIAL, Executor, Threads, cores
from generator.executor.forks import Forks

ALLOWED = "must be forks, serial, threads, processes, dask://HOST:PORT or dask+tls://HOST:PORT"
_CLUSTER = re.compile(r"dask(?:\+(tls))?://(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+):([0-9]{1,5})")


def checked_choice(choice: str) -> str:
    """The choice as it is; raises ValueError, which does not repeat it: an address may hold a password."""
    if choice not in ("forks", "serial", "threads", "processes") and not _address(choice):
        raise ValueError(ALLOWED)
    return choice


def open_executor(choice: str) -> AbstractContextManager[Executor]:
    """The executor of a checked choice, closed at the end; with a worker for each core that this process may use.

    Raises ExecutorError where a cluster cannot be reached.
    """
    return closing(_executor(choice))


def _executor(choice: str) -> Executor:
    if choice == "forks":
        return Forks()
    if choice == "serial":
        return SERIAL
    if choice == "threads":
        return Threads(cores())
    if choice == "processes":
        from generator.executor.processes import Processes  # noqa: PLC0415 (multiprocessing, which few runs need)

        return Processes(cores())
    from generator.executor.cluster import PATIENCE, Cluster  # noqa: PLC0415

    return Cluster(_address(choice), PATIENCE)


def _address(choice: str) -> str:
    """The scheduler's address as dask takes it; empty where the choice is none. No other transport is let through."""
    match = _CLUSTER.fullmatch(choice)
    return f"{match[1] or 'tcp'}://{match[2]}:{match[3]}" if match and int(match[3]) < 65536 else ""
