"""A real browser and the built sample site on loopback; skipped with the reason where there is no browser."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, sync_playwright

from generator.site.build import build_site
from tests.site.sample import make_archive, make_project

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Not for the session: Playwright keeps an event loop running, beside which other tests could start none."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        except Error as error:
            pytest.skip(f"no browser: {error.message.splitlines()[0]}")
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the sample site is served, below a path as project pages are."""
    root = tmp_path_factory.mktemp("served")
    mkdocs_yml = make_project(root / "project", url="https://recap.example/news/")
    make_archive(root / "project" / "content")
    build_site(mkdocs_yml, site=root / "www" / "news")
    with serving(root / "www") as url:
        yield f"{url}news/"


class Server(ThreadingHTTPServer):
    """A browser that leaves before the answer is whole is no error."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@contextmanager
def serving(folder: Path, handler: type[Quiet] = Quiet) -> Iterator[str]:
    """A folder on loopback while the block runs."""
    with Server(("127.0.0.1", 0), partial(handler, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class Visit:
    """A page, and what it asked for and complained about."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(message.text)


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Callable[..., Visit]]:
    """Opens a page of the site; options are those of a browser context. Ends by holding the promises of every page."""
    contexts: list[BrowserContext] = []
    visits: list[Visit] = []

    def open_page(path: str = "", **options: object) -> Visit:
        context = browser.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        visits.append(Visit(context.new_page()))
        visits[-1].page.goto(address + path)
        return visits[-1]

    yield open_page
    for context in contexts:
        context.close()
    for it in visits:
        assert it.complaints == [], "no script fails and nothing offends the content security policy"
        assert [url for url in it.requests if not url.startswith(address)] == [], "no other host is asked for anything"
