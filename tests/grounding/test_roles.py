"""Who does something, where another clause or a place stands beside it; invented sentences."""

from __future__ import annotations

from datetime import date

import pytest

from generator.grounding.support import Grounds, Sentence
from generator.text.names import NameFinder

FLAW = "Corvane reported the flaw on 2 June, and Ulsten fixed it nine days later."
SALES = "Ulsten, which makes chips in Eindhoven, had revenue of $130 million last year, up from $85 million in 2024."
SUIT = "Corvane sued Ulsten over the chips."
CASES = [
    (FLAW, "Ulsten fixed the flaw nine days after Corvane's report.", True),
    (SALES, "Ulsten had revenue of $130 million last year, compared with $85 million in 2024.", True),
    (SUIT, "Ulsten sued Corvane over the chips.", False),
]


DEAL = "Ulsten收购了芯片公司Corvane，价格为9000万欧元。"
ROBOTS = "Corvane的规划器可调度1500台机器人，Ulsten的为900台。"
CASES += [
    (DEAL, "Ulsten bought Corvane, a maker of chips, for 90 million euros.", True),
    (DEAL, "Corvane was bought by Ulsten for 90 million euros.", True),
    (DEAL, "Corvane bought Ulsten for 90 million euros.", False),
    (DEAL, "Ulsten was bought by Corvane for 90 million euros.", False),
    (ROBOTS, "Corvane's planner handles 1,500 robots, Ulsten's 900.", True),
    (ROBOTS, "Ulsten's planner handles 1,500 robots, Corvane's 900.", False),
]


@pytest.mark.parametrize(("sentence", "claim", "is_carried"), CASES)
def test_what_is_done_stays_with_its_doer(sentence: str, claim: str, is_carried: bool) -> None:
    grounds = Grounds([Sentence(sentence, date(2026, 6, 17), "Ulsten and Corvane")], NameFinder([]))
    verdict = grounds.judge(claim, [0])
    assert (verdict.outcome in ("carried", "recited")) == is_carried, verdict.why
