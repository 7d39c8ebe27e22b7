"""Where the event loop has pure work done: it goes on fetching while feeds and pages are parsed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from typing import Any, TypeVar

from generator.executor.executor import Executor, applied, thread_pool
from generator.executor.forks import for_threads

R = TypeVar("R")


class Offload(AbstractContextManager["Offload"]):
    """Runs functions in the executor from the event loop, through up to `most` threads."""

    def __init__(self, executor: Executor, most: int) -> None:
        self._owned = ExitStack()
        self._mapper = self._owned.enter_context(for_threads(executor)).map
        self._threads = self._owned.enter_context(thread_pool(min(executor.workers, most), "parse"))

    async def run(self, function: Callable[..., R], *arguments: Any) -> R:
        """What a pure function gives, done where the executor works; see `Mapper` for what it may be."""
        return await self.here(applied, self._mapper, function, *arguments)

    async def here(self, function: Callable[..., R], *arguments: Any) -> R:
        """The same, done in this process: for what reads or writes a file."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, function, *arguments)

    def __exit__(self, *_: object) -> None:
        self._owned.close()
