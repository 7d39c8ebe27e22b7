from __future__ import annotations

from generator.enrich.modelled.introduction import _statements
from generator.model.edition import Edition
from generator.model.item import Related
from tests.make import NOON, item


def test_no_model_is_given_what_another_item_says_is_wrong() -> None:
    related = (Related(item="2026/W25/boast", relation="earlier", why="one matter", score=1, verdict="corrected"),)
    items = {"2026/W25/withdrawn": item(related=related), "2026/W25/boast": item()}
    edition = Edition.model_validate(
        {
            "title": "A week",
            "edition": "2026-W25",
            "date": NOON,
            "updated": NOON,
            "top": tuple(items),
            "numbers": {},
            "health": {},
        }
    )
    assert {line.item for line in _statements(edition, items)} == {"2026/W25/withdrawn"}
