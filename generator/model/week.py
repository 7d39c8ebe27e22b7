"""The ISO week, the unit in which the site is published."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, Field

YEARS = range(1900, 9000)
"""In which weeks can be counted on and back without leaving what a date can say."""
_FORM = re.compile(r"(\d{4})-?W(\d{2})")


def _of_the_calendar(text: str) -> str:
    try:
        Week.parse(text)
    except ValueError as error:
        raise ValueError("must be a week of the calendar") from error
    return text


_PATTERN = r"^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$"
#: As `base.FORMS`.
FORMS = {_PATTERN: "a week like 2026-W25"}
#: A week as front matter and the command line write it: 2026-W25.
WeekId = Annotated[str, Field(pattern=_PATTERN), AfterValidator(_of_the_calendar)]


class Week(NamedTuple):
    """ISO 8601 week: Monday 00:00 UTC up to, not including, the next Monday 00:00 UTC."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Week:
        """'2026-W25' or '2026W25'; ValueError says what is wrong, such as a 53rd week that year lacks."""
        match = _FORM.fullmatch(text)
        if not match:
            raise ValueError(f"{text!r} is not a week; write it like 2026-W25")
        week = cls(int(match[1]), int(match[2]))
        if week.year not in YEARS:
            raise ValueError(f"{text!r}: the year must be from {YEARS[0]} to {YEARS[-1]}")
        try:
            date.fromisocalendar(week.year, week.number, 1)
        except ValueError as error:
            raise ValueError(f"{text!r}: there is no such week in {week.year}; write it like 2026-W25") from error
        return week

    @classmethod
    def of(cls, moment: datetime) -> Week:
        """The week an aware moment falls in, reckoned in UTC."""
        year, number, _ = moment.astimezone(UTC).isocalendar()
        return cls(year, number)

    @classmethod
    def of_address(cls, address: str) -> Week:
        """The week an item's address names: 2026/W25/slug."""
        year, number, _ = address.split("/", 2)
        return cls(int(year), int(number[1:]))

    @property
    def start(self) -> datetime:
        day = date.fromisocalendar(self.year, self.number, 1)
        return datetime(day.year, day.month, day.day, tzinfo=UTC)

    @property
    def end(self) -> datetime:
        """First moment after the week."""
        return self.start + timedelta(days=7)

    @property
    def last_day(self) -> date:
        return (self.end - timedelta(days=1)).date()

    @property
    def folder(self) -> str:
        """Where the week lives in the archive and on the site: 2026/W25."""
        return f"{self.year}/W{self.number:02d}"

    def shift(self, weeks: int) -> Week:
        return Week.of(self.start + timedelta(weeks=weeks))

    def __contains__(self, moment: object) -> bool:
        return isinstance(moment, datetime) and self.start <= moment < self.end

    def __str__(self) -> str:
        return f"{self.year}-W{self.number:02d}"
