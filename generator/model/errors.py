"""The one exception tree, and faults: what is wrong, where, and what to do about it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

#: So many names are told one by one.
MOST_NAMED = 24


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong with a file a maintainer edits.

    file: path as the maintainer would type it; line: 1-based, 0 when the whole file is meant;
    key: dotted path inside the document, may be empty; problem: what is wrong; remedy: what to do.
    """

    file: str
    line: int
    key: str
    problem: str
    remedy: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        key = f" {self.key}:" if self.key else ""
        remedy = f" ({self.remedy})" if self.remedy else ""
        return _printable(f"{place}:{key} {self.problem}{remedy}")


def _printable(text: str) -> str:
    """One line of a terminal, whatever a file is called: escapes and line ends are spelt out."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


def causes_of(error: BaseException | None) -> list[BaseException]:
    """An exception with those it came from, outermost first."""
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found


class RecapError(Exception):
    """Base of every error this program raises on purpose; its text is fit for the terminal."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Restores args and attributes directly; subclasses' `__init__` has other parameters."""
        return _as_it_was, (type(self), self.args, self.__dict__)


def _as_it_was(kind: type[RecapError], said: tuple[Any, ...], known: dict[str, Any]) -> RecapError:
    error = kind.__new__(kind, *said)
    error.__dict__.update(known)
    return error


class InvalidContent(RecapError):
    """Configuration, sources or archive that cannot be used; carries every fault found, not the first."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))


@contextmanager
def remedied(remedy: str) -> Iterator[None]:
    """Faults that are raised meanwhile have this remedy: of files that nobody edits."""
    try:
        yield
    except InvalidContent as error:
        raise InvalidContent(replace(fault, remedy=remedy) for fault in error.faults) from error


@contextmanager
def gathered(faults: list[Fault]) -> Iterator[None]:
    """Faults that are raised meanwhile are put into the list, so that those of other parts are found too."""
    try:
        yield
    except InvalidContent as error:
        faults.extend(error.faults)


def nearest(name: str, known: Iterable[str]) -> str:
    """What to do about a name that is not among those known: those that come nearest, by letters or else by words, or
    what there is."""
    names = list(known)
    near = difflib.get_close_matches(name, names) or _sharing_words(name, names)
    if near:
        return f"did you mean {' or '.join(near)}?"
    few, many = ", ".join(names) or "none", f"{len(names)}, the first is {next(iter(names), '')}"
    return f"there are {few if len(names) <= MOST_NAMED else many}"


def _sharing_words(name: str, known: list[str]) -> list[str]:
    """The three that hold most of the words of a name; the folder that an address begins with says nothing."""
    words = re.findall(r"\w{3,}", name.rpartition("/")[2])
    held = {one: sum(word in one for word in words) for one in known}
    return sorted(filter(held.get, known), key=held.__getitem__, reverse=True)[:3]


class UnknownName(RecapError):
    """The command names something that is not there; the text names what comes nearest.

    kind: what was asked for, an item or a field; place: where it was looked for; known: the names there are.
    """

    def __init__(self, kind: str, name: str, place: str, known: Iterable[str]) -> None:
        super().__init__(f"{place} has no {kind} {name!r} ({nearest(name, known)})")


class FetchError(RecapError):
    """One address could not be read; the text is the cause as the run report prints it."""


class BadFeed(RecapError):
    """The bytes of a feed could not be read as RSS, Atom or JSON Feed."""


class ArchiveError(RecapError):
    """The archive or the site could not be written; nothing was half written."""


class DeliveryError(RecapError):
    """Nothing can be sent at all; the text says why and what to do, and names no secret and no reader."""


class ExecutorError(RecapError):
    """Work cannot be done where it was to be done; the text says why and what to do, and names no secret."""
