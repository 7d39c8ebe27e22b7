from __future__ import annotations

from pathlib import Path

import pytest

from generator.site.unchanged import SiteMemory


@pytest.fixture
def memory(tmp_path: Path) -> SiteMemory:
    for name in ("content/a.md", "content/2026/b.md", "mkdocs.yml", "site/.recap", "site/x/index.html"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    memory = SiteMemory(tmp_path / "cache", tmp_path / "site", [tmp_path / "content", tmp_path / "mkdocs.yml"])
    memory.keep({"pages": 2})
    return memory


def test_nothing_changed(memory: SiteMemory) -> None:
    assert memory.recall() == {"pages": 2}


@pytest.mark.parametrize("changed", ["content/a.md", "content/2026/new.md", "mkdocs.yml", "site/.recap"])
def test_one_byte_more_in_or_out_is_a_change(memory: SiteMemory, tmp_path: Path, changed: str) -> None:
    path = tmp_path / changed
    path.write_text((path.read_text() if path.exists() else "") + "x")
    assert memory.recall() is None


@pytest.mark.parametrize("gone", ["content/a.md", "site/.recap"])
def test_a_file_less_is_a_change(memory: SiteMemory, tmp_path: Path, gone: str) -> None:
    (tmp_path / gone).unlink()
    assert memory.recall() is None


@pytest.mark.parametrize("broken", [b"", b"[]", b"\xff", b"{}"])
def test_a_broken_memory_is_none(memory: SiteMemory, tmp_path: Path, broken: bytes) -> None:
    (path,) = (tmp_path / "cache").iterdir()
    path.write_bytes(broken)
    assert memory.recall() is None
