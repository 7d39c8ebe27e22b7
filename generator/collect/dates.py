"""Dates as feeds write them, to aware UTC times. Pure; the clock is an argument."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo
from email.utils import parsedate_to_datetime
from functools import cache
from unicodedata import decimal
from urllib.parse import urlsplit

from dateutil import parser as dateutil_parser
from dateutil.tz import gettz

EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)
"""There were no feeds before; such dates are placeholders (1970, 0001)."""
AHEAD = timedelta(hours=36)
"""Zones written wrongly move a date by up to 14 hours, embargoes by a day; more is a mistake."""
_LONGEST = 80
_LANGUAGES = ("de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "ru", "tr", "uk", "el", "hu",
              "hi", "vi", "th", "ar", "ar_LB", "fa", "ro", "bg", "id")  # fmt: skip
_FILLERS = frozenset(["de", "del", "den", "der", "le", "el", "il", "um", "kl", "uhr"])
"""Words of dates in these languages that say nothing; those that are not ASCII need no list."""
_WORD = re.compile(r"[^\s\d,;:/()+-]+")
_NUMBERED_MONTH = re.compile(r"(?:tháng|thg)\s*(1[0-2]|0?[1-9])(?!\d)", re.IGNORECASE)
"""A month of Vietnamese."""
#: Letters, digits and signs as wide as a Chinese character.
_WIDE = {0xFEE0 + code: code for code in range(ord("!"), ord("~") + 1)}
_KANJI = re.compile(r"[〇零一二三四五六七八九十]{1,6}(?=\s*[年月日时時点點分])")
"""A number of a date, in words; no other word of dates has one before these signs."""
_KANJI_DIGITS = {"零": 0, **{digit: value for value, digit in enumerate("〇一二三四五六七八九")}}
#: The years before the first of an era: Reiwa and Heisei of Japan.
_ERAS = {"令和": 2018, "平成": 1988}
_ERA_YEAR = re.compile(r"(令和|平成)\s*(\d{1,2}|元)\s*(?=年)")
_BUDDHIST = re.compile(r"(?<![\d:+])(?<!:\d\d\.)(?:25[4-9]|26[0-4])\d(?!\d)")
"""The years from 1997 to 2106 as Thailand counts them, 543 more."""
#: Months of the Persian calendar, whose year begins with spring; and its years from 1995 on.
_PERSIAN_MONTHS = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split()
_PERSIAN = re.compile(
    r"(?<!\d)(?:(?P<year>1[34]\d\d)([/-])(?P<number>\d{1,2})\2(?P<day>\d{1,2})"
    rf"|(?P<day_>\d{{1,2}})\s+(?P<name>{'|'.join(_PERSIAN_MONTHS)})\s+(?P<year_>1[34]\d\d))(?!\d)"
)
_PERSIAN_EPOCH = 226_894
"""The day before the first of year 1, 21 March 622 as the Gregorian calendar has it, as `date.toordinal` counts."""

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
_DAY_OF_WEEK = re.compile(r"^[^\W\d]{2,12}\.?,?\s+(?=\d{1,2}\.?[ -](?:de )?[^\W\d]{3})")
"""Left out before it can be read as a month: "mar., 16 juin" is a Tuesday."""
_POINTS = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{4}\b")
"""Dates with points have the day first, wherever they are written."""
_OFFSET = re.compile(r"\b(?:GMT|UTC)\s?(?=[+-]\d)")
"""dateutil takes GMT+8 for eight hours west."""
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_PLACE = re.compile(r"\s?\[?(?<![A-Za-z])[A-Z][A-Za-z]+(?:/[A-Z][\w+-]+){1,2}\]?$")
"""The zone as Java and PHP name it, [Europe/Berlin]; alone it is one that nobody knows."""
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
#: Zones whose letters do not tell summer from winter.
_PLACES = {"ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles"}
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


def first_date(texts: Iterable[str], now: datetime) -> datetime | None:
    """The first of several dates that can be true."""
    return next(filter(None, (parse_date(text, now) for text in texts)), None)


def date_in_path(url: str, now: datetime) -> datetime | None:
    """The day an address names (/2026/06/21/…), as midnight UTC."""
    match = _IN_PATH.search(urlsplit(url).path)
    if not match:
        return None
    try:
        moment = datetime(int(match[1]), int(match[2]), int(match[3]), tzinfo=UTC)
    except ValueError:
        return None
    return moment if is_credible(moment, now) else None


def is_credible(moment: datetime, now: datetime) -> bool:
    return EARLIEST <= moment <= now + AHEAD


def _read(text: str) -> datetime | None:
    if not text.isascii():
        text = "".join(str(decimal(char, char)) for char in text.translate(_WIDE))
        text = _KANJI.sub(_from_kanji, text)
    text = _PLACE.sub("", _of_our_years(text))
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


def _from_kanji(match: re.Match[str]) -> str:
    """A number in words as digits: 二〇二六 digit by digit, 十, 十七, 二十 and 二十七 by tens."""
    tens, ten, ones = match[0].rpartition("十")
    if not ten:
        return "".join(str(_KANJI_DIGITS[digit]) for digit in ones)
    return f"{_KANJI_DIGITS.get(tens, 1)}{_KANJI_DIGITS.get(ones, 0)}"


def _of_our_years(text: str) -> str:
    """A date with the years that Japan, Thailand and Iran count as Gregorian ones."""
    text = _ERA_YEAR.sub(lambda year: str(_ERAS[year[1]] + (1 if year[2] == "元" else int(year[2]))), text)
    text = _BUDDHIST.sub(lambda year: str(int(year[0]) - 543), text)
    return _PERSIAN.sub(_from_persian, text)


def _from_persian(match: re.Match[str]) -> str:
    """A day of the Persian calendar as ISO 8601 has it; of 33 years eight are leap years, from 1799 to 2256."""
    year, day = int(match["year"] or match["year_"]), int(match["day"] or match["day_"])
    month = int(match["number"] or _PERSIAN_MONTHS.index(match["name"]) + 1)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return match[0]
    before = 31 * (month - 1) - max(0, month - 7)
    return date.fromordinal(_PERSIAN_EPOCH + 365 * (year - 1) + (8 * year + 21) // 33 + before + day).isoformat()


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
    text = _in_english(_OFFSET.sub("", _IN_BRACKETS.sub("", text)))
    day_first = bool(_POINTS.match(text))
    parser = dateutil_parser.parser()
    one, other = (parser.parse(text, default=fill, tzinfos=_zone, dayfirst=day_first) for fill in _FILLS)
    return one if one == other else None


def _in_english(text: str) -> str:
    """A date with English months and halves of the day, without days of the week and words that say nothing."""
    words = _names()
    text = _DAY_OF_WEEK.sub("", text.replace("،", ","))
    text = _NUMBERED_MONTH.sub(lambda month: _MONTHS[int(month[1]) - 1], text)
    return _WORD.sub(lambda word: _english(word[0], words), text).strip()


def _english(word: str, words: Mapping[str, str]) -> str:
    plain = word.lower().strip(".")
    if word in _PLACES:
        return word
    return words.get(plain, word if word.isascii() else "")


_MONTHS = [names[0] for names in dateutil_parser.parserinfo.MONTHS]


@cache
def _names() -> Mapping[str, str]:
    """What dateutil knows the words by that dates are written with; "" for those that say nothing."""
    from babel import Locale  # noqa: PLC0415 (50 ms that few feeds need)

    known = dateutil_parser.parserinfo
    english = {
        word.lower() for words in (known.MONTHS, known.WEEKDAYS, known.HMS, known.AMPM) for one in words for word in one
    }
    english.update(word.lower() for word in (*known.JUMP, *known.UTCZONE, *known.PERTAIN))
    names = dict.fromkeys(_FILLERS - english, "")
    for locale in map(Locale.parse, _LANGUAGES):
        for width in ("wide", "abbreviated"):
            halves, days = locale.day_periods["format"][width], locale.days["format"][width]
            found = [
                *((month, _MONTHS[number - 1]) for number, month in locale.months["format"][width].items()),
                *((word, "") for day in days.values() for word in day.split()),
                *((halves[half], half) for half in ("am", "pm") if half in halves),
            ]
            for word, told in found:
                is_a_word = told in ("am", "pm") and word.isascii() and word.isalpha()  # of another language: em, du
                if (plain := word.lower().strip(".")) not in english and not is_a_word:
                    names.setdefault(plain, told)
    return names


def _zone(name: str | None, offset: int | None) -> int | tzinfo | None:
    """A zone, or seconds east of UTC, as dateutil asks for them; a zone nobody knows is UTC."""
    letters = (name or "").upper()
    if offset is None and letters in _PLACES:
        return gettz(_PLACES[letters])
    return offset if offset is not None else _ZONE_SECONDS.get(letters, 0)
