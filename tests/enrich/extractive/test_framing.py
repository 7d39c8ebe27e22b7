from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.enrich.extractive.framing import stated
from generator.text.sentences import split_sentences


def own(text: str, title: str = "Zephyr in Porto") -> list[str]:
    return [sentence for sentence, is_own in stated(title, text) if is_own]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        # the middle of a quotation is nobody's statement without who said it
        ("“We built it in a year. It beats Zephyr in all tests. Nobody comes close,” said Per Lind. He left.",
         ["“We built it in a year.", "He left."]),
        ('"We built it. It beats Zephyr. Nobody else," said Per Lind. He left.', ['"We built it.', "He left."]),
        ("创始人说：“它很好。从不出错。没有对手。”他离开了。", ["创始人说：“它很好。", "他离开了。"]),
        ("“One paragraph of it.\n“Another one. And its end.” It was loud.\nThe next line.",
         ["“One paragraph of it.", "It was loud.", "The next line."]),
        ("“Whole,” he said. “Also whole.” Then he left.", ["“Whole,” he said.", "“Also whole.”", "Then he left."]),
        ("A screen of 5\" is small. This is not.\nThe next line is sound.",
         ['A screen of 5" is small.', "The next line is sound."]),
        ("A: It has thirty users. It grows.\nThe desk counted them.", ["The desk counted them."]),
        # what stands below such words is not so
        ("We looked.\nThe following claims are false:\nZephyr fired 900 people.\nIt will close.", ["We looked."]),
        ("以下说法均为谣言：\n北风将停止服务。", []),
        ("Rumour\nZephyr paid the minister.\nFact\nIt did not.", ["Fact", "It did not."]),
        ("Three things are new:\nZephyr is faster.", ["Three things are new:", "Zephyr is faster."]),
        ("They wrote a piece of fiction about 2028. The minister resigns.", []),
        ("A novel way to train was found. It is faster.", ["A novel way to train was found.", "It is faster."]),
        ("In a novel set in Porto a machine is crowned. It reigns.", []),
        # what a company says of itself below every release
        ("Zephyr is out.\nAbout Northwind\nNorthwind is the leading maker.", ["Zephyr is out."]),
        ("About Zephyr 5\nIt is told here.\nWhat is new\nZephyr is faster.", ["What is new", "Zephyr is faster."]),
        ("Zephyr is out.\nAbout Northwind: Northwind leads.\nMedia contact: A. Desk.", ["Zephyr is out."]),
        ("Zephyr 发布。\n关于北风：北风是领先的公司。", ["Zephyr 发布。"]),
        ("关于价格：每月十元。", ["关于价格：每月十元。"]),
        ("About 40 people came. They left.", ["About 40 people came.", "They left."]),
    ],
)  # fmt: skip
def test_what_a_text_says_by_itself(text: str, kept: list[str]) -> None:
    assert own(text) == kept


@pytest.mark.parametrize(
    ("title", "is_own"),
    [
        ("Fact check: did Zephyr close?", False),
        ("Rumours about Zephyr, checked", False),
        ("辟谣：北风没有裁员", False),
        ("Northwind denies rumours of a sale", True),
        ("Fake users found on Zephyr", True),
        ("A parody account and a magazine of science fiction ban Zephyr", True),
    ],
)
def test_an_article_that_tells_what_is_not_so_is_known_by_its_title(title: str, is_own: bool) -> None:
    assert bool(own("Zephyr closes on Monday.", title)) is is_own


@given(st.text(alphabet=st.sampled_from('ab .:“”"\n「」。说A'), max_size=60))
def test_every_sentence_comes_once_and_in_order(text: str) -> None:
    assert [sentence for sentence, _ in stated("Title", text)] == split_sentences(text)
