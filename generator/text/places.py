"""Countries and regions in a text, by name or by what is said of them: Belgium, Belgian. The list is places.yml."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from generator.model import yamltext
from generator.model.base import Value
from generator.text.keywords import Keywords


class PlaceFile(Value):
    """Form of places.yml; a place is called by the first of its names."""

    places: tuple[tuple[str, ...], ...]
    within: dict[str, tuple[str, ...]]
    seats: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def _file() -> PlaceFile:
    return yamltext.packaged(PlaceFile, __package__, "places.yml")


@lru_cache(maxsize=1)
def _places() -> tuple[tuple[Keywords, frozenset[str]], ...]:
    return tuple(
        (Keywords(names), frozenset(part.lower() for name in names for part in (name, *name.split())))
        for names in _file().places
    )


@lru_cache(maxsize=1)
def _any_place() -> Keywords:
    return Keywords(name for keywords, _ in _places() for name in keywords.words)


def places_in(text: str) -> frozenset[int]:
    """Which places a text names, as numbers."""
    if _any_place().first_in(text) is None:
        return frozenset()
    return frozenset(number for number, (names, _) in enumerate(_places()) if names.first_in(text))


def places_of(word: str) -> frozenset[int]:
    """Which places a lower-case word may name: "korean" is one, "american" another."""
    return _by_word().get(word, frozenset())


def place_name(place: int) -> str:
    """The first name of a place."""
    return _file().places[place][0]


def countries(places: Iterable[int]) -> frozenset[int]:
    """The same places, but for the Senate the country that it stands for."""
    return frozenset(_parents(seats=True).get(place, place) for place in places)


def enclosing(places: Iterable[int]) -> frozenset[int]:
    """The places with all that they lie in: Tokyo with Japan and Asia."""
    found: set[int] = set()
    for place in places:
        around: int | None = place
        while around is not None:
            found.add(around)
            around = _parents().get(around)
    return frozenset(found)


@lru_cache(maxsize=2)
def _parents(*, seats: bool = False) -> dict[int, int]:
    """What each place lies in, or stands for; raises KeyError where the file names no such place."""
    number = {names[0]: number for number, names in enumerate(_file().places)}
    lists = _file().seats if seats else _file().within
    return {number[inner]: number[outer] for outer, inners in lists.items() for inner in inners}


@lru_cache(maxsize=1)
def _by_word() -> dict[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for number, (_, words) in enumerate(_places()):
        for word in words:
            found[word] = found.get(word, frozenset()) | {number}
    return found
