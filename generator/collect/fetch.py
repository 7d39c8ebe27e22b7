"""Reading one address within bounds: redirects, retries, deadlines, shares of hosts. Where the network comes in.

Each defence has one place: addresses in addresses.py, size and encoding in wire.py, freshness in wire.py and hishel,
the rest here. Proxies of the environment are not used, since behind one nobody could check the address connected to.
"""

from __future__ import annotations

import asyncio
import random
import stat
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from pathlib import Path
from types import MappingProxyType
from typing import Protocol, Self
from urllib.parse import urljoin, urlsplit
from urllib.request import url2pathname

import httpx
from hishel import CacheOptions
from hishel.httpx import AsyncCacheTransport

from generator.collect.addresses import CheckedBackend
from generator.collect.announced import TYPES
from generator.collect.failure import Failure, of_status
from generator.collect.httpcache import FileStorage
from generator.collect.waits import Waits
from generator.collect.wire import Wire, size_text
from generator.settings import FetchLimits

_ACCEPT = f"{', '.join(TYPES)}, application/xml;q=0.9, */*;q=0.5"
_REDIRECTS = frozenset([301, 302, 303, 307, 308])
_WHOLE = frozenset([200, 203])
"""Answers that hold what was asked for, as it is or as a proxy changed it (RFC 9110, 15.3.4)."""
_PERMANENT = frozenset([301, 308])
_FIRST_PAUSE = 0.5
"""Seconds before the first further attempt, give or take half; doubled each time."""
_SILENT = 6
"""A host that let so many requests run into the deadline, and answered none, is not asked again in this run."""


#: Raises the FetchError by which an address may not be asked.
Permission = Callable[[str], Awaitable[object]]
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


def user_agent(homepage: str, version: str = "0.1") -> str:
    """How the program introduces itself, so that a publisher finds whom to ask (RFC 9110, 10.1.5)."""
    return f"WeeklyAIRecap/{version} (+{homepage})"


@dataclass(frozen=True)
class Fetched:
    """A whole answer."""

    url: str
    """Where it came from in the end, after redirects."""
    body: bytes
    """Decoded."""
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Names in lower case."""
    unchanged: bool = False
    """The body is the one of the last time: 304, or still fresh (RFC 9111)."""
    moved_to: str = ""
    """New address, where the server says the old one is gone for good (301, 308)."""
    seconds: float = 0.0
    """What it took, without waiting for a turn."""

    @property
    def content_type(self) -> str:
        return self.headers.get("content-type", "")


class Fetcher(Protocol):
    """Reads addresses. The network's one border: tests put their own in its place."""

    async def get(self, url: str, permission: Permission | None = None) -> Fetched:
        """The answer of an http(s) or file: address; FetchError whose text is the cause.

        permission: asked before each request, also for the address that a redirect leads to.
        """
        ...


class HttpFetcher:
    """The real Fetcher; to be used with `async with`."""

    def __init__(
        self, limits: FetchLimits, agent: str, cache: Path | None, rng: random.Random,
        network: CheckedBackend | None = None, clock: Clock = utc_now,
    ) -> None:  # fmt: skip
        """cache: folder of kept answers, None keeps none; rng: the jitter of the pauses between attempts; clock: tells
        the time by which servers want to be left alone.
        """
        self._limits = limits
        self._rng = rng
        self._clock = clock
        self._waits = Waits(cache, clock())
        wire = Wire(network or CheckedBackend(limits.allow_private), limits.max_bytes, limits.concurrency)
        transport: httpx.AsyncBaseTransport = wire
        if cache:
            transport = AsyncCacheTransport(wire, FileStorage(cache), rfc=CacheOptions(shared=False))
        self._client = httpx.AsyncClient(
            transport=transport,
            headers={"User-Agent": agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip"},
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
            follow_redirects=False,
            timeout=None,  # noqa: S113 (the deadline of `get` covers everything)
            trust_env=False,
        )
        self._all = asyncio.Semaphore(limits.concurrency)
        self._hosts: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(limits.per_host))
        self._silent: Counter[str] = Counter()
        self._answered: set[str] = set()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exception: object) -> None:
        await self._client.aclose()

    async def get(self, url: str, permission: Permission | None = None) -> Fetched:
        """See Fetcher. Within the deadline, which does not run while other requests to the host have their turn."""
        if url[:5].lower() == "file:":
            return Fetched(url, read_file(Path(url2pathname(urlsplit(url).path)), self._limits.max_bytes))
        host = _host(url)
        self._waits.refuse(url, self._clock())
        deadline = _Deadline(self._limits.deadline)
        try:
            async with asyncio.timeout(None) as deadline.timeout:
                return replace(await self._persistently(url, deadline, permission), seconds=deadline.spent)
        except TimeoutError as error:
            self._silent[host] += 1
            what = "no complete answer" if deadline.answering else "no answer"
            cause = f"{what} within {self._limits.deadline:g} s"
            failure = Failure(cause, again=True, is_unreached=not deadline.answering)
            failure.seconds = deadline.spent
            raise failure from error
        except Failure as failure:
            failure.seconds = deadline.spent
            self._waits.note(url, failure, self._clock())
            raise

    async def _persistently(self, url: str, deadline: _Deadline, permission: Permission | None) -> Fetched:
        """With further attempts where they make sense and there is time for them."""
        for attempt in range(self._limits.retries + 1):
            try:
                return await self._following(url, deadline, permission)
            except Failure as failure:
                if failure.is_tried:
                    raise
                if not failure.again or attempt == self._limits.retries:
                    tried = f", {attempt + 1} times" if attempt and failure.again else ""
                    raise _reworded(failure, f"{failure}{tried}") from failure
                pause = _FIRST_PAUSE * 2**attempt * self._rng.uniform(0.5, 1.5)
                if failure.wait is not None:
                    pause = max(failure.wait, _FIRST_PAUSE / 2)
                if pause >= deadline.left:
                    asked = f" and asks to wait {failure.wait:.0f} s" if failure.wait is not None else ""
                    raise _reworded(
                        failure, f"{failure}{asked}; the {deadline.left:.0f} s left are too short"
                    ) from failure
                await asyncio.sleep(pause)
        raise AssertionError("unreachable: the last attempt returns or raises")

    async def _following(self, url: str, deadline: _Deadline, permission: Permission | None) -> Fetched:
        """Through redirects; each hop is an address like any other."""
        moved_to, permanent = "", True
        for _ in range(self._limits.redirects + 1):
            if permission:
                await permission(url)
            async with self._turn(_host(url), deadline):
                answer = await self._once(url, deadline)
            if isinstance(answer, Fetched):
                return Fetched(url, answer.body, answer.headers, answer.unchanged, moved_to)
            status, location = answer
            target = urljoin(url, location)
            permanent = permanent and status in _PERMANENT and not is_weaker(url, target)
            url = target
            moved_to = url if permanent else moved_to
            if urlsplit(url).scheme not in ("http", "https"):
                raise Failure(f"redirects to {url[:200]}, which is not http or https")
        raise Failure(f"redirected more than {self._limits.redirects} times")

    async def _once(self, url: str, deadline: _Deadline) -> Fetched | tuple[int, str]:
        """One request: the answer, or status and target of a redirect."""
        try:
            request = self._client.build_request("GET", url)
        except (httpx.InvalidURL, ValueError) as error:
            raise Failure(f"is not a valid address: {error}") from error
        try:
            response = await self._client.send(request, stream=True)
        except (httpx.InvalidURL, httpx.RequestError) as error:  # of httpx's own look at where a redirect leads
            raise Failure(f"redirects to an address that cannot be asked: {error}") from error
        try:
            deadline.answering = True
            location = response.headers.get("location", "").strip()
            if response.status_code not in _WHOLE:
                self._answered.add(_host(url))
            if response.status_code in _REDIRECTS and location:
                return response.status_code, location
            if response.status_code not in _WHOLE:
                raise of_status(response.status_code, response.headers.get("retry-after"), self._clock())
            body = b"".join([chunk async for chunk in response.aiter_raw()])
            self._answered.add(_host(url))
        finally:
            await response.aclose()
        unchanged = bool(response.extensions.get("caching", {}).get("from_cache"))
        return Fetched(url, body, MappingProxyType(dict(response.headers)), unchanged)

    @asynccontextmanager
    async def _turn(self, host: str, deadline: _Deadline) -> AsyncIterator[None]:
        """Waits for a free slot (per host and overall); the deadline is paused meanwhile."""
        deadline.stop()
        async with self._hosts[host], self._all:
            if self._silent[host] >= _SILENT and host not in self._answered:
                cause = f"{host} gave no answer to {self._silent[host]} requests; not asked again in this run"
                raise Failure(cause, is_unreached=True)
            deadline.start()
            yield


class _Deadline:
    """The time that one `get` may take. It can be stopped."""

    def __init__(self, seconds: float) -> None:
        self.timeout: asyncio.Timeout
        self._seconds = self._rest = seconds
        self._until: float | None = None
        self.answering = False
        """An answer has begun."""

    @property
    def left(self) -> float:
        return self._until - asyncio.get_running_loop().time() if self._until is not None else self._rest

    @property
    def spent(self) -> float:
        return self._seconds - self.left

    def start(self) -> None:
        self._until = asyncio.get_running_loop().time() + self._rest
        self.timeout.reschedule(self._until)

    def stop(self) -> None:
        self._rest, self._until = self.left, None
        self.timeout.reschedule(None)


def _reworded(failure: Failure, cause: str) -> Failure:
    told = {name: getattr(failure, name) for name in ("again", "status", "wait", "is_unreached")}
    return Failure(cause, **told)


def _host(url: str) -> str:
    """The host of an address that may be asked; Failure where it may not."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise Failure(f"is not a valid address: {error}") from error
    if parts.scheme not in ("http", "https") or not host:
        raise Failure("is not an http or https address")
    if parts.username is not None or parts.password is not None:
        raise Failure("the address carries a user name or password; such feeds are not read")
    return host.lower().rstrip(".")


def is_weaker(old: str, new: str) -> bool:
    """Whether TLS would be given up: a redirect from https to http is not trusted as a permanent move."""
    return urlsplit(old).scheme == "https" and urlsplit(new).scheme == "http"


def read_file(path: Path, max_bytes: int) -> bytes:
    """A local file; Failure where it cannot be read or is too large."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Failure(f"{path.name} is not a file")
        if not status.st_size:
            return b""  # unread: files of /proc have no size, and reading some of them waits for ever
        with path.open("rb") as file:
            body = file.read(max_bytes + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in its name
        raise Failure(f"{path.name} cannot be read: {getattr(error, 'strerror', None) or error}") from error
    if len(body) > max_bytes:
        raise Failure(f"more than {size_text(max_bytes)}")
    return body
