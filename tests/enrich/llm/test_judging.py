"""What a model sends, and what is taken from it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.enrich.llm.judging import MAX_TOLD, Completion, Flaw, judge, repair
from generator.enrich.llm.question import Cause
from tests.enrich.llm.asking import Sum, question


@pytest.mark.parametrize(
    "text",
    [
        '{"total": 5}',
        ' \n{"total": 5}\n',
        '```json\n{"total": 5}\n```',
        '```\n{"total": 5}\n```',
        'Here is the total, as {agreed}:\n{"total": 5}',
        '<think>2 {plus} 3</think>{"total": 5} I hope this helps.',
    ],
)
def test_an_object_is_found_where_it_stands(text: str) -> None:
    assert judge(Completion(text, "stop"), Sum) == Sum(total=5)


@pytest.mark.parametrize(
    ("completion", "cause", "words"),
    [
        (Completion("", "stop"), Cause.EMPTY, "the answer was empty"),
        (Completion(" \n", "stop"), Cause.EMPTY, "the answer was empty"),
        (Completion("", "length"), Cause.TRUNCATED, "the answer was cut off at its longest length"),
        (Completion('{"tot', "length"), Cause.TRUNCATED, "the answer was cut off at its longest length"),
        (Completion("five", "stop"), Cause.INVALID, "the answer is no JSON object"),
        (Completion("[5]", "stop"), Cause.INVALID, "the answer is no JSON object"),
        (Completion('{"total": 5} {"total": 6}'), Cause.INVALID,
         "the answer holds 2 JSON objects where one is wanted"),
        (Completion('{"sum": 5}'), Cause.INVALID, "the answer does not fit the schema: total: Field required"),
        (Completion("{" * 5000), Cause.INVALID, "the answer is no JSON object"),
        (Completion('{"total":' * 5000), Cause.INVALID, "the answer is no JSON object"),
        (Completion('{"total": 5}', refusal="No.\nNever."), Cause.REFUSED, "the model refused: No. Never."),
        (Completion('{"total": 5}', "content_filter"), Cause.FILTERED,
         "the provider's content filter withheld the answer"),
    ],
)  # fmt: skip
def test_a_flaw_is_named(completion: Completion, cause: Cause, words: str) -> None:
    assert judge(completion, Sum) == Flaw(cause, words)
    assert cause.is_final


def test_a_whole_answer_counts_though_white_space_ran_to_the_limit() -> None:
    assert judge(Completion('{"total": 5}' + " " * 90, "length"), Sum) == Sum(total=5)


@given(st.text(), st.sampled_from(["stop", "length", "content_filter", "tool_calls", ""]))
def test_any_text_is_an_answer_or_a_flaw(text: str, finish: str) -> None:
    found = judge(Completion(text, finish), Sum)
    assert isinstance(found, Flaw)


@given(
    st.integers(1, 9), st.text(st.characters(exclude_characters="{}")), st.text(st.characters(exclude_characters="{}"))
)
def test_prose_around_an_object_changes_nothing(total: int, before: str, after: str) -> None:
    assert judge(Completion(f"{before}{json.dumps({'total': total})}{after}"), Sum) == Sum(total=total)


def test_a_repair_of_nothing_says_only_what_is_wrong() -> None:
    messages = repair(question().messages, Completion(), Flaw(Cause.EMPTY, "the answer was empty"))
    assert [message["role"] for message in messages] == ["system", "user", "user"]
    assert "the answer was empty" in messages[-1]["content"]


def test_what_was_too_long_is_wanted_briefer() -> None:
    completion = Completion('{"tot', "length")
    flaw = judge(completion, Sum)
    assert isinstance(flaw, Flaw)
    assert "Be briefer." in repair(question().messages, completion, flaw)[-1]["content"]


def test_many_faults_are_told_in_part() -> None:
    class Many(Sum):
        a: int
        b: int
        c: int
        d: int
        e: int
        f: int

    flaw = judge(Completion("{}"), Many)
    assert isinstance(flaw, Flaw)
    assert flaw.words.count("Field required") == MAX_TOLD
    assert flaw.words.endswith("; and 2 more")
