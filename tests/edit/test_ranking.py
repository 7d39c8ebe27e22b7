from __future__ import annotations

import pytest

from generator.edit.ranking import importance
from tests.make import item, source

LARGE = "a sum of a hundred million or more"


@pytest.mark.parametrize(
    ("title", "is_large"),
    [
        ("Northwind raises $240 million", True),
        ("Northwind spends 1.2 billion euros on halls", True),
        ("Northwind pays EUR 300m for Meridian", True),
        ("北风融资 4.2 亿美元", True),
        ("北风中标 3 亿元算力项目", True),
        ("Northwind raises $24 million", False),
        ("Zephyr has 90 billion parameters", False),
        ("Halls took 2.5 billion gallons of water", False),
        ("网民 11.25 亿人，用 AI 的过半", False),
        ("Zephyr at $3 reads 200 million words", False),
    ],
)
def test_a_large_sum_is_one_of_money(title: str, is_large: bool) -> None:
    told = importance(item(title=title, tldr=None, evidence={}), {"ledger": source()}, "en")
    assert (LARGE in told.why) is is_large
