"""Numbers and names in each other's place, by the words right beside them; numbers that do not fit their words."""

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
#: So many words more beside another name than beside its own, and some on both sides of it.
MORE_BESIDE = 4
#: Tokens on either side that are compared.
REACH = 8
_TOKEN = re.compile(rf"\d+(?:[.,]\d+)*|[{CJK}]|[^\W\d_]+|[^\w\s]")
_NUMBER, _NAME = "#", "@"
#: Between the members of a list.
_LISTED = frozenset({_NAME, ",", "、", "&", "and", "or", "和", "与", "及", "或", "/"})
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


class _Place(NamedTuple):
    """Where a number or name stands in the text, and its place among the tokens."""

    start: int
    token: int


_Places = Mapping[str, list[_Place]]


class _Line(NamedTuple):
    """A text by its tokens, with numbers and names masked; where each stands, by what it is."""

    text: str
    tokens: list[str]
    numbers: _Places
    names: _Places


def swapped(claim: Reading, cited: Sequence[Reading]) -> Iterator[str]:
    """Two numbers or names of the claim of which each stands where a sentence has the other."""
    for reading in cited:
        is_foreign = reading.is_chinese != claim.is_chinese
        ours, theirs = (_line(text, in_base=is_foreign) for text in (claim, reading))
        yield from _swapped_numbers(ours, theirs)
        yield from _swapped_names(ours, theirs)


def _swapped_numbers(ours: _Line, theirs: _Line) -> Iterator[str]:
    for one, other in combinations([number for number in ours.numbers if number in theirs.numbers], 2):
        told, known = _course(ours, one, other), _course(theirs, one, other)
        kept = _alike(ours, theirs, one, one) + _alike(ours, theirs, other, other)
        crossed = _alike(ours, theirs, one, other) + _alike(ours, theirs, other, one)
        if told != known if told and known else crossed >= kept + MORE_ALIKE:
            yield f"the sentence cited has {one} and {other} the other way round"


def _swapped_names(ours: _Line, theirs: _Line) -> Iterator[str]:
    """A name with the words of another on both sides; not of a list, whose members may change places."""
    both = [name for name in ours.names if name in theirs.names]
    for name, place in ((one, place) for one in both for place in ours.names[one]):
        own = max(sum(_shared(ours, place, theirs, at)) for at in theirs.names[name])
        rivals = (
            (min(shared) and sum(shared), other)
            for other in both
            if not all(_are_listed(line, line.names[name], line.names[other]) for line in (ours, theirs))
            for shared in (_shared(ours, place, theirs, at) for at in theirs.names[other])
        )
        count, rival = max(rivals, default=(0, ""))
        if count >= own + MORE_BESIDE and rival != name:
            yield f"the sentence cited has {rival} where the claim has {name}"


def _are_listed(line: _Line, ones: Sequence[_Place], others: Sequence[_Place]) -> bool:
    """Whether two names are members of one list: "such as Tarn, Halyard and Corvane"."""
    ends = (sorted((one.token, other.token)) for one in ones for other in others)
    return any(all(token in _LISTED for token in line.tokens[first + 1 : last]) for first, last in ends)


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


def _alike(ours: _Line, theirs: _Line, one: str, other: str) -> int:
    """How many words are the same beside a number of one text and one of the other, where they are most alike."""
    return max(sum(_shared(ours, place, theirs, at)) for place in ours.numbers[one] for at in theirs.numbers[other])


def _shared(ours: _Line, place: _Place, theirs: _Line, at: _Place) -> tuple[int, int]:
    """How many words are the same before and after two places, up to the first that is not; ends of texts count."""
    here, there = place.token, at.token
    before = _run(ours.tokens[max(0, here - REACH) : here][::-1], theirs.tokens[max(0, there - REACH) : there][::-1])
    after = _run(ours.tokens[here + 1 : here + 1 + REACH], theirs.tokens[there + 1 : there + 1 + REACH])
    return before, after


def _run(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words two rows of tokens begin with in common; 1 where both are empty."""
    same = (token for token, _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return sum(token[0].isalnum() or token in (_NUMBER, _NAME) for token in same) if one or other else 1


def _line(reading: Reading, *, in_base: bool) -> _Line:
    """in_base: numbers count as what they are in the base unit, 300万 as 3 million; else as they are written."""
    figures = {figure.start: figure.value if in_base else figure.as_written for figure in reading.figures}
    named = {place: name for name in reading.named for place in range(name.start, name.end)}
    tokens: list[str] = []
    numbers: defaultdict[str, list[_Place]] = defaultdict(list)
    names: defaultdict[str, list[_Place]] = defaultdict(list)
    for match in _TOKEN.finditer(reading.text):
        token, figure = _SAME.get(match[0], match[0].casefold()), figures.get(match.start())
        number = token.replace(",", "") if token[0].isdigit() and not in_base else ""
        number = number or (f"{figure:.10g}" if figure is not None else "")
        name = named.get(match.start())
        if number:
            numbers[number].append(_Place(match.start(), len(tokens)))
        elif name and name.start == match.start():
            names[name.term].append(_Place(match.start(), len(tokens)))
        elif name:
            continue
        tokens.append(_NUMBER if number else _NAME if name else token)
    return _Line(reading.text, tokens, numbers, names)
