"""Whether a translated line says what its original says: the same numbers, dates and names, nothing denied or added.

The check reads English and Chinese. What cannot be held against the original is refused: it stays untranslated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator.grounding.certainty import MODAL
from generator.grounding.contradiction import contradictions
from generator.grounding.facts import Basis, count_facts, missing_facts, share_a_word
from generator.grounding.reading import Reading
from generator.text.names import NameFinder
from generator.text.words import count_words

#: The languages that can be held against each other.
CHECKED = frozenset({"en", "zh"})
#: Neither of original and translation has more than so many times the other's words; two Chinese characters count as
#: one. The honest ones of tests/data/grounding/translations.yml have 0.6 to 2.0 times their original's.
LONGEST = 2.5
#: English words that Chinese can only say with a denial.
_DENIAL = re.compile(r"\b(?:nobody|nothing|none|unclear|unknown|unable|unlikely|fail(?:s|ed)?)\b", re.IGNORECASE)


def unfaithful(original: str, translation: str, day: date, names: NameFinder) -> str:
    """Why a translation does not say what its original says, in words; empty where nothing speaks against it.

    day: from which relative dates of both are reckoned; names: finds those of the vocabulary in either language.
    """
    theirs, ours = (Reading(text, day, names) for text in (original, translation))
    return next(_faults(theirs, ours), "")


def _faults(theirs: Reading, ours: Reading) -> Iterator[str]:
    if ours.is_chinese == theirs.is_chinese:
        yield "it is in the language of the original"
        return
    length, whole = count_words(ours.text), count_words(theirs.text)
    if not whole <= LONGEST * length or not length <= LONGEST * whole:
        yield "it is far longer or shorter than the original"
    yield from (f"{fact} is not in the original" for fact in missing_facts(ours, Basis([theirs])))
    yield from (
        f"it lacks {fact} of the original" for fact in missing_facts(theirs, Basis([ours])) if _is_due(fact, theirs)
    )
    yield from _turned(theirs, ours)
    if not count_facts(theirs) and not share_a_word(theirs, ours):
        yield "nothing in it can be held against the original"


def _is_due(fact: str, theirs: Reading) -> bool:
    """Whether a translation must have it: speech may become indirect, and the first word has its capital anyway."""
    return not fact.startswith("“") and not (theirs.text.startswith(fact) and fact.isalpha())


def _turned(theirs: Reading, ours: Reading) -> Iterator[str]:
    """What is denied, or only possible, on one side; and what `contradictions` finds on either."""
    if _is_denial(theirs) != _is_denial(ours):
        yield "something is denied on one side only"
    for one, other in ((theirs, ours), (ours, theirs)):
        if one.of_kind("possible") and not other.of_kind(*MODAL):
            yield "something is only possible on one side"
        yield from contradictions(one, [other])


def _is_denial(reading: Reading) -> bool:
    return bool(reading.of_kind("negation")) or _DENIAL.search(reading.text) is not None
