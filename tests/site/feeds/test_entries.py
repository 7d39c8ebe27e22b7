"""What feeds tell of items, editions, predictions and corrections."""

from __future__ import annotations

import json
from pathlib import Path

from generator.archive.stored import StoredItem
from generator.model.item import Implication, Review
from generator.site.feeds.entries import edition_entry, item_entry, told_at
from generator.site.library import Library
from generator.site.page import Site
from tests.make import NOON
from tests.make import item as make_item
from tests.site.feeds.reading import entries
from tests.site.markup import parse
from tests.site.sample import ATTACKS, BARE, DEAL, HOSTILE, OPEN_MODEL, W25


def test_rss_and_atom_tell_the_same(built: Path) -> None:
    for name in ("feed.xml", "atom.xml"):
        found = entries(built, name)
        entry = found[f"tag:recap.example,2026:{DEAL}"]
        assert len(found) == 6
        assert entry.title == "Northwind rents Halyard's compute and lifts Zephyr's limits"
        assert entry.link == f"https://recap.example/{DEAL}/"
        assert entry.published_parsed[:5] == (2026, 6, 15, 9, 6)


def test_an_update_is_told(built: Path) -> None:
    for name in ("feed.xml", "atom.xml"):
        assert entries(built, name)[f"tag:recap.example,2026:{DEAL}"].updated == "2026-06-24T00:00:00Z"


def test_an_item_tells_its_claims_with_their_sources(site: Site, library: Library) -> None:
    html = parse(f"<html>{item_entry(site, library, library.archive.items[DEAL]).html}</html>")
    assert html.faults == []
    assert [e.text for e in html.all("h3")] == [
        "What changed", "Why it matters", "What to do next", "Key takeaways", "Future implications",
    ]  # fmt: skip
    assert html.text.startswith("Written by a model, checked by rule against the cited sentences.")
    assert "Inference Capacity was the reason for the caps. (The Ledger)" in html.text
    assert "More may follow" not in html.text, "what has no day and no test is on no page"
    links = {link.text: link.attributes["href"] for link in html.all("a")}
    assert links["潮声科技"] == "https://chaosheng.example/a/87123.html"
    assert next(e.attributes["href"] for e in html.all("a")).startswith("https://northwind.example/news/limits")


def test_what_is_quoted_or_foreign_says_so(site: Site, library: Library) -> None:
    html = parse(f"<html>{item_entry(site, library, library.archive.items[OPEN_MODEL]).html}</html>")
    assert [q.text for q in html.all("q")][:2] == [
        "Weights and logs are released under a permissive licence.",
        "Cobalt-30B reaches 61.4 on the code harness.",
    ]
    assert html.one("span", lang="zh").text == "独立复测得到60.9分"
    assert html.text.endswith("Made without a model: quotations chosen by rule."), (
        "a reader's list shows the news first"
    )


def test_a_reviewer_is_named_and_the_mark_follows(site: Site, library: Library) -> None:
    stored = library.archive.items[DEAL]
    reviewed = stored.item.model_copy(update={"review": Review(by="R. Editor", at=NOON)})
    entry = item_entry(site, library, StoredItem(DEAL, reviewed))
    assert entry.html.startswith("<p>Reviewed by R. Editor on 17 June 2026, who answers for it. Written by a model")
    assert entry.source_type.endswith("/CompositeWithTrainedAlgorithmicMediaDigitalSource")
    assert item_entry(site, library, stored).source_type.endswith("/TrainedAlgorithmicMediaDigitalSource")
    assert item_entry(site, library, library.archive.items[OPEN_MODEL]).source_type == ""


def test_an_item_of_reports_alone_names_them(site: Site, library: Library) -> None:
    html = item_entry(site, library, library.archive.items[BARE]).html
    assert html == (
        '<p>Reported by <a href="https://ledger.example/ai/rival?p=5">The Ledger</a>,'
        ' <a href="https://quiet.example/a">Quiet Desk</a>.</p>'
        "<p>Title and links only.</p>"
    )


def test_hostile_values_stay_text(built: Path) -> None:
    text = " ".join(ATTACKS)
    for name in ("feed.xml", "atom.xml", "predictions/feed.xml", "corrections/atom.xml"):
        for entry in entries(built, name).values():
            html = parse(f"<html>{entry.content[0].value if name.endswith('atom.xml') else entry.summary}</html>")
            tags = {element.tag for element in html.elements}
            assert tags <= {"html", "p", "h3", "ul", "li", "q", "a", "em", "span", "del", "ins"} and html.faults == []
            assert all(link.attributes["href"].startswith("https://") for link in html.all("a"))
    assert entries(built, "feed.xml")[f"tag:recap.example,2026:{HOSTILE}"].title == text
    data = json.loads((built / "feed.json").read_bytes())
    assert any(item["title"] == text for item in data["items"])


def test_an_edition_tells_its_lines_and_its_top(site: Site, library: Library) -> None:
    html = parse(f"<html>{edition_entry(site, library, library.archive.editions[W25]).html}</html>")
    assert "2 events here are written by a model" in html.text
    assert html.links == [
        f"https://recap.example/{address}/" for address in (DEAL, "2026/W25/chenghai-phone", DEAL, OPEN_MODEL)
    ]


def test_an_id_does_not_follow_the_title(site: Site, library: Library) -> None:
    stored = library.archive.items[DEAL]
    renamed = StoredItem(stored.address, make_item(title="Another title"))
    assert item_entry(site, library, stored).id == item_entry(site, library, renamed).id


def test_a_prediction_cannot_be_settled_before_it_was_made() -> None:
    said = Implication.model_validate(
        {
            "id": "p1", "text": "It comes.", "cites": ("e1",), "status": "void",
            "settled": {"date": "2026", "url": "https://ledger.example/", "why": "Nobody can tell."},
        }
    )  # fmt: skip
    stored = StoredItem("2026/W25/a", make_item(implications=(said,)))
    assert told_at(stored, said, False) == told_at(stored, said, True) == NOON
