"""Limits to whom, where and when something holds that a claim drops: an age, a condition, a test, an average."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.grounding.alignment import NEARLY_ALL, same_numbers
from generator.grounding.reading import Reading
from generator.text.figures import Figure

_I = re.IGNORECASE
#: Each limit with the words by which a claim keeps it.
_AGE = (
    re.compile(
        r"\b(?:under|over|below|above|aged|older than|younger than) (?:the age of )?\d{1,2}\b"
        r"(?! ?%|[.,]\d| (?!years\b)[a-z]{3,20}s\b)|\d{1,3}岁",
        _I,
    ),
    re.compile(r"\d{2}|\b(?:teen|minor|child|kid|young|adult|age)|岁|未成年|儿童|少年", _I),
)
_CONDITION = (
    re.compile(
        r"(?<!even)(?<!as)(?<!asked)(?<!ask)(?<!see)(?<!know)(?<!unclear)(?<!determine)(?<!decide)(?<!check)(?<!tell)"
        r"\s(?:if|provided(?: that)?|as long as)\s"
        r"|^If\s(?!you(?:'re|’re)? (?:like|love|want|need|prefer|looking|ever|still|have been))"
        r"|如果|(?<!倘)若(?!干)|倘若|前提是|只要"
    ),
    re.compile(
        r"\b(?:if|provided|unless|once|when|should|condition\w*|subject|depend\w*|as long as|until|require[sd]?|must)\b"
        "|若|如果|只要|一旦|前提|条件|后|需",
        _I,
    ),
)
_PURPOSE = (
    re.compile(
        r"\bfor (?:research|(?:non-?|un)commercial|personal|educational|evaluation)\b(?: use| purposes?)?(?! and)"
        "|仅[限供用于]{1,2}(?:科研|研究|学习|个人|非商业)",
        _I,
    ),
    re.compile(r"\b(?:research\w*|(?:non-?|un)commercial\w*|personal\w*|educat\w+|evaluat\w+)\b|研|学|个人|非商", _I),
)
#: In a limited setting, or on the whole, a number was found.
_TEST = (
    re.compile(
        r"\bin (?:an? |its |their |the )?(?:\w+ ){0,2}(?:tests?|testing|trials?|pilots?|simulations?|experiments?)\b"
        r"|在[^，。]{0,8}(?:测试|试点|试验|实验)中",
        _I,
    ),
    re.compile(r"\b(?:test|trial|pilot|simulat|experiment|stud|benchmark|lab)|测试|试点|试验|实验|研究", _I),
)
_AVERAGE = (
    re.compile(
        r"\b(?:on average|an average of|averag(?:es?|ed|ing)|im (?:Durchs|S)chnitt|durchschnittlich)\b|平均(?!工资)", _I
    ),
    re.compile(r"\b(?:average|mean|typical|schnitt|durchschnitt)|(?<=per) |平均|均", _I),
)
#: How far from a number it is said to be an average, with no comma between.
_NEAR = 24
#: Anyone of a kind, told apart by what follows: "Customers with annual contracts keep …".
_KIND = re.compile(r"^(?P<kind>[A-Z][a-z]{3,}s) (?:with|who|that|whose|without|under|over|aged) (?P<which>[^,;]+)")
_CLAUSE_END = re.compile(
    r"[;；。]|[,，](?=\s*(?:but|while|and)\b|\s*但|\s*而)|\b(?:but|while|whereas)\b"
    r"|\band (?=(?:may|will|can|could|might|would|is|are|has|have)\b)"
)
_COMMA = re.compile(r"[,;，；。]")
#: Words that a claim has of a clause at least, to be taken from it.
LEAST = 3


def unrestricted(claim: Reading, native: Sequence[Reading]) -> Iterator[str]:
    """In words, each limit of the clause a claim is taken from that it drops."""
    for reading in native:
        for limit, kept in (_AGE, _CONDITION, _PURPOSE):
            for found in limit.finditer(reading.text):
                if not kept.search(claim.text) and _is_taken_from(claim, reading, found):
                    yield f"the sentence cited limits it: “{found[0].strip()}”"
        yield from _kinds(claim, reading)
    for figure in claim.figures:
        same = same_numbers(figure, native)
        for limit, kept, edge in ((*_TEST, _CLAUSE_END), (*_AVERAGE, _COMMA)):
            near = [
                _near(reading, other, limit, edge) for reading, other in same if figure.unit or limit is _AVERAGE[0]
            ]
            if near and all(near) and not kept.search(claim.text):
                yield f"the sentence cited has {claim.written(figure)} only “{near[0]}”"


def _is_taken_from(claim: Reading, reading: Reading, limit: re.Match[str]) -> bool:
    """Whether a claim has nearly all its words from the clause of a limit."""
    start, stop = _clause(reading, limit.start(), limit.end(), _CLAUSE_END)
    here = {token.term for token in reading.landmarks if start <= token.start < stop}
    names = frozenset(token.term for token in claim.named)  # "the model" there may be named here
    ours = claim.landmark_terms - (names - here)
    return len(ours & here) >= max(LEAST, NEARLY_ALL * len(ours))


def _near(reading: Reading, figure: Figure, limit: re.Pattern[str], edge: re.Pattern[str]) -> str:
    """What limits a number between two edges; empty where nothing does."""
    start, stop = _clause(reading, figure.start, figure.end, edge)
    if edge is _COMMA:
        start, stop = max(start, figure.start - _NEAR), min(stop, figure.end + _NEAR)
    found = limit.search(reading.text, start, stop)
    return found[0] if found else ""


def _clause(reading: Reading, start: int, end: int, edge: re.Pattern[str]) -> tuple[int, int]:
    """From the edge before a place to the one after it."""
    edges = [found.start() for found in edge.finditer(reading.text)]
    before = max((at for at in edges if at <= start), default=0)
    return before, min((at for at in edges if at >= end), default=len(reading.text))


def _kinds(claim: Reading, reading: Reading) -> Iterator[str]:
    """What some of a kind do, told of the kind."""
    found = _KIND.match(reading.text)
    if not found or not claim.text.startswith(f"{found['kind']} "):
        return
    which = {token.term for token in reading.landmarks if found.start("which") <= token.start < found.end("which")}
    after = claim.after(found.end("kind"), 1)
    told = reading.after(found.end("kind"), 1)
    if after and told and after[0].term in which and after[0].term != told[0].term and told[0].term not in claim.terms:
        yield f"the sentence cited says it of “{found[0]}”"
