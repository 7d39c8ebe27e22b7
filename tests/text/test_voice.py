from __future__ import annotations

import pytest

from generator.text.voice import in_chinese_first_person, in_first_person, in_first_person_singular, unquoted


@pytest.mark.parametrize(
    ("sentence", "first"),
    [
        ("Our office in Porto is now open.", True),
        ("Northwind shows us the office.", True),
        ("我们的办公室已经启用。", True),
        ("Northwind’s office in Porto is now open.", False),
        ("“We intend to buy Halyard,” Northwind said.", False),  # whoever speaks is named
        ("The US office of Northwind is open.", False),
        ("The U.S. office of Northwind is open.", False),
        ("我国将启用新的办公室。", False),
        ("I saw the office of Northwind.", True),
    ],
)
def test_who_says_we_outside_of_quotations(sentence: str, first: bool) -> None:
    assert in_first_person(sentence) is first


@pytest.mark.parametrize(
    ("sentence", "singular"),
    [
        ("I couldn’t find the door of the office.", True),
        ("By that I mean the office of Northwind.", True),
        ("They close an office, and every year I believe it less.", True),
        ("Every week I read that an office is to close.", True),
        ("The office is one that I’ve never seen.", True),
        ("Phase I trials of Zephyr have begun.", False),
        ("将来都由机器人送货，但我不希望兄弟们没有工作。", True),
        ("他说：“我不怕北风。”", False),
        ("我们将推出新模型，帮助用户提升自我。", False),
        ("我国将启用新的办公室。", False),
        ("Quist wrote, “I am not afraid of Halyard.”", False),
    ],
)
def test_who_says_i_is_told_from_a_number(sentence: str, singular: bool) -> None:
    assert in_first_person_singular(sentence) is singular


def test_a_name_in_english_says_no_we_in_chinese() -> None:
    assert not in_chinese_first_person("北风展示了名为 My Tarn 的功能。")
    assert in_chinese_first_person("我们展示了名为 My Tarn 的功能。")


def test_what_is_quoted_is_left_out() -> None:
    assert unquoted("Quist said, “We sell,” and left.") == "Quist said,  and left."
    assert unquoted("end of it” and so on") == " and so on"
