"""Denials that a claim adds to its sentences or drops from them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.grounding.alignment import ALIKE, NEARLY_ALL, alike, is_dropped, occurrences, words
from generator.grounding.reading import DENIED, Reading
from generator.grounding.wording import Token
from generator.text.quotations import folded, stands_in
from generator.text.stance import Mark
from generator.text.synonyms import sense_of
from generator.text.translations import in_english

#: These are not what is denied: "without access for almost an hour", "not yet able".
_DEGREES = frozenset(sense_of(word) for word in ("almost", "nearly", "about", "roughly", "yet", "able"))
_IS = re.compile(r"\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|do|does|did)\s+$", re.IGNORECASE)
_OPINIONS = frozenset(sense_of(word) for word in ("think", "believe", "consider"))
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
_UNDONE = re.compile("(?:尚未|还未|仍未|还没有?|尚无|没有|未(?![经来必成免可]))(?P<what>[\u4e00-\u9fff]{2})")


#: What is left out or is no cause, with the words by which a claim keeps that.
_EXCLUDED = re.compile(
    r"\b(?:rul(?:ed?|es|ing) out|unrelated to|nothing to do with|not (?:caused by|due to|because of|related to)"
    r"|other than|apart from)\s+(?:(?:an?|the|its|any)\s+)?(?P<en>[^\s,;:.]+)"
    r"|(?:与|和|跟)(?P<zh>[^，。；]{2,12}?)无关|排除了?(?P<out>[^，。；]{2,8})"
    r"|\b(?:hat|haben|habe) nichts mit (?:\w+ )?(?P<de>[A-ZÄÖÜ]\w+) zu tun"
    r"|\bschl(?:ießt|oss) (?:\w+ )?(?P<aus>[A-ZÄÖÜ]\w+) aus\b",
    re.IGNORECASE,
)
_KEEPS = re.compile(
    r"\b(?:other|apart|except|exclud\w*|ruled?|rules|ruling|unrelated|rather|instead|outside|non-?\w*|not?|dismiss\w*"
    r"|nichts?|schl(?:ießt|oss)|ander\w+)\b|无关|排除|而非|不|并非|外",
    re.IGNORECASE,
)


#: How English says without "not" what Chinese denies: unknown, without, free of, limits.
_DENIES_OTHERWISE = re.compile(
    r"\b(?:un\w{3,}|\w{3,}less|without|free|regardless|independent\w*|lacks?|lacking|fail\w*|yet|only|rather|instead|except"
    r"|exclud\w*|stop\w*|end(?:s|ed)?|bann?\w*|bars?|barred|block\w*|prevent\w*|avoid\w*|refus\w*|declin\w*|reject\w*"
    r"|withh[eo]ld\w*|keep\w*|kept|secret\w*|clos\w+|remov\w*|less|few\w*|despite|still|remain\w*|hard\w*|difficult\w*)\b",
    re.IGNORECASE,
)
#: Characters after a Chinese denial in which that is what it denies.
_DENIED = 10


def denied_abroad(claim: Reading, foreign: Sequence[Reading]) -> Iterator[str]:
    """In English, what Chinese sentences deny wherever they speak of it, told without any denial."""
    if claim.is_chinese or claim.of_kind("negation") or _DENIES_OTHERWISE.search(claim.text):
        return
    terms = {token.term for token in claim.tokens}
    for reading in foreign:
        for mark in reading.of_kind("negation"):
            part = reading.text[mark.end : min(mark.end + _DENIED, reading.clause(mark)[1])]
            rest = reading.text.replace(part, "")
            said = {sense_of(word) for word in in_english(part)} - {sense_of(word) for word in in_english(rest)}
            if part and said & terms:
                yield f"the sentence cited denies it: “{reading.written(mark)}{part}”"


def excluded(claim: Reading, native: Sequence[Reading]) -> Iterator[str]:
    """What the sentences leave out or rule out, told without that; nowhere else do they speak of it."""
    if _KEEPS.search(claim.text) or claim.of_kind("negation"):
        return
    for match in [found for reading in native for found in _EXCLUDED.finditer(reading.text)]:
        what = folded(match[match.lastgroup or 0])
        times = sum(reading.folded.count(what) for reading in native)
        if times == 1 and stands_in(what, claim.folded):
            yield f"the sentence cited denies it: “{match[0]}”"


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
    tokens = [token for token in claim.scope(mark, DENIED) if _is_deniable(claim, token)][:1]
    there = occurrences(native, tokens[0].term) if tokens else []
    denied = [reading.denies(token.start) or _is_subject_of_denial(reading, token) for reading, token in there]
    if there and all(denied):
        return
    is_affirmed = bool(there) and not any(denied)
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
    if ours and all(claim.denies(other.start) for other in ours):
        return
    elsewhere = [o for t in tokens for r, o in occurrences(native, t.term) if not r.denies(o.start)]
    is_same = len(claim.terms & reading.terms) >= NEARLY_ALL * len(claim.terms)
    is_here = (bool(ours) and is_same) or any(alike(claim, other, reading, tokens[0]) >= ALIKE for other in ours)
    is_without = bool(ours) and not claim.of_kind("negation") and not _KEEPS.search(claim.text)
    is_told = is_without or (is_here and not any(claim.denies(other.start) for other in ours))
    is_affirmed = (is_told and not elsewhere) or _is_denied_of_subject(claim, native, tokens)
    if is_affirmed or (_is_comparable(reading, claim) and is_dropped(claim, reading, mark, ("negation",))):
        yield f"the sentence cited denies it: “{words(reading, mark, tokens)}”"


def _is_denied_of_subject(claim: Reading, native: Sequence[Reading], denied: Sequence[Token]) -> bool:
    """Whether a claim without a denial says what is denied of a subject: "the code is not released", released the code.

    denied: a word of the claim that is denied. The subject must be denied that wherever it is told of.
    """
    if not denied or claim.of_kind("negation"):
        return False
    subjects = claim.terms - {token.term for token in denied}
    told = [occurrences(native, term) for term in subjects]
    return any(there and all(_is_subject_of_denial(*place) for place in there) for there in told)


def _is_subject_of_denial(reading: Reading, token: Token) -> bool:
    """Whether a word stands in a clause before "is not"; in Chinese before any denial."""
    for mark in reading.of_kind("negation"):
        start, _ = reading.clause(mark)
        if start <= token.start < mark.start and (reading.is_chinese or _IS.search(reading.text[: mark.start])):
            return True
    return False


def _is_comparable(one: Reading, other: Reading) -> bool:
    """Whether a denial between two words would stand between them in the other text, too, or nowhere."""
    return one.has_fixed_order or not other.of_kind("negation")


def _is_deniable(reading: Reading, token: Token) -> bool:
    return token.term not in _DEGREES and not reading.is_number(token)


def _is_antonym_of_denial(claim: Reading, cited: Sequence[Reading]) -> bool:
    """Whether the sentences say without "not" what the claim denies the opposite of: "bans" for "does not allow"."""
    axes = {(mark.kind, mark.pole) for mark in claim.directions if claim.denies(mark.start)}
    is_excluded = _NO_LEAVE.search(claim.text) is not None and not _EXCLUDES.search(claim.text)
    return any(
        (is_excluded and _EXCLUDES.search(reading.text))
        or any((mark.kind, 1 - mark.pole) in axes for mark in reading.directions)
        for reading in cited
    )
