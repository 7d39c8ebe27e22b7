"""Names, numbers and days that belong to one thing in a sentence and to another in a claim."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.grounding.acts import Clause, clauses_of
from generator.grounding.alignment import alike, needed
from generator.grounding.facts import NAME_BEFORE
from generator.grounding.reading import Place, Reading
from generator.grounding.wording import Token
from generator.text.dates import Period
from generator.text.figures import Figure
from generator.text.places import places_of
from generator.text.quotations import folded

#: So many words more must another clause share with a claim than the one that has its day, and so many has a clause
#: that says something of its day at all.
ELSEWHERE = 2
#: Names so near to a number may own it.
OWNERS = 2
#: Characters of distance that a comma between a name and a number counts as.
COMMA = 20
#: Days from the first to the last of a month.
LONGEST_MONTH = 30
#: Words after "40% of" among which is what it is a share of.
WHOLE = 2
#: Characters after the number among which "of the company" is looked for.
_NEAR = 16
#: "40% of"
_SHARE_OF = re.compile(r"\s*of\b")
_COMMA = re.compile(r"[,;，；]")
_SOMEONE = re.compile(r"\b(?:company|firm|group|start-?up|maker)\b|公司", re.IGNORECASE)


def torn(claim: Reading, native: Sequence[Reading]) -> Iterator[str]:
    """In words, each name, number or day of a claim that belongs to something else in the sentences."""
    yield from _names(claim, native)
    yield from _places(claim, native)
    for reading in native:
        yield from _numbers(claim, reading)
        yield from _numbers_of_others(claim, reading)
        yield from _shares(claim, reading)
    moved: list[Figure | Period] = [*_moved_figures(claim, native), *_moved_periods(claim, native)]
    for place in moved:
        yield f"in the sentence cited “{claim.written(place)}” belongs to something else"


def _moved_figures(claim: Reading, native: Sequence[Reading]) -> Iterator[Figure]:
    for figure in claim.figures:
        same = [reading for reading in native if any(map(figure.is_same, reading.figures))]
        if same and all(_is_number_elsewhere(claim, figure, reading) for reading in same):
            yield figure


def _moved_periods(claim: Reading, native: Sequence[Reading]) -> Iterator[Period]:
    for period in claim.periods:
        dated = [reading for reading in native if any(_is_same_day(period, other) for other in reading.periods)]
        length = (period.last - period.first).days
        is_plain = not length or (length <= LONGEST_MONTH and len(native) == 1)  # a quarter is one of all clauses
        if is_plain and dated and all(_is_elsewhere(claim, period, reading) for reading in dated):
            yield period


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
        is_near = any(places_of(place.term) & r.places and thing.term in _unplaced(r) for r in native)
        if theirs and is_apart and not is_near:
            yield f"the sentence cited has {theirs[0].term} where the claim has {place.term}"


def _placed(reading: Reading) -> list[tuple[Token, Token]]:
    """Names of places with the word right after each."""
    places = [token for token in reading.capitals if places_of(token.term)]
    return [(place, word) for place in places for word in reading.tokens if word.start == place.end + 1]


def _unplaced(reading: Reading) -> frozenset[str]:
    """The words that somewhere have no place right before them."""
    placed = {word.start for _, word in _placed(reading)}
    return frozenset(token.term for token in reading.tokens if token.start not in placed)


def _numbers(claim: Reading, reading: Reading) -> Iterator[str]:
    """A number beside a name that has another number of the claim in the sentence."""
    ours, theirs = _owners(claim), _owners(reading)
    for number, owners in ours.items():
        name = owners[0]
        others = [other for other, named in theirs.items() if name in named and other in ours]
        is_own = number not in theirs or name in theirs[number]
        if others and not is_own and all(name != ours[other][0] for other in others):
            yield f"in the sentence cited {number} does not belong to {name}"


def _numbers_of_others(claim: Reading, reading: Reading) -> Iterator[str]:
    """A number whose clause names only others than the claim, after a name whose clause has another such number."""
    clauses = [clause for clause in clauses_of(reading) if _named(reading, clause)]
    for figure in claim.figures:
        own = [_named(reading, clause) for clause in clauses if any(map(figure.is_same, _figures(reading, clause)))]
        rest = [_named(reading, c) for c in clauses if any(o.unit == figure.unit for o in _figures(reading, c))]
        near = next((token.term for token in reversed(claim.named) if token.end <= figure.start), "")
        is_moved = own and not any(names & {token.term for token in claim.named} for names in own)
        if is_moved and any(near in names for names in rest):
            yield f"in the sentence cited {claim.written(figure)} belongs to {min(own[0])}"


def _named(reading: Reading, clause: Clause) -> frozenset[str]:
    return frozenset(token.term for token in reading.named if clause.holds(token))


def _figures(reading: Reading, clause: Clause) -> list[Figure]:
    return [figure for figure in reading.figures if clause.holds(figure)]


def _owners(reading: Reading) -> dict[str, list[str]]:
    """Each number with the names nearest to it, the nearest first; the 3 of Zephyr 3 is no number here."""
    found = {}
    for figure in reading.figures:
        near = sorted((_distance(reading, name, figure), name.term) for name in reading.named)
        if near and not NAME_BEFORE.search(reading.text[: figure.start]):
            found[f"{figure.value:g}{figure.unit}"] = [term for _, term in near[:OWNERS]]
    return found


def _distance(reading: Reading, name: Token, figure: Figure) -> int:
    """Characters between a name and a number; a comma between them counts as many."""
    first, last = sorted(((name.start, name.end), (figure.start, figure.end)))
    between = reading.text[first[1] : last[0]]
    return len(between) + COMMA * len(_COMMA.findall(between))


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


def _is_same_day(one: Period, other: Period) -> bool:
    return (one.first, one.last) == (other.first, other.last)


def _is_elsewhere(claim: Reading, period: Period, reading: Reading) -> bool:
    """Whether a day is in a clause whose words stand in another clause of the sentence than it does."""
    days = [other for other in reading.periods if _is_same_day(period, other)]
    theirs = [(_said(reading, clause), any(map(clause.holds, days))) for clause in clauses_of(reading)]
    own = [terms for terms, is_own in theirs if is_own]
    rest = [terms for terms, _ in theirs if terms not in own]
    return bool(own) and min(map(len, own)) >= ELSEWHERE and _is_nearer(claim, period, rest, own)


def _is_number_elsewhere(claim: Reading, figure: Figure, reading: Reading) -> bool:
    """Whether a number is in a clause whose words stand beside another such number that the claim leaves out."""
    said = {other.value for other in claim.figures}
    theirs = [(_said(reading, clause), _figures(reading, clause)) for clause in clauses_of(reading)]
    own = [terms for terms, numbers in theirs if any(map(figure.is_same, numbers))]
    rest = [terms for terms, numbers in theirs if any(n.unit == figure.unit and n.value not in said for n in numbers)]
    return not any(terms in own for terms in rest) and _is_nearer(claim, figure, rest, own)


def _is_nearer(claim: Reading, place: Place, rest: Sequence[frozenset[str]], own: Sequence[frozenset[str]]) -> bool:
    """Whether the clause that has a number or a day in the claim says what the rest does, and not what its own do."""
    ours = [_said(claim, clause) for clause in clauses_of(claim) if clause.holds(place)]
    is_told = bool(own and rest)
    return is_told and any(_most(words, rest) >= _most(words, own) + ELSEWHERE for words in ours)


def _said(reading: Reading, clause: Clause) -> frozenset[str]:
    """The words of a clause but dates."""
    return frozenset(token.term for token in clause.tokens if not reading.is_dated(token))


def _most(words: frozenset[str], clauses: Sequence[frozenset[str]]) -> int:
    return max(len(words & terms) for terms in clauses)
