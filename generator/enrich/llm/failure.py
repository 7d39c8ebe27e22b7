"""Why a call failed, out of what litellm raises: the cause, words without secrets, and how long to wait.

litellm 1.106 calls much by one name (a refused connection, a missing key and a page of HTML are all
InternalServerError), so the cause is sought in the exceptions that its own came from.
"""

from __future__ import annotations

import json
import os
import re
import socket
from datetime import datetime
from http import HTTPStatus

import httpx

from generator.enrich.llm.question import Cause
from generator.model.base import one_line
from generator.model.errors import causes_of
from generator.text.retry_after import seconds_to_wait

_OF_STATUS = {
    401: Cause.UNAUTHORISED,
    402: Cause.UNPAID,
    403: Cause.UNAUTHORISED,
    404: Cause.UNKNOWN_MODEL,
    408: Cause.FAILING,
    413: Cause.TOO_LONG,
    429: Cause.RATE_LIMITED,
}
_OF_NAME = {
    "ContextWindowExceededError": Cause.TOO_LONG,
    "ContentPolicyViolationError": Cause.FILTERED,
    "AuthenticationError": Cause.UNAUTHORISED,
    "PermissionDeniedError": Cause.UNAUTHORISED,
    "NotFoundError": Cause.UNKNOWN_MODEL,
}
_OF_WORDS = (
    (re.compile(r"insufficient_quota|exceeded your current quota|credit balance is too low", re.I), Cause.UNPAID),
    (re.compile(r"missing credentials|missing \w+ api key|api_key .{0,200} must be set", re.I), Cause.UNAUTHORISED),
    (re.compile(r"LLM Provider NOT provided"), Cause.UNKNOWN_MODEL),
    (re.compile(r"prompt is too long|maximum context|context (?:length|size)", re.I), Cause.TOO_LONG),
    (re.compile(r"invalid response from LLM endpoint|json response|Expecting value|no 'choices'"), Cause.UNREACHABLE),
)
_SECRET_NAME = re.compile(r"KEY|TOKEN|SECRET|PASSWORD|CREDENTIAL")
#: Keys as providers write them, masked ones too; some quote the key they refuse.
_LOOKS_SECRET = re.compile(r"\b(?:sk|pk|rk|gsk|xai|hf|r8)[-_][\w*.-]{6,}|\bAIza[\w-]{20,}|(?<=Bearer )\S+", re.I)
#: What litellm puts before and after the provider's words.
_FRAME = re.compile(
    r"^(?:(?:litellm\.)?\w+(?:Error|Exception)(?:: | - ))+| Traceback \(most recent.*| Handle with `litellm.*"
)
#: The provider's words where litellm hands on its whole answer.
_MESSAGE = re.compile(r'"message": ?"((?:[^"\\]|\\.)+)"')
#: Shorter values of variables are no keys, and blotting them out would garble messages.
_MIN_SECRET = 8
_MAX_WORDS = 300


class CallFailed(Exception):
    """A call without an answer.

    words: what went wrong, for a maintainer; wait: seconds the server asks to wait, None where it asks nothing.
    """

    def __init__(self, cause: Cause, words: str, wait: float | None = None) -> None:
        super().__init__(words)
        self.cause = cause
        self.words = words
        self.wait = wait


def failure_of(error: Exception, now: datetime) -> CallFailed:
    """The failure behind whatever a call through litellm raised."""
    behind = causes_of(error)
    headers = getattr(error, "litellm_response_headers", None) or {}
    retry_after = headers.get("retry-after")
    wait = seconds_to_wait(retry_after, now) if retry_after else None
    return CallFailed(_cause(error, behind), _words(error, behind), wait)


def without_keys(text: str) -> str:
    """The text with the keys of the environment blotted out, as they are and as JSON writes them."""
    for name, value in os.environ.items():
        if len(value) >= _MIN_SECRET and _SECRET_NAME.search(name.upper()):
            in_json = json.dumps(value)[1:-1]
            for form in dict.fromkeys((value, in_json, in_json.replace("/", "\\/"))):
                text = text.replace(form, "***")
    return text


def without_secrets(text: str) -> str:
    """The text without the keys of the environment, and without what looks like a key."""
    return _LOOKS_SECRET.sub("***", without_keys(text))


def _cause(error: Exception, behind: list[BaseException]) -> Cause:
    by_words = next((cause for pattern, cause in _OF_WORDS if pattern.search(str(error))), None)
    named = by_words or _OF_NAME.get(type(error).__name__)
    return named or _of_network(behind) or _of_status(_status(error, behind))


def _of_network(behind: list[BaseException]) -> Cause | None:
    """The cause where there was no whole answer; None where there was one."""
    for one in behind:
        if isinstance(one, httpx.ConnectError | httpx.UnsupportedProtocol | httpx.ConnectTimeout):
            return Cause.UNREACHABLE
        if isinstance(one, httpx.TimeoutException):
            return Cause.TIMED_OUT
        if isinstance(one, httpx.TransportError):
            return Cause.BROKEN_OFF
    return None


def _status(error: Exception, behind: list[BaseException]) -> int:
    """The HTTP status of the answer; litellm's own where it keeps the answer to itself."""
    answered = next((one.response.status_code for one in behind if isinstance(one, httpx.HTTPStatusError)), None)
    return answered or int(getattr(error, "status_code", None) or HTTPStatus.INTERNAL_SERVER_ERROR)


def _of_status(status: int) -> Cause:
    other = Cause.FAILING if status >= HTTPStatus.INTERNAL_SERVER_ERROR else Cause.REJECTED
    return _OF_STATUS.get(status, other)


def _words(error: Exception, behind: list[BaseException]) -> str:
    if any(isinstance(one, ConnectionRefusedError) for one in behind):
        return "the connection is refused: no server listens at that address"
    if any(isinstance(one, socket.gaierror) for one in behind):
        return "no host has that name, or there is no network"
    said = str(error) or type(error).__name__
    said = _FRAME.sub("", one_line(said))
    if told := _MESSAGE.search(said):
        said = told[1]
    return without_secrets(said)[:_MAX_WORDS]
