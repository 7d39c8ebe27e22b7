"""What may stand where a text has another word, and what excludes it there. The lists are substitutes.yml."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from generator.model import yamltext
from generator.model.base import Value
from generator.text.stems import stem
from generator.text.synonyms import sense_of
from generator.text.words import CJK

_Words = tuple[str, ...]
#: How Chinese words for who or what does something end.
_DOERS = ("者", "人", "商", "员", "家", "器", "版")
#: A word that stands there in part may begin so many tokens before.
_REACHING = 3
_PART = re.compile(f"[{CJK}]|[^\\W_{CJK}]+")


class SubstituteFile(Value):
    """Form of substitutes.yml."""

    akin: tuple[_Words, ...]
    generic: _Words
    verbs: _Words
    contrasts: tuple[_Words, ...]


@lru_cache(maxsize=1)
def _file() -> SubstituteFile:
    return yamltext.packaged(SubstituteFile, __package__, "substitutes.yml")


@lru_cache(maxsize=1)
def _kin() -> Mapping[str, frozenset[int]]:
    """The numbers of the lists of akin words that have a word, by its stem; Chinese ones as they are."""
    kin: defaultdict[str, set[int]] = defaultdict(set)
    for number, words in enumerate(_file().akin):
        for word in words:
            kin[stem(word)].add(number)
    return {word: frozenset(numbers) for word, numbers in kin.items()}


@lru_cache(maxsize=1)
def _generic() -> frozenset[str]:
    return frozenset(map(stem, _file().generic))


@lru_cache(maxsize=1)
def _members() -> Mapping[str, Sequence[tuple[_Words, int, str]]]:
    """Words that exclude others, by their first token: all tokens, the list, and the first spelling."""
    members: defaultdict[str, list[tuple[_Words, int, str]]] = defaultdict(list)
    for number, rivals in enumerate(_file().contrasts):
        for rival in rivals:
            spellings = rival.split("|")
            for spelling in spellings:
                tokens = tuple(_PART.findall(spelling))
                members[tokens[0]].append((tokens, number, spellings[0]))
    return members


def may_stand_for(word: str, other: str) -> bool:
    """Whether a word may be said where a text has the other: it says about the same, or the same of more things."""
    one, two = stem(word), stem(other)
    is_akin = not kin_of([one]).isdisjoint(kin_of([two]))
    is_part = word.endswith(other) or other.endswith(word)  # fires of wildfires
    return is_akin or is_part or one in _generic() or sense_of(word) == sense_of(other)


def kin_of(terms: Iterable[str]) -> frozenset[int]:
    """The lists of akin words that have one of several, each a stem or the first of its synonyms."""
    return frozenset[int]().union(*(_kin().get(term, frozenset()) for term in terms))


def has_chinese_verb(phrase: str) -> bool:
    """Whether a phrase has a word that does or describes something, and is not for who or what does it: 开发者."""
    return not phrase.endswith(_DOERS) and any(verb in phrase for verb in _file().verbs)


def contrasted(tokens: Sequence[str], start: int, end: int) -> Iterator[tuple[int, str]]:
    """The words with rivals that stand, wholly or in part, at a place: the list of each, and its first spelling.

    tokens: lower-case words, single Chinese characters and marks in a row.
    """
    for at in range(max(0, start - _REACHING), end):
        for words, number, spelling in _members().get(tokens[at], ()):
            if at + len(words) > start and tuple(tokens[at : at + len(words)]) == words:
                yield number, spelling
