"""What `recap doctor` says of the models: what is wrong with them, and what to do."""

from __future__ import annotations

import asyncio
import io
from contextlib import redirect_stdout
from dataclasses import replace
from pathlib import Path

import pytest

from generator.console import print_findings
from generator.enrich.llm.doctor import examine
from generator.site.config import read_config
from tests.modelserver import ModelServer, Reply, fault, minimal, say
from tests.ports import free_port

HEAD = "site_name: X\nplugins:\n  - recap:\n      language: en\n"


def doctor(folder: Path, *options: str) -> tuple[int, str]:
    """Exit code and output, of the models alone."""
    path = folder / "mkdocs.yml"
    path.write_text(HEAD + "".join(f"      {option}\n" for option in options))
    findings = asyncio.run(examine(read_config(path).settings))
    with redirect_stdout(io.StringIO()) as output:
        print_findings(findings)
    return int(any(finding.state == "fail" for finding in findings)), output.getvalue()


FREE = "prices: {openai/one: {input: 0, output: 0}, openai/two: {input: 0, output: 0}}"


def test_no_model_is_sound(tmp_path: Path) -> None:
    code, output = doctor(tmp_path)
    assert code == 0
    assert output == (
        "ok   engine: the built-in extractive engine writes, since no `model` is set; it needs no key and no network\n"
    )


def test_a_model_that_is_switched_off_is_not_called(server: ModelServer, tmp_path: Path) -> None:
    code, output = doctor(tmp_path, "model: openai/one", f"api_base: {server.base}", "engine: extractive")
    assert (code, server.asked) == (0, [])
    assert "since `engine: extractive` is set" in output


def test_every_model_is_called_once(server: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-0123456789abcdef")
    code, output = doctor(
        tmp_path, "model: openai/one", "fallback_models: [openai/two]", "verify_model: openai/one",
        f"api_base: {server.base}", FREE,
    )  # fmt: skip
    assert code == 0, output
    assert [asked.model for asked in server.asked] == ["one", "two"]
    assert "ok   engine: auto: openai/one, then openai/two writes" in output
    assert "ok   budget: 2.00 USD a run; per million tokens: openai/one 0 in, 0 out" in output
    assert "ok   openai/one: answers, in " in output
    assert f"key from OPENAI_API_KEY; asked at {server.base}" in output
    assert "sk-0123456789abcdef" not in output


@pytest.mark.parametrize(
    ("reply", "words", "remedy"),
    [
        (fault(401, "Incorrect API key"), "Incorrect API key", "make a new one at the provider"),
        (fault(404, "no such model"), "no such model", "write the name as litellm has it, provider/model"),
        (fault(429, "slow down", retry_after="60"), "slow down", "wait a minute"),
        (fault(429, "You exceeded your current quota", "insufficient_quota"), "current quota", "has no credit"),
        (fault(400, "unknown field"), "unknown field", "choose a model with structured output"),
        (fault(500, "out of order"), "out of order", "try later"),
        (replace(say("x"), cut=9), "Connection error", "try again"),
        (Reply(b"<html>", headers={"Content-Type": "text/html"}), "<html>", "most end in /v1"),
        (say("Ready!"), "the answer is no JSON object", "does not answer in the schema"),
        (replace(say("x"), drips=True), "no answer within 1 seconds", "raise `timeout`"),
    ],
)
def test_what_is_wrong_is_told_with_what_to_do(
    server: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reply: Reply, words: str, remedy: str
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-0123456789abcdef")
    server.answer = lambda asked: reply
    code, output = doctor(tmp_path, "model: openai/one", f"api_base: {server.base}", FREE, "timeout: 1")
    assert code == 1
    assert "FAIL openai/one: " in output
    assert words in output
    assert remedy in output
    assert len(server.asked) == 1


def test_nothing_listens(tmp_path: Path) -> None:
    port = free_port()
    code, output = doctor(tmp_path, "model: openai/one", f"api_base: http://127.0.0.1:{port}/v1", FREE)
    assert code == 1
    assert "no server listens at that address" in output
    assert "start the server" in output


def test_no_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    code, output = doctor(tmp_path, "model: openai/gpt-4o")
    assert code == 1
    assert "ok   budget: 2.00 USD a run; per million tokens: openai/gpt-4o 2.5 in, 10 out" in output
    assert "no key is set; asked at its provider" in output
    assert "set the environment variable OPENAI_API_KEY" in output


def test_an_unknown_price(server: ModelServer, tmp_path: Path) -> None:
    server.answer = lambda asked: say(minimal(asked.schema))
    code, output = doctor(tmp_path, "model: openai/one", f"api_base: {server.base}", "budget: {per_run: 1}")
    assert code == 1
    assert "FAIL budget: plugins.recap.prices.openai/one is missing" in output
    assert "ok   openai/one: answers" in output
    assert "servers of one's own seldom need one" in output


def test_no_budget(server: ModelServer, tmp_path: Path) -> None:
    code, output = doctor(tmp_path, "model: openai/one", f"api_base: {server.base}", "budget: null")
    assert code == 0
    assert "a run may cost any money" in output
