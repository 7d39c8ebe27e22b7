"""An edition becomes final, and is made again from the repository byte for byte."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from generator.archive.published import Published
from generator.archive.store import Archive
from generator.archive.stored import StoredItem
from generator.edit.corrections import corrected
from generator.keeper import Keeper
from generator.model.item import Claim
from generator.model.week import Week
from generator.release import _uncorrected
from tests.conftest import ROOT
from tests.feedserver import HARBOUR, LEDGER, FeedServer, make_project, recap, rss
from tests.make import NOON, item

pytestmark = pytest.mark.long

WEEK = Week(2026, 25)
MONDAY = "2026-06-22T06:00:00Z"


@pytest.fixture
def feeds(httpserver: HTTPServer) -> FeedServer:
    return FeedServer(httpserver, {"ledger": rss(LEDGER), "harbour": rss(HARBOUR)})


@pytest.fixture
def folder(tmp_path: Path, feeds: FeedServer) -> Path:
    """A repository with one edition, committed."""
    project = tmp_path / "site-folder"
    make_project(project, feeds.sources())
    (project / "theme").unlink()
    shutil.copytree(ROOT / "theme", project / "theme")
    (project / ".gitignore").write_text(".cache/\nsite/\n", "utf-8")
    assert recap(project, "build", "--week", str(WEEK), "--now", "2026-06-21T20:00:00Z").exit_code == 0
    git(project, "init", "--quiet", "--initial-branch=main")
    commit(project)
    return project


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=Desk", "-c", "user.email=desk@recap.example", "-c", "commit.gpgsign=false"]
    return subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Content")


def released(folder: Path) -> Path:
    result = recap(folder, "release", str(WEEK), "--now", MONDAY)
    assert result.exit_code == 0, result.output
    commit(folder)
    return folder


def texts(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / "content" / WEEK.folder).glob("*.md"))}


def test_a_released_edition_is_made_again_byte_for_byte(folder: Path) -> None:
    result = recap(released(folder), "reproduce", str(WEEK))
    assert result.exit_code == 0, result.output
    assert "every byte the same" in result.output


def test_it_is_so_after_settings_theme_and_archive_have_changed(folder: Path) -> None:
    released(folder)
    with (folder / "theme" / "assets" / "site.css").open("a", encoding="utf-8") as style:
        style.write("h1 { color: red }\n")
    text = (folder / "mkdocs.yml").read_text("utf-8").replace("site_name: Weekly AI Recap", "site_name: Another")
    (folder / "mkdocs.yml").write_text(text, "utf-8")
    item = next(path for path in (folder / "content" / WEEK.folder).glob("*.md") if path.name != "index.md")
    address = f"{WEEK.folder}/{item.stem}"
    assert recap(folder, "correct", address, "title", "--text", "Put right", "--why", "It was wrong.").exit_code == 0
    commit(folder)
    result = recap(folder, "reproduce", str(WEEK))
    assert result.exit_code == 0, result.output
    assert "without a correction" not in result.output


def test_a_page_that_differs_is_named(folder: Path) -> None:
    released(folder)
    record = folder / "content" / "releases" / f"{WEEK}.yml"
    text = record.read_text("utf-8")
    first = next(line for line in text.splitlines() if line.endswith(tuple("0123456789abcdef")) and ".html: " in line)
    record.write_text(text.replace(first, first[:-1] + ("0" if first[-1] != "0" else "1")), "utf-8")
    commit(folder)
    result = recap(folder, "reproduce", str(WEEK))
    assert result.exit_code == 1
    assert f"the first is {first.split(':')[0].strip()}" in result.output


def test_words_that_change_without_a_correction_are_told(folder: Path) -> None:
    released(folder)
    item = next(path for path in (folder / "content" / WEEK.folder).glob("*.md") if path.name != "index.md")
    title = Archive.open(folder / "content").items[f"{WEEK.folder}/{item.stem}"].item.title
    item.write_text(item.read_text("utf-8").replace(title, "Quietly changed", 1), "utf-8")
    commit(folder)
    assert f"without a correction: {WEEK.folder}/{item.stem}: title" in recap(folder, "reproduce", str(WEEK)).output


def test_what_moves_up_after_a_withdrawal_is_not_told_as_changed() -> None:
    claims = [Claim(text=f"Zephyr {number} opens.", cites=("e1",)) for number in ("one", "two", "three")]
    former = item(takeaways=tuple(claims))
    today = corrected(former, "takeaways.0", "", "It does not.", NOON)
    edited = today.model_copy(update={"takeaways": (claims[1], claims[2].model_copy(update={"text": "It shuts."}))})
    for now, told in ((today, []), (edited, ["2026/W25/a: takeaways.1"])):
        keeper = Keeper(Archive(Path(), items={"2026/W25/a": StoredItem("2026/W25/a", now)}), Published(Path(), Path()))
        assert list(_uncorrected({"2026/W25/a": former}, keeper)) == told


def test_later_runs_leave_it_and_its_words(folder: Path, feeds: FeedServer) -> None:
    before = texts(released(folder))
    late = ("Northwind doubles limits of Zephyr AI after renting Halyard's cluster near Groningen", "https://harbour.example/more", "Wed, 17 Jun 2026 09:00:00 +0000",
            "Halyard lets its 300-megawatt cluster near Groningen to Northwind, which doubles the limits of Zephyr. It is cooled by sea water.")  # fmt: skip
    feeds.feeds["harbour"] = rss([*HARBOUR, late])
    for week in (WEEK, WEEK.shift(1)):
        assert recap(folder, "build", "--week", str(week), "--now", "2026-06-23T06:00:00Z").exit_code == 0
    after = texts(folder)
    assert after["index.md"] == before["index.md"]
    assert after.keys() == before.keys(), "new events belong to the next edition"
    items = {address: stored.item for address, stored in Archive.open(folder / "content").items.items()}
    (grown,) = (item for item in items.values() if any(report.url.endswith("/more") for report in item.articles))
    assert grown.week == WEEK
    assert "without a correction" not in recap(folder, "reproduce", str(WEEK)).output


def test_without_a_week_those_are_released_that_have_settled(folder: Path) -> None:
    assert recap(folder, "release", "--now", "2026-06-28T20:00:00Z").output == ""
    assert "2026-W25 is released" in recap(folder, "release", "--now", "2026-06-29T00:00:00Z").output
    assert recap(folder, "release", "--now", "2026-06-29T00:00:00Z").output == ""


def test_the_clock_s_time_will_do(folder: Path) -> None:
    result = recap(folder, "release", str(WEEK))
    assert (result.exit_code, "2026-W25 is released" in result.output) == (0, True), result.output


def test_releasing_twice_changes_nothing(folder: Path) -> None:
    released(folder)
    assert recap(folder, "release", str(WEEK), "--now", "2026-06-29T06:00:00Z").exit_code == 0
    assert git(folder, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["release", "2026-W24", "--now", MONDAY], "there is no edition of 2026-W24"),
        (["release", str(WEEK), "--now", "2026-06-21T20:00:00Z"], "2026-W25 lasts until 2026-06-21"),
        (["reproduce", str(WEEK)], "2026-W25 is not released; recap release 2026-W25 does that"),
    ],
)
def test_what_cannot_be_is_told(folder: Path, arguments: list[str], message: str) -> None:
    result = recap(folder, *arguments)
    assert result.exit_code == 1
    assert message in result.output


def test_a_release_that_was_not_committed_is_told(folder: Path) -> None:
    assert recap(folder, "release", str(WEEK), "--now", MONDAY).exit_code == 0
    result = recap(folder, "reproduce", str(WEEK))
    assert result.exit_code == 1
    assert "is in no commit" in result.output


@pytest.mark.parametrize(
    ("left", "told"), [(None, ": is gone, though 2026-W25 is released ("), ("x: [\n", ":2: is not valid YAML: ")]
)
def test_what_was_remembered_of_a_release_and_is_lost_is_told(folder: Path, left: str | None, told: str) -> None:
    record = released(folder) / "content" / "releases" / f"{WEEK}.yml"
    record.unlink()
    if left:
        record.write_text(left, "utf-8")
    result = recap(folder, "check")
    assert result.exit_code == 0
    assert (
        f"{record}{told}" in result.output and "restore it from git; without it `recap release WEEK`" in result.output
    )
