"""Where two texts say different things in nearly the same words: other figures, other names, the opposite."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cached_property

from generator.text.calendar import DAYS, MONTHS
from generator.text.figures import Figure, figures
from generator.text.sentences import split_sentences
from generator.text.stance import stance_reader
from generator.text.words import CJK

#: Share of the letters in order from which two texts are one sentence that was changed.
ONE_SENTENCE = 0.7
#: Share of the words, in any order, that no such pair lacks: asked first, since letters cost fifty times as much. Of 46
#: pairs in two recorded weeks the least had .59; of 6,600 whose letters are alike in any order 103 have as many.
SOME_WORDS = 0.4
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_CALENDAR = frozenset(name.title() for name in (*DAYS, *MONTHS))
_NEXT = re.compile(rf"[ -]?([{CJK}]|[^\W\d_{CJK}]+)")
#: What is counted where a number is that of a day or of an hour.
_OF_DATES = frozenset(["", *"年月日号点时", "clock", "th", "am", "pm", *DAYS, *MONTHS])
_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(rf"[{CJK}]|[^\W{CJK}]+")
_CAPITALISED = re.compile(r"(?<=[^\W_][ ,'’(])[A-Z][a-z]{2,}")


def is_one_sentence(one: str, other: str) -> bool:
    """Whether two texts are one sentence, as it is or changed in some words."""
    words = SequenceMatcher(None, _TOKEN.findall(one.lower()), _TOKEN.findall(other.lower()), autojunk=False)
    if words.quick_ratio() < SOME_WORDS:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ONE_SENTENCE


def have_other_figures(one: str, other: str) -> bool:
    """Whether the numbers of two texts differ by value and unit: 40 billion is not 40 million, 1,000 is 1000."""
    return not _has_all(one, other) or not _has_all(other, one)


def count_otherwise(one: str, other: str) -> bool:
    """Whether two texts give different numbers of one thing: 40 votes and 41 votes. Days and years are none."""
    ours, theirs = _without(one, figures(other)), _without(other, figures(one))
    measures = {_measure(one, figure) for figure in ours} & {_measure(other, figure) for figure in theirs}
    return bool(measures - _OF_DATES)


def are_opposed(one: str, other: str) -> bool:
    """Whether one text says the opposite of the other by its words of direction: adopts and rejects, rose and fell."""
    ours, theirs = Counter(_directions(one)), Counter(_directions(other))
    return any((kind, 1 - pole) in theirs - ours for kind, pole in ours - theirs)


def directions(text: str) -> frozenset[tuple[str, int]]:
    """Which way things go in a text: pairs of opposites by number, and which of the two; none where it has both."""
    found = frozenset(_directions(text))
    return frozenset((kind, pole) for kind, pole in found if (kind, 1 - pole) not in found)


def is_denied(one: str, other: str) -> bool:
    """Whether one of two texts denies what the other does not."""
    return _denials(one) != _denials(other)


class Telling:
    """A text by its sentences, to be held against another that shares most of them."""

    def __init__(self, title: str, body: str) -> None:
        self._text = f"{title}\n{body}"

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The title and the sentences below it, each once."""
        return tuple(dict.fromkeys(split_sentences(self._text)))

    @cached_property
    def names(self) -> frozenset[str]:
        """Words that are written with a capital within a sentence, days and months left out."""
        return frozenset(_CAPITALISED.findall(self._text)) - _CALENDAR

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(_WORD.findall(self._text))

    def disagrees(self, other: Telling) -> bool:
        """Whether a sentence of the one stands in the other with other figures, another name or the opposite sense."""
        rest = [sentence for sentence in other.sentences if sentence not in self.sentences]
        return any(
            is_one_sentence(mine, theirs) and self._says_otherwise(mine, theirs, other)
            for mine in self.sentences
            if mine not in other.sentences
            for theirs in rest
        )

    def _says_otherwise(self, mine: str, theirs: str, other: Telling) -> bool:
        return (
            count_otherwise(mine, theirs)
            or are_opposed(mine, theirs)
            or is_denied(mine, theirs)
            or (self._has_a_name_that_lacks_in(other, mine) and other._has_a_name_that_lacks_in(self, theirs))
        )

    def _has_a_name_that_lacks_in(self, other: Telling, sentence: str) -> bool:
        return any(word in self.names and word not in other.words for word in _WORD.findall(sentence))


def _has_all(one: str, other: str) -> bool:
    """Whether every number of one text is in the other."""
    mine, theirs = figures(one), figures(other)
    return not _without(one, theirs) and {*_beside(one, mine)} <= {*_beside(other, theirs)}


def _without(text: str, others: list[Figure]) -> list[Figure]:
    """The figures of a text that equal none of the others."""
    return [figure for figure in figures(text) if not any(_is_same(figure, other) for other in others)]


def _measure(text: str, figure: Figure) -> str:
    """What is counted: the unit, or else the word that follows."""
    word = _NEXT.match(text, figure.end)
    return figure.unit or (word[1].lower() if word else "")


def _is_same(one: Figure, other: Figure) -> bool:
    return one.is_same(other) and (one.unit == other.unit or "" in (one.unit, other.unit))


def _beside(text: str, found: list[Figure]) -> Iterator[str]:
    """Digits that are no figure but a part of a name: 5.6 of GPT-5.6."""
    for match in _DIGITS.finditer(text):
        if not any(figure.start < match.end() and match.start() < figure.end for figure in found):
            yield match[0]


def _directions(text: str) -> Iterator[tuple[str, int]]:
    return ((mark.kind, mark.pole) for mark in stance_reader().read(text) if mark.is_direction)


def _denials(text: str) -> int:
    return sum(mark.kind == "negation" for mark in stance_reader().read(text))
