"""No key of the environment is in anything that is written or printed, although a model's server tells it back.

The keys are invented; the servers are real and on loopback. Every file below the project is searched, databases and
the answers of the cache too, and everything the command says, for the keys as they are and as they could be encoded.
"""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import CliRunner
from pytest_httpserver import HTTPServer

from generator.cli import main
from tests.feedserver import HARBOUR, LEDGER, FeedServer, make_project, rss
from tests.modelserver import Asked, ModelServer, Reply, model_server, say

WHEN = ["--week", "2026-W25", "--now", "2026-06-21T20:00:00Z"]
KEYS = {
    "OPENAI_API_KEY": "sk-proj-Zx81+/q7Wm2rT9uYpLk4",
    "ANTHROPIC_API_KEY": "sk-ant-Hn53vBc8JdQe6SfGaXw0",
    "SMTP_PASSWORD": "correct horse battery staple",
    "GITHUB_TOKEN": "ghp_0pQ9wE8rT7yU6iO5pA4sD3fG2hJ1",
    "SOME_WEBHOOK_SECRET": "unguessable-4f1d2c3b5a69788796a5",
}


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    with model_server() as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path, httpserver: HTTPServer, server: ModelServer, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    served = FeedServer(httpserver, {"ledger": rss(LEDGER), "harbour": rss(HARBOUR)})
    server.reset()
    prices = {model: {"input": 1, "output": 4} for model in ("openai/any", "openai/other")}
    options: dict[str, object] = {
        "preview_images": False,
        "languages": ["en"],
        "timeout": 5,
        "model": "openai/any",
        "fallback_models": ["openai/other"],
        "api_base": server.base,
        "prices": prices,
    }
    make_project(tmp_path / "project", served.sources(), recap=options)
    return tmp_path


def echoed(asked: Asked) -> str:
    """What a server says that tells every header back, and whatever else it may know."""
    return f"Authorization: Bearer {asked.key} ({', '.join(KEYS.values())})"


def refusal(status: int) -> Callable[[Asked], Reply]:
    def answer(asked: Asked) -> Reply:
        body = json.dumps({"error": {"message": echoed(asked), "type": "x", "code": echoed(asked)}})
        headers = {"Content-Type": "application/json", "X-Echo": quote(echoed(asked)), "Retry-After": "0"}
        return Reply(body.encode(), status, headers)

    return answer


ANSWERS: dict[str, Callable[[Asked], Reply]] = {
    "unauthorised": refusal(401),
    "rejected": refusal(400),
    "failing": refusal(500),
    "a page": lambda asked: Reply(f"<html>{echoed(asked)}</html>".encode(), headers={"Content-Type": "text/html"}),
    "no JSON": lambda asked: say(echoed(asked)),
    "a refusal": lambda asked: say(None, refusal=echoed(asked)),
    "another form": lambda asked: say({"title": echoed(asked), "unknown": [echoed(asked)]}),
}


@pytest.mark.long
@pytest.mark.parametrize("kinds", [[kind for kind in ANSWERS if kind != "unauthorised"], ["unauthorised"]], ids=len)
def test_no_key_is_written_or_printed(folder: Path, server: ModelServer, kinds: list[str]) -> None:
    """Each question is answered in another way; a model that is not authorised is asked no second time."""
    turns = cycle(kinds)
    given: list[str] = []

    def answer(asked: Asked) -> Reply:
        given.append(next(turns))
        return ANSWERS[given[-1]](asked)

    server.answer = answer
    printed = b""
    for arguments in (["build", *WHEN, "--log-format", "json"], ["enrich", *WHEN, "--refresh"], ["doctor"]):
        result = CliRunner().invoke(main, [*arguments, "--config", str(folder / "project" / "mkdocs.yml")])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        printed += result.output.encode()
    assert set(given) == set(kinds)
    assert {asked.key for asked in server.asked} == {KEYS["OPENAI_API_KEY"]}, "the server was told, and tells it back"
    written = {str(path.relative_to(folder)): path.read_bytes() for path in files(folder)}
    names = ("site/index.html", ".cache/report.json", ".cache/metrics.txt", "status.jsonl", "summary.md")
    assert all(any(name.endswith(wanted) for name in written) for wanted in names), "all of it was searched"
    assert leaks({"what is printed": printed, **written}) == []


def files(folder: Path) -> Iterator[Path]:
    """Every file but those that only link to the checkout."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and "theme" not in path.parts)


def leaks(found: dict[str, bytes]) -> list[str]:
    """Where a key stands, and which."""
    return [
        f"{name} in {place}"
        for place, data in found.items()
        for name, key in KEYS.items()
        if any(form in plain(data) for form in forms(key))
    ]


def plain(data: bytes) -> bytes:
    return gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data


def forms(key: str) -> set[bytes]:
    """A key as it is, in an address, in JSON and in base64 at each of its three places; and a half of it."""
    coded = {base64.b64encode(b"x" * n + key.encode())[4 : -4 or None] for n in range(3)}
    half = key[: len(key) // 2 + 4]
    return {*(form.encode() for form in (key, quote(key, safe=""), json.dumps(key)[1:-1], half)), *coded}


def test_the_search_finds_what_it_looks_for() -> None:
    key = KEYS["OPENAI_API_KEY"]
    basic = base64.b64encode(f"user:{key}".encode())
    for data in (key.encode(), gzip.compress(key.encode()), quote(key, safe="").encode(), basic):
        assert leaks({"a": b"before " + data + b" after" if not data.startswith(b"\x1f") else data}) == [
            "OPENAI_API_KEY in a"
        ]
    assert leaks({"a": b"sk-proj-of-another"}) == []
