"""What became of each delivery: on the disk before the next step is taken, so that nothing is sent twice.

A line is a state and a key. `sending` is written before the words leave, the outcome after the answer came: where a run
ends in between, nobody knows whether they arrived, and only a person may decide to send again.
"""

from __future__ import annotations

import errno
import fcntl
import hmac
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path
from typing import Literal, cast

from generator.files import sync_folder
from generator.model.errors import ArchiveError, Fault, InvalidContent

State = Literal["sending", "sent", "refused", "postponed"]
"""refused: for good; postponed: not now, and certainly not sent."""

_LINE = re.compile(rb"(sending|sent|refused|postponed) ([0-9a-f]{64})")
#: How a line begins that a crash cut off.
_CUT_OFF = re.compile(rb"[a-z]{0,9}|[a-z]{4,9} [0-9a-f]{0,64}")


def key_of(*parts: str, secret: str = "") -> str:
    """The name of a delivery in a journal, which holds no address: HMAC-SHA-256 of the parts.

    secret: without it nobody can try out whether an address is among the readers; journals are public. Empty where no
    part is anybody's own.
    """
    return hmac.digest(secret.encode(), "\0".join(parts).encode(), "sha256").hex()


class Journal:
    """The states of deliveries; to be had from `open_journal`."""

    def __init__(self, file: FileIO, states: dict[str, State]) -> None:
        self._file = file
        self._states = states

    def state(self, key: str) -> State | None:
        """What was last noted; None for what was never begun."""
        return self._states.get(key)

    def note(self, key: str, state: State) -> None:
        """Note a state; when this returns it outlives a loss of power. Raises ArchiveError where the disk refuses."""
        line = f"{state} {key}\n".encode()
        with _told(Path(self._file.name)):
            if self._file.write(line) < len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(self._file.fileno())
        self._states[key] = state


@contextmanager
def open_journal(path: Path) -> Iterator[Journal]:
    """The journal of a file, which is made where it is missing.

    Raises ArchiveError where another run has it open or the disk refuses, InvalidContent where it is damaged.
    """
    with _told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a+b", buffering=0)
    with file:
        with _told(path):
            _lock(file, path)
            file.seek(0)
            data = file.read()
            states = read_states(data, str(path))
            file.truncate(data.rfind(b"\n") + 1)
            sync_folder(path.parent)
        yield Journal(file, states)


def states_in(path: Path) -> dict[str, State]:
    """The last state of each key in a file; none where it is missing. Raises InvalidContent where it is damaged."""
    return read_states(path.read_bytes(), str(path)) if path.exists() else {}


def read_states(data: bytes, name: str) -> dict[str, State]:
    """The last state of each key.

    What stands behind the last line end is a line that a crash cut off: what it was to say had not happened yet, or
    `sending` stands before it. Raises InvalidContent for any other line that is none, and where what stands there is no
    begin of one: a file that lost its content must not pass for one that was just begun.
    """
    states: dict[str, State] = {}
    *lines, cut = data.split(b"\n")
    for number, line in enumerate(lines if _CUT_OFF.fullmatch(cut) else [*lines, cut], 1):
        match = _LINE.fullmatch(line)
        if not match:
            remedy = "restore the file; without it nobody knows who has got the letter"
            raise InvalidContent([Fault(name, number, "", "is not a line of a journal", remedy)])
        states[match[2].decode()] = cast(State, match[1].decode())
    return states


def _lock(file: FileIO, path: Path) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise ArchiveError(f"{path}: another run is sending; wait until it is done") from error


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be written: {error.strerror or error}") from error
