"""Until when servers asked to be left alone (Retry-After of 429 and 503), kept from run to run.

One file in the folder of kept answers; losing it costs one request an address.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import TypeAdapter

from generator.collect.failure import Failure
from generator.files import write_whole
from generator.model.base import Instant

FILE = "waits"
"""Without an ending, so that it is no answer of the folder it lies in."""
LONGEST = timedelta(days=1)
"""What a server asks for beyond this is a slip: a feed would be lost for weeks, and a day is polite enough."""
_SHORTEST = 1.0
"""Seconds worth a note."""
_ASKING = frozenset([429, 503])
_KEPT = TypeAdapter(dict[str, Instant])


class Waits:
    """The addresses that are not to be asked yet. `now` is always an argument."""

    def __init__(self, folder: Path | None, now: datetime) -> None:
        """folder: where they are kept, None keeps none. What is over or lies too far ahead is forgotten."""
        self._path = folder / FILE if folder else None
        self._until = {url: until for url, until in _read(self._path).items() if now < until <= now + LONGEST}

    def refuse(self, url: str, now: datetime) -> None:
        """Raises Failure where an address may not be asked yet."""
        if (until := self._until.get(url)) and now < until:
            raise waiting(until)

    def note(self, url: str, failure: Failure, now: datetime) -> None:
        """Remember what the answer from an address asks for."""
        if failure.status not in _ASKING or failure.wait is None or failure.wait < _SHORTEST:
            return
        wait = min(timedelta(seconds=failure.wait), LONGEST)
        self._until[url] = until = (now + wait).replace(microsecond=0)
        failure.until = until
        if self._path:
            with suppress(OSError):  # a cache
                write_whole(self._path, _KEPT.dump_json(self._until))


def waiting(until: datetime) -> Failure:
    """The failure of an address that is not asked."""
    failure = Failure("was not asked, since it wants to be left alone", is_tried=True)
    failure.until = until
    return failure


def _read(path: Path | None) -> Mapping[str, datetime]:
    try:
        return _KEPT.validate_json(path.read_bytes()) if path else {}
    except (OSError, ValueError):
        return {}
