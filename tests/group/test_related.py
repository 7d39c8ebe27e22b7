from __future__ import annotations

from datetime import timedelta

from generator.group.documents import DocumentMaker
from generator.group.related import relate
from generator.model.item import Item, Related
from generator.model.vocabulary import Name
from generator.text.names import NameFinder
from tests.make import NOON, item, report

EARLIER, NEW = "2026/W24/northwind-cuts-limits", "2026/W25/northwind-doubles-limits"
BY_HAND = (Related(item="2026/W20/by-hand", relation="earlier", why="by hand", score=1),)


def related(**fields: object) -> Item:
    maker = DocumentMaker(NameFinder([Name(name="Northwind", kind="company"), Name(name="Zephyr", kind="model")]))
    week_ago = NOON - timedelta(days=7)
    old = item(
        title="Northwind cuts the limits of Zephyr", edition="2026-W24", date=week_ago,
        articles=(report(published=week_ago),),
    )  # fmt: skip
    new = item(title="Northwind doubles the limits of Zephyr", **fields)
    return relate({NEW: new}, {EARLIER: old, NEW: new}, maker)[NEW]


def test_an_earlier_step_of_the_story_is_named_with_its_reason() -> None:
    (found,) = related().related
    assert (found.item, found.relation, found.why) == (EARLIER, "earlier", "both about Northwind and Zephyr")
    assert [entry.item for entry in related().timeline] == [EARLIER]


def test_what_a_maintainer_pinned_stays() -> None:
    kept = related(related=BY_HAND, pinned=("related", "timeline"))
    assert kept.related == BY_HAND
    assert kept.timeline == ()
