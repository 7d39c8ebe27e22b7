"""Values for tests, in as few words as possible."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from generator.archive.stored import StoredItem
from generator.model.article import Article
from generator.model.item import Claim, Evidence, Item, Report, Tldr
from generator.model.source import Source

NOON = datetime(2026, 6, 17, 12, 0, tzinfo=UTC)


def source(name: str = "ledger", **fields: Any) -> Source:
    """A source at ledger.example."""
    defaults = {"title": name.title(), "homepage": f"https://{name}.example/", "language": "en"}
    return Source.model_validate({"name": name, "url": f"https://{name}.example/feed.xml", **defaults, **fields})


def article(title: str = "Northwind rents a cluster", text: str = "", **fields: Any) -> Article:
    """An article of the ledger, published on a Wednesday of 2026-W25."""
    outlet = fields.pop("source", None) or source()
    path = fields.pop("path", "-".join(title.lower().split())[:40])
    defaults = {
        "source": outlet, "title": title, "text": text, "language": outlet.language,
        "url": f"https://{outlet.name}.example/{path}", "published": NOON, "collected": NOON,
    }  # fmt: skip
    return Article.model_validate({**defaults, **fields})


def report(name: str = "ledger", **fields: Any) -> Report:
    """A report as an item lists it."""
    defaults = {
        "source": name, "name": name.title(), "title": "Northwind rents a cluster", "language": "en",
        "url": f"https://{name}.example/report", "published": NOON, "collected": NOON,
    }  # fmt: skip
    return Report.model_validate({**defaults, **fields})


def item(**fields: Any) -> Item:
    """An item with one cited claim."""
    defaults: dict[str, Any] = {
        "title": "Northwind rents a cluster", "edition": "2026-W25", "date": NOON, "updated": NOON, "language": "en",
        "articles": (report(),),
        "tldr": Tldr(what_changed=Claim(text="Northwind rents a cluster of 300 megawatts.", cites=("e1",))),
        "evidence": {"e1": Evidence(article=0, quote="Northwind rents a cluster of 300 megawatts.")},
    }  # fmt: skip
    return Item.model_validate({**defaults, **fields})


def stored(items: Mapping[str, Item]) -> dict[str, StoredItem]:
    """Items as an archive has them."""
    return {address: StoredItem(address, one) for address, one in items.items()}
