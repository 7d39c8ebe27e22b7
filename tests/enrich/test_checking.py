from __future__ import annotations

from dataclasses import replace

import pytest

from generator.enrich.checking import Checked, Sources, checked
from generator.enrich.engine import Draft
from generator.model.article import Article
from generator.model.item import (
    Claim,
    ComparisonRow,
    Competitors,
    Evidence,
    Implication,
    Item,
    NextStep,
    TimelineEntry,
    Tldr,
)
from generator.model.vocabulary import Vocabulary
from generator.text.names import NameFinder
from generator.text.words import count_words
from tests.make import article, item

SENTENCES = (
    "Northwind will rent Halyard's cluster of 300 megawatts near Groningen from 6 July 2026.",
    "The limits of all paid Zephyr plans double today because the cluster ends a shortage of compute.",
    "Northwind cut the same limits by 30 percent on 8 June 2026 for weekday afternoons.",
    "Rival Meridian keeps the limits of Cobalt 2 lower than Northwind keeps those of Zephyr.",
)
FACT = "Halyard opened its cluster near Groningen in May 2025."
EARLIER = {"2025/W20/opening": item(evidence={"e1": Evidence(article=0, quote=FACT)}, tldr=None)}


@pytest.fixture(scope="module")
def names(vocabulary: Vocabulary) -> NameFinder:
    return NameFinder(vocabulary.names)


def told() -> Article:
    return article("Northwind rents Halyard's cluster", " ".join(SENTENCES))


def draft(**fields: object) -> Draft:
    evidence = {f"e{n}": Evidence(article=0, quote=text) for n, text in enumerate(SENTENCES, start=1)}
    evidence["e5"] = Evidence(article=0, quote=FACT, item="2025/W20/opening")
    base = Draft(
        headline="An outlet's title", language="en", evidence=evidence,
        tldr=Tldr(what_changed=Claim(text="Northwind rents a cluster of 300 megawatts from Halyard.", cites=("e1",))),
    )  # fmt: skip
    return replace(base, **fields)  # type: ignore[arg-type]


def check(names: NameFinder, **fields: object) -> Checked:
    return checked(draft(**fields), Sources([told()], names, EARLIER))


def claim(text: str, *cites: str) -> Claim:
    return Claim(text=text, cites=cites)


def test_carried_claims_stay_and_evidence_is_numbered_by_its_use(names: NameFinder) -> None:
    found = check(names, takeaways=(claim("Northwind cut the limits by 30 percent on 8 June 2026.", "e3"),))
    assert found.struck == ()
    assert found.draft.takeaways[0].cites == ("e2",)
    assert [entry.quote for entry in found.draft.evidence.values()] == [SENTENCES[0], SENTENCES[2]]


def test_a_claim_is_cited_anew_where_other_sentences_carry_it(names: NameFinder) -> None:
    found = check(names, takeaways=(claim("Northwind cut the limits by 30 percent.", "e1"),))
    assert found.recited == 1
    assert found.draft.evidence[found.draft.takeaways[0].cites[0]].quote == SENTENCES[2]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Northwind rents a cluster of 400 megawatts from Halyard.", "400"),
        ("Gravelbank rents Halyard's cluster near Groningen.", "Gravelbank"),
        ("See https://evil.example/?q=1 for the cluster.", "address"),
        ("Northwind rents [a cluster](javascript:alert(1)).", "address"),
        ("Northwind租用300兆瓦的集群。", "not in en"),
        ("Northwind seized Halyard's cluster near Groningen.", "seized"),
    ],
)
def test_what_no_sentence_carries_is_struck_with_its_reason(names: NameFinder, text: str, reason: str) -> None:
    found = check(names, takeaways=(claim(text, "e1"),))
    assert found.draft.takeaways == ()
    assert [(one.field, one.text) for one in found.struck] == [("takeaways.0", text)]
    assert reason in found.struck[0].why


def test_without_its_news_a_draft_has_no_summary(names: NameFinder) -> None:
    lie = Tldr(what_changed=claim("Northwind bought Halyard for 9 billion dollars.", "e1"))
    assert check(names, tldr=lie).draft.tldr is None


def test_only_reasons_steps_and_forecasts_may_be_inferred(names: NameFinder) -> None:
    inferred = "Teams can plan larger workloads with confidence."
    tldr = Tldr(
        what_changed=claim("Northwind rents a cluster of 300 megawatts.", "e1"),
        why_it_matters=claim(inferred, "e2"),
        what_to_do_next=NextStep(text="Review how close your workloads come to the ceiling.", cites=("e2",)),
    )
    found = check(names, tldr=tldr, takeaways=(claim(inferred, "e2"),))
    assert found.draft.tldr and found.draft.tldr.why_it_matters and found.draft.tldr.what_to_do_next
    assert found.draft.tldr.why_it_matters.inference and found.draft.tldr.what_to_do_next.inference
    assert found.draft.takeaways == ()


def test_earlier_items_may_be_cited_for_time_and_rivals_only(names: NameFinder) -> None:
    opened = claim("Halyard opened its cluster near Groningen in May 2025.", "e5")
    entry = TimelineEntry(date="2025-05", text=opened.text, cites=opened.cites)
    found = check(names, timeline=(entry,), technical=(opened,))
    assert [entry.item for entry in found.draft.evidence.values()] == [None, "2025/W20/opening"]
    assert found.draft.timeline[0].cites == ("e2",)
    assert found.draft.technical == ()


@pytest.mark.parametrize(
    ("date", "is_kept"), [("2026-06-08", True), ("2026-06", True), ("2026-06-09", False), ("2024", False)]
)
def test_the_date_of_a_step_must_be_told_too(names: NameFinder, date: str, is_kept: bool) -> None:
    text = "Northwind cut the limits by 30 percent for weekday afternoons."
    found = check(names, timeline=(TimelineEntry(date=date, text=text, cites=("e3",)),))
    assert bool(found.draft.timeline) is is_kept


@pytest.mark.parametrize(
    ("sentence", "date", "is_kept"),
    [
        ("Northwind had rented a cluster in April.", "2026-04", True),
        ("Northwind rents the cluster until April 2027.", "2027-04", True),
        ("Northwind rents the cluster until April 2027.", "2026-04", False),
        ("Northwind had rented a cluster in November.", "2025-11", True),
        ("Northwind had rented a cluster in April.", "2025-04", False),
        ("Northwind rented a cluster on Monday.", "2026-06-15", True),
        ("Northwind rented a cluster on Monday.", "2026-06-17", False),
        ("Northwind rented a cluster.", "2026-06-17", True),
    ],
)
def test_a_step_has_the_day_or_month_of_its_sentence(
    names: NameFinder, sentence: str, date: str, is_kept: bool
) -> None:
    text = "Northwind rented a cluster."
    steps = Draft(
        headline="An outlet's title", language="en", evidence={"e1": Evidence(article=0, quote=sentence)}, tldr=None,
        timeline=(TimelineEntry(date=date, text=text, cites=("e1",)),),
    )  # fmt: skip
    found = checked(steps, Sources([article("Northwind rents", sentence)], names))
    assert bool(found.draft.timeline) is is_kept


def forecast(**fields: object) -> Implication:
    told_of = {
        "id": "p1", "text": "Northwind uses the cluster of Halyard at its full 300 megawatts.", "cites": ("e1",),
        "because": "It rents the cluster from 6 July 2026.", "due": "2026-12-31", "confidence": 0.6,
        "test": "Northwind or Halyard says so by 31 December 2026.",
    }  # fmt: skip
    return Implication.model_validate({**told_of, **fields})


@pytest.mark.parametrize(
    ("fields", "is_kept"),
    [
        ({}, True),
        ({"due": "2026-06-01"}, False),
        ({"because": "Gravelbank Capital pays for it."}, False),
        ({"test": "The Gravelbank report names 900 megawatts."}, False),
        ({"text": "Northwind uses 900 megawatts."}, False),
    ],
)
def test_a_forecast_brings_in_no_fact_but_its_due_date(
    names: NameFinder, fields: dict[str, object], is_kept: bool
) -> None:
    found = check(names, implications=(forecast(**fields),))
    assert bool(found.draft.implications) is is_kept
    assert bool(found.struck) is not is_kept


def table(*cells: Claim | None, subjects: tuple[str, ...] = ("Northwind", "Meridian")) -> Competitors:
    return Competitors(subjects=subjects, rows=(ComparisonRow(aspect="Limits", cells=cells),))


def test_a_table_keeps_what_is_carried_and_needs_two_subjects(names: NameFinder) -> None:
    told_of = claim("Northwind keeps the limits of Zephyr higher than Meridian keeps those of Cobalt 2.", "e4")
    lower = claim("Rival Meridian keeps the limits of Cobalt 2 lower.", "e4")
    kept = check(names, competitors=table(claim("Northwind cut the limits by 30 percent.", "e3"), lower))
    assert kept.draft.competitors and all(kept.draft.competitors.rows[0].cells)
    assert check(names, competitors=table(None, lower)).draft.competitors is None
    assert "e2" not in check(names, competitors=table(None, lower)).draft.evidence
    stranger = table(told_of, lower, subjects=("Northwind", "Gravelbank"))
    assert check(names, competitors=stranger).draft.competitors is None


def test_a_long_sentence_is_quoted_in_part_and_the_part_carries_the_claim(names: NameFinder) -> None:
    long = (
        "After months of quiet talks and two failed attempts in the spring, Northwind will rent Halyard's cluster of 300"
        " megawatts near Groningen from 6 July 2026, while its rival Meridian said that it was still looking for a site."
    )
    one = article("A deal", long)
    given = Draft(
        headline="A deal", language="en", evidence={"e1": Evidence(article=0, quote=long)},
        tldr=Tldr(what_changed=claim("Northwind will rent Halyard's cluster of 300 megawatts.", "e1")),
    )  # fmt: skip
    found = checked(given, Sources([one], names))
    assert found.draft.tldr
    quote = found.draft.evidence["e1"].quote
    assert quote in long and count_words(quote) <= 25 and "300 megawatts" in quote.replace("300  ", "300 ")


@pytest.mark.parametrize(
    ("evidence", "is_there"),
    [
        (Evidence(article=0, quote="Northwind rents Halyard's  cluster"), True),
        (Evidence(article=0, quote=SENTENCES[1]), True),
        (Evidence(article=0, quote="Nobody wrote this."), False),
        (Evidence(article=1, quote=SENTENCES[1]), False),
        (Evidence(article=0, quote=FACT, item="2025/W20/opening"), True),
        (Evidence(article=0, quote="Halyard closed.", item="2025/W20/opening"), False),
        (Evidence(article=0, quote=FACT, item="2025/W20/gone"), False),
    ],
)
def test_evidence_stands_where_it_says(names: NameFinder, evidence: Evidence, is_there: bool) -> None:
    assert Sources([told()], names, EARLIER).have(evidence) is is_there


def test_claims_on_invented_evidence_go_with_it(names: NameFinder) -> None:
    invented = {**draft().evidence, "e3": Evidence(article=0, quote="Northwind gives everything away.")}
    found = check(names, evidence=invented, takeaways=(claim("Northwind gives everything away.", "e3"),))
    assert found.draft.takeaways == ()


def test_a_title_of_its_own_is_printed_only_where_it_is_carried(names: NameFinder) -> None:
    assert check(names, title=claim("Northwind rents a cluster of Halyard", "e1")).draft.title
    assert check(names, title=claim("Northwind buys Gravelbank", "e1")).draft.title is None


def test_items_are_values_the_check_does_not_change(names: NameFinder) -> None:
    given = draft()
    before = (given, dict(given.evidence), Item.model_validate(EARLIER["2025/W20/opening"].model_dump()))
    check(names)
    assert (given, given.evidence, EARLIER["2025/W20/opening"]) == before


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Northwind cut the same limits by 30 percent, and", "it breaks off"),
        ("Northwind cut the same limits by 30 percent on 8 June 2026,", "it breaks off"),
        ("Northwind rents from Halyard a cluster of 300 megawatts.", "it repeats what stands above it"),
    ],
)
def test_a_statement_is_whole_and_says_something_new(names: NameFinder, text: str, reason: str) -> None:
    found = check(names, takeaways=(claim(text, "e1", "e3"),))
    assert [struck.why for struck in found.struck] == [reason]


def test_a_hook_does_not_take_the_news_from_the_summary(names: NameFinder) -> None:
    found = check(names, hook=claim("Northwind rents a cluster of 300 megawatts from Halyard.", "e1"))
    assert found.draft.hook and found.draft.tldr


SAID = (
    "Halyard says the cluster near Groningen draws 300 megawatts.",
    "The towers there weigh 90 tonnes, Halyard says.",
)


@pytest.mark.parametrize(
    ("attributes", "printed"),
    [
        (True, ["Groningen's cluster draws 300 megawatts (according to Halyard).", "The towers weigh 90 tonnes."]),
        (False, ["Groningen's cluster draws 300 megawatts.", "The towers weigh 90 tonnes."]),
    ],
)
def test_a_statement_told_as_a_fact_names_its_speaker_once_a_section(
    names: NameFinder, attributes: bool, printed: list[str]
) -> None:
    evidence = {f"e{n}": Evidence(article=0, quote=text) for n, text in enumerate(SAID, start=1)}
    claims = (claim("Groningen's cluster draws 300 megawatts.", "e1"), claim("The towers weigh 90 tonnes.", "e2"))
    told = article("A cluster near Groningen", " ".join(SAID))
    written = Draft(headline="A", language="en", evidence=evidence, takeaways=claims)
    found = checked(written, Sources([told], names), attributes=attributes)
    assert [kept.text for kept in found.draft.takeaways] == printed
    assert [kept.text for kept in found.kept] == printed


def test_an_outlet_is_not_named_as_the_speaker_of_its_own_report(names: NameFinder) -> None:
    told = article("A cluster near Groningen", SAID[0])
    told = told.model_copy(update={"source": told.source.model_copy(update={"name": "Halyard"})})
    written = Draft(
        headline="A", language="en", evidence={"e1": Evidence(article=0, quote=SAID[0])},
        takeaways=(claim("Groningen's cluster draws 300 megawatts.", "e1"),),
    )  # fmt: skip
    found = checked(written, Sources([told], names), attributes=True)
    assert [kept.text for kept in found.draft.takeaways] == ["Groningen's cluster draws 300 megawatts."]
