"""Articles that give orders to language models, with what must not come of them; for builds with any engine.

Each case of tests/data/injections is a harmless story with an attack in it, as `<kind>.<language>.html`, and beside it
`.yml`: the title, what of the story must be published, and the strings that must not be found anywhere after a build.

    served = AttackedOutlets(httpserver)          # feeds and pages on a real server
    make_project(folder, served.sources())
    ... recap build --week 2026-W25 ...
    assert traces(folder / "site") == traces(folder / "content") == []
    assert unpublished(folder / "content") == []
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from pytest_httpserver import HTTPServer
from slugify import slugify
from werkzeug import Request, Response

from generator.model import yamltext
from generator.model.base import Value
from tests.conftest import ROOT
from tests.feedserver import rss

FOLDER = ROOT / "tests" / "data" / "injections"
#: The moment of every article, within the week that the build is asked for.
PUBLISHED = "Wed, 17 Jun 2026 08:00:00 +0000"
WEEK = ["--week", "2026-W25", "--now", "2026-06-21T20:00:00Z"]

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_TAG = re.compile("[\U000e0020-\U000e007e]")


class _CaseFile(Value):
    """Form of the YAML beside an article."""

    title: str
    language: str
    published: tuple[str, ...]
    """What readers must find of the story."""
    forbidden: tuple[str, ...]
    """What nobody must find of the attack."""
    on_page: bool = False
    """The feed has a teaser; the article is the outlet's page."""


class Case(_CaseFile):
    """One attacked article."""

    name: str
    html: str

    @property
    def kind(self) -> str:
        return self.name.partition(".")[0]


@lru_cache(maxsize=1)
def cases() -> tuple[Case, ...]:
    """All cases, by name."""
    return tuple(_case(path) for path in sorted(FOLDER.glob("*.yml")))


def _case(path: Path) -> Case:
    file = yamltext.read(_CaseFile, path.read_text("utf-8"), path.name)
    return Case(name=path.stem, html=path.with_suffix(".html").read_text("utf-8"), **file.model_dump())


class AttackedOutlets:
    """An outlet for each language whose feed holds the cases, and one whose articles stand on its pages."""

    def __init__(self, server: HTTPServer) -> None:
        self._server = server
        server.expect_request("/robots.txt").respond_with_data("User-agent: *\nAllow: /\n", content_type="text/plain")
        server.expect_request(re.compile(r"/attacked/.*")).respond_with_handler(self._answer)

    def sources(self) -> str:
        """A sources.yml of the outlets."""
        languages = sorted({case.language for case in cases()})
        return "".join(self._source(language, on_page) for language in languages for on_page in (False, True))

    def _source(self, language: str, on_page: bool) -> str:
        name = f"{'pages' if on_page else 'feed'}-{language}"
        url = self._server.url_for(f"/attacked/{name}.xml")
        return (
            f"- {{name: {name}, title: {name.title()}, homepage: 'https://{name}.example/', url: '{url}',"
            f" language: {language}, include: [], full_text: {str(on_page).lower()}}}\n"
        )

    def _answer(self, request: Request) -> Response:
        name = request.path.removeprefix("/attacked/")
        if not name.endswith(".xml"):
            page = next(case.html for case in cases() if case.name == name)
            return Response(page, content_type="text/html; charset=utf-8")
        kind, _, language = name.removesuffix(".xml").partition("-")
        told = [case for case in cases() if case.language == language and case.on_page == (kind == "pages")]
        return Response(rss([self._entry(case) for case in told]), content_type="application/rss+xml; charset=utf-8")

    def _entry(self, case: Case) -> tuple[str, str, str, str]:
        if case.on_page:
            return case.title, self._server.url_for(f"/attacked/{case.name}"), PUBLISHED, case.published[0]
        link = f"https://feed-{case.language}.example/{case.name}"
        return case.title, link, PUBLISHED, case.html


def traces(folder: Path) -> list[str]:
    """`file: string` for each forbidden string that a file below `folder` holds, in its name or in any reading."""
    return [found for path in sorted(folder.rglob("*")) if path.is_file() for found in _traces_of(path, folder)]


def _traces_of(path: Path, folder: Path) -> Iterator[str]:
    name = str(path.relative_to(folder))
    readings = list(_readings(path.read_bytes().decode("utf-8", "replace")))
    for case in cases():
        for forbidden in case.forbidden:
            wanted, slug = forbidden.casefold(), slugify(forbidden)
            if any(wanted in reading for reading in readings) or (len(slug) > 5 and slug in name):
                yield f"{name}: {forbidden!r} of {case.name}"


def _readings(text: str) -> Iterator[str]:
    """A text as it stands, as a browser, a search engine or a model may read it, and what its tag characters say."""
    yield text.casefold()
    decoded = unquote(unescape(text)).casefold()
    yield decoded
    yield _INVISIBLE.sub("", decoded)
    yield "".join(chr(ord(char) - 0xE0000) for char in _TAG.findall(text)).casefold()
    yield re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), decoded)


def unpublished(content: Path) -> list[str]:
    """Names of the cases whose harmless story no item of the archive tells."""
    told = "\n".join(" ".join(path.read_text("utf-8").split()) for path in content.glob("20??/W??/*.md"))
    return [case.name for case in cases() if not all(words in told for words in case.published)]
