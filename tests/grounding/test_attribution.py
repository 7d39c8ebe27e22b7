from __future__ import annotations

from datetime import date

import pytest

from generator.grounding.attribution import attributed
from generator.grounding.support import Grounds, Sentence
from generator.text.names import NameFinder

COST = "Quillmark says its model R9 was trained for $5.6 million on 2,048 chips."
DATA = "Velora's assistant was down on Monday; no data was lost, the company said."
JOBS = "Complaints rose 12% within a year, according to the union Samvirke."
RULES = "Export rules may be tightened in autumn, economy minister Jan Verhoef said in an interview."
NEEDS = "The founder, Ada Lund of Quillmark, said the tool had been used outside its purpose."
OWN = "Quillmark said it sold 400 robots in May."
DEAL = "Velora acquired the lab Corvane for $90 million, the companies said on Tuesday."
PAPER = "The paper says eleven of twenty models failed the test."
MIXED = "Velora fined two brokers; its chief executive Tom Reiss said the rules were clear."
OFF = "Velora wrote off $90 million of chips in the spring."
AUDIT = "An internal audit at Velora found that its assistant gave a wrong dose in 7% of 900 answers."
RELAYED = "Velora has told its suppliers that R9 comes in 2028, according to three people familiar with the matter."
CHINESE = "星澜科技表示，其新模型在内部测试中推理成本最多降低60%。"
LATIN = "Quillmark 表示，R9 的推理成本降低60%。"
GERMAN = "Die Beschwerden stiegen um 12 Prozent, sagte die Gewerkschaft Samvirke."


@pytest.mark.parametrize(
    ("sentence", "claim", "who"),
    [
        (COST, "R9 was trained for $5.6 million on 2,048 chips.", "Quillmark"),
        (COST, "Quillmark's model R9 was trained for $5.6 million.", "Quillmark"),
        (DATA, "No data was lost.", "the company"),
        (JOBS, "Complaints rose 12% within a year.", "the union Samvirke"),
        (RULES, "Export rules may be tightened in autumn.", "economy minister Jan Verhoef"),
        (NEEDS, "The tool had been used outside its purpose.", "the founder"),
        (AUDIT, "The assistant gave a wrong dose in 7% of 900 answers.", "an internal audit at Velora"),
        (CHINESE, "新模型在内部测试中推理成本最多降低60%。", "星澜科技"),
        (LATIN, "R9 的推理成本降低60%。", "Quillmark"),
        (LATIN, "The inference cost of R9 fell 60%.", "Quillmark"),
        (GERMAN, "Die Beschwerden stiegen um 12 Prozent.", "die Gewerkschaft Samvirke"),
        (RELAYED, "Velora has told its suppliers that R9 comes in 2028.", "three people familiar with the matter"),
        (RELAYED, "Two people said that Velora told its suppliers that R9 comes in 2028.", ""),  # says so itself
        (COST, "Quillmark says R9 was trained for $5.6 million.", ""),
        (OWN, "Quillmark sold 400 robots in May.", ""),  # tells of its own doing
        (DEAL, "Velora acquired the lab Corvane for $90 million.", ""),
        (PAPER, "Eleven of twenty models failed the test.", ""),  # nobody's statement
        (MIXED, "Velora fined two brokers.", ""),  # not in what is said
        (OFF, "Chips worth $90 million were written off in the spring.", ""),
        (CHINESE, "The inference cost of the new model fell by up to 60%.", ""),  # a name in another script
    ],
)
def test_a_repeated_statement_has_the_speaker_of_its_sentence(sentence: str, claim: str, who: str) -> None:
    assert Grounds([Sentence(sentence, date(2026, 6, 20))], NameFinder([])).speaker(claim, [0]) == who


def test_what_another_sentence_tells_as_a_fact_is_nobodys_statement() -> None:
    sentences = [Sentence(text, date(2026, 6, 20)) for text in (JOBS, "Complaints rose 12% within a year, as filed.")]
    assert Grounds(sentences, NameFinder([])).speaker("Complaints rose 12% within a year.", [0, 1]) == ""


@pytest.mark.parametrize(
    ("claim", "who", "language", "printed"),
    [
        ("Complaints rose 12%.", "Velora", "en", "Complaints rose 12% (according to Velora)."),
        ("Complaints rose 12%", "Velora", "en-GB", "Complaints rose 12% (according to Velora)"),
        ("投诉增长12%。", "Velora", "zh-CN", "投诉增长12%（Velora 称）。"),
        ("投诉增长12%。", "星澜科技", "zh", "投诉增长12%（星澜科技称）。"),
        ("Die Klagen stiegen.", "der Konzern", "de", "Die Klagen stiegen (so der Konzern)."),
        ("Les plaintes ont augmenté.", "Velora", "fr", "Les plaintes ont augmenté."),
        ("Complaints rose 12%.", "", "en", "Complaints rose 12%."),
    ],
)
def test_the_speaker_stands_before_the_full_stop(claim: str, who: str, language: str, printed: str) -> None:
    assert attributed(claim, who, language) == printed


@pytest.mark.parametrize(
    ("sentence", "claim", "outcome"),
    [
        (COST, "R9 was trained for $5.6 million on 2,048 chips (according to Quillmark).", "carried"),
        (COST, "R9 was trained for $5.6 billion on 2,048 chips (according to Quillmark).", "struck"),
        (COST, "R9 was trained for $5.6 million on 2,048 chips (according to Velora).", "struck"),
        (LATIN, "R9 的推理成本降低60%（Quillmark 称）。", "carried"),
        (GERMAN, "Die Beschwerden stiegen um 12 Prozent (so die Gewerkschaft Samvirke).", "carried"),
    ],
)
def test_a_speaker_in_brackets_must_be_that_of_the_sentence(sentence: str, claim: str, outcome: str) -> None:
    assert Grounds([Sentence(sentence, date(2026, 6, 20))], NameFinder([])).judge(claim, [0]).outcome == outcome
