from __future__ import annotations

import pytest

from generator.group.phrases import shared_phrase


@pytest.mark.parametrize(
    ("title", "other", "words", "phrase"),
    [
        ("Clip-on frames for Smart Glasses", "Banks buy smart glasses for tellers", ["glass"], "Smart Glasses"),
        ("Orchard raises $250 million for robots", "Basalt raises $250 million for ovens", ["250", "million"], ""),
        ("What robots want to know, here", "Here robots want a rest", ["robot"], "robots want"),
        ("Senate votes to ban kites", "Town passes a ban of drones", ["ban"], ""),
        ("果园采摘机器人因故障停工", "故障排除，果园采摘机器人复工", ["采摘"], "果园采摘机器人"),
        ("砚湖云突发故障", "砚湖云公布报告", ["砚湖"], "砚湖云"),
        ("突发故障的砚湖云", "砚湖云公布报告", ["砚湖"], ""),
        ("2030 年全球支出超 5 万亿", "2030 年全球市场将突破", ["年全"], ""),
        ("果园采摘机器人停工", "Orchard robots stop", ["robot"], ""),
    ],
)
def test_a_phrase_names_a_subject(title: str, other: str, words: list[str], phrase: str) -> None:
    assert shared_phrase(title, other, words) == phrase
