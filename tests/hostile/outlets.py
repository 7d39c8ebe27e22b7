"""Outlets on loopback: whole answers by path, told 304 where they are known, with a log of who asked for what.

with outlets({"/a.xml": Page(b"<rss…", {"Content-Type": "text/xml"})}) as site:
    site.base                       # http://127.0.0.1:40123
    site.pages["/a.xml"] = Page(…)  # from now on
    site.log                        # requests, and how many were under way on their host
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType
from typing import NamedTuple


@dataclass(frozen=True)
class Page:
    """An answer, sent whole."""

    body: bytes
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    status: int = 200

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'


class Seen(NamedTuple):
    """A request as the server saw it."""

    host: str
    path: str
    status: int
    was_conditional: bool
    at_once: int
    """Requests under way on this host, this one included."""
    at_once_in_all: int


class Outlets:
    """Pages by path, the same on every host."""

    def __init__(self, pages: Mapping[str, Page], seconds: float) -> None:
        self.pages = dict(pages)
        self.log: list[Seen] = []
        self.bases: list[str] = []
        """One for each host."""
        self._seconds = seconds
        self._under_way: Counter[str] = Counter()
        self._lock = threading.Lock()

    @property
    def base(self) -> str:
        return self.bases[0]

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        host, path = handler.headers.get("Host", ""), handler.path
        page, known = self.pages.get(path), handler.headers.get("If-None-Match")
        status = 404 if page is None else 304 if known == page.etag else page.status
        with self._lock:
            self._under_way[host] += 1
            under_way = self._under_way[host], self._under_way.total()
            self.log.append(Seen(host, path, status, known is not None, *under_way))
        time.sleep(self._seconds)
        with self._lock:  # before the answer: what is asked upon it is no request at the same time
            self._under_way[host] -= 1
        _send(handler, status, page or Page(b""))


def _send(handler: BaseHTTPRequestHandler, status: int, page: Page) -> None:
    body = b"" if status == 304 else page.body
    with suppress(OSError):  # the reader has hung up, for example on a body that is too large
        handler.send_response(status)
        headers = {"ETag": page.etag, "Content-Length": str(len(body)), **page.headers}
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)


@contextmanager
def outlets(pages: Mapping[str, Page], hosts: int = 1, seconds: float = 0.0) -> Iterator[Outlets]:
    """A server of these pages on 127.0.0.1, 127.0.0.2 …, as many as `hosts` asks for (Linux has them all).

    seconds: how long each answer takes.
    """
    site = Outlets(pages, seconds)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.answer(self)

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    with ExitStack() as stack:
        for number in range(1, hosts + 1):
            server = stack.enter_context(_Quiet((f"127.0.0.{number}", 0), Handler))
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
            thread.start()
            stack.callback(server.shutdown)
            site.bases.append(f"http://127.0.0.{number}:{server.server_port}")
        yield site


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is no error."""
