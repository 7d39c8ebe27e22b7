from __future__ import annotations

import pytest

from generator.text.instalments import instalments


@pytest.mark.parametrize(
    ("headline", "found"),
    [
        ("Halyard reports first quarter results", {"quarter 1"}),
        ("Halyard: second-quarter revenue of $3.6 billion", {"quarter 2"}),
        ("Halyard Q3 profit beats forecasts", {"quarter 3"}),
        ("帆索 FY2026Q2 研发支出创新高", {"quarter 2"}),
        ("帆索4Q净利翻倍", {"quarter 4"}),
        ("帆索发布一季度财报", {"quarter 1"}),
        ("帆索第三季度营收增长四成", {"quarter 3"}),
        ("帆索上半年营收增长，下半年承压", {"half 1", "half 2"}),
        ("Halyard raises a Series B for grippers", {"series B"}),
        ("帆索完成数亿元A轮融资", {"series A"}),
        ("帆索连续完成A轮及A+轮融资", {"series A"}),
        ("Halyard closes $4m seed round", {"seed"}),
        ("帆索完成数千万元天使轮融资", {"seed"}),
        ("Halyard launches the Q1000 gripper", set()),
        ("Halyard bets on a series about seeds", set()),
        ("帆索二十一季度连增", set()),
        ("三个月融三轮", set()),
    ],
)
def test_quarters_and_rounds_of_a_headline(headline: str, found: set[str]) -> None:
    assert instalments(headline) == found
