from __future__ import annotations

import pytest

from generator.text.suits import plaintiffs


@pytest.mark.parametrize(
    ("headline", "who"),
    [
        ("Photographers sue Lumenary in San Francisco", ["Photographers"]),
        ("State of Texas sues Askwell over children's data", ["State of Texas"]),
        ("Askwell sued by newspapers over answers", ["newspapers"]),
        ("Askwell is sued by the city of Graz", ["the city of Graz"]),
        ("Newspapers take Askwell to court", ["Newspapers"]),
        ("Record labels file lawsuit against Selby", ["Record labels"]),
        ("Judge hears lawsuit from nurses", ["nurses"]),
        ("作家起诉 Selby", ["作家"]),
        ("Selby sued over songs", []),
        ("Selby sued again", []),
        ("What the lawsuit against Selby is about", []),
        ("Selby issues a report", []),
    ],
)
def test_a_headline_tells_who_sues(headline: str, who: list[str]) -> None:
    assert [*plaintiffs(headline)] == who
