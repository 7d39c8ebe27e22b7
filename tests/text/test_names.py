from __future__ import annotations

import pytest

from generator.model.vocabulary import Name
from generator.text.names import NameFinder

FINDER = NameFinder(
    [
        Name(name="Northwind", kind="company", aliases=("北风",)),
        Name(name="Zephyr", kind="model"),
        Name(name="Zephyr 5 Mini", kind="model"),
        Name(name="Ada Lund", kind="person"),
    ]
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Northwind's Zephyr", ["Northwind", "Zephyr"]),
        ("北风发布Zephyr 5 Mini。", ["Northwind", "Zephyr 5 Mini"]),
        ("Zephyrs and northwind and SouthNorthwind", []),
        ("Zephyr-based, says Ada Lund.", ["Zephyr", "Ada Lund"]),
    ],
)
def test_names_in_a_text(text: str, names: list[str]) -> None:
    assert [name.name for name in FINDER.find(text)] == names
