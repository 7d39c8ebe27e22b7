"""Dates as feeds write them, to aware UTC times. Pure; the clock is an argument."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from dateutil import parser as dateutil_parser

EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)
"""There were no feeds before; such dates are placeholders (1970, 0001)."""
AHEAD = timedelta(hours=36)
"""Zones written wrongly move a date by up to 14 hours, embargoes by a day; more is a mistake."""
_LONGEST = 80

_CHINESE = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日?\s*(?:[(（]?(?:星期|周)\w[)）]?)?")
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
_HAS_YEAR = re.compile(r"\d{4}|'\d\d|\b\d\d\b")
_IN_PATH = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/_-]|$)")
#: Zones named by letters in American dates (RFC 822), which dateutil would otherwise read as UTC.
_ZONES = {"UT": 0, "Z": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
          "BST": 1, "CET": 1, "CEST": 2, "JST": 9}  # fmt: skip
_ZONE_SECONDS = {name: hours * 3600 for name, hours in _ZONES.items()}
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
    text = _CHINESE.sub(r"\1-\2-\3 ", text).strip()
    for read in (_rfc822, _iso, _epoch, _free):
        try:
            moment = read(text)
        except (ValueError, OverflowError, IndexError, TypeError, AttributeError, ArithmeticError):
            continue  # what the readers raise on nonsense; the next one may know the form
        if moment:
            return _utc(moment)
    return None


def _utc(moment: datetime) -> datetime | None:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        return aware.astimezone(UTC).replace(microsecond=0)
    except (OverflowError, ValueError):
        return None


def _rfc822(text: str) -> datetime | None:
    """RFC 822 and 5322; the standard library reads -0000 as no zone, which is UTC for us."""
    return parsedate_to_datetime(text) if text[:1].isalpha() or text[1:3].strip().isalpha() else None


def _iso(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text[:4].isdigit() and "-" in text[:8] else None


def _epoch(text: str) -> datetime | None:
    return datetime.fromtimestamp(int(text[:10]), UTC) if _EPOCH.fullmatch(text) else None


def _free(text: str) -> datetime | None:
    """Anything else, as long as year, month and day are all in it."""
    if not _HAS_YEAR.search(text):
        return None
    one, other = (dateutil_parser.parse(text, default=fill, tzinfos=_zone) for fill in _FILLS)
    return one if one == other else None


def _zone(name: str | None, offset: int | None) -> int:
    """Seconds east of UTC, as dateutil asks for them; a zone nobody knows is UTC."""
    return offset if offset is not None else _ZONE_SECONDS.get((name or "").upper(), 0)
