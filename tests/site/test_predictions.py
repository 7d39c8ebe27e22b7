"""The page of predictions, its months and its calendar."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from generator.archive.store import Archive
from generator.archive.stored import StoredItem
from generator.enrich.extractive.announcements import how_to_tell
from generator.model.edition import Edition
from generator.model.item import Item, Related, Settlement
from generator.site.build import build_site
from generator.site.feeds.entries import prediction_entry
from generator.site.library import Library
from generator.site.page import Site
from generator.site.reasons import reason_in
from generator.site.views.predictions import MOST, MonthView, PredictionsView, prediction_files, prediction_pages
from generator.site.words import load_words
from tests.make import NOON, report
from tests.make import item as make_item
from tests.site.markup import page_at, parse
from tests.site.sample import ATTACK, DEAL, HOSTILE, OPEN_MODEL, make_project, make_site
from tests.site.test_ics import properties, unescaped, unfolded
from tests.site.viewing import library_of, pages_in


def predicting(base: Library, *implications: dict[str, Any], **fields: Any) -> Library:
    """One item that predicts, last changed on 17 June 2026."""
    defaults = {"text": "Limits rise.", "due": "2026-07", "test": "The page says so.", "cites": ("e1",)}
    told = [{"id": f"p{n}", **defaults, **implication} for n, implication in enumerate(implications, 1)]
    return library_of({"2026/W25/a": make_item(implications=told, **fields)}, base)


def view_of(site: Site, library: Library) -> PredictionsView:
    view = pages_in(prediction_pages(library), site, library)[0].view
    assert isinstance(view, PredictionsView)
    return view


def test_due_is_what_was_due_when_something_was_last_published(site: Site, library: Library) -> None:
    told = predicting(library, {"due": "2026-06-16"}, {"due": "2026-06-17"}, {"due": "2026-06"})
    view = view_of(site, told)
    assert [line.due for line in view.due] == ["2026-06-16"]
    assert [line.due for line in view.open] == ["2026-06-17", "2026-06"]
    assert view.today == NOON.date()


def test_the_latest_settled_stands_first(site: Site, library: Library) -> None:
    def done(day: str) -> dict[str, Any]:
        shown = Settlement(date=day, url="https://quay.example/", why="x")
        return {"due": "2026-06-01", "status": "void", "settled": shown}

    view = view_of(site, predicting(library, done("2026-06-02"), done("2026-06-16"), done("2026-06-05")))
    assert [line.outcome.date for line in view.settled if line.outcome] == ["2026-06-16", "2026-06-05", "2026-06-02"]


def test_what_nobody_has_settled_leads_to_the_newest_item_that_goes_on_with_it(site: Site, library: Library) -> None:
    def next_one(days: int) -> Item:
        earlier = Related(item="2026/W25/a", relation="earlier", why="both about limits", score=0.9)
        return make_item(title=f"Limits {days}", date=NOON + timedelta(days=days), related=(earlier,))

    shown = Settlement(date="2026-06-16", url="https://quay.example/", why="x")
    told = predicting(library, {"due": "2026-06-16"}, {"due": "2026-06-16", "status": "void", "settled": shown})
    view = view_of(site, told)
    assert [line.later for line in (*view.due, *view.settled)] == [None, None]
    later = {f"2026/W26/{days}": next_one(days) for days in (7, 9, 8)}
    view = view_of(site, library_of({**later, "2026/W25/a": told.archive.items["2026/W25/a"].item}, told))
    assert [line.later and line.later.title.text for line in (*view.due, *view.settled)] == ["Limits 9", None]


def test_where_it_went_on_is_a_line_of_its_own_in_the_edition_of_its_week(tmp_path: Path) -> None:
    mkdocs_yml = make_project(tmp_path)
    archive = Archive(tmp_path / "content")
    told = {"id": "p1", "text": "Limits rise.", "cites": ["e1"], "due": "2026-06-16", "test": "The page says so."}
    earlier = Related(item="2026/W25/a", relation="earlier", why="both about limits", score=0.9)
    then = {"edition": "2026-W26", "date": NOON + timedelta(days=7), "updated": NOON + timedelta(days=7)}
    later = make_item(title="Limits rise", articles=(report(url="https://quay.example/b"),), related=(earlier,), **then)
    archive.write_item(StoredItem("2026/W25/a", make_item(implications=[told])))
    archive.write_item(StoredItem("2026/W26/b", later))
    archive.write_edition(Edition(title="A week", edition="2026-W25", date=NOON, updated=NOON, top=("2026/W25/a",)))
    build_site(mkdocs_yml)
    lines = [line.text.strip() for line in page_at(tmp_path / "site", "2026/W25/").all("p")]
    assert len([line for line in lines if line.startswith("Update in Week 26:")]) == 1


def test_what_a_source_says_and_what_is_predicted_here_are_told_apart(site: Site, library: Library) -> None:
    said, estimated, inferred = view_of(
        site,
        predicting(library, {}, {"confidence": 0.5}, {"inference": True}, articles=(report("ledger", role="primary"),)),
    ).open
    assert said.basis and said.basis.outlet.text == "Ledger"
    assert said.basis.href.startswith("https://ledger.example/report#:~:text=")
    assert (estimated.basis, inferred.basis, inferred.inference) == (None, None, True)
    assert (said.percent, estimated.percent) == (None, 50)


def test_evidence_that_left_the_archive_is_no_link(site: Site, library: Library) -> None:
    gone = Settlement(date="2026-06-17", item="2026/W24/gone", why="It says so.")
    (line,) = view_of(site, predicting(library, {"status": "void", "settled": gone})).settled
    assert line.outcome and (line.outcome.page, line.outcome.href) == (None, "")


def test_the_calendar_tells_how_to_tell_in_the_language_of_its_pages(library: Library) -> None:
    due = "2026-06-30"
    known = predicting(library, {"due": due, "test": how_to_tell(due, "en")})
    told = unfolded(next(prediction_files(make_site("zh"), known)).data)
    (way,) = (line for line in told if line.startswith("DESCRIPTION:"))
    title, told_by = (
        known.items["2026/W25/a"].brief.title.text,
        reason_in(load_words("zh"), how_to_tell(due, "en"), due),
    )
    assert way.startswith(f"DESCRIPTION:{title}\\n如何判断：{told_by}"), (
        "away from its page it says of what event it is"
    )


def test_a_feed_of_predictions_opens_with_what_is_predicted(site: Site, library: Library) -> None:
    known = predicting(library, {})
    (prediction,) = known.predictions
    assert parse(f"<html>{prediction_entry(site, known, prediction, False).html}</html>").text.startswith(
        "Limits rise."
    )


def test_what_is_not_in_the_readers_language_says_in_which_it_is(library: Library) -> None:
    settled = Settlement(
        date="2026-06-17", url="https://a.example/", quote="The limits have been raised for all of them.",
        why="上限已经提高，页面上是这样写的。",
    )  # fmt: skip
    told = {"because": "There is more power.", "status": "came-true", "settled": settled}
    for language, (words, quote, why) in {"en": ("", "", "zh"), "zh": ("en", "en", "")}.items():
        (line,) = view_of(make_site(language), predicting(library, told)).settled
        assert line.because and line.outcome and line.outcome.quote
        assert (line.because.lang, line.test.lang) == (words, words)
        assert (line.outcome.quote.lang, line.outcome.why.lang) == (quote, why)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_how_to_tell_by_rule_is_in_the_readers_language(library: Library, language: str) -> None:
    own = predicting(library, {"test": how_to_tell("2026-07", "en")}, language="zh")
    assert view_of(make_site(language), own).open[0].test.lang == ""


def test_an_archive_of_nothing_predicts_nothing(site: Site, library: Library) -> None:
    empty = library_of({}, library)
    view = view_of(site, empty)
    assert (view.due, view.open, view.settled, view.today) == ((), (), (), None)
    assert next(prediction_files(site, empty)).data.count(b"BEGIN:VEVENT") == 0


def test_many_predictions_get_a_page_for_each_month(site: Site, library: Library) -> None:
    many = [{"due": f"2026-{7 + n % 3:02d}"} for n in range(MOST + 1)]
    whole, fewer = predicting(library, *many), predicting(library, *many[1:])
    front, *months = pages_in(prediction_pages(whole), site, whole)
    assert isinstance(front.view, PredictionsView)
    assert len(front.view.open) == MOST
    assert [link.label for link in front.view.months] == ["July 2026", "August 2026", "September 2026"]
    assert [page.address for page in months] == [f"predictions/2026-{month}/" for month in ("07", "08", "09")]
    assert sum(len(page.view.predictions) for page in months if isinstance(page.view, MonthView)) == MOST + 1
    assert pages_in(prediction_pages(fewer), site, fewer)[1:] == []


def test_the_page_tells_each_prediction_with_all_that_judges_it(built: Path) -> None:
    page = page_at(built, "predictions")
    headings = [e.text for e in page.all("h2")]
    assert headings == ["The score so far", "Fell due, not settled yet", "Open", "Settled"]
    assert [e.text for e in page.all("dd")] == ["1", "1", "2", "0.16"]
    links = page.links
    assert {f"../{DEAL}/#p1", f"../{DEAL}/#p2", f"../{HOSTILE}/#p1", f"../{OPEN_MODEL}/"} <= set(links)
    assert "../predictions/predictions.ics" in links
    for words in (
        "As of 24 June 2026", "67 % of those that were due are settled: 1 came true, 1 did not",
        "as told by 潮声科技", "Inference", "predicted here", "confidence 60 %", "How to tell The limits page says so.",
        "Because The contract has a second stage.", "the end of December 2026", "came true The page says so.", "did not come true",
    ):  # fmt: skip
        assert words in page.text, words
    assert "More may follow." not in page.text, "without a date and a test nothing is published"
    assert ATTACK in page.text


def test_unpublished_predictions_are_on_no_page(built: Path) -> None:
    assert "More may follow." not in (built / DEAL / "index.html").read_text("utf-8")
    index = b"".join(path.read_bytes() for path in (built / "search").rglob("*.json"))
    assert b"follow" not in index


def test_the_calendar_reads_back(built: Path) -> None:
    data = (built / "predictions" / "predictions.ics").read_bytes()
    told = properties(data)
    assert sorted(value for name, value in told if name == "UID") == [
        "2026-W25-hostile-p1@recap.example",
        "2026-W25-hostile-p2@recap.example",
        "2026-W25-northwind-rents-halyards-compute-p1@recap.example",
        "2026-W25-northwind-rents-halyards-compute-p2@recap.example",
    ]
    assert [value for name, value in told if name == "DTSTART;VALUE=DATE"] == [
        "20260619", "20260620", "20260731", "20261231",
    ]  # fmt: skip
    summaries = [unescaped(value) for name, value in told if name == "SUMMARY"]
    assert summaries == [
        f"Soon, {ATTACK}", f"did not come true: {ATTACK}", "Training moves to the new site in July.",
        "came true: Weekly limits rise too.",
    ]  # fmt: skip
    assert all(re.fullmatch(r"[A-Z;=-]+:.*", line) for line in unfolded(data))
    assert len({value for name, value in told if name == "DTSTAMP"}) == 2, "of the items, not of the build"


def test_a_calendar_forgets_what_is_long_over(site: Site, library: Library) -> None:
    told = predicting(library, {"due": "2025-06-01"}, {"due": "2025-07"}, updated=NOON + timedelta(days=0))
    data = next(prediction_files(site, told)).data
    assert [value for name, value in properties(data) if name.startswith("DTSTART")] == ["20250731"]


def test_the_page_reads_in_chinese(library: Library) -> None:
    site = make_site("zh")
    page = pages_in(prediction_pages(library), site, library)[0]
    assert page.meta.title == "预测"
    assert site.words("due", date=site.words.until("2026-07")) == "2026年7月底到期"


USUAL = how_to_tell("2026-07", "en")


@pytest.mark.parametrize(
    ("tests", "times"), [((USUAL, USUAL), 1), ((USUAL, "The page says so."), 1), (("The page says so.",), 0)]
)
def test_the_usual_test_is_told_once(tmp_path: Path, tests: tuple[str, ...], times: int) -> None:
    told = [
        {"id": f"p{n}", "text": "Limits rise.", "cites": ["e1"], "due": "2026-07", "test": test}
        for n, test in enumerate(tests, 1)
    ]
    mkdocs_yml = make_project(tmp_path)
    Archive(tmp_path / "content").write_item(StoredItem("2026/W25/a", make_item(implications=told)))
    build_site(mkdocs_yml)
    for page in ("predictions", "2026/W25/a"):
        text = (tmp_path / "site" / page / "index.html").read_text("utf-8")
        assert text.count(load_words("en")("test_usual")) == times, page
        assert USUAL not in text
        assert ("The page says so." in text) == ("The page says so." in tests)
