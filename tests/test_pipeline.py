"""Decisions of the pipeline that need no network: what counts as this week's."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path

import pytest

from generator.archive.store import Archive
from generator.archive.stored import StoredItem
from generator.collect.collector import ReadingOptions
from generator.model.article import Article
from generator.model.edition import Edition
from generator.model.report import SiteCounts
from generator.model.week import Week
from generator.pipeline import Project, Run
from generator.settings import Settings
from tests.conftest import ROOT
from tests.make import NOON, article, item, report

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
        reading=ReadingOptions(settings.fetch, tmp_path / "cache", "WeeklyAIRecap/test"),
        open_writers=lambda *_: nullcontext(),
        build_site=SiteCounts,
    )
    return Run(project, WEEK, WEEK.end - timedelta(minutes=1))


def titles(run: Run, articles: Sequence[Article], archive: Archive) -> list[str]:
    return [told.title for told in run._considered(articles, archive, run._joinable(archive))]


def test_late_articles_belong_to_this_week_once_last_weeks_edition_is_out(run: Run, tmp_path: Path) -> None:
    old = article("Last Thursday", published=WEEK.start - timedelta(days=4))
    late = article("Sunday night", published=WEEK.start - timedelta(hours=2))
    now = article("Wednesday")
    archive = Archive.open(tmp_path / "content")
    assert titles(run, [old, late, now], archive) == ["Wednesday"]
    last = WEEK.shift(-1)
    archive.write_edition(Edition(title="Week 24", edition=str(last), date=last.end, updated=last.end))
    assert titles(run, [old, late, now], archive) == ["Sunday night", "Wednesday"]


def test_what_an_older_item_lists_is_told_already_and_what_a_recent_one_lists_comes_again(
    run: Run, tmp_path: Path
) -> None:
    archive = Archive.open(tmp_path / "content")
    redated, read_before = (
        article("An older report, dated anew"),
        article("Last week", published=NOON - timedelta(days=8)),
    )
    old, recent = NOON - timedelta(weeks=6), NOON - timedelta(days=8)
    for week, told, moment in (("2026/W19", redated, old), ("2026/W24", read_before, recent)):
        listed = report(url=told.url, published=moment, collected=moment)
        edition = week.replace("/", "-")
        archive.write_item(StoredItem(f"{week}/told", item(edition=edition, date=moment, articles=(listed,))))
    assert titles(run, [redated, read_before, article("Wednesday")], archive) == ["Last week", "Wednesday"]
