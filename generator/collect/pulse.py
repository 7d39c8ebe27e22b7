"""The rhythm of a feed, from what is remembered of it. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from generator.collect.cache import Memory, Remembered
from generator.model.article import Pulse
from generator.model.status import WEEKS
from generator.model.week import Week

FULL_TEXT = 800
"""Characters from which on a text is more than a teaser: those are cut at 150 to 500."""
FEW = 3
"""The fewest gaps, or lags, of which a median is told."""
_MINUTE = 60


def pulse_of(memory: Memory, now: datetime) -> Pulse:
    """What the entries show of a feed's rhythm; those dated after `now` and those of any age are left out."""
    known = [entry for entry in memory.entries.values() if not entry.is_undatable and entry.moment <= now]
    since = Week.of(now).shift(1 - WEEKS).start
    weeks = Counter(str(Week.of(entry.moment)) for entry in known if entry.moment >= since)
    return Pulse(
        newest=max((entry.moment for entry in known), default=None),
        gap=_gap(known),
        weeks=dict(sorted(weeks.items())),
        full=_full(memory),
        lag=_lag(known),
    )


def _gap(known: Sequence[Remembered]) -> float | None:
    days = sorted({entry.moment.date() for entry in known})
    gaps = [(later - earlier) / timedelta(days=1) for earlier, later in pairwise(days)]
    return median(gaps) if len(gaps) >= FEW else None


def _full(memory: Memory) -> float | None:
    """Of the entries in the feed."""
    texts = [max(len(known.entry.text), len(known.entry.summary), len(known.page or "")) for known in memory.in_feed]
    return round(sum(length >= FULL_TEXT for length in texts) / len(texts), 2) if texts else None


def _lag(known: Sequence[Remembered]) -> int | None:
    """Entries of the first read are left out: their lag is unknown."""
    begun = min((entry.first_seen for entry in known), default=None)
    lags = [
        (entry.first_seen - entry.entry.published).total_seconds()
        for entry in known
        if entry.entry.published and entry.first_seen != begun and entry.first_seen >= entry.entry.published
    ]
    return round(median(lags) / _MINUTE) * _MINUTE if len(lags) >= FEW else None
