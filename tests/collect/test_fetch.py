"""The network's defences, each against a server that needs it. Fakes are of no use here: the wire is the subject."""

from __future__ import annotations

import asyncio
import gzip
import random
import socket
import threading
import time
import tracemalloc
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from generator import files
from generator.collect.addresses import CheckedBackend, is_public
from generator.collect.failure import Failure
from generator.collect.fetch import Fetched, HttpFetcher, user_agent
from generator.settings import FetchLimits
from generator.text.retry_after import seconds_to_wait
from tests.collect.servers import drip, raw_server
from tests.ports import free_port

AGENT = user_agent("https://recap.example/")
LIMITS = FetchLimits(allow_private=True, deadline=5, retries=0)


def fetch(
    *urls: str,
    limits: FetchLimits = LIMITS,
    cache: Path | None = None,
    network: CheckedBackend | None = None,
    now: datetime | None = None,
    **changes: object,
) -> list[Fetched | Failure]:
    """What a fetcher makes of addresses asked for at once."""
    limits = limits.model_copy(update=changes)

    async def all_at_once() -> list[Fetched | Failure]:
        clock = (lambda: now) if now else lambda: datetime.now(UTC)
        async with HttpFetcher(limits, AGENT, cache, random.Random(1), network, clock) as fetcher:  # noqa: S311
            return await asyncio.gather(*map(fetcher.get, urls), return_exceptions=True)  # type: ignore[return-value]

    return asyncio.run(all_at_once())


def body_of(url: str, **options: object) -> bytes:
    (answer,) = fetch(url, **options)  # type: ignore[arg-type]
    assert isinstance(answer, Fetched), answer
    return answer.body


def cause_of(url: str, **options: object) -> str:
    (answer,) = fetch(url, **options)  # type: ignore[arg-type]
    assert isinstance(answer, Failure), answer
    return str(answer)


# what is asked


def test_a_request_tells_who_asks_and_nothing_else(httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    httpserver.expect_request("/feed").respond_with_data("x", headers={"Set-Cookie": "id=1; Path=/"})
    url = httpserver.url_for("/feed")
    fetch(url, url, url)
    for request, _ in httpserver.log:
        assert request.headers["User-Agent"] == "WeeklyAIRecap/0.1 (+https://recap.example/)"
        assert request.headers["Accept-Encoding"] == "gzip"
        assert {name.lower() for name, _ in request.headers} == {
            "host", "accept", "accept-encoding", "connection", "user-agent"}  # fmt: skip


@pytest.mark.parametrize(
    ("url", "cause"),
    [
        ("ftp://x.example/", "is not an http or https address"),
        ("http://", "is not an http or https address"),
        ("http://user:secret@x.example/", "the address carries a user name or password"),
        ("http://x.example:99999/", "is not a valid address"),
        ("http://x.example:port/", "is not a valid address"),
    ],
)
def test_addresses_that_are_not_asked(url: str, cause: str) -> None:
    assert cause in cause_of(url)


def test_private_addresses_are_refused(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data("secret")
    cause = cause_of(httpserver.url_for("/"), allow_private=False)
    assert cause.endswith("set fetch: {allow_private: true} under recap in mkdocs.yml")
    assert httpserver.log == []


def test_private_addresses_are_refused_after_a_redirect_too(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data("", 302, {"Location": "http://metadata.example/"})

    async def resolver(host: str, port: int) -> list[str]:
        return ["169.254.169.254" if host == "metadata.example" else "127.0.0.1"]

    network = CheckedBackend(False, resolver, judge=lambda address: address == "127.0.0.1" or is_public(address))
    cause = cause_of(httpserver.url_for("/"), network=network)
    assert cause.startswith("metadata.example (169.254.169.254) is a private address")


# redirects


def test_redirects_are_followed_and_permanent_ones_told(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/old").respond_with_data("", 301, {"Location": "/newer"})
    httpserver.expect_request("/newer").respond_with_data("", 308, {"Location": "/today"})
    httpserver.expect_request("/today").respond_with_data("", 302, {"Location": "/here"})
    httpserver.expect_request("/here").respond_with_data("feed")
    (answer,) = fetch(httpserver.url_for("/old"))
    assert isinstance(answer, Fetched)
    assert (answer.url, answer.body) == (httpserver.url_for("/here"), b"feed")
    assert answer.moved_to == httpserver.url_for("/today")


def test_the_permission_is_asked_before_each_request(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/story").respond_with_data("", 302, {"Location": "/kept"})
    kept = httpserver.url_for("/kept")
    asked: list[str] = []

    async def permission(url: str) -> None:
        asked.append(url)
        if url == kept:
            raise Failure("robots.txt does not allow it")

    async def run() -> None:
        async with HttpFetcher(LIMITS, AGENT, None, random.Random(1)) as fetcher:  # noqa: S311
            await fetcher.get(httpserver.url_for("/story"), permission)

    with pytest.raises(Failure, match=r"robots\.txt does not allow it"):
        asyncio.run(run())
    assert asked == [httpserver.url_for("/story"), kept]
    assert [request.path for request, _ in httpserver.log] == ["/story"]


def test_a_permission_that_was_tried_for_is_asked_for_once(httpserver: HTTPServer) -> None:
    asked: list[str] = []

    async def permission(url: str) -> None:
        asked.append(url)
        raise Failure("robots.txt: answered 503, 3 times", again=True, is_tried=True)

    async def run() -> None:
        async with HttpFetcher(LIMITS, AGENT, None, random.Random(1)) as fetcher:  # noqa: S311
            await fetcher.get(httpserver.url_for("/story"), permission)

    with pytest.raises(Failure, match=r"^robots\.txt: answered 503, 3 times$"):
        asyncio.run(run())
    assert len(asked) == 1


def test_redirects_end(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/loop").respond_with_data("", 302, {"Location": "/loop"})
    assert cause_of(httpserver.url_for("/loop"), redirects=3) == "redirected more than 3 times"
    assert len(httpserver.log) == 4


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://x.example/", "javascript:alert(1)", "data:text/plain,x"]
)
def test_redirects_stay_on_the_web(httpserver: HTTPServer, target: str) -> None:
    httpserver.expect_request("/").respond_with_data("", 302, {"Location": target})
    assert cause_of(httpserver.url_for("/")).startswith("redirects to ")
    assert len(httpserver.log) == 1


def test_a_redirect_cannot_carry_a_password(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data("", 302, {"Location": "http://a:b@x.example/"})
    assert "user name or password" in cause_of(httpserver.url_for("/"))


@pytest.mark.parametrize("target", ["http://[bad/", "http://x.example:99999/", "http:///x", "\x01"])
def test_a_redirect_to_nowhere_is_a_failure(httpserver: HTTPServer, target: str) -> None:
    httpserver.expect_request("/").respond_with_data("", 302, {"Location": target})
    assert cause_of(httpserver.url_for("/"), redirects=1)


# answers


@pytest.mark.parametrize(
    ("status", "cause"),
    [(404, "answered 404 Not Found"), (410, "answered 410 Gone"), (403, "answered 403 Forbidden"), (299, "answered 299"),
     (204, "answered 204 No Content"), (206, "answered 206 Partial Content"), (302, "answered 302 Found")],
)  # fmt: skip
def test_other_answers_are_not_asked_for_again(httpserver: HTTPServer, status: int, cause: str) -> None:
    httpserver.expect_request("/").respond_with_data("", status)
    assert cause_of(httpserver.url_for("/"), retries=2) == cause
    assert len(httpserver.log) == 1


def test_gzip_is_read(httpserver: HTTPServer) -> None:
    body = b"text " * 100_000
    members = gzip.compress(body[:1000]) + gzip.compress(body[1000:]) + b"\0" * 20
    httpserver.expect_request("/").respond_with_data(members, headers={"Content-Encoding": "gzip"})
    assert body_of(httpserver.url_for("/")) == body


@pytest.mark.parametrize("encoding", ["gzip", "UTF-8", "none"])
def test_text_is_no_gzip_whatever_its_header_says(httpserver: HTTPServer, encoding: str) -> None:
    httpserver.expect_request("/").respond_with_data(b"\n<rss/>", headers={"Content-Encoding": encoding})
    assert body_of(httpserver.url_for("/")) == b"\n<rss/>"


def test_gzip_is_read_where_no_header_tells_of_it(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data(gzip.compress(b"<rss/>"), content_type="application/x-gzip")
    assert body_of(httpserver.url_for("/")) == b"<rss/>"


def test_what_a_proxy_changed_is_read(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data("feed", 203)
    assert body_of(httpserver.url_for("/")) == b"feed"


def bare(text: bytes) -> bytes:
    """Deflated without the frame of zlib, as some servers understand "deflate"."""
    deflate = zlib.compressobj(wbits=-15)
    return deflate.compress(text) + deflate.flush()


@pytest.mark.parametrize("pack", [zlib.compress, bare, gzip.compress])
def test_deflate_is_read_in_either_form(httpserver: HTTPServer, pack: Callable[[bytes], bytes]) -> None:
    body = b"<rss/>" + b"text " * 100_000
    httpserver.expect_request("/").respond_with_data(pack(body), headers={"Content-Encoding": "deflate"})
    assert body_of(httpserver.url_for("/")) == body
    assert cause_of(httpserver.url_for("/"), max_bytes=5000).startswith("more than 5,000 bytes after decompression")


@pytest.mark.parametrize("pack", [zlib.compress, bare, gzip.compress])
def test_what_comes_byte_by_byte_is_known_by_its_first_two(pack: Callable[[bytes], bytes]) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\nConnection: close\r\n\r\n"

    def answer(connection: socket.socket, over: threading.Event) -> None:
        connection.sendall(head)
        for byte in pack(b"<rss/>"):
            connection.sendall(bytes([byte]))
            over.wait(0.01)

    with raw_server(answer) as url:
        assert body_of(url) == b"<rss/>"


@pytest.mark.parametrize("body", [zlib.compress(b"text" * 1000)[:-9], bare(b"text" * 1000)[:-3], b"none at all"])
def test_broken_deflate_is_told(httpserver: HTTPServer, body: bytes) -> None:
    httpserver.expect_request("/").respond_with_data(body, headers={"Content-Encoding": "deflate"})
    assert "deflate data" in cause_of(httpserver.url_for("/"))


def test_other_encodings_are_refused_by_name(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data(b"x", headers={"Content-Encoding": "br"})
    assert cause_of(httpserver.url_for("/")) == "answered in the encoding 'br'; only gzip was asked for"


@pytest.mark.parametrize(
    "body",
    [gzip.compress(b"text" * 1000)[:-20], b"no gzip at all", gzip.compress(b"x")[:5]],
    ids=["cut short", "no gzip", "header only"],  # gzip writes the time: every worker must name the cases alike
)
def test_broken_gzip_is_told_and_not_kept(httpserver: HTTPServer, tmp_path: Path, body: bytes) -> None:
    httpserver.expect_request("/").respond_with_data(body, headers={"Content-Encoding": "gzip", "ETag": '"1"'})
    assert "gzip data" in cause_of(httpserver.url_for("/"), cache=tmp_path)
    assert list(tmp_path.iterdir()) == []


def bomb(mebibytes: int) -> bytes:
    """Valid gzip of as many MiB of spaces: a full flush makes the deflated form of one MiB repeatable."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = deflate.compress(b" " * 2**20) + deflate.flush(zlib.Z_FULL_FLUSH)
    return b"\x1f\x8b\x08\0\0\0\0\0\0\x03" + piece * mebibytes


def test_a_gzip_bomb_costs_no_more_than_the_limit(httpserver: HTTPServer, tmp_path: Path) -> None:
    httpserver.expect_request("/").respond_with_data(bomb(1024), headers={"Content-Encoding": "gzip"})
    tracemalloc.start()
    cause = cause_of(httpserver.url_for("/"), cache=tmp_path, max_bytes=2_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert cause.startswith("more than 2 MB after decompression; if that is right, raise fetch: {max_bytes: ")
    assert peak < 100_000_000  # a tenth of what is in it: all the rest of this process is measured too
    assert list(tmp_path.iterdir()) == []


def test_size_is_bounded_without_compression_too(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data(b"x" * 5001)
    assert cause_of(httpserver.url_for("/"), max_bytes=5000).startswith("more than 5,000 bytes after decompression")
    assert len(body_of(httpserver.url_for("/"), max_bytes=5001)) == 5001


# broken connections and slow ones

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n"


@pytest.mark.parametrize(
    ("pieces", "cause"),
    [
        ((b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"), "no answer within 1.5 s"),
        ((OK + b"\r\n", b"0123456789abcdef"), "no complete answer within 1.5 s"),
        ((OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"), "no complete answer within 1.5 s"),
        ((b"",), "no answer within 1.5 s"),
    ],
    ids=["dripping headers", "slow drip", "slow chunks", "silence"],
)
def test_a_slow_answer_ends_with_the_deadline(pieces: tuple[bytes, ...], cause: str) -> None:
    with raw_server(drip(*pieces)) as url:
        assert cause_of(url, deadline=1.5, retries=2) == cause  # tried once: the cause tells of no more


def test_a_name_server_that_is_silent_ends_with_the_deadline() -> None:
    async def never(host: str, port: int) -> list[str]:
        await asyncio.sleep(60)
        return []

    network = CheckedBackend(False, never)
    assert cause_of("http://slow.example/", network=network, deadline=0.2) == "no answer within 0.2 s"


def say(text: bytes) -> Callable[[socket.socket, threading.Event], None]:
    return lambda connection, _: connection.sendall(text)


@pytest.mark.parametrize(
    ("answer", "cause"),
    [
        (b"", "broke off or garbled its answer: Server disconnected without sending a response."),
        (b"220 mail.example ESMTP\r\n", "broke off or garbled its answer"),
        (OK + b"Content-Length: 100\r\n\r\nhalf", "broke off or garbled its answer: peer closed connection"),
        (OK + b"X: " + b"y" * 200_000, "broke off or garbled its answer"),
    ],
    ids=["nothing", "not http", "truncated", "endless header"],
)
def test_a_broken_answer_is_tried_again_and_told(tmp_path: Path, answer: bytes, cause: str) -> None:
    with raw_server(say(answer)) as url:
        told = cause_of(url, retries=1, cache=tmp_path)
    assert told.startswith(cause)
    assert told.endswith(", 2 times")
    assert list(tmp_path.iterdir()) == []


def test_a_closed_port_and_a_server_without_tls() -> None:
    port = free_port()
    assert cause_of(f"http://127.0.0.1:{port}/") == "refuses connections"
    with raw_server(say(b"HTTP/1.1 400 Bad Request\r\n\r\n")) as url:
        assert cause_of(url.replace("http:", "https:")).startswith("TLS: ")


# trying again


def in_turn(*answers: Response | str) -> Callable[[Request], Response]:
    waiting = list(answers)

    def handler(_: Request) -> Response:
        answer = waiting.pop(0)
        return answer if isinstance(answer, Response) else Response(answer)

    return handler


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_passing_fault_is_tried_again(httpserver: HTTPServer, status: int) -> None:
    httpserver.expect_request("/").respond_with_handler(in_turn(Response(status=status), "feed"))
    assert body_of(httpserver.url_for("/"), retries=1) == b"feed"


def test_a_lasting_fault_is_told_with_the_attempts(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data("", 500)
    assert cause_of(httpserver.url_for("/"), retries=1) == "answered 500 Internal Server Error, 2 times"
    assert len(httpserver.log) == 2


def test_the_server_says_when_to_come_again(httpserver: HTTPServer) -> None:
    later = Response(status=429, headers={"Retry-After": "1"})
    httpserver.expect_request("/").respond_with_handler(in_turn(later, "feed"))
    began = time.monotonic()
    assert body_of(httpserver.url_for("/"), retries=1) == b"feed"
    assert time.monotonic() - began >= 1


def test_a_wait_that_does_not_fit_ends_at_once(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data("", 503, {"Retry-After": "3600"})
    cause = cause_of(httpserver.url_for("/"), retries=2)
    assert cause == "answered 503 Service Unavailable and asks to wait 3600 s; the 5 s left are too short"
    assert len(httpserver.log) == 1


THEN = datetime(2026, 6, 15, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "asked", "seconds"),
    [
        (429, "3600", 3600),
        (503, format_datetime(THEN + timedelta(minutes=5), usegmt=True), 300),
        (503, "999999999999", 86400),
        (429, format_datetime(THEN + timedelta(days=9000), usegmt=True), 86400),
        (429, "0", 0),
        (429, "soon", 0),
        (500, "3600", 0),
    ],
)
def test_a_wait_is_kept_from_run_to_run(
    httpserver: HTTPServer, tmp_path: Path, status: int, asked: str, seconds: int
) -> None:
    httpserver.expect_request("/").respond_with_data("", status, {"Retry-After": asked})
    url = httpserver.url_for("/")
    fetch(url, cache=tmp_path, now=THEN)
    if seconds:
        cause = cause_of(url, cache=tmp_path, now=THEN + timedelta(seconds=seconds - 1))
        assert cause == "was not asked, since it wants to be left alone"
        assert len(httpserver.log) == 1
    cause = cause_of(url, cache=tmp_path, now=THEN + timedelta(seconds=seconds))
    assert cause.startswith(f"answered {status}")
    assert len(httpserver.log) == 2


def test_a_wait_is_of_one_address_and_is_over_with_a_clock_that_is_set_back(
    httpserver: HTTPServer, tmp_path: Path
) -> None:
    httpserver.expect_request("/busy").respond_with_data("", 429, {"Retry-After": "60"})
    httpserver.expect_request("/calm").respond_with_data("feed")
    busy, calm = httpserver.url_for("/busy"), httpserver.url_for("/calm")
    fetch(busy, cache=tmp_path, now=THEN)
    assert body_of(calm, cache=tmp_path, now=THEN) == b"feed"
    assert cause_of(busy, cache=tmp_path, now=THEN - timedelta(days=2)).startswith("answered 429")


@pytest.mark.parametrize("content", [b"", b"[]", b'{"a": 1e999}', b'{"http://a.example/": "2026-06-15"', b"[" * 99999])
def test_a_damaged_note_of_waits_is_ignored(httpserver: HTTPServer, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "waits").write_bytes(content)
    httpserver.expect_request("/").respond_with_data("feed")
    assert body_of(httpserver.url_for("/"), cache=tmp_path, now=THEN) == b"feed"


def test_retry_after_holds_seconds_or_a_date() -> None:
    now = datetime(2026, 6, 15, 12, tzinfo=UTC)
    assert seconds_to_wait("120", now) == 120
    assert seconds_to_wait(format_datetime(now + timedelta(seconds=90), usegmt=True), now) == 90
    assert seconds_to_wait(format_datetime(now - timedelta(hours=1)), now) == 0
    assert seconds_to_wait("soon", now) is None
    assert seconds_to_wait("-5", now) is None


def test_a_host_that_never_answers_is_not_asked_for_ever() -> None:
    with raw_server(drip(b"")) as url:
        causes = [
            str(answer) for answer in fetch(*(f"{url}/{number}" for number in range(10)), deadline=0.2, per_host=2)
        ]
    assert 6 <= causes.count("no answer within 0.2 s") <= 7  # the seventh was under way when the sixth ended
    assert sum("not asked again in this run" in cause for cause in causes) >= 3


# shares


@pytest.mark.long
def test_only_so_many_requests_at_once_to_a_host(httpserver: HTTPServer) -> None:
    """And waiting for one's turn, two seconds of it, does not use up the deadline."""
    lock, under_way, most = threading.Lock(), [0], [0]

    def handler(_: Request) -> Response:
        with lock:
            under_way[0] += 1
            most[0] = max(most[0], under_way[0])
        time.sleep(0.1)
        with lock:
            under_way[0] -= 1
        return Response("feed")

    httpserver.expect_request("/").respond_with_handler(handler)
    httpserver.no_handler_status_code = 404
    answers = fetch(*[httpserver.url_for("/")] * 40, per_host=2, deadline=1.5)
    assert all(isinstance(answer, Fetched) for answer in answers), answers
    assert most[0] <= 2


# the cache


def conditional(httpserver: HTTPServer, etag: str = '"1"', **headers: str) -> None:
    def handler(request: Request) -> Response:
        if request.headers.get("If-None-Match") == etag:
            return Response(status=304, headers={"ETag": etag})
        return Response("feed", headers={"ETag": etag, "Last-Modified": "Mon, 01 Jan 2024 00:00:00 GMT", **headers})

    httpserver.expect_request("/").respond_with_handler(handler)


def test_an_unchanged_answer_is_asked_for_once(httpserver: HTTPServer, tmp_path: Path) -> None:
    conditional(httpserver)
    url = httpserver.url_for("/")
    answers = [fetch(url, cache=tmp_path)[0] for _ in range(3)]
    assert [(answer.body, answer.unchanged) for answer in answers if isinstance(answer, Fetched)] == [
        (b"feed", False), (b"feed", True), (b"feed", True)]  # fmt: skip
    assert [response.status_code for _, response in httpserver.log] == [200, 304, 304]


def test_freshness_is_believed_for_a_while(httpserver: HTTPServer, tmp_path: Path) -> None:
    conditional(httpserver, **{"Cache-Control": "public, max-age=31536000"})
    (_, again) = [fetch(httpserver.url_for("/"), cache=tmp_path)[0] for _ in range(2)]
    assert isinstance(again, Fetched)
    assert again.unchanged
    assert len(httpserver.log) == 1
    assert "max-age=1800" in next(tmp_path.glob("*.json")).read_text()


def test_what_must_not_be_kept_is_not(httpserver: HTTPServer, tmp_path: Path) -> None:
    conditional(httpserver, **{"Cache-Control": "no-store"})
    assert body_of(httpserver.url_for("/"), cache=tmp_path) == b"feed"
    assert list(tmp_path.iterdir()) == []


def test_errors_are_not_kept_and_spoil_nothing(httpserver: HTTPServer, tmp_path: Path) -> None:
    answers = [Response("feed", headers={"ETag": '"1"'}), Response(status=404), Response(status=304)]
    httpserver.expect_request("/").respond_with_handler(in_turn(*answers))
    url = httpserver.url_for("/")
    assert body_of(url, cache=tmp_path) == b"feed"
    assert cause_of(url, cache=tmp_path) == "answered 404 Not Found"
    assert body_of(url, cache=tmp_path) == b"feed"


def test_no_cookie_is_written_to_disk(httpserver: HTTPServer, tmp_path: Path) -> None:
    conditional(httpserver, **{"Set-Cookie": "session=secret"})
    fetch(httpserver.url_for("/"), cache=tmp_path)
    assert "secret" not in next(tmp_path.glob("*.json")).read_text()


@pytest.mark.parametrize("suffix", ["*.json", "*.body"])
def test_a_damaged_cache_costs_one_request(httpserver: HTTPServer, tmp_path: Path, suffix: str) -> None:
    conditional(httpserver)
    url = httpserver.url_for("/")
    fetch(url, cache=tmp_path)
    for content in (b"", b"{}", b"dead", b"\xff" * 4, b"[" * 100_000):
        next(tmp_path.glob(suffix)).write_bytes(content)
        assert body_of(url, cache=tmp_path, retries=1) == b"feed"
    assert body_of(url, cache=tmp_path) == b"feed"


def test_a_disk_that_refuses_is_no_failure(httpserver: HTTPServer, tmp_path: Path) -> None:
    conditional(httpserver)
    (tmp_path / "http").write_text("a file in the way")
    assert body_of(httpserver.url_for("/"), cache=tmp_path / "http") == b"feed"


# files


def test_a_disk_that_is_full_costs_the_cache_alone(
    httpserver: HTTPServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "whole_file", lambda _: Path("/dev/full").open("wb"))  # noqa: SIM115
    httpserver.expect_request("/").respond_with_data("feed" * 100_000)
    assert body_of(httpserver.url_for("/"), cache=tmp_path) == b"feed" * 100_000
    assert list(tmp_path.iterdir()) == []


def test_files_are_read_within_the_same_limit(tmp_path: Path) -> None:
    path = tmp_path / "feed 1.xml"
    path.write_bytes(b"x" * 2000)
    assert body_of(path.as_uri()) == b"x" * 2000
    assert cause_of(path.as_uri(), max_bytes=1999) == "more than 1,999 bytes"
    assert cause_of(tmp_path.as_uri()).endswith("is not a file")
    assert cause_of((tmp_path / "none").as_uri()).endswith("cannot be read: No such file or directory")
    assert cause_of("file:///dev/zero") == "zero is not a file"
    if Path("/proc/version").exists():
        assert body_of("file:///proc/version") == b"", "like /proc/kmsg, which is a file by its mode and never ends"
    null = "embedded null byte", "stat: embedded null character in path"  # as Python 3.13 says it
    assert cause_of("file:///feeds/a%00b.xml") in [f"a\0b.xml cannot be read: {words}" for words in null]
