"""A project folder and feeds on a real local server, for tests of the whole way."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

from click.testing import CliRunner, Result
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from generator.archive.store import Archive
from generator.cli import main
from generator.options import Options
from tests.conftest import ROOT

LEDGER = [
    (
        "Northwind rents Halyard's cluster and doubles Zephyr's limits",
        "https://ledger.example/2026/06/16/northwind-rents-cluster?utm_source=rss",
        "Tue, 16 Jun 2026 09:00:00 +0000",
        "Northwind will rent Halyard's cluster of 300 megawatts near Groningen for its Zephyr artificial intelligence. "
        "The limits of all paid Zephyr plans double today because the cluster ends a shortage of compute. "
        "Northwind plans to move all training to a site near Porto by the end of 2027. "
        "Zephyr 5 answers at 140 tokens per second on the new accelerators, with a latency of 90 milliseconds. "
        "Northwind cut the same limits by 30 percent on 8 June 2026 for weekday afternoons.",
    ),
    (
        "An AI that plays chess loses to a child",
        "https://ledger.example/2026/06/17/chess",
        "Wed, 17 Jun 2026 10:00:00 +0000",
        "A chess program with artificial intelligence lost a game against a nine-year-old in Porto on Tuesday.",
    ),
]
HARBOUR = [
    (
        "Northwind doubles limits of Zephyr AI after renting Halyard cluster",
        "https://harbour.example/northwind-halyard",
        "Tue, 16 Jun 2026 11:00:00 +0000",
        "Halyard lets its 300-megawatt cluster near Groningen to Northwind, which doubles the limits of Zephyr.",
    )
]
CHAOSHENG = [
    (
        "北风开源语音识别模型",
        "https://chaosheng.example/p/1",
        "Tue, 16 Jun 2026 12:00:00 +0800",
        "人工智能公司北风周二开源语音识别大模型，称其错误率下降四成。",
    )
]


def rss(entries: list[tuple[str, str, str, str]]) -> str:
    """An RSS 2.0 document of (title, link, date, body)."""
    items = "".join(
        f"<item><title>{escape(title)}</title><link>{escape(link)}</link><pubDate>{day}</pubDate>"
        f"<description>{escape(f'<p>{body}</p>')}</description></item>"
        for title, link, day, body in entries
    )
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>x</title>{items}</channel></rss>'


@dataclass
class FeedServer:
    """Feeds by name; answers 304 to who knows the ETag, and what `broken` says for a broken one."""

    server: HTTPServer
    feeds: dict[str, str]
    broken: dict[str, Response] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.server.expect_request(re.compile(r"/.*\.xml")).respond_with_handler(self.answer)

    def answer(self, request: Request) -> Response:
        name = request.path.strip("/").removesuffix(".xml")
        if name in self.broken:
            return self.broken[name]
        body = self.feeds[name].encode()
        response = Response(body, content_type="application/rss+xml; charset=utf-8")
        response.set_etag(hashlib.sha256(body).hexdigest()[:16])
        return response.make_conditional(request)

    def sources(self) -> str:
        """A sources.yml of the feeds."""
        return "".join(
            f"- {{name: {name}, title: {name.title()}, homepage: 'https://{name}.example/',"
            f" url: '{self.server.url_for(f'/{name}.xml')}', language: {'zh' if name == 'chaosheng' else 'en'}}}\n"
            for name in self.feeds
        )


def make_project(folder: Path, sources: str, deadline: float = 3, recap: Mapping[str, object] | None = None) -> Options:
    """A maintainer's folder: configuration, theme, reference data, hand-written pages, and no archive.

    recap: further options of the plugin.
    """
    content = folder / "content"
    content.mkdir(parents=True)
    for name in ("topics.yml", "entities.yml"):
        shutil.copy(ROOT / "content" / name, content / name)
    shutil.copytree(ROOT / "content" / "pages", content / "pages")
    shutil.copytree(ROOT / "content" / "samples", content / "samples")
    (folder / "theme").symlink_to(ROOT / "theme")
    set_ = {"fetch": {"allow_private": True, "deadline": deadline, "retries": 0}, **(recap or {})}
    options = f"  - recap: {json.dumps(set_)}\n"
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    begin, end = text.index("  - recap:"), text.index("markdown_extensions:")
    (folder / "mkdocs.yml").write_text(text[:begin] + options + text[end:], "utf-8")
    (content / "sources.yml").write_text(sources, "utf-8")
    return Options(config=folder / "mkdocs.yml")


def recap(folder: Path, *arguments: str) -> Result:
    """The command, called for a maintainer's folder."""
    return CliRunner().invoke(main, [*arguments, "--config", str(folder / "mkdocs.yml")])


def archive_of(folder: Path) -> Archive:
    """What its archive says now."""
    return Archive.open(folder / "content")


def snapshot(root: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path there."""
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}
