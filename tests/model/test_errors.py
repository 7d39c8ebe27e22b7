from __future__ import annotations

import pytest

from generator.model.errors import Fault, nearest

ITEMS = [f"2026/W25/an-event-of-{n}-june" for n in range(26)]
ITEMS += ["2026/W25/northwind-rents-a-cluster", "2026/W25/harbour-opens-a-school"]


def test_a_fault_is_one_line_whatever_the_file_is_called() -> None:
    told = str(Fault("W25/a\n::warning::b\x1b[31m\udcff\u202e.md", 3, "title", "is missing 标题", "add it"))
    assert told == r"W25/a\n::warning::b\x1b[31m\udcff\u202e.md:3: title: is missing 标题 (add it)"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("2026/W25/northwind-rents-cluster", "did you mean 2026/W25/northwind-rents-a-cluster?"),
        ("northwind", "did you mean 2026/W25/northwind-rents-a-cluster?"),
        ("school harbour 2027", "did you mean 2026/W25/harbour-opens-a-school?"),
        ("2026/W25/harbour", "did you mean 2026/W25/harbour-opens-a-school?"),
        ("2026/W25/zephyr-returns", f"there are 28, the first is {ITEMS[0]}"),
    ],
)
def test_what_comes_nearest_is_named(name: str, told: str) -> None:
    assert nearest(name, ITEMS) == told
