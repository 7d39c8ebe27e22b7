"""Why a fetch failed, in words for the run report, and whether another attempt makes sense."""

from __future__ import annotations

import ssl
from datetime import datetime
from http import HTTPStatus

import httpcore

from generator.model.errors import FetchError, causes_of
from generator.text.retry_after import seconds_to_wait

_NOW_NOT = frozenset([408, 425, 429])
"""Besides 5xx: the answers that mean "not now" (RFC 9110, RFC 6585, RFC 8470)."""


class Failure(FetchError):
    """A FetchError with what the retry loop and the report need.

    status: the HTTP status where there was an answer, else 0; again: another attempt may succeed;
    wait: seconds the server asks to wait before it, None where it asks nothing; seconds: what the fetch took;
    is_tried: what failed was tried as often as it may be in this run; is_unreached: nothing came back, as without a
    network; until: when it may be asked again, where its server said so.
    """

    def __init__(
        self, cause: str, *, again: bool = False, status: int = 0, wait: float | None = None, is_tried: bool = False,
        is_unreached: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(cause)
        self.again = again
        self.status = status
        self.wait = wait
        self.is_tried = is_tried
        self.is_unreached = is_unreached
        self.seconds = 0.0
        self.until: datetime | None = None


def of_status(status: int, retry_after: str | None, now: datetime) -> Failure:
    """The failure that an answer other than 200, 304 and redirects is."""
    try:
        phrase = f" {HTTPStatus(status).phrase}"
    except ValueError:
        phrase = ""
    again = status in _NOW_NOT or status >= 500
    wait = seconds_to_wait(retry_after, now) if again and retry_after else None
    return Failure(f"answered {status}{phrase}", again=again, status=status, wait=wait)


def of_network(error: Exception) -> Failure:
    """The failure behind an exception of httpcore."""
    causes = causes_of(error)
    if tls := next((cause for cause in causes if isinstance(cause, ssl.SSLError)), None):
        if isinstance(tls, ssl.SSLCertVerificationError):
            return Failure(
                f"TLS: {tls.verify_message}; the certificate is not accepted, and this check is never skipped"
            )
        return Failure(f"TLS: {tls.reason or tls}")
    if isinstance(error, httpcore.ConnectError | httpcore.ConnectTimeout):
        refused = any(isinstance(cause, ConnectionRefusedError) for cause in causes)
        cause = "refuses connections" if refused else f"cannot be connected to: {_said(causes)}"
        return Failure(cause, again=True, is_unreached=True)
    if isinstance(error, httpcore.RemoteProtocolError):
        return Failure(f"broke off or garbled its answer: {_said(causes)}", again=True)
    if isinstance(error, httpcore.NetworkError):
        return Failure("the connection was reset", again=True)
    return Failure(f"cannot be asked: {_said(causes)}")


def _said(causes: list[BaseException]) -> str:
    return next((str(cause) for cause in causes if str(cause)), type(causes[0]).__name__)[:200]
