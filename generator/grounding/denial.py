"""Denials that a claim adds to its sentences or drops from them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.grounding.alignment import ALIKE, NEARLY_ALL, alike, is_dropped, occurrences, words
from generator.grounding.reading import DENIED, Reading
from generator.grounding.wording import Token
from generator.text.stance import Mark
from generator.text.stems import stem
from generator.text.synonyms import sense

#: These are not what is denied: "without access for almost an hour", "not yet able".
_DEGREES = frozenset(sense(stem(word)) for word in ("almost", "nearly", "about", "roughly", "yet", "able"))
_OPINIONS = frozenset(sense(stem(word)) for word in ("think", "believe", "consider"))
#: A denial that only sets a date: "not until Friday".
_UNTIL = re.compile(r"\buntil\b|\bbefore\b|才|直到|之前")

#: Who is excluded cannot use it, and what is banned is no longer done.
_NO_LEAVE = re.compile(
    r"\b(?:cannot|can't|can ?not|can no longer|may not|may no longer|no longer|not allowed)\b", re.IGNORECASE
)
_EXCLUDES = re.compile(
    r"\b(?:bans?|banned|banning|bars?|barred|blocks?|blocked|exclud\w+|forbid\w*|prohibit\w*|restrict\w*|suspend\w*"
    r"|remov\w+|retir\w+|discontinu\w+|stop(?:s|ped|ping)?|end(?:s|ed|ing)?|except)\b",
    re.IGNORECASE,
)


#: In Chinese, what has not happened: 尚未签署.
_UNDONE = re.compile("(?:尚未|还未|仍未|还没有?|尚无|没有|未(?![经来必成免]))(?P<what>[\u4e00-\u9fff]{2})")


def undone(claim: Reading, native: Sequence[Reading]) -> Iterator[str]:
    """In Chinese, what has not happened told as what has, where no sentence has it without the denial."""
    for match in [found for reading in native for found in _UNDONE.finditer(reading.text)]:
        what = match["what"]
        is_told = any(what in _UNDONE.sub("", reading.text) for reading in native)
        if what in claim.text and not is_told and not claim.of_kind("negation", "planned", "possible", "future"):
            yield f"the sentence cited denies it: “{match[0]}”"


def denials(claim: Reading, cited: Sequence[Reading], native: Sequence[Reading]) -> Iterator[str]:
    ours = claim.of_kind("negation")
    if ours and not any(reading.of_kind("negation") for reading in cited):
        if not _is_antonym_of_denial(claim, cited):
            yield f"no sentence cited says “{words(claim, ours[0])}”"
        return
    for mark in ours:
        yield from _added_denial(claim, native, mark)
    for reading in native:
        for mark in reading.of_kind("negation"):
            if not _UNTIL.search(reading.text, mark.end):
                yield from _dropped_denial(claim, native, reading, mark)


def _added_denial(claim: Reading, native: Sequence[Reading], mark: Mark) -> Iterator[str]:
    tokens = claim.scope(mark, 1)
    there = occurrences(native, tokens[0].term) if tokens else []
    if there and all(reading.denies(token.start) for reading, token in there):
        return
    is_affirmed = bool(there) and not any(reading.denies(token.start) for reading, token in there)
    is_bridged = any(
        is_dropped(reading, claim, mark, ("negation",)) for reading in native if _is_comparable(claim, reading)
    )
    if is_affirmed or is_bridged:
        yield f"the sentences cited do not deny what the claim does: “{words(claim, mark, tokens)}”"


def _dropped_denial(claim: Reading, native: Sequence[Reading], reading: Reading, mark: Mark) -> Iterator[str]:
    scope = [token for token in reading.scope(mark, DENIED) if _is_deniable(reading, token)]
    is_denied_too = any(claim.denies(other.start) for token in scope for other in claim.of_term(token.term))
    if is_denied_too and scope[0].term in _OPINIONS:  # "do not think it is safe" is "is not safe"
        return
    tokens = [token for token in scope[:2] if token.term in claim.terms][:1]
    ours = [other for token in tokens for _, other in occurrences([claim], token.term)]
    elsewhere = [o for t in tokens for r, o in occurrences(native, t.term) if not r.denies(o.start)]
    is_same = len(claim.terms & reading.terms) >= NEARLY_ALL * len(claim.terms)
    is_here = (bool(ours) and is_same) or any(alike(claim, other, reading, tokens[0]) >= ALIKE for other in ours)
    is_affirmed = is_here and not elsewhere and not any(claim.denies(other.start) for other in ours)
    if is_affirmed or (_is_comparable(reading, claim) and is_dropped(claim, reading, mark, ("negation",))):
        yield f"the sentence cited denies it: “{words(reading, mark, tokens)}”"


def _is_comparable(one: Reading, other: Reading) -> bool:
    """Whether a denial between two words would stand between them in the other text, too, or nowhere."""
    return one.has_fixed_order or not other.of_kind("negation")


def _is_deniable(reading: Reading, token: Token) -> bool:
    is_number = any(figure.start <= token.start < figure.end for figure in reading.figures)
    return token.term not in _DEGREES and not is_number


def _is_antonym_of_denial(claim: Reading, cited: Sequence[Reading]) -> bool:
    """Whether the sentences say without "not" what the claim denies the opposite of: "bans" for "does not allow"."""
    axes = {(mark.kind, mark.pole) for mark in claim.directions if claim.denies(mark.start)}
    is_excluded = _NO_LEAVE.search(claim.text) is not None and not _EXCLUDES.search(claim.text)
    return any(
        (is_excluded and _EXCLUDES.search(reading.text))
        or any((mark.kind, 1 - mark.pole) in axes for mark in reading.directions)
        for reading in cited
    )
