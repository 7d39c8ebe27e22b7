"""The site is whole at every moment, whenever a build is killed."""

from __future__ import annotations

import errno
import re
import shutil
import threading
from pathlib import Path

import pytest

from generator.model.errors import ArchiveError
from generator.site.incremental.staging import MARKER, BuildLock, Staging, put


@pytest.fixture
def staging(tmp_path: Path) -> Staging:
    """A site with an old page and a hidden entry, and a new site ready to be put in its place."""
    staging = Staging(tmp_path / "site")
    staging.target.mkdir()
    (staging.target / "index.html").write_text("old")
    (staging.target / MARKER).write_text("old")
    (staging.target / ".git").mkdir()
    (staging.target / ".git" / "HEAD").write_text("ref")
    (staging.begin() / "index.html").write_text("new")
    return staging


def page(staging: Staging) -> str:
    return (staging.target / "index.html").read_text()


def left_overs(staging: Staging) -> list[str]:
    return sorted(path.name for path in staging.target.parent.iterdir() if path != staging.target)


def test_the_new_site_takes_the_place_and_hidden_entries_stay(staging: Staging) -> None:
    staging.switch()
    assert page(staging) == "new"
    assert (staging.target / ".git" / "HEAD").read_text() == "ref"
    assert left_overs(staging) == []


def test_the_first_site(tmp_path: Path) -> None:
    staging = Staging(tmp_path / "deep" / "site")
    (staging.begin() / "index.html").write_text("new")
    staging.switch()
    assert page(staging) == "new"


def test_killed_while_building(staging: Staging) -> None:
    again = Staging(staging.target)
    assert list(again.begin().iterdir()) == []
    assert page(again) == "old"


def test_killed_between_the_two_renames(staging: Staging) -> None:
    staging.target.replace(staging.old)
    again = Staging(staging.target)
    again.begin()
    assert page(again) == "old"
    assert (again.target / ".git" / "HEAD").exists()


def test_killed_after_the_second_rename(staging: Staging) -> None:
    staging.target.replace(staging.old)
    staging.new.replace(staging.target)
    again = Staging(staging.target)
    again.begin()
    assert page(again) == "new"
    assert (again.target / ".git" / "HEAD").exists()
    assert left_overs(again) == [".site.new"]


def test_killed_while_the_old_site_is_deleted(staging: Staging) -> None:
    staging.target.replace(staging.old)
    staging.new.replace(staging.target)
    shutil.rmtree(staging.old / ".git")
    Staging(staging.target).repair()
    assert page(staging) == "new"
    assert left_overs(staging) == []


def test_a_former_site_that_may_not_be_deleted_is_named(staging: Staging, monkeypatch: pytest.MonkeyPatch) -> None:
    left = staging.old / "index.html"
    put(staging.old, "index.html", b"another user's")

    def refuse(_: Path, ignore_errors: bool = False) -> None:
        if not ignore_errors:
            raise PermissionError(errno.EACCES, "Permission denied", str(left))

    monkeypatch.setattr(shutil, "rmtree", refuse)
    told = f"the new site cannot be put in place: {left}: Permission denied (give whoever runs this the right to it)"
    with pytest.raises(ArchiveError, match=re.escape(told)):
        staging.switch()
    assert page(staging) == "old"


def test_a_link_to_the_site_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "real")
    staging = Staging(tmp_path / "site")
    (staging.begin() / "index.html").write_text("new")
    staging.switch()
    assert (tmp_path / "site").is_symlink()
    assert (tmp_path / "site" / "index.html").read_text() == "new"


@pytest.mark.parametrize("files", [["thesis.txt"], ["index.html", "sitemap.xml"], ["mkdocs.yml", ".git/HEAD"]])
def test_a_folder_with_something_else_is_refused_and_left_alone(tmp_path: Path, files: list[str]) -> None:
    for name in files:
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text("mine")
    with pytest.raises(ArchiveError, match=f"site: holds {files[0]} and no site.*--site"):
        Staging(tmp_path / "site").begin()
    assert content(Staging(tmp_path / "site")) == dict.fromkeys(files, "mine")


def test_a_file_in_place_of_the_site_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine")
    with pytest.raises(ArchiveError, match="site: is a file, no folder"):
        Staging(tmp_path / "site").begin()
    assert (tmp_path / "site").read_text() == "mine"


@pytest.mark.parametrize(
    "files", [[], [".git/HEAD", ".nojekyll"], ["404.html", "sitemap.xml", "about/index.html"], [MARKER, "x"]]
)
def test_an_empty_folder_and_any_site_of_mkdocs_are_taken(tmp_path: Path, files: list[str]) -> None:
    for name in files:
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text("old")
    Staging(tmp_path / "site").begin()


def begun(folder: Path) -> Staging:
    """A site of three files and the marker, of which one is changed, one is new and one is to go."""
    staging = Staging(folder / "site")
    for path in ("index.html", "old/index.html", "same.html", MARKER):
        (staging.target / path).parent.mkdir(parents=True, exist_ok=True)
        (staging.target / path).write_text("old")
    staging.begin()
    for path in ("index.html", "a/b/index.html"):
        (staging.new / path).parent.mkdir(parents=True, exist_ok=True)
        (staging.new / path).write_text("new")
    return staging


def content(staging: Staging) -> dict[str, str]:
    files = (path for path in staging.target.rglob("*") if path.is_file())
    return {path.relative_to(staging.target).as_posix(): path.read_text() for path in files}


MERGED = {"index.html": "new", "a/b/index.html": "new", "same.html": "old", MARKER: "old"}


def test_changed_files_are_moved_into_the_site_and_others_left_alone(tmp_path: Path) -> None:
    staging = begun(tmp_path)
    staging.merge(["old/index.html"], "index.html")
    assert content(staging) == MERGED
    assert not (staging.target / "old").exists()
    assert left_overs(staging) == []


@pytest.mark.parametrize("moved", [0, 1, 2])
def test_a_merge_that_was_cut_short_is_finished(tmp_path: Path, moved: int) -> None:
    staging = begun(tmp_path)
    staging.journal.write_text('{"gone": ["old/index.html"], "last": "index.html"}')
    for path in ("a/b/index.html", "index.html")[:moved]:
        (staging.target / path).parent.mkdir(parents=True, exist_ok=True)
        (staging.new / path).replace(staging.target / path)
    Staging(staging.target).begin()
    assert content(staging) == MERGED


@pytest.mark.parametrize("journal", ["", '{"gone"', "[]", "{}", "null"])
def test_a_damaged_journal_is_told_and_costs_nothing(staging: Staging, journal: str) -> None:
    staging.journal.write_text(journal)
    told = (
        f"{staging.journal}: is damaged (delete it and {staging.target / MARKER}, and the next build makes every page)"
    )
    with pytest.raises(ArchiveError, match=re.escape(told)):
        staging.begin()
    assert page(staging) == "old"


def test_a_merge_without_a_journal_never_began(tmp_path: Path) -> None:
    staging = begun(tmp_path)
    Staging(staging.target).begin()
    assert set(content(staging).values()) == {"old"}


def test_the_second_build_waits_for_the_first(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    first = BuildLock(tmp_path / "lock")
    waiting = threading.Thread(target=lambda: BuildLock(tmp_path / "lock").release())
    with caplog.at_level("INFO"):
        waiting.start()
        waiting.join(0.2)
        assert waiting.is_alive()
        first.release()
        waiting.join(5)
    assert not waiting.is_alive()
    assert "another build of this site is under way" in caplog.text


def test_a_full_disk_is_told_with_the_file(tmp_path: Path) -> None:
    (tmp_path / "card.png").symlink_to("/dev/full")
    with pytest.raises(OSError, match=r"No space left on device: '.*/card\.png'"):
        put(tmp_path, "card.png", b"picture")
