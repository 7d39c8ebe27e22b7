from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.week import Week

moments = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))


@given(moments)
def test_a_moment_lies_in_its_week_and_the_text_reads_back(moment: datetime) -> None:
    week = Week.of(moment)
    assert moment in week
    assert moment + timedelta(days=7) in week.shift(1)
    assert Week.parse(str(week)) == week
    assert week.end - week.start == timedelta(days=7)


@pytest.mark.parametrize(
    ("moment", "week"),
    [("2027-01-01T00:00", "2026-W53"), ("2024-12-30T00:00", "2025-W01"), ("2026-06-21T23:59", "2026-W25")],
)
def test_years_begin_as_iso_8601_has_it(moment: str, week: str) -> None:
    assert str(Week.of(datetime.fromisoformat(moment).replace(tzinfo=UTC))) == week


@pytest.mark.parametrize("text", ["2026-25", "W25", "2025-W53", "2026-W00", "2026-W54", ""])
def test_what_is_no_week_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"week.*write it like 2026-W25"):
        Week.parse(text)
