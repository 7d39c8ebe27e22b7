"""A text as a row of tokens, and how alike what stands right beside two places is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from generator.grounding.reading import Reading
from generator.text.stems import stem
from generator.text.words import CJK

#: Tokens on either side that are compared.
REACH = 8
#: Characters of the shortest word that counts: no "de" or "al" of a name.
SHORTEST = {False: 3, True: 2}
NUMBER, NAME = "#", "@"
#: Quotation marks are none: they change no place.
_TOKEN = re.compile(rf"\d+(?:[.,]\d+)*|[{CJK}]|[^\W\d_{CJK}]+|[^\w\s\"“”‘’「」『』]")
_SAME = {"%": "percent", "％": "percent", "an": "a"}


class Place(NamedTuple):
    """Where a word, name or number stands in the text, and its first and last token."""

    start: int
    first: int
    last: int


Places = Mapping[str, list[Place]]


class Line(NamedTuple):
    """A text by its tokens, with numbers and names masked; where each stands, by what it is."""

    text: str
    tokens: list[str]
    stems: list[str]
    starts: list[int]
    numbers: Places
    names: Places
    words: Places
    """Words that carry meaning and are no names; Chinese by pairs of characters."""

    def before(self, start: int) -> str:
        """The token before another; empty at the beginning."""
        return self.tokens[start - 1] if start else ""

    def written(self, start: int, end: int) -> str:
        """Some tokens as they stand in the text."""
        return self.text[self.starts[start] : self.starts[end] if end < len(self.starts) else None].strip()


@lru_cache(maxsize=256)
def line_of(reading: Reading, *, in_base: bool) -> Line:
    """in_base: numbers count as what they are in the base unit, 300万 as 3 million; else as they are written."""
    figures = {figure.start: figure.value if in_base else figure.as_written for figure in reading.figures}
    named = {place: name for name in reading.named for place in range(name.start, name.end)}
    tokens: list[str] = []
    starts: list[int] = []
    numbers: defaultdict[str, list[Place]] = defaultdict(list)
    names: defaultdict[str, list[Place]] = defaultdict(list)
    for match in _TOKEN.finditer(reading.text):
        token, figure = _SAME.get(match[0], match[0].casefold()), figures.get(match.start())
        number = token.replace(",", "") if token[0].isdigit() and not in_base else ""
        number = number or (f"{figure:.10g}" if figure is not None else "")
        name = named.get(match.start())
        place = Place(match.start(), len(tokens), len(tokens))
        if number:
            numbers[number].append(place)
        elif name and name.start == match.start():
            names[name.term].append(place)
        elif name:
            continue
        tokens.append(NUMBER if number else NAME if name else token)
        starts.append(match.start())
    words: defaultdict[str, list[Place]] = defaultdict(list)
    for word in reading.tokens:
        first, end = bisect_left(starts, word.start), bisect_left(starts, word.end)
        is_whole = starts[first : first + 1] == [word.start] and word.end - word.start >= SHORTEST[reading.is_chinese]
        is_name = word.start in named or not reading.written(word).islower()
        if is_whole and (reading.is_chinese or not is_name):
            words[word.term].append(Place(word.start, first, end - 1))
    return Line(reading.text, tokens, list(map(stem, tokens)), starts, numbers, names, words)


def shared(ours: Line, place: Place, theirs: Line, at: Place) -> tuple[int, int]:
    """How many words are the same before and after two places, up to the first that is not."""
    return shared_before(ours, place.first, theirs, at.first), shared_after(ours, place.last + 1, theirs, at.last + 1)


def shared_before(ours: Line, end: int, theirs: Line, their_end: int, at_an_end: int = 1) -> int:
    """How many words are the same before two tokens; at_an_end: as how many counts that both texts begin there."""
    return _run(ours.tokens[:end][: -REACH - 1 : -1], theirs.tokens[:their_end][: -REACH - 1 : -1], at_an_end)


def shared_after(ours: Line, start: int, theirs: Line, their_start: int, at_an_end: int = 0) -> int:
    """How many words are the same from two tokens on; at_an_end: as how many counts that both texts end there."""
    return _run(ours.tokens[start : start + REACH], theirs.tokens[their_start : their_start + REACH], at_an_end)


def _run(one: Sequence[str], other: Sequence[str], at_an_end: int) -> int:
    same = [token for token, _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))]
    is_end = len(same) == len(one) == len(other)
    words = sum(token[0].isalnum() or token in (NUMBER, NAME) for token in same)
    return at_an_end if is_end and not words else words
