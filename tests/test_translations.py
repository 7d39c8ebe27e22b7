"""Lines in another language the whole way: asked of a real server, checked, stored, shown, paid for once."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.model.item import Item
from tests import scribe
from tests.feedserver import FeedServer, archive_of, recap, snapshot
from tests.modelserver import ModelServer, fault, say
from tests.test_models import WEEK, build, feeds, items_of, model, project, running

pytestmark = pytest.mark.long

__all__ = ["feeds", "model", "running"]
CLUSTER, CHESS = "Northwind rents", "An AI that plays chess"


@pytest.fixture
def folder(tmp_path: Path, feeds: FeedServer, model: ModelServer) -> Path:
    model.answer = scribe.translator
    return project(tmp_path / "site-folder", feeds.sources(), model, languages=["en", "zh"])


def item_of(folder: Path, title: str) -> Item:
    return next(item for item in items_of(folder) if item.title.startswith(title))


def asked_for(model: ModelServer) -> list[str]:
    """What was asked to be translated."""
    return [asked.user for asked in model.asked if scribe.is_translation(asked)]


def test_checked_lines_are_published_beside_their_originals(folder: Path) -> None:
    report = build(folder)
    zh = item_of(folder, CHESS).translations["zh"]
    assert zh.lines["title"].text == "会下棋的人工智能输给了一个孩子"
    assert zh.lines["title"].of == item_of(folder, CHESS).title
    assert {"title", "tldr.what_changed"} <= zh.lines.keys()
    assert report.models.translated == sum(len(item.translations["zh"].lines) for item in items_of(folder))
    page = next((folder / "site" / "zh" / WEEK.folder).glob("an-ai-that-plays-chess*/index.html")).read_text("utf-8")
    assert "一个人工智能象棋程序周二在Porto输给了一名九岁儿童。" in page and "hreflang=en" in page
    front = (folder / "site" / "zh" / "index.html").read_text("utf-8")
    assert "<h1>" in front and "会下棋的人工智能输给了一个孩子" in front


def test_a_line_that_says_something_else_is_left_out_and_told(folder: Path) -> None:
    report = build(folder)
    lies = [line for line in report.models.struck if "770亿美元" in line]
    assert lies and all(" | zh." in line for line in lies)
    assert any("770亿美元 is not in the original" in line for line in lies)
    archive = "".join(map(str, snapshot(folder / "content").values()))
    site = "".join(path.read_text("utf-8") for path in (folder / "site").rglob("*.html"))
    assert "770亿" not in archive + site


def test_nothing_is_translated_twice(folder: Path, model: ModelServer) -> None:
    build(folder)
    paid, before = len(model.asked), snapshot(folder / "content")
    build(folder)
    assert (len(model.asked), snapshot(folder / "content")) == (paid, before)
    for cache in sorted((folder / ".cache").glob("answers/*")):
        cache.unlink()
    assert recap(folder, "build", "--week", str(WEEK), "--now", "2026-06-22T08:00:00Z").exit_code == 0
    assert len(model.asked) == paid, "the archive knows what was asked"


def test_only_what_was_corrected_is_translated_again(folder: Path, model: ModelServer) -> None:
    build(folder)
    known = len(asked_for(model))
    archive = archive_of(folder)
    address = next(address for address, stored in archive.items.items() if stored.item.title.startswith(CHESS))
    text = "A chess program lost a game against a child in Porto on Tuesday."
    why = ("--why", "It was no nine-year-old.")
    result = recap(folder, "correct", address, "tldr.what_changed", "--text", text, *why)
    assert result.exit_code == 0, result.output
    build(folder)
    of_item, *of_head = asked_for(model)[known:]
    assert text in of_item and "An AI that plays chess" not in of_item
    assert all("nine-year-old" not in asked for asked in of_head), "the head of the edition tells what is corrected"
    assert item_of(folder, CHESS).translations["zh"].lines["title"].text == "会下棋的人工智能输给了一个孩子"


def test_a_model_that_is_not_to_be_had_is_asked_at_the_next_run(folder: Path, model: ModelServer) -> None:
    model.answer = lambda asked: fault(503) if scribe.is_translation(asked) else scribe.honest(asked)
    build(folder)
    assert all(not item.translations for item in items_of(folder))
    model.answer = scribe.translator
    build(folder)
    assert "title" in item_of(folder, CHESS).translations["zh"].lines


def test_a_model_that_refuses_is_not_asked_again(folder: Path, model: ModelServer) -> None:
    model.answer = lambda asked: say(None, refusal="no") if scribe.is_translation(asked) else scribe.honest(asked)
    build(folder)
    refused = len(asked_for(model))
    build(folder)
    assert len(asked_for(model)) == refused
    assert not (folder / "site" / "zh" / "sitemap.xml").exists()
    assert all(not item.translated_into for item in items_of(folder))


def test_quotations_are_not_translated(folder: Path, model: ModelServer) -> None:
    model.answer = lambda asked: scribe.translator(asked) if scribe.is_translation(asked) else say(None, refusal="no")
    build(folder)
    assert asked_for(model) == []


def test_what_translations_cost_is_on_the_receipt(folder: Path, model: ModelServer) -> None:
    build(folder)
    receipt = archive_of(folder).editions[WEEK].edition.receipt
    assert receipt and receipt.calls == len(model.asked)


def test_a_run_that_was_cut_short_has_it_on_the_receipt_too(folder: Path, model: ModelServer) -> None:
    build(folder)
    before = archive_of(folder).editions[WEEK].edition.receipt
    for path in sorted((folder / "content").glob("2026/**/*.md")):
        path.unlink()
    paid = len(model.asked)
    build(folder)
    again = archive_of(folder).editions[WEEK].edition.receipt
    assert len(model.asked) == paid and before and again
    assert (again.calls, again.cost) == (before.calls, before.cost)
