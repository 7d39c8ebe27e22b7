"""The site is whole at every moment, whenever a build is killed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.site.staging import Staging


@pytest.fixture
def staging(tmp_path: Path) -> Staging:
    """A site with an old page and a hidden entry, and a new site ready to be put in its place."""
    staging = Staging(tmp_path / "site")
    staging.target.mkdir()
    (staging.target / "index.html").write_text("old")
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


def test_a_link_to_the_site_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "real")
    staging = Staging(tmp_path / "site")
    (staging.begin() / "index.html").write_text("new")
    staging.switch()
    assert (tmp_path / "site").is_symlink()
    assert (tmp_path / "site" / "index.html").read_text() == "new"
