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
        # what has long been so comes after what the title says
        (
            "Northwind opens a harbour school for robots",
            "Most robots of Northwind that are sold for harbours can walk, but few can work in one.\n"
            "A school for robots that Northwind pays for opened its gates near the harbour of Porto.",
            "A school for robots that Northwind pays for opened its gates near the harbour of Porto.",
        ),
        (
            "Skyway spends a billion on memory plants",
            "The plan comes as Skyway and Halyard enjoy record profits from memory and high prices of it.\n"
            "Skyway is to spend a billion euros on two memory plants near Groningen.",
            "Skyway is to spend a billion euros on two memory plants near Groningen.",
        ),
        (
            "软港完成对北风的百亿追加投资",
            "在本次追加投资之前，软港通过愿景基金向北风投资了五亿美元。\n软港以一百亿美元完成了对北风的追加投资。",
            "软港以一百亿美元完成了对北风的追加投资。",
        ),
        # an earlier month is not that of the news
        (
            "Halyard shows faces in its glasses",
            "Halyard told the glasses trade on 2 April that faces stay out of its glasses for now.\n"
            "Code that finds faces is in the glasses of Halyard, as a look into its app shows.",
            "Code that finds faces is in the glasses of Halyard, as a look into its app shows.",
        ),
        # no sentence is better than one that says nothing of the title
        (
            "Vibe coding comes to your phone",
            "People spend all of their days inside of a few apps until they find what they want.",
            None,
        ),
        ("Die neue Brille von Halyard ist da", "Viele Leute tragen ihre alten Sonnengläser seit Jahren gern.", None),
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
    language = "en" if title.isascii() else "de" if title.startswith("Die") else "zh"
    draft = engine.enrich([article(title, text, source=source(language=language))])
    assert (draft.tldr.what_changed.text if draft.tldr else None) == lead


@pytest.mark.parametrize(
    ("second", "lead"),
    [
        ("Quist outperforms the other models of harbours by nine points.", 1),
        ("The gates of Quist are trained end to end on maps of harbours.", 0),
    ],
)
def test_a_paper_leads_with_what_it_introduces_or_finds(engine: ExtractiveEngine, second: str, lead: int) -> None:
    known = "Maps of harbours remain scarce, and models of harbours with gates remain hard to train on them."
    first = "Our gates of Quist are simple." if lead else "We propose Quist, a model of harbours with gates."
    title = "Quist: gates for models of harbours"
    preprints = source("preprints", category="papers")
    draft = engine.enrich([article(title, f"{known} {first} {second}", source=preprints)])
    assert draft.tldr and draft.tldr.what_changed.text == (first, second)[lead]


def test_without_a_lead_there_is_no_second_sentence(engine: ExtractiveEngine) -> None:
    text = (
        "Many teams accept tools that write code, and hold Zephyr tools for the way that all will go.\n"
        "Unlike others, Zephyr teams have tools for 40 of their tasks.\n"
        "Most teams of Zephyr have 90 tools.\nSeveral teams of Zephyr hold 12 tools for good.\n"
        "Traditional teams of Zephyr hold 15 plans."
    )
    draft = engine.enrich([article("The plan of a desktop with assistants is dropped after protests", text)])
    assert draft.tldr is None and draft.hook is None
