"""Numbers that a claim gives to another measure: per year, not per month; a valuation, not a sum raised."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.grounding.alignment import same_numbers
from generator.grounding.reading import Reading
from generator.grounding.wording import Token
from generator.text.figures import CURRENCIES, Figure
from generator.text.substitutes import may_stand_for

#: Words between a number and what is counted, and what follows in a clause: a plural.
COUNTED = 3
_PLURAL = re.compile(r"[a-z]{3}s$")
#: What stands between a part and the whole: "two of the 31", "two out of 31", "zwei von 31".
_OF = re.compile(r"\s*(?:(?:out )?of (?:the |its |their )?|von (?:den |seinen |ihren |insgesamt )?)")
_STOP = re.compile(r"[,;:.()]|\b(?:of|in|for|on|to|with|by|from|at|and|or|a|per|than)\b|\d")
#: Plurals that measure and count nothing.
_NO_THING = frozenset(
    "times days weeks months years hours minutes seconds percent dollars euros yuan tokens points".split()
)
#: How often something is, in German.
_GERMAN_RATES = {
    "stunde": "hour",
    "tag": "day",
    "woche": "week",
    "monat": "month",
    "quartal": "quarter",
    "jahr": "year",
}
#: How often, right after a number, with at most what it is per between: $20 per user per month, $20 a month.
_RATE_AFTER = re.compile(
    r"\s*(?:\w+\s+)?(?:(?:per|an?|each|every)\s+(?!(?:day|week|month|year|hour|quarter)\b)\w+,?\s+)?"
    r"(?:(?:per|an?|each|every)\s+(?P<english>hour|day|week|month|quarter|year)\b"
    rf"|(?:pro|im|am|je|in der)\s+(?P<german>{'|'.join(_GERMAN_RATES)})\b)",
    re.IGNORECASE,
)
#: What was before: "500, up from 40"; and what tells in a claim that it was.
_EARLIER = re.compile(
    r"\b(?:(?:up|down) from|instead of|rather than|statt|anstelle von)\s+(?:\w+ )?[$€£¥]?$",
    re.IGNORECASE,
)
_WAS = re.compile(
    r"\b(?:was|were|had|did|ago|last|previous\w*|earlier|former\w*|before|from|compared|instead|against|than|then|used"
    r"|rather|war|waren|hatten?|statt|anstelle|bisher|zuvor|vorher|früher|ursprünglich|geplant\w*)\b",
    re.IGNORECASE,
)
#: What may stand between a word and an amount of money.
_AMOUNT = r"[^,;.:\d]{0,24}?[$€£¥]?$"
#: What a number measures, by what is said right before it and right after it.
_MEASURES = {
    # "values it at $5 billion", "a $5 billion pre-money valuation"
    "valuation": (rf"\b(?:valuation|valu(?:e[sd]?|ing)|worth)\b{_AMOUNT}", r"(?: \w+-money)? valuation\b"),
    # "raised $40 million", "$40 million in seed funding"; not "raised its forecast to $40 million"
    "funding": (
        r"\b(?:rais(?:e[sd]?|ing)|secur(?:e[sd]?|ing)|invest(?:s|ed|ing)?|commit(?:s|ted|ting)?)"
        r"\s+(?:(?!to\b|by\b)\w+\s+){0,5}[$€£¥]?$",
        r" (?:in (?:\w+ )?)?funding\b",
    ),
    "sales": (r"\b(?:sells?|sold|selling)\s+(?:\w+\s+){0,2}[$€£¥]?$", r"(?!)"),
    # "a context of 128,000 tokens", "trained on 15 trillion tokens"
    "context": (rf"\bcontext\b{_AMOUNT}", r"[ -](?:tokens? )?context\b"),
    "training": (r"\b(?:pre-?)?train(?:ed|ing)? (?:on|with) (?:\w+ ){0,3}$", r"(?!)"),
    # it rose by 8%, "8% more" of it
    "growth": (
        r"\b(?:rose|rises?|risen|gr[eo]w|grows|grown|increas(?:es|ed)|climb(?:s|ed)|jump(?:s|ed)|up)(?: by)?\s+$",
        r"(?<=[%t]) (?:more|less|fewer|higher|lower|faster|slower|cheaper)\b",
    ),
    # a share: "8% of the market"
    "share": (r"(?!)", r"(?<=[%t])\s+of\b"),
}
_BEFORE, _AFTER = ({name: re.compile(pair[at], re.IGNORECASE) for name, pair in _MEASURES.items()} for at in (0, 1))
_OF_PERCENTAGES = ("growth", "share")
#: What is counted in money or percent, by the noun nearest before the number or right after it.
_NOUNS = {
    "revenue": r"\b(?:revenues?|sales|turnover|Umsatz\w*)\b|营收|收入|销售额",
    "profit": r"\b(?:profits?|income|earnings|Gewinn\w*)\b|利润|盈利",
    "loss": r"\b(?:loss(?:es)?|Verlust\w*)\b|亏损",
    "spending": r"\b(?:spending|capex|expenditures?|Ausgaben)\b|支出|开支",
    "shares": r"\b(?:shares|stock|Aktien?)\b|股价",
}
_NOUN = re.compile("|".join(f"(?P<{name}>{words})" for name, words in _NOUNS.items()), re.IGNORECASE)
_IN_NOUN = re.compile(rf"\s?(?:(?:in|of|an|的)\s?)?(?:\w+ )?(?:{_NOUN.pattern})", re.IGNORECASE)
_GERMAN_SCALE = re.compile(r"(?:Millionen|Milliarden?|Mio|Mrd)\b")
#: A number of a quarter or half-year is none of a year, and the change within a year none within a quarter.
_QUARTER = re.compile(
    r"\bquarter|\bQ[1-4]\b|Quartal|季度|[一二三四]季|\b(?:first|second)[ -]half\b|\bhalf[- ]year|Halbjahr|半年",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"\b(?:this|in the|for the|full|fiscal|whole|last) year\b(?! (?:earlier|ago|before))|\bannual(?:ly)?\b"
    r"|\bim (?:ganzen |Gesamt)?Jahr\b|全年|(?<!半)年度|(?:今|去)年(?!同期|第|[一二三四上下])",
    re.IGNORECASE,
)
_CHANGE = re.compile(r"(同比|环比)[^，。；\d]{0,8}$")
#: By how much something changes, and where it stands or ends: "by 14%", "in 14% of them", "to $7".
_BY = re.compile(r"\bby (?:about |around |nearly |almost |some )?[$€£¥]?$", re.IGNORECASE)
_LEVEL = re.compile(
    r"\b(?:to|in|at|than|(?:rate|share|score|accuracy) of) (?:about |around |nearly |almost |some )?[$€£¥]?$",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r" ?(?:more|less|fewer|higher|lower|faster|slower|cheaper|better|worse|increase|cut|drop|discount)\b"
)
#: Characters before a number that are looked at for what it measures.
_NEAR = 48


def mismeasured(claim: Reading, native: Sequence[Reading]) -> Iterator[str]:
    """In words, each number of a claim that is one of something else wherever the sentences have it."""
    for figure in claim.figures:
        same = same_numbers(figure, native)
        if same:
            yield from _rates(claim, figure, same)
            yield from _measures(claim, figure, same)
            yield from _of_another(claim, figure, same)
            yield from _spans(claim, figure, same)
            yield from _wholes(claim, figure, same)
            yield from _earlier(claim, figure, same)
            yield from _changes(claim, figure, same)
            yield from _counted(claim, figure, same, native)


_Same = Sequence[tuple[Reading, Figure]]


def _rates(claim: Reading, figure: Figure, same: _Same) -> Iterator[str]:
    """A number per year that is one per month."""
    ours = _rate(claim, figure)
    theirs = [_rate(reading, other) for reading, other in same]
    if ours and all(theirs) and ours not in theirs:
        yield f"the sentences cited do not have {claim.written(figure)} per {ours}"


def _rate(reading: Reading, figure: Figure) -> str:
    """How often a number is said to be right after it, in English; empty where that is not said."""
    match = _RATE_AFTER.match(reading.text, figure.end)
    written = match[match.lastgroup].lower() if match and match.lastgroup else ""
    return _GERMAN_RATES.get(written, written)


def _measures(claim: Reading, figure: Figure, same: _Same) -> Iterator[str]:
    """A number that measures something else: a sum raised that is a valuation."""
    ours = _measured(claim, figure)
    theirs = [_measured(reading, other) for reading, other in same]
    if ours and not any(not kinds or ours & kinds for kinds in theirs):
        written = claim.written(figure)
        yield f"in the sentences cited {written} is no {', '.join(sorted(ours))}"


def _measured(reading: Reading, figure: Figure) -> frozenset[str]:
    """What a number is said to measure; nothing where that stands elsewhere."""
    before = reading.text[max(0, figure.start - _NEAR) : figure.start]
    said = {name for name, pattern in _BEFORE.items() if pattern.search(before)}
    said |= {name for name, pattern in _AFTER.items() if pattern.match(reading.text, figure.end)}
    return frozenset(name for name in said if (name in _OF_PERCENTAGES) == (figure.unit == "%"))


def _of_another(claim: Reading, figure: Figure, same: _Same) -> Iterator[str]:
    """A number of the profit that is one of the revenue; a change within a year that is one within a quarter."""
    for find in (_noun, _change):
        ours = find(claim, figure)
        theirs = [find(reading, other) for reading, other in same]
        if ours and all(theirs) and ours not in theirs:
            yield f"in the sentences cited {claim.written(figure)} is one of {theirs[0]}"


def _noun(reading: Reading, figure: Figure) -> str:
    """What a number in money or percent is of; empty where that is not said."""
    is_german_sum = not figure.unit and _GERMAN_SCALE.search(reading.text, figure.start, figure.end)
    if not is_german_sum and figure.unit not in CURRENCIES | {"%"}:
        return ""
    if after := _IN_NOUN.match(reading.text, figure.end):
        return after.lastgroup or ""
    start = reading.part_before(figure.start)
    return next((found.lastgroup or "" for found in reversed([*_NOUN.finditer(reading.text, start, figure.start)])), "")


def _change(reading: Reading, figure: Figure) -> str:
    found = _CHANGE.search(reading.text[: figure.start])
    return found[1] if found else ""


def _spans(claim: Reading, figure: Figure, same: _Same) -> Iterator[str]:
    """A number of a year that is one of a quarter."""
    is_of_year = _YEAR.search(claim.text) is not None and not _QUARTER.search(claim.text)
    if is_of_year and all(_QUARTER.search(r.text) and not _YEAR.search(r.text) for r, _ in same):
        yield f"in the sentences cited {claim.written(figure)} is one of a part of the year"


def _wholes(claim: Reading, figure: Figure, same: _Same) -> Iterator[str]:
    """Of "missed two of 31 cases" the 31 as what was missed."""
    said = {other.value for other in claim.figures}
    lead = [token.term for token in claim.before(figure.start, 1)]
    parts = [(reading, _part(reading, other)) for reading, other in same]
    if lead and all(
        part and part.value not in said and lead == [token.term for token in reading.before(part.start, 1)]
        for reading, part in parts
    ):
        yield f"in the sentence cited it is only a part of {claim.written(figure)}"


def _earlier(claim: Reading, figure: Figure, same: _Same) -> Iterator[str]:
    """Of "500, up from 40" the 40 as what it is."""
    is_earlier = all(_EARLIER.search(reading.text[max(0, o.start - _NEAR) : o.start]) for reading, o in same)
    if is_earlier and not claim.is_chinese and not claim.periods and not _WAS.search(claim.text):
        yield f"in the sentence cited {claim.written(figure)} is what it was before"


def _changes(claim: Reading, figure: Figure, same: _Same) -> Iterator[str]:
    """A number by which something changes that is one it has."""
    is_change = _BY.search(claim.text[: figure.start]) is not None
    if is_change and all(_LEVEL.search(r.text[: o.start]) and not _COMPARED.match(r.text, o.end) for r, o in same):
        yield f"in the sentence cited nothing changes by {claim.written(figure)}"


def _part(reading: Reading, whole: Figure) -> Figure | None:
    """The number that is said to be so many of another."""
    return next((part for part in reading.figures if _OF.fullmatch(reading.text[part.end : whole.start])), None)


def _counted(claim: Reading, figure: Figure, same: _Same, native: Sequence[Reading]) -> Iterator[str]:
    """A number of things of which the sentences do not give that number."""
    ours = _things(claim, figure)[:1]
    theirs = [_things(reading, other) for reading, other in same]
    if not ours or not all(theirs) or any(ours[0].term == token.term for things in theirs for token in things):
        return
    counted = [reading.written(thing) for (reading, _), things in zip(same, theirs, strict=True) for thing in things]
    is_named = any(ours[0].term in reading.terms for reading in native)
    if is_named or not any(may_stand_for(claim.written(ours[0]), thing) for thing in counted):
        yield f"in the sentence cited it is not {claim.text[figure.start : ours[0].end].strip()}"


def _things(reading: Reading, figure: Figure) -> list[Token]:
    """The plurals among the words after a number, before the next comma, number or preposition."""
    if figure.unit:
        return []
    found = []
    for token in reading.after(figure.end, COUNTED):
        word = reading.written(token)
        if _STOP.search(reading.text[figure.end : token.start]):
            break
        if _PLURAL.search(word) and word not in _NO_THING:
            found.append(token)
    return found
