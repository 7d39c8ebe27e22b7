from __future__ import annotations

from pathlib import Path

import pytest

from generator.archive.coverage import check_coverages, coverage_path, read_coverage, write_coverage
from generator.model.coverage import CollectedArticle, Coverage, Digest, SourceCoverage, Story
from generator.model.errors import InvalidContent
from generator.model.week import Week
from tests.make import NOON

WEEK = Week(2026, 25)
DROPPED = CollectedArticle(
    source="ledger", title="Fußball “Cup”: 决赛", url="https://ledger.example/1", language="en", published=NOON,
    fate="off-topic", score=0.1, why="score 0.1",
)  # fmt: skip
STORIES = (Story(text="A lens"), Story(text="A cluster", url="https://ledger.example/1", item="2026/W25/a-cluster"))
COVERAGE = Coverage(
    week=str(WEEK),
    sources=(SourceCoverage(source="board", status="failed", cause="404"), SourceCoverage(source="ledger", status="read")),
    articles=(DROPPED, DROPPED.model_copy(update={"url": None, "title": None, "fate": "disarmed"})),
    digests=(Digest(source="crate", title="This week", url="https://crate.example/1", stories=STORIES),),
)  # fmt: skip


@pytest.mark.parametrize("coverage", [COVERAGE, Coverage(week=str(WEEK))])
def test_what_is_written_reads_back_and_a_second_write_touches_nothing(tmp_path: Path, coverage: Coverage) -> None:
    assert read_coverage(tmp_path, WEEK) is None
    assert write_coverage(tmp_path, coverage) is True
    assert read_coverage(tmp_path, WEEK) == coverage
    assert write_coverage(tmp_path, coverage) is False


def test_every_source_article_and_story_has_a_line_of_its_own(tmp_path: Path) -> None:
    write_coverage(tmp_path, COVERAGE)
    lines = coverage_path(tmp_path, WEEK).read_text("utf-8").splitlines()
    assert [sum(line.startswith(f'{{"{key}":') for line in lines) for key in ("source", "text")] == [2 + 2 + 1, 2]
    assert any("Fußball" in line and "决赛" in line for line in lines), "letters are written as they are read"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"off-topic"', '"lost"', ":8: articles.0.fate: must be 'item', 'duplicate'"),
        ('"score"', '"skore"', "articles.0.skore: is not a known key"),
        ('"week": "2026-W25"', '"week": "2026-W24"', "week: says 2026-W24"),
        ('"articles": [', "<<<<<<< HEAD", ":7: is not valid JSON"),
        ("{", "[" * 100_000, "is nested too deeply"),
    ],
)
def test_a_broken_file_is_named_with_the_remedy(tmp_path: Path, old: str, new: str, told: str) -> None:
    write_coverage(tmp_path, COVERAGE)
    path = coverage_path(tmp_path, WEEK)
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(InvalidContent) as raised:
        read_coverage(tmp_path, WEEK)
    assert str(path) in str(raised.value)
    assert told in str(raised.value)
    assert "delete it: the next build of this week makes it again" in str(raised.value)


def test_a_check_reads_every_week_and_tells_all_faults(tmp_path: Path) -> None:
    write_coverage(tmp_path, COVERAGE)
    check_coverages(tmp_path)
    for week in (Week(2026, 23), Week(2026, 24)):
        path = coverage_path(tmp_path, week)
        path.parent.mkdir(parents=True)
        path.write_text("{", "utf-8")
    with pytest.raises(InvalidContent) as raised:
        check_coverages(tmp_path)
    assert len(raised.value.faults) == 2
