"""Dates and periods that a text names, reckoned from the day it was published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from generator.text.calendar import DAYS, GERMAN_MONTHS, MONTHS
from generator.text.words import plain_letters

_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
_GERMAN_MONTH = "|".join(GERMAN_MONTHS)
_MONTH_NUMBERS = {name[:3].lower(): number for names in (MONTHS, GERMAN_MONTHS) for number, name in enumerate(names, 1)}
_HALVES = {"first": 1, "second": 2, "erste": 1, "zweite": 2, "1": 1, "2": 2, "上": 1, "下": 2}
_ORDINALS = {
    name: number
    for names in ("first second third fourth", "erste zweite dritte vierte", "一 二 三 四")
    for number, name in enumerate(names.split(), 1)
}
#: Whether there can be a date of these forms, for speed.
_A_DATE = re.compile(r"\d|quarter|quartal|季度", re.IGNORECASE)
_FORMS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<!\d)(?P<y>20\d\d)\s*年\s*(?P<m>\d{1,2})\s*月(?:\s*(?P<d>\d{1,2})\s*[日号])?",
        r"(?<!\d)(?P<y>20\d\d)-(?P<m>\d{2})-(?P<d>\d{2})(?!\d)",
        r"(?<![\d年])(?<!年 )(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*[日号]",
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<mon>{_MONTH})\b\.?,?(?:\s+(?P<y>20\d\d))?",
        rf"\b(?P<mon>{_MONTH})\b\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:|,\d)\b(?:,?\s+(?P<y>20\d\d))?",
        rf"\b(?P<mon>{_MONTH})\b\.?,?\s+(?P<y>20\d\d)\b",
        rf"\b(?P<d>\d{{1,2}})\.\s+(?P<mon>{_GERMAN_MONTH})\b(?:\s+(?P<y>20\d\d))?",
        rf"\b(?P<mon>{_GERMAN_MONTH})\s+(?P<y>20\d\d)\b",
        r"\b(?P<q>first|second|third|fourth)[ -]quarter(?: of)?"
        r"(?:\s+(?:(?P<y>20\d\d)|(?P<step>last|this|next) year\b))?",
        r"\b(?P<q>erste|zweite|dritte|vierte)[ns] Quartal(?:\s+(?P<y>20\d\d))?",
        r"\b(?P<half>erste|zweite)[ns] Halbjahr\s+(?P<y>20\d\d)\b",
        r"(?P<step>[去今明])年\s*(?:第|Q)?(?P<q>[一二三四1-4])(?:季度|(?<=Q[1-4])(?!\d))",
        r"\b(?P<half>first|second) half of\s+(?P<y>20\d\d)\b",
        r"(?<!\d)(?P<y>20\d\d)\s*年(?P<half>[上下])半年",
        r"\bQ(?P<q>[1-4])\s*(?:of\s*)?(?P<y>20\d\d)\b",
        # "Vidu Q3" and "the Q2" are products
        r"(?:^|\b(?:in|by|for|of|during|until|since|from|through|late|early|mid|this|last|next|before) "
        r"|(?<=[年在于到至])\s?)Q(?P<q>[1-4])\b(?:\s+(?:of )?(?P<step>last|this|next) year\b)?",
        r"\bQ(?P<q>[1-4])(?=\s+(?:results|earnings|revenue|sales|profits?|report)\b)",
        r"(?<!\d)(?P<y>20\d\d)\s*年(?:第)?(?P<q>[一二三四])季度",
        r"\b(?:(?:in|by|since|during|until|before|(?:end|middle) of|early|late|mid|(?:spring|summer|autumn|fall|winter)"
        r"(?: of)?|im Jahr|Frühjahr|Sommer|Herbst|anfang|mitte|ende|seit|bis|ab)\s+|mid-\s?)(?P<y>20\d\d)\b",
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
    text = plain_letters(text)
    taken: list[tuple[int, int]] = []
    found = []
    for form in _FORMS if _A_DATE.search(text) else ():
        for match in form.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            if match.groupdict().get("mon") == "may":  # Zephyr 5 may do it
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
    if step := parts.get("step"):
        year = published.year + _YEAR_STEPS[step.lower()]
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
    """The month meant; the last one of a quarter or a half, since its promise is due at its end."""
    if parts.get("m"):
        return int(parts["m"] or 0)
    if name := parts.get("mon"):
        return _MONTH_NUMBERS[name.lower()[:3]]
    if quarter := parts.get("q"):
        return 3 * (_ORDINALS.get(quarter.lower()) or int(quarter))
    if half := parts.get("half"):
        return 6 * _HALVES[half.lower()]
    return None


def _nearest_year(month: int, day: int, published: date) -> int:
    years = (published.year - 1, published.year, published.year + 1)
    return min(years, key=lambda year: abs((date(year, month, min(day, 28)) - published).days))


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


#: Days from the publication to the day meant, and words that name a whole week, month, quarter or year by its distance.
_DAYS = {
    "today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1,
    "今天": 0, "今日": 0, "今晚": 0, "昨天": -1, "昨日": -1, "昨晚": -1, "前天": -2, "明天": 1, "明日": 1, "后天": 2,
}  # fmt: skip
_STEPS = {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1, "coming": 1}
_CHINESE_STEPS = {"上个": -1, "上": -1, "本": 0, "这个": 0, "这": 0, "今": 0, "下个": 1, "下": 1, "去": -1, "明": 1}
_SPANS = {"week": "week", "month": "month", "quarter": "quarter", "year": "year", "weekend": "week"}
_CHINESE_SPANS = {"周": "week", "星期": "week", "月": "month", "季度": "quarter", "年": "year"}
_WEEKDAYS = {
    **{day: number for number, day in enumerate(DAYS)},
    **{day: number for number, day in enumerate("一二三四五六日")},
    "天": 6,
}
_AGO_DAYS = {"day": 1, "week": 7, "天": 1, "周": 7}
_YEAR_STEPS = _STEPS | _CHINESE_STEPS
#: Month names that are no other word.
_PLAIN_MONTH = "|".join(month.title() for month in MONTHS if month not in ("march", "may"))
#: In the order of the branches: 明年3月5日; 6月; "next May", "by June"; "November"; "first half of 2027"; 明年上半年;
#: "tomorrow", 昨天; "next quarter"; 下个月; 去年; "next Friday"; 上周五; "3 weeks ago", 3天前; 15日.
_RELATIVE = re.compile(
    r"(?=\b[a-z]|[\d今去明昨前后上下这本周星个])(?:"  # for speed: nothing else begins one
    r"(?P<zhmyear>今|去|明)年 ?(?P<zhmonth>1[0-2]|[1-9]) ?月(?: ?(?P<zhday>\d{1,2}) ?[日号])?"
    r"|(?<![\d年.-])(?<!年 )(?P<baremonth>1[0-2]|[1-9]) ?月(?!\s*\d|版|升级|更新|榜)"
    r"|\b(?:(?P<myear>last|this|next)\s+|(?:in|since|by|until|from|between|of|early|late|mid|through|during"
    r"|anfang|mitte|ende|bis|ab|seit|im)[\s-])"
    rf"(?P<month>(?=(?-i:[A-Z]))(?:{_MONTH}|{_GERMAN_MONTH}))\b(?!\s+\d)"
    rf"|\b(?P<monthname>(?-i:{_PLAIN_MONTH})|(?<=the )(?-i:May|March))\b(?!\s+\d)"
    r"|\b(?:(?P<half>first|second) half of\s+|H(?P<h>[12])\s+(?:of\s+)?)"
    r"(?P<halfyear>20\d\d|this year|next year|last year)"
    r"|(?P<zhhalfyear>20\d\d|今|去|明)年(?P<zhhalf>上|下)半年"
    rf"|(?P<days>\b(?:today|tonight|yesterday|tomorrow)\b|{'|'.join(day for day in _DAYS if not day.isascii())})"
    rf"|\b(?P<step>{'|'.join(_STEPS)})\s+(?P<span>weekend|week|month|quarter|year)\b"
    r"|(?P<zhstep>上个|下个|这个|上|下|本|这)(?P<zhspan>周|星期|月|季度|年)(?![一二三四五六日天末底初]|期)"
    r"|(?P<zhyear>今|去|明)年"
    r"|\b(?:(?P<wstep>last|this|next|past|coming)\s+)?(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
    r"|(?P<zhwstep>上|下|本|这)?(?:个)?(?:周|星期)(?P<zhweekday>[一二三四五六日天])"
    r"|(?<![\w.])(?P<ago>\d{1,3})\s*(?P<agounit>day|week|天|周)s?\s*(?:ago|earlier|前)"
    r"|(?<![\d月.])(?<!月 )(?P<dom>\d{1,2})\s*日(?![均元本内]))",
    re.IGNORECASE,
)


#: What is left of the year of the publication.
_REST_OF_YEAR = re.compile(
    r"\blater this year\b|\b(?:end of|by) (?:the|this) year\b|\byear[’']?s?[- ]end\b"
    r"|(?<![\d\s明后去前一两三四五六七八九十几数])(?:今年)?(?:年底|年末|年内(?![涨跌累已]))",
    re.IGNORECASE,
)
#: A year to come: of one that is over this says only what was measured or founded in it.
_YEAR_TO_COME = re.compile(r"(?<=\bfor )20\d\d\b|(?<=\bfrom )20\d\d\b")
#: Before a month, of which the start may be part of its match: "by June", "by the end of June".
_BY = re.compile(
    r"\bby (?:(?:the )?(?:end|middle|beginning) of |(?:early|late|mid)[ -])?(?:\w{0,3})$|\bbis\b[\w ]{0,8}$",
    re.IGNORECASE,
)
#: The shortest month.
_MONTH_DAYS = 28


class Period(NamedTuple):
    """A stretch of days as a text names it; has_year: whether the text itself says the year or what it counts from."""

    first: date
    last: date
    start: int
    end: int
    has_year: bool = True

    @property
    def is_year(self) -> bool:
        return (self.first.month, self.first.day, self.last.month, self.last.day) == (1, 1, 12, 31)

    @property
    def is_month(self) -> bool:
        return self.first.day == 1 and self.last == _month_end(self.first.year, self.first.month)

    def covers(self, other: Period) -> bool:
        """Whether the other lies within this one: what is dated 3 June happened in June."""
        return self.first <= other.first and other.last <= self.last

    def is_day_of_year(self, other: Period) -> bool:
        """Whether both name the same day and month, whatever the year."""
        mine, theirs = (self.first, self.last), (other.first, other.last)
        return all((a.month, a.day) == (b.month, b.day) for a, b in zip(mine, theirs, strict=True))


def periods(text: str, published: date) -> list[Period]:
    """Every date and stretch of time that `text` names, relative ones too, in order.

    A weekday without "last" or "next" yields both the one before (or the day itself) and the one after `published`.
    """
    text = plain_letters(text)
    found = [
        Period(first, last, *match.span(), has_year=_counts_the_year(match))
        for match in _RELATIVE.finditer(text)
        for first, last in _relative(match, published)
    ]
    for named in dates_in(text, published):
        period = _period(named, text[named.start : named.end])
        rivals = [other for other in found if other.start < period.end and period.start < other.end]
        if all(other.last - other.first > period.last - period.first for other in rivals):
            found = [other for other in found if other not in rivals]
            found.append(period)
    return sorted(found, key=lambda period: period.start)


def due_dates(text: str, published: date) -> list[Named]:
    """The dates by which something may be due, in order: those that `text` names, and others to come, months or longer.

    These are counted from the day of publication: "by November", "next year", "later this year", "for 2027".
    """
    found = list(dates_in(text, published))
    told = [
        Named(_as_partial(period), period.last, period.start, period.end)
        for period in (_next(period, text, published) for period in periods(text, published))
        if _is_to_come(period, published) and (period.last - period.first).days + 1 >= _MONTH_DAYS
    ]
    year_end = date(published.year, 12, 31)
    told += [Named(str(year_end.year), year_end, *match.span()) for match in _REST_OF_YEAR.finditer(text)]
    years = ((int(match[0]), match) for match in _YEAR_TO_COME.finditer(text))
    told += [Named(str(it), date(it, 12, 31), *match.span()) for it, match in years if it > published.year]
    found += [it for it in told if not any(it.start < other.end and other.start < it.end for other in found)]
    return sorted(found, key=lambda named: named.start)


def _is_to_come(period: Period, published: date) -> bool:
    """Whether it begins after the publication; a month may be the current one, "this year" says nothing."""
    return (period.last if period.is_month else period.first) > published


def _next(period: Period, text: str, published: date) -> Period:
    """A month by which something is to happen is the next one, not the nearest: "by the end of June"."""
    if period.has_year or period.last > published or not _BY.search(text[: period.start + len("by ")]):
        return period
    first, last = (day.replace(year=published.year + 1, day=1) for day in (period.first, period.last))
    return period._replace(first=first, last=_month_end(last.year, last.month))


def _as_partial(period: Period) -> str:
    """The year, or the last month: a promise for a quarter is due at its end."""
    return str(period.last.year) if period.is_year else f"{period.last:%Y-%m}"


def _period(named: Named, words: str) -> Period:
    year, month, day = ([*map(int, named.text.split("-")), 0, 0])[:3]
    if re.search("quarter|季|Q", words, re.IGNORECASE):
        month -= 2
    return Period(
        date(year, month or 1, day or 1),
        named.last,
        named.start,
        named.end,
        bool(re.search(r"20\d\d|year|[去今明]年", words)),
    )


def _counts_the_year(match: re.Match[str]) -> bool:
    is_bare = match["baremonth"] or match["monthname"] or match["month"]
    return not is_bare or bool(match["myear"])


def _relative(match: re.Match[str], published: date) -> Iterator[tuple[date, date]]:
    """The stretches of days that a relative expression can mean."""
    try:
        yield from _stretches(match, published)
    except (ValueError, OverflowError):
        return


def _stretches(match: re.Match[str], published: date) -> Iterator[tuple[date, date]]:
    parts = {name: text.lower() for name, text in match.groupdict().items() if text}
    if "days" in parts:
        yield _day(published + timedelta(days=_DAYS[parts["days"]]))
    elif "step" in parts:
        yield _span(published, _SPANS[parts["span"]], _STEPS[parts["step"]])
    elif "zhspan" in parts:
        yield _span(published, _CHINESE_SPANS[parts["zhspan"]], _CHINESE_STEPS[parts["zhstep"]])
    elif "zhyear" in parts:
        yield _span(published, "year", _CHINESE_STEPS[parts["zhyear"]])
    elif "ago" in parts:
        yield _day(published - timedelta(days=int(parts["ago"]) * _AGO_DAYS[parts["agounit"]]))
    elif "dom" in parts:
        yield _day(_nearest_day_of_month(int(parts["dom"]), published))
    elif "weekday" in parts or "zhweekday" in parts:
        yield from _weekdays(parts, published)
    else:
        yield _part_of_year(parts, published)


def _part_of_year(parts: dict[str, str], published: date) -> tuple[date, date]:
    """A half or a month, of a year that is named, or counted from the publication, or the nearest."""
    if half := parts.get("half") or parts.get("h") or parts.get("zhhalf"):
        year_word = (parts.get("halfyear") or parts["zhhalfyear"]).split()[0]
        year = int(year_word) if year_word.isdecimal() else published.year + _YEAR_STEPS[year_word]
        number = _HALVES[half]
        return date(year, 6 * number - 5, 1), _month_end(year, 6 * number)
    digits, name = parts.get("zhmonth") or parts.get("baremonth"), parts.get("month") or parts.get("monthname")
    month = _month({"m": digits, "mon": name}) or 1
    step = parts.get("zhmyear")
    if step:
        year = published.year + _YEAR_STEPS[step]
    elif parts.get("myear") == "last":  # "last May" is the one before now
        year = published.year - (month >= published.month)
    elif parts.get("myear") == "next":
        year = published.year + (month <= published.month)
    else:
        year = _nearest_year(month, 1, published)
    if day := parts.get("zhday"):
        return _day(date(year, month, int(day)))
    return date(year, month, 1), _month_end(year, month)


def _weekdays(parts: dict[str, str], published: date) -> Iterator[tuple[date, date]]:
    number = _WEEKDAYS[parts.get("weekday") or parts["zhweekday"]]
    before = published - timedelta(days=(published.weekday() - number) % 7)
    step = parts.get("wstep") or parts.get("zhwstep")
    if step in ("上", "下"):  # of the calendar week before or after
        monday = published - timedelta(days=published.weekday())
        yield _day(monday + timedelta(days=number + (7 if step == "下" else -7)))
        return
    if step not in ("next", "coming"):
        yield _day(before)
    if step not in ("last", "past"):
        yield _day(before + timedelta(days=7))


def _day(day: date) -> tuple[date, date]:
    return day, day


def _span(published: date, span: str, step: int) -> tuple[date, date]:
    """The calendar week, month, quarter or year that lies `step` of them after the one of `published`."""
    if span == "week":
        monday = published - timedelta(days=published.weekday()) + timedelta(weeks=step)
        return monday, monday + timedelta(days=6)
    if span == "year":
        return date(published.year + step, 1, 1), date(published.year + step, 12, 31)
    months = 3 if span == "quarter" else 1
    index = (published.year * 12 + published.month - 1) // months + step
    year, month = divmod(index * months, 12)
    return date(year, month + 1, 1), _month_end(year, month + months)


def _nearest_day_of_month(day: int, published: date) -> date:
    candidates = []
    for step in (-1, 0, 1):
        first, last = _span(published, "month", step)
        if day <= last.day:
            candidates.append(first.replace(day=day))
    return min(candidates, key=lambda candidate: abs((candidate - published).days))
