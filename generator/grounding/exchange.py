"""Numbers in each other's place, known by the words right beside them; numbers that do not fit their words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from generator.grounding.lines import Line, line_of, shared
from generator.grounding.reading import Reading
from generator.text.figures import Figure
from generator.text.stance import RISE

#: So many words more must be the same beside the two in each other's place than in their own.
MORE_ALIKE = 1
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


def swapped(claim: Reading, cited: Sequence[Reading]) -> Iterator[str]:
    """Two numbers of the claim of which each stands where a sentence has the other."""
    for reading in cited:
        is_foreign = reading.is_chinese != claim.is_chinese
        ours, theirs = (line_of(text, in_base=is_foreign) for text in (claim, reading))
        yield from _exchanged(ours, theirs)


def _exchanged(ours: Line, theirs: Line) -> Iterator[str]:
    for one, other in combinations([number for number in ours.numbers if number in theirs.numbers], 2):
        told, known = _course(ours, one, other), _course(theirs, one, other)
        kept = _alike(ours, theirs, one, one) + _alike(ours, theirs, other, other)
        crossed = _alike(ours, theirs, one, other) + _alike(ours, theirs, other, one)
        if told != known if told and known else crossed >= kept + MORE_ALIKE:
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


def _course(line: Line, one: str, other: str) -> int:
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


def _alike(ours: Line, theirs: Line, one: str, other: str) -> int:
    """How many words are the same beside a number of one text and one of the other, where they are most alike."""
    return max(sum(shared(ours, place, theirs, at)) for place in ours.numbers[one] for at in theirs.numbers[other])
