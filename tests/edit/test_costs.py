"""What editions cost together, and the forecast for a year."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from generator.archive.store import Archive
from generator.cli import main
from generator.edit.costs import LAST, costs
from generator.model.edition import Edition, ModelUse, Receipt
from generator.model.week import Week
from tests.feedserver import make_project

FIRST = Week(2026, 1)


def receipt(cost: float, currency: str = "USD", model: str = "openai/any") -> Receipt:
    use = ModelUse(model=model, items=2, tokens=1000, cost=cost)
    return Receipt(models=(use,), calls=3, tokens=1000, cost=cost, currency=currency, seconds=10)


def weeks(*receipts: Receipt | None) -> dict[Week, Receipt | None]:
    return {FIRST.shift(number): each for number, each in enumerate(receipts)}


def test_nothing_asked_costs_nothing() -> None:
    for found in (costs({}), costs(weeks(None, None))):
        assert (found.editions, found.models, found.totals, found.forecast) == ((), (), (), None)


def test_sums_by_model_and_in_all() -> None:
    found = costs(weeks(receipt(1), None, receipt(2, model="anthropic/other"), receipt(0.5)))
    (total,) = found.totals
    assert (total.editions, total.calls, total.tokens, total.cost, total.seconds) == (3, 9, 3000, 3.5, 30)
    assert [(use.model, use.items, use.cost) for _, use in found.models] == [
        ("anthropic/other", 2, 2), ("openai/any", 4, 1.5),
    ]  # fmt: skip


def test_since_a_week_and_the_forecast_is_of_the_last_editions_all_the_same() -> None:
    found = costs(weeks(*[receipt(100)] * 4, *[receipt(1)] * LAST), FIRST.shift(11))
    assert [week for week, _ in found.editions] == [FIRST.shift(11)]
    assert found.forecast and (found.forecast.editions, found.forecast.cost) == (LAST, 52)


def test_money_of_two_kinds_is_not_added() -> None:
    found = costs(weeks(receipt(10, "EUR"), receipt(1), receipt(3)))
    assert [(total.currency, total.cost) for total in found.totals] == [("EUR", 10), ("USD", 4)]
    assert found.forecast and (found.forecast.currency, found.forecast.editions, found.forecast.cost) == ("USD", 2, 104)


@given(st.lists(st.none() | st.integers(0, 100).map(receipt), max_size=20))
def test_the_forecast_is_52_times_the_mean_of_the_last_editions(receipts: list[Receipt | None]) -> None:
    found = costs(weeks(*receipts))
    last = [it.cost for it in receipts if it][-LAST:]
    assert (found.forecast is None) == (not last)
    if found.forecast:
        assert found.forecast.cost == pytest.approx(52 * sum(last) / len(last))
        assert sum(total.cost for total in found.totals) == pytest.approx(sum(it.cost for it in receipts if it))


def test_the_command_prints_editions_models_sum_and_forecast(tmp_path: Path) -> None:
    make_project(tmp_path, "")
    archive = Archive.open(tmp_path / "content")

    def run(*arguments: str) -> str:
        return CliRunner().invoke(main, ["costs", "--config", str(tmp_path / "mkdocs.yml"), *arguments]).output

    assert "no model was asked" in run()
    for week, each in weeks(receipt(1), None, receipt(2.5)).items():
        archive.write_edition(Edition(title="W", edition=str(week), date=week.end, updated=week.end, receipt=each))
    lines = run().splitlines()
    told = "\n".join(" ".join(line.strip("│ ").replace("│", "").split()) for line in lines)
    assert "2026-W01 3 calls, 1,000 tokens, 1.0000 USD, 10 seconds" in told
    assert "2026-W03 3 calls, 1,000 tokens, 2.5000 USD, 10 seconds" in told and "2026-W02" not in told
    assert "openai/any 4 items, 2,000 tokens, 3.5000 USD" in told
    assert "together 6 calls, 2,000 tokens, 3.5000 USD, 20 seconds" in told
    assert "forecast for a year: 156 calls, 52,000 tokens, 91.00 USD, 520 seconds" in told
    assert "52 times the mean of the last 2 editions that asked a model" in told
    assert "2026-W01" not in run("--since", "2026-W02")
