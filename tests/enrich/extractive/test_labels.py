from __future__ import annotations

import pytest

from generator.enrich.extractive.labels import Labeller
from generator.model.article import Article
from generator.model.item import Entities
from generator.model.source import Category
from generator.model.vocabulary import Evidence, Name, Rules, Topic, Vocabulary
from tests.make import article, source

NAMES = (
    Name(name="Northwind", kind="company", aliases=("北风",), sites=("northwind.example",)),
    Name(name="Meridian", kind="company"),
    Name(name="Halyard", kind="company"),
    Name(name="Zephyr", kind="model", company="Northwind"),
    Name(name="Shuttle", kind="product"),
    Name(name="Ada Lund", kind="person", aliases=("Lund",)),
)
LABEL = {"en": "Label"}
LABELLER = Labeller(
    Vocabulary(rules=Rules(topics=(), audiences=(), relevance=Evidence(strong=("AI",))), names=NAMES), "en"
)
TOPICS = Labeller(
    Vocabulary(
        rules=Rules(
            topics=(
                Topic(id="ships", label=LABEL, lead=LABEL, terms=("ferry", "ferries", "harbour")),
                Topic(id="works", label=LABEL, lead=LABEL, terms=("crane", "cranes", "harbour master")),
                Topic(id="studies", label=LABEL, lead=LABEL, terms=("sampling",), papers=True),
            ),
            audiences=(),
            relevance=Evidence(strong=("AI",)),
        ),
        names=(),
    ),
    "en",
)  # fmt: skip
FILLER = "The hall stands near the river and has room for all of them. " * 6


def of_versions(*titles: str) -> tuple[str, ...]:
    """The topics of one event, where one topic is given by versions of models and another by a word."""
    topics = (
        Topic(id="ships", label=LABEL, lead=LABEL, terms=("ferry",)),
        Topic(id="models", label=LABEL, lead=LABEL, terms=(), versions=True),
    )
    rules = Rules(topics=topics, audiences=(), relevance=Evidence(strong=("AI",)))
    return Labeller(Vocabulary(rules=rules, names=NAMES), "en").topics([told(title) for title in titles])


def told(title: str, text: str = "", name: str = "ledger") -> Article:
    return article(title, text, source=source(name))


def speaking(category: Category, feed: str = "Quarrow Blog") -> Article:
    return article("What went wrong", "A cache failed.", source=source("quarrow", title=feed, category=category))


@pytest.mark.parametrize(
    ("articles", "found"),
    [
        ([told("Northwind rents Halyard's cluster")], Entities(companies=("Halyard", "Northwind"))),
        # once in passing, once in the lead, in the lead and again, three times behind it
        ([told("A hall", f"{FILLER} Meridian has one.")], Entities()),
        ([told("A hall", f"Meridian has one. {FILLER}")], Entities()),
        ([told("A hall", f"Meridian has one. {FILLER} Meridian.")], Entities(companies=("Meridian",))),
        ([told("A hall", f"{FILLER} Meridian, Meridian.")], Entities(companies=("Meridian",))),
        # who speaks on the own site
        ([told("What went wrong on 9 June", "A cache failed.", "northwind")], Entities(companies=("Northwind",))),
        # a laboratory whose feed is read, and no outlet
        ([speaking("lab"), told("Quarrow undercuts it", "Quarrow is cheap.")], Entities(companies=("Quarrow",))),
        ([speaking("lab", "Quarrow Press Releases"), told("Quarrow is cheap")], Entities(companies=("Quarrow",))),
        ([speaking("news"), told("Quarrow undercuts it", "Quarrow is cheap.")], Entities()),
        # a version makes its family superfluous
        ([told("Zephyr 5 is here", "Zephyr 5 follows. Zephyr is popular. Zephyr.")], Entities(models=("Zephyr 5",))),
        ([told("Zephyr and Shuttle")], Entities(models=("Zephyr",), products=("Shuttle",))),
        # strangers
        (
            [told("Quist leaves", "Teodor Quist, chief executive of Halyard, leaves. Halyard thanks Quist.")],
            Entities(companies=("Halyard",), people=("Teodor Quist",)),
        ),
        # introduced in one report, named in the title of another
        (
            [
                told("Quarrow opens a hall", "Quarrow, a startup that makes chips, opens it."),
                told("Quarrow has a hall"),
            ],
            Entities(companies=("Quarrow",)),
        ),
        # of three reports one names Meridian in its title, and all name Northwind
        (
            [told("北风租用集群"), told("Northwind rents"), told("Northwind, not Meridian"), told("Northwind")],
            Entities(companies=("Northwind",)),
        ),
    ],
)
def test_an_item_is_about_what_stands_out_in_its_reports(articles: list[Article], found: Entities) -> None:
    assert LABELLER.entities(articles) == found


def test_at_most_five_of_a_kind_are_listed() -> None:
    names = tuple(Name(name=f"Firm{letter}", kind="company") for letter in "abcdefg")
    rules = Rules(topics=(), audiences=(), relevance=Evidence(strong=("AI",)))
    labeller = Labeller(Vocabulary(rules=rules, names=names), "en")
    title = "Firmg, Firma, Firmb, Firmc, Firmd, Firme and Firmf agree; Firmg says so"
    assert labeller.entities([told(title, "Firmg is first.")]).companies == (
        "Firmg", "Firma", "Firmb", "Firmc", "Firmd",
    )  # fmt: skip


def paper(title: str, text: str = "") -> Article:
    return article(title, text, source=source("preprints", category="papers"))


@pytest.mark.parametrize(
    ("articles", "found"),
    [
        ([told("A ferry sails", "Cranes and a crane lift it.")], ("ships", "works")),
        ([told("A crane and a ferry", "Cranes lift it.")], ("works", "ships")),
        # one word of a text: where the report begins with it, and the first of them
        ([told("It sails", f"The crane lifts a ferry. {FILLER}")], ("works",)),
        ([told("It sails", f"{FILLER} The crane lifts it.")], ()),
        # papers
        ([paper("A ferry sails")], ("studies", "ships")),
        ([paper("It sails")], ("studies",)),
        ([paper("A ferry sails"), told("The ferry sails")], ("ships",)),
    ],
)
def test_the_topics_of_an_event(articles: list[Article], found: tuple[str, ...]) -> None:
    assert TOPICS.topics(articles) == found


def test_a_model_with_its_version_in_a_title_that_releases_it_is_a_term() -> None:
    assert of_versions("Northwind releases Zephyr 5", "Zephyr 5 steers a ferry") == ("models", "ships")
    assert of_versions("Zephyr 5 steers a ferry") == ("ships",)
    assert of_versions("Northwind releases Zephyr for a ferry") == ("ships",)
