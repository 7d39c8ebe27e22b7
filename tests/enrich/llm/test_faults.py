"""Every fault of a model or a network, over real HTTP through the real litellm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from generator.enrich.llm.question import Cause
from tests.enrich.llm.asking import GOOD, Asker
from tests.modelserver import Asked, ModelServer, Reply, completion, fault, say
from tests.ports import free_port

HTML = Reply(b"<html><body>Welcome to the router</body></html>", headers={"Content-Type": "text/html"})
TOO_LONG = "This model's maximum context length is 4097 tokens."

#: What the server sends, what it is taken for, how often the model is asked, and how long is waited in between.
FAULTS: list[tuple[str, Reply, Cause, int, Sequence[float]]] = [
    ("500", fault(500), Cause.FAILING, 3, [1, 2]),
    ("503", fault(503, "overloaded"), Cause.FAILING, 3, [1, 2]),
    ("503 that asks to wait", fault(503, retry_after="3"), Cause.FAILING, 3, [3, 3]),
    ("529", fault(529, "Overloaded"), Cause.FAILING, 3, [1, 2]),
    ("429, short wait", fault(429, retry_after="4"), Cause.RATE_LIMITED, 3, [4, 4]),
    ("429, long wait", fault(429, retry_after="3600"), Cause.RATE_LIMITED, 1, []),
    ("429, wait of no number", fault(429, retry_after="soon"), Cause.RATE_LIMITED, 3, [1, 2]),
    ("quota", fault(429, "You exceeded your current quota", "insufficient_quota"), Cause.UNPAID, 1, []),
    ("402", fault(402, "pay first"), Cause.UNPAID, 1, []),
    ("400 without credit", fault(400, "Your credit balance is too low"), Cause.UNPAID, 1, []),
    ("401", fault(401, "Incorrect API key"), Cause.UNAUTHORISED, 1, []),
    ("403", fault(403, "not for you"), Cause.UNAUTHORISED, 1, []),
    ("404", fault(404, "no such model"), Cause.UNKNOWN_MODEL, 1, []),
    ("400", fault(400, "bad parameter"), Cause.REJECTED, 1, []),
    ("422", fault(422, "bad parameter"), Cause.REJECTED, 1, []),
    ("context", fault(400, TOO_LONG, "context_length_exceeded"), Cause.TOO_LONG, 1, []),
    ("a page of HTML", HTML, Cause.UNREACHABLE, 2, [1]),
    ("no JSON", Reply(b"<html>"), Cause.UNREACHABLE, 2, [1]),
    ("a list", Reply(b"[1, 2]"), Cause.UNREACHABLE, 2, [1]),
    ("body cut short", replace(say(GOOD), cut=40), Cause.BROKEN_OFF, 2, [1]),
    ("no choices", completion([]), Cause.EMPTY, 2, []),
    ("no text", say(""), Cause.EMPTY, 2, []),
    ("null", say(None), Cause.EMPTY, 2, []),
    ("prose", say("The total is five."), Cause.INVALID, 2, []),
    ("malformed", say('{"total": 5,,}'), Cause.INVALID, 2, []),
    ("breaks the schema", say({"total": 10}), Cause.INVALID, 2, []),
    ("cut off", say('{"tot', finish="length"), Cause.TRUNCATED, 2, []),
    ("refusal", say(None, refusal="I will not add."), Cause.REFUSED, 2, []),
    ("filtered", say(GOOD, finish="content_filter"), Cause.FILTERED, 2, []),
]
IDS = [name for name, *_ in FAULTS]


@pytest.mark.long
@pytest.mark.parametrize(("reply", "cause", "calls", "waits"), [row[1:] for row in FAULTS], ids=IDS)
def test_a_fault_is_a_value(
    server: ModelServer, tmp_path: Path, reply: Reply, cause: Cause, calls: int, waits: list[float]
) -> None:
    server.answer = lambda asked: reply
    asker = Asker(server.base, tmp_path)
    (outcome,) = asker.ask("2 + 3?")
    assert (outcome.answer, outcome.model, outcome.cause) == (None, None, cause)
    assert outcome.faults == (cause,) * calls
    assert outcome.words.startswith("openai/one: ")
    assert (len(server.asked), asker.waits) == (calls, waits)


@pytest.mark.parametrize(("reply", "cause", "calls"), [row[1:4] for row in FAULTS], ids=IDS)
def test_the_next_model_answers_instead(
    server: ModelServer, tmp_path: Path, reply: Reply, cause: Cause, calls: int
) -> None:
    server.answer = lambda asked: say(GOOD) if asked.model == "two" else reply
    (outcome,) = Asker(server.base, tmp_path, ["openai/one", "openai/two"]).ask("2 + 3?")
    assert outcome.answer is not None
    assert (outcome.answer.total, outcome.model, outcome.cause) == (5, "openai/two", None)
    assert outcome.faults == (cause,) * calls
    assert [asked.model for asked in server.asked] == ["one"] * calls + ["two"]


@pytest.mark.parametrize(
    "reply", [replace(say(GOOD), delay=30), replace(say(GOOD), drips=True)], ids=["hangs", "drips"]
)
def test_the_deadline_ends_what_does_not_end(server: ModelServer, tmp_path: Path, reply: Reply) -> None:
    server.answer = lambda asked: say(GOOD) if asked.model == "two" else reply
    asker = Asker(server.base, tmp_path, ["openai/one", "openai/two"], timeout=4)
    (outcome,) = asker.ask("2 + 3?")
    assert (outcome.model, outcome.faults) == ("openai/two", (Cause.TIMED_OUT,))
    assert outcome.spent.calls == 2, "a provider may charge for the first call too"
    assert asker.budget.spent == outcome.spent.cost > 0.0006


def test_nothing_listens(tmp_path: Path) -> None:
    port = free_port()
    asker = Asker(f"http://127.0.0.1:{port}/v1", tmp_path)
    outcomes = asker.ask("2 + 3?", "1 + 1?")
    assert [outcome.cause for outcome in outcomes] == [Cause.UNREACHABLE] * 2
    assert [len(outcome.faults) for outcome in outcomes] == [2, 0], "a model that is down is not tried again"
    assert asker.waits == [1]
    assert asker.budget.spent == 0
    assert outcomes[0].words == "openai/one: the connection is refused: no server listens at that address"


def test_a_missing_key_is_told_without_a_request(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    (outcome,) = Asker(None, tmp_path, ["openai/gpt-4o", "anthropic/claude-sonnet-4-5"]).ask("2 + 3?")
    assert outcome.faults == (Cause.UNAUTHORISED, Cause.UNAUTHORISED)
    assert "ANTHROPIC_API_KEY" in outcome.words


def test_a_name_without_a_provider_is_unknown(tmp_path: Path) -> None:
    (outcome,) = Asker(None, tmp_path, ["nobodys/model"]).ask("2 + 3?")
    assert outcome.cause is Cause.UNKNOWN_MODEL


# what helps


def test_a_passing_fault_passes(server: ModelServer, tmp_path: Path) -> None:
    server.script(fault(429, retry_after="2"), fault(503), say(GOOD))
    asker = Asker(server.base, tmp_path)
    (outcome,) = asker.ask("2 + 3?")
    assert outcome.model == "openai/one"
    assert outcome.faults == (Cause.RATE_LIMITED, Cause.FAILING)
    assert asker.waits == [2, 2]
    assert outcome.spent.calls == 1


def test_a_model_is_told_once_what_is_wrong_with_its_answer(server: ModelServer, tmp_path: Path) -> None:
    server.script(say({"total": 12}), say(GOOD))
    (outcome,) = Asker(server.base, tmp_path).ask("2 + 3?")
    assert outcome.answer is not None
    assert outcome.faults == (Cause.INVALID,)
    assert outcome.spent.calls == 2
    first, second = server.asked
    assert not first.is_repair
    assert second.is_repair
    assert second.messages[:2] == first.messages
    assert second.messages[2] == {"role": "assistant", "content": '{"total": 12}'}
    assert "total: Input should be less than or equal to 9" in second.user


def test_answers_of_a_schema_are_asked_for(server: ModelServer, tmp_path: Path) -> None:
    Asker(server.base, tmp_path).ask("2 + 3?")
    (asked,) = server.asked
    assert (asked.model, asked.system, asked.user, asked.max_tokens) == ("one", "You add.", "2 + 3?", 50)
    assert asked.schema["properties"]["total"]["maximum"] == 9


def test_where_no_schema_is_taken_it_is_told_in_words(server: ModelServer, tmp_path: Path) -> None:
    def answer(asked: Asked) -> Reply:
        return fault(400, "This response_format type is unavailable now") if asked.schema else say(GOOD)

    server.answer = answer
    outcomes = Asker(server.base, tmp_path).ask("2 + 3?", "1 + 1?")
    assert [outcome.faults for outcome in outcomes] == [(), ()]
    assert [bool(asked.schema) for asked in server.asked] == [True, False, False]
    assert '"maximum": 9' in server.asked[1].system


@pytest.mark.parametrize(("second", "cause"), [(fault(401), Cause.UNAUTHORISED), (say("no"), Cause.INVALID)])
def test_a_cause_that_may_pass_is_the_one_told(
    server: ModelServer, tmp_path: Path, second: Reply, cause: Cause
) -> None:
    server.answer = lambda asked: second if asked.model == "two" else say("no JSON")
    (outcome,) = Asker(server.base, tmp_path, ["openai/one", "openai/two"]).ask("2 + 3?")
    assert outcome.cause is cause
    assert outcome.cause.is_final is (cause is Cause.INVALID)
    assert "openai/one: the answer is no JSON object; openai/two: " in outcome.words


# who is down


@pytest.mark.parametrize("reply", [fault(401), fault(404), fault(402)])
def test_after_two_misses_in_a_row_a_model_is_left_alone(server: ModelServer, tmp_path: Path, reply: Reply) -> None:
    server.answer = lambda asked: say(GOOD) if asked.model == "two" else reply
    asker = Asker(server.base, tmp_path, ["openai/one", "openai/two"])
    outcomes = asker.ask(*(f"{number} + 1?" for number in range(5)))
    assert all(outcome.model == "openai/two" for outcome in outcomes)
    assert [asked.model for asked in server.asked].count("one") == 2


def test_an_answer_between_two_misses_counts(server: ModelServer, tmp_path: Path) -> None:
    server.script(fault(403), say(GOOD), fault(403), say(GOOD))
    outcomes = Asker(server.base, tmp_path).ask(*"abcd")
    assert [bool(outcome.answer) for outcome in outcomes] == [False, True, False, True]


def test_all_down_is_told_at_once(server: ModelServer, tmp_path: Path) -> None:
    server.answer = lambda asked: fault(401, "Incorrect API key")
    outcomes = Asker(server.base, tmp_path).ask(*"abcd")
    assert len(server.asked) == 2
    assert {outcome.cause for outcome in outcomes} == {Cause.UNAUTHORISED}
    assert outcomes[3].words == "openai/one: Incorrect API key"


# the rest of the contract


def test_no_more_questions_at_once_than_are_allowed(server: ModelServer, tmp_path: Path) -> None:
    server.answer = lambda asked: say(GOOD, delay=0.05)
    outcomes = Asker(server.base, tmp_path, concurrency=2).ask_at_once(*"abcdefgh")
    assert all(outcome.answer for outcome in outcomes)
    assert (len(server.asked), server.most_at_once) == (8, 2)


def test_the_key_goes_to_the_server_and_nowhere_else(
    server: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    key = "sk-proj-0123456789abcdef"
    monkeypatch.setenv("OPENAI_API_KEY", key)
    server.script(fault(400, f"key {key} and sk-other-key-987654321 may not do this"), say(f"my key is {key[:4]}"))
    outcomes = Asker(server.base, tmp_path).ask("a", "b")
    assert {asked.key for asked in server.asked} == {key}
    assert outcomes[0].words == "openai/one: key *** and *** may not do this"
    stored = "".join(path.read_text() for path in tmp_path.iterdir())
    assert stored
    assert key not in stored
    assert key not in "".join(capfd.readouterr())


def test_what_goes_wrong_is_not_printed(server: ModelServer, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    server.script(fault(500), HTML, say("no"), say("no"))
    Asker(server.base, tmp_path).ask("a")
    assert capfd.readouterr() == ("", "")


def test_misses_under_way_at_once_are_one(server: ModelServer, tmp_path: Path) -> None:
    slow = replace(fault(403), delay=0.1)
    server.script(slow, slow, say(GOOD))
    asker = Asker(server.base, tmp_path, concurrency=2)
    assert [bool(outcome.answer) for outcome in asker.ask_at_once("a", "b")] == [False, False]
    (after,) = asker.ask("c")
    assert after.answer
