from __future__ import annotations

import pytest

from generator.enrich.extractive.engine import ExtractiveEngine
from generator.model.vocabulary import Vocabulary
from tests.make import article, source


@pytest.fixture(scope="module")
def engine(vocabulary: Vocabulary) -> ExtractiveEngine:
    return ExtractiveEngine(vocabulary, "en")


@pytest.mark.parametrize(
    ("title", "text", "lead"),
    [
        # what is so besides comes after what happened
        (
            "Skyway spends a billion on memory plants",
            "The plan comes as Skyway and its rival Halyard have seen record profits from memory plants.\n"
            "Two plants near Groningen are to make memory from 2028 on.",
            "Two plants near Groningen are to make memory from 2028 on.",
        ),
        # what a firm's own post announces comes before a detail
        (
            "Introducing Quist Ledger, an agent that closes the books",
            "Today we are launching Quist Ledger, an agent that reconciles accounts at the end of the month.\n"
            "Every entry that Quist Ledger proposes must be approved by a person.",
            "Today we are launching Quist Ledger, an agent that reconciles accounts at the end of the month.",
        ),
        # a title that only names a version has no topic
        (
            "loom v2.4.0",
            "Answers of small models come 1.7 times faster with the new scheduler.",
            "Answers of small models come 1.7 times faster with the new scheduler.",
        ),
        # no sentence is better than one that says nothing of what the title tells
        (
            "Vibe coding comes to your phone",
            "People with a phone often spend their days inside of a few apps until they find what they want.",
            None,
        ),
        # nor one that has nothing of it but a name, unless it tells news or an amount
        (
            "Halyard plans tents for its harbours",
            "Halyard looks back on more storms than Porto would like to count.",
            None,
        ),
        (
            "Halyard plans tents for its harbours",
            "Halyard signed for canvas with the weavers of Porto.",
            "Halyard signed for canvas with the weavers of Porto.",
        ),
        (
            "Halyard plans tents for its harbours",
            "Halyard looks back on 17 storms at the coast near Porto.",
            "Halyard looks back on 17 storms at the coast near Porto.",
        ),
        # nor one of what happened long before, whatever verb of news it has
        (
            "Dreaming: better memory for a more helpful Quist",
            "Memory first launched in April 2024 (also known as saved notes).",
            None,
        ),
        # nor one of what came earlier, or of what somebody thinks
        (
            "Halyard pilots face dismissal for their words about tides",
            "Earlier this month, five pilots of Halyard urged the council of Porto to measure tides.\n"
            "Three pilots of Halyard face dismissal, a letter shows.",
            "Three pilots of Halyard face dismissal, a letter shows.",
        ),
        (
            "Halyard rebuilds its ledgers of tides for pilots",
            "“Tides are the new currency of every pilot,” says Ada Lund, who heads Halyard.\n"
            "Halyard now writes tides into ledgers of its pilots each hour.",
            "Halyard now writes tides into ledgers of its pilots each hour.",
        ),
        # nor one of what has been so for long
        (
            "Skyway rebuilds the ferry after protests of villages near the coast for the tide",
            "The ferry has been a companion of Porto through every tide.",
            None,
        ),
        # a sentence with no name and no amount sets the scene
        (
            "Halyard pulls rusty rivets out of forty ships after the storm in Porto",
            "What will come of it?\nDoctors and captains alike are using rivets to mend what they like at night.",
            None,
        ),
        ("奎斯特印社获颁桥梁奖", "桥梁修了几千年，从来没有人这样修过桥。", None),
        # a Chinese title is a name
        (
            "国内首部院线动画电影获颁奖项，导演谈幕后故事与下一步计划",
            "会有什么结果？\n评委会称赞《潮汐之桥》的动画细腻动人。",
            "评委会称赞《潮汐之桥》的动画细腻动人。",
        ),
        ("Halyard bringt eine neue Brille", "Viele Leute tragen ihre alte Brille oft bis zum Bruch.", None),
        # where only a deep sentence is at hand, the text does not say it
        (
            "Northwind cancels licences of Zephyr",
            "\n".join(["What will come of it?"] * 7 + ["Although they are popular, Zephyr tools cost much."]),
            None,
        ),
    ],
)
def test_the_lead_tells_what_happened_or_there_is_none(
    engine: ExtractiveEngine, title: str, text: str, lead: str | None
) -> None:
    language = "de" if "bringt" in title else "zh" if "获" in title else "en"
    draft = engine.enrich([article(title, text, source=source(language=language))])
    assert (draft.tldr.what_changed.text if draft.tldr else None) == lead


def test_of_what_several_report_a_name_is_enough(engine: ExtractiveEngine) -> None:
    lead = "Halyard looks back on more storms than Porto would like to count."
    reports = [
        article("Halyard plans tents for its harbours", lead),
        article("Tents for harbours planned", "", source=source("gazette")),
    ]
    draft = engine.enrich(reports)
    assert draft.tldr and draft.tldr.what_changed.text == lead


def test_a_paper_leads_with_what_it_introduces(engine: ExtractiveEngine) -> None:
    lead = "We propose Quist, which closes by itself."
    text = f"Maps of harbours remain scarce. We release gates for models of harbours with maps. {lead}"
    draft = engine.enrich([
        article("Quist: gates for models of harbours", text, source=source("preprints", category="papers"))
    ])  # fmt: skip
    assert draft.tldr and draft.tldr.what_changed.text == lead


def test_without_a_lead_there_is_no_second_sentence(engine: ExtractiveEngine) -> None:
    text = (
        "Many teams accept tools that write code, and hold Zephyr tools for the way that all will go.\n"
        "Unlike others, Zephyr teams have tools for 40 of their tasks.\n"
        "Most teams of Zephyr have 90 tools.\nSeveral teams of Zephyr hold 12 tools for good.\n"
        "Traditional teams of Zephyr hold 15 plans."
    )
    draft = engine.enrich([article("The plan of a desktop with assistants is dropped after protests", text)])
    assert draft.tldr is None and draft.hook is None


def test_where_no_report_tells_what_happened_the_study_does(engine: ExtractiveEngine) -> None:
    lead = "We present Quist, a model that finds leaks in dykes a median of 7 minutes after they begin."
    paper = article("Quist: leaks in dykes", lead, source=source("preprints", category="papers"))
    report = article(
        "AI spots leaks in dykes in minutes, study says", "Wardens of the coast have long walked at night."
    )
    draft = engine.enrich([report, paper])
    assert draft.tldr and draft.tldr.what_changed.text == lead
