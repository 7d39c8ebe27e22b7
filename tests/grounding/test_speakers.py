"""Who says something: named before or after it, in the second half of a sentence, in quotation marks; invented sentences."""

from __future__ import annotations

from datetime import date

import pytest

from generator.grounding.support import Grounds, Sentence
from generator.text.names import NameFinder

QUOTE = "“We would rather be late than wrong,” said chief technology officer Tove Marr."
OTHER = "Chief executive Bram Oosten wrote on Monday that the training of Vesper used 900 chips."
DEAL = "A deal would make Ulsten less dependent on Orlane, said Pia Lind, an analyst at Tarn Partners."
BUT = "Ulsten does not dispute that it used some of the books, but says that training is fair use."
SURVEY = "Fewer than one in ten customers ever used Vesper, wrote vice president Tove Marr."
LACKS = "Corvane said the logs of Ulsten's agent showed three downloads from unknown addresses."
FLAW = "The supplier, Corvane, said the city had sent outdated rules."
CITY = "The city switched the system off in May, and the regulator looks into it."
CASES = [
    ([QUOTE, OTHER], "“We would rather be late than wrong,” said Tove Marr.", True),
    ([QUOTE, OTHER], "“We would rather be late than wrong,” said chief executive Bram Oosten.", False),
    ([DEAL], "A deal would make Ulsten less dependent on Orlane, said analyst Pia Lind.", True),
    ([DEAL], "A deal would make Ulsten less dependent on Orlane, said Orlane.", False),
    ([BUT], "Ulsten says that training is fair use and does not dispute that it used some of the books.", True),
    ([SURVEY], "Fewer than one in ten customers ever used Vesper, wrote Tove Marr.", True),
    ([FLAW, CITY], "The supplier said the city had sent outdated rules.", True),
    ([FLAW, CITY], "The city said Corvane had sent outdated rules.", False),
    ([FLAW, CITY], "The regulator said the city had sent outdated rules.", False),
    ([LACKS], "Ulsten said the logs of its agent showed three downloads from unknown addresses.", False),
]


@pytest.mark.parametrize(("sentences", "claim", "is_carried"), CASES)
def test_a_statement_stays_with_whoever_makes_it(sentences: list[str], claim: str, is_carried: bool) -> None:
    grounds = Grounds([Sentence(text, date(2026, 6, 17)) for text in sentences], NameFinder([]))
    verdict = grounds.judge(claim, [0])
    assert (verdict.outcome in ("carried", "recited")) == is_carried, verdict.why
