from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from packaging.version import Version

from generator.cli import main
from generator.host.git import BOT, Git
from generator.site.config import read_config
from generator.starter import PROGRAM, pins
from tests.conftest import ROOT


def new(folder: Path, *options: str) -> Path:
    result = CliRunner().invoke(main, ["new", str(folder), *options])
    assert result.exit_code == 0, result.output
    assert f"{folder} is made, with a first commit." in result.output
    return folder


def recap(folder: Path, *arguments: str) -> str:
    result = CliRunner().invoke(main, [*arguments, "--config", str(folder / "mkdocs.yml")])
    assert result.exit_code == 0, result.output
    return result.output


def test_a_new_repository_is_whole_and_in_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    site = new(tmp_path / "my" / "site", "--name", 'Monday: "AI" & us', "--url", "https://desk.example/news")
    git = Git(site)
    assert git("status", "--porcelain") == ""
    assert git("log", "--format=%s %an <%ae>") == f"A new site {BOT}"
    assert git.branch() == "main"
    config = read_config(site / "mkdocs.yml")
    assert (config.name, config.url) == ('Monday: "AI" & us', "https://desk.example/news/")
    assert (site / "README.md").read_text().startswith('# Monday: "AI" & us\n')
    assert (site / "content/sources.yml").read_bytes() == (ROOT / "content/sources.yml").read_bytes()
    assert (site / ".github/workflows/publish.yml").read_bytes() == (
        ROOT / ".github/workflows/publish.yml"
    ).read_bytes()
    assert not (site / ".github/workflows/code.yml").exists()
    assert not list((site / "content").glob("20*"))
    assert "0 items, 0 editions" in recap(site, "check")


def test_our_theme_is_the_programs_and_ones_own_files_go_before_it(tmp_path: Path) -> None:
    site = new(tmp_path / "site")
    config = site / "mkdocs.yml"
    config.write_text(config.read_text().replace("[en, zh]", "[en]"))
    recap(site, "site")
    assert "<header class=mast>" in (site / "site/index.html").read_text()
    (site / "overrides" / "recap").mkdir(parents=True)
    (site / "overrides/recap/empty.html").write_text("{% extends 'main.html' %}{% block content %}Ours{% endblock %}")
    config.write_text(config.read_text().replace("name: material\n", "name: material\n  custom_dir: overrides\n"))
    recap(site, "site")
    page = (site / "site/index.html").read_text()
    assert "Ours" in page
    assert "<header class=mast>" in page


def test_it_needs_what_is_installed_here_and_nothing_else() -> None:
    def pairs(text: str) -> set[tuple[str, Version]]:
        return {(name, Version(number)) for name, number in re.findall(r"^([\w.-]+)==([^ \n;]+)", text, re.MULTILINE)}

    lines = pins()
    assert lines == sorted(lines)
    found = pairs("\n".join(lines))
    names = {name for name, _ in found}
    assert {name for name in found if name[0] != PROGRAM} <= pairs((ROOT / "requirements.lock").read_text())
    assert {PROGRAM, "mkdocs", "mkdocs-material", "pydantic-core", "openai"} <= names
    assert not {"pytest", "ruff", "zizmor"} & names


def test_a_program_installed_from_a_repository_is_named_by_its_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    described = tmp_path / "weekly_ai_recap-0.1.0.dist-info"
    described.mkdir()
    (described / "METADATA").write_text("Metadata-Version: 2.1\nName: weekly-ai-recap\nVersion: 0.1.0\n")
    origin = '{"url": "https://host.example/recap.git", "vcs_info": {"vcs": "git", "commit_id": "0a1b"}}'
    (described / "direct_url.json").write_text(origin)  # as PEP 610 has it
    monkeypatch.syspath_prepend(tmp_path)
    assert pins() == ["git+https://host.example/recap.git@0a1b#egg=weekly-ai-recap"]


@pytest.mark.parametrize("name", [".hidden", "README.md"])
def test_a_folder_that_holds_something_is_not_touched(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")
    result = CliRunner().invoke(main, ["new", str(tmp_path)])
    assert result.exit_code == 1
    assert f"{tmp_path} is there and not empty (name a new folder; nothing was written)" in result.output
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_an_address_that_is_none_is_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["new", str(tmp_path / "site"), "--url", "desk.example"])
    assert result.exit_code == 1
    assert "desk.example is no web address" in result.output
    assert not (tmp_path / "site").exists()


def test_without_git_it_is_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    result = CliRunner().invoke(main, ["new", str(tmp_path / "site")])
    assert result.exit_code == 0
    assert "git was not found, so it is no repository" in result.output
    assert (tmp_path / "site" / "Makefile").is_file()


def test_its_readme_names_targets_that_are_there(tmp_path: Path) -> None:
    site = new(tmp_path / "site")
    named = re.findall(r"`make (?:--silent )?([a-z-]+)`|make --silent ([a-z-]+)", (site / "README.md").read_text())
    for target in {one or other for one, other in named}:
        subprocess.run(["make", "-n", "-o", ".venv/.installed", target], cwd=site, check=True, capture_output=True)
    assert len(named) >= 4
    assert yaml.safe_load((site / ".gitlab-ci.yml").read_text())["pages"]["script"]


def test_what_is_set_on_the_command_line_of_make_is_no_command(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "recap").write_text('#!/bin/sh\nprintf "<%s>" "$@"\n')
    (tmp_path / "bin" / "recap").chmod(0o755)
    (tmp_path / "Makefile").write_text(f"BIN = {tmp_path}/bin\ninclude {ROOT}/generator/starter/recap.mk\n")
    said = subprocess.run(
        ["make", "--silent", "build", "save", "WEEK=a; echo b", "BRANCH=it's $$(id)", "NOW=\"c"],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert said == '<build><--week><a; echo b><--now><"c><save><--branch><it\'s $(id)><--now><"c>'
    for given, week in ([], "last"), (["WEEK=2026-W25"], "2026-W25"):
        steps = subprocess.run(
            ["make", "--silent", "publish", *given], cwd=tmp_path, capture_output=True, text=True, check=True
        )
        assert f"<save><build><--week><{week}><check>" in steps.stdout
