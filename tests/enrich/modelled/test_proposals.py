"""Which later items a model reads to say how a prediction came out."""

from __future__ import annotations

from datetime import timedelta

from generator.enrich.modelled.proposals import MAX_ITEMS, later_items
from generator.model.facts import Facts, facts_of
from generator.model.item import Entities, Related
from tests.make import NOON, item


def told(days: int, name: str = "Northwind", **fields: object) -> Facts:
    return facts_of(item(date=NOON + timedelta(days=days), entities=Entities(companies=(name,)), **fields))


def test_later_items_refer_to_it_or_name_what_it_names() -> None:
    archive = {
        "2026/W25/told": told(0),
        "2026/W25/same-day": told(0),
        "2026/W25/next": told(1),
        "2026/W25/other": told(2, "Halyard"),
        "2026/W25/goes-on": told(
            3, "Halyard", related=(Related(item="2026/W25/told", relation="earlier", why="goes on", score=0.9),)
        ),
    }
    assert later_items("2026/W25/told", archive) == ["2026/W25/goes-on", "2026/W25/next"]
    many = {f"2026/W26/n{day}": told(day) for day in range(1, 2 * MAX_ITEMS)}
    assert later_items("2026/W25/told", archive | many)[0] == f"2026/W26/n{2 * MAX_ITEMS - 1}"
    assert len(later_items("2026/W25/told", archive | many)) == MAX_ITEMS
