"""Where a project's parts lie, as mkdocs.yml and the options say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from pytest_httpserver import HTTPServer

from generator.archive.status import write_status
from generator.model.errors import InvalidContent
from generator.model.status import SourceStatus
from generator.model.yamltext import dump
from generator.options import Options
from generator.project import check_project, import_sources, open_project, stopped_by_gates
from generator.settings import Gates
from tests.feedserver import make_project
from tests.make import NOON, source
from tests.site.sample import make_archive


def test_a_source_that_left_the_list_closes_no_gate(tmp_path: Path) -> None:
    sources = "".join(f"{dump([source(name)])}" for name in ("harbour", "ledger"))
    options = make_project(
        tmp_path, sources, recap={"gates": dict.fromkeys(Gates.model_fields) | {"failed_sources": 0.3}}
    )
    make_archive(tmp_path / "content")
    (tmp_path / "content" / "sources.yml").write_text(sources)
    names = ("harbour", "ledger", "gone", "gone-too")
    write_status(
        tmp_path / "content",
        {name: SourceStatus(source=name, asked=NOON, failures=name.startswith("gone")) for name in names},
    )
    assert stopped_by_gates(options, NOON) == []
    (tmp_path / "content" / "sources.yml").write_text(sources + dump([source("gone")]))
    assert [it.words for it in stopped_by_gates(options, NOON)] == [
        "1 of 3 sources failed when they were last asked: gone"
    ]


def test_a_check_uses_the_cache_that_every_run_uses(tmp_path: Path, httpserver: HTTPServer) -> None:
    listed = "- {name: ledger, title: L, homepage: 'https://ledger.example/', url: 'https://ledger.example/f', language: en}\n"
    httpserver.expect_request("/sources.yml").respond_with_data(listed)
    recap = {"content": "data/content", "sources": httpserver.url_for("/sources.yml")}
    options = make_project(tmp_path, "", recap=recap)
    (tmp_path / "data").mkdir()
    (tmp_path / "content").rename(tmp_path / "data" / "content")
    options.config.write_text(options.config.read_text().replace("content/pages", "data/content/pages"))
    check_project(options, NOON)
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["content"]
    assert (tmp_path / ".cache").is_dir() and open_project(options).cache == tmp_path / ".cache"


def test_an_odd_address_of_a_source_is_told_with_its_line(tmp_path: Path) -> None:
    entry = "- {name: %s, title: T, homepage: 'https://t.example/', language: en,\n   url: %s}\n"
    urls = {
        "web": "https://t.example/f",
        "bare": "t.example/feed.xml",
        "kept": "feeds/kept.xml",
        "gone": "feeds/gone.xml",
        "again": "https://t.example/f",
    }
    options = make_project(tmp_path, "".join(entry % pair for pair in urls.items()))
    (tmp_path / "content" / "feeds").mkdir()
    (tmp_path / "content" / "feeds" / "kept.xml").touch()
    told = [fault for fault in check_project(options, NOON).warnings if fault.file.endswith("sources.yml")]
    assert [(fault.line, fault.key) for fault in told] == [(4, "1.url"), (8, "3.url"), (10, "4.url")]
    assert told[0].problem == "is no web address, and no file is there"
    assert told[0].remedy.startswith("begin it with https://")
    assert str(told[2]).endswith("4.url: is that of web too (take one of the two out)")


def test_a_list_is_gone_through_once_however_much_is_wrong_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = "- {name: s%d, title: T, homepage: 'https://t.example/', language: en, url: t.example/f}\n"
    options = make_project(tmp_path, "".join(entry % number for number in range(20)))
    compose, composed = yaml.compose, list[str]()

    def counted(text: str, **options: Any) -> Any:
        composed.append(text)
        return compose(text, **options)

    monkeypatch.setattr(yaml, "compose", counted)
    assert sum(fault.file.endswith("sources.yml") for fault in check_project(options, NOON).warnings) == 39
    assert sum(text.startswith("- {name: s0") for text in composed) < 4


def test_a_budget_that_could_not_be_kept_is_told_before_a_run(tmp_path: Path) -> None:
    recap = {"model": "openai/nobody-knows-it", "budget": {"per_run": 1}}
    with pytest.raises(InvalidContent, match=r"prices\.openai/nobody-knows-it: is missing"):
        check_project(make_project(tmp_path, "", recap=recap), NOON)


def test_a_list_without_a_source_is_told(tmp_path: Path) -> None:
    (told,) = check_project(make_project(tmp_path, ""), NOON).warnings
    assert str(told).endswith(
        "sources.yml:1: lists no source, so that nothing is read (restore it from git, or add a source)"
    )


def test_a_folder_without_a_project_is_told_as_such_and_nothing_else(tmp_path: Path) -> None:
    with pytest.raises(InvalidContent) as caught:
        check_project(Options(config=tmp_path / "mkdocs.yml"), NOON)
    (fault,) = caught.value.faults
    assert fault.file.endswith("mkdocs.yml") and fault.remedy == "run in the project's folder"


def test_a_list_of_sources_that_cannot_be_read_hides_no_other_fault(tmp_path: Path) -> None:
    options = make_project(tmp_path, "")
    (tmp_path / "content" / "sources.yml").unlink()
    (tmp_path / "content" / "decisions.yml").write_text("merges: []\n")
    with pytest.raises(InvalidContent) as caught:
        check_project(options, NOON)
    assert {Path(fault.file).name for fault in caught.value.faults} == {"sources.yml", "decisions.yml"}


def test_an_archive_that_is_not_there_is_told(tmp_path: Path) -> None:
    sources = "- {name: a, title: A, homepage: 'https://a.example/', url: 'https://a.example/f', language: en}\n"
    options = make_project(tmp_path, sources, recap={"content": "contents"})
    (told,) = check_project(options, NOON).warnings
    assert str(told).startswith(f"{tmp_path / 'contents'}: is not there, so that there is no archive")


def test_addresses_that_are_not_imported_are_given_back(tmp_path: Path) -> None:
    opml = tmp_path / "feeds.opml"
    urls = ("https://a.example/f", "ftp://b.example/f", "c.example/f")
    opml.write_text("<opml><body>" + "".join(f"<outline text='x' xmlUrl='{url}'/>" for url in urls) + "</body></opml>")
    assert import_sources(make_project(tmp_path / "project", ""), opml) == (1, urls[1:])
