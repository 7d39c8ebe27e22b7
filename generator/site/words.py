"""The site's own words, dates and numbers in a language, from the catalogues beside this file: one a language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib import resources
from typing import Any

from generator.model import yamltext

_MINUTE, _HOUR, _DAY = 60, 3600, 86400
FALLBACK = "en"
FOLDER = "generator.site.catalogues"


@dataclass(frozen=True)
class Words:
    """The catalogue in one language; `words("key", n=3)` is the text of a key."""

    language: str
    entries: Mapping[str, Any]

    def __call__(self, key: str, n: int | None = None, **values: object) -> str:
        """The text of `key` with its {places} filled; n: chooses between one and other, and fills {n}.

        Raises KeyError for a key that no language has: a fault of the theme, not of the content.
        """
        entry = self.entries[key]
        if n is None:
            return str(entry).format(**values)
        form = entry["one" if n == 1 else "other"]
        return str(form).format(n=self.number(n), **values)

    def raw(self, key: str, form: str = "") -> str:
        """The text of a key with its {places} open, for a script to fill; form: one or other."""
        entry = self.entries[key]
        return str(entry[form] if form else entry)

    def number(self, n: int) -> str:
        """1,240 as the language groups it."""
        return f"{n:,}".replace(",", self.entries["thousands"])

    def day(self, moment: date) -> str:
        """15 June 2026."""
        return self._dated("date", moment)

    def day_short(self, moment: date) -> str:
        """15 Jun."""
        return self._dated("date_short", moment)

    def minute(self, moment: datetime) -> str:
        """15 June 2026, 16:00 UTC."""
        return self("moment", day=self.day(moment), time=moment.strftime("%H:%M"))

    def partial(self, text: str) -> str:
        """A day, month or year as the archive writes it: 2026-06-15, 2026-06 or 2026."""
        parts = [int(part) for part in text.split("-")]
        pattern = ("date_year", "date_month", "date")[len(parts) - 1]
        return self._dated(pattern, date(*[*parts, 1, 1][:3]))

    def span(self, first: date, last: date) -> str:
        """15 to 21 June 2026, with what both days share said once."""
        same = "span_month" if first.month == last.month else "span_year" if first.year == last.year else "span"
        return self(
            same, first=self.day(first), last=self.day(last), first_day=first.day, first_month=self._month(first)
        )

    def lag(self, seconds: float) -> str:
        """A stretch of time in its largest whole unit: 6m, 3h, 2d."""
        for unit, length in (("lag_days", _DAY), ("lag_hours", _HOUR), ("lag_minutes", _MINUTE)):
            if seconds >= length:
                return self(unit, count=int(seconds // length))
        return self("lag_moment")

    def cause(self, slug: str) -> str:
        """Why a model did not write something; the bare cause where the catalogue does not know it."""
        return str(self.entries["causes"].get(slug, slug))

    def language_name(self, tag: str) -> str:
        """A language in its own words; the tag itself where the catalogue does not know it."""
        return str(self.entries["languages"].get(primary_tag(tag), tag))

    def _month(self, moment: date) -> str:
        return str(self.entries["months"][moment.month - 1])

    def _dated(self, pattern: str, moment: date) -> str:
        month = self._month(moment)
        return self(pattern, day=moment.day, month=month, month_short=month[:3], number=moment.month, year=moment.year)


@cache
def primary_tag(language: str) -> str:
    """zh of zh-CN."""
    return language.partition("-")[0]


@cache
def load_words(language: str) -> Words:
    """The catalogue of a language, or of its primary tag; what it lacks is told in English."""
    known = catalogues()
    own = known.get(language) or known.get(primary_tag(language)) or {}
    return Words(language, {**known[FALLBACK], **own})


@cache
def catalogues() -> Mapping[str, Mapping[str, Any]]:
    """Every catalogue by its language tag, which is its file's name."""
    files = (file for file in resources.files(FOLDER).iterdir() if file.name.endswith(".yml"))
    return {file.name.removesuffix(".yml"): yamltext.load(file.read_text("utf-8"), file.name) for file in files}
