"""The page of how the sources fare, and the same as JSON."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

from generator.archive.status import write_status
from generator.model.article import Pulse
from generator.model.status import SourceStatus
from generator.site.build import build_site
from generator.site.library import Library
from generator.site.outputs import planned
from generator.site.page import Site
from generator.site.views.status import StatusRow, StatusView, status_file, status_page
from tests.make import NOON, source
from tests.site.markup import page_at
from tests.site.sample import ATTACK, make_archive, make_project, make_site
from tests.site.viewing import files_in

DAY = timedelta(days=1)
WEEKLY = {"2026-W23": 4, "2026-W24": 8, "2026-W25": 3}


def status(name: str, newest_days_ago: int = 0, **fields: object) -> SourceStatus:
    pulse = Pulse(newest=NOON - newest_days_ago * DAY, gap=3, weeks=WEEKLY, full=0.5, lag=540)
    told = {"source": name, "asked": NOON, "read": NOON, **dict(pulse), **fields}
    return SourceStatus.model_validate(told)


RECORD = {
    it.source: it
    for it in (
        status("northwind-news"),
        status("chaosheng", failures=3, cause=f"answered 503 {ATTACK}", read=NOON - 3 * DAY),
        status("quiet-desk", newest_days_ago=42, moved="https://quiet.example/new.xml"),
    )
}
SOURCES = {name: source(name) for name in (*RECORD, "new-desk")}


def rows(site: Site, library: Library) -> dict[str, StatusRow]:
    view = status_page(site, Library(library.archive, library.vocabulary, SOURCES, status=RECORD)).view
    assert isinstance(view, StatusView) and view.as_of == NOON
    return {row.link.address.split("/")[1]: row for row in view.rows}


def test_what_needs_a_look_stands_first_and_is_said_in_words(site: Site, library: Library) -> None:
    told = rows(site, library)
    assert [(name, row.state) for name, row in told.items()] == [
        ("chaosheng", "failing"), ("quiet-desk", "silent"), ("new-desk", "unasked"), ("northwind-news", "sound"),
    ]  # fmt: skip
    assert told["chaosheng"].words == (f"on 3 days in a row: answered 503 {ATTACK}",)
    assert told["quiet-desk"].words == (
        "answers, but nothing new for 6 weeks; its entries usually come 3 days apart",
        "moved for good to https://quiet.example/new.xml",
    )
    assert told["northwind-news"].words == ()


def test_the_words_are_chinese_on_chinese_pages(library: Library) -> None:
    told = rows(make_site("zh"), library)
    assert told["quiet-desk"].words[0] == "有响应，但已有6周没有新内容；通常每隔3天有新条目"


def test_the_figures_of_a_source(site: Site, library: Library) -> None:
    row = rows(site, library)["northwind-news"]
    assert (row.weekly, row.full, row.lag) == (5.0, 50, 540)
    assert [(bar.left, bar.height) for bar in row.bars] == [(27, 4), (30, 8), (33, 3)]
    items = [stored.item for stored in library.by_source["northwind-news"]]
    assert (row.led, row.items) == (sum(it.articles[0].source == "northwind-news" for it in items), len(items))
    assert 0 < row.led <= row.items


def test_the_same_as_json(library: Library) -> None:
    ((path, data),) = files_in(
        [planned(status_file)], make_site(), Library(library.archive, library.vocabulary, SOURCES, status=RECORD)
    ).items()
    told = json.loads(data)
    by_name = {entry["source"]: entry for entry in told["sources"]}
    assert (path, told["as_of"], list(by_name)) == ("status.json", "2026-06-17T12:00:00Z", sorted(SOURCES))
    assert by_name["quiet-desk"]["state"] == "silent" and by_name["quiet-desk"]["silent_after_days"] == 30
    assert by_name["chaosheng"]["weeks"] == WEEKLY and by_name["chaosheng"]["failures"] == 3
    assert by_name["new-desk"] == {"source": "new-desk", "title": "New-Desk", "state": "unasked", "led": 0, "items": 0}


def test_without_a_record_and_without_sources_the_page_says_so(site: Site, library: Library) -> None:
    empty = Library(library.archive, library.vocabulary, {})
    assert status_page(site, empty).view == StatusView((), (), None)
    assert json.loads(files_in([planned(status_file)], make_site(), empty)["status.json"]) == {
        "as_of": None,
        "sources": [],
    }


def test_the_built_page_escapes_what_feeds_say_and_does_not_know_the_clock(tmp_path: Path, built: Path) -> None:
    mkdocs_yml = make_project(tmp_path)
    archive = make_archive(tmp_path / "content")
    write_status(archive.root, RECORD)
    build_site(mkdocs_yml, strict=True)
    page = page_at(tmp_path / "site", "status")
    assert ATTACK in page.text and not [it for it in page.all("script") if "alert" in it.text]
    assert page.one("meta", name="robots").attributes["content"] == "noindex"
    assert "17 June 2026, 12:00 UTC" in page.text
    assert json.loads((tmp_path / "site/status.json").read_bytes())["as_of"] == "2026-06-17T12:00:00Z"
    unrecorded = page_at(built, "status")
    assert "not read yet" in unrecorded.text, "the sources are listed, nothing is known of them"
    heads = [[it.text for it in told.all("th", scope="col")] for told in (page, unrecorded)]
    assert ["Usual lag" in it for it in heads] == [True, False], "no column of dashes"
    links = page_at(built, "sources").links
    assert "../status/" in links
