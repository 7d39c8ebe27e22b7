"""Claims of invented reports in other words: those that say what the report says, and those that do not."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from generator.grounding.support import Grounds, Sentence, Verdict
from generator.model.vocabulary import Name
from generator.text.names import NameFinder

DATA = Path(__file__).parents[1] / "data" / "grounding"
PUBLISHED = date(2026, 6, 17)  # a Wednesday
NAMES = NameFinder(
    [
        Name(name="Northwind", kind="company", aliases=("北风",)),
        Name(name="Halyard", kind="company", aliases=("哈利亚德",)),
        Name(name="Meridian", kind="company"),
        Name(name="Zephyr", kind="model"),
        Name(name="Lumen", kind="model"),
    ]
)
#: Shares refused: at most of the honest claims, at least of the dishonest ones.
MOST_HONEST = 0.10
LEAST_DISHONEST = 0.85
#: German is read by fewer rules.
MOST_GERMAN = 0.15


class Case(NamedTuple):
    """A claim beside the report that it is made from."""

    report: str
    claim: str
    verdict: Verdict


def cases(file: str) -> list[Case]:
    reports = yaml.safe_load((DATA / "reports.yml").read_text("utf-8"))
    found = []
    for name, claims in yaml.safe_load((DATA / file).read_text("utf-8")).items():
        report = reports[name]
        grounds = Grounds([Sentence(text, PUBLISHED, report["title"]) for text in report["sentences"]], NAMES)
        found += [Case(name, entry["claim"], grounds.judge(entry["claim"], entry["cites"])) for entry in claims]
    return found


def refused(file: str) -> float:
    judged = cases(file)
    return sum(case.verdict.outcome == "struck" for case in judged) / len(judged)


def test_honest_rewording_is_seldom_refused() -> None:
    assert refused("honest.yml") <= MOST_HONEST


def test_most_inventions_are_refused() -> None:
    assert refused("dishonest.yml") >= LEAST_DISHONEST


@pytest.mark.parametrize("file", ["honest.yml", "dishonest.yml"])
def test_no_claim_stands_twice(file: str) -> None:
    claims = [(case.report, case.claim) for case in cases(file)]
    assert len(claims) == len(set(claims)) >= 100


def german(kind: str) -> float:
    """The share refused of the claims of a kind in german.yml."""
    judged = []
    for report in yaml.safe_load((DATA / "german.yml").read_text("utf-8")).values():
        grounds = Grounds([Sentence(text, PUBLISHED, report["title"]) for text in report["sentences"]], NAMES)
        judged += [grounds.judge(claim, range(len(report["sentences"]))).outcome for claim in report[kind]]
    return judged.count("struck") / len(judged)


def test_german_is_read() -> None:
    assert german("honest") <= MOST_GERMAN
    assert german("dishonest") >= LEAST_DISHONEST
