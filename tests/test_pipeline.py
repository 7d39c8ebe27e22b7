"""Decisions of the pipeline that need no network: what counts as this week's, and what a broken item costs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from generator.archive.reference import read_vocabulary
from generator.archive.store import Archive
from generator.collect.collector import Means
from generator.enrich.engine import Draft
from generator.group.events import Event
from generator.model.article import Article
from generator.model.edition import Edition
from generator.model.report import SiteCounts
from generator.model.week import Week
from generator.pipeline import Project, Run
from generator.settings import Settings
from generator.text.names import NameFinder
from tests.conftest import ROOT
from tests.make import NOON, article

WEEK = Week(2026, 25)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    settings = Settings()
    project = Project(
        settings=settings,
        sources=(),
        content=tmp_path / "content",
        reference=(ROOT / "content",),
        cache=tmp_path / "cache",
        title="Weekly AI Recap",
        means=Means(settings.fetch, tmp_path / "cache", "WeeklyAIRecap/test"),
        build_site=SiteCounts,
    )
    return Run(project, WEEK, WEEK.end - timedelta(minutes=1))


def titles(run: Run, articles: Sequence[Article], archive: Archive) -> list[str]:
    return [told.title for told in run._considered(articles, archive)]


def test_late_articles_belong_to_this_week_once_last_weeks_edition_is_out(run: Run, tmp_path: Path) -> None:
    old = article("Last Thursday", published=WEEK.start - timedelta(days=4))
    late = article("Sunday night", published=WEEK.start - timedelta(hours=2))
    now = article("Wednesday")
    archive = Archive.open(tmp_path / "content")
    assert titles(run, [old, late, now], archive) == ["Wednesday"]
    last = WEEK.shift(-1)
    archive.write_edition(Edition(title="Week 24", edition=str(last), date=last.end, updated=last.end))
    assert titles(run, [old, late, now], archive) == ["Sunday night", "Wednesday"]


class MoodyEngine:
    """Fails on one article."""

    name = "moody"
    version = "1"

    def enrich(self, articles: Sequence[Article]) -> Draft:
        if articles[0].title == "Broken":
            raise ValueError("cannot be read")
        return Draft(title=articles[0].title, language="en")


def test_a_broken_item_costs_itself_and_is_named(run: Run, tmp_path: Path) -> None:
    events = [Event((article("Broken"),)), Event((article("Sound"),))]
    archive = Archive.open(tmp_path / "content")
    names = NameFinder(read_vocabulary(ROOT / "content").names)
    made = run._enrich(events, archive, MoodyEngine(), names)
    assert list(made) == ["2026/W25/sound"]
    assert run.failures == ["https://ledger.example/broken: cannot be read"]


def test_two_new_items_with_one_title_get_two_addresses(run: Run, tmp_path: Path) -> None:
    events = [Event((article("Same", path="a"),)), Event((article("Same", path="b", published=NOON),))]
    made = run._enrich(events, Archive.open(tmp_path / "content"), MoodyEngine(), NameFinder(()))
    assert sorted(made) == ["2026/W25/same", "2026/W25/same-2"]
