from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator import files
from generator.archive.status import read_status
from generator.archive.store import Archive
from generator.archive.stored import StoredItem
from generator.model.edition import Edition
from generator.model.errors import ArchiveError, InvalidContent
from generator.model.week import Week
from tests.make import NOON, item

ADDRESS = "2026/W25/northwind-rents-a-cluster"
EDITION = Edition(title="Week 25", edition="2026-W25", date=NOON, updated=NOON, top=(ADDRESS,))


def test_what_is_written_reads_back_with_and_without_the_index(tmp_path: Path) -> None:
    archive = Archive.open(tmp_path / "content")
    assert archive.write_item(StoredItem(ADDRESS, item())) == "new"
    assert archive.write_edition(EDITION) == "new"
    for _ in range(2):
        again = Archive.open(tmp_path / "content", tmp_path / "cache")
        assert again.items[ADDRESS].item == item()
        assert again.editions[Week(2026, 25)].edition == EDITION


def test_a_second_write_touches_nothing(tmp_path: Path) -> None:
    archive = Archive.open(tmp_path)
    archive.write_item(StoredItem(ADDRESS, item()))
    path = tmp_path / f"{ADDRESS}.md"
    before = path.stat().st_mtime_ns
    assert archive.write_item(StoredItem(ADDRESS, item())) == "unchanged"
    assert path.stat().st_mtime_ns == before


def test_the_body_is_the_maintainers(tmp_path: Path) -> None:
    archive = Archive.open(tmp_path)
    archive.write_item(StoredItem(ADDRESS, item()))
    path = tmp_path / f"{ADDRESS}.md"
    note = "\nA note.\r\n\n---\nwith *marks* and spaces  \n"
    path.write_bytes(path.read_bytes() + note.encode())
    archive = Archive.open(tmp_path)
    assert archive.write_item(StoredItem(ADDRESS, item(title="Another title"))) == "changed"
    assert path.read_bytes().endswith(b"---\n" + note.encode())


@pytest.mark.parametrize("old", ["title: ", "---\ntitle: ", "---\n"])
@pytest.mark.parametrize("name", [ADDRESS, "2026/W25/index"])
def test_what_somebody_saved_since_it_was_read_is_left(tmp_path: Path, name: str, old: str) -> None:
    content, cache = tmp_path / "content", tmp_path / "cache"
    first = Archive.open(content)
    first.write_item(StoredItem(ADDRESS, item()))
    first.write_edition(EDITION)
    archive, path = Archive.open(content, cache), content / f"{name}.md"
    saved = path.read_text().replace(old, f"{old}Edited ", 1)
    path.write_text(saved)
    changes = [
        archive.write_item(StoredItem(ADDRESS, item(title="Another title"))),
        archive.write_edition(EDITION.model_copy(update={"title": "Another title"})),
    ]
    assert changes == (["left", "changed"] if name == ADDRESS else ["changed", "left"])
    assert path.read_text() == saved


def test_a_file_of_another_run_is_left_and_one_deleted_meanwhile_comes_back(tmp_path: Path) -> None:
    archive = Archive.open(tmp_path)
    Archive.open(tmp_path).write_item(StoredItem(ADDRESS, item()))
    assert archive.write_item(StoredItem(ADDRESS, item(title="Another title"))) == "left"
    assert archive.write_item(StoredItem(ADDRESS, item())) == "unchanged"
    (tmp_path / f"{ADDRESS}.md").unlink()
    assert archive.write_item(StoredItem(ADDRESS, item(title="Another title"))) == "changed"
    assert archive.write_item(StoredItem(ADDRESS, item(title="A third title"))) == "changed"


def test_an_edit_is_seen_through_the_index(tmp_path: Path) -> None:
    content, cache = tmp_path / "content", tmp_path / "cache"
    Archive.open(content).write_item(StoredItem(ADDRESS, item()))
    Archive.open(content, cache)
    path = content / f"{ADDRESS}.md"
    path.write_text(path.read_text().replace("title: Northwind rents a cluster\nedition", "title: Edited\nedition"))
    assert Archive.open(content, cache).items[ADDRESS].item.title == "Edited"
    path.unlink()
    assert not Archive.open(content, cache).items


def test_a_broken_index_is_made_anew(tmp_path: Path) -> None:
    content, cache = tmp_path / "content", tmp_path / "cache"
    Archive.open(content).write_item(StoredItem(ADDRESS, item()))
    Archive.open(content, cache)
    (index,) = cache.glob("*.sqlite")
    index.write_bytes(b"not a database" * 100)
    assert ADDRESS in Archive.open(content, cache).items
    assert ADDRESS in Archive.open(content, cache).items


def write(root: Path, name: str, text: bytes) -> None:
    path = root / "2026" / "W25" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text)


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("a.md", b"", "a.md:1: is empty (restore it from git)"),
        ("a.md", b"title: x\n", "a.md:1: has no front matter"),
        ("a.md", b"---\ntitle: x\n", "a.md:1: front matter does not end"),
        ("a.md", "---\ntitle: x\n---\n".encode("utf-16"), "a.md:1: is not UTF-8 text"),
        ("a.md", b"---\n<<<<<<< ours\ntitle: x\n=======\n---\n", "a.md:2: has an unresolved merge conflict"),
        ("A Title.md", b"---\ntitle: x\n---\n", "is no address of an item"),
        ("index.md", b"---\ntitle: x\nedition: 2026-W24\ndate: 2026-06-21T00:00:00Z\n"
         b"updated: 2026-06-21T00:00:00Z\n---\n", "it belongs in 2026/W24/index.md"),
    ],
)  # fmt: skip
def test_broken_files_are_told_by_name_and_line(tmp_path: Path, name: str, text: bytes, problem: str) -> None:
    write(tmp_path, name, text)
    with pytest.raises(InvalidContent) as raised:
        Archive.open(tmp_path)
    assert problem in str(raised.value)


def test_crlf_files_are_read(tmp_path: Path) -> None:
    Archive.open(tmp_path).write_item(StoredItem(ADDRESS, item()))
    path = tmp_path / f"{ADDRESS}.md"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert Archive.open(tmp_path).items[ADDRESS].item == item()


def test_what_is_not_the_archive_is_left_alone(tmp_path: Path) -> None:
    for name in ("pages/about.md", "samples/2026/W25/x.md", "notes.md", "2026/W25/picture.png"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("no front matter")
    assert not Archive.open(tmp_path).items


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_refuses_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(ArchiveError, match="cannot be written"):
        files.write_atomically(tmp_path / "x" / "y.md", b"z")


def test_a_path_through_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("a file")
    with pytest.raises(ArchiveError, match=r"y\.md: cannot be written"):
        files.write_atomically(tmp_path / "x" / "y.md", b"z")


def test_a_write_cut_short_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        files.write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["decisions.yml", "status.jsonl", f"{ADDRESS}.md", "2026/W25/index.md"])
@pytest.mark.parametrize("is_link", [False, True])
def test_what_is_no_file_in_the_place_of_one_is_told(tmp_path: Path, name: str, is_link: bool) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if is_link:
        path.symlink_to("nowhere.yml")
    else:
        path.mkdir()
    with pytest.raises(InvalidContent, match=rf"{path.name}: is a folder or leads to no file \(move it away"):
        Archive.open(tmp_path)
        read_status(tmp_path)


@pytest.mark.parametrize(
    "name",
    ["2026/W5/a.md", "2026/w25/a.md", "2026/Week 25/a.md", "99999/W01/a.md", "26/W25/a.md", "2026/a.md",
     "2026/W25/more/a.md", "2026/W25/a.MD", "2026/W25/a.markdown"],
)  # fmt: skip
def test_an_item_in_a_place_that_is_not_read_is_told(tmp_path: Path, name: str) -> None:
    Archive.open(tmp_path).write_item(StoredItem(ADDRESS, item()))
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((tmp_path / f"{ADDRESS}.md").read_bytes())
    (told,) = Archive.open(tmp_path).doubts()
    is_told_itself = name.startswith(("2026/W25/a.", "2026/a."))
    place, what = (path, "file") if is_told_itself else (path.parent, "folder")
    assert str(told).startswith(f"{place}: is not read: it is no {what} of a week (name it <year>/W<week>/")


@pytest.mark.parametrize("name", ["2026/.obsidian/a.md", "2026/W25/.trash/a.md", "2026/.a.md"])
def test_what_an_editor_hides_is_not_told_as_an_item_that_is_not_read(tmp_path: Path, name: str) -> None:
    Archive.open(tmp_path).write_item(StoredItem(ADDRESS, item()))
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((tmp_path / f"{ADDRESS}.md").read_bytes())
    assert not Archive.open(tmp_path).doubts()


def test_a_misnamed_folder_is_told_once(tmp_path: Path) -> None:
    for slug in ("a", "b", "c"):
        Archive.open(tmp_path).write_item(StoredItem(f"2026/W25/{slug}", item()))
    (tmp_path / "2026" / "W25").rename(tmp_path / "2026" / "w25")
    (told,) = Archive.open(tmp_path).doubts()
    assert told.file == str(tmp_path / "2026" / "w25")


@pytest.mark.parametrize("name", ["2026/README.md", "2026/notes/a.md", "2026/W25/a.md.orig", "pages/2026/a.md"])
def test_what_a_maintainer_keeps_beside_the_archive_is_no_mistake(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_text("# Notes\n")
    assert Archive.open(tmp_path).doubts() == []
