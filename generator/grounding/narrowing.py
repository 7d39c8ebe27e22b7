"""Limits that a claim drops: of a part, mostly, formerly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.grounding.alignment import is_dropped, words
from generator.grounding.certainty import is_past
from generator.grounding.reading import Reading
from generator.grounding.wording import Token
from generator.text.stance import Mark

#: What tells of the past without a word for it.
_PAST = re.compile(r"\b(?:was|were|had|until|till|ex-|then)\b|曾|原|前", re.IGNORECASE)
_UNTIL_SOME_DAY = r"until\b(?! (?:now|today))"
#: "was head of it until 2024" no longer is.
_UNTIL = (
    re.compile(rf"\b(?:was|were) (?P<what>[^,;.\s][^,;.]{{2,60}}?) {_UNTIL_SOME_DAY}", re.IGNORECASE),
    re.compile(r"\bUntil (?!now|today)[^;.]{2,60}? (?:was|were) (?P<what>[^,;.\s][^,;.]{2,60})"),
)
#: "was valued at 5 billion in 2021"
_WAS = re.compile(r"\b(?:was|were)\s+(?P<what>\w+)\b", re.IGNORECASE)
#: "led it until March"
_UNTIL_THEN = re.compile(rf"[^,;.]{{2,60}} {_UNTIL_SOME_DAY}", re.IGNORECASE)
#: "leads", "leading"
_NOW = re.compile(r"(?:ing|(?<![us])s)$")
#: In Chinese it stands behind what it is one of.
_ONE_OF = "之一"
_NOWADAYS = re.compile(r"\bnow\s+$", re.IGNORECASE)
_PARTS = ("partial", "majority")
#: "The first increase in two years", 两年来首次; what keeps that in a claim.
_FIRST = re.compile(
    r"\b(?P<en>first|largest|biggest|highest|lowest|fastest|worst|best)\b(?: (?!for |first )[\w'’-]{1,20}){0,4}"
    r" (?:since|in (?:\w+ ){0,3}(?:weeks|months|quarters|years|decades))\b"
    r"|(?:[年月周]|季度)以?来[^，。；]{0,4}?(?P<zh>首[次个家款]|最[高低大小])",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\b(?:since|(?:week|month|quarter|year|decade)s?)\b|[年月周]|季度", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,;.:]\s|$")


def widened(claim: Reading, native: Sequence[Reading]) -> Iterator[str]:
    """In words, a part told as the whole and what was told as what is."""
    yield from _first_in(claim, native)
    for reading in native:
        yield from _of_part(claim, reading)
        if not claim.of_kind("former") and not _PAST.search(claim.text):
            for over in _over(claim, reading):
                yield f"in the sentence cited it is no longer so: “{over}”"


def _first_in(claim: Reading, native: Sequence[Reading]) -> Iterator[str]:
    """The first in some years told as the first."""
    if _SINCE.search(claim.text):
        return
    for found in (found for reading in native for found in _FIRST.finditer(reading.text)):
        what = found[found.lastgroup or 0].casefold()
        times = sum(reading.folded.count(what) for reading in native)
        if times == 1 and what in claim.folded:
            yield f"the sentence cited only says “{found[0]}”"


def _of_part(claim: Reading, reading: Reading) -> Iterator[str]:
    if claim.of_kind(*_PARTS):
        return
    for mark in reading.of_kind(*_PARTS):
        if is_dropped(claim, reading, mark, _PARTS) or _is_cut_off(claim, reading, mark):
            yield f"the sentence cited only says it of a part: “{words(reading, mark, reading.scope(mark, 1))}”"


def _over(claim: Reading, reading: Reading) -> Iterator[str]:
    """What is over by the words of the sentence and told as lasting, as the sentence has it."""
    for mark in reading.of_kind("former"):
        if is_dropped(claim, reading, mark, ("former",)) or _begins_without(claim, reading, mark):
            yield words(reading, mark, reading.scope(mark, 1))
    told = [(match, match["what"]) for form in _UNTIL for match in form.finditer(reading.text)]
    told += [(match, f" is {match['what']} ") for match in _was(reading)]
    yield from (match[0] for match, what in told if what.casefold() in claim.folded)
    yield from _done_until(claim, reading)
    yield from _now(claim, reading)


def _done_until(claim: Reading, reading: Reading) -> Iterator[str]:
    """What somebody did until some day and does in the claim."""
    for match in _UNTIL_THEN.finditer(reading.text):
        for token in reading.tokens:
            if match.start() <= token.start < match.end() and is_past(_form(reading, token)):
                now = [other for other in claim.of_term(token.term) if _NOW.search(_form(claim, other))]
                if now and not any(is_past(_form(claim, other)) for other in claim.of_term(token.term)):
                    yield match[0].strip()


def _now(claim: Reading, reading: Reading) -> Iterator[str]:
    """What somebody did before and does now in the claim: "previously required" told as "now requires"."""
    for mark in reading.of_kind("former"):
        for verb in reading.after(mark.end, 1):
            if any(_NOWADAYS.search(claim.text[: token.start]) for token in claim.of_term(verb.term)):
                yield words(reading, mark, [verb])


def _form(reading: Reading, token: Token) -> str:
    return reading.written(token).lower()


def _begins_without(claim: Reading, reading: Reading, mark: Mark) -> bool:
    """Whether a claim begins as the sentence does, without the cue at its beginning."""
    ours, theirs = claim.landmarks[:2], reading.after(mark.end, 2)
    is_same = len(ours) > 1 and [token.term for token in ours] == [token.term for token in theirs]
    return is_same and not reading.text[: mark.start].strip()


def _is_cut_off(claim: Reading, reading: Reading, mark: Mark) -> bool:
    """Whether a claim has what stands beside a cue at the beginning or, in Chinese, at the end: 最高的产品之一."""
    before = {token.term for token in reading.before(mark.start, 2)}
    is_last = reading.written(mark) == _ONE_OF and len(before) > 1 and before <= claim.terms
    return is_last or _begins_without(claim, reading, mark)


def _was(reading: Reading) -> Iterator[re.Match[str]]:
    """What was so in a year that is over."""
    over = [p.start for p in reading.periods if p.is_year and p.first.year < reading.published.year]
    for match in _WAS.finditer(reading.text):
        end = _CLAUSE_END.search(reading.text, match.end())
        if end and any(match.end() <= start < end.start() for start in over):
            yield match
