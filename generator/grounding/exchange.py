"""Two numbers in each other's place: known by the words right beside them, or by which of them must be the larger."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise, takewhile
from typing import NamedTuple

from generator.grounding.reading import Reading
from generator.text.figures import Figure
from generator.text.stance import RISE
from generator.text.words import CJK

#: So many words more must be the same beside the two in each other's place than in their own.
MORE_ALIKE = 1
#: Tokens on either side of a number that are compared.
REACH = 8
_TOKEN = re.compile(rf"\d+(?:[.,]\d+)*|[{CJK}]|[^\W\d_]+|[^\w\s]")
_MASK = "#"
_SAME = {"%": "percent", "％": "percent"}
#: Where a number comes from and where it goes to: "rose to 5 from 3" is "rose from 3 to 5".
_START = re.compile(r"\b(?:from|instead of)\s+[$€£¥]?$|[从由自][^，。；\d]{0,8}$", re.IGNORECASE)
_GOAL = re.compile(r"\bto\s+(?:about |around |nearly |over |more than )?[$€£¥]?$|[至到]$", re.IGNORECASE)
#: Between two numbers, which of them is the larger.
_COMPARED = re.compile(
    r"(?:[^,;:.()\d]{0,60},)? (?:(?:up|(?P<fewer>down)) from (?:[a-z]+ ){0,2}"
    r"|(?:above|exceeding|surpassing|(?P<below>below|short of)) (?:(?:the|its|their|a) )?)[$€£¥]?"
)
#: Between a word of direction and "from 3 to 5": nothing else that is done or counted.
_DIRECTLY = re.compile(r"(?:(?!\band\b|\brang)[^,;:.，；。\d]){0,60}$")
#: A number without a unit from the one to the other is rather a year.
_EARLIEST, _LATEST = 1900, 2100
#: Characters before a number among which that stands.
_BEFORE = 40


class _Number(NamedTuple):
    """Where a number stands in the text, and its place among the tokens."""

    start: int
    place: int


class _Line(NamedTuple):
    """A text by its tokens, numbers masked, those of names and dates too."""

    text: str
    tokens: list[str]
    numbers: Mapping[str, list[_Number]]
    """Where each stands, by the number."""


def swapped(claim: Reading, cited: Sequence[Reading]) -> Iterator[str]:
    """Two numbers of the claim of which each stands where a sentence has the other."""
    for reading in cited:
        is_foreign = reading.is_chinese != claim.is_chinese
        ours, theirs = (_line(text, in_base=is_foreign) for text in (claim, reading))
        for one, other in combinations([number for number in ours.numbers if number in theirs.numbers], 2):
            if _is_swapped(ours, theirs, one, other):
                yield f"the sentence cited has {one} and {other} the other way round"


def inverted(claim: Reading) -> Iterator[str]:
    """In words, two numbers of a claim that cannot be as it compares them: "up from 5 to 3", "$7m, above the $8m"."""
    for one, other in pairwise(figure for figure in claim.figures if figure.unit != "th"):
        is_year = not one.unit and _EARLIEST <= one.value <= _LATEST
        if one.unit == other.unit and one.value != other.value and not is_year:
            is_more = _is_more(claim, one, other)
            if is_more is not None and is_more != (one.value > other.value):
                yield f"the claim has {claim.text[one.start : other.end].strip()}, and which is more does not fit"


def _is_more(claim: Reading, one: Figure, other: Figure) -> bool | None:
    """Whether the claim's words make the first of two numbers in a row the larger one; None where they do not say."""
    if compared := _COMPARED.fullmatch(claim.text, one.end, other.start):
        return compared.lastgroup is None
    starts, goals = _ends(claim.text, one.start, other.start)
    turn = next((mark for mark in reversed(claim.directions) if mark.kind == RISE and mark.end <= other.start), None)
    is_course = (starts[0] and goals[1]) or (goals[0] and starts[1])
    if turn is None or not is_course or claim.denies(turn.start):
        return None
    places = sorted((place.start, place.end) for place in (turn, one, other))
    is_direct = all(_DIRECTLY.match(claim.text, end, start) for (_, end), (start, _) in pairwise(places))
    return (turn.pole == 1) == starts[0] if is_direct else None


def _is_swapped(ours: _Line, theirs: _Line, one: str, other: str) -> bool:
    told, known = _course(ours, one, other), _course(theirs, one, other)
    if told and known:
        return told != known
    kept = _alike(ours, one, theirs, one) + _alike(ours, other, theirs, other)
    return _alike(ours, one, theirs, other) + _alike(ours, other, theirs, one) >= kept + MORE_ALIKE


def _course(line: _Line, one: str, other: str) -> int:
    """1 where a text goes from the one number to the other, -1 where it goes back, 0 where it tells no course."""
    starts, goals = _ends(line.text, line.numbers[one][0].start, line.numbers[other][0].start)
    return (starts[0] and not starts[1]) - (starts[1] and not starts[0]) or (
        (goals[1] and not goals[0]) - (goals[0] and not goals[1])
    )


def _ends(text: str, *places: int) -> tuple[list[bool], list[bool]]:
    """Of each place, whether a text goes from what stands there, and whether it goes to it."""
    starts, goals = (
        [bool(form.search(text[max(0, place - _BEFORE) : place])) for place in places] for form in (_START, _GOAL)
    )
    return starts, goals


def _alike(ours: _Line, one: str, theirs: _Line, other: str) -> int:
    """How many words are the same beside a number of one text and one of another, up to the first that is not."""
    return max(
        sum(
            token[0].isalnum() or token == _MASK for side in (-1, 1) for token in _same(ours, here, theirs, there, side)
        )
        for here in ours.numbers[one]
        for there in theirs.numbers[other]
    )


def _same(ours: _Line, here: _Number, theirs: _Line, there: _Number, side: int) -> Iterator[str]:
    """The tokens that are the same, from two numbers on; side: 1 for those after them, -1 for those before."""
    pairs = zip(_beside(ours.tokens, here.place, side), _beside(theirs.tokens, there.place, side), strict=False)
    return (token for token, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _beside(tokens: Sequence[str], place: int, side: int) -> Sequence[str]:
    return tokens[place + 1 : place + 1 + REACH] if side > 0 else tokens[max(0, place - REACH) : place][::-1]


def _line(reading: Reading, *, in_base: bool) -> _Line:
    """in_base: numbers count as what they are in the base unit, 300万 as 3 million; else as they are written."""
    figures = {figure.start: figure.value if in_base else figure.as_written for figure in reading.figures}
    tokens: list[str] = []
    numbers: defaultdict[str, list[_Number]] = defaultdict(list)
    for match in _TOKEN.finditer(reading.text):
        token, figure = _SAME.get(match[0], match[0].casefold()), figures.get(match.start())
        number = token.replace(",", "") if token[0].isdigit() and not in_base else ""
        number = number or (f"{figure:.10g}" if figure is not None else "")
        if number:
            numbers[number].append(_Number(match.start(), len(tokens)))
        tokens.append(_MASK if number else token)
    return _Line(reading.text, tokens, numbers)
