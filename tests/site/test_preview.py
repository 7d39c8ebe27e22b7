"""`mkdocs serve` as a maintainer has it: a process of its own, asked over HTTP."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

import pytest

from generator.shipped import THEME
from tests.site.sample import DEAL, make_archive, make_project

PATIENCE = 60


@dataclass
class Server:
    """A preview under way. root: of its project; folder: in which it has its site."""

    root: Path
    folder: Path
    port: int
    log: Path

    def get(self, path: str) -> tuple[int, bytes]:
        """Status and body of an answer."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", f"/{quote(path)}")
        answer = connection.getresponse()
        return answer.status, answer.read()

    def until(self, path: str, holds: Callable[[int, bytes], bool]) -> bytes:
        """The first answer of which something holds."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            status, body = self.get(path)
            if holds(status, body):
                return body
            time.sleep(0.05)
        raise AssertionError(self.log.read_text("utf-8")[-2000:])

    def is_made(self, path: str) -> bool:
        return any(self.folder.glob(f"mkdocs_*/{path}"))

    def rendered(self) -> list[int]:
        """Pages that each build so far has made."""
        return [int(count) for count in re.findall(r"rendered (\d+) of", self.log.read_text("utf-8"))]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    root, folder, log = tmp_path / "project", tmp_path / "tmp", tmp_path / "log"
    folder.mkdir()
    mkdocs_yml = make_project(root)
    make_archive(root / "content")
    own = root / "theme" / "recap"
    own.mkdir(parents=True)
    (own / "item.html").write_bytes((THEME / "recap" / "item.html").read_bytes())
    mkdocs_yml.write_text(mkdocs_yml.read_text("utf-8").replace(str(THEME), str(own.parent)), "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "-f", str(mkdocs_yml), "-a", f"127.0.0.1:{port}"]
    with log.open("wb") as output:
        process = subprocess.Popen(command, env={"TMPDIR": str(folder)}, stdout=output, stderr=output)
    try:
        end = time.monotonic() + PATIENCE
        while b"Serving on" not in log.read_bytes():
            assert process.poll() is None and time.monotonic() < end, log.read_text("utf-8")
            time.sleep(0.05)
        yield Server(root, folder, port, log)
    finally:
        process.terminate()
        process.wait()


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


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


def test_what_is_edited_is_shown_and_what_nobody_looks_at_waits(server: Server) -> None:
    item, template = server.root / "content" / f"{DEAL}.md", server.root / "theme" / "recap" / "item.html"
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


def test_what_is_taken_away_is_gone_until_it_is_back(server: Server) -> None:
    item = server.root / "content" / f"{DEAL}.md"
    text = item.read_text("utf-8")
    assert server.get(f"{DEAL}/")[0] == 200
    item.unlink()
    server.until(f"{DEAL}/", lambda status, _: status == 404)
    item.write_text(text, "utf-8")
    server.until(f"{DEAL}/", lambda status, _: status == 200)
