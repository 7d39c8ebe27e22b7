from __future__ import annotations

import json
import os
from importlib.metadata import version
from pathlib import Path

import pytest

from generator.site.incremental.memory import SiteMemory, versions

ROOMS = "cli.py", "model/item.py", "text/words.py", "archive/store.py", "site/plugin.py", "site/catalogues/en.yml"
INPUTS = "content/a.md", "content/2026/b.md", "mkdocs.yml"


def opened(folder: Path, settings: str = "as they were") -> SiteMemory:
    """As a new run opens it."""
    return SiteMemory(folder / "cache", folder / "site", settings, [folder / "content", folder / "mkdocs.yml"])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose site was built and is remembered."""
    for name in (*INPUTS, "site/.recap", "site/x/index.html"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    opened(tmp_path).keep({"pages": 2})
    return tmp_path


def inputs_of(project: Path) -> dict[str, list[object]]:
    """What is remembered of the inputs of its site."""
    found: dict[str, list[object]] = json.loads(remembered(project).read_bytes().splitlines()[1])
    return found


def remembered(project: Path) -> Path:
    (path,) = (project / "cache").iterdir()
    return path


def test_nothing_changed(project: Path) -> None:
    assert opened(project).recall() == {"pages": 2}


@pytest.mark.parametrize("changed", [*INPUTS, "content/2026/new.md", "site/.recap"])
def test_one_byte_more_in_or_out_is_a_change(project: Path, changed: str) -> None:
    path = project / changed
    path.write_text((path.read_text() if path.exists() else "") + "x")
    assert opened(project).recall() is None


def test_another_byte_is_a_change_where_size_and_names_are_the_same(project: Path) -> None:
    path = project / "content" / "a.md"
    path.write_text("Content/a.md")
    os.utime(path, ns=(1, 1))
    assert opened(project).recall() is None


@pytest.mark.parametrize("gone", ["content/a.md", "site/.recap"])
def test_a_file_less_is_a_change(project: Path, gone: str) -> None:
    (project / gone).unlink()
    assert opened(project).recall() is None


def test_other_settings_are_a_change(project: Path) -> None:
    assert opened(project, "others").recall() is None


def test_a_fresh_checkout_is_no_change_and_its_files_are_read_once(project: Path) -> None:
    for name in INPUTS:
        os.utime(project / name, ns=(1, 1))
    assert opened(project).recall() == {"pages": 2}
    known = inputs_of(project)
    assert known["1/a.md"][:2] == [len("content/a.md"), 1]
    opened(project).recall()
    assert inputs_of(project) == known


def test_what_changes_while_a_build_goes_on_is_a_change_to_the_next(project: Path) -> None:
    memory = opened(project)
    (project / "content" / "a.md").write_text("edited meanwhile")
    memory.keep({"pages": 3})
    assert opened(project).recall() is None


def test_a_link_that_leads_nowhere_is_no_input(project: Path) -> None:
    (project / "content" / "gone.md").symlink_to(project / "nothing")
    assert opened(project).recall() == {"pages": 2}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_no_input(project: Path) -> None:
    (project / "content" / "closed").mkdir(mode=0o000)
    assert opened(project).recall() == {"pages": 2}


@pytest.mark.parametrize(
    "broken", [b"", b"[]", b"\xff", b"[" * 100_000, b"{}", b'{"key": 1}', b'{"key": "", "marker": "", "told": 1}']
)
def test_a_broken_memory_is_none(project: Path, broken: bytes) -> None:
    remembered(project).write_bytes(broken)
    assert opened(project).recall() is None


@pytest.mark.parametrize("broken", [b"", b"1", b"\xff", b"[" * 100_000, b'{"1/a.md": 1}', b'{"1/a.md": [1]}'])
def test_where_the_inputs_are_broken_a_checkout_is_a_change(project: Path, broken: bytes) -> None:
    head = remembered(project).read_bytes().splitlines()[0]
    remembered(project).write_bytes(head + b"\n" + broken)
    os.utime(project / INPUTS[0], ns=(1, 1))
    assert opened(project).recall() is None


@pytest.mark.parametrize("file", ROOMS)
def test_pages_depend_on_every_room_of_the_program(project: Path, file: str) -> None:
    assert f"0/{file}" in inputs_of(project)


@pytest.mark.parametrize("library", ["pillow", "babel", "python-slugify", "fontpkg-source-serif-4", "markupsafe"])
def test_pages_depend_on_each_library_they_are_made_with(library: str) -> None:
    assert f"{library} {version(library)}\n" in versions()
