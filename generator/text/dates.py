"""Dates that a text names, reckoned from the day it was published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "一": 1, "二": 2, "三": 3, "四": 4}
_FORMS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<!\d)(?P<y>20\d\d)\s*年\s*(?P<m>\d{1,2})\s*月(?:\s*(?P<d>\d{1,2})\s*[日号])?",
        r"(?<!\d)(?P<y>20\d\d)-(?P<m>\d{2})-(?P<d>\d{2})(?!\d)",
        r"(?<![\d年])(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*[日号]",
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<mon>{_MONTH})\b\.?,?(?:\s+(?P<y>20\d\d))?",
        rf"\b(?P<mon>{_MONTH})\b\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:|,\d)\b(?:,?\s+(?P<y>20\d\d))?",
        rf"\b(?P<mon>{_MONTH})\b\.?,?\s+(?P<y>20\d\d)\b",
        r"\b(?P<q>first|second|third|fourth) quarter(?: of)?(?:\s+(?P<y>20\d\d))?",
        r"\bQ(?P<q>[1-4])\s*(?:of\s*)?(?P<y>20\d\d)?\b",
        r"(?<!\d)(?P<y>20\d\d)\s*年(?:第)?(?P<q>[一二三四])季度",
        r"\b(?:in|by|since|during|until|before|end of|early|late|mid-?)\s+(?P<y>20\d\d)\b",
        r"(?<!\d)(?P<y>20\d\d)\s*年(?!\s*\d|第|[一二三四]季)",
    )
]


class Named(NamedTuple):
    """A date as a text names it. text: 2026-06-15, 2026-06 or 2026; last: the last day it can mean."""

    text: str
    last: date
    start: int
    end: int


def dates_in(text: str, published: date) -> Iterator[Named]:
    """The dates that `text` names, in order, none twice; where the year is missing, the one nearest to `published`."""
    taken: list[tuple[int, int]] = []
    found = []
    for form in _FORMS:
        for match in form.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())  # an impossible date is no date: not its month either
            if named := _named(match, published):
                found.append(named)
    yield from sorted(found, key=lambda named: named.start)


def _named(match: re.Match[str], published: date) -> Named | None:
    parts = match.groupdict()
    month = _month(parts)
    day = int(parts["d"]) if parts.get("d") else None
    year = int(parts["y"]) if parts.get("y") else None
    try:
        if month is None:
            return None if year is None else Named(str(year), date(year, 12, 31), *match.span())
        year = year or _nearest_year(month, day or 1, published)
        if day is None:
            return Named(f"{year}-{month:02d}", _month_end(year, month), *match.span())
        return Named(date(year, month, day).isoformat(), date(year, month, day), *match.span())
    except ValueError:
        return None


def _month(parts: dict[str, str | None]) -> int | None:
    """The month meant; the last one of a quarter, since a quarter's promise is due at its end."""
    if parts.get("m"):
        return int(parts["m"] or 0)
    if name := parts.get("mon"):
        return next(number for number, month in enumerate(_MONTHS, 1) if month.startswith(name.lower()[:3]))
    if quarter := parts.get("q"):
        return 3 * (_ORDINALS.get(quarter.lower()) or int(quarter))
    return None


def _nearest_year(month: int, day: int, published: date) -> int:
    years = (published.year - 1, published.year, published.year + 1)
    return min(years, key=lambda year: abs((date(year, month, min(day, 28)) - published).days))


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
