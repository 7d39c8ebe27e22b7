"""Plans, possibilities and hearsay that a claim tells as facts, and facts that it tells as possibilities."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.enrich.alignment import ALIKE, alike, bridges, has_between, is_dropped, words
from generator.enrich.reading import Reading
from generator.text.stance import Mark


#: Kinds of stance.yml that make a statement less than a fact.
MODAL = ("possible", "planned", "future")
_HAS_HAPPENED = re.compile(r"\b(?:has|have|had|already)\b|已|了")
_PAST = re.compile(r"(?:ed|en)$")
_PAST_FORMS = frozenset(
    "began built bought brought came chose cut drew fell found gave gone got grew held kept led left lost made met paid"
    " ran rose said saw sold sent spent stood took won wrote".split()
)


def modalities(claim: Reading, native: Sequence[Reading]) -> Iterator[str]:
    """A plan told as a fact, a possibility as certain, or the reverse."""
    theirs = [(reading, mark) for reading in native for mark in reading.of_kind(*MODAL)]
    for mark in claim.of_kind(*MODAL):
        placed = [(alike(claim, mark, reading, other), other.kind) for reading, other in theirs]
        same = max((score for score, kind in placed if _may_become(kind, mark.kind)), default=-1)
        score, _ = max((entry for entry in placed if not _may_become(entry[1], mark.kind)), default=(-1, ""))
        is_added = any(is_dropped(reading, claim, mark, MODAL) for reading in native) and same < ALIKE
        if is_added or (score >= ALIKE and score > same):
            said = words(claim, mark, claim.scope(mark, 1))
            yield f"the sentences cited do not say “{said}” as certainly or as loosely"
    for reading, mark in theirs:
        if _is_overclaimed(claim, reading, mark):
            yield f"the sentence cited only says “{words(reading, mark, reading.scope(mark, 1))}”"


def _may_become(there: str, here: str) -> bool:
    return there == here or (there, here) == ("future", "planned")


def _is_overclaimed(claim: Reading, reading: Reading, mark: Mark) -> bool:
    """Whether the claim drops a modal; a headline may say "launches" or "to launch" for "will launch"."""
    gaps = [gap for gap in bridges(reading, mark, claim) if not has_between(claim, (*MODAL, "hearsay", "said"), gap)]
    if not gaps:
        return _is_said_done(claim, reading, mark)
    if mark.kind == "future" or any(re.search(r"\bto\b", gap) for gap in gaps):
        verb = reading.after(mark.end, 1)[0].term
        forms = [claim.text[token.start : token.end].lower() for token in claim.tokens if token.term == verb]
        return any(_HAS_HAPPENED.search(gap) for gap in gaps) or any(_is_past(form) for form in forms)
    return True


def _is_said_done(claim: Reading, reading: Reading, mark: Mark) -> bool:
    """Whether a Chinese claim has 已 before the very word that the sentence has a modal before."""
    verbs = {token.term for token in reading.after(mark.end, 1)} if claim.is_chinese else set()
    ours = [token.start for token in claim.tokens if token.term in verbs]
    done = any("已" in claim.text[max(0, start - 3) : start] for start in ours)
    theirs = [token.start for token in reading.tokens if token.term in verbs]
    return done and not any("已" in reading.text[max(0, start - 3) : start] for start in theirs)


def _is_past(word: str) -> bool:
    return _PAST.search(word) is not None or word in _PAST_FORMS


def hearsay(claim: Reading, native: Sequence[Reading]) -> Iterator[str]:
    if claim.of_kind("hearsay", "possible"):
        return
    for reading in native:
        if len(claim.of_kind("said")) <= len(reading.of_kind("said")):  # else the claim names its source instead
            for mark in reading.of_kind("hearsay"):
                if is_dropped(claim, reading, mark, ("hearsay",)):
                    told = words(reading, mark, reading.scope(mark, 1))
                    yield f"the sentence cited only has it as hearsay: “{told}”"
