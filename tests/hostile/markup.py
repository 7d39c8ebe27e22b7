"""Texts that would like to be markup, in every field of everything the program reads; for builds with any engine.

Texts and addresses stand in tests/data/markup. Each field of a document gets another one, and the next document starts
one further: as many documents as there are texts put every text into every field.

    served = Outlets(httpserver, count=20)     # feeds in three formats and article pages, on a real server
    make_project(folder, served.sources())
    poison(folder / "content", count=4)        # what a maintainer writes: items, an edition, topics, names, decisions
    ... recap build ...
    tests.hostile.watching.watched(browser, folder / "site") == []
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from html import escape
from itertools import cycle, islice
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from generator.archive.store import Archive
from generator.archive.stored import StoredItem
from generator.model import yamltext
from generator.model.decisions import Decisions
from generator.model.source import Source
from generator.model.vocabulary import Name, Rules
from tests import scribe
from tests.conftest import ROOT
from tests.modelserver import Asked, Reply, say
from tests.site.sample import deal, editions, open_model

FOLDER = ROOT / "tests" / "data" / "markup"
WEEK = ["--week", "2026-W25", "--now", "2026-06-21T20:00:00Z"]
FORMATS = ("rss", "atom", "json")
TOWNS = "Porto Bergen Lyon Graz Turku Gdansk Malaga Ghent Odense Cork Basel Split Varna Trento Bremen Tartu".split()
T = TypeVar("T")


@cache
def texts() -> tuple[str, ...]:
    return tuple(entry["text"] for entry in yaml.safe_load((FOLDER / "texts.yml").read_text("utf-8")))


@cache
def kinds() -> frozenset[str]:
    return frozenset(entry["kind"] for entry in yaml.safe_load((FOLDER / "texts.yml").read_text("utf-8")))


@cache
def addresses() -> tuple[str, ...]:
    return tuple(yaml.safe_load((FOLDER / "addresses.yml").read_text("utf-8")))


def from_number(number: int, values: tuple[str, ...]) -> Iterator[str]:
    """All values over and over, beginning with one."""
    return islice(cycle(values), number % len(values), None)


class Outlets:
    """An outlet for each format of feeds, and one whose articles stand on its pages."""

    def __init__(self, server: HTTPServer, count: int) -> None:
        self._server, self._count = server, count
        server.expect_request("/robots.txt").respond_with_data("User-agent: *\nAllow: /\n", content_type="text/plain")
        server.expect_request(re.compile(r"/markup/.*")).respond_with_handler(self._answer)

    def sources(self) -> str:
        """A sources.yml of the outlets, poisoned itself, and of one whose feed is broken in words that are repeated."""
        plain = [
            {
                "name": name, "title": name.title(), "homepage": f"https://{name}.example/", "language": "en",
                "url": self._server.url_for(f"/markup/feed/{name}"), "include": [], "full_text": name == "pages",
            }
            for name in (*FORMATS, "pages", "broken")
        ]  # fmt: skip
        kept = ("name", "url", "include", "language", "full_text")
        return yaml.safe_dump(poisoned(tuple[Source, ...], plain, 0, kept), allow_unicode=True)

    def _answer(self, request: Request) -> Response:
        kind, _, name = request.path.removeprefix("/markup/").partition("/")
        if kind == "page":
            return Response(_page(int(name)), content_type="text/html; charset=utf-8")
        if name == "broken":
            return Response(f"{texts()[0]} <rss><channel>{texts()[12]}", status=200, content_type=f"text/{texts()[0]}")
        if name == "pages":
            entries = [Entry(number, self._server.url_for(f"/markup/page/{number}")) for number in range(self._count)]
            return Response(_rss(entries), content_type="application/rss+xml; charset=utf-8")
        entries = [Entry(number) for number in range(FORMATS.index(name), 3 * self._count, 3)]
        body = {"rss": _rss, "atom": _atom, "json": _json}[name](entries)
        return Response(body, content_type="application/xml; charset=utf-8" if name != "json" else "application/json")


class Entry:
    """One entry: told apart from the others by a town and numbers, every field with another text."""

    def __init__(self, number: int, page: str = "") -> None:
        self.number = number
        self._texts = from_number(7 * number, texts())
        town = f"{TOWNS[number % len(TOWNS)]} {'pages' if page else 'feed'} {number + 11}"
        self.title = f"{town} tests an artificial intelligence {next(self._texts)}"
        self.link = page or self._link()
        self.body = "".join(
            f"<p>The mayor of {town} hopes to save {number + 50 + n} thousand euros with {text} since Monday.</p>"
            for n, text in enumerate(self._said())
        )
        self.day = f"{15 + number % 6:02}"

    def _link(self) -> str:
        """Every other address is one that no link may lead to; the entry's id stands in where it is refused."""
        bad = addresses()[self.number // 2 % len(addresses())]
        return bad if self.number % 2 else f"https://ledger.example/{self.number}"

    def _said(self) -> list[str]:
        """Texts as a reader of the article sees them, and as markup of it."""
        seen = [escape(next(self._texts)) for _ in range(2)]
        return [*seen, next(self._texts)]

    def text(self) -> str:
        return next(self._texts)


def _rss(entries: list[Entry]) -> str:
    items = "".join(
        f"<item><title>{escape(it.title)}</title><link>{_xml(it.link)}</link><author>{_xml(it.text())}</author>"
        f"<dc:creator>{_xml(it.text())}</dc:creator><category domain='{_xml(it.text())}'>{_xml(it.text())}</category>"
        f"<guid isPermaLink='false'>https://ledger.example/g{it.number}?{_xml(it.text())}</guid>"
        f"<comments>{_xml(addresses()[0])}</comments><enclosure url='{_xml(addresses()[5])}' type='{_xml(it.text())}'/>"
        f"<source url='{_xml(addresses()[1])}'>{_xml(it.text())}</source>"
        f"<pubDate>{it.day} Jun 2026 08:00:00 GMT</pubDate><description>{_xml(it.body)}</description></item>"
        for it in entries
    )
    text = _xml(texts()[1])
    head = f"<title>{text}</title><link>{_xml(addresses()[0])}</link><description>{text}</description><language>{text}</language>"
    image = f"<image><url>{_xml(addresses()[5])}</url><title>{text}</title></image>"
    space = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return f'<?xml version="1.0"?><rss version="2.0" {space}><channel>{head}{image}{items}</channel></rss>'


def _atom(entries: list[Entry]) -> str:
    items = "".join(
        f"<entry><title type='text'>{_xml(it.title)}</title><link href='{_xml(it.link)}' title='{_xml(it.text())}'/>"
        f"<id>https://ledger.example/a{it.number}</id><updated>2026-06-{it.day}T09:00:00Z</updated>"
        f"<author><name>{_xml(it.text())}</name><uri>{_xml(addresses()[0])}</uri></author><rights>{_xml(it.text())}</rights>"
        f"<category term='{_xml(it.text())}' label='{_xml(it.text())}'/><summary type='text'>{_xml(it.text())}</summary>"
        f"<content type='html'>{_xml(it.body)}</content></entry>"
        for it in entries
    )
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>{_xml(texts()[2])}</title>{items}</feed>"


def _json(entries: list[Entry]) -> str:
    items = [
        {
            "id": f"https://ledger.example/j{it.number}", "url": it.link, "external_url": it.link, "title": it.title,
            "content_html": it.body, "summary": it.text(), "image": addresses()[5], "tags": [it.text()],
            "authors": [{"name": it.text(), "url": addresses()[0], "avatar": addresses()[5]}], "language": it.text(),
            "date_published": f"2026-06-{it.day}T10:00:00Z",
        }
        for it in entries
    ]  # fmt: skip
    head = {"version": "https://jsonfeed.org/version/1.1", "title": texts()[0], "home_page_url": addresses()[0]}
    return json.dumps({**head, "icon": addresses()[5], "items": items})


def _page(number: int) -> str:
    """An article's page as its outlet serves it."""
    it = Entry(number, "page")
    head = f"<title>{it.text()}</title><meta name=description content='{it.text()}'><meta property=og:title content='{it.text()}'>"
    data = f'<script type="application/ld+json">{{"headline": "{it.text()}"}}</script><link rel=canonical href="{addresses()[0]}">'
    return f"<!doctype html><html lang='{it.text()}'><head>{head}{data}</head><body><article><h1>{it.title}</h1>{it.body}</article></body></html>"


def _xml(text: str) -> str:
    """Escaped for XML, without the characters that it cannot hold."""
    return escape(re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text))


def poisoned(kind: type[T], data: Any, start: int, keep: tuple[str, ...] = ()) -> Any:
    """Plain data of a kind with a text, or else an address, in each field that takes one. keep: keys left alone."""
    check = TypeAdapter(kind)
    supply = from_number(start, texts()), from_number(start, addresses())
    for path in [path for path in _strings(data) if not set(keep) & set(path)]:
        was = _at(data, path)
        for value in (next(supply[0]), next(supply[1]), was):
            _put(data, path, value)
            try:
                check.validate_python(data)
                break
            except ValidationError:
                continue
    return data


def poison(content: Path, count: int) -> int:
    """Put texts into what maintainers write: `count` items of every section, an edition, topics, names, decisions.

    Returns how many fields hold one.
    """
    archive, filled = Archive.open(content), 0
    for number in range(count):
        made = deal() if number % 2 == 0 else open_model()
        kept = ("edition", "date", "updated", "collected", "published", "language", "item", "storyline", "joined", "at")
        data = made.model_dump(mode="json", exclude_defaults=True)
        for report in data["articles"]:
            report["url"] += f"&n={number}"
        before = json.dumps(data)
        data = poisoned(type(made), data, 11 * number, kept)
        filled += _differing(json.loads(before), data)
        archive.write_item(StoredItem(f"2026/W25/poisoned-{number}", type(made).model_validate(data)))
    kept = ("edition", "date", "updated", "item", "earlier", "storyline", "top", "brief", "items", "grown")
    former = editions()[0]
    data = poisoned(type(former), former.model_dump(mode="json", exclude_defaults=True), 3, kept)
    archive.write_edition(type(former).model_validate({**data, "top": list(archive.items)}))
    _poison_file(content / "topics.yml", Rules, ("id", "terms", "strong", "weak", "patterns", "hosts"))
    _poison_file(content / "entities.yml", tuple[Name, ...], ("kind",), most=20)
    decisions = {
        "suppress": [{"article": "https://gone.example/", "why": texts()[0]}],
        "never_merge": [{"events": ["2026/W25/poisoned-0", "2026/W25/poisoned-1"], "why": texts()[3]}],
    }
    (content / "decisions.yml").write_text(yaml.safe_dump(poisoned(Decisions, decisions, 5, ("item",))), "utf-8")
    return filled


def _poison_file(path: Path, kind: Any, keep: tuple[str, ...], most: int | None = None) -> None:
    data = yamltext.load(path.read_text("utf-8"), path.name)
    if most:
        data = data[:most]
    path.write_text(yaml.safe_dump(poisoned(kind, data, 0, keep), allow_unicode=True), "utf-8")


def writer(asked: Asked) -> Reply:
    """A model that repeats what it read, and writes texts wherever nothing holds it to what it read."""
    if scribe.is_translation(asked):
        return say({"lines": [{"number": n, "text": f"人工智能 {text}"} for n, text in scribe.sentences(asked)]})
    answer = json.loads(json.loads(scribe.honest(asked).body)["choices"][0]["message"]["content"])
    supply = from_number(len(asked.user), texts())
    for path in list(_strings(answer)):
        if path[-1] in ("text", "because", "test", "aspect") or "entities" in path:
            room = 60 if "entities" in path or path[-1] == "aspect" else 220
            text = f"{_at(answer, path)} {next(supply)}"
            if len(text) <= room and len(path) % 2 == 0:
                _put(answer, path, text)
    return say(answer)


Key = str | int


def _strings(data: Any, path: tuple[Key, ...] = ()) -> Iterator[tuple[Key, ...]]:
    """Where the strings of plain data stand."""
    if isinstance(data, str):
        yield path
    children: Any = (
        data.items() if isinstance(data, Mapping) else enumerate(data) if isinstance(data, list | tuple) else ()
    )
    for key, value in children:
        yield from _strings(value, (*path, key))


def _at(data: Any, path: tuple[Key, ...]) -> Any:
    for key in path:
        data = data[key]
    return data


def _put(data: Any, path: tuple[Key, ...], value: str) -> None:
    _at(data, path[:-1])[path[-1]] = value


def _differing(one: Any, other: Any) -> int:
    return sum(_at(one, path) != _at(other, path) for path in _strings(one))
