"""The English names of days and months, in lower case: words with a capital that name nobody."""

from __future__ import annotations

DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
MONTHS = "january february march april may june july august september october november december".split()
