"""Functions that workers are given; they are imported there, so they stand at the top of a module."""

from __future__ import annotations

import os
import pickle
import signal
from pathlib import Path
from typing import NoReturn

from generator.collect.failure import Failure
from generator.model.errors import RecapError


def square(value: int) -> int:
    return value * value


def die_once(folder: Path, value: int) -> int:
    """The square; the first time that a value is 5 or 10, the process is killed before it is told."""
    mark = folder / str(value)
    if value in (5, 10) and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return value * value


def die(value: int) -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError(value)


def die_of(fatal: int, value: int) -> int:
    return die(value) if value == fatal else value


def fail_at_three(value: int) -> int:
    if value == 3:
        raise Failure("answered 503", again=True, status=503)
    return value


def refuse(value: int) -> NoReturn:
    raise RecapError(f"{value} is refused")


def pid(_: int) -> int:
    return os.getpid()


class Large:
    """A shared input that counts how often it was unpickled, a file each time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __setstate__(self, state: dict[str, Path]) -> None:
        self.__dict__.update(state)
        (self.folder / f"{os.getpid()}-{len(list(self.folder.iterdir()))}").touch()

    def plus_one(self, value: int) -> int:
        return value + 1


def there_and_back(error: RecapError) -> RecapError:
    again: RecapError = pickle.loads(pickle.dumps(error))  # noqa: S301
    return again
