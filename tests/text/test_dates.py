from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.dates import dates_in, due_dates, periods

PUBLISHED = date(2026, 6, 20)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("on 3 June 2026 and June 15th, 2025", ["2026-06-03", "2025-06-15"]),
        ("by the fourth quarter of 2026, in Q3 2027", ["2026-12", "2027-09"]),
        ("6月3日发布，2025年12月上线，2027年第一季度", ["2026-06-03", "2025-12", "2027-03"]),
        ("自去年 8 月 2 日推迟至 2027 年 12 月 2 日", ["2027-12-02"]),
        ("since 2024, in March 2025", ["2024", "2025-03"]),
        ("in the first half of 2027, 2027年下半年", ["2027-06", "2027-12"]),
        ("in Q3, late Q4 and 今年Q2; Q3 results", ["2026-09", "2026-12", "2026-06", "2026-09"]),
        ("its second chip, the Q2; Vidu Q3 and the Audi Q3", []),
        ("on ſeptember 5, 2026, in the fırst quarter of 2027", ["2026-09-05", "2027-03"]),
        ("on 28 December", ["2025-12-28"]),
        ("on 3 January", ["2026-01-03"]),
        ("on 31 February 2026", []),
        ("it may cost 2026 euros", []),
        ("2026-06-15 was a Monday", ["2026-06-15"]),
        ("2026年内完成", ["2026"]),
        ("in the fall of 2027, revenue for 2029", ["2027"]),
        ("ab dem 8. Dezember 2026, am 3. März 2027, seit Oktober 2025", ["2026-12-08", "2027-03-03", "2025-10"]),
        ("im ersten Quartal 2027, im zweiten Halbjahr 2027, im Frühjahr 2028", ["2027-03", "2027-12", "2028"]),
        ("in the fourth quarter of next year, in Q3 of next year", ["2027-12", "2027-09"]),
        ("明年一季度，明年第二季度，明年 Q3，去年四季度", ["2027-03", "2027-06", "2027-09", "2025-12"]),
        ("by mid-2027, by the middle of 2028", ["2027", "2028"]),
        ("Anfang 2028 sollen es 3. Ein Mai ist das nicht", ["2028"]),
    ],
)
def test_dates_a_text_names(text: str, dates: list[str]) -> None:
    assert [named.text for named in dates_in(text, PUBLISHED)] == dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("it will be free by the end of November", ["2026-11"]),
        ("it plans to ship in December and on 3 July 2027", ["2026-12", "2027-07-03"]),
        ("it is due later this year, or by the end of the year, or next year", ["2026", "2026", "2027"]),
        ("预计12月上线，明年上半年量产，年底前开源，2027年底前停售", ["2026-12", "2027-06", "2026", "2027"]),
        ("it is to close by the end of March, or by early May, or by June", ["2027-03", "2027-05", "2026-06"]),
        ("it is planned for 2029, and from 2030; its revenue for 2025", ["2029", "2030"]),
        ("it was shown in February, on Tuesday and last week", []),
        ("短短两年内增至四千人，目标三年内实现，股价年内涨幅超过一半；年内发布新版", ["2026"]),
        ("sie legen es bis Ende Januar vor, die Frist läuft im Oktober ab", ["2027-01", "2026-10"]),
    ],
)
def test_days_by_which_something_may_be_due(text: str, dates: list[str]) -> None:
    assert [named.text for named in due_dates(text, date(2026, 6, 15))] == dates


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("yesterday", ["2026-06-19 2026-06-19"]),
        ("昨日，上周五", ["2026-06-19 2026-06-19", "2026-06-12 2026-06-12"]),
        ("last week, this quarter", ["2026-06-08 2026-06-14", "2026-04-01 2026-06-30"]),
        ("on Friday", ["2026-06-19 2026-06-19", "2026-06-26 2026-06-26"]),
        ("next Monday", ["2026-06-22 2026-06-22"]),
        ("3 days ago, 15日", ["2026-06-17 2026-06-17", "2026-06-15 2026-06-15"]),
        ("in Q3 2026, H1 2026", ["2026-07-01 2026-09-30", "2026-01-01 2026-06-30"]),
        ("去年12月25日", ["2025-12-25 2025-12-25"]),
        ("5 月 6 日，最快 7 月发布", ["2026-05-06 2026-05-06", "2026-07-01 2026-07-31"]),
        ("2026 年 7 月", ["2026-07-01 2026-07-31"]),
        ("青鸢推送 7 月版本，6月榜单", []),
        ("as of 17 July, the April deposition", ["2026-07-17 2026-07-17", "2026-04-01 2026-04-30"]),
        ("it may march on", []),
    ],
)
def test_stretches_of_time_reckoned_from_the_publication(text: str, spans: list[str]) -> None:
    assert [f"{period.first} {period.last}" for period in periods(text, PUBLISHED)] == spans


@given(st.text(alphabet="0123456789年月日今去上下周 lastnexMyJuQ1", max_size=40), st.dates())
def test_no_text_and_no_day_break_the_reckoning(text: str, published: date) -> None:
    for period in periods(text, published):
        assert period.first <= period.last


def test_a_period_is_over_at_its_last_day() -> None:
    (quarter,) = dates_in("in Q1 2027", PUBLISHED)
    assert quarter.last == date(2027, 3, 31)


@given(st.text(alphabet="0123456789年月日 -JuneMayQ1of,第一季度", max_size=60))
def test_nothing_that_looks_like_a_date_breaks_it(text: str) -> None:
    for named in dates_in(text, PUBLISHED):
        assert 0 <= named.start < named.end <= len(text)
