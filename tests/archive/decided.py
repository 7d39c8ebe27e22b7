"""Archives with decisions, in as few words as possible."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from generator.archive.index import Index, Known, index_row_of
from generator.archive.store import Archive
from generator.archive.stored import StoredItem
from generator.model.item import Claim, Evidence, Item, Report, Tldr
from tests.make import NOON, item, report


def told(*names: str, **fields: Any) -> Item:
    """An item with a report of each outlet, and a takeaway that cites it alone."""
    reports = tuple(
        report(name, url=f"https://{name}.example/story", title=f"The {name} has the story") for name in names
    )
    said = {f"e{n}": Evidence(article=n - 1, quote=f"Said by the {name}.") for n, name in enumerate(names, start=1)}
    defaults: dict[str, Any] = {
        "title": reports[0].title, "articles": reports, "evidence": said,
        "tldr": Tldr(what_changed=Claim(text=said["e1"].quote, cites=("e1",))),
        "takeaways": tuple(Claim(text=entry.quote, cites=(cite,)) for cite, entry in said.items()),
    }  # fmt: skip
    return item(**{**defaults, **fields})


def later(days: int) -> dict[str, Any]:
    """Fields of an item that was published so many days after noon of Wednesday."""
    return {"date": NOON + timedelta(days=days), "updated": NOON + timedelta(days=days)}


def link(name: str) -> str:
    """The link of an outlet's report in `told`, as a maintainer might paste it."""
    return f"http://www.{name}.example/story/?utm_source=mail"


def archive_of(root: Path, items: dict[str, Item], decisions: str = "") -> Archive:
    """The archive of some items as it is read under some decisions."""
    plain = Archive(root)
    for address, value in items.items():
        plain.write_item(StoredItem(address, value, f"Note of {address}.\n"))
    return decide(root, decisions)


def decide(root: Path, decisions: str) -> Archive:
    """The archive as it is read after its decisions.yml has been edited."""
    (root / "decisions.yml").write_text(decisions, "utf-8")
    return Archive.open(root)


def index_of(items: Mapping[str, Item]) -> Index:
    """An index as it would be of the items' files."""
    index = Index(None)
    for address, value in items.items():
        index.put(address, Known(0, 0, b""), index_row_of(value, ""))
    return index


def outlets(archive: Archive) -> dict[str, list[str]]:
    """The outlets of what is shown, by address."""
    return {address: [report.source for report in stored.item.articles] for address, stored in archive.items.items()}


def files(root: Path) -> dict[str, bytes]:
    """Every byte of the archive."""
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*.md"))}


def reports_of(archive: Archive, address: str) -> dict[str, Report]:
    return {report.source: report for report in archive.items[address].item.articles}
