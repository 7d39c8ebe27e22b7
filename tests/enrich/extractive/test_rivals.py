from __future__ import annotations

import pytest

from generator.enrich.extractive.rivals import rivals


@pytest.mark.parametrize(
    ("quote", "labels"),
    [
        ("It reaches 58%, compared with 61.4% for Veldmark’s Sable Pro and 55% for Ottery’s Tern 3.", ["Veldmark’s Sable Pro", "Ottery’s Tern 3"]),
        ("It needs 35 watts, compared with 254 trillion at 60 watts for Ottery’s Orin.", ["Ottery’s Orin"]),
        ("Unlike Sable Pro, it calls a calculator.", ["Sable Pro"]),
        ("Competitor Veldmark charges $3 for as much.", ["Veldmark"]),
        ("It outperforms Sable on all suites.", ["Sable"]),
        ("Curio is cheap: Sable 5 costs 60% less than Sable 4 did, and less than Tern 3.", ["Tern 3"]),
        # the version before, a day, a place, a people, an amount, and a firm that is only named
        ("It scores 81%, up from 66% and more than 66.7% for Curio 1.", []),
        ("Compared with October, and compared with Germany, it sold more than Chinese firms.", []),
        ("It sold more than $3 million of it to Veldmark.", []),
        ("It beats expectations, Veldmark said.", []),
    ],
)  # fmt: skip
def test_whom_a_sentence_sets_beside_its_subject(quote: str, labels: list[str]) -> None:
    assert list(rivals([quote], "Curio 2").spelled) == labels


def test_a_firm_and_its_thing_are_one_column() -> None:
    found = rivals(["Rival Veldmark charges more.", "Unlike Veldmark’s Sable Pro, it counts."], "Curio 2")
    assert list(found.spelled) == ["Veldmark’s Sable Pro"]
    assert found.in_quote("Rival Veldmark charges more.") == ["Veldmark’s Sable Pro"]
