"""HTTP as it goes over the wire: httpx's transport over httpcore, with bounded answers.

Under the cache, so that what is cached is decoded, whole and within the limit. It knows nothing of redirects, retries
and deadlines (fetch.py).
"""

from __future__ import annotations

import re
import ssl
import time
import zlib
from collections.abc import AsyncIterable, AsyncIterator, Iterator
from email.utils import formatdate, parsedate_to_datetime

import certifi
import httpcore
import httpx

from generator.collect.addresses import CheckedBackend
from generator.collect.failure import Failure, of_network

_PIECE = 256 * 1024
"""Bytes inflated at a time; the memory a bomb can take beyond the limit."""
_LONGEST_FRESH = 1800
"""Seconds an answer may be used without asking again, whatever the server says: every scheduled run asks again."""
_DROPPED_HEADERS = frozenset(
    [b"content-encoding", b"content-length", b"transfer-encoding", b"set-cookie", b"set-cookie2",
     b"cache-control", b"expires", b"pragma", b"date", b"age"]
)  # fmt: skip
_OF_TEXT = (b"<", b"{", b"[", b"\xef\xbb\xbf")
"""How feeds and pages begin that are not packed."""
_TELLING = 2
"""Bytes by which packed answers are known."""
_GZIP, _ZLIB, _BARE = 31, 15, -15
"""Forms of packed data, as zlib's `wbits` numbers them."""
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)


class Wire(httpx.AsyncBaseTransport):
    """One request to the network, its answer bounded and decoded.

    Failure where the connection or the answer breaks, or the address may not be connected to.
    """

    def __init__(self, backend: CheckedBackend, max_bytes: int, connections: int) -> None:
        self._max_bytes = max_bytes
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=ssl.create_default_context(cafile=certifi.where()),
            max_connections=connections,
            keepalive_expiry=10.0,
            network_backend=backend,
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        asked = httpcore.Request("GET", target, headers=request.headers.raw, extensions=request.extensions)
        try:
            answer = await self._pool.handle_async_request(asked)
        except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError, OSError) as error:
            raise of_network(error) from error
        encoding = httpx.Headers(answer.headers).get("content-encoding", "")
        body = _Bounded(answer, encoding, self._max_bytes)
        return httpx.Response(answer.status, headers=_for_cache(answer.status, answer.headers), stream=body)

    async def aclose(self) -> None:
        await self._pool.aclose()


class _Bounded(httpx.AsyncByteStream):
    """The decoded bytes of an answer; Failure beyond the limit, before the memory is taken."""

    def __init__(self, answer: httpcore.Response, encoding: str, max_bytes: int) -> None:
        self._answer = answer
        self._encoding = encoding.strip().lower()
        self._max_bytes = max_bytes

    async def __aiter__(self) -> AsyncIterator[bytes]:
        inflater: _Inflater | None = None
        received = sent = 0
        async for chunk in self._chunks():
            if not received:
                inflater = _inflater(chunk, self._encoding)
            received += len(chunk)
            for piece in inflater.pieces(chunk) if inflater else (chunk,):
                sent += len(piece)
                if max(received, sent) > self._max_bytes:
                    raise Failure(
                        f"more than {size_text(self._max_bytes)} after decompression; if that is right, raise"
                        " fetch: {max_bytes: …} under recap in mkdocs.yml"
                    )
                yield piece
        if inflater and received and not inflater.is_complete:
            raise Failure(f"broke off its answer: the {inflater.name} data is cut off", again=True)

    async def _chunks(self) -> AsyncIterator[bytes]:
        """What the network brings; the first piece is long enough to tell what it is."""
        assert isinstance(self._answer.stream, AsyncIterable)  # noqa: S101 (the pool is asynchronous)
        head: bytes | None = b""
        try:
            async for chunk in self._answer.stream:
                if head is None:
                    yield chunk
                elif len(head := head + chunk) >= _TELLING:
                    yield head
                    head = None
            if head:
                yield head
        except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError, OSError) as error:
            raise of_network(error) from error

    async def aclose(self) -> None:
        await self._answer.aclose()


def _inflater(head: bytes, encoding: str) -> _Inflater | None:
    """What an answer that begins so is to be inflated by; None where it is as it is meant. Failure where nobody can.

    The bytes are believed before the header: servers send gzip without saying so, and name encodings in which nothing
    is (gzip of a proxy that unpacked it, UTF-8).
    """
    if head.startswith(b"\x1f\x8b"):
        return _Inflater()
    if encoding in ("", "identity") or head.lstrip().startswith(_OF_TEXT):
        return None
    if encoding in ("gzip", "x-gzip"):
        return _Inflater()
    if encoding == "deflate":  # RFC 9110, 8.4.1.2 means zlib's form; servers send the bare one as well
        return _Inflater("deflate", _ZLIB if head[0] & 0x0F == zlib.DEFLATED else _BARE)
    raise Failure(f"answered in the encoding {encoding!r}; only gzip was asked for")


class _Inflater:
    """gzip or deflate in pieces of bounded size (of gzip members may follow each other, RFC 1952)."""

    def __init__(self, name: str = "gzip", form: int = _GZIP) -> None:
        """name: of the encoding, for messages; form: as zlib numbers it."""
        self.name = name
        self._form = form
        self._member = zlib.decompressobj(wbits=form)

    @property
    def is_complete(self) -> bool:
        return self._member.eof

    def pieces(self, data: bytes) -> Iterator[bytes]:
        while data:
            if self._member.eof:
                if self._form != _GZIP or not data.startswith(b"\x1f"):
                    return  # padding behind the last member
                self._member = zlib.decompressobj(wbits=self._form)
            try:
                piece = self._member.decompress(data, _PIECE)
            except zlib.error as error:
                raise Failure(f"sent broken {self.name} data: {error}", again=True) from error
            if piece:
                yield piece
            data = self._member.unused_data if self._member.eof else self._member.unconsumed_tail
        while not self._member.eof and (piece := self._member.decompress(b"", _PIECE)):
            yield piece


def _for_cache(status: int, headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The headers of an answer as the cache above shall see them.

    Decoded, so without encoding and length; without cookies; only 200 is kept. Freshness is what the server says up to
    half an hour, and nothing where it says nothing: RFC 9111, 4.2.2 allows to guess from Last-Modified, which for a
    feed that was silent for a year would be weeks. The date is ours, since servers' clocks are wrong.
    """
    kept = [(name, value) for name, value in headers if name.lower() not in _DROPPED_HEADERS]
    fresh = _fresh_seconds(httpx.Headers(headers))
    rule = "no-store" if fresh is None or status not in (200, 304) else f"max-age={fresh}" if fresh else "no-cache"
    return [*kept, (b"date", formatdate(time.time(), usegmt=True).encode()), (b"cache-control", rule.encode())]


def _fresh_seconds(headers: httpx.Headers) -> int | None:
    """Seconds the answer may be used without asking; None where it must not be kept."""
    control = headers.get("cache-control", "").lower()
    if "no-store" in control:
        return None
    if "no-cache" in control or "must-revalidate" in control:
        return 0
    if match := _MAX_AGE.search(control):
        age = headers.get("age", "0").strip()
        return max(0, min(int(match[1]) - (int(age[:9]) if age.isdigit() else 0), _LONGEST_FRESH))
    try:
        lifetime = parsedate_to_datetime(headers["expires"]) - parsedate_to_datetime(headers["date"])
    except (KeyError, ValueError, TypeError):
        return 0
    return max(0, min(int(lifetime.total_seconds()), _LONGEST_FRESH))


def size_text(count: int) -> str:
    """A number of bytes as people say it: 10 MB."""
    return f"{count / 1e6:g} MB" if count >= 1_000_000 else f"{count:,} bytes"
