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


@pytest.mark.parametrize(
    ("title", "scale"),
    [
        ("Peatmoor to cut 1,800 jobs", "a thousand jobs or more"),
        ("Peatmoor lays off 2,300 employees", "a thousand jobs or more"),
        ("北风裁员 8000 人", "a thousand jobs or more"),
        ("Notes of 6 million customers stolen at Peatmoor", "a million people or more"),
        ("北风 1.2 亿用户数据泄露", "a million people or more"),
        ("Peatmoor lays off 40 employees", None),
        ("Peatmoor gives 30,000 employees an assistant", None),
        ("Zephyr reads 2 million words", None),
        ("Zephyr reads 2 million tokens of what users say", None),
        ("Peatmoor cuts 2,000 tokens from its prompt", None),
    ],
)
def test_many_people_weigh_as_a_large_sum_does(title: str, scale: str | None) -> None:
    told = importance(item(title=title, tldr=None, evidence={}), {"ledger": source()}, "en")
    found = {"a thousand jobs or more", "a million people or more"} & set(told.why)
    assert found == ({scale} if scale else set())
