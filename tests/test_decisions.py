"""A maintainer's decisions over the whole way: from feeds to pages, in one build, over later ones, and back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from pytest_httpserver import HTTPServer

from generator.archive.store import Archive
from generator.cli import main
from generator.model.item import Item
from tests.conftest import ROOT
from tests.feedserver import HARBOUR, LEDGER, FeedServer, make_project, rss

SAMPLES = ROOT / "content" / "samples"
ITEM = "2026/W25/northwind-rents-halyards-cluster-and-doubles-zephyrs-limits"
CHESS = "2026/W25/an-ai-that-plays-chess-loses-to-a-child"
CHESS_LINK = "https://ledger.example/2026/06/17/chess"
HARBOUR_LINK = "http://www.harbour.example/northwind-halyard?utm_source=mail"
OWN = "2026/W25/northwind-doubles-limits-of-zephyr-ai-after-renting-halyard-cluster"


def recap(folder: Path, *arguments: str, now: str = "2026-06-17T20:00:00Z") -> str:
    """The output of a command that worked."""
    moment = ["--now", now] if arguments[0] in ("build", "enrich", "check") else []
    result = CliRunner().invoke(main, [*arguments, *moment, "--config", str(folder / "mkdocs.yml")])
    assert result.exit_code == 0, result.output
    return result.output


def decide(folder: Path, text: str) -> None:
    (folder / "content" / "decisions.yml").write_text(text, "utf-8")


def shown(folder: Path) -> dict[str, list[str]]:
    """The outlets of every item that is shown, by address."""
    items = Archive.open(folder / "content").items
    return {address: sorted(report.source for report in stored.item.articles) for address, stored in items.items()}


def item_of(folder: Path, address: str = ITEM) -> Item:
    return Archive.open(folder / "content").items[address].item


def page(folder: Path, address: str) -> str:
    return (folder / "site" / address / "index.html").read_text("utf-8")


def archive_bytes(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted((folder / "content").glob("2026/**/*.md"))}


def served(server: HTTPServer) -> FeedServer:
    return FeedServer(server, {"ledger": rss(LEDGER), "harbour": rss([]), "board": rss([])})


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory, make_httpserver: HTTPServer) -> Path:
    """A project whose first build has been made, of two events that the ledger told."""
    make_httpserver.clear()  # the server is one for all tests
    folder = tmp_path_factory.mktemp("first") / "project"
    make_project(folder, served(make_httpserver).sources())
    recap(folder, "build")
    assert shown(folder) == {CHESS: ["ledger"], ITEM: ["ledger"]}
    make_httpserver.clear()
    shutil.copytree(folder, folder.with_name("saved"), symlinks=True)
    return folder


@pytest.fixture
def feeds(first: Path, httpserver: HTTPServer) -> FeedServer:
    """After the first build, which clears the server."""
    return served(httpserver)


@pytest.fixture
def folder(first: Path, feeds: FeedServer) -> Path:
    """The project as after its first build; in its place, by which caches know it."""
    shutil.rmtree(first)
    return shutil.copytree(first.with_name("saved"), first, symlinks=True)


def says(path: Path, words: list[bytes]) -> list[bytes]:
    data = path.read_bytes()
    return [word for word in words if word in data]


def test_a_takedown_leaves_nothing_but_a_tombstone_in_one_build(tmp_path: Path) -> None:
    """Of a sample that others mention: no title, quotation, claim or address in any byte of the site."""
    make_project(tmp_path, "[]\n")
    shutil.copytree(SAMPLES, tmp_path / "content", dirs_exist_ok=True)
    archive = Archive.open(tmp_path / "content")
    mentions = [related.item for stored in archive.items.values() for related in stored.item.related]
    address = max(sorted(archive.editions.popitem()[1].edition.top), key=mentions.count)
    item = archive.items[address].item
    texts = [item.title, address.rpartition("/")[2], *(entry.quote for entry in item.evidence.values())]
    texts += [claim.text for _, claim in item.claims()]
    titles = {report.title for report in item.articles}
    words = [text.encode() for text in {*texts, *titles}]
    recap(tmp_path, "site")
    pages = [path for path in (tmp_path / "site").rglob("*") if path.is_file() and says(path, words)]
    assert len(pages) > 5, "it is told in many places"
    before = archive_bytes(tmp_path)
    decide(tmp_path, f"suppress:\n- {{item: {address}, why: A court order, date: 2026-06-19}}\n")
    recap(tmp_path, "site")
    left = {
        str(path.relative_to(tmp_path / "site")): found
        for path in (tmp_path / "site").rglob("*") if path.is_file() and (found := says(path, words))
    }  # fmt: skip
    slug = address.rpartition("/")[2]
    tombstones = (f"{address}/index.html", f"api/v1/items/{address}.json")
    assert left == {key: [slug.encode()] for key in tombstones}, "which is where they stand"
    tombstone = page(tmp_path, address)
    assert "2026" in tombstone and "noindex" in tombstone
    assert "court order" not in tombstone
    assert archive_bytes(tmp_path) == before
    decide(tmp_path, "")
    recap(tmp_path, "site")
    assert says(tmp_path / "site" / address / "index.html", [item.title.encode()])


@pytest.mark.long
def test_what_is_taken_down_never_comes_back(folder: Path, feeds: FeedServer) -> None:
    """Not with a further report of its event, nor through another feed with the same link, nor with an empty cache."""
    decide(folder, f"suppress:\n- {{item: {ITEM}, why: x}}\n- {{article: '{CHESS_LINK}', why: y}}\n")
    feeds.feeds["harbour"] = rss(HARBOUR)
    feeds.feeds["board"] = rss([("A child wins at chess", f"{CHESS_LINK}?utm_source=board", *LEDGER[1][2:])])
    for _ in range(2):
        before = archive_bytes(folder)
        recap(folder, "build", now="2026-06-18T20:00:00Z")
        assert shown(folder) == {}
        assert archive_bytes(folder).keys() == before.keys()
        shutil.rmtree(folder / ".cache")
    decide(folder, "")
    recap(folder, "build", now="2026-06-18T21:00:00Z")
    assert shown(folder) == {CHESS: ["ledger"], ITEM: ["harbour", "ledger"]}


def test_a_merge_holds_over_later_runs_and_leads_readers_on(folder: Path, feeds: FeedServer) -> None:
    before = archive_bytes(folder)
    decide(folder, f"merge:\n- {{events: [{ITEM}, {CHESS}], why: One week in Porto, date: 2026-06-17}}\n")
    recap(folder, "site")
    first, second = sorted([ITEM, CHESS], key=lambda address: Archive.open(folder / "content").moved.get(address) or "")
    assert f"{first}/" in page(folder, second)
    assert "as an editor decided: One week in Porto" in page(folder, first)
    feeds.feeds["harbour"] = rss(HARBOUR)
    for hour in (20, 21):
        recap(folder, "build", now=f"2026-06-18T{hour}:00:00Z")
        assert shown(folder) == {first: ["harbour", "ledger", "ledger"]}
    written = archive_bytes(folder)
    shutil.rmtree(folder / ".cache")
    recap(folder, "build", now="2026-06-18T22:00:00Z")
    assert archive_bytes(folder) == written, "with an empty cache nothing else is found"
    path = str(folder / "content" / f"{second}.md")
    assert written[path] == before[path], "what is not shown is not touched"
    decide(folder, "")
    recap(folder, "build", now="2026-06-18T23:00:00Z")
    assert shown(folder) == {first: ["harbour", "ledger"], second: ["ledger"]}
    assert archive_bytes(folder)[path] == before[path], "byte for byte"


@pytest.mark.long
def test_a_split_holds_over_later_runs(folder: Path, feeds: FeedServer) -> None:
    feeds.feeds["harbour"] = rss(HARBOUR)
    recap(folder, "build", now="2026-06-18T19:00:00Z")
    assert shown(folder) == {CHESS: ["ledger"], ITEM: ["harbour", "ledger"]}
    decide(folder, f"split:\n- {{item: {ITEM}, articles: ['{HARBOUR_LINK}'], why: Another cluster}}\n")
    recap(folder, "site")
    apart = {CHESS: ["ledger"], ITEM: ["ledger"], OWN: ["harbour"]}
    assert shown(folder) == apart
    assert "Northwind doubles limits" in page(folder, OWN)
    for hour in (20, 21):
        recap(folder, "build", now=f"2026-06-18T{hour}:00:00Z")
        assert shown(folder) == apart
    assert item_of(folder, OWN).tldr, "it is told in full once its text is read"
    shutil.rmtree(folder / ".cache")
    recap(folder, "build", now="2026-06-18T22:00:00Z")
    assert shown(folder) == apart


def test_what_may_not_be_in_one_item_stays_apart(folder: Path, feeds: FeedServer) -> None:
    decide(folder, f"never_merge:\n- {{events: [{ITEM}, '{HARBOUR_LINK}'], why: Another cluster}}\n")
    feeds.feeds["harbour"] = rss(HARBOUR)
    before = archive_bytes(folder)
    recap(folder, "build", now="2026-06-18T20:00:00Z")
    assert shown(folder) == {CHESS: ["ledger"], ITEM: ["ledger"], OWN: ["harbour"]}
    (own,) = archive_bytes(folder).keys() - before.keys()
    assert own.endswith(f"{OWN}.md"), "it has a file, and did not join the other's only to be hidden there"
    assert "harbour.example" not in (folder / "content" / f"{ITEM}.md").read_text("utf-8")


def test_a_link_joins_its_event_by_decision_when_it_is_read(folder: Path, feeds: FeedServer) -> None:
    decide(folder, f"merge:\n- {{events: [{CHESS}, '{HARBOUR_LINK}'], why: The same child}}\n")
    recap(folder, "site")
    assert shown(folder) == {CHESS: ["ledger"], ITEM: ["ledger"]}
    feeds.feeds["harbour"] = rss(HARBOUR)
    recap(folder, "build", now="2026-06-18T20:00:00Z")
    assert shown(folder) == {CHESS: ["harbour", "ledger"], ITEM: ["ledger"]}
    (joined,) = [report for report in item_of(folder, CHESS).articles if report.source == "harbour"]
    assert joined.why == "as the maintainer decided: The same child"


@pytest.mark.long
def test_an_edit_by_hand_is_told_from_a_decision(folder: Path, feeds: FeedServer) -> None:
    """An article that is taken out of an item changes what is shown of it, not what was written by hand."""
    feeds.feeds["harbour"] = rss(HARBOUR)
    recap(folder, "build", now="2026-06-18T19:00:00Z")
    decide(folder, f"suppress:\n- {{article: '{HARBOUR_LINK}', why: x}}\n")
    assert "edited by hand" not in recap(folder, "build", now="2026-06-18T20:00:00Z")
    assert item_of(folder).pinned == ()
    assert "was published as" not in recap(folder, "check", now="2026-06-18T21:00:00Z")


LATER = (
    "Northwind's rented Halyard cluster doubles limits of Zephyr AI, and a union objects",
    "https://board.example/northwind-halyard-union",
    "Thu, 18 Jun 2026 09:00:00 +0000",
    "Northwind rents Halyard's cluster of 300 megawatts near Groningen and doubles the limits of its Zephyr artificial intelligence. "
    "The union of Groningen's 1,400 grid workers objects to Northwind's contract with Halyard. "
    "Northwind has not said what it pays.",
)


@pytest.mark.long
def test_an_item_grows_over_days_at_its_address(folder: Path, feeds: FeedServer) -> None:
    """A report joins a day, and what it adds is told; the third run has nothing to write."""
    first = item_of(folder)
    feeds.feeds["harbour"] = rss(HARBOUR)
    recap(folder, "build", now="2026-06-18T20:00:00Z")
    second = item_of(folder)
    feeds.feeds["board"] = rss([LATER])
    recap(folder, "build", now="2026-06-19T20:00:00Z")
    third = item_of(folder)
    assert shown(folder) == {CHESS: ["ledger"], ITEM: ["board", "harbour", "ledger"]}
    assert (third.date, third.edition) == (first.date, first.edition)
    assert [item.updated.day for item in (first, second, third)] == [17, 18, 19]
    joined = {report.source: report.joined.day if report.joined else None for report in third.articles}
    assert joined == {"ledger": None, "harbour": 18, "board": 19}
    (board,) = [report for report in third.articles if report.source == "board"]
    assert board.adds
    assert (
        board.adds.text == "The union of Groningen's 1,400 grid workers objects to Northwind's contract with Halyard."
    )
    assert third.evidence[board.adds.cites[0]].quote == board.adds.text
    assert board.why == "same number (300), 2 days apart"
    before = archive_bytes(folder)
    recap(folder, "build", now="2026-06-20T20:00:00Z")
    assert archive_bytes(folder) == before


@pytest.mark.long
def test_what_a_report_added_stays_when_its_text_is_gone(folder: Path, feeds: FeedServer) -> None:
    feeds.feeds["board"] = rss([LATER])
    recap(folder, "build", now="2026-06-18T20:00:00Z")
    feeds.feeds |= {"ledger": rss([]), "board": rss([]), "harbour": rss(HARBOUR)}
    shutil.rmtree(folder / ".cache")
    recap(folder, "build", now="2026-06-19T20:00:00Z")
    reports = {report.source: report for report in item_of(folder).articles}
    assert list(reports) == ["ledger", "board", "harbour"], "it is listed with the texts of the others gone"
    assert reports["board"].adds and "1,400" in reports["board"].adds.text
    assert reports["harbour"].adds is None, "nobody can tell what it adds"


def test_the_check_tells_what_is_wrong_and_what_is_odd(folder: Path) -> None:
    decide(folder, f"split:\n- {{item: {ITEM}, articles: ['{CHESS_LINK}x'], why: x}}\n")
    assert "decisions.yml:2: split.0.articles.0: is listed by no item (did you mean" in recap(folder, "check")
    decide(folder, "suppress:\n- {item: 2026/W25/an-ai-that-plays, why: x}\n")
    result = CliRunner().invoke(main, ["check", "--config", str(folder / "mkdocs.yml")])
    assert result.exit_code == 1
    assert (
        f"decisions.yml:2: suppress.0.item: 2026/W25/an-ai-that-plays is not in the archive (did you mean {CHESS}?)"
        in (" ".join(result.output.split()))
    )
