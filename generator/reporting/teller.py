"""Who hears of a run: how it goes, how it came out, what stopped it."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from generator.model.errors import RecapError
from generator.model.report import RunReport


class Teller:
    """Base class with no-op methods; the first three tell how a run goes on."""

    def begun(self, step: str) -> None:
        """A step of the run begins."""

    def step(self, name: str, done: int, total: int) -> None:
        """So much of a step is done."""

    def ended(self, step: str, seconds: float) -> None:
        """A step of the run is done."""

    def report(self, report: RunReport) -> None:
        """The run is done."""

    def stopped(self, error: RecapError) -> None:
        """The run, or what was asked for in its place, could not be done."""

    @contextmanager
    def timed(self, step: str, seconds: dict[str, float]) -> Iterator[None]:
        """Tells that a step begins and that it is done; what it took is put into `seconds`."""
        self.begun(step)
        begun = time.perf_counter()
        yield
        seconds[step] = round(time.perf_counter() - begun, 3)
        self.ended(step, seconds[step])


class Tellers(Teller):
    """Several, told in turn."""

    def __init__(self, tellers: Iterable[Teller]) -> None:
        self._tellers = tuple(tellers)

    def begun(self, step: str) -> None:
        for teller in self._tellers:
            teller.begun(step)

    def step(self, name: str, done: int, total: int) -> None:
        for teller in self._tellers:
            teller.step(name, done, total)

    def ended(self, step: str, seconds: float) -> None:
        for teller in self._tellers:
            teller.ended(step, seconds)

    def report(self, report: RunReport) -> None:
        for teller in self._tellers:
            teller.report(report)

    def stopped(self, error: RecapError) -> None:
        for teller in self._tellers:
            teller.stopped(error)
