"""Files that a killed run left half written."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.files import refusal, text_of, whole_file, write_atomically
from generator.model.errors import ArchiveError, InvalidContent
from tests.conftest import ROOT

#: Kills itself as soon as the new bytes lie beside the old ones.
KILLED = "import os, sys; from pathlib import Path; from generator import files; files.os.fsync = lambda _: os.kill(os.getpid(), 9); files.write_atomically(Path(sys.argv[1]), b'new')"


def test_what_a_killed_run_left_goes_with_the_next_write(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_bytes(b"old")
    subprocess.run([sys.executable, "-c", KILLED, str(page)], cwd=ROOT, check=False)
    assert len(list(tmp_path.iterdir())) == 2
    assert page.read_bytes() == b"old"
    write_atomically(tmp_path / "other.md", b"text")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other.md", "page.md"]


@pytest.mark.parametrize(
    ("writer", "stays"), [("parent", True), ("1", True), ("self", False), ("9" * 30, False), ("x", False)]
)
def test_what_another_process_is_writing_stays(tmp_path: Path, writer: str, stays: bool) -> None:
    number = {"parent": os.getppid(), "self": os.getpid()}.get(writer, writer)
    left = tmp_path / f".writing-{number}-abc"
    left.write_bytes(b"half")
    write_atomically(tmp_path / "other.md", b"text")
    assert left.exists() == stays


def test_a_folder_of_the_same_name_elsewhere_is_swept_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one", "two"):
        folder = tmp_path / name / "content"
        folder.mkdir(parents=True)
        (folder / ".writing-x-abc").write_bytes(b"half")
        monkeypatch.chdir(folder.parent)
        write_atomically(Path("content/page.md"), b"text")
        assert [path.name for path in folder.iterdir()] == ["page.md"]


def test_a_file_in_place_of_a_folder_is_told_with_its_remedy(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("")
    with pytest.raises(ArchiveError, match=r"cannot be written: .*a file stands where a folder is to be"):
        write_atomically(tmp_path / ".cache" / "report.json", b"{}")


def test_a_write_that_the_disk_refuses_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "cards" / "one.png"
    with pytest.raises(OSError, match="No space left") as refused, whole_file(path):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert refused.value.filename == str(path)
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "remedy"),
    [(errno.EBUSY, "name a folder below it"), (errno.EXDEV, "name a folder below it"), (errno.ENAMETOOLONG, "shorter")],
)
def test_what_the_machine_refuses_is_told_with_its_remedy(number: int, remedy: str) -> None:
    assert remedy in refusal(OSError(number, os.strerror(number)))


def test_a_text_with_a_nul_is_told_by_line() -> None:
    with pytest.raises(InvalidContent, match=r"a\.md:2: holds a NUL character"):
        text_of(b"a\n\0\n", "a.md")
