"""The whole way, by the command: feeds on a real server, archive and site on disk."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import Result
from pytest_httpserver import HTTPServer
from werkzeug import Response

from generator.collect.sources import read_sources
from generator.model.week import Week
from tests.feedserver import CHAOSHENG, HARBOUR, LEDGER, FeedServer, archive_of, make_project, recap, rss, snapshot
from tests.ports import free_port

WHEN = ["--now", "2026-06-21T20:00:00Z"]
ITEM = "2026/W25/northwind-rents-halyards-cluster-and-doubles-zephyrs-limits"


@pytest.fixture
def feeds(httpserver: HTTPServer) -> FeedServer:
    return FeedServer(httpserver, {"ledger": rss(LEDGER), "harbour": rss(HARBOUR), "chaosheng": rss(CHAOSHENG)})


@pytest.fixture
def folder(tmp_path: Path, feeds: FeedServer) -> Iterator[Path]:
    make_project(tmp_path / "site-folder", feeds.sources())
    yield tmp_path / "site-folder"


def build(folder: Path, *arguments: str) -> Result:
    return recap(folder, "build", *WHEN, *arguments)


def run_report(folder: Path) -> dict[str, object]:
    report: dict[str, object] = json.loads((folder / ".cache" / "report.json").read_text())
    return report


class TextOnly(HTMLParser):
    """The text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.text += data


def page(folder: Path, address: str) -> str:
    return TextOnly((folder / "site" / address / "index.html").read_text("utf-8")).text


def test_feeds_become_items_an_edition_and_pages(folder: Path) -> None:
    result = build(folder)
    assert result.exit_code == 0, result.output
    archive = archive_of(folder)
    item = archive.items[ITEM].item
    assert [report.source for report in item.articles] == ["ledger", "harbour"]
    assert item.articles[0].url == "https://ledger.example/2026/06/16/northwind-rents-cluster"
    assert item.tldr
    assert len(archive.items) == 3
    edition = archive.editions[Week(2026, 25)].edition
    assert edition.addresses()[0] == ITEM
    assert item.tldr.what_changed.text in page(folder, ITEM)
    assert item.title in page(folder, "")
    assert "北风开源语音识别模型" in page(folder, "2026/W25")
    assert run_report(folder)["items"] == {"new": 3, "changed": 0, "unchanged": 0, "failed": 0}


def test_a_second_run_asks_conditionally_and_changes_no_byte(folder: Path) -> None:
    build(folder)
    content, site = snapshot(folder / "content"), snapshot(folder / "site")
    result = build(folder)
    assert result.exit_code == 0
    sources = run_report(folder)["sources"]
    assert isinstance(sources, list)
    assert [source["status"] for source in sources] == ["unchanged"] * 3
    assert snapshot(folder / "content") == content
    assert snapshot(folder / "site") == site


def test_hourly_runs_record_once_a_day_how_sources_fare(folder: Path, feeds: FeedServer) -> None:
    def after(moment: str) -> bytes:
        assert recap(folder, "collect", "--now", moment).exit_code == 0
        return (folder / "content" / "status.jsonl").read_bytes()

    first = after("2026-06-17T06:00:00Z")
    feeds.feeds["chaosheng"] = rss([*CHAOSHENG, ("新闻", "https://chaosheng.example/p/2", CHAOSHENG[0][2], "人工智能")])
    assert after("2026-06-17T07:00:00Z") == first
    feeds.broken["ledger"] = Response("down", status=503)
    failing = after("2026-06-17T08:00:00Z")
    changed = [line for line in failing.splitlines() if line not in first.splitlines()]
    assert [json.loads(line)["source"] for line in changed] == ["ledger"]
    assert after("2026-06-17T09:00:00Z") == failing
    told = {line["source"]: line for line in map(json.loads, after("2026-06-18T06:00:00Z").splitlines())}
    assert (told["ledger"]["failures"], told["ledger"]["read"]) == (2, "2026-06-17T06:00:00Z")
    assert told["chaosheng"]["weeks"] == {"2026-W25": 2}
    (folder / "content" / "status.jsonl").write_bytes(b"<<<<<<< HEAD\n" + first)
    result = recap(folder, "build", *WHEN)
    assert result.exit_code == 1 and "status.jsonl:1: is not valid JSON (take out the line" in result.output


def test_two_builds_of_one_week_are_equal_byte_for_byte(tmp_path: Path, feeds: FeedServer) -> None:
    sites = []
    for name in ("one", "other"):
        make_project(tmp_path / name, feeds.sources())
        assert build(tmp_path / name).exit_code == 0
        sites.append((snapshot(tmp_path / name / "content"), snapshot(tmp_path / name / "site")))
    assert sites[0] == sites[1]


@pytest.mark.long
def test_a_broken_source_costs_itself_and_is_named(folder: Path, feeds: FeedServer) -> None:
    feeds.broken["harbour"] = Response("<!DOCTYPE html><title>Before you continue</title>", content_type="text/html")
    result = build(folder)
    assert result.exit_code == 0
    assert "failed harbour:" in result.output
    assert len(archive_of(folder).items) == 3
    assert archive_of(folder).editions[Week(2026, 25)].edition.health.failed == ("harbour",)


def test_a_late_report_joins_its_item_and_takes_nothing_from_the_maintainer(folder: Path, feeds: FeedServer) -> None:
    feeds.feeds["harbour"] = rss([])
    build(folder)
    path = folder / "content" / f"{ITEM}.md"
    text = path.read_text("utf-8").replace("\nhook:", "\npinned: [tldr.what_changed]\nhook:")
    path.write_text(text + "\nA *note* by hand.\n", "utf-8")
    before = archive_of(folder).items[ITEM]
    feeds.feeds["harbour"] = rss(HARBOUR)
    assert build(folder).exit_code == 0
    after = archive_of(folder).items[ITEM]
    assert [report.source for report in after.item.articles] == ["ledger", "harbour"]
    assert after.body == before.body
    assert after.item.tldr and before.item.tldr
    assert after.item.tldr.what_changed.text == before.item.tldr.what_changed.text
    assert "A note by hand." in page(folder, ITEM)


def test_a_week_later_the_old_page_shows_what_came_later(folder: Path, feeds: FeedServer) -> None:
    build(folder)
    addresses = set(archive_of(folder).items)
    feeds.feeds["ledger"] = rss([(
        "Northwind moves the training of Zephyr, its AI, to Halyard's Porto site",
        "https://ledger.example/2026/06/24/porto",
        "Wed, 24 Jun 2026 10:00:00 +0000",
        "Northwind moves the training of its Zephyr artificial intelligence from Groningen to Halyard's site in Porto. "
        "Northwind had rented Halyard's cluster near Groningen on 16 June 2026 and doubled the limits of Zephyr.",
    )])  # fmt: skip
    result = recap(folder, "build", "--week", "2026-W26", "--now", "2026-06-28T20:00:00Z")
    assert result.exit_code == 0, result.output
    archive = archive_of(folder)
    (new,) = set(archive.items) - addresses
    assert [related.item for related in archive.items[new].item.related][:1] == [ITEM]
    assert archive.items[new].item.title in page(folder, ITEM)
    assert archive.items[ITEM].item.title in page(folder, new)
    assert page(folder, "").count(archive.items[new].item.title) >= 1


def test_without_any_source_a_first_build_shows_the_samples(tmp_path: Path, feeds: FeedServer) -> None:
    make_project(tmp_path / "new", feeds.sources())
    for name in feeds.feeds:
        feeds.broken[name] = Response("gone", status=404)
    result = build(tmp_path / "new")
    assert result.exit_code == 0, result.output
    pages = list((tmp_path / "new" / "site").rglob("*.html"))
    assert len(pages) > 50
    for path in pages:
        assert "Sample edition" in path.read_text("utf-8"), path
    assert not archive_of(tmp_path / "new").items


@pytest.mark.long
def test_sources_that_deliver_nothing_about_ai_make_a_quiet_week_and_no_samples(
    tmp_path: Path, feeds: FeedServer
) -> None:
    feeds.feeds = {
        "ledger": rss([("A cake", "https://ledger.example/cake", "Tue, 16 Jun 2026 09:00:00 +0000", "It is baked.")])
    }
    make_project(tmp_path / "quiet", feeds.sources())
    assert build(tmp_path / "quiet").exit_code == 0
    front = page(tmp_path / "quiet", "")
    assert "A quiet week" in front
    assert "Sample edition" not in front


@pytest.mark.parametrize(
    "hosts",
    [["127.0.0.1:{port}", "127.0.0.1:{port}"], ["no-such-host.invalid", "127.0.0.1:{port}"]],
    ids=["refused", "no name"],
)
def test_without_a_network_one_line_tells_it_and_no_source_is_blamed(
    folder: Path, feeds: FeedServer, hosts: list[str]
) -> None:
    assert recap(folder, "collect", *WHEN).exit_code == 0
    before = snapshot(folder / "content")
    sources, port = folder / "content" / "sources.yml", free_port()
    entry = "- {{name: {0}, title: T, homepage: 'https://t.example/', url: 'http://{1}/{0}.xml', language: en}}\n"
    lists = [entry.format(f"gone-{n}", hosts[n % 2].format(port=port)) for n in range(20)]
    sources.write_text("".join(lists))
    for command in ("collect", "sources check"):
        result = recap(folder, *command.split(), *WHEN)
        assert result.exit_code == 3
        (line,) = [line for line in result.output.splitlines() if line.startswith("failed")]
        assert line.startswith(
            "failed: there seems to be no network: none of the 20 sources was reached, gone-0 says “"
        )
        assert "gone-7" not in result.output
    told = recap(folder, "collect", *WHEN, "--log-format", "json").stderr.splitlines()
    assert [json.loads(line)["event"] for line in told if "warning" in line] == ["network-failed"]
    assert snapshot(folder / "content") == {**before, "sources.yml": sources.read_bytes()}
    sources.write_text(feeds.sources() + lists[0])
    assert "failed gone-0: " in recap(folder, "collect", *WHEN).output


def test_who_only_reads_the_sources_is_told_every_failure(tmp_path: Path) -> None:
    entry = "- {{name: gone-{0}, title: T, homepage: 'https://t.example/', url: 'gone-{0}.xml', language: en}}\n"
    make_project(tmp_path, "".join(map(entry.format, range(20))))
    result = recap(tmp_path, "sources", "check", *WHEN)
    assert result.exit_code == 3
    assert all(f"failed gone-{number}: " in result.output for number in range(20))


@pytest.mark.long
def test_with_an_archive_and_no_source_the_site_is_built_and_the_exit_code_is_3(
    folder: Path, feeds: FeedServer
) -> None:
    build(folder)
    for name in feeds.feeds:
        feeds.broken[name] = Response("down", status=503)
    content = snapshot(folder / "content")
    result = build(folder, "--site", str(folder / "elsewhere"))
    assert result.exit_code == 3
    assert (folder / "elsewhere" / ITEM / "index.html").is_file()
    changed = {name for name, data in snapshot(folder / "content").items() if content.get(name) != data}
    assert changed <= {"2026/W25/index.md", "2026/W25/coverage.json", "status.jsonl"}


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("content/sources.yml", "language: en", "langauge: en", "sources.yml:1: 0.langauge: is not a known key (did you mean 'language'?)"),
        ("mkdocs.yml", '"deadline":', '"dedline":', "plugins.0.recap.fetch.dedline: is not a known key (did you mean 'deadline'?)"),
        ("content/topics.yml", "topics:\n", "topics:\n  - id: Bad Id\n", "topics.0.id: must match"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_the_configuration_stops_before_anything_is_written(
    folder: Path, name: str, old: str, new: str, told: str
) -> None:
    path = folder / name
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    before = snapshot(folder / "content")
    for command in ("build", "check"):
        result = recap(folder, command, *WHEN)
        assert result.exit_code == 1
        assert told in result.output
    assert snapshot(folder / "content") == before
    assert not (folder / "site").exists()


def test_check_tells_the_faults_of_all_files_at_once(folder: Path) -> None:
    build(folder)
    for name, old, new in (
        ("mkdocs.yml", '"deadline":', '"dedline":'),
        ("content/sources.yml", "language: en", "langauge: en"),
        (f"content/{ITEM}.md", "title: ", "titel: "),
    ):
        path = folder / name
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    output = recap(folder, "check").output
    assert all(wrong in output for wrong in ("dedline", "langauge", "titel"))


def test_a_broken_item_leaves_archive_and_site_as_they_are(folder: Path) -> None:
    build(folder)
    path = folder / "content" / f"{ITEM}.md"
    path.write_text(path.read_text("utf-8").replace("title: ", "titel: ", 1), "utf-8")
    before = snapshot(folder / "content"), snapshot(folder / "site")
    result = build(folder)
    assert result.exit_code == 1
    assert f"{ITEM}.md:2: titel: is not a known key (did you mean 'title'?)" in result.output
    assert (snapshot(folder / "content"), snapshot(folder / "site")) == before


@pytest.mark.long
def test_the_parts_do_what_the_whole_does(tmp_path: Path, feeds: FeedServer) -> None:
    for name in ("whole", "parts"):
        make_project(tmp_path / name, feeds.sources())
    build(tmp_path / "whole")
    for step in ("collect", "enrich", "site"):
        assert recap(tmp_path / "parts", step, *WHEN).exit_code == 0
    whole, parts = archive_of(tmp_path / "whole"), archive_of(tmp_path / "parts")
    assert parts.items == whole.items
    assert parts.editions[Week(2026, 25)].edition.top == whole.editions[Week(2026, 25)].edition.top
    assert (tmp_path / "parts" / "site" / ITEM / "index.html").is_file()


def test_mkdocs_alone_makes_the_site(folder: Path) -> None:
    build(folder)
    before = snapshot(folder / "site")
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict", "-q"], cwd=folder, check=True)
    assert snapshot(folder / "site") == before


def test_sources_come_into_an_empty_list(folder: Path) -> None:
    opml, sources = folder / "sources.opml", folder / "content" / "sources.yml"
    opml.write_text(recap(folder, "sources", "export").output, "utf-8")
    count = len(read_sources(sources.read_text("utf-8"), "sources.yml"))
    sources.write_text("# Ours.\n[]\n")
    assert f"{count} sources added" in recap(folder, "sources", "import", str(opml)).output
    assert sources.read_text("utf-8").startswith("# Ours.\n- ")
    assert len(read_sources(sources.read_text("utf-8"), "sources.yml")) == count


def test_sources_go_out_as_opml_and_come_back(folder: Path) -> None:
    listed = recap(folder, "sources", "list")
    assert all(name in listed.output for name in ("ledger", "harbour", "chaosheng"))
    opml = folder / "sources.opml"
    opml.write_text(recap(folder, "sources", "export").output, "utf-8")
    sources = folder / "content" / "sources.yml"
    text = sources.read_text("utf-8")
    assert "0 sources added" in recap(folder, "sources", "import", str(opml)).output
    assert sources.read_text("utf-8") == text
    sources.write_text(text.splitlines(keepends=True)[0], "utf-8")
    assert "2 sources added" in recap(folder, "sources", "import", str(opml)).output
    assert recap(folder, "check").exit_code == 0
    assert recap(folder, "sources", "check", *WHEN).exit_code == 0


@pytest.mark.parametrize("arguments", [["--week", "2026-54"], ["--now", "yesterday"]])
def test_what_is_no_week_or_time_is_refused(folder: Path, arguments: list[str]) -> None:
    result = recap(folder, "build", *arguments)
    assert result.exit_code == 2
    assert "write it like 2026-" in result.output


def start(folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "generator.cli", "build", *WHEN, "--config", str(folder / "mkdocs.yml")]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.mark.long
def test_a_killed_build_leaves_what_was_there_whole_and_the_next_one_repairs(tmp_path: Path, feeds: FeedServer) -> None:
    make_project(tmp_path / "undisturbed", feeds.sources())
    build(tmp_path / "undisturbed")
    wanted = {name: snapshot(tmp_path / "undisturbed" / name) for name in ("content", "site")}
    folder = tmp_path / "killed"
    make_project(folder, feeds.sources())
    rng = random.Random(25)  # noqa: S311
    for _ in range(6):
        process = start(folder)
        time.sleep(rng.uniform(0.3, 2.5))
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        archive_of(folder)  # every file is whole
        if (folder / "site").exists():
            assert snapshot(folder / "site").keys() >= {"index.html", "404.html", "feed.xml"}
    assert build(folder).exit_code == 0
    assert {name: snapshot(folder / name) for name in wanted} == wanted


@pytest.mark.long
def test_a_build_imports_no_model_library() -> None:
    code = "import sys, generator.cli, generator.project, generator.pipeline; sys.exit('litellm' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_figure_that_its_source_corrects_is_told_on_the_page(folder: Path, feeds: FeedServer) -> None:
    build(folder)
    before = archive_of(folder).items[ITEM].item
    assert not before.corrections
    ((number, said),) = [(n, it.text) for n, it in enumerate(before.timeline) if it.text and "30 percent" in it.text]
    (title, link, day, body), *others = LEDGER
    feeds.feeds["ledger"] = rss([(title, link, day, body.replace("30 percent", "20 percent")), *others])
    build(folder)
    told = archive_of(folder).items[ITEM].item.corrections
    now = said.replace("30", "20")
    assert [(it.field, it.was, it.now) for it in told] == [(f"timeline.{number}", said, now)]
    assert "The source has changed its text." in page(folder, ITEM)
    build(folder)
    assert archive_of(folder).items[ITEM].item.corrections == told, "once"
