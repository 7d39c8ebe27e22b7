"""Turns of sense in languages of free word order: judged by the segment of the sentences that is nearest to a claim.

Where verbs end their clause and anything may begin it, the words beside a cue do not tell what it turns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from generator.grounding.alignment import NEARLY_ALL, names_in, words
from generator.grounding.certainty import MODAL
from generator.grounding.reading import PREFIX, Reading
from generator.grounding.wording import Token
from generator.text.stance import Mark

#: Share of a claim's words that its nearest segment has at least; else nothing is said.
NEAR = 0.5
_BREAK = re.compile(r"[,;:()\n]|[.!?](?=\s|$)|\s[–—-]\s|\s(?:und|aber|sondern)\s")
#: What a plan or a denial before the comma governs: dass, ob, or an infinitive with "zu".
_GOVERNED = re.compile(r",\s*(?:(?:dass|ob|wie)\b|[^,;:.]{0,200}\b(?:zu \w{1,40}n|\w{1,20}zu\w{1,40}en)\W*$)")
_HAS_HAPPENED = re.compile(r"\b(?:hat|haben|hatte|hatten|wurde|wurden|bereits|schon)\b")
#: What governs a name that is no subject or object: als and gegen tell who is meant, the others may be an agent's.
_APPOSED = r"\s+(?:d\w\w\s+)?(?:[A-ZÄÖÜ][\w-]{1,40}\s+)?$"
_TELLING = re.compile(rf"\b(?i:(als|gegen|laut|an)){_APPOSED}")
_GOVERNOR = re.compile(
    r"\b(?i:von|vom|durch|bei|beim|mit|in|im|für|zu|zum|zur|auf|aus|vor|nach|zwischen|über|unter|um)"
    rf"{_APPOSED}|\b[A-ZÄÖÜ][\w-]{{1,40}} (?:des|der){_APPOSED}"
)
#: Before an object.
_OBJECT = re.compile(rf"\b(?i:den|einen|ihn){_APPOSED}")
_BEFORE = 40


class Segment(NamedTuple):
    """A stretch of a sentence that says something by itself."""

    reading: Reading
    start: int
    end: int

    @property
    def terms(self) -> frozenset[str]:
        return frozenset(token.term[:PREFIX] for token in self.reading.landmarks if self._has(token))

    @property
    def marks(self) -> list[Mark]:
        return [mark for mark in self.reading.marks if self._has(mark)]

    def _has(self, place: Token | Mark) -> bool:
        return self.start <= place.start < self.end


def turned(claim: Reading, native: Sequence[Reading]) -> Iterator[str]:
    """In words, what the nearest segment only plans, thinks possible or denies, and what it says of others."""
    if claim.has_fixed_order:
        return
    segment = _nearest(claim, native)
    if segment:
        yield from _overclaimed(claim, segment)
        yield from _reversed(claim, segment)
    for reading in native:
        yield from _exchanged(claim, reading)


def segments_of(reading: Reading) -> list[Segment]:
    """The segments of a text in order; what is governed across a comma is one."""
    edges = [0, *(match.start() for match in _BREAK.finditer(reading.text)), len(reading.text)]
    found: list[Segment] = []
    for start, end in pairwise(edges):
        is_governed = bool(found) and _GOVERNED.match(reading.text[start:end]) is not None
        found.append(Segment(reading, found.pop().start if is_governed else start, end))
    return found


def _nearest(claim: Reading, native: Sequence[Reading]) -> Segment | None:
    """The segment that has most of a claim's words; of two the one that turns less."""
    ours = frozenset(token.term[:PREFIX] for token in claim.landmarks)
    found = [segment for reading in native for segment in segments_of(reading)]
    best = max(found, key=lambda segment: (len(ours & segment.terms), -len(segment.marks)), default=None)
    return best if best and len(ours & best.terms) >= NEAR * len(ours) else None


def _overclaimed(claim: Reading, segment: Segment) -> Iterator[str]:
    if claim.of_kind(*MODAL, "hearsay"):
        return
    text = segment.reading.written(segment)
    is_done = _HAS_HAPPENED.search(claim.text) is not None and not _HAS_HAPPENED.search(text)
    for mark in segment.marks:
        if mark.kind in MODAL and (mark.kind != "future" or is_done):
            yield f"the sentence cited only says “{words(segment.reading, mark, segment.reading.scope(mark, 1))}”"


def _reversed(claim: Reading, segment: Segment) -> Iterator[str]:
    """A word of direction of which the segment has only the opposite, nothing being denied: angenommen, lehnte ab."""
    theirs = {mark[:2]: mark for mark in segment.marks if mark.is_direction}
    ours = {mark[:2]: mark for mark in claim.directions}
    if claim.of_kind("negation") or any(mark.kind == "negation" for mark in segment.marks):
        return
    for (kind, pole), mark in ours.items():
        other = theirs.get((kind, 1 - pole))
        if other and (kind, pole) not in theirs and (kind, 1 - pole) not in ours:
            yield f"the sentence cited says “{words(segment.reading, other)}”, the claim “{words(claim, mark)}”"


def _exchanged(claim: Reading, reading: Reading) -> Iterator[str]:
    """Two names that have changed places, or what governs them, in a claim that has nearly all its words from there."""
    if len(claim.terms & reading.terms) < NEARLY_ALL * len(claim.terms):
        return
    names = names_in(claim, reading)
    ours, theirs = _governed(claim, names), _governed(reading, names)
    for one, other in combinations([name for name in ours if name in theirs], 2):
        (here, by), (there, its) = ours[other], theirs[one]
        is_moved = (ours[one][0] < here) != (there < theirs[other][0])
        is_plain = by == ours[one][1] == its == theirs[other][1] == ""
        is_swapped = ours[one][1] != by and (ours[one][1], by) == (theirs[other][1], its)
        if (is_plain and is_moved) or is_swapped:
            yield f"in the sentence cited {one} and {other} are the other way round"


def _governed(reading: Reading, names: frozenset[str]) -> dict[str, tuple[tuple[bool, int], str]]:
    """Each of the names that is a subject, an object or told apart by what governs it: its place, and that word.

    A name with an article that only an object has comes after every other.
    """
    found: dict[str, tuple[tuple[bool, int], str]] = {}
    cues = {mark.start for mark in reading.marks}
    plain = [Token(reading.written(t).lower(), *t[1:]) for t in reading.tokens]
    for name in sorted((*reading.named, *plain), key=lambda token: token.start):
        before = reading.text[max(0, name.start - _BEFORE) : name.start]
        telling = _TELLING.search(before)
        if name.term in names and name.start not in cues and (telling or not _GOVERNOR.search(before)):
            place = (_OBJECT.search(before) is not None, name.start)
            found.setdefault(name.term, (place, telling[1].lower() if telling else ""))
    return found
