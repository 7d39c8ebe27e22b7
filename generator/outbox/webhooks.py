"""Messages to channels over HTTP. Their addresses are secrets: no message, error or log of ours holds one.

httpcore and not httpx, which logs every address it asks.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

import httpcore

from generator.collect.failure import Failure, of_network, of_status
from generator.model.base import is_web_address
from generator.model.errors import DeliveryError
from generator.outbox.delivery import Clock, Lost, Postponed
from generator.outbox.letter import Letter
from generator.outbox.payloads import payload
from generator.outbox.tls import tls_context
from generator.settings import Webhook

#: Seconds for one attempt in all, and of them for the connection.
DEADLINE, CONNECT = 20.0, 10.0
ATTEMPTS = 3
#: Seconds a channel may ask us to wait before the next run has to try.
LONGEST_WAIT = 60.0
_HEADERS = [
    ("Content-Type", "application/json; charset=utf-8"),
    ("User-Agent", "WeeklyAIRecap"),
    ("Connection", "close"),
]


class WebhookCarrier:
    """A Carrier of messages; recipients are names of environment variables.

    deadline: seconds for one attempt.
    """

    def __init__(
        self, letter: Letter, addresses: Mapping[str, str], webhooks: Iterable[Webhook], clock: Clock,
        deadline: float = DEADLINE,
    ) -> None:  # fmt: skip
        self._addresses = addresses
        self._bodies = {it.url_env: json.dumps(payload(it, letter), ensure_ascii=False).encode() for it in webhooks}
        self._clock = clock
        self._deadline = deadline

    def offer(self, recipient: str) -> None:
        """See Carrier: a webhook cannot be asked beforehand."""

    def hand_over(self, recipient: str) -> None:
        """See Carrier. An error as answer means that nothing was taken; for "not now" it is tried ATTEMPTS times."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return asyncio.run(_post(self._addresses[recipient], self._bodies[recipient], self._deadline))
            except Failure as failure:
                pause = failure.wait if failure.wait is not None else 2.0**attempt
                if not failure.again or attempt == ATTEMPTS or pause > LONGEST_WAIT:
                    raise Postponed(str(failure)) from failure
            self._clock.sleep(pause)
        raise AssertionError("unreachable: the last attempt returns or raises")


def addresses_of(webhooks: Iterable[Webhook], environment: Mapping[str, str]) -> dict[str, str]:
    """The addresses by the names of their variables; DeliveryError names each that is missing or none."""
    found = {webhook.url_env: environment.get(webhook.url_env, "") for webhook in webhooks}
    missing = [name for name, address in found.items() if not address]
    if missing:
        raise DeliveryError(f"not set: {', '.join(missing)}; announce in mkdocs.yml names it for a webhook's address")
    if wrong := [name for name, address in found.items() if not is_web_address(address)]:
        raise DeliveryError(f"no web address: {', '.join(wrong)}")
    return found


async def _post(address: str, body: bytes, deadline: float) -> None:
    """Failure where it was certainly not taken, Lost where nobody knows."""
    timeout = {"connect": CONNECT, "read": deadline, "write": deadline, "pool": deadline}
    try:
        async with asyncio.timeout(deadline), httpcore.AsyncConnectionPool(ssl_context=tls_context()) as pool:
            extensions = {"timeout": timeout}
            async with pool.stream("POST", address, headers=_HEADERS, content=body, extensions=extensions) as answer:
                headers = {name.lower(): value.decode("latin-1") for name, value in answer.headers}
    except (httpcore.ConnectError, httpcore.ConnectTimeout, httpcore.UnsupportedProtocol) as error:
        raise of_network(error) from error
    except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError, TimeoutError) as error:
        raise Lost("no answer; it may have been posted") from error
    if not 200 <= answer.status < 300:
        raise of_status(answer.status, headers.get(b"retry-after"), datetime.now(UTC))
