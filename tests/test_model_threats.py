"""What a model and the articles it reads may try, each against a scripted model on a real server.

Orders in articles: test_injections.py and test_models.py. Markup in answers: browser/test_markup.py. Keys in prompts and
messages: test_secrets.py. A provider that lies about what was used: enrich/llm/test_budget.py.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer

from generator.enrich.llm.client import MOST_CHARACTERS
from generator.enrich.llm.judging import MAX_REPEATED
from generator.enrich.llm.question import Cause
from generator.enrich.modelled.numbering import MAX_CHARACTERS, MAX_PER_EVENT
from tests import scribe
from tests.enrich.llm.asking import GOOD, Asker
from tests.feedserver import LEDGER, FeedServer, rss
from tests.modelserver import Asked, ModelServer, Reply, model_server, say
from tests.test_models import build, items_of, project

EVIL = "evil.example"


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("OPENAI_API_KEY", "any")
    with model_server() as server:
        server.answer = scribe.honest
        yield server


def changed(data: Any, change: Callable[[str], str]) -> Any:
    """Plain data with another text in the place of each."""
    if isinstance(data, dict):
        return {key: changed(value, change) for key, value in data.items()}
    if isinstance(data, list):
        return [changed(value, change) for value in data]
    return change(data) if isinstance(data, str) else data


#: As a model may write one; each at the end of all that is said of one event.
ADDRESSES = (
    "https://evil.example/x", "HTTPS://EVIL.EXAMPLE/x", "www.evil.example", "[here](//evil.example)", "//evil.example/x",
    "evil.example/login", "evil.example", "login@evil.example", "mailto:evil.example", "<evil.example>",
    "evil\N{FULLWIDTH FULL STOP}example", "evil[.]example", "tel:+15550100",
)  # fmt: skip
#: Who does what; two of them have little in common.
EVENTS = (
    ("Alderbrook", "opens its radiology assistant to hospitals"),
    ("Brimstow", "raises money for chips that run models in cars"),
    ("Carrowdale", "publishes weights of a translator for Basque"),
    ("Dunsmoor", "is sued over recordings of singers"),
    ("Eskerfield", "lets farmers count sheep from satellites"),
    ("Fallowick", "doubles the context of its code reviewer"),
    ("Glenhaven", "stops selling face recognition to shops"),
    ("Hartsmere", "hires the author of a proof checker"),
    ("Inverlach", "moves its training to a dam in the Alps"),
    ("Jessamond", "cuts prices of speech synthesis"),
    ("Kirkwell", "warns of forged invoices that agents pay"),
    ("Larkspire", "wins a tender for tax offices"),
    ("Mossgate", "teaches robots to fold parachutes"),
)


def event_of(number: int, firm: str, does: str) -> tuple[str, str, str, str]:
    return (
        f"{firm} {does} with artificial intelligence",
        f"https://ledger.example/{firm.lower()}",
        f"Tue, 16 Jun 2026 {number + 1:02}:00:00 +0000",
        f"With artificial intelligence {firm} {does}, as it said on Tuesday. "
        f"{firm} expects {37 * (number + 1)} customers in the first {2 + number} months.",
    )


def smuggle(asked: Asked) -> Reply:
    """The honest writer, with an address at the end of each text; what has a form of its own stays."""
    content = json.loads(json.loads(scribe.translator(asked).body)["choices"][0]["message"]["content"])
    fixed = {*asked.schema.get("properties", {}), "2027-06-30"} | set(content.get("topics", ()))
    fixed |= set(content.get("audience", ()))
    said = " ".join(message["content"] for message in asked.messages)
    own = [address for address, (firm, _) in zip(ADDRESSES, EVENTS, strict=True) if firm in said]
    addresses = cycle(own)  # the head of the edition is about all events
    return say(changed(content, lambda text: text if text in fixed else f"{text.rstrip('.')} {next(addresses)}."))


@pytest.mark.long
def test_no_address_of_a_model_is_published(tmp_path: Path, httpserver: HTTPServer, model: ModelServer) -> None:
    model.answer = smuggle
    feed = rss([event_of(number, *event) for number, event in enumerate(EVENTS)])
    sources = FeedServer(httpserver, {"ledger": feed}).sources()
    folder = project(tmp_path / "p", sources, model, languages=["en", "zh"])
    report = build(folder)
    assert report.models.asked == len(items_of(folder)) == len(ADDRESSES)
    assert not [address for address in ADDRESSES if f" {address}." not in "".join(report.models.struck)]
    needles = {address.strip("[]<>").lower() for address in ADDRESSES} | {EVIL}
    for root in ("content", "site"):
        for path in (folder / root).rglob("*"):
            if path.is_file():
                text = path.read_text("utf-8", "replace").lower()
                assert not [needle for needle in needles if needle in text], path


def test_a_giant_answer_is_looked_at_and_kept_in_part(model: ModelServer, tmp_path: Path) -> None:
    giant = say({**GOOD, "more": "x" * 20_000_000})
    model.answer = lambda asked: say(GOOD) if asked.model == "two" else giant
    (outcome,) = Asker(model.base, tmp_path, ["openai/one", "openai/two"]).ask("2 + 3?")
    assert (outcome.model, set(outcome.faults)) == ("openai/two", {Cause.TRUNCATED})
    assert sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file()) < 4 * MOST_CHARACTERS
    assert max(len(message["content"]) for asked in model.asked for message in asked.messages) <= MAX_REPEATED


def told_at_length(outlet: int, end: str) -> list[tuple[str, str, str, str]]:
    """An event of the ledger's, with a text that never ends."""
    title, _, date, text = LEDGER[0]
    more = end.join(
        f"Northwind says of part {n} that its Zephyr artificial intelligence needs it" for n in range(9_000)
    )
    return [(title, f"https://outlet-{outlet}.example/northwind", date, f"{text} {more}")]


@pytest.mark.long
@pytest.mark.parametrize("end", [". ", ", ", "\N{ZERO WIDTH SPACE}"])
def test_no_article_makes_a_question_dear(tmp_path: Path, httpserver: HTTPServer, model: ModelServer, end: str) -> None:
    outlets = {f"outlet-{n}": rss(told_at_length(n, end)) for n in range(3)}
    build(folder := project(tmp_path / "p", FeedServer(httpserver, outlets).sources(), model))
    assert len(items_of(folder)) == 1
    assert 1 <= len(model.asked) <= 4
    assert max(len(asked.user) for asked in model.asked) < MAX_PER_EVENT * MAX_CHARACTERS
