from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.figures import currencies_in, figures


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("投入6,000亿元", [(6e11, "CNY")]),
        ("净利8.2亿元-9亿元", [(8.2e8, "CNY"), (9e8, "CNY")]),
        ("a margin of -7%, 25.1--72.1%", [(7, "%"), (25.1, ""), (72.1, "%")]),
        ("総投資額は1800億円、月額480円", [(1.8e11, "JPY"), (480, "JPY")]),
        ("融資3.5億美元", [(3.5e8, "USD")]),
        ("$600bn, 600 billion dollars", [(6e11, "USD"), (6e11, "USD")]),
        ("ſix of them, the FİRST 5 mıles", [(6, ""), (1, "th"), (5, "miles")]),
        ("四成用户，百分之四十", [(40, "%"), (40, "%")]),
        ("up 3 percentage points, 3个百分点", [(3, "points"), (3, "points")]),
        ("三家公司，两倍", [(3, "companies"), (2, "times")]),
        ("twenty-five people, a dozen cars", [(25, "people"), (12, "vehicles")]),
        ("two million tokens, half a million users", [(2e6, "tokens"), (5e5, "users")]),
        ("5 GW, 5000 MW", [(5e9, "watts"), (5e9, "watts")]),
        ("5 mm, not 5M", [(5e-3, "metres"), (5e6, "")]),
        ("revenue doubled", [(2, "times")]),
        ("two-thirds of them", [(200 / 3, "%")]),
        ("at 2:00 PM, at 14:00", [(840, "clock"), (840, "clock")]),
        ("the third, 第三代", [(3, "th"), (3, "th")]),
        ("24小时, 1 day", [(86400, "seconds"), (86400, "seconds")]),
        ("10-20 people", [(10, "people"), (20, "people")]),
        ("Zephyr 3 — 5 million users", [(3, ""), (5e6, "users")]),
        ("$4-5 billion, 10至20亿元", [(4e9, "USD"), (5e9, ""), (1e9, "CNY"), (2e9, "CNY")]),
        ("one thing, one year, 一家公司", []),
        ("less than one percent, one dollar, one percentage point", [(1, "%"), (1, "USD"), (1, "points")]),
    ],
)
def test_numbers_with_their_units(text: str, found: list[tuple[float, str]]) -> None:
    assert [figure.unit for figure in figures(text)] == [unit for _, unit in found]
    assert [figure.value for figure in figures(text)] == pytest.approx([value for value, _ in found])


def test_numbers_without_a_common_unit_are_compared_as_written() -> None:
    (hours,) = figures("3 hours")
    (bare,) = figures("3 of them")
    (minutes,) = figures("180 minutes")
    assert hours.is_same(bare)
    assert hours.is_same(minutes)


@pytest.mark.parametrize(
    ("text", "found"), [("数百亿美元", {"USD"}), ("近千亿元", {"CNY"}), ("billions of euros", {"EUR"}), ("元素", set())]
)
def test_currencies_without_a_number(text: str, found: set[str]) -> None:
    assert currencies_in(text) == found


@given(st.text(alphabet="0123456789.,:- %$万亿一二三百分之第halftwomilnpx", max_size=40))
def test_nothing_that_looks_like_a_number_breaks_it(text: str) -> None:
    for figure in figures(text):
        assert 0 <= figure.start < figure.end <= len(text)
