from __future__ import annotations

import pytest

from generator.text.disagreement import Telling, are_opposed, count_otherwise, directions, have_other_figures, is_denied

VOTE = "The parliament of Malta adopted the act on halls on Wednesday with 41 votes."


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("It raised 40 billion dollars.", "It raised 40 million dollars.", True),
        ("It raised 40 million dollars.", "It raised $40m.", False),
        ("It has 1,000 robots.", "It has 1000 robots.", False),
        ("Zephyr-5.6 is out.", "Zephyr-5.7 is out.", True),
        ("It takes 3 hours.", "It takes 180 minutes.", False),
        ("营收 4 亿元。", "营收 4 万元。", True),
        ("It has robots.", "It has 9 robots.", True),
    ],
)
def test_figures_differ_by_value_and_unit(one: str, other: str, differ: bool) -> None:
    assert have_other_figures(one, other) is have_other_figures(other, one) is differ


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("It got 41 votes.", "It got 44 votes.", True),
        ("It pays 2 million euros.", "It pays 3 million euros.", True),
        ("It got 41 votes.", "On 9 June it got 41 votes.", False),
        ("It got 41 votes on 9 June.", "It got 41 votes on 10 June.", False),
        ("36氪获悉，合计 300 台。", "6 月 13 日消息，合计 300 台。", False),
    ],
)
def test_one_thing_is_counted_otherwise(one: str, other: str, differ: bool) -> None:
    assert count_otherwise(one, other) is count_otherwise(other, one) is differ


@pytest.mark.parametrize(
    ("one", "other", "opposed"),
    [
        ("Malta adopts the act", "Malta rejects the act", True),
        ("The robot passes a safety test", "The robot fails a safety test", True),
        ("Northwind names Lund chief", "Northwind dismisses Lund", True),
        ("A school admits 400", "A school expels 400", True),
        ("股价上涨", "股价下跌", True),
        ("Shares rise after they fell", "Shares fell, then rise", False),
        ("Shares rise", "Northwind rents a hall", False),
    ],
)
def test_opposites(one: str, other: str, opposed: bool) -> None:
    assert are_opposed(one, other) is are_opposed(other, one) is opposed


def test_a_text_that_goes_both_ways_goes_none() -> None:
    assert len(directions("Shares rise")) == 1
    assert not directions("Shares rise and fall")


def test_a_denial() -> None:
    assert is_denied("It will sell", "It will not sell")
    assert not is_denied("It didn't sell", "It did not sell")


@pytest.mark.parametrize(
    ("other", "disagrees"),
    [
        (VOTE, False),
        (VOTE.replace("41", "44"), True),
        (VOTE.replace("Malta", "Cyprus"), True),
        (VOTE.replace("adopted", "rejected"), True),
        (VOTE.replace("adopted", "has not adopted"), True),
        (VOTE.replace("Wednesday", "Tuesday"), False),
        (VOTE.replace("The parliament of", "VALLETTA (Wire) - The parliament of"), False),
        ("The parliament of Cyprus had 44 members once, and every one of them is known by name.", False),
    ],
)
def test_a_text_disagrees_where_it_has_the_same_sentence_otherwise(other: str, disagrees: bool) -> None:
    rest = "Guidelines of the ministry are due in autumn."
    one, two = Telling("An act on halls", f"{VOTE}\n{rest}"), Telling("Halls get an act", f"{other}\n{rest}")
    assert one.disagrees(two) is two.disagrees(one) is disagrees
