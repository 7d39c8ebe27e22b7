"""An invented archive of several weeks for the tests of related items and storylines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

from generator.group.documents import DocumentMaker
from generator.group.related import relate
from generator.group.retrieval.index import Index
from generator.group.storyline import steps_of
from generator.model.item import Entities, Item
from generator.model.vocabulary import Name
from generator.model.week import Week
from generator.text.names import NameFinder
from tests.make import NOON, item, report, stored

NAMES = [
    Name(name="Northwind", kind="company", aliases=("北风",)),
    Name(name="Halyard", kind="company"),
    Name(name="Meridian", kind="company"),
    Name(name="Basalt", kind="company"),
    Name(name="Zephyr", kind="model", company="Northwind"),
    Name(name="Ada Quill", kind="person"),
]
FINDER = NameFinder(NAMES)
MAKER = DocumentMaker(FINDER)


def told(title: str, text: str = "", days: int = 0, outlet: str = "ledger", **fields: object) -> Item:
    """An item told by one outlet, so many days after a Wednesday noon of 2026-W25."""
    moment = NOON + timedelta(days=days)
    found = list(FINDER.find(f"{title} {text}"))
    of_kind = {
        kind: tuple(dict.fromkeys(n.name for n in found if n.kind == kind)) for kind in ("company", "model", "person")
    }
    entities = Entities(companies=of_kind["company"], models=of_kind["model"], people=of_kind["person"])
    told_by = report(outlet, title=title, published=moment, collected=moment)
    defaults: dict[str, object] = {"hook": text or None, "tldr": None, "evidence": {}}
    return item(
        title=title, edition=str(Week.of(moment)), date=moment, updated=moment, articles=(told_by,), entities=entities,
        **{**defaults, **fields},
    )  # fmt: skip


def addressed(items: Iterable[Item]) -> dict[str, Item]:
    """The items by address: their week and their number."""
    return {f"{one.week.folder}/item-{number:02}": one for number, one in enumerate(items)}


def related(items: Mapping[str, Item]) -> dict[str, Item]:
    """All items as if one run had made them."""
    return related_in(items, items)


def related_in(items: Mapping[str, Item], archive: Mapping[str, Item]) -> dict[str, Item]:
    """The items of one run, related to an archive that has them."""
    return relate(items, archive, steps_in(archive), MAKER, Index("").updated(stored(archive), MAKER))


def steps_in(archive: Mapping[str, Item]) -> list[tuple[str, str]]:
    return steps_of({address: one.facts for address, one in stored(archive).items()})
