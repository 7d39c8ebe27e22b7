from __future__ import annotations

from datetime import timedelta
from typing import Any

from generator.group.documents import DocumentMaker
from generator.group.events import Event
from generator.group.listing import reports_of
from generator.group.roles import arrange
from generator.model.article import Article
from generator.model.item import Item, Report
from generator.model.vocabulary import Name
from generator.text.names import NameFinder
from tests.make import NOON, article, item, source

NAMES = NameFinder([Name(name="Northwind", kind="company", sites=("northwind.example",))])
LATER = NOON + timedelta(days=1)
ENGLISH = " ".join(f"word{n} stands beside thing{n}." for n in range(20))


def told(outlet: str, text: str = "", **fields: Any) -> Article:
    return article(
        "Northwind rents a cluster", text, source=source(outlet), url=f"https://{outlet}.example/a", **fields
    )


def listed(*articles: Article, stored: Item | None = None, decided: dict[str, str] | None = None) -> dict[str, Report]:
    """The reports by outlet, in their order, as of a day after noon."""
    event = Event(articles, None if stored is None else "2026/W25/a", decided or {})
    found = reports_of(event, arrange(articles, NAMES), stored, DocumentMaker(NAMES), LATER)
    return {report.source: report for report in found}


def test_every_report_but_the_first_says_why_it_is_here() -> None:
    own = article("Higher limits", source=source("northwind", title="Northwind"), published=LATER)
    found = listed(told("ledger", ENGLISH), told("board", ENGLISH, published=LATER), own)
    assert [(name, report.role, report.why) for name, report in found.items()] == [
        ("northwind", "primary", None),
        ("ledger", "report", "similar texts, a day apart"),
        ("board", "copy", "the same text as Ledger"),
    ]
    assert all(report.joined is None for report in found.values()), "all were there from the beginning"


def test_when_and_why_a_report_joined_is_told_once_and_stays() -> None:
    first = listed(told("ledger"), told("board", published=LATER))
    known = first["board"].model_copy(update={"why": "as it was told then", "joined": NOON})
    found = listed(
        told("ledger"), told("board", published=LATER), told("quay", published=LATER),
        stored=item(articles=(first["ledger"], known)),
    )  # fmt: skip
    assert (found["board"].why, found["board"].joined) == ("as it was told then", NOON)
    assert found["quay"].joined == LATER
    assert found["ledger"].joined is None


def test_what_was_collected_first_stays_so() -> None:
    stored = item(articles=(listed(told("ledger"))["ledger"],))
    assert listed(told("ledger", collected=LATER), stored=stored)["ledger"].collected == NOON


def test_a_further_report_is_held_against_the_item_where_its_first_text_is_gone() -> None:
    stored = item(title="Northwind rents a cluster", articles=(listed(told("ledger"))["ledger"],))
    found = listed(told("quay", published=LATER), stored=stored)
    assert found["quay"].why == "same title, same name (Northwind), a day apart"


def test_what_a_maintainer_decided_is_told_and_nothing_is_held_against_it() -> None:
    decided = {"quay.example/a": "as the maintainer decided: one contract"}
    found = listed(told("quay", published=NOON - timedelta(hours=1)), told("ledger"), decided=decided)
    assert [(name, report.why) for name, report in found.items()] == [
        ("quay", "as the maintainer decided: one contract"), ("ledger", None),
    ]  # fmt: skip
