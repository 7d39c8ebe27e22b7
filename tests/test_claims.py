"""Every field that holds claims is checked, holds together with its evidence, and goes with the report it rests on.

A new one has to be in `WHOLE`; the tests say where else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, get_args, get_type_hints

import pytest
from pydantic import BaseModel

from generator.archive.cutting import without
from generator.enrich.checking import Sources, checked
from generator.enrich.engine import Draft
from generator.model.errors import InvalidContent
from generator.model.item import (
    Claim,
    ComparisonRow,
    Competitors,
    Evidence,
    Implication,
    Item,
    Telling,
    TimelineEntry,
    Tldr,
)
from generator.model.yamltext import validate
from generator.text.names import NameFinder
from tests.make import article, item, report

QUOTE = "Northwind rents a cluster of 300 megawatts."
CLAIM = Claim(text="Halyard sells forty ships to Meridian.", cites=("e1",))
SUMMARY = Tldr(what_changed=CLAIM, why_it_matters=CLAIM)
WHOLE = item(
    title_cites=("e1",), hook="Halyard sells ships.", hook_cites=("e1",), tldr=SUMMARY,
    articles=(report(), report("harbour", adds=CLAIM)), takeaways=(CLAIM,), technical=(CLAIM,),
    competitors=Competitors(subjects=("Halyard", "Meridian"), rows=(ComparisonRow(aspect="Fleet", cells=(CLAIM, CLAIM)),)),
    implications=(Implication(id="p1", text=CLAIM.text, cites=("e1",), due="2027", test="A source reports it."),),
    timeline=(TimelineEntry(date="2026-05", text=CLAIM.text, cites=("e1",)),),
    evidence={"e1": Evidence(article=0, quote=QUOTE)},
    tellings={"zh": Telling(title="北风", hook=CLAIM, tldr=SUMMARY, takeaways=(CLAIM,), technical=(CLAIM,), of="x")},
)  # fmt: skip


def may_cite(kind: Any) -> bool:
    """Whether values of a type cite evidence."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return any(name.endswith("cites") or may_cite(it.annotation) for name, it in kind.model_fields.items())
    return any(map(may_cite, get_args(kind)))


CITING = sorted(name for name, it in Item.model_fields.items() if name.endswith("cites") or may_cite(it.annotation))
DRAFTED = sorted(it.name for it in fields(Draft) if may_cite(get_type_hints(Draft)[it.name]))


def cited(value: Any) -> set[str]:
    """The numbers of all evidence that is cited in a value."""
    if isinstance(value, BaseModel):
        return cited(value.model_dump())
    if isinstance(value, Mapping):
        inside = [set(entry or ()) if key.endswith("cites") else cited(entry) for key, entry in value.items()]
    else:
        inside = [cited(entry) for entry in value] if isinstance(value, tuple) else []
    return set().union(*inside)


@pytest.mark.parametrize("field", CITING)
def test_a_claim_without_its_evidence_is_refused_in_every_field(field: str) -> None:
    """By `Item._citations`."""
    assert cited({field: getattr(WHOLE, field)}), f"WHOLE has no claim in {field}"
    bare = item(articles=WHOLE.articles[:1], tldr=None, evidence={}).model_dump(exclude_defaults=True)
    with pytest.raises(InvalidContent, match="cites e1, which is not in evidence"):
        validate(Item, {**bare, field: WHOLE.model_dump(exclude_defaults=True)[field]}, "", "item.md")


def test_no_claim_stays_of_a_report_that_is_taken_out() -> None:
    """By `resting_on` of archive/cutting.py."""
    left = without(WHOLE, {WHOLE.articles[0].key})
    assert [field for field in CITING if cited({field: getattr(left, field)})] == []


@pytest.mark.parametrize("field", DRAFTED)
def test_no_claim_of_a_draft_is_printed_unchecked(field: str) -> None:
    """By `checked` of enrich/checking.py."""
    claim: Any = {field: CLAIM if field in ("title", "hook") else getattr(WHOLE, field)}
    draft = Draft(headline="Northwind rents a cluster", language="en", evidence=WHOLE.evidence)
    found = checked(replace(draft, **claim), Sources([article(text=QUOTE)], NameFinder(())))
    assert found.struck and not cited({field: getattr(found.draft, field)})
