"""What a maintainer changes by hand: kept by every run, corrected and settled by command, told by the check."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import Result
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from generator.archive.store import Archive
from generator.archive.stored import StoredItem
from generator.model.edition import Edition
from generator.model.errors import ArchiveError
from generator.model.item import Entities, Implication, Item
from generator.model.week import Week
from generator.options import Options
from generator.project import open_keeper
from tests.feedserver import HARBOUR, LEDGER, FeedServer, make_project, recap, rss
from tests.make import NOON, item

WHEN = ["--now", "2026-06-21T20:00:00Z"]
LATER = ["--now", "2026-06-21T22:00:00Z"]
ITEM = "2026/W25/northwind-rents-halyards-cluster-and-doubles-zephyrs-limits"
SMALL = "2026/W25/northwind-rents-a-cluster"


#: The ledger's report with a day to come.
ANNOUNCED = "A second AI hall for Zephyr will open in Groningen on 30 September 2026."
(_TITLE, _URL, _DAY, _BODY), *_ = LEDGER
ANNOUNCING = [(_TITLE, _URL, _DAY, f"{_BODY} {ANNOUNCED}")]


def done(result: Result) -> str:
    """The output of a command that worked."""
    assert result.exit_code == 0, result.output
    return result.output


def item_of(folder: Path, address: str) -> Item:
    return Archive.open(folder / "content").items[address].item


def edit(folder: Path, address: str, old: str, new: str) -> None:
    """What a maintainer does in an editor."""
    path = folder / "content" / f"{address}.md"
    text = path.read_text("utf-8")
    assert re.search(old, text, re.MULTILINE), text
    path.write_text(re.sub(old, new, text, count=1, flags=re.MULTILINE), "utf-8")


def served(server: HTTPServer) -> FeedServer:
    return FeedServer(server, {"ledger": rss(ANNOUNCING), "harbour": rss([])})


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory, make_httpserver: HTTPServer) -> Path:
    """A project whose first build has been made."""
    make_httpserver.clear()  # the server is one for all tests
    folder = tmp_path_factory.mktemp("first") / "project"
    make_project(folder, served(make_httpserver).sources())
    done(recap(folder, "build", *WHEN))
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


def test_an_edit_by_hand_outlives_a_build_with_new_reports(folder: Path, feeds: FeedServer) -> None:
    edit(folder, ITEM, "^title: .*", "title: Northwind rents Halyard’s cluster and doubles Zephyr’s limits, at last")
    edit(folder, ITEM, "^topics: .*", "topics: [hardware]")
    edit(folder, "2026/W25/index", "^title: .*", "title: A week by hand")
    feeds.feeds["harbour"] = rss(HARBOUR)
    output = done(recap(folder, "build", *LATER))
    after = item_of(folder, ITEM)
    assert [report.source for report in after.articles] == ["ledger", "harbour"], "it was made anew"
    assert (after.title, after.topics, after.pinned) == (
        "Northwind rents Halyard’s cluster and doubles Zephyr’s limits, at last",
        ("hardware",),
        ("title", "topics"),
    )
    assert f"edited by hand and kept: {ITEM}: title, topics" in " ".join(output.split())
    edition = Archive.open(folder / "content").editions[Week(2026, 25)].edition
    assert (edition.title, edition.pinned) == ("A week by hand", ("title",))


def test_what_is_saved_while_a_build_reads_the_sources_is_left_and_told(folder: Path, feeds: FeedServer) -> None:
    feeds.feeds["harbour"] = rss(HARBOUR)
    saved = list[bool]()

    def answered(request: Request) -> Response:
        if not saved:
            saved.append(True)
            edit(folder, ITEM, "^title: .*", "title: A title by hand")
        return feeds.answer(request)

    feeds.server.clear()
    feeds.server.expect_request(re.compile(r"/.*\.xml")).respond_with_handler(answered)
    told = " ".join(done(recap(folder, "build", *LATER)).split())
    assert f"failed {ITEM}: was changed while this went on, and stays as it is; run it again" in told
    assert [report.source for report in item_of(folder, ITEM).articles] == ["ledger"]
    done(recap(folder, "build", *LATER))
    after = item_of(folder, ITEM)
    assert (after.title, after.pinned) == ("A title by hand", ("title",))
    assert [report.source for report in after.articles] == ["ledger", "harbour"]


@pytest.mark.long
def test_what_a_build_kept_is_still_to_be_recorded_and_then_is_not(folder: Path, feeds: FeedServer) -> None:
    was = item_of(folder, ITEM).title
    edit(folder, ITEM, "^title: .*", "title: Northwind rents Halyard’s cluster and doubles Zephyr’s limits, at last")
    feeds.feeds["harbour"] = rss(HARBOUR)
    done(recap(folder, "build", *LATER))
    assert item_of(folder, ITEM).pinned == ("title",), "the build has kept it"
    assert f"title: was published as {was!r}" in done(recap(folder, "check"))
    done(recap(folder, "check", "--fix", "--why", "Clearer.", *LATER))
    (told,) = item_of(folder, ITEM).corrections
    assert (told.field, told.was, told.now, told.why) == (
        "title",
        was,
        "Northwind rents Halyard’s cluster and doubles Zephyr’s limits, at last",
        "Clearer.",
    )
    before = (folder / "content" / f"{ITEM}.md").read_bytes()
    assert "was published as" not in done(recap(folder, "check", "--fix", "--why", "Again.", *LATER))
    assert (folder / "content" / f"{ITEM}.md").read_bytes() == before


@pytest.mark.long
def test_a_build_without_an_edit_pins_nothing(folder: Path, feeds: FeedServer) -> None:
    feeds.feeds["harbour"] = rss(HARBOUR)
    assert "edited by hand" not in done(recap(folder, "build", *LATER))
    assert item_of(folder, ITEM).pinned == ()


@pytest.mark.long
def test_the_next_edition_mentions_a_correction_and_pages_tell_it(folder: Path, feeds: FeedServer) -> None:
    done(
        recap(
            folder,
            "correct",
            ITEM,
            "hook",
            "--text",
            "A first line by hand.",
            "--why",
            "It was cut off.",
            "--now",
            "2026-06-21T21:00:00Z",
        )
    )
    feeds.feeds["harbour"] = rss(HARBOUR)
    done(recap(folder, "build", *LATER))
    (told,) = Archive.open(folder / "content").editions[Week(2026, 25)].edition.corrections
    assert (told.item, told.field) == (ITEM, "hook")
    for page in ("corrections", ITEM, "2026/W25"):
        assert "It was cut off." in (folder / "site" / page / "index.html").read_text("utf-8")


@pytest.mark.long
def test_a_prediction_stays_when_its_report_is_rewritten(folder: Path, feeds: FeedServer) -> None:
    def announced() -> Implication:
        return next(told for told in item_of(folder, ITEM).implications if told.text == ANNOUNCED)

    before = announced()
    assert before.due == "2026-09-30"
    done(
        recap(
            folder,
            "predictions",
            "settle",
            ITEM,
            before.id,
            "void",
            "--evidence",
            "https://quay.example/",
            "--why",
            "Called off.",
            *WHEN,
        )
    )
    settled = announced()
    feeds.feeds["ledger"] = rss([(_TITLE, _URL, _DAY, _BODY)])
    done(recap(folder, "build", *LATER))
    after = announced()
    assert (after.id, after.status, after.settled) == (before.id, "void", settled.settled)
    assert item_of(folder, ITEM).evidence[after.cites[0]].quote == ANNOUNCED


PREDICTED = Implication(id="p1", text="Limits rise.", due="2026-06-20", test="The page says so.", cites=("e1",))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A project with an archive of one item, that was never built."""
    make_project(tmp_path, "")
    archive = Archive.open(tmp_path / "content")
    unshown = Implication(id="p2", text="More may follow.", cites=("e1",))
    archive.write_item(StoredItem(SMALL, item(implications=(PREDICTED, unshown)), "A note.\n"))
    archive.write_edition(Edition(title="Week 25", edition="2026-W25", date=NOON, updated=NOON))
    return tmp_path


def test_what_is_due_is_listed_with_what_it_takes_to_judge_it(small: Path) -> None:
    assert "0 to settle." in done(recap(small, "predictions", "due", "--now", "2026-06-20T23:00:00Z"))
    output = done(recap(small, "predictions", "due", "--now", "2026-06-21T00:00:00Z"))
    for words in (f"{SMALL} p1, due 2026-06-20", "Limits rise.", "How to tell: The page says so.", "1 to settle."):
        assert words in output


def settle(folder: Path, *arguments: str) -> Result:
    return recap(folder, "predictions", "settle", *arguments, "--why", "The page says so.", *WHEN)


def test_a_prediction_is_settled_with_its_evidence_and_the_note_stays(small: Path) -> None:
    evidence = ["--evidence", "https://quay.example/limits", "--quote", "Limits are higher."]
    assert "p1: changed" in done(settle(small, SMALL, "p1", "came-true", *evidence))
    told = item_of(small, SMALL).implications[0]
    assert told.settled and (told.status, told.settled.date, told.settled.quote) == (
        "came-true",
        "2026-06-21",
        "Limits are higher.",
    )
    assert "p1: unchanged" in done(settle(small, SMALL, "p1", "came-true", *evidence))
    assert (small / "content" / f"{SMALL}.md").read_text().endswith("---\nA note.\n")
    assert "0 to settle." in done(recap(small, "predictions", "due", *WHEN))


def test_an_item_of_the_archive_is_evidence_by_its_address_or_its_file(small: Path) -> None:
    path = str(small / "content" / f"{SMALL}.md")
    done(settle(small, path, "p1", "failed", "--evidence", path))
    told = item_of(small, SMALL).implications[0]
    assert told.settled and told.settled.item == SMALL


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ([SMALL, "p3", "void", "--evidence", "https://a.example/"], "the item has no prediction 'p3' (there are p1)"),
        (["2026/W25/northwind", "p1", "void", "--evidence", "https://a.example/"], f"has no item '2026/W25/northwind' (did you mean {SMALL}?)"),
        ([SMALL, "p1", "void", "--evidence", "javascript:x"], "has no web address or item 'javascript:x'"),
    ],
)  # fmt: skip
def test_what_cannot_be_settled_is_told(small: Path, arguments: list[str], problem: str) -> None:
    result = settle(small, *arguments)
    assert result.exit_code == 1
    assert problem in " ".join(result.output.split())


def test_a_text_is_corrected_once(small: Path) -> None:
    command = [
        "correct",
        SMALL,
        "tldr.what_changed",
        "--text",
        "Northwind rents half a cluster.",
        "--why",
        "Half of it.",
        "--now",
        "2026-06-20T00:00:00Z",
    ]
    assert "changed" in done(recap(small, *command))
    after = item_of(small, SMALL)
    assert after.tldr and after.tldr.what_changed.text == "Northwind rents half a cluster."
    assert after.pinned == ("tldr.what_changed",)
    assert len(after.corrections) == 1
    assert "unchanged" in done(recap(small, *command))
    assert item_of(small, SMALL) == after
    assert "was published as" not in done(recap(small, "check")), "it is on record"


def test_a_correction_of_what_was_saved_meanwhile_is_refused(small: Path) -> None:
    keeper = open_keeper(Options(small / "mkdocs.yml"))
    edit(small, SMALL, "^title: .*", "title: A title by hand")
    with pytest.raises(ArchiveError, match=r"a-cluster.md: was changed while this went on"):
        keeper.correct(SMALL, "title", "Another title", "It was wrong.", NOON)
    assert item_of(small, SMALL).title == "A title by hand"


def test_a_correction_leaves_other_edits_to_be_recorded(small: Path) -> None:
    done(recap(small, "correct", SMALL, "title", "--text", "First", "--why", "x"))
    edit(small, SMALL, "text: Northwind rents.*", "text: Northwind lets a cluster.")
    done(recap(small, "correct", SMALL, "title", "--text", "Second", "--why", "x"))
    assert "tldr.what_changed: was published as" in done(recap(small, "check"))


@pytest.mark.parametrize(
    ("arguments", "code", "problem"),
    [
        (
            ["correct", f"https://recap.example/x/zh/{SMALL}/#p1", "hok", "--text", "x", "--why", "y"],
            1,
            "no field 'hok'",
        ),
        (["correct", f"content/{SMALL}.md", "hok", "--text", "x", "--why", "y"], 1, "no field 'hok'"),
        (["correct", SMALL, "hok", "--text", "x", "--why", "y"], 1, "the item has no field 'hok'"),
        (
            ["correct", "2026/W25/none", "title", "--text", "x", "--why", "y"],
            1,
            "the archive has no item '2026/W25/none'",
        ),
        (["correct", SMALL, "title", "--text", "", "--why", "y"], 1, "title cannot be withdrawn"),
        (["correct", SMALL, "title", "--text", "x", "--why", " "], 2, "is empty"),
        (["check", "--fix"], 2, "--fix and --why go together"),
        (["check", "--why", "Clearer."], 2, "--fix and --why go together"),
    ],
)
def test_what_cannot_be_corrected_is_told(small: Path, arguments: list[str], code: int, problem: str) -> None:
    result = recap(small, *arguments)
    assert result.exit_code == code
    assert problem in " ".join(result.output.split())


def test_the_check_warns_of_what_no_reader_will_see_by_file_and_line(small: Path) -> None:
    output = done(recap(small, "check"))
    line = next(
        n
        for n, text in enumerate((small / "content" / f"{SMALL}.md").read_text().splitlines(), 1)
        if "More may" in text
    )
    assert f"{SMALL}.md:{line}: implications.1: is not shown: it lacks due and test" in output


def test_the_check_warns_of_evidence_that_is_gone(small: Path) -> None:
    edit(
        small,
        SMALL,
        "^  test: .*",
        "  test: The page says so.\n  status: void\n  settled: {date: 2026-06-20, item: 2026/W24/gone, why: x}",
    )
    assert "implications.0.settled.item: 2026/W24/gone is not in the archive" in done(recap(small, "check"))


def test_a_status_without_evidence_stops_with_file_line_key_and_remedy(small: Path) -> None:
    edit(small, SMALL, "^  test: .*", "  test: The page says so.\n  status: failed")
    result = recap(small, "check")
    assert result.exit_code == 1
    assert re.search(
        rf"{SMALL}\.md:\d+: implications\.0\.settled: .* needs evidence; add settled: {{date", result.output
    )


def test_archives_of_before_are_read(small: Path) -> None:
    """Editions without corrections, implications without a test."""
    assert Archive.open(small / "content").editions[Week(2026, 25)].edition.corrections == ()
    assert "corrections" not in (small / "content" / "2026" / "W25" / "index.md").read_text()


@pytest.mark.long
@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_fresh_clone_knows_an_edit_by_what_was_committed_before_it(folder: Path, feeds: FeedServer) -> None:
    def commit() -> None:
        git = ["git", "-C", str(folder), "-c", "user.name=A", "-c", "user.email=a@desk.example"]
        for command in (["init", "-q"], ["add", "content"], ["commit", "-qm", "x"]):
            subprocess.run([*git, *command], check=True, capture_output=True)

    commit()
    was = item_of(folder, ITEM).title
    edit(folder, ITEM, "^title: .*", "title: Northwind rents Halyard's cluster at last, and doubles Zephyr's limits")
    shutil.rmtree(folder / ".cache")
    assert f"title: was published as {was!r}" in done(recap(folder, "check"))
    commit()
    assert f"title: was published as {was!r}" in done(recap(folder, "check")), "an edit that was committed is one too"
    feeds.feeds["harbour"] = rss(HARBOUR)
    assert f"edited by hand and kept: {ITEM}: title" in done(recap(folder, "build", *LATER))
    assert item_of(folder, ITEM).title != was


def test_no_run_undoes_an_edit_whatever_was_edited(folder: Path, feeds: FeedServer) -> None:
    """A bumped date, a listed report and a quotation; with nothing but the file to tell that they were edited."""
    before = item_of(folder, ITEM)
    edit(folder, ITEM, "^updated: .*", "updated: 2026-06-21T21:00:00Z")
    edit(folder, ITEM, "^  name: .*", "  name: The Ledger of Quay")
    edit(folder, ITEM, r"^    quote: ", "    quote: By hand, ")
    feeds.feeds["harbour"] = rss(HARBOUR)
    output = " ".join(done(recap(folder, "build", *LATER)).split())
    after = item_of(folder, ITEM)
    assert [report.name for report in after.articles][:1] == ["The Ledger of Quay"]
    assert len(after.articles) == len(before.articles) + 1, "further reports are listed all the same"
    assert "articles" in after.pinned
    assert f"edited by hand and kept: {ITEM}: " in output
    assert any(evidence.quote.startswith("By hand, ") for evidence in after.evidence.values())
    again = (folder / "content" / f"{ITEM}.md").read_bytes()
    done(recap(folder, "build", *LATER))
    assert (folder / "content" / f"{ITEM}.md").read_bytes() == again, "what is pinned makes no run write anew"


@pytest.mark.long
def test_what_nobody_remembers_is_kept_whole(folder: Path, feeds: FeedServer) -> None:
    shutil.rmtree(folder / ".cache")
    edit(folder, ITEM, "^title: .*", "title: A title by hand")
    feeds.feeds["harbour"] = rss(HARBOUR)
    done(recap(folder, "build", *LATER))
    after = item_of(folder, ITEM)
    assert after.title == "A title by hand"
    assert {"title", "topics", "articles"} <= {*after.pinned}


def test_an_item_that_a_maintainer_wrote_is_theirs(folder: Path, feeds: FeedServer) -> None:
    edit(folder, ITEM, r"^made:\n(?:  .*\n)*", "")
    edit(folder, ITEM, r"^checksum: .*\n", "")
    edit(folder, ITEM, "^title: .*", "title: A title by hand")
    feeds.feeds["harbour"] = rss(HARBOUR)
    done(recap(folder, "build", *LATER))
    assert item_of(folder, ITEM).title == "A title by hand"


@pytest.mark.long
def test_a_claim_edited_beyond_what_it_cites_is_told_with_its_line(folder: Path) -> None:
    done(recap(folder, "build", *WHEN))
    assert "is not carried" not in done(recap(folder, "check", *WHEN))
    edit(folder, ITEM, "300 megawatts", "900 megawatts")
    output = done(recap(folder, "check", *LATER))
    assert re.search(rf"{ITEM}\.md:\d+: tldr\.what_changed: is not carried by what it cites: 900", output), output


@pytest.mark.long
def test_a_quotation_that_was_edited_is_told_with_the_claim_that_it_no_longer_carries(folder: Path) -> None:
    done(recap(folder, "build", *WHEN))
    edit(folder, ITEM, r"quote: .*300 megawatts[^\n]*(?:\n    .*)*", "quote: Northwind is owned by the Pope.")
    output = done(recap(folder, "check", *LATER))
    assert re.search(rf"{ITEM}\.md:\d+: tldr\.what_changed: is not carried by what it cites", output), output


@pytest.mark.long
def test_a_topic_that_is_not_listed_is_told_with_the_one_that_was_meant(folder: Path) -> None:
    done(recap(folder, "build", *WHEN))
    assert "is not in topics.yml" not in done(recap(folder, "check", *WHEN))
    edit(folder, ITEM, r"^topics: \[.*\]", "topics: [infrastructur]")
    output = done(recap(folder, "check", *LATER))
    assert re.search(rf"{ITEM}\.md:\d+: topics\.0: 'infrastructur' is not in topics.yml", output), output
    assert "did you mean infrastructure?" in output


def test_a_copy_of_an_item_and_one_of_another_week_than_its_folder_are_told(small: Path) -> None:
    archive = Archive.open(small / "content")
    assert "articles:" not in done(recap(small, "check", *WHEN))
    copied = "2026/W24/northwind-rents-a-cluster"
    archive.write_item(StoredItem(copied, archive.items[SMALL].item))
    output = done(recap(small, "check", *WHEN))
    assert re.search(rf"{copied}\.md:\d+: edition: says 2026-W25, in whose edition it is shown", output), output
    assert re.search(rf"{SMALL}\.md:\d+: articles: {copied} lists the same reports, and this item is not shown", output)
    assert "delete the file that is a copy, or" in output


def test_a_name_that_became_another_name_of_a_company_is_told(small: Path) -> None:
    archive, names = Archive.open(small / "content"), small / "content" / "entities.yml"
    about = archive.items[SMALL].item.model_copy(update={"entities": Entities(companies=("Northwind",))})
    archive.write_item(StoredItem(SMALL, about))
    assert "entities." not in done(recap(small, "check", *WHEN))
    listed = names.read_text("utf-8")
    names.write_text(f"{listed}- {{name: Northwind Labs, kind: company, aliases: [Northwind, 北风]}}\n", "utf-8")
    output = done(recap(small, "check", *WHEN))
    told = r"\.md:\d+: entities\.companies\.0: 'Northwind' is another name of Northwind Labs in entities.yml \(write Northwind Labs;"
    assert re.search(SMALL + told, output), output
