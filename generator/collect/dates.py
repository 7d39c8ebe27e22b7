"""Dates as feeds write them, to aware UTC times. Pure; the clock is an argument."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from dateutil import parser as dateutil_parser

EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)
"""There were no feeds before; such dates are placeholders (1970, 0001)."""
AHEAD = timedelta(hours=36)
"""Zones written wrongly move a date by up to 14 hours, embargoes by a day; more is a mistake."""
_LONGEST = 80
_LANGUAGES = ("de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "ru", "tr")
_FILLERS = ["de", "del", "den", "der", "le", "el", "il", "à", "um", "kl", "uhr"]
"""Words of dates in these languages that say nothing."""

_CHINESE = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]?\s*(?:[(（]?(?:星期|周)\w[)）]?)?")
_CHINESE_TIME = re.compile(r"(\d{1,2})\s*[时時点點]\s*(?:(\d{1,2})\s*分?)?")
#: Halves of the day before the hour, as dates in Chinese, Japanese and Korean have them.
_HALVES = re.compile(r"(?:(上午|早上|凌晨|午前|오전)|下午|晚上|中午|午後|오후)\s*(\d{1,2}(?::\d{2}){0,2})")
#: RFC 822 and 5322 with a zone that the standard library knows: of others it makes UTC.
_RFC822 = re.compile(
    r"(?:[a-z]{3,9},? )?\d{1,2}[ -][a-z]{3,9}[ -]\d{2,4} \d{1,2}:\d{2}(?::\d{2})?"
    r"(?: ?[+-]\d{4}| (?:UT|UTC|GMT|Z|[ECMP][SD]T))?",
    re.IGNORECASE,
)
_POINTS = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{4}\b")
"""Dates with points have the day first, wherever they are written."""
_OFFSET = re.compile(r"\b(?:GMT|UTC)\s?(?=[+-]\d)")
"""dateutil takes GMT+8 for eight hours west."""
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_LEAP_SECOND = re.compile(r"(\d{2}:\d{2}):60(?!\d)")
_END_OF_DAY = re.compile(r"(?<=[T ])24:00(?::00)?(?!\d)")
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
_HAS_YEAR = re.compile(r"\d{4}|'\d\d|\b\d\d\b")
_IN_PATH = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/_-]|$)")
#: Zones named by letters, which dateutil would otherwise read as UTC; one letter sequence for several is the commonest.
_ZONES = {"UT": 0, "Z": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
          "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2, "EET": 2, "EEST": 3, "MSK": 3,
          "IST": 5.5, "HKT": 8, "SGT": 8, "KST": 9, "JST": 9,
          "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13}  # fmt: skip
_ZONE_SECONDS = {name: int(hours * 3600) for name, hours in _ZONES.items()}
#: Two fills for what a text leaves out: where the results differ in more than the time of day, no date was given.
_FILLS = (datetime(2000, 1, 1), datetime(2001, 2, 2))  # noqa: DTZ001 (a fill has no zone)


def parse_date(text: str, now: datetime) -> datetime | None:
    """A date in any usual form (RFC 822, RFC 3339, Chinese, epoch seconds) as UTC; None where it cannot be true.

    Without a zone it is UTC, without a time of day midnight. Too early (before 1995) or more than 36 hours after
    `now` is None.
    """
    text = " ".join(text[:_LONGEST].split())
    moment = _read(text) if text else None
    return moment if moment and is_credible(moment, now) else None


def first_date(texts: Iterable[str | None], now: datetime) -> datetime | None:
    """The first of several dates that can be true."""
    return next((moment for text in texts if text and (moment := parse_date(text, now))), None)


def date_in_path(url: str, now: datetime) -> datetime | None:
    """The day an address names (/2026/06/21/…), as midnight UTC."""
    match = _IN_PATH.search(urlsplit(url).path)
    if not match:
        return None
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return moment if is_credible(moment, now) else None


def is_credible(moment: datetime, now: datetime) -> bool:
    return EARLIEST <= moment <= now + AHEAD


def _read(text: str) -> datetime | None:
    text = _CHINESE_TIME.sub(lambda time: f"{time[1]}:{time[2] or '00'}", _CHINESE.sub(r"\1-\2-\3 ", text))
    text = _HALVES.sub(
        lambda half: f"{half[2] if ':' in half[2] else half[2] + ':00'} {'AM' if half[1] else 'PM'}", text
    )
    text = _LEAP_SECOND.sub(r"\1:59", text).strip()
    begun = _END_OF_DAY.sub("00:00:00", text)
    late = timedelta(days=1) if begun != text else timedelta()
    for read in (_rfc822, _iso, _epoch, _free):
        try:
            moment = read(begun)
        except (ValueError, OverflowError, IndexError, TypeError, AttributeError, ArithmeticError):
            continue  # what the readers raise on nonsense; the next one may know the form
        if moment:
            return _utc(moment, late)
    return None


def _utc(moment: datetime, late: timedelta) -> datetime | None:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        return aware.astimezone(UTC).replace(microsecond=0) + late
    except (OverflowError, ValueError):
        return None


def _rfc822(text: str) -> datetime | None:
    """RFC 822 and 5322; the standard library reads -0000 as no zone, which is UTC for us."""
    return parsedate_to_datetime(text) if _RFC822.fullmatch(text) else None


def _iso(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text[:4].isdigit() and "-" in text[:8] else None


def _epoch(text: str) -> datetime | None:
    return datetime.fromtimestamp(int(text[:10]), UTC) if _EPOCH.fullmatch(text) else None


def _free(text: str) -> datetime | None:
    """Anything else, as long as year, month and day are all in it."""
    if not _HAS_YEAR.search(text):
        return None
    text = _OFFSET.sub("", _IN_BRACKETS.sub("", text))
    day_first = bool(_POINTS.match(text))
    parser = dateutil_parser.parser(_names())
    one, other = (parser.parse(text, default=fill, tzinfos=_zone, dayfirst=day_first) for fill in _FILLS)
    return one if one == other else None


@cache
def _names() -> dateutil_parser.parserinfo:
    """The names of months and days in the languages that feeds are written in, for dateutil."""
    from babel import Locale  # noqa: PLC0415 (50 ms that few feeds need)

    known = dateutil_parser.parserinfo
    locales = [Locale.parse(language) for language in _LANGUAGES]
    taken = {
        word.lower() for words in (known.MONTHS, known.WEEKDAYS, known.HMS, known.AMPM) for one in words for word in one
    }
    taken.update(word.lower() for word in (*known.JUMP, *known.UTCZONE, *known.PERTAIN))

    named = {
        "JUMP": [*known.JUMP, *_FILLERS],
        "MONTHS": _with_names(known.MONTHS, [it.months["format"] for it in locales], range(1, 13), taken),
        "WEEKDAYS": _with_names(known.WEEKDAYS, [it.days["format"] for it in locales], range(7), taken),
    }
    info: dateutil_parser.parserinfo = type("Names", (known,), named)()
    return info


def _with_names(
    english: Sequence[Sequence[str]], languages: Iterable[Any], keys: range, taken: set[str]
) -> list[tuple[str, ...]]:
    """dateutil's names with the long and short ones of the languages. taken: words that mean something already."""
    names = [list(known) for known in english]
    for widths in languages:
        for number, key in enumerate(keys):
            new = {widths[width][key].lower().strip(".") for width in ("wide", "abbreviated")} - taken
            names[number] += sorted(new)
            taken |= new
    return [tuple(known) for known in names]


def _zone(name: str | None, offset: int | None) -> int:
    """Seconds east of UTC, as dateutil asks for them; a zone nobody knows is UTC."""
    return offset if offset is not None else _ZONE_SECONDS.get((name or "").upper(), 0)
