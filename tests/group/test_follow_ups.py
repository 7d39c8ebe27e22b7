"""Reports of one event come together, and what follows within days stays apart although it tells that event again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import combinations
from typing import Any

import yaml

from generator.archive.reference import read_vocabulary
from generator.group.documents import DocumentMaker
from generator.group.events import group
from generator.model.article import Article
from generator.model.vocabulary import Name
from generator.text.names import NameFinder
from tests.conftest import ROOT
from tests.make import article, source

WEEKS: Mapping[str, Any] = yaml.safe_load((ROOT / "tests/data/grouping/follow-ups.yml").read_text("utf-8"))
#: Pairs of reports that are put together, rightly and wrongly; where what is told days later counts whole, 27 wrongly.
LEAST_RIGHT, MOST_WRONG = 33, 10


def test_what_follows_an_event_is_no_part_of_it() -> None:
    counts = sum((put_together(week) for week in WEEKS.values()), Counter[bool]())
    assert counts[True] >= LEAST_RIGHT
    assert counts[False] <= MOST_WRONG


def put_together(week: Mapping[str, Any]) -> Counter[bool]:
    """How many pairs of a week's reports are put together, by whether they are one event."""
    names = [Name.model_validate(name) for name in week["names"]]
    maker = DocumentMaker(NameFinder(names), read_vocabulary(ROOT / "content").rules.roundups)
    told = [
        (told_by(report, week["background"], str(number)), report["event"])
        for number, report in enumerate(week["reports"])
    ]
    gold = {one.key: event for one, event in told}
    return Counter(
        gold[one.key] == gold[other.key]
        for event in group((one for one, _ in told), {}, maker)
        for one, other in combinations(event.articles, 2)
    )


def told_by(report: Mapping[str, Any], background: Mapping[str, str], path: str) -> Article:
    """The article of a report, its background written out; path: of its page."""
    outlet = source(report["outlet"], language=report.get("language", "en"))
    when, text = report["published"], report["text"].format(**background)
    return article(report["title"], text, source=outlet, published=when, collected=when, path=path)
