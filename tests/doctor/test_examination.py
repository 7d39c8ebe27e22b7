"""`recap doctor` of a whole project: a real repository, real servers, and one fault after the other."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pytest_httpserver import HTTPServer

from generator.archive.store import Archive
from generator.archive.stored import StoredItem
from generator.cli import main
from generator.collect.servertime import server_times
from tests.doctor.test_repository import commit, git
from tests.feedserver import LEDGER, make_project, rss
from tests.make import item


@pytest.fixture
def folder(tmp_path: Path, httpserver: HTTPServer) -> Path:
    httpserver.expect_request("/ledger.xml").respond_with_data(rss(LEDGER), content_type="application/rss+xml")
    httpserver.expect_request("/home").respond_with_data("<html>")
    url = httpserver.url_for
    make_project(
        tmp_path,
        f"- {{name: ledger, title: L, homepage: '{url('/home')}', url: '{url('/ledger.xml')}', language: en}}\n",
    )
    git(tmp_path, "init", "-q")
    commit(tmp_path, ".gitignore", ".cache\nsite\n")
    return tmp_path


def doctor(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["doctor", "--config", str(folder / "mkdocs.yml"), *arguments])


def states(result: Result) -> dict[str, str]:
    """The worst state by subject."""
    found: dict[str, str] = {}
    for state, subject in re.findall(r"^(ok  |warn|FAIL) ([^:]+):", result.output, re.MULTILINE):
        found[subject] = max(found.get(subject, ""), state.strip(), key=["", "ok", "warn", "FAIL"].index)
    return found


def test_a_new_project_is_sound_but_for_what_is_to_come(folder: Path) -> None:
    result = doctor(folder)
    assert result.exit_code == 0, result.output
    assert states(result) == {
        "python": "ok", "packages": "ok", "content": "ok", "site": "warn", "engine": "ok", "disk": "ok", "clock": "ok",
        "git": "warn", "workflows": "warn", "published": "warn",
    }  # fmt: skip
    assert "within 5 minutes of the servers asked (1)" in result.output


def test_a_clock_that_is_wrong_fails(folder: Path) -> None:
    ahead = (datetime.now(UTC) + timedelta(days=2)).isoformat()
    result = doctor(folder, "--now", ahead)
    assert (result.exit_code, states(result)["clock"]) == (1, "FAIL")
    assert "ahead by" in result.output and "set the clock" in result.output


def test_faults_of_the_content_are_told_and_the_rest_is_looked_at_all_the_same(folder: Path) -> None:
    sources = folder / "content" / "sources.yml"
    sources.write_text(sources.read_text("utf-8").replace("language", "langauge"), "utf-8")
    (folder / "content" / "status.jsonl").write_text("<<<<<<< HEAD\n")
    result = doctor(folder)
    assert result.exit_code == 1
    assert states(result) | {"content": "FAIL", "disk": "ok", "git": "FAIL"} == states(result)
    assert "sources.yml:1: 0.langauge: is not a known key" in result.output
    assert "status.jsonl:1: is not valid JSON" in result.output
    sources.write_text("- nmae: x\n" * 9)
    assert "faults more\n     recap check" in doctor(folder).output


def test_a_broken_configuration_is_a_finding(folder: Path) -> None:
    (folder / "mkdocs.yml").write_text("plugins: [\n")
    result = doctor(folder)
    assert result.exit_code == 1 and states(result)["content"] == "FAIL"


def test_servers_that_do_not_answer_or_have_no_date_tell_no_time(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data("x")
    dead = "http://127.0.0.1:1/"
    assert server_times([dead, "http://name.invalid/", "ftp://a.example/"], "test", allow_private=True) == []
    (moment,) = server_times([httpserver.url_for("/"), dead], "test", allow_private=True)
    assert abs(moment - datetime.now(UTC)) < timedelta(seconds=30)
    assert server_times([httpserver.url_for("/")], "test", allow_private=False) == [], "no private address is asked"


@pytest.mark.parametrize("elsewhere", [False, True])
def test_what_was_published_is_found_though_the_configuration_is_broken(folder: Path, elsewhere: bool) -> None:
    content = folder / "other" if elsewhere else folder / "content"
    Archive.open(content).write_item(StoredItem("2026/W25/a", item()))
    (folder / "mkdocs.yml").write_text("plugins: [\n")
    result = doctor(folder, "--now", "2026-06-15T13:00:00Z", *(["--content", str(content)] if elsewhere else []))
    assert "nothing was published" not in result.output
    assert states(result)["published"] == "ok"


def test_the_address_of_a_new_site_and_a_missing_contact_are_told_with_their_lines(folder: Path) -> None:
    config = folder / "mkdocs.yml"
    text = config.read_text("utf-8")
    lines = text.split("\n")
    address = lines.index("site_url: https://recap.example/") + 1
    plugin = next(number for number, line in enumerate(lines, 1) if line.startswith("  - recap:"))
    told = doctor(folder).output
    assert f"warn site: mkdocs.yml:{address}: site_url is missing, or still the one of a new site" in told
    assert f"warn site: mkdocs.yml:{plugin}: no contact is set" in told
    config.write_text(text.replace("site_url: https://recap.example/\n", ""), "utf-8")
    assert "warn site: mkdocs.yml: site_url is missing" in doctor(folder).output
    mine = text.replace("https://recap.example/", "https://desk.example/").replace(
        "- recap: {", '- recap: {"contact": "mail@desk.example", '
    )
    config.write_text(mine, "utf-8")
    assert "ok   site: https://desk.example/, mail@desk.example\n" in doctor(folder).output


def test_the_gates_stay_closed_for_the_address_of_a_new_site_and_a_check_is_silent(folder: Path) -> None:
    def said(*arguments: str) -> str:
        return CliRunner().invoke(main, [*arguments, "--config", str(folder / "mkdocs.yml")]).output

    now = "2026-06-21T13:00:00Z"
    for step in ("collect", "enrich"):
        said(step, "--week", "2026-W25", "--now", now)
    assert "closed own_address: site_url is missing, or still the one of a new site" in said("gates", "--now", now)
    assert "Sound" in said("check") and "site_url" not in said("check")
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("https://recap.example/", "https://desk.example/"), "utf-8")
    assert "own_address" not in said("gates", "--now", now)
