"""What time a server has: one question, whose answer is read no further than its Date header."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import certifi
import httpcore

from generator.collect.addresses import CheckedBackend
from generator.collect.failure import Failure

SECONDS = 5.0
"""For all servers together, which are asked at once."""
_NO_TIME = (
    Failure, httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException, httpcore.UnsupportedProtocol,
    OSError, TimeoutError, KeyError, ValueError, TypeError,
)  # fmt: skip
"""No answer, or one without a date that is one."""


def server_times(urls: Iterable[str], agent: str, allow_private: bool) -> list[datetime]:
    """The times of those servers that answer. Redirects are not followed: they carry the time as well."""
    return asyncio.run(_times(tuple(urls), agent, allow_private))


async def _times(urls: tuple[str, ...], agent: str, allow_private: bool) -> list[datetime]:
    context = ssl.create_default_context(cafile=certifi.where())
    backend = CheckedBackend(allow_private)
    async with httpcore.AsyncConnectionPool(ssl_context=context, network_backend=backend) as pool:
        found = await asyncio.gather(*(_time(url, agent, pool) for url in urls))
    return [moment for moment in found if moment]


async def _time(url: str, agent: str, pool: httpcore.AsyncConnectionPool) -> datetime | None:
    try:
        async with asyncio.timeout(SECONDS):
            answer = await pool.request("HEAD", url, headers={"User-Agent": agent})
        headers = {name.lower(): value for name, value in answer.headers}
        return parsedate_to_datetime(headers[b"date"].decode("latin-1")).astimezone(UTC)
    except _NO_TIME:
        return None
