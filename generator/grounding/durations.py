"""Lengths of time that are no numbers, and seasons: a month, a few weeks, 一周, the third year in a row, this fall."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.grounding.reading import Reading

#: Each unit in English and Chinese, and what one of it may be as a number in the base units of `figures`.
_UNITS = {
    "hour": (r"hours?|小时", ()),
    "day": (r"days?|[天日]", (24 * 3600.0,)),
    "week": (r"weeks?|周|星期", (7 * 86400.0,)),
    "month": (r"months?|月", (30 * 86400.0, 31 * 86400.0, 28 * 86400.0)),
    "quarter": (r"quarters?|季度?", (3.0,)),
    "year": (r"years?|年", (12.0, 365 * 86400.0)),
    "decade": (r"decades?", (120.0,)),
}
_UNIT = "|".join(f"(?P<{unit}>{words})" for unit, (words, _) in _UNITS.items())
_NAMED = re.compile(rf"(?<![a-z])(?:{_UNIT})(?![a-z])", re.IGNORECASE)
_LENGTH = re.compile(
    rf"(?:\b(?:an?|one|few|several)\s+|第[一二三四五六七八九十\d]{{1,3}}个?|(?<!第)(?<![二三四五六七八九十])[一几数]个?)"
    rf"(?:{_UNIT})(?![a-z])",
    re.IGNORECASE,
)
_OF_TIME = ("months", "seconds")
_SEASON = re.compile(
    r"(?P<spring>\b(?:this|last|next|in|by|of|for|since|late|early)(?: the)? spring\b|春[季天])"
    r"|(?P<summer>\bsummer\b|夏[季天])"
    r"|(?P<autumn>\bautumn\b|\b(?:this|last|next|in|by|of|for|since|late|early)(?: the)? fall\b|秋[季天])"
    r"|(?P<winter>\bwinter\b|冬[季天])",
    re.IGNORECASE,
)


def other_lengths(claim: Reading, readings: Sequence[Reading]) -> Iterator[str]:
    """Each length of time of a claim in a unit that its sentences do not name, where they tell one in another."""
    for match in _LENGTH.finditer(claim.text):
        unit = match.lastgroup or ""
        if not any(period.start <= match.start() < period.end for period in claim.periods):
            told = frozenset().union(*(_told(reading) for reading in readings))
            is_named = any(unit in _named(_without_numbers(reading)) or _has(reading, unit) for reading in readings)
            if told and not is_named:
                yield match[0]


def other_seasons(claim: Reading, readings: Sequence[Reading]) -> Iterator[str]:
    """Each season of a claim where its sentences have only others."""
    theirs = {match.lastgroup for reading in readings for match in _SEASON.finditer(reading.text)}
    yield from (match[0] for match in _SEASON.finditer(claim.text) if theirs and match.lastgroup not in theirs)


def _named(text: str) -> frozenset[str]:
    return frozenset(match.lastgroup or "" for match in _NAMED.finditer(text))


def _without_numbers(reading: Reading) -> str:
    """A text without its lengths of time that are numbers: six months name no month."""
    text = reading.text
    for figure in reversed(reading.figures):
        if figure.unit in _OF_TIME:
            text = text[: figure.start] + text[figure.end :]
    return text


def _has(reading: Reading, unit: str) -> bool:
    """Whether one of a unit is told as a number of another: 12 months."""
    return any(figure.value in _UNITS[unit][1] for figure in reading.figures if figure.unit in _OF_TIME)


def _told(reading: Reading) -> frozenset[str]:
    """The units in which a text tells lengths of time."""
    numbers = (reading.written(figure) for figure in reading.figures if figure.unit in _OF_TIME)
    return _named(" ".join((*numbers, *(match[0] for match in _LENGTH.finditer(reading.text)))))
