from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import httpx
import pytest
from click.testing import CliRunner
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from generator.archive.store import Archive
from generator.cli import main
from generator.host.live import LOOKS_AT_NO_HOST, edition_shown, wait_until_live
from generator.model.errors import RecapError
from generator.site.build import build_site
from tests.site.sample import W25, make_archive, make_project

OLD, NEW = "2026-W24 2026-06-14T18:00:00Z", "2026-W25 2026-06-21T18:00:00Z"


def page(mark: str) -> str:
    return f'<html><article class="edition" data-edition="{mark}"><h1>x</h1></article></html>'


@pytest.fixture
def serve(httpserver: HTTPServer) -> Callable[[list[Response]], str]:
    """Answers with each in turn, with the last for good; returns the address."""

    def serve(answers: list[Response]) -> str:
        def answer(_: Request) -> Response:
            return answers.pop(0) if len(answers) > 1 else answers[0]

        httpserver.expect_request("/news/").respond_with_handler(answer)
        return httpserver.url_for("/news/")

    return serve


def test_what_a_page_shows() -> None:
    assert edition_shown(page(NEW)) == NEW
    assert edition_shown(page(NEW).replace('"edition"', "edition")) == NEW
    assert edition_shown("<html><h1>Coming soon</h1></html>") is None


def test_it_waits_until_the_host_serves_the_new_edition(serve: Callable[[list[Response]], str]) -> None:
    waits, told = list[float](), list[str]()
    url = serve([Response("", 503), Response(page(OLD)), Response(page(OLD)), Response(page(NEW))])
    wait_until_live(url, NEW, 60, told.append, waits.append)
    assert len(waits) == 3
    assert len(told) == 2
    assert "503 SERVICE UNAVAILABLE" in told[0]
    assert f"({OLD}); waiting for {NEW}, at most" in told[1]


@pytest.mark.parametrize(
    ("answer", "seen"),
    [(Response(page(OLD)), OLD), (Response("<p>parked"), "no edition"), (Response("", 404), "404 NOT FOUND")],
)
def test_it_gives_up_in_time_and_says_what_is_there(
    serve: Callable[[list[Response]], str], answer: Response, seen: str
) -> None:
    waits: list[float] = []
    url = serve([answer])
    with pytest.raises(RecapError, match=f"does not show the edition {NEW} after 1 seconds, but .*{seen}"):
        wait_until_live(url, NEW, 1, print, waits.append)
    assert waits == []


def test_one_look_at_a_host_that_never_answers_takes_no_longer_than_the_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[float] = []

    class Silent(httpx.Client):
        def get(self, *_: Any, **__: Any) -> httpx.Response:
            given.append(self.timeout.read or 0)
            raise httpx.ReadTimeout("timed out")

    monkeypatch.setattr(httpx, "Client", Silent)
    with pytest.raises(RecapError, match="timed out"):
        wait_until_live("https://recap.example/", NEW, 2, print)
    assert given == [2]


def test_a_host_that_is_not_there_is_told() -> None:
    with pytest.raises(RecapError, match=r"127\.0\.0\.1:9/ does not show .* but .*refused"):
        wait_until_live("http://127.0.0.1:9/", NEW, 0, print)


@pytest.mark.parametrize(
    ("cause", "waits", "error"),
    [(socket.EAI_NONAME, LOOKS_AT_NO_HOST - 1, RecapError), (socket.EAI_AGAIN, 20, EOFError)],
)
def test_a_name_that_nobody_knows_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch, cause: int, waits: int, error: type[Exception]
) -> None:
    waited, told = list[float](), list[str]()

    def unknown(*_: Any, **__: Any) -> NoReturn:
        raise socket.gaierror(cause, "told by the resolver")

    def pause(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 20:
            raise EOFError("it waits on")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(error, match=r"no such host .*site_url|it waits on"):
        wait_until_live("https://misspelt.example/", NEW, 900, told.append, pause)
    assert len(waited) == waits
    assert len(told) == 1


def test_the_command_knows_a_site_by_its_archive(
    tmp_path: Path, httpserver: HTTPServer, serve: Callable[[list[Response]], str]
) -> None:
    config = make_project(tmp_path, url=httpserver.url_for("/news/"))
    make_archive(tmp_path / "content")
    build_site(config)
    url = serve([Response((tmp_path / "site" / "index.html").read_bytes())])
    mark = Archive.open(tmp_path / "content").editions[W25].edition.mark
    result = CliRunner().invoke(main, ["live", "--config", str(config), "--wait", "0"])
    assert result.output == f"{url} shows {mark}.\n"

    older = (tmp_path / "site" / "2026" / "W24" / "index.html").read_bytes()
    httpserver.clear_all_handlers()
    httpserver.expect_request("/elsewhere/").respond_with_data(older)
    elsewhere = httpserver.url_for("/elsewhere/")
    result = CliRunner().invoke(main, ["live", "--config", str(config), "--wait", "0", "--url", elsewhere])
    assert result.exit_code == 1
    assert f"{elsewhere} does not show the edition {mark} after 0 seconds" in result.output


def test_without_an_address_or_an_edition_the_command_says_what_to_do(tmp_path: Path) -> None:
    config = make_project(tmp_path, url="")
    result = CliRunner().invoke(main, ["live", "--config", str(config)])
    assert "set site_url in mkdocs.yml, or give --url" in result.output
    result = CliRunner().invoke(main, ["live", "--config", str(config), "--url", "https://recap.example/"])
    assert result.exit_code == 1
    assert "there is no edition in" in result.output
    result = CliRunner().invoke(main, ["live", "--config", str(config), "--url", "recap.example"])
    assert result.exit_code == 1
    assert "--url recap.example is no web address" in result.output
