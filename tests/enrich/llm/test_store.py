"""No answer that was paid for is paid for again."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.enrich.llm.judging import Completion
from generator.enrich.llm.question import Cause, Message, Spent
from generator.enrich.llm.store import AnswerStore, Paid, key_of
from generator.model.errors import ArchiveError
from tests.enrich.llm.asking import GOOD, Asker, Sum, question
from tests.modelserver import ModelServer, fault, say

counts = st.integers(0, 10**9)
amounts = st.floats(0, 1e6)
paid = st.builds(
    Paid,
    st.text(min_size=1),
    st.builds(Completion, st.text(), st.text(), st.text(), st.none() | counts, st.none() | counts),
    st.builds(Spent, counts, counts, counts, counts, amounts, counts, amounts),
)
KEY = key_of("m", question().messages, Sum.model_json_schema(), 50)


@given(paid)
def test_what_is_kept_comes_back(answer: Paid) -> None:
    with TemporaryDirectory() as folder:
        AnswerStore(Path(folder)).put(KEY, answer)
        assert AnswerStore(Path(folder)).get(KEY) == answer


@given(paid, st.floats(0, 1, exclude_max=True), st.binary(max_size=3))
def test_a_torn_file_is_as_good_as_none(answer: Paid, part: float, rest: bytes) -> None:
    with TemporaryDirectory() as folder:
        AnswerStore(Path(folder)).put(KEY, answer)
        path = Path(folder, f"{KEY}.json")
        whole = path.read_bytes()
        path.write_bytes(whole[: int(part * len(whole))] + rest)
        assert AnswerStore(Path(folder)).get(KEY) in (None, answer)


@pytest.mark.parametrize(
    "text",
    [
        "", "null", "[]", "{}", '{"format": 1}', '{"format": 2, "model": "m", "completion": {}, "spent": {}}',
        '{"format": 1, "model": 3, "completion": {}, "spent": {}}',
        '{"format": 1, "model": "m", "completion": {"text": 5}, "spent": {}}',
        '{"format": 1, "model": "m", "completion": {"words": ""}, "spent": {}}',
        '{"format": 1, "model": "m", "completion": {}, "spent": {"cost": "1"}}',
        '{"format": 1, "model": "m", "completion": {}, "spent": {"cost": -1}}',
        '{"format": 1, "model": "m", "completion": {}, "spent": {"cost": NaN}}',
        "[" * 100_000,
    ],
)  # fmt: skip
def test_what_is_not_ours_is_as_good_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / f"{KEY}.json").write_text(text)
    assert AnswerStore(tmp_path).get(KEY) is None


def test_every_part_of_a_call_makes_its_name() -> None:
    schema = Sum.model_json_schema()
    hello = Message(role="user", content="hello")
    names = [
        key_of("m", [hello], schema, 50), key_of("n", [hello], schema, 50), key_of("m", [hello, hello], schema, 50),
        key_of("m", [hello], {}, 50), key_of("m", [hello], schema, 51),
        key_of("m", [Message(role="system", content="hello")], schema, 50),
    ]  # fmt: skip
    assert len(set(names)) == len(names)
    assert names[0] == key_of("m", [Message(content="hello", role="user")], dict(reversed(schema.items())), 50)


@pytest.mark.long
def test_a_disk_that_refuses_stops_the_run(server: ModelServer, tmp_path: Path) -> None:
    folder = tmp_path / "answers"
    folder.write_text("a file where the folder should be")
    with pytest.raises(ArchiveError, match="answers"):
        Asker(server.base, folder).ask("2 + 3?")


# the chain over it


def test_a_second_run_pays_nothing_and_tells_what_was_paid(server: ModelServer, tmp_path: Path) -> None:
    server.script(say("no JSON", usage=(300, 40)), say(GOOD, usage=(350, 50)))
    (first,) = Asker(server.base, tmp_path).ask("2 + 3?")
    again = Asker("http://127.0.0.1:9/v1", tmp_path)
    (second,) = again.ask("2 + 3?")
    assert len(server.asked) == 2
    assert second.answer == first.answer
    assert second.faults == first.faults == (Cause.INVALID,)
    assert (first.spent.calls, first.spent.cached, first.spent.input_tokens) == (2, 0, 650)
    assert first.spent.cost == pytest.approx(0.00074)
    assert first.receipt == first.spent
    assert second.spent == Spent(cached=2)
    assert (second.receipt.cost, second.receipt.cached) == (first.receipt.cost, 2)
    assert again.budget.spent == 0


def test_bad_answers_are_stored_too(server: ModelServer, tmp_path: Path) -> None:
    server.answer = lambda asked: say(GOOD) if asked.model == "two" else say("no JSON")
    models = ["openai/one", "openai/two"]
    Asker(server.base, tmp_path, models[:1]).ask("2 + 3?")
    (outcome,) = Asker(server.base, tmp_path, models).ask("2 + 3?")
    assert [asked.model for asked in server.asked] == ["one", "one", "two"]
    assert (outcome.spent.calls, outcome.spent.cached, outcome.model) == (1, 2, "openai/two")


def test_a_good_stored_answer_of_any_model_wins_over_a_new_call(server: ModelServer, tmp_path: Path) -> None:
    Asker(server.base, tmp_path, ["openai/two"]).ask("2 + 3?")
    (outcome,) = Asker(server.base, tmp_path, ["openai/one", "openai/two"]).ask("2 + 3?")
    assert len(server.asked) == 1
    assert (outcome.model, outcome.faults, outcome.words) == ("openai/two", (), "")


def test_faults_are_not_stored(server: ModelServer, tmp_path: Path) -> None:
    server.script(fault(401))
    outcomes = [Asker(server.base, tmp_path).ask("2 + 3?")[0] for _ in range(2)]
    assert [bool(outcome.answer) for outcome in outcomes] == [False, True]


def test_refresh_asks_again_but_never_twice_in_a_run(server: ModelServer, tmp_path: Path) -> None:
    Asker(server.base, tmp_path).ask("2 + 3?")
    asker = Asker(server.base, tmp_path, refresh=True)
    asker.ask("2 + 3?", "2 + 3?")
    assert len(server.asked) == 2


KILLED = """
import asyncio, os, sys
from pathlib import Path
from typing import Any
from pydantic import BaseModel, Field, model_validator
from tests.enrich.llm import asking

class Sum(asking.Sum):
    '''What is asked for in these tests.'''

    @model_validator(mode="before")
    @classmethod
    def killed(cls, data: Any) -> Any:
        os._exit(9)

asking.Sum = Sum
asking.Asker(sys.argv[1], Path(sys.argv[2])).ask("2 + 3?")
"""


@pytest.mark.long
def test_killed_between_answer_and_judgement(server: ModelServer, tmp_path: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, server.base, str(tmp_path)], check=False)
    assert killed.returncode == 9
    assert len(server.asked) == 1
    (path,) = tmp_path.iterdir()
    assert json.loads(path.read_text())["spent"]["calls"] == 1
    (outcome,) = Asker(server.base, tmp_path).ask("2 + 3?")
    assert len(server.asked) == 1
    assert (outcome.spent.cached, outcome.receipt.input_tokens) == (1, 100)
