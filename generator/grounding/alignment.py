"""Where a place of one text is in another, known again by the words around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.grounding.reading import Reading
from generator.grounding.wording import Token
from generator.text.figures import Figure
from generator.text.stance import Mark

#: Words on either side by which a place is known again, and how many of them must be the same: fewer in a claim that
#: has nearly all its words from the sentence.
NEIGHBOURS = 3
ALIKE = 2
NEARLY_ALL = 0.75
#: Characters between two words that count as next to each other.
NEXT_TO = {"en": 14, "zh": 3}


def alike(one: Reading, here: Mark | Token, other: Reading, there: Mark | Token) -> int:
    """How many words around two places are the same, each side for itself."""
    before, after = one.around(here.start, here.end, NEIGHBOURS)
    other_before, other_after = other.around(there.start, there.end, NEIGHBOURS)
    return len(before & other_before) + len(after & other_after)


def needed(claim: Reading, reading: Reading) -> int:
    """How many words around two places must be the same to make them one."""
    if claim.is_chinese != reading.is_chinese:
        return 0
    return 1 if len(claim.terms & reading.terms) >= NEARLY_ALL * len(claim.terms) else ALIKE


def bridges(here: Reading, mark: Mark, there: Reading) -> Iterator[str]:
    """What stands in another text between the two words that a cue stands between here, where they are neighbours."""
    before, after = here.before(mark.start, 1), here.after(mark.end, 1)
    if not before or not after:
        return
    room = after[0].start - before[0].end - (mark.end - mark.start)
    reach = room + NEXT_TO["zh" if here.is_chinese else "en"]
    for one in there.landmarks:
        if one.term == before[0].term:
            for other in there.after(one.end, 2 * NEIGHBOURS):
                if other.term == after[0].term and other.start - one.end <= reach:
                    yield there.text[one.end : other.start]


def has_between(reading: Reading, kinds: Iterable[str], between: str) -> bool:
    """Whether a cue stands in a stretch of the text, or at least the verb that begins it: rejects the claim."""
    cues = (reading.written(mark) for mark in reading.marks if mark.kind in kinds)
    return any(cue in between or f" {cue.split()[0]} the " in between for cue in cues)


def is_dropped(claim: Reading, reading: Reading, mark: Mark, kinds: Iterable[str]) -> bool:
    """Whether the claim has the words around a cue of the sentence next to each other, without any such cue."""
    gaps = list(bridges(reading, mark, claim))
    return bool(gaps) and not any(has_between(claim, kinds, gap) for gap in gaps)


def same_numbers(figure: Figure, readings: Sequence[Reading]) -> list[tuple[Reading, Figure]]:
    """Where sentences have a number."""
    return [(reading, other) for reading in readings for other in reading.figures if figure.is_same(other)]


def names_in(*readings: Reading) -> frozenset[str]:
    """Every word that is a name in one of several texts."""
    return frozenset(token.term for reading in readings for token in reading.named)


def occurrences(readings: Sequence[Reading], term: str) -> list[tuple[Reading, Token]]:
    return [(reading, token) for reading in readings for token in reading.tokens if token.term == term]


def words(reading: Reading, mark: Mark, tokens: Sequence[Token] = ()) -> str:
    return reading.text[mark.start : max(mark.end, tokens[0].end) if tokens else mark.end]
