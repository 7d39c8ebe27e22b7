from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.quotations import quoted_spans


def quoted(line: str) -> list[str]:
    return [line[max(0, start) : end] for start, end in quoted_spans(line)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("He said “one. Two.” Then “three”.", ["“one. Two.”", "“three”"]),
        ('He said "one. Two." Then.', ['"one. Two."']),
        ("‘Zephyr’s chip is fast. It wins,’ he said.", ["‘Zephyr’s chip is fast. It wins,’"]),
        ("'Zephyr's chip is fast. It wins,' he said.", ["'Zephyr's chip is fast. It wins,'"]),
        ("« Un. Deux. » dit-il.", ["« Un. Deux. »"]),
        ("»Eins. Zwei.« So heißt es.", ["»Eins. Zwei.«"]),
        ("›Eins.‹ Zwei. ‹Trois.› Quatre.", ["›Eins.‹", "‹Trois.›"]),
        ("„Eins. Zwei.“ So heißt es.", ["„Eins. Zwei.“"]),
        ("”Ett. Två.” Så sade han.", ["”Ett. Två.”"]),
        ("「一。二。」と言う。『三』。", ["「一。二。」", "『三』"]),
        ('他说"一。二。"然后离开。', ['"一。二。"']),
        # apostrophes and inches
        ("The users’ chip isn’t Zephyr’s. It’s ours.", []),
        ("In the ‘90s rock 'n' roll was ours. 'Twas.", []),
        ('A 16" screen and a 14" one.', []),
        # what begins or ends outside the line
        ("“One. Two.", ["“One. Two."]),
        ("One. Two.” Three.", ["One. Two.”"]),
        ("", []),
    ],
)
def test_what_a_line_quotes(line: str, expected: list[str]) -> None:
    assert quoted(line) == expected


@given(st.text(alphabet=st.sampled_from("aZ1 .“”\"‘’'«»‹›„「」『』"), max_size=40))
def test_quotations_come_in_order_and_do_not_meet(line: str) -> None:
    spans = quoted_spans(line)
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_a_line_of_marks_alone_is_read_in_linear_time() -> None:
    assert quoted_spans("‘a " * 300_000) == []
