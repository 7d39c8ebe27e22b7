"""Countries and regions in a text, by name or by what is said of them: Belgium, Belgian. The list is places.yml."""

from __future__ import annotations

from functools import lru_cache

from generator.model import yamltext
from generator.text.keywords import Keywords

#: Form of places.yml: the names of one place in one list.
PlaceFile = tuple[tuple[str, ...], ...]


@lru_cache(maxsize=1)
def _places() -> tuple[tuple[Keywords, frozenset[str]], ...]:
    lists = yamltext.packaged(PlaceFile, __package__, "places.yml")
    return tuple(
        (Keywords(names), frozenset(part.lower() for name in names for part in (name, *name.split())))
        for names in lists
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


@lru_cache(maxsize=1)
def _by_word() -> dict[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for number, (_, words) in enumerate(_places()):
        for word in words:
            found[word] = found.get(word, frozenset()) | {number}
    return found
