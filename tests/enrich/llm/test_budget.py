"""A run never spends more than it may."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.enrich.llm.budget import OVERHEAD, Budget, bound_of
from generator.enrich.llm.chain import open_chain
from generator.enrich.llm.prices import prices_of
from generator.enrich.llm.question import Cause, Message, Spent
from generator.model.errors import InvalidContent
from generator.settings import Price, Settings
from tests.enrich.llm.asking import GOOD, Asker, Sum, question
from tests.modelserver import ModelServer, fault, say

#: Money that is set aside for a question of these tests: 887 bytes and tokens at 1 a million.
SET_ASIDE = 0.000887


def test_a_call_that_may_not_fit_is_not_made(server: ModelServer, tmp_path: Path) -> None:
    asker = Asker(server.base, tmp_path, limit=SET_ASIDE / 2)
    (outcome,) = asker.ask("2 + 3?")
    assert outcome.cause is Cause.OVER_BUDGET
    assert not outcome.cause.is_final
    assert outcome.words.startswith("openai/one: the budget is used up: the call may cost 0.0009 USD")
    assert (server.asked, outcome.spent) == ([], Spent())


def test_no_limit_lets_everything_through(server: ModelServer, tmp_path: Path) -> None:
    (outcome,) = Asker(server.base, tmp_path, limit=None).ask("2 + 3?")
    assert outcome.answer


def test_questions_at_once_do_not_overspend(server: ModelServer, tmp_path: Path) -> None:
    server.answer = lambda asked: say(GOOD, usage=(600, 50), delay=0.01)
    asker = Asker(server.base, tmp_path, limit=5.5 * 0.00065)
    outcomes = asker.ask_at_once(*(f"{number} + 1?" for number in range(12)))
    assert asker.budget.spent == pytest.approx(len(server.asked) * 0.00065)
    assert asker.budget.spent <= 5.5 * 0.00065
    causes = [outcome.cause for outcome in outcomes]
    assert causes.count(None) == len(server.asked) == 5
    assert causes.count(Cause.OVER_BUDGET) == 7


def test_what_calls_cost_less_than_set_aside_serves_those_that_wait(server: ModelServer, tmp_path: Path) -> None:
    server.answer = lambda asked: say(GOOD, usage=(10, 10), delay=0.01)
    asker = Asker(server.base, tmp_path, limit=1.5 * SET_ASIDE)
    outcomes = asker.ask_at_once(*(f"{number} + 1?" for number in range(8)))
    assert all(outcome.answer for outcome in outcomes)
    assert asker.budget.spent == pytest.approx(8 * 0.00002)


def test_a_cheaper_model_may_fit(server: ModelServer, tmp_path: Path) -> None:
    asker = Asker(server.base, tmp_path, ["openai/one", "openai/two"], limit=2.0)
    asker.budget.prices = {"openai/one": Price(input=9999, output=9999), "openai/two": Price(input=0, output=0)}
    (outcome,) = asker.ask("2 + 3?")
    assert (outcome.model, outcome.faults) == ("openai/two", (Cause.OVER_BUDGET,))


def test_what_a_provider_does_not_count_is_counted_by_its_upper_bound(server: ModelServer, tmp_path: Path) -> None:
    server.answer = lambda asked: say(GOOD, usage=None)
    asker = Asker(server.base, tmp_path)
    (outcome,) = asker.ask("2 + 3?")
    assert outcome.spent.input_tokens > OVERHEAD
    assert outcome.spent.output_tokens == 50
    assert asker.budget.spent == outcome.spent.cost > 0.0006


@pytest.mark.parametrize(
    ("told", "counted"),
    [((100, 20), (100, 20)), ((-100, 20), (None, 20)), ((1, 20), (None, 20)), ((100, 10**9), (100, 50)),
     ((10**9, 20), (None, 20)), ((100, 1), (100, 50)), ((100, -1), (100, 50))],
)  # fmt: skip
def test_a_provider_that_counts_what_cannot_be_is_not_believed(
    server: ModelServer, tmp_path: Path, told: tuple[int, int], counted: tuple[int | None, int]
) -> None:
    """None: the upper bound. A call has no negative tokens, none without its texts, no more than it allows."""
    long = "2 + 3, " * 40 + "?"
    padded = f"{json.dumps(GOOD)}{' ' * 200}{'.' * 40}"
    server.answer = lambda asked: say(padded, usage=told)
    asker = Asker(server.base, tmp_path)
    (outcome,) = asker.ask(long)
    most = bound_of(question(long).messages, json.dumps(Sum.model_json_schema()), 50).input_tokens
    assert outcome.spent.input_tokens == (most if counted[0] is None else counted[0])
    assert outcome.spent.output_tokens == counted[1]
    assert asker.budget.spent == pytest.approx((outcome.spent.input_tokens + counted[1]) / 1e6)


def test_calls_that_fail_cost_nothing(server: ModelServer, tmp_path: Path) -> None:
    server.script(fault(500), fault(500), fault(500))
    asker = Asker(server.base, tmp_path)
    assert asker.ask("2 + 3?")[0].spent == Spent()
    assert asker.budget.spent == 0


def test_a_price_that_nobody_knows_is_told(server: ModelServer, tmp_path: Path) -> None:
    asker = Asker(server.base, tmp_path, limit=None)
    asker.budget.prices = {}
    (outcome,) = asker.ask("2 + 3?")
    assert (outcome.spent.cost, outcome.spent.unpriced, outcome.spent.calls) == (0, 1, 1)


@given(st.floats(0, 10), st.lists(st.tuples(st.floats(0, 3), st.floats(0, 1), st.booleans()), max_size=30))
def test_whatever_the_order_the_limit_holds(limit: float, calls: list[tuple[float, float, bool]]) -> None:
    budget = Budget(limit, "USD", {})
    open_calls: list[tuple[float, float]] = []
    for most, share, settles in calls:
        if budget.reserve(most):
            open_calls.append((most, most * share))
        if settles and open_calls:
            budget.settle(*open_calls.pop(0))
        assert budget.spent <= limit + 1e-6
    for reserved, cost in open_calls:
        budget.settle(reserved, cost)
    assert budget.spent <= limit + 1e-6
    assert budget.reserve(limit + 1) is False


@given(st.text())
def test_the_bound_counts_bytes(text: str) -> None:
    bound = bound_of([Message(role="user", content=text)], "{}", 7)
    assert bound.input_tokens >= OVERHEAD + len(text)
    assert bound.output_tokens == 7


# prices


def settings(**options: Any) -> Settings:
    return Settings.model_validate({"model": "openai/gpt-4o", **options})


@pytest.mark.parametrize(
    ("model", "price"),
    [
        ("openai/gpt-4o", Price(input=2.5, output=10)),
        ("gpt-4o", Price(input=2.5, output=10)),
        ("ollama/any-model-at-all", Price(input=0, output=0)),
    ],
)
def test_a_price_of_the_table(model: str, price: Price) -> None:
    assert prices_of([model], settings()) == {model: price}


def test_own_prices_come_first() -> None:
    own = Price(input=1, output=2)
    assert prices_of(["openai/gpt-4o"], settings(prices={"openai/gpt-4o": own})) == {"openai/gpt-4o": own}


@pytest.mark.parametrize(
    ("model", "currency"),
    [
        ("openai/gpt-9-turbo", "USD"),
        ("anthropic/gpt-4o", "USD"),
        ("/gpt-4o", "USD"),
        ("openai/smollm2-135m", "USD"),
        ("openai/gpt-4o", "EUR"),
    ],
)
def test_a_price_that_is_not_known_stops_a_run_with_a_budget(tmp_path: Path, model: str, currency: str) -> None:
    with pytest.raises(InvalidContent) as error:
        open_chain(settings(model=model, budget={"currency": currency}), tmp_path)
    (fault,) = error.value.faults
    assert (fault.file, fault.key) == ("mkdocs.yml", f"plugins.recap.prices.{model}")
    assert f"set prices: {{{model}: {{input: …, output: …}}}} in {currency} per million tokens" in fault.remedy


def test_every_model_needs_a_price(tmp_path: Path) -> None:
    with pytest.raises(InvalidContent) as error:
        open_chain(settings(fallback_models=["openai/b"], verify_model="openai/c", budget={}), tmp_path)
    assert [fault.key.rsplit(".", 1)[1] for fault in error.value.faults] == ["openai/b", "openai/c"]


@pytest.mark.parametrize("options", [{"budget": None}, {}])
def test_without_a_budget_of_the_maintainers_no_price_is_needed(tmp_path: Path, options: dict[str, None]) -> None:
    assert open_chain(settings(model="openai/gpt-9-turbo", **options), tmp_path).budget.prices == {}
