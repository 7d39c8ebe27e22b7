from __future__ import annotations

from datetime import timedelta

import pytest

from generator.group.documents import DocumentMaker
from generator.group.retold import retold
from generator.model.coverage import DigestLine
from generator.model.vocabulary import Vocabulary
from generator.text.names import NameFinder
from tests.make import NOON, item, report

LIMITS, LENS = "2026/W25/limits", "2026/W25/lens"
ITEMS = {
    LIMITS: item(
        title="Northwind doubles the limits of Zephyr for paying customers",
        articles=(report(title="Northwind doubles Zephyr limits"), report("board", title="Zephyr limits doubled")),
    ),
    LENS: item(title="Meridian opens a workshop for lenses in Porto", articles=(report("harbour", title="Meridian opens lens workshop"),)),
    "2026/W25/proofs": item(title="潮声出版社宣布推出古籍校对工具", articles=(report("chaosheng", title="潮声推出校对工具"),)),
    **{f"2026/W25/other-{n}": item(title=f"Story {n} about the weather in Groningen", articles=(report(),)) for n in range(8)},
}  # fmt: skip


@pytest.fixture(scope="module")
def maker(vocabulary: Vocabulary) -> DocumentMaker:
    return DocumentMaker(NameFinder(vocabulary.names), vocabulary.rules.roundups)


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("Northwind doubles the limits of Zephyr", LIMITS),
        ("潮声出版社推出古籍校对工具", "2026/W25/proofs"),
        ("Meridian opens a workshop for lenses", LENS),
        ("Meridian closes a bakery in Lisbon", None),
        ("Zephyr loses to a child at chess", None),
        ("", None),
    ],
)
def test_a_line_finds_the_item_that_tells_the_same(maker: DocumentMaker, line: str, address: str | None) -> None:
    lines = [DigestLine(line, NOON + timedelta(hours=8), "crate"), DigestLine("It rained", NOON, "crate")]
    assert retold(lines, ITEMS, maker) == [address, None]


def test_without_lines_or_items_nothing_is_found(maker: DocumentMaker) -> None:
    assert retold([], ITEMS, maker) == []
    assert retold([DigestLine("Northwind doubles the limits of Zephyr", NOON, "crate")], {}, maker) == [None]
