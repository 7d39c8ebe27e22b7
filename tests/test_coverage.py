"""The coverage of a week by the command: from feeds on a real server to the file, and through every later run."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Response

from generator.archive.coverage import coverage_path, read_coverage
from generator.archive.store import Archive
from generator.model.coverage import Coverage
from generator.model.week import Week
from tests.feedserver import CHAOSHENG, HARBOUR, LEDGER, FeedServer, make_project, recap, rss

WEEK = Week(2026, 25)
WHEN = ["--week", str(WEEK), "--now", "2026-06-21T20:00:00Z"]
DAY = "Thu, 18 Jun 2026 09:00:00 +0000"
FOOTBALL = ("Groningen wins the cup", "https://ledger.example/cup", DAY, "Two goals were enough.")
AGAIN = (*LEDGER[1][:1], f"{LEDGER[1][1]}?again", *LEDGER[1][2:])
ROUNDUP = ("AI: the week in review", "https://harbour.example/week", DAY, "Artificial intelligence, and more.")
LINKS = (
    f'Northwind rents a <a href="{LEDGER[0][1]}">whole cluster</a> and doubles limits.</p>'
    '<p>Meridian sells <a href="https://glass.example/lens">its business with lenses</a> to Halyard.'
)
DIGEST = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>x</title><item><title>Crate 12</title>
<link>https://crate.example/12</link><pubDate>{DAY}</pubDate><description><![CDATA[<p>{LINKS}</p>]]></description>
</item></channel></rss>"""


@pytest.fixture
def feeds(httpserver: HTTPServer) -> FeedServer:
    told = {
        "ledger": rss([*LEDGER, FOOTBALL, AGAIN]), "harbour": rss([*HARBOUR, ROUNDUP]), "chaosheng": rss(CHAOSHENG),
        "board": rss(LEDGER[:1]), "crate": DIGEST,
    }  # fmt: skip
    return FeedServer(httpserver, told)


@pytest.fixture
def folder(tmp_path: Path, feeds: FeedServer) -> Iterator[Path]:
    lines = feeds.sources().splitlines()
    sources = "\n".join(
        line.replace("}", ", category: digest, include: []}") if "name: crate" in line else line for line in lines
    )
    make_project(tmp_path / "site-folder", sources)
    yield tmp_path / "site-folder"


def coverage(folder: Path) -> Coverage:
    """The whole, as readers get it."""
    archive = Archive.open(folder / "content")
    stored = read_coverage(archive.root, WEEK)
    assert stored
    return stored.with_items({address: kept.item for address, kept in archive.items.items()})


def test_everything_collected_is_told_with_what_became_of_it(folder: Path) -> None:
    output = recap(folder, "build", *WHEN).output
    told = coverage(folder)
    assert sum(told.counts().values()) == 9, "every entry of every feed"
    fates = {(entry.source, entry.title): entry.fate for entry in told.articles}
    assert fates["ledger", FOOTBALL[0]] == "off-topic"
    assert fates["harbour", ROUNDUP[0]] == fates["crate", "Crate 12"] == "round-up"
    assert {fates["ledger", LEDGER[0][0]], fates["board", LEDGER[0][0]]} == {"item", "duplicate"}
    assert fates["chaosheng", CHAOSHENG[0][0]] == "item"
    assert {source.source: source.entries for source in told.sources} == {
        "board": 1, "chaosheng": 1, "crate": 1, "harbour": 2, "ledger": 4,
    }  # fmt: skip
    assert [(story.item is None, story.why) for story in told.digests[0].stories] == [
        (False, None),
        (True, "glass.example is not among the sources"),
    ]
    assert "9 collected" in output
    assert "digests: 1 of 2 stories" in " ".join(output.replace("│", " ").split())


def test_what_says_nothing_of_ai_is_told_where_others_tell_the_same(folder: Path, feeds: FeedServer) -> None:
    day, title = LEDGER[0][2], "Halyard rents out its cluster of 300 megawatts near Groningen"
    text = "Halyard will rent out its cluster of 300 megawatts near Groningen. The limits of paid plans double."
    feeds.feeds["board"] = rss([(title, "https://board.example/cluster", day, text)])
    recap(folder, "build", *WHEN)
    fates = {entry.title: (entry.fate, entry.item, entry.score) for entry in coverage(folder).articles}
    assert fates[title] == ("item", fates[LEDGER[0][0]][1], None)
    assert fates[FOOTBALL[0]][:2] == ("off-topic", None)
    files = {path: path.read_bytes() for path in folder.glob("content/2026/*/*")}
    assert "0 new, 0 changed" in recap(folder, "build", *WHEN).output
    assert {path: path.read_bytes() for path in folder.glob("content/2026/*/*")} == files
    shutil.rmtree(folder / "content" / "2026")
    feeds.feeds |= {name: rss(LEDGER[1:2]) for name in ("ledger", "harbour")}
    shutil.rmtree(folder / ".cache")
    recap(folder, "build", *WHEN)
    assert {entry.title: entry.fate for entry in coverage(folder).articles}[title] == "off-topic"


def test_later_runs_lose_nothing_although_feeds_and_cache_do(folder: Path, feeds: FeedServer) -> None:
    recap(folder, "build", *WHEN)
    before, file = coverage(folder), coverage_path(folder / "content", WEEK)
    stamp = file.stat().st_mtime_ns
    recap(folder, "enrich", *WHEN)
    assert file.stat().st_mtime_ns == stamp, "an offline run finds the same"
    shutil.rmtree(folder / ".cache")
    feeds.feeds |= dict.fromkeys(("ledger", "crate"), rss([]))
    feeds.broken["harbour"] = Response("gone", status=410)
    recap(folder, "build", *WHEN)
    after = coverage(folder)
    assert after.articles == before.articles
    assert after.digests == before.digests
    failed = [source for source in after.sources if source.status == "failed"]
    assert [source.source for source in failed] == ["harbour"]
    assert "410" in (failed[0].cause or "")


def test_a_broken_coverage_stops_before_anything_is_written(folder: Path) -> None:
    recap(folder, "build", *WHEN)
    file = coverage_path(folder / "content", WEEK)
    file.write_text(file.read_text("utf-8").replace('"off-topic"', '"lost"'), "utf-8")
    items = {path: path.read_bytes() for path in folder.glob("content/2026/*/*")}
    for command in (["check"], ["build", *WHEN]):
        result = recap(folder, *command)
        assert result.exit_code == 1
        assert re.search(r"coverage\.json:\d+: articles\.\d+\.fate: must be .* delete it", result.output)
        assert {path: path.read_bytes() for path in folder.glob("content/2026/*/*")} == items


def test_two_sources_of_one_page_have_one_fate(folder: Path, feeds: FeedServer) -> None:
    """The fuller text is read, and it lists events; the other is only its title."""
    firms = ["Northwind", "Halyard", "Meridian", "Cobalt", "Kestrel", "Ostrava"]
    entities = folder / "content" / "entities.yml"
    entities.unlink(missing_ok=True)
    entities.write_text("".join(f"- {{name: {firm}, kind: company}}\n" for firm in firms))
    lines = "</p><p>".join(f"{n}. {firm} trains artificial intelligence." for n, firm in enumerate(firms, 1))
    page = "What artificial intelligence did", "https://harbour.example/did", DAY
    feeds.feeds |= {"harbour": rss([(*page, lines)]), "board": rss([(*page, "Artificial intelligence did it.")])}
    assert recap(folder, "build", *WHEN).exit_code == 0
    fates = {entry.source: entry.fate for entry in coverage(folder).articles if entry.url == page[1]}
    assert fates == {"harbour": "round-up", "board": "round-up"}
