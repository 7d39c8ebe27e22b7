from __future__ import annotations

from generator.edit.receipt import receipt
from generator.model.item import ClaimCount, Made
from tests.make import NOON


def made(engine: str, **fields: object) -> Made:
    return Made.model_validate({"engine": engine, "input": "0", "at": NOON, **fields})


ASKED = {"calls": 1, "cached": 0, "tokens": 1000, "written": 300, "cost": 0.01, "seconds": 2.5, "currency": "EUR"}
ITEMS = [
    made("model", model="a/one", prompt="p1", claims=ClaimCount(kept=9, recited=1, inference=2, struck=3), **ASKED),
    made(
        "model", model="b/two", prompt="p1", claims=ClaimCount(kept=5, struck=1), **{**ASKED, "calls": 3, "cached": 1}
    ),
    made("extractive", fallback="refused", claims=ClaimCount(kept=7), **ASKED),
    made("extractive", claims=ClaimCount(kept=4)),
]


def test_a_receipt_adds_up_what_was_asked() -> None:
    head = made("model", model="a/one", prompt="p2", **ASKED)
    bill = receipt(ITEMS, head)
    assert bill
    assert (bill.calls, bill.cached, bill.tokens, bill.written) == (6, 1, 4000, 1200)
    assert (bill.cost, bill.currency, bill.seconds) == (0.04, "EUR", 10.0)
    assert [(use.model, use.items, use.tokens) for use in bill.models] == [("a/one", 1, 2000), ("b/two", 1, 1000)]
    assert bill.prompts == ("p1", "p2")
    assert bill.fallbacks == {"refused": 1}
    assert bill.claims == ClaimCount(kept=14, recited=1, inference=2, struck=4)


def test_an_edition_that_asked_no_model_has_no_receipt() -> None:
    assert receipt([ITEMS[3]], None) is None
    assert receipt([], made("extractive")) is None
