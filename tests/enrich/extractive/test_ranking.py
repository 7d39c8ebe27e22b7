from __future__ import annotations

import os
import subprocess
import sys

#: Prints every score and the odds of every lead of three reports, to the last digit.
_PRINTS = """
from generator.enrich.extractive.cues import load_cues
from generator.enrich.extractive.leads import Leads
from generator.enrich.extractive.passages import passages
from generator.enrich.extractive.ranking import Relevance
from generator.text.names import NameFinder
from tests.feedserver import HARBOUR, LEDGER
from tests.make import article

articles = [article(title=title, text=text) for title, _, _, text in LEDGER + HARBOUR]
found = list(passages(articles, NameFinder(()), load_cues()))
relevance = Relevance(articles, found)
scores = {passage: relevance.score(passage) for passage in found}
leads = Leads(articles, frozenset(), scores, load_cues())
print([(score, leads.odds(passage)) for passage, score in scores.items()])
"""


def test_scores_are_the_same_in_every_process() -> None:
    """Sets of words have another order in each: of two passages as good as each other one run took the other."""
    told = {
        subprocess.run(
            [sys.executable, "-c", _PRINTS], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in "123"
    }
    assert len(told) == 1
