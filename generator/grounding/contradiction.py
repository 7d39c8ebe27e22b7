"""What turns the sense of a sentence: a denial added or dropped, the other direction, more certainty, another speaker.

Each check takes a place of the claim, finds the same place in the sentences by the words around it, and asks what
stands there. Where the words around differ, nothing is said: a paraphrase is not a contradiction.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.grounding.abroad import turned_abroad
from generator.grounding.acts import exchanged
from generator.grounding.binding import torn
from generator.grounding.bounds import unbounded
from generator.grounding.certainty import hearsay, modalities, told_as_done
from generator.grounding.denial import denials, denied_abroad, excluded, undone
from generator.grounding.direction import opposites
from generator.grounding.exchange import inverted, swapped
from generator.grounding.measures import mismeasured
from generator.grounding.narrowing import widened
from generator.grounding.offices import misplaced
from generator.grounding.ranking import misranked
from generator.grounding.reading import Reading
from generator.grounding.restriction import unrestricted
from generator.grounding.roles import confused, crossed, displaced, numbers, roles
from generator.grounding.segments import turned
from generator.grounding.speakers import misquoted, speakers
from generator.grounding.substitution import substituted
from generator.grounding.unsettled import unsettled


def denied(claim: Reading, cited: Sequence[Reading]) -> Iterator[str]:
    """In words, what a claim says that the sentences cited deny or leave out."""
    native = [reading for reading in cited if reading.is_chinese == claim.is_chinese]
    yield from denials(claim, cited, native)
    yield from excluded(claim, native)
    yield from unsettled(claim, native)


def contradictions(claim: Reading, cited: Sequence[Reading]) -> Iterator[str]:
    """In words, every way in which a claim says the opposite, or more, than the sentences cited."""
    native = [reading for reading in cited if reading.is_chinese == claim.is_chinese]
    yield from denied(claim, cited)
    yield from opposites(claim, cited)
    yield from unbounded(claim, cited)
    yield from misplaced(claim, cited)
    yield from turned_abroad(claim, cited)
    foreign = [reading for reading in cited if reading not in native]
    yield from told_as_done(claim, foreign)
    yield from denied_abroad(claim, foreign)
    yield from crossed(claim, foreign)
    yield from swapped(claim, cited)
    yield from inverted(claim)
    yield from confused(claim, cited)
    yield from misranked(claim, cited)
    yield from mismeasured(claim, cited)
    if native:
        yield from undone(claim, [reading for reading in native if reading.is_chinese])
        yield from modalities(claim, native)
        yield from speakers(claim, native)
        yield from misquoted(claim, native)
        yield from hearsay(claim, native)
        yield from roles(claim, [reading for reading in native if reading.has_fixed_order])
        yield from exchanged(claim, native)
        yield from torn(claim, native)
        yield from widened(claim, native)
        yield from unrestricted(claim, native)
        yield from displaced(claim, native, lambda reading: reading.named)
        yield from displaced(claim, native, numbers)
        yield from turned(claim, native)
        yield from substituted(claim, native)
