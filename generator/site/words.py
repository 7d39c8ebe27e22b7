"""The site's own words, dates and numbers in a language, from the catalogues beside this file: one a language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, cached_property, lru_cache
from importlib import resources
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval, format_skeleton, format_timedelta
from babel.lists import format_list
from babel.numbers import format_compact_decimal, format_decimal

from generator.model import yamltext
from generator.model.base import first_day, primary_tag

_MINUTE = 60
FALLBACK = "en"
FOLDER = "generator.site.catalogues"
_SKELETONS = ("y", "yMMMM")


class UnknownWords(Exception):
    """A template asks for words that the site does not have."""


@dataclass(frozen=True)
class Words:
    """The catalogue in one language; `words("key", n=3)` is the text of a key."""

    language: str
    entries: Mapping[str, Any]

    @cached_property
    def _locale(self) -> Locale:
        return Locale.parse(self.entries["locale"])

    def __call__(self, key: str, n: int | None = None, **values: object) -> str:
        """The text of `key` with its {places} filled; n: chooses the plural form, and fills {n}.

        Raises UnknownWords for a key that no language has: a fault of the theme, not of the content.
        """
        if n is None:
            return str(self._entry(key)).format(**values)
        return self.raw(key, _plural(n, self._locale)).format(n=self.number(n), **values)

    def raw(self, key: str, form: str = "") -> str:
        """The text of a key with its {places} open, for a script to fill; form: of the plural, as CLDR names them.

        A text without forms serves all: Chinese has but one.
        """
        entry = self._entry(key)
        return str(entry.get(form, entry["other"]) if isinstance(entry, Mapping) else entry)

    def _entry(self, key: str) -> Any:
        if key not in self.entries:
            raise UnknownWords(f"{key!r} is no key of the site's words")
        return self.entries[key]

    def number(self, n: int) -> str:
        """1,240 as the language groups it."""
        return str(n) if n < 1000 else _decimal(n, self._locale)

    def decimal(self, n: float) -> str:
        """1.5 as the language writes it."""
        return _decimal(n, self._locale)

    def compact(self, n: float) -> str:
        """2,400,000,000,000 as the language says it in short: 2.4T, 2.4万亿."""
        return format_compact_decimal(n, locale=self._locale, fraction_digits=2)

    def weekday(self, day: date) -> str:
        """One letter or character for the day of the week."""
        return str(format_date(day, "ccccc", self._locale))

    def day(self, moment: date) -> str:
        """15 June 2026."""
        return _day(moment, self._locale)

    def day_short(self, moment: date) -> str:
        """15 Jun."""
        return _skeleton("MMMd", moment, self._locale)

    def minute(self, moment: datetime) -> str:
        """15 June 2026, 16:00 UTC; midnight is what a feed means that tells the day alone."""
        if not (moment.hour or moment.minute or moment.second):
            return self.day(moment)
        return self("moment", day=self.day(moment), time=moment.strftime("%H:%M"))

    def partial(self, text: str) -> str:
        """A day, month or year as the archive writes it: 2026-06-15, 2026-06 or 2026."""
        first = first_day(text)
        dashes = text.count("-")
        return self.day(first) if dashes == 2 else _skeleton(_SKELETONS[dashes], first, self._locale)

    def until(self, text: str) -> str:
        """The last day of a day, month or year as the archive writes it: 15 June 2026, the end of June 2026."""
        return self.partial(text) if text.count("-") == 2 else self("end_of", date=self.partial(text))

    def span(self, first: date, last: date) -> str:
        """15–21 Jun 2026: what both days share is said once."""
        return str(format_interval(first, last, "yMMMd", locale=self._locale))

    def lag(self, seconds: float) -> str:
        """A stretch of time in its largest whole unit: 6 minutes, 3 hours, 2 days."""
        if seconds < _MINUTE:
            return self("lag_moment")
        unit = next(unit for unit in (86400, 3600, _MINUTE) if seconds >= unit)
        whole = timedelta(seconds=seconds // unit * unit)
        return format_timedelta(whole, threshold=1, locale=self._locale)

    def length(self, stretch: timedelta) -> str:
        """A stretch of days in the largest unit of which it has two: 13 days, 6 weeks, 3 months."""
        return format_timedelta(stretch, granularity="day", threshold=2, locale=self._locale)

    def cause(self, slug: str) -> str:
        """Why a model did not write something; the bare cause where the catalogue does not know it."""
        return str(self.entries["causes"].get(slug, slug))

    def listed(self, names: Sequence[str]) -> str:
        """Names in a row: one, two and three."""
        return str(format_list(list(names), locale=self._locale))

    def language_name(self, tag: str) -> str:
        """A language as these words name it; the tag itself where nobody knows it."""
        return _language_name(tag, self._locale)

    def own_language_name(self, tag: str) -> str:
        """A language in its own words, for those who read it."""
        return _language_name(tag, None)


@lru_cache(maxsize=4096)
def _plural(n: int, locale: Locale) -> str:
    return str(locale.plural_form(n))


@lru_cache(maxsize=4096)
def _decimal(n: float, locale: Locale) -> str:
    return str(format_decimal(n, locale=locale))


@lru_cache(maxsize=4096)
def _day(moment: date, locale: Locale) -> str:
    return format_date(moment, "long", locale)


@lru_cache(maxsize=4096)
def _skeleton(skeleton: str, moment: date, locale: Locale) -> str:
    return format_skeleton(skeleton, moment, locale=locale)


@cache
def _language_name(tag: str, locale: Locale | None) -> str:
    try:
        name = Locale.parse(primary_tag(tag)).get_display_name(locale) or tag
    except (UnknownLocaleError, ValueError):
        return tag
    return name[:1].upper() + name[1:]


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
