"""The names of days and months: words with a capital that name nobody. The English ones are in lower case."""

from __future__ import annotations

DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
MONTHS = "january february march april may june july august september october november december".split()
MONTH_NAMES = "|".join(map(str.title, MONTHS))
"""For patterns, as they are written."""
SHORT_MONTHS = "|".join(name[:3].title() for name in MONTHS)
"""The letters that all short forms begin with: Sep, Sept."""
GERMAN_DAYS = "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonnabend Sonntag".split()
GERMAN_MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
