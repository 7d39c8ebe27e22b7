"""A scripted server that speaks OpenAI's chat interface over loopback: answers, faults and delays as a test wants them.

with model_server() as server:
    server.answer = lambda asked: say({"title": "…"})          # a function of the request
    server.script(fault(500), say("no JSON"), say({"n": 1}))   # or: one after the other, then `answer`
    ... Settings(model="openai/any", api_base=server.base)
    assert len(server.asked) == 3
"""

from __future__ import annotations

import json
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Asked:
    """One request."""

    model: str
    messages: tuple[Mapping[str, str], ...]
    schema: Mapping[str, Any]
    """JSON Schema of the answer; empty where none was sent."""
    max_tokens: int
    key: str
    """The bearer token."""

    @property
    def system(self) -> str:
        return self.messages[0]["content"]

    @property
    def user(self) -> str:
        """The last turn of the user."""
        return self.messages[-1]["content"]

    @property
    def is_repair(self) -> bool:
        """Whether it tells the model what was wrong with its answer."""
        return len(self.messages) > 2


@dataclass(frozen=True)
class Reply:
    """What the server sends: status, headers, body; and how it misbehaves over it."""

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})
    delay: float = 0.0
    """Seconds before it sends anything."""
    cut: int | None = None
    """Bytes of the body after which it hangs up."""
    drips: bool = False
    """Sends white space, for as long as anybody listens, in the place of the body."""


Answer = Callable[[Asked], Reply]
#: Tokens of an answer that does not say otherwise.
USAGE = (100, 20)


def say(
    content: object,
    *,
    finish: str = "stop",
    refusal: str | None = None,
    usage: tuple[int, int] | None = USAGE,
    delay: float = 0.0,
) -> Reply:
    """A completion. content: text, or what becomes JSON; usage: tokens of prompt and completion, None to leave out."""
    text = content if isinstance(content, str) or content is None else json.dumps(content, ensure_ascii=False)
    message = {"role": "assistant", "content": text, **({"refusal": refusal} if refusal else {})}
    choices = [{"index": 0, "finish_reason": finish, "message": message}]
    return completion(choices, usage, delay)


def completion(choices: list[Any], usage: tuple[int, int] | None = USAGE, delay: float = 0.0) -> Reply:
    """A completion of such choices."""
    data: dict[str, Any] = {"id": "c1", "object": "chat.completion", "created": 1, "model": "any", "choices": choices}
    if usage:
        data["usage"] = {"prompt_tokens": usage[0], "completion_tokens": usage[1], "total_tokens": sum(usage)}
    return Reply(json.dumps(data).encode(), delay=delay)


def fault(status: int, message: str = "something is wrong", code: str = "", retry_after: str = "") -> Reply:
    """An error as OpenAI's interface tells it."""
    body = json.dumps({"error": {"message": message, "type": code or "error", "code": code or None}}).encode()
    headers = {"Content-Type": "application/json", **({"Retry-After": retry_after} if retry_after else {})}
    return Reply(body, status, headers)


def minimal(schema: Mapping[str, Any], definitions: Mapping[str, Any] | None = None) -> Any:
    """The least that fits a JSON Schema as pydantic writes it: for tests that only need an answer of the right shape."""
    definitions = schema.get("$defs", {}) if definitions is None else definitions
    if "$ref" in schema:
        return minimal(definitions[schema["$ref"].rsplit("/", 1)[1]], definitions)
    if "anyOf" in schema:
        is_optional = {"type": "null"} in schema["anyOf"]
        return None if is_optional else minimal(schema["anyOf"][0], definitions)
    least: dict[str, Callable[[], Any]] = {
        "object": lambda: {
            name: minimal(schema["properties"][name], definitions) for name in schema.get("required", ())
        },
        "array": lambda: [minimal(schema["items"], definitions) for _ in range(schema.get("minItems", 0))],
        "string": lambda: schema.get("enum", [schema.get("const", "x" * schema.get("minLength", 1))])[0],
        "boolean": lambda: False,
        "integer": lambda: schema.get("minimum", 0),
        "number": lambda: schema.get("minimum", 0),
    }
    return schema["default"] if "default" in schema else least[schema["type"]]()


class ModelServer:
    """Answers as `script` says, and after that as `answer` does."""

    def __init__(self, address: str) -> None:
        self.base = address
        """For `api_base`."""
        self.over = threading.Event()
        self.reset()

    def reset(self) -> None:
        """As new: forgets requests and scripts."""
        self.asked: list[Asked] = []
        self.answer: Answer = lambda asked: say(minimal(asked.schema))
        self.most_at_once = 0
        """The largest number of requests that were under way together."""
        self._script: deque[Reply] = deque()
        self._under_way = 0
        self._lock = threading.Lock()

    def script(self, *replies: Reply) -> None:
        """Send these first, one a request."""
        self._script.extend(replies)

    def reply(self, asked: Asked) -> Reply:
        with self._lock:
            self.asked.append(asked)
            scripted = self._script.popleft() if self._script else None
        return scripted or self.answer(asked)

    @contextmanager
    def counted(self) -> Iterator[None]:
        with self._lock:
            self._under_way += 1
            self.most_at_once = max(self.most_at_once, self._under_way)
        try:
            yield
        finally:
            with self._lock:
                self._under_way -= 1


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    model: ModelServer

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""

    def do_POST(self) -> None:
        data = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        form = data.get("response_format", {}).get("json_schema", {})
        asked = Asked(
            data["model"], tuple(data["messages"]), form.get("schema", {}),
            data.get("max_tokens") or data.get("max_completion_tokens") or 0,
            self.headers.get("Authorization", "").removeprefix("Bearer "),
        )  # fmt: skip
        with self.model.counted(), suppress(OSError):
            self._send(self.model.reply(asked))

    def _send(self, reply: Reply) -> None:
        self.model.over.wait(reply.delay)
        self.send_response(reply.status)
        for name, value in {**reply.headers, "Content-Length": str(len(reply.body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(b"" if reply.drips else reply.body[: reply.cut])
        while reply.drips and not self.model.over.wait(0.02):
            self.wfile.write(b" ")
        self.close_connection = reply.drips or reply.cut is not None


@contextmanager
def model_server() -> Iterator[ModelServer]:
    """A server on loopback for as long as the context lasts."""
    listener = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    model = ModelServer(f"http://127.0.0.1:{listener.server_port}/v1")
    listener.RequestHandlerClass = type("Handler", (_Handler,), {"model": model})
    thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield model
    finally:
        model.over.set()
        listener.shutdown()
        listener.server_close()
        thread.join()
