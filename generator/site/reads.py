"""What an output depends on, noted while it is made; nobody declares a dependency, so nobody can forget one.

Whatever makes a page or a file asks the library, and the library notes each question here. A question has a digest,
that of its answer: as long as the digests of all questions an output asked are what they were, it would come out the
same and is not made again. Declared keys were weighed against this: they would hash as few things, but each view that
learns to show one more thing would have to say so at a second place, and a page that is stale for want of it looks
sound.

Of most names there are as many questions as items. They fall into parts, a week of items or one shelf, and a part has a
digest of all answers in it: only where that is another are the questions of a part looked at one by one.

Two rules make it hold. What makes an output is handed a library and arguments that are part of the output's name, and
nothing else. And what the library hands out either is a value, whose digest covers all that it holds, or notes in its
turn what is taken from it, as a row of items does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from operator import attrgetter
from typing import Any, Generic, NamedTuple, TypeVar, overload

K = TypeVar("K")
V = TypeVar("V")

#: Questions of one output after which it is taken to have asked for everything there is: pages about the whole archive.
#: A week has some hundreds of events, and a page of one asks for each of them.
MANY = 5000
#: Values that are kept for the next output that wants them: about 3 kB each.
KEPT = 3072
EVERYTHING = "everything"
#: Of a mapping: its keys, in order.
KEYS = "*"


class Parts(NamedTuple):
    """How the questions of a name fall into parts."""

    of: Callable[[str], str]
    """The part of a question."""
    whole: Callable[[str], object]
    """A value that changes whenever any answer in the part changes."""


class Reads:
    """The questions that a library can be asked, and a note of those that are."""

    def __init__(self) -> None:
        self._answers: dict[str, Callable[[str], object]] = {}
        self._parts: dict[str, Parts] = {}
        self._noted: set[str] | None = None
        self._kept: dict[Hashable, tuple[Any, set[str]]] = {}

    def offer(self, name: str, answer: Callable[[str], object], parts: Parts | None = None) -> None:
        """What answers questions of a name; the answer is only looked at by `digest`, and nothing of it is noted."""
        self._answers[name] = answer
        if parts:
            self._parts[name] = parts

    def note(self, name: str, question: str = "") -> None:
        """A question was asked; costs next to nothing while nothing is being made."""
        if self._noted is not None:
            self._noted.add(f"{name}\t{question}")

    @contextmanager
    def noting(self) -> Iterator[set[str]]:
        """All that is asked meanwhile."""
        self._noted = found = set[str]()
        try:
            yield found
        finally:
            self._noted = None
            if len(found) > MANY:
                found.clear()
                found.add(f"{EVERYTHING}\t")

    def once(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """What `make` gives, made once for all outputs that want it; what it asked counts as asked by each of them.

        The values that were wanted last are kept, some thousands.
        """
        if key in self._kept:
            value, asked = self._kept[key] = self._kept.pop(key)
        else:
            outer, self._noted = self._noted, set[str]()
            try:
                value, asked = make(), self._noted
            finally:
                self._noted = outer
            self._kept[key] = value, asked
            if len(self._kept) > KEPT:
                del self._kept[next(iter(self._kept))]
        if self._noted is not None:
            self._noted |= asked
        return value

    def part(self, read: str) -> str:
        """The part that a question is in; itself where it is alone. read: as noted, perhaps by an earlier run."""
        name, _, question = read.partition("\t")
        return f"{name}\t{self._parts[name].of(question)}\t" if name in self._parts else read

    def digest(self, read: str) -> str:
        """The digest of the answer to a question, or of all answers of a part, as it is now.

        Raises KeyError where nothing answers questions of this name.
        """
        name, _, question = read.partition("\t")
        is_part = name in self._parts and question.endswith("\t")
        return digest_of(self._parts[name].whole(question[:-1]) if is_part else self._answers[name](question))


class _Offered(Mapping[K, V]):
    """A mapping that notes who asks for all its keys."""

    _reads: Reads
    _name: str
    _load: Callable[[], Mapping[K, Any]]

    def __iter__(self) -> Iterator[K]:
        self._reads.note(self._name, KEYS)
        return iter(self._load())

    def __len__(self) -> int:
        self._reads.note(self._name, KEYS)
        return len(self._load())


class Noted(_Offered[K, V]):
    """A mapping that notes which of its values are asked for. load: gives its data when they are first wanted, and the
    same each time; parse: makes a key of its text."""

    _load: Callable[[], Mapping[K, V]]

    def __init__(
        self, reads: Reads, name: str, load: Callable[[], Mapping[K, V]],
        parse: Callable[[str], K] = str,  # type: ignore[assignment]
        parts: Parts | None = None,
    ) -> None:  # fmt: skip
        self._reads, self._name, self._load, self._parse = reads, name, load, parse
        reads.offer(name, self._answer, parts)

    def _answer(self, question: str) -> object:
        data = self._load()
        return tuple(map(str, data)) if question == KEYS else data.get(self._parse(question))

    def __getitem__(self, key: K) -> V:
        self._reads.note(self._name, str(key))
        return self._load()[key]

    def __contains__(self, key: object) -> bool:
        self._reads.note(self._name, str(key))
        return key in self._load()


class Row(Sequence[V], Generic[V]):
    """A sequence that notes which part of it is asked for: its length, a place, a slice or all."""

    def __init__(self, reads: Reads, name: str, key: str, data: Sequence[V]) -> None:
        self._reads, self._name, self._key, self._data = reads, name, key, data

    def _note(self, part: str) -> None:
        self._reads.note(self._name, f"{self._key}|{part}")

    def __len__(self) -> int:
        self._note("#")
        return len(self._data)

    @overload
    def __getitem__(self, at: int) -> V: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[V]: ...
    def __getitem__(self, at: int | slice) -> V | Sequence[V]:
        if isinstance(at, int):
            self._note(f"{at}:{at + 1 or ''}")
        elif at.step is None:
            self._note(f"{_text(at.start)}:{_text(at.stop)}")
        else:
            self._note("*")
        return self._data[at]

    def __iter__(self) -> Iterator[V]:
        self._note("*")
        return iter(self._data)

    def __reversed__(self) -> Iterator[V]:
        self._note("*")
        return reversed(self._data)


class Shelves(_Offered[str, Row[V]]):
    """Rows by key; which keys there are is noted, what is taken from a row the row notes itself.

    load: as of `Noted`.
    """

    _load: Callable[[], Mapping[str, Sequence[V]]]

    def __init__(self, reads: Reads, name: str, load: Callable[[], Mapping[str, Sequence[V]]]) -> None:
        self._reads, self._name, self._load = reads, name, load
        reads.offer(name, self._answer, Parts(lambda question: question.rpartition("|")[0], self._whole))

    def _whole(self, key: str) -> object:
        return self._load().get(key, ()) if key else tuple(self._load())

    def _answer(self, question: str) -> object:
        data = self._load()
        if question == KEYS:
            return tuple(data)
        key, _, part = question.rpartition("|")
        return part_of(data[key], part) if key in data else None

    def __getitem__(self, key: str) -> Row[V]:
        if key not in self:
            raise KeyError(key)
        return Row(self._reads, self._name, key, self._load()[key])

    def __contains__(self, key: object) -> bool:
        self._reads.note(self._name, f"{key}|?")
        return key in self._load()


def part_of(data: Sequence[object], part: str) -> object:
    """What a note of a `Row` is about: ? whether it is there, # its length, * all of it, else a slice."""
    if part in ("?", "#"):
        return part == "?" or len(data)
    if part == "*":
        return tuple(data)
    start, _, stop = part.partition(":")
    return tuple(data[int(start) if start else None : int(stop) if stop else None])


def digest_of(value: object) -> str:
    """A digest that is the same for equal values in every run; values that know theirs have an attribute `digest`."""
    return hashlib.blake2b(_told(value).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _told(value: object) -> str:
    if isinstance(value, str):
        return repr(value)
    known = getattr(value, "digest", None)
    if isinstance(known, str):
        return known
    if isinstance(value, (tuple, list)):
        return _told_in_turn(value)
    if isinstance(value, Mapping):
        return _listed(f"{key}={_told(entry)}" for key, entry in value.items())
    if isinstance(value, set | frozenset):
        return _listed(sorted(map(_told, value)))
    return _listed(map(_told, value)) if isinstance(value, Iterable) else repr(value)


def _told_in_turn(values: Sequence[object]) -> str:
    """A shelf has tens of thousands, all of which know their digest."""
    try:
        return _listed(map(attrgetter("digest"), values))
    except (AttributeError, TypeError):
        return _listed(map(_told, values))


def _listed(parts: Iterable[str]) -> str:
    return f"[{','.join(parts)}]"


def _text(bound: int | None) -> str:
    return "" if bound is None else str(bound)
