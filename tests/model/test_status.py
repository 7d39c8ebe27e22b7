"""The record of the sources: what a run adds to it, what two writers know together, and who is silent."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.article import Pulse, Repair, SourceReport
from generator.model.status import SourceStatus, as_of, first_status, patience, updated
from generator.model.week import Week

NOW = datetime(2026, 6, 21, 20, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
READ = SourceReport(source="ledger", status="ok", pulse=Pulse(newest=NOW - DAY, gap=3, weeks={"2026-W25": 2}))
FAILED = SourceReport(source="ledger", status="failed", cause="answered 503 Service Unavailable")


def after(*reports: tuple[SourceReport, datetime]) -> SourceStatus:
    """The record of the ledger after runs at such times."""
    (report, begin), *others = reports
    return reduce(lambda status, run: status.after(*run), others, first_status(report, begin))


@pytest.mark.parametrize(
    ("gap", "days_silent", "condition"),
    [
        (1, 14, "sound"), (1, 15, "silent"),      # the floor: two editions
        (3, 30, "sound"), (3, 42, "silent"),      # six weeks, median gap three days
        (7, 70, "sound"), (7, 71, "silent"),      # ten weekly posts in a row
        (60, 365, "sound"), (60, 366, "silent"),  # the ceiling: a year
        (None, 60, "sound"), (None, 61, "silent"),
    ],
)  # fmt: skip
def test_silence_is_measured_by_the_feeds_own_rhythm(gap: float | None, days_silent: int, condition: str) -> None:
    report = SourceReport(source="ledger", status="ok", pulse=Pulse(newest=NOW - days_silent * DAY, gap=gap))
    assert first_status(report, NOW).condition(NOW) == condition


def test_a_feed_that_never_had_an_entry_is_not_called_silent() -> None:
    assert first_status(SourceReport(source="new", status="ok"), NOW).condition(NOW) == "sound"


@given(st.floats(1, 10_000), st.floats(1, 10_000))
def test_who_posts_more_seldom_is_given_more_time(one: float, other: float) -> None:
    assert (patience(one) <= patience(other)) or one > other


def test_a_run_with_nothing_new_leaves_the_record_as_it_is() -> None:
    status = first_status(READ, NOW)
    more = READ.model_copy(update={"pulse": Pulse(newest=NOW, weeks={"2026-W25": 3})})
    assert status.after(more, NOW + HOUR) is status, "of one day the first run counts"
    assert status.after(FAILED, NOW - HOUR) is status, "and what was before, not at all"


def test_the_next_day_brings_the_record_up_to_date() -> None:
    pulse = Pulse(newest=NOW + 5 * HOUR, weeks={"2026-W25": 1, "2026-W26": 4}, lag=600)
    status = after((READ, NOW), (READ.model_copy(update={"pulse": pulse}), NOW + 6 * HOUR))
    assert status.read == NOW + 6 * HOUR and status.newest == NOW + 5 * HOUR
    assert status.weeks == {"2026-W25": 2, "2026-W26": 4}, "a short feed that forgot an entry takes none away"
    assert (status.gap, status.lag) == (3, 600)


def test_failures_are_counted_by_the_day_and_end_with_a_success() -> None:
    runs = [(READ, NOW), (FAILED, NOW + HOUR), (FAILED, NOW + 2 * HOUR), (FAILED, NOW + DAY), (FAILED, NOW + 2 * DAY)]
    failing = after(*runs)
    assert (failing.failures, failing.read, failing.cause) == (3, NOW, FAILED.cause)
    assert failing.condition(NOW + 2 * DAY) == "failing" and failing.weeks == {"2026-W25": 2}
    again = failing.after(READ, NOW + 2 * DAY + HOUR)
    assert (again.failures, again.read, again.cause) == (0, NOW + 2 * DAY + HOUR, FAILED.cause)


def test_failing_and_answering_by_turns_is_one_failure_a_day() -> None:
    flaps = after((READ, NOW), (FAILED, NOW + HOUR), (READ, NOW + 2 * HOUR))
    assert flaps.failed == NOW + HOUR and flaps.condition(NOW + 3 * HOUR) == "sound"
    assert flaps.after(FAILED, NOW + 3 * HOUR) is flaps
    assert flaps.after(FAILED, NOW + DAY).failures == 1


def test_a_move_is_recorded_at_once_and_a_failure_does_not_forget_it() -> None:
    url = "https://ledger.example/new.xml"
    moved = READ.model_copy(update={"repair": Repair(url=url, why="moved")})
    status = after((READ, NOW), (moved, NOW + HOUR))
    assert status.moved == url
    assert status.after(FAILED, NOW + 2 * HOUR).moved == url
    assert status.after(READ, NOW + DAY).moved is None


def test_a_feed_that_was_only_found_has_not_moved() -> None:
    found = READ.model_copy(update={"repair": Repair(url="https://ledger.example/new.xml", why="found")})
    assert first_status(found, NOW).moved is None


def test_what_was_not_asked_for_a_quarter_is_forgotten() -> None:
    known = updated({}, [READ, FAILED.model_copy(update={"source": "harbour"})], NOW)
    assert list(known) == ["harbour", "ledger"]
    later = updated(known, [READ], NOW + timedelta(weeks=12))
    assert list(later) == ["ledger"]
    assert as_of(later.values()) == NOW + timedelta(weeks=12) and as_of(()) is None


def test_by_week_has_twelve_weeks_up_to_now() -> None:
    counts = first_status(READ, NOW).by_week(NOW + 7 * DAY)
    assert counts == (*[0] * 10, 2, 0)


MOMENTS = st.integers(0, 3).map(lambda n: NOW + n * HOUR)
WEEKS = st.integers(0, 20).map(lambda n: str(Week.of(NOW).shift(-n)))
LINES = st.builds(
    SourceStatus,
    source=st.just("ledger"),
    asked=MOMENTS,
    read=st.none() | MOMENTS,
    newest=st.none() | MOMENTS,
    failures=st.integers(0, 2),
    failed=st.none() | MOMENTS,
    cause=st.none() | st.sampled_from(["answered 503", "answered 404"]),
    moved=st.none() | st.sampled_from(["https://ledger.example/a", "https://ledger.example/b"]),
    gap=st.none() | st.sampled_from([1.0, 2.0]),
    full=st.none() | st.sampled_from([0.0, 0.5]),
    lag=st.none() | st.sampled_from([0, 60]),
    weeks=st.dictionaries(WEEKS, st.integers(1, 9), max_size=15),
)


@given(LINES, LINES, LINES)
def test_joining_lines_gives_the_same_in_whatever_order_and_however_often(
    one: SourceStatus, two: SourceStatus, three: SourceStatus
) -> None:
    assert one.joined(two) == two.joined(one)
    assert one.joined(two).joined(three) == one.joined(two.joined(three))
    assert one.joined(two).joined(two) == one.joined(two)


@given(LINES, LINES)
def test_a_join_loses_no_entry_and_no_success(one: SourceStatus, two: SourceStatus) -> None:
    both = one.joined(two)
    assert both.read == max(filter(None, [one.read, two.read]), default=None)
    assert all(both.weeks[week] >= max(one.weeks.get(week, 0), two.weeks.get(week, 0)) for week in both.weeks)
    assert len(both.weeks) == min(12, len({*one.weeks, *two.weeks}))
