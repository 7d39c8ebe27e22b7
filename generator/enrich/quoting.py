"""Which part of a sentence is quoted as evidence: at most 25 words, with everything the claim takes from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from generator.model.item import MAX_QUOTED_WORDS
from generator.text.quantities import quantities
from generator.text.words import CJK, count_words, terms

_TOKEN = re.compile(rf"[{CJK}]|[^\s{CJK}]+")
#: Marks at which a part may begin or end without looking torn.
_MARKS = ",;:—–，；：、。"
#: A number of the claim weighs so many words: without it the quotation proves little.
NUMBER_WEIGHT = 4.0
#: What a clean edge is worth, in words: it decides between parts that carry the same.
EDGE_WEIGHT = 0.4


def quotation(claim: str, sentence: str) -> str:
    """The sentence where it is short enough, else its part of at most 25 words that shares most with the claim.

    The part is verbatim and ends at words; between parts that share the same the one whose edges are those of a clause
    wins, then the earlier one.
    """
    if count_words(sentence) <= MAX_QUOTED_WORDS:
        return sentence
    worth = _Worth(claim)
    best = max(_parts(sentence), key=lambda part: worth.of(part) + EDGE_WEIGHT * _clean_edges(part, sentence))
    return best.strip(f" {_MARKS}")


def second_quotation(claim: str, sentence: str, first: str) -> str:
    """What is to be quoted besides `first` of a sentence that one quotation is too short for; empty where nothing is.

    The part before or after the first that shares more with the claim, cut as the first is.
    """
    start = sentence.index(first)
    rests = [rest.strip(f" {_MARKS}") for rest in (sentence[:start], sentence[start + len(first) :])]
    parts = [quotation(claim, rest) for rest in rests if rest]
    worth = _Worth(claim)
    return max((part for part in parts if part), key=worth.of, default="")


class _Worth:
    """How much of a claim stands in a part of a sentence, in words."""

    def __init__(self, claim: str) -> None:
        self._wanted = set(terms(claim))
        self._values = {quantity.value for quantity in quantities(claim)}

    def of(self, part: str) -> float:
        shared = len(self._wanted & set(terms(part)))
        return shared + NUMBER_WEIGHT * sum(quantity.value in self._values for quantity in quantities(part))


def _parts(sentence: str) -> Iterator[str]:
    """From every word as far as 25 words reach, and back from there to the last mark."""
    tokens = list(_TOKEN.finditer(sentence))
    lengths = [0.5 if re.match(f"[{CJK}]", token[0]) else count_words(token[0]) for token in tokens]
    reached = [0.0, *accumulate(lengths)]
    last = 0
    for first, token in enumerate(tokens):
        while last < len(tokens) and reached[last + 1] - reached[first] <= MAX_QUOTED_WORDS:
            last += 1
        part = sentence[token.start() : tokens[last - 1].end()] if last > first else token[0]
        yield part
        if clause_end := max(part.rfind(mark) for mark in _MARKS) + 1:
            yield part[:clause_end]


def _clean_edges(part: str, sentence: str) -> int:
    """How many edges of a part are edges of a clause."""
    start = sentence.index(part)
    before, after = sentence[:start].rstrip(), sentence[start + len(part) :].lstrip()
    ends_clean = not after or after[0] in _MARKS or part[-1] in _MARKS
    return (not before or before[-1] in _MARKS) + ends_clean
