"""Which of two names acts on the other, and which name or number stands where, where a claim has them changed about."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence, Set
from itertools import combinations, pairwise, product

from generator.grounding.alignment import ALIKE, NEIGHBOURS, alike, names_in
from generator.grounding.facts import NAME_BEFORE
from generator.grounding.reading import Reading
from generator.grounding.wording import Token
from generator.text.figures import Figure
from generator.text.synonyms import sense_of
from generator.text.translations import in_english

_GOVERNOR = re.compile(r"\b(?:from|with|at|against|in|of|than)\s+$", re.IGNORECASE)
#: "Tarn's maker, Halyard", "Marr, a partner at Halyard": neither does anything to the other.
_APPOSED = re.compile(r"['’]s? (?:\w+ ){0,2}\w+, $")
_APPOSITION = re.compile(r", (?:an?|the|former(?:ly)?) ")
#: Where another begins to do something: A reported it, and B …
_NEW_CLAUSE = re.compile(r"[,;:] (?:and|but|while|whereas|after|when)\b|[;；。]")
#: "Tarn belongs to Halyard, which bought it": who does what to the name before.
_WHICH = re.compile(r",? which (\w+) it\b")
#: Not "by default", "by 40", "by using it".
_PASSIVE = re.compile(
    r"\bby\s(?!(?:default|far|hand|mistake|accident|design|law|now|then|the end|about|nearly|\w+ing)\b|[$€£¥]?\d)|被|遭"
)

_Deed = tuple[str, str, str]
"""Who, does what, to whom."""


def roles(claim: Reading, native: Sequence[Reading]) -> Iterator[str]:
    """A does to B what in the sentence B does to A."""
    ours = set(_deeds(claim))
    for reading in native:
        yield from _exchanged(ours, set(_deeds(reading)))


def _exchanged(ours: Set[_Deed], theirs: Set[_Deed]) -> Iterator[str]:
    for actor, verb, other in sorted(ours):
        if (other, verb, actor) in theirs and (actor, verb, other) not in theirs:
            yield f"in the sentence cited it is {other}, not {actor}, who does it"


def crossed(claim: Reading, foreign: Sequence[Reading]) -> Iterator[str]:
    """In another language: A does to B what B does to A in the sentence, or each of two has the other's number."""
    for reading in foreign:
        names = names_in(claim) & names_in(reading)
        yield from _exchanged(
            *({(one, sense_of(verb), two) for one, verb, two in _deeds(r, names)} for r in (claim, reading))
        )
        here, there = _owners(claim, names), _owners(reading, names)
        for value in sorted(here.keys() & there.keys()):
            own = [f for f in reading.figures if there.get(f.value) == here[value] != there[value]]
            if any(_is_left_out(f, value, claim, reading) for f in own):
                yield f"in the sentence cited “{value:g}” belongs to {there[value]}"


def confused(claim: Reading, cited: Sequence[Reading]) -> Iterator[str]:
    """Each of two names has the other's number."""
    for reading in cited:
        names = names_in(claim) & names_in(reading)
        here, there = _owners(claim, names), _owners(reading, names)
        for one, two in combinations(sorted(here.keys() & there.keys()), 2):
            if here[one] != here[two] and (here[one], here[two]) == (there[two], there[one]):
                yield f"the sentence cited has {one:g} and {two:g} the other way round"


def _is_left_out(figure: Figure, value: float, claim: Reading, reading: Reading) -> bool:
    """Whether a claim has not this number, but another one of its kind."""
    is_of_kind = any(other.value == value and other.unit == figure.unit for other in reading.figures)
    return is_of_kind and not any(other.value == figure.value for other in claim.figures)


def _owners(reading: Reading, names: frozenset[str]) -> dict[float, str]:
    """The last name before each number."""
    before = [(t.end, t.term) for t in reading.named if t.term in names]
    told = {f.value: max((name for name in before if name[0] <= f.start), default=(0, "")) for f in reading.figures}
    return {value: name for value, (_, name) in told.items() if name}


def _deeds(reading: Reading, names: frozenset[str] | None = None) -> Iterator[_Deed]:
    """Who, does what, to whom: the first words after a name, and the next name; "by" and 被 turn it round.

    names: only these, and what a Chinese text says is done to them in English.
    """
    for one, other in _neighbours(reading, names):
        if _NEW_CLAUSE.search(reading.text, one.end, other.start):
            continue
        between = [token for token in reading.after(one.end, 2 * NEIGHBOURS) if token.end <= other.start]
        is_apposed = _APPOSED.search(reading.text[one.start : other.start]) or _APPOSITION.match(reading.text, one.end)
        if one.term != other.term and between and not is_apposed:
            passive = _PASSIVE.search(reading.text, one.end, other.start)
            done = [token for token in between if passive and token.end == passive.start() - 1]  # "made by"
            verbs = [token.term for token in (between if reading.is_chinese else done or between[:2])]
            if names is not None and reading.is_chinese:
                verbs = [*in_english(reading.text[one.end : other.start])]
            for verb in verbs:
                yield (other.term, verb, one.term) if passive else (one.term, verb, other.term)
            if to_it := _WHICH.match(reading.text, other.end):
                yield other.term, next(token.term for token in reading.after(to_it.start(1), 1)), one.term


def _neighbours(reading: Reading, names: frozenset[str] | None) -> Iterator[tuple[Token, Token]]:
    """Each two names in a row, by every word of theirs; names: only these."""
    named: list[list[Token]] = []
    for token in reading.named:
        if names is not None and token.term not in names:
            continue
        if named and not reading.is_chinese and token.start == named[-1][-1].end + 1:
            named[-1].append(token)
        else:
            named.append([token])
    for one, other in pairwise(named):
        last, first = one[-1].end, other[0].start
        for mine, theirs in product(one, other):
            yield mine._replace(end=last), theirs._replace(start=first)


def numbers(reading: Reading) -> list[Token]:
    """The numbers of a text but those that are part of a name: Zephyr 9B."""
    own = [figure for figure in reading.figures if not NAME_BEFORE.search(reading.text[: figure.start])]
    return [Token(f"{figure.value:g}", figure.start, figure.end) for figure in own]


def displaced(claim: Reading, native: Sequence[Reading], places: Callable[[Reading], list[Token]]) -> Iterator[str]:
    """A name or number that stands where the sentences have another one, while its own place is elsewhere."""
    ours = places(claim)
    said = {place.term for place in ours}
    theirs = [(reading, place) for reading in native for place in places(reading)]
    if all(place.term in said for _, place in theirs):
        return
    for place in ours:
        if any(other.term == place.term and _is_in_brackets(reading, other) for reading, other in theirs):
            continue  # another name for what stands before it
        own = [alike(claim, place, reading, other) for reading, other in theirs if other.term == place.term]
        rivals = [
            (alike(claim, place, r, other), other.term)
            for r, other in theirs
            if other.term not in said and not _is_apart(claim, place, r, other)
        ]
        score, rival = max(rivals, default=(0, ""))
        if own and score >= max(own) + ALIKE and score > ALIKE:
            yield f"the sentence cited has {rival} where the claim has {place.term}"


def _is_in_brackets(reading: Reading, place: Token) -> bool:
    return f"({reading.written(place)})" == reading.text[max(0, place.start - 1) : place.end + 1]


def _is_apart(claim: Reading, place: Token, reading: Reading, other: Token) -> bool:
    """Whether the sentence has it after a preposition that the claim has not: it is no subject of what follows."""
    governor = _GOVERNOR.search(reading.text[: other.start])
    return governor is not None and not _GOVERNOR.search(claim.text[: place.start])
