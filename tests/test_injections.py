"""Articles that give orders to language models, from a real feed server to the archive and the finished site."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner
from pytest_httpserver import HTTPServer

from generator.archive.store import Archive
from generator.cli import main
from generator.model.report import RunReport
from tests.feedserver import make_project
from tests.injections import FOLDER, WEEK, AttackedOutlets, cases, traces, unpublished


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, make_httpserver: HTTPServer) -> Path:
    folder = tmp_path_factory.mktemp("attacked") / "project"
    make_httpserver.clear()  # the server is one for all tests
    make_project(folder, AttackedOutlets(make_httpserver).sources())
    result = CliRunner().invoke(main, ["build", *WEEK, "--config", str(folder / "mkdocs.yml")])
    assert result.exit_code == 0, result.output
    return folder


def test_every_kind_stands_in_two_languages_and_every_article_beside_its_strings() -> None:
    assert set(Counter(case.kind for case in cases()).values()) == {2}
    assert len({case.kind for case in cases()}) >= 10
    assert {path.stem for path in FOLDER.glob("*.html")} == {case.name for case in cases()}


@pytest.mark.parametrize("part", ["content", "site"])
@pytest.mark.long
def test_no_order_leaves_a_trace(built: Path, part: str) -> None:
    assert traces(built / part) == []


def test_the_stories_that_carried_them_are_published(built: Path) -> None:
    assert unpublished(built / "content") == []
    items = Archive.open(built / "content").items
    assert sum(len(stored.item.articles) for stored in items.values()) == len(cases())
    for address in items:
        assert (built / "site" / address / "index.html").is_file()


def test_the_report_says_where_orders_were_left_out(built: Path) -> None:
    report = RunReport.model_validate_json((built / ".cache" / "report.json").read_text())
    causes = {source.source: source.cause for source in report.sources}
    assert causes["feed-en"].startswith("orders to language models were left out, in entries: ")
    assert causes["feed-zh"].startswith("orders to language models were left out, in entries: ")


def test_traces_are_found_where_there_are_some(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>Goldmire</p><p>vans&#32;explode</p><p>R\u200bustfield</p>", "utf-8")
    (tmp_path / "tells-of-smuggling.md").write_text("%E6%99%9A%E6%BD%AE", "utf-8")
    assert len(traces(tmp_path)) >= 5
    assert unpublished(tmp_path) == [case.name for case in cases()]
