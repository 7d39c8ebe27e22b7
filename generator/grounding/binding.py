"""Names, numbers and days that belong to one thing in a sentence and to another in a claim."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.grounding.alignment import alike, names_in, needed
from generator.grounding.parts import Part, Value, is_same, kind_of, parts_of, values_of
from generator.grounding.reading import Reading
from generator.grounding.wording import Token
from generator.text.dates import Period
from generator.text.places import places_of
from generator.text.quotations import folded

#: So many words more must another part share with a claim than the one that has its number or day.
ELSEWHERE = 2
#: Words after "40% of" among which is what it is a share of.
WHOLE = 2
#: Characters after the number among which "of the company" is looked for.
_NEAR = 16
#: "40% of", "40% for"
_SHARE_OF = re.compile(r"\s*(?:of|for)\b")
_SOMEONE = re.compile(r"\b(?:company|firm|group|start-?up|maker)\b|公司", re.IGNORECASE)


def torn(claim: Reading, native: Sequence[Reading]) -> Iterator[str]:
    """In words, each name, number or day of a claim that belongs to something else in the sentences."""
    yield from _names(claim, native)
    yield from _places(claim, native)
    for reading in native:
        yield from _shares(claim, reading)
    names = names_in(claim, *native)
    ours, theirs = parts_of(claim, names), [part for reading in native for part in parts_of(reading, names)]
    yield from _elsewhere(claim, ours, theirs)


def _names(claim: Reading, native: Sequence[Reading]) -> Iterator[str]:
    """A name that only the title has, where the sentences have another that the claim leaves out."""
    here = {token.term for reading in native for token in reading.named}
    ours = {token.term for token in claim.named}
    for token in claim.named:
        if token.term in here or any(token.term in reading.folded for reading in native):
            continue
        for reading in native:
            for other in reading.named:
                if other.term not in ours and _is_instead(claim, token, reading, other):
                    yield f"the sentence cited has {other.term} where the claim has {token.term}"


def _is_instead(claim: Reading, token: Token, reading: Reading, other: Token) -> bool:
    """Whether a name stands where another does; Finland for Finnish is none, nor is it one for "the company"."""
    context = folded(reading.context)
    is_in_title = token.term in context or any(token.term == name.lower() for name in reading.context_names)
    if _SOMEONE.search(reading.text) or not is_in_title or claim.folded in context:
        return False
    is_name = not places_of(token.term) & places_of(other.term) and not reading.is_dated(other)
    return is_name and alike(claim, token, reading, other) >= needed(claim, reading)


def _places(claim: Reading, native: Sequence[Reading]) -> Iterator[str]:
    """A Dutch court where the sentences have an Italian one."""
    for place, thing in _placed(claim):
        theirs = [other for reading in native for other, it in _placed(reading) if it.term == thing.term]
        is_apart = not any(places_of(place.term) & places_of(other.term) for other in theirs)
        if theirs and is_apart:
            yield f"the sentence cited has {theirs[0].term} where the claim has {place.term}"


def _placed(reading: Reading) -> list[tuple[Token, Token]]:
    """Names of places with the word right after each."""
    places = [token for token in reading.capitals if places_of(token.term)]
    return [(place, word) for place in places for word in reading.tokens if word.start == place.end + 1]


def _shares(claim: Reading, reading: Reading) -> Iterator[str]:
    """A share of something that is in the sentence, but is not what the share is of there."""
    for figure in claim.figures:
        if not _SHARE_OF.match(claim.text, figure.end):
            continue
        whole = {token.term for token in claim.after(figure.end, WHOLE)}
        theirs = [
            other for other in reading.figures if figure.is_same(other) and _SHARE_OF.match(reading.text, other.end)
        ]
        told = {token.term for other in theirs for token in reading.after(other.end, WHOLE)}
        is_someone = any(_SOMEONE.search(reading.text, o.end, o.end + _NEAR) for o in theirs)  # 8% of the company
        if told and whole & reading.terms and not whole & told and not is_someone:
            yield f"in the sentence cited “{claim.written(figure)}” is a share of something else"


def _elsewhere(claim: Reading, mine: Sequence[Part], parts: Sequence[Part]) -> Iterator[str]:
    """A number or a day told of one thing in the sentences, and of another in the claim."""
    said = values_of(claim)
    for ours in mine:
        for value in ours.values:
            own = [part for part in parts if any(is_same(value, other) for other in part.values)]
            beside = frozenset[str]().union(*claim.around(value.start, value.end, 1))
            rest = [part for part in parts if part not in own and any(_is_rival(value, o, said) for o in part.values)]
            if own and rest and all(any(_is_nearer(ours, part, other, beside) for other in rest) for part in own):
                yield f"in the sentence cited “{claim.written(value)}” belongs to something else"


def _is_nearer(ours: Part, own: Part, other: Part, beside: frozenset[str]) -> bool:
    """Whether a part of a claim is about what another part tells of, not about that with its number or day.

    beside: the words on either side of it in the claim.
    """
    if {*ours.names} & ({*own.names} - {*other.names}):
        return False
    if own.names and {*ours.names} & ({*other.names} - {*own.names}):
        return True
    here, there = ours.terms & (own.terms - other.terms), ours.terms & (other.terms - own.terms)
    if here & beside:
        return False
    is_same_one = own.head in {"", *ours.terms} or {*ours.names} & {*own.names}
    is_begun = ours.head == other.head and not is_same_one
    return len(there) >= len(here) + ELSEWHERE or (is_begun and all(word[0].isdigit() for word in here))


def _is_rival(value: Value, other: Value, said: Sequence[Value]) -> bool:
    """Whether another number or day may stand in its place; a number that the claim leaves out."""
    if isinstance(value, Period) and isinstance(other, Period):
        return not (value.covers(other) or other.covers(value))
    return kind_of(value) == kind_of(other) and not any(is_same(other, one) for one in said)
