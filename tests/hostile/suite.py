"""The files of feedparser's own test suite as sources, one by one and all at once.

What must hold: each is read or refused with a cause, within SLOWEST seconds, and no text that comes of it holds markup
that a reader's program would follow.
"""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from generator.collect.collector import Collected, Means, collect
from generator.collect.selection import Span
from generator.model.article import Article
from generator.model.source import Source
from generator.settings import Fetch
from tests.hostile.outlets import Page

SLOWEST = 2.0
"""Seconds that one file may take, request and all."""
NOW = datetime(2026, 6, 21, 20, tzinfo=UTC)
_EVER = Span(datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC), NOW)
_HEADER = re.compile(rb"^Header:[ \t]*([A-Za-z-]+):[ \t]*([^\r\n]*)", re.MULTILINE)
#: Tags of the kinds that do something, with an attribute or an end tag behind them so that `List<int>` is none.
ACTIVE = re.compile(
    r"<(?:script|iframe|object|embed|style|svg|math|link|meta|base|form)\b[^>]*>|<[a-z][^>]*\son[a-z]+\s*=", re.I
)


def files_of(suite: Path) -> dict[str, Page]:
    """The feeds of the archive by path, with the headers that their first lines ask for."""
    found = {}
    with tarfile.open(suite) as archive:
        for member in archive:
            file = archive.extractfile(member) if member.isfile() and "/tests/" in member.name else None
            if file:
                body = file.read()
                headers = {name.decode(): value.decode("latin-1") for name, value in _HEADER.findall(body[:4000])}
                kept = {name: value for name, value in headers.items() if name.lower() == "content-type"}
                found[f"/{member.name}"] = Page(body, {"Content-Type": "application/xml", **kept})
    return found


def source(number: int, url: str) -> Source:
    return Source(
        name=f"s{number}", title=f"S{number}", homepage="https://s.example/", url=url, language="en", include=()
    )


def read(sources: list[Source], folder: Path) -> Collected:
    limits = Fetch(allow_private=True, deadline=10, retries=0, per_host=8)
    return collect(sources, _EVER, Means(limits, folder, "WeeklyAIRecap/0.1 (+https://recap.example/)"))


def texts_of(article: Article) -> Iterator[str]:
    """All that readers see of an article."""
    yield from (article.title, article.summary, article.text)
    for link in article.links:
        yield from (link.text, link.url)
