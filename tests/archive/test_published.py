"""What was published last, by the cache and by git, each on a real one."""

from __future__ import annotations

import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from generator.archive.published import Published
from generator.archive.store import Archive
from generator.archive.stored import StoredItem
from generator.model.edition import Edition
from generator.model.errors import ArchiveError
from generator.model.item import Item, Made
from generator.model.pins import editable_fields, sealed
from tests.make import NOON, item

ADDRESS = "2026/W25/northwind-rents-a-cluster"
PUBLISHED = item(made=Made(engine="extractive", input="a", at=NOON))
EDITED = PUBLISHED.model_copy(update={"title": "Edited by hand"})

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def made_later(value: Item) -> Item:
    return value.model_copy(update={"updated": NOON + timedelta(hours=1)})


@pytest.fixture
def published(tmp_path: Path) -> Published:
    return Published(tmp_path / "content", tmp_path / "cache")


def test_what_was_written_is_remembered_until_the_program_writes_again(published: Published) -> None:
    published.remember([(ADDRESS, PUBLISHED, editable_fields(PUBLISHED))])
    assert published.of(ADDRESS, EDITED) == editable_fields(PUBLISHED)
    assert published.of(ADDRESS, made_later(EDITED)) is None, "somebody else's run made that one"
    assert published.of("2026/W25/other", EDITED) is None
    published.remember([(ADDRESS, made_later(EDITED), editable_fields(EDITED))])
    assert published.of(ADDRESS, made_later(PUBLISHED)) == editable_fields(EDITED)


def test_a_checksum_tells_an_edit_whoever_made_the_file_and_whatever_date_it_has(published: Published) -> None:
    written = sealed(PUBLISHED)
    edited = made_later(written).model_copy(update={"title": "Edited by hand"})
    assert published.of(ADDRESS, written) == editable_fields(written), "it is as it was written: nobody need know"
    assert published.of(ADDRESS, edited) == {}, "it was edited, and nobody knows where"
    published.remember([(ADDRESS, written, editable_fields(written))])
    assert published.of(ADDRESS, edited) == editable_fields(written)


def test_editions_are_remembered_too(published: Published) -> None:
    edition = Edition(title="Week 25", edition="2026-W25", date=NOON, updated=NOON)
    published.remember([("2026/W25/index", edition, editable_fields(edition))])
    assert published.of("2026/W25/index", edition.model_copy(update={"title": "Edited"})) == {"title": "Week 25"}


def test_every_address_is_known_though_its_file_is_gone(tmp_path: Path, published: Published) -> None:
    assert published.addresses == frozenset()
    published.remember([(ADDRESS, PUBLISHED, editable_fields(PUBLISHED))])
    assert published.addresses == {ADDRESS}


def test_two_archives_do_not_share_a_memory(tmp_path: Path, published: Published) -> None:
    published.remember([(ADDRESS, PUBLISHED, editable_fields(PUBLISHED))])
    assert Published(tmp_path / "other", tmp_path / "cache").of(ADDRESS, PUBLISHED) is None


def test_a_lost_or_broken_memory_is_none(tmp_path: Path, published: Published) -> None:
    published.remember([(ADDRESS, PUBLISHED, editable_fields(PUBLISHED))])
    (database,) = (tmp_path / "cache").glob("published-*.sqlite")
    database.write_bytes(b"no database" * 99)
    assert published.of(ADDRESS, PUBLISHED) is None
    assert published.of(ADDRESS, PUBLISHED) is None, "the broken one is gone"
    database.write_bytes(b"no database" * 99)
    published.remember([(ADDRESS, PUBLISHED, editable_fields(PUBLISHED))])
    assert published.of(ADDRESS, PUBLISHED) == editable_fields(PUBLISHED)


def git(folder: Path, *arguments: str) -> None:
    command = ["git", "-C", str(folder), "-c", "user.name=A", "-c", "user.email=a@desk.example", *arguments]
    subprocess.run(command, check=True, capture_output=True)


def commit(root: Path, value: Item) -> None:
    """An item as a version of its file."""
    Archive.open(root).write_item(StoredItem(ADDRESS, value))
    git(root, "add", "-A")
    git(root, "commit", "-qm", "x")


@pytest.fixture
def committed(tmp_path: Path, published: Published) -> Published:
    """The archive as a folder of a git work tree; the cache is empty."""
    content = tmp_path / "content"
    content.mkdir()
    git(tmp_path, "init", "-q")
    commit(content, made_later(PUBLISHED).model_copy(update={"title": "An earlier making"}))
    commit(content, PUBLISHED)
    return published


@needs_git
def test_git_knows_what_the_cache_has_lost(tmp_path: Path, committed: Published) -> None:
    assert committed.of(ADDRESS, EDITED) == editable_fields(PUBLISHED)
    assert committed.uncommitted == frozenset()
    Archive.open(tmp_path / "content").write_item(StoredItem(ADDRESS, EDITED))
    assert Published(tmp_path / "content", tmp_path / "cache").uncommitted == {ADDRESS}


@needs_git
def test_git_knows_a_file_that_was_deleted(tmp_path: Path, committed: Published) -> None:
    (tmp_path / "content" / f"{ADDRESS}.md").rename(tmp_path / "content" / "2026" / "W25" / "renamed.md")
    assert committed.addresses == {ADDRESS}


@needs_git
def test_git_knows_a_file_that_was_deleted_by_a_commit_unless_its_edition_is_gone(
    tmp_path: Path, committed: Published
) -> None:
    (tmp_path / "content" / f"{ADDRESS}.md").unlink()
    git(tmp_path, "commit", "-qam", "x")
    assert committed.addresses == frozenset()
    (tmp_path / "content" / ADDRESS).with_name("index.md").touch()
    assert committed.addresses == {ADDRESS}


@needs_git
def test_an_edit_that_was_committed_is_an_edit_all_the_same(tmp_path: Path, committed: Published) -> None:
    commit(tmp_path / "content", EDITED)
    commit(tmp_path / "content", EDITED.model_copy(update={"hook": "Edited twice."}))
    assert committed.of(ADDRESS, EDITED) == editable_fields(PUBLISHED)


@needs_git
def test_a_making_that_was_never_committed_is_unknown_to_git(committed: Published) -> None:
    remade = EDITED.model_copy(update={"made": Made(engine="extractive", input="b", at=NOON)})
    assert committed.of(ADDRESS, remade) is None


@needs_git
def test_where_the_history_is_cut_off_nothing_is_taken_for_the_program_s(tmp_path: Path, committed: Published) -> None:
    commit(tmp_path / "content", EDITED)
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{tmp_path}", str(tmp_path / "shallow"))
    shallow = Published(tmp_path / "shallow" / "content", tmp_path / "shallow" / "cache")
    with pytest.raises(ArchiveError, match="git fetch --unshallow"):
        shallow.of(ADDRESS, EDITED)
    shallow.remember([(ADDRESS, PUBLISHED, editable_fields(PUBLISHED))])
    assert shallow.of(ADDRESS, EDITED) == editable_fields(PUBLISHED)


@needs_git
def test_a_version_that_cannot_be_read_ends_the_search(tmp_path: Path, committed: Published) -> None:
    path = tmp_path / "content" / f"{ADDRESS}.md"
    path.write_text("---\ntitel: x\n---\n")
    git(tmp_path, "commit", "-qam", "x")
    assert committed.of(ADDRESS, EDITED) is None


def test_without_a_work_tree_git_is_not_missed(
    published: Published, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "content").mkdir()
    assert (published.of(ADDRESS, EDITED), published.uncommitted) == (None, frozenset())
    monkeypatch.setenv("PATH", "")
    assert Published(tmp_path / "content", tmp_path).of(ADDRESS, EDITED) is None
