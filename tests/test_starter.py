from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from packaging.version import Version

from generator.cli import main
from generator.git import BOT, Git
from generator.shipped import PACKAGE
from generator.site.config import read_config
from generator.starter import Origin, origin_of, pins, web_address_of
from tests.conftest import ROOT


def new(folder: Path, *options: str) -> Path:
    result = CliRunner().invoke(main, ["new", str(folder), *options])
    assert result.exit_code == 0, result.output
    assert f"{folder} is made, with a first commit." in result.output
    return folder


def said_by_new(folder: Path) -> str:
    """What is told of a new repository, warnings included."""
    return CliRunner().invoke(main, ["new", str(folder)]).output


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
    assert "/subscribers.txt" in (site / ".gitignore").read_text("utf-8").split(), "addresses of readers stay here"


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
    assert {name for name in found if name[0] != PACKAGE} <= pairs((ROOT / "requirements.lock").read_text())
    assert any(PACKAGE in line for line in lines)
    assert {"mkdocs", "mkdocs-material", "pydantic-core", "openai"} <= names
    assert not {"pytest", "ruff", "zizmor"} & names


def installed(folder: Path, monkeypatch: pytest.MonkeyPatch, origin: str) -> None:
    """The program as it is installed with this direct_url.json, as PEP 610 has it."""
    described = folder / "weekly_ai_recap-0.1.0.dist-info"
    described.mkdir()
    (described / "METADATA").write_text("Metadata-Version: 2.1\nName: weekly-ai-recap\nVersion: 0.1.0\n")
    (described / "direct_url.json").write_text(origin)
    monkeypatch.syspath_prepend(folder)


def clone(folder: Path, remote: str) -> str:
    """A clone whose commit its remote has; the commit."""
    git = Git(folder).signed()
    git("init", "--quiet")
    git("commit", "--quiet", "--allow-empty", "--message", "x")
    if remote:
        git("remote", "add", "origin", remote)
        git("update-ref", "refs/remotes/origin/main", "HEAD")
    return git("rev-parse", "HEAD")


@pytest.mark.parametrize(
    ("origin", "pin", "newest"),
    [
        (
            '{"url": "https://host.example/recap.git", "vcs_info": {"vcs": "git", "commit_id": "0a1b"}}',
            "git+https://host.example/recap.git@0a1b#egg=weekly-ai-recap",
            "weekly-ai-recap @ git+https://host.example/recap.git",
        ),
        ("{}", "weekly-ai-recap==0.1.0", "weekly-ai-recap"),
        (
            '{"url": "https://host.example/recap-0.1.0.whl", "archive_info": {}}',
            *["weekly-ai-recap @ https://host.example/recap-0.1.0.whl"] * 2,
        ),
    ],
)
def test_a_program_is_named_by_where_it_comes_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, origin: str, pin: str, newest: str
) -> None:
    installed(tmp_path, monkeypatch, origin)
    assert origin_of(PACKAGE) == Origin(pin, newest)
    assert pins() == [pin]


@pytest.mark.parametrize("kind", ['{"editable": true}', "{}"])
def test_a_program_installed_from_a_clone_is_named_by_the_commit_of_its_remote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    folder = tmp_path / "a clone"
    folder.mkdir()
    commit = clone(folder, "git@host.example:desk/recap.git")
    installed(tmp_path, monkeypatch, f'{{"url": "{folder.as_uri()}", "dir_info": {kind}}}')
    site = new(tmp_path / "site")
    assert (site / "requirements.txt").read_text() == (
        f"git+https://host.example/desk/recap.git@{commit}#egg=weekly-ai-recap\n"
    )
    assert "PROGRAM ?= weekly-ai-recap @ git+https://host.example/desk/recap.git\n" in (site / "Makefile").read_text()
    (folder / "edited").touch()
    assert "holds what https://host.example/desk/recap.git has not" in said_by_new(tmp_path / "other")


@pytest.mark.parametrize("remote", ["", "/srv/recap.git", None])
def test_a_program_that_only_this_machine_has_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, remote: str | None
) -> None:
    folder = tmp_path / "recap"
    folder.mkdir()
    if remote is not None:
        clone(folder, remote)
    installed(tmp_path, monkeypatch, f'{{"url": "{folder.as_uri()}", "dir_info": {{"editable": true}}}}')
    told = f"weekly-ai-recap was installed from {folder.as_uri()}, which only this machine has: before others or CI"
    assert f"warning: {told}" in said_by_new(tmp_path / "site")
    comment, pin = (tmp_path / "site" / "requirements.txt").read_text().splitlines()
    assert comment.startswith(f"# {told} install it, put git+https://HOST/REPOSITORY@COMMIT#egg=weekly-ai-recap in its")
    assert pin == f"weekly-ai-recap @ {folder.as_uri()}"


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("https://me:word@host.example/desk/recap.git", "https://host.example/desk/recap.git"),
        ("git@host.example:desk/recap.git", "https://host.example/desk/recap.git"),
        ("host.example:recap", "https://host.example/recap"),
        ("ssh://git@host.example/desk/recap.git", "https://host.example/desk/recap.git"),
        ("ssh://git@host.example:2222/desk/recap.git", ""),
        ("/srv/recap.git", ""),
        ("../recap", ""),
        ("C:\\recap", ""),
        ("file:///srv/recap.git", ""),
    ],
)
def test_the_address_of_a_remote_for_anyone(remote: str, address: str) -> None:
    assert web_address_of(remote) == address


@pytest.mark.parametrize("name", [".hidden", "README.md"])
def test_a_folder_that_holds_something_is_not_touched(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")
    result = CliRunner().invoke(main, ["new", str(tmp_path)])
    assert result.exit_code == 1
    assert f"{tmp_path} is there and not empty (name a new folder; nothing was written)" in result.output
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_clone_of_an_empty_repository_is_filled(tmp_path: Path) -> None:
    Git(tmp_path)("init", "--quiet", "--bare", "remote")
    Git(tmp_path)("clone", "--quiet", "remote", "site")
    new(tmp_path / "site")
    assert Git(tmp_path / "site")("log", "--format=%s") == "A new site"
    assert Git(tmp_path / "site")("remote") == "origin"


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


def test_its_readme_names_commands_that_are_there(tmp_path: Path) -> None:
    named = re.findall(r"^\.venv/bin/recap (\w+)", (new(tmp_path / "site") / "README.md").read_text(), re.MULTILINE)
    assert {"options", "correct"} <= set(named) <= set(main.commands)


def test_its_configuration_names_the_schema_by_which_editors_check_it(tmp_path: Path) -> None:
    site = new(tmp_path / "site")
    (schema,) = re.findall(r"^# yaml-language-server: \$schema=(\S+)$", (site / "mkdocs.yml").read_text(), re.MULTILINE)
    assert (site / schema).is_file()


def test_its_ci_installs_by_the_python_its_requirements_are_of(tmp_path: Path) -> None:
    site = new(tmp_path / "site")
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert (site / ".github/python-version").read_text() == f"{version}\n"
    assert yaml.safe_load((site / ".gitlab-ci.yml").read_text())["default"]["image"] == f"python:{version}"
    ecosystems = yaml.safe_load((site / ".github/dependabot.yml").read_text())["updates"]
    assert [it["package-ecosystem"] for it in ecosystems] == ["github-actions", "pip"]


def test_what_came_with_an_older_version_is_brought_up_to_date_and_what_is_ones_own_is_kept(tmp_path: Path) -> None:
    def update(*options: str) -> str:
        result = CliRunner().invoke(main, ["update", str(site), *options])
        assert result.exit_code == 0, result.output
        return result.output

    site = new(tmp_path / "site")
    assert update() == update("--write") == "All that is not yours is up to date.\n"
    shipped = {path: (site / path).read_bytes() for path in ("recap.mk", ".github/workflows/publish.yml")}
    made_by_older(site, "recap.mk", "collect:\n\told\n")
    made_by_older(site, "content/schema/mkdocs.json", "{}\n")
    (site / ".github/workflows/publish.yml").write_text("mine\n")
    (site / ".github/workflows/check.yml").unlink()
    made_by_older(site, ".github/dependabot.yml", None)
    told = update()
    assert "\n-\told\n" in told and "\n-mine\n" in told and "+++ content/schema/mkdocs.json\n" in told
    assert "newer: recap.mk\n" in told and "Nothing was written; recap update --write does it.\n" in told
    assert (site / "recap.mk").read_text() == "collect:\n\told\n"
    told = update("--write")
    assert sorted(re.findall("^written: (.*)$", told, re.MULTILINE)) == [
        ".github/dependabot.yml", "content/schema/mkdocs.json", "recap.mk",
    ]  # fmt: skip
    assert "yours, kept: .github/workflows/publish.yml (" in told
    assert (site / "recap.mk").read_bytes() == shipped["recap.mk"]
    assert (site / ".github/workflows/publish.yml").read_text() == "mine\n"
    assert not (site / ".github/workflows/check.yml").exists()
    assert "yours, kept: .github/workflows/publish.yml (" in update("--write"), "it stays the maintainer's"
    (site / ".github/workflows/publish.yml").write_bytes(shipped[".github/workflows/publish.yml"])
    assert update() == "All that is not yours is up to date.\n"


def made_by_older(site: Path, path: str, text: str | None) -> None:
    """Let a file be one that an older version wrote; None: one that it did not have."""
    record = site / "recap.sha256"
    others = [line for line in record.read_text().splitlines() if not line.endswith(f"  {path}")]
    if text is None:
        (site / path).unlink()
    else:
        (site / path).write_text(text)
        others.append(f"{hashlib.sha256(text.encode()).hexdigest()}  {path}")
    record.write_text("".join(f"{line}\n" for line in others))


def test_of_a_site_without_a_record_nothing_that_is_there_is_written_over(tmp_path: Path) -> None:
    site = new(tmp_path / "site")
    (site / "recap.sha256").unlink()
    (site / "recap.mk").write_text("old\n")
    (site / ".github/dependabot.yml").unlink()
    told = CliRunner().invoke(main, ["update", str(site), "--write"]).output
    assert "written: .github/dependabot.yml\nyours, kept: recap.mk (" in told
    assert (site / "recap.mk").read_text() == "old\n"


def test_only_a_site_that_was_made_so_is_brought_up_to_date(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["update", str(tmp_path), "--write"])
    assert (result.exit_code, "is no site that recap new made: it has no recap.mk" in result.output) == (1, True)
    assert not list(tmp_path.iterdir())


def test_what_is_set_on_the_command_line_of_make_is_no_command(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "recap").write_text('#!/bin/sh\nprintf "<%s>" "$@"\n')
    (tmp_path / "bin" / "recap").chmod(0o755)
    shutil.copy(ROOT / "generator" / "starter" / "recap.mk", tmp_path)
    (tmp_path / "Makefile").write_text("BIN = bin\ninclude recap.mk\n")
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
