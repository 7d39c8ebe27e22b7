"""Words of direction where the sentences have the opposite: rose for fell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.grounding.alignment import ALIKE, alike, names_in, needed, words
from generator.grounding.reading import Reading
from generator.text.stance import Mark

#: A bound and no direction.
_UP_TO = re.compile(r"up to\b", re.IGNORECASE)


def opposites(claim: Reading, cited: Sequence[Reading]) -> Iterator[str]:
    """A word of direction where the sentence has its opposite; what has the same word in its place is set aside."""
    for reading in cited:
        settled = _settled(claim, reading)
        left = [mark for mark in reading.directions if mark not in settled.values()]
        for mark in claim.directions:
            if mark not in settled and not _UP_TO.match(claim.text, mark.start):
                yield from _opposite(claim, mark, reading, [other for other in left if other.kind == mark.kind])
        yield from _denied_otherwise(claim, reading)


def _settled(claim: Reading, reading: Reading) -> dict[Mark, Mark]:
    """Words of direction of the claim with the same word of the sentence, each once, the best placed first.

    Not where an opposite stands in its place: "rose 56 %, while sales to China fell" does not say that it fell 56 %.
    """
    is_native = claim.is_chinese == reading.is_chinese  # else no words around them tell which of them are placed alike
    pairs = [
        (alike(claim, mark, reading, other), mark, other)
        for mark in claim.directions
        for other in reading.directions
        if _is_same_word(claim, mark, reading, other) and (is_native or _turns_as(claim, mark, reading, other))
    ]
    placed = {mark: max(score for score, it, _ in pairs if it == mark) for _, mark, _ in pairs}
    taken = {it for it, score in placed.items() if _rival(claim, it, reading) >= score + ALIKE}
    settled: dict[Mark, Mark] = {}
    for _, mark, other in sorted(pairs, key=lambda pair: -pair[0]):
        if mark not in settled and mark not in taken and other not in settled.values():
            settled[mark] = other
    return settled


def _rival(claim: Reading, mark: Mark, reading: Reading) -> int:
    """How many words around a word of direction stand around its opposite in the sentence."""
    opposite = (it for it in reading.directions if it.kind == mark.kind and it.pole != mark.pole)
    return max((alike(claim, mark, reading, it) for it in opposite), default=0)


def _opposite(claim: Reading, mark: Mark, reading: Reading, rivals: Sequence[Mark]) -> Iterator[str]:
    rivals = [other for other in rivals if not _have_other_objects(claim, mark, reading, other)]
    placed = [(alike(claim, mark, reading, other), _turns_as(claim, mark, reading, other), other) for other in rivals]
    same = max((score for score, is_same, _ in placed if is_same), default=-1)
    score, other = max(((s, o) for s, is_same, o in placed if not is_same), default=(-1, mark), key=lambda e: e[0])
    if score > same and score >= needed(claim, reading):
        yield f"the sentence cited says “{words(reading, other)}”, the claim “{words(claim, mark)}”"


def _have_other_objects(claim: Reading, mark: Mark, reading: Reading, other: Mark) -> bool:
    """Whether a name follows both directly and not the same: who leaves one firm may join another."""
    ours = [token for token in claim.after(mark.end, 1) if token.start == mark.end + 1]
    theirs = [token for token in reading.after(other.end, 1) if token.start == other.end + 1]
    return (
        bool(ours)
        and bool(theirs)
        and ours[0].term != theirs[0].term
        and {ours[0].term, theirs[0].term} <= names_in(claim, reading)
    )


def _denied_otherwise(claim: Reading, reading: Reading) -> Iterator[str]:
    """The same word of direction, denied in one and not in the other, and nowhere as the claim has it."""
    for mark in claim.directions:
        same = [other for other in reading.directions if _is_same_word(claim, mark, reading, other)]
        is_turned = not any(_turns_as(claim, mark, reading, other) for other in same)
        if is_turned and any(alike(claim, mark, reading, other) >= ALIKE for other in same):
            yield f"the sentence cited does not say “{words(claim, mark)}” so"


def _is_same_word(one: Reading, mark: Mark, other: Reading, there: Mark) -> bool:
    if one.is_chinese != other.is_chinese or not one.has_fixed_order:
        return (mark.kind, mark.pole) == (there.kind, there.pole)
    return mark.kind == there.kind and words(one, mark).lower() == words(other, there).lower()


def _turns_as(claim: Reading, mark: Mark, reading: Reading, other: Mark) -> bool:
    """Whether two directions agree; a denial turns one."""
    return mark.pole ^ (claim.denies(mark.start)) == other.pole ^ (reading.denies(other.start))
