"""`mkdocs serve` as a maintainer has it: a process of its own, asked over HTTP."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ports import free_port
from tests.previewed import PATIENCE, Server, previewed, start_preview
from tests.site.sample import DEAL, edit, make_archive, make_project, own_template


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a template of items of its own."""
    root = tmp_path / "project"
    mkdocs_yml = make_project(root)
    make_archive(root / "content")
    own_template(mkdocs_yml, "item.html")
    return root


@pytest.fixture
def server(project: Path, tmp_path: Path) -> Iterator[Server]:
    (tmp_path / "tmp").mkdir()
    with previewed(project / "mkdocs.yml", tmp_path / "tmp") as found:
        yield found


def test_an_item_is_made_when_it_is_asked_for_and_is_what_a_build_makes(server: Server, built: Path) -> None:
    assert server.get("")[0] == 200
    assert not server.is_made(f"{DEAL}/index.html")
    assert server.get(DEAL)[0] == 302, "to the address with a slash"
    assert server.is_made(f"{DEAL}/index.html")
    pages = sorted(path.relative_to(built).parent.as_posix() for path in built.rglob("index.html"))
    assert len(pages) > 50
    for page in pages:
        status, body = server.get("" if page == "." else f"{page}/")
        assert status == 200, page
        assert len(re.findall(b"<h1", body)) == 1, page
    texts = [path.relative_to(built).as_posix() for path in built.rglob("*") if path.suffix in (".md", ".json", ".xml")]
    assert [path for path in texts if server.get(path)[0] != 200] == []
    made = server.get(f"{DEAL}/index.md")[1]
    assert made == (built / DEAL / "index.md").read_bytes().replace(
        b"https://recap.example/", f"http://127.0.0.1:{server.port}/".encode()
    )


def test_what_is_edited_is_shown_and_what_nobody_looks_at_waits(server: Server, project: Path) -> None:
    item, template = project / "content" / f"{DEAL}.md", project / "theme" / "recap" / "item.html"
    before = server.get(f"{DEAL}/")[1]
    assert b"A title by hand" not in before
    edit(item, "title: ", "title: A title by hand and ")
    server.until(f"{DEAL}/", lambda _, body: b"A title by hand" in body)
    server.until("", lambda _, body: b"A title by hand" in body)
    edit(template, "<article", "<p>As it is now</p><article")
    server.until(f"{DEAL}/", lambda _, body: b"<p>As it is now</p>" in body)
    first, *later = server.rendered()
    assert first > 10
    assert all(count <= 2 for count in later), "only what was looked at"


@pytest.mark.long
def test_what_is_taken_away_is_gone_until_it_is_back(server: Server, project: Path) -> None:
    item = project / "content" / f"{DEAL}.md"
    text = item.read_text("utf-8")
    assert server.get(f"{DEAL}/")[0] == 200
    item.unlink()
    server.until(f"{DEAL}/", lambda status, _: status == 404)
    item.write_text(text, "utf-8")
    server.until(f"{DEAL}/", lambda status, _: status == 200)


def test_one_that_cannot_begin_says_why_and_no_more(project: Path, tmp_path: Path) -> None:
    edit(project / "content" / f"{DEAL}.md", "title: ", "headline: ")
    log = tmp_path / "log"
    assert start_preview(project / "mkdocs.yml", tmp_path, log, free_port()).wait(PATIENCE) == 1
    said = log.read_text("utf-8")
    assert f"{DEAL}.md" in said
    assert "Traceback" not in said
