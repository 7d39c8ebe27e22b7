"""The workflows, as files and as what they do: their steps run here, by bash, in clones of a site's own repository."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from pytest_httpserver import HTTPServer

from generator.cli import main
from generator.git import Git
from generator.outbox.journal import key_of
from tests.conftest import ROOT
from tests.feedserver import CHAOSHENG, HARBOUR, LEDGER, FeedServer, rss
from tests.outbox.mailserver import mail_server
from tests.site.sample import make_archive

FOLDER = ROOT / ".github" / "workflows"
WORKFLOWS = sorted(FOLDER.glob("*.yml"))
GITLAB = ROOT / ".gitlab-ci.yml"
STARTER = ROOT / "generator" / "starter"
#: What jobs may do, by job; every other permission is absent.
PERMISSIONS = {
    "collect.collect": {"contents": "write"},
    "collect.keep-alive": {"contents": "read", "actions": "write"},
    "publish.build": {"contents": "write", "issues": "write"},
    "publish.deploy": {"pages": "write", "id-token": "write"},
    "publish.live": {"contents": "read"},
    "publish.send": {"contents": "write"},
    "check.preview": {"contents": "read"},
    "check.vulnerabilities": {"contents": "read"},
    "code.code": {"contents": "read"},
}
#: What steps call besides make.
OTHERS = {
    "gh auth setup-git", 'tee -a "$GITHUB_STEP_SUMMARY"', "cp -R site public", "pip install --quiet pipx",
    'git fetch origin "$CI_COMMIT_BRANCH"', "git checkout --detach FETCH_HEAD",
}  # fmt: skip


def parsed(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def jobs(path: Path) -> dict[str, Any]:
    """Jobs of a workflow by full name."""
    found: dict[str, Any] = parsed(path)["jobs"]
    return {f"{path.stem}.{name}": job for name, job in found.items()}


def commands(path: Path) -> list[str]:
    """What every step of a workflow runs, one command each."""
    if path == GITLAB:
        lines = [line for job in parsed(path).values() if isinstance(job, dict) for line in job.get("script", ())]
    else:
        lines = [step["run"] for job in jobs(path).values() for step in job["steps"] if "run" in step]
    return [command.strip() for line in lines for command in re.split(r"&&|\||\n", line) if command.strip()]


def targets(*makefiles: Path) -> set[str]:
    return {name for path in makefiles for name in re.findall(r"^([a-z-]+):", path.read_text("utf-8"), re.MULTILINE)}


@pytest.mark.parametrize("path", [*WORKFLOWS, GITLAB], ids=lambda path: path.stem)
def test_it_fits_its_schema(path: Path) -> None:
    schema = "vendor.gitlab-ci" if path == GITLAB else "vendor.github-workflows"
    tool = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)]
    done = subprocess.run(tool, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_known_weakness_of_workflows_is_not_in_them() -> None:
    tool = [str(Path(sys.executable).with_name("zizmor")), "--offline", "--no-progress", str(FOLDER)]
    done = subprocess.run(tool, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No findings" in done.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_jobs_may_do_what_they_must_and_no_more(path: Path) -> None:
    workflow = parsed(path)
    assert workflow["permissions"] == {}
    assert workflow["concurrency"]["group"]
    for name, job in jobs(path).items():
        assert job["permissions"] == PERMISSIONS[name]
        assert job["timeout-minutes"] <= 90
        assert not re.search(r"secrets\.|github\.token", str({**job, "steps": ()}))
        for step in job["steps"]:
            assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step.get("uses", f"actions/x@{'0' * 40}"))
            if "checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False


def test_python_is_the_same_wherever_the_site_is_published() -> None:
    version = (ROOT / ".github" / "python-version").read_text("utf-8").strip()
    assert parsed(GITLAB)["default"]["image"] == f"python:{version}"
    for path in WORKFLOWS:
        for name, job in jobs(path).items():
            files = [
                step["with"]["python-version-file"] for step in job["steps"] if "setup-python" in step.get("uses", "")
            ]
            installs = any(re.search(r"make (?!keep-alive)", step.get("run", "")) for step in job["steps"])
            assert files == [".github/python-version"] * installs, name


def test_the_code_is_tried_with_what_publishes_and_with_the_oldest_python_that_is_promised() -> None:
    (job,) = jobs(ROOT / ".github" / "workflows" / "code.yml").values()
    promised = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"]
    assert job["strategy"]["matrix"]["python"] == ["", promised.removeprefix(">=")]
    (chosen,) = (step["with"] for step in job["steps"] if "setup-python" in step.get("uses", ""))
    assert chosen["python-version"] == "${{ matrix.python }}", "empty, and the file counts"


@pytest.mark.parametrize("path", [ROOT / ".github" / "dependabot.yml", STARTER / "dependabot.yml"])
def test_what_asks_for_updates_fits_its_schema(path: Path) -> None:
    tool = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.dependabot", str(path)]
    done = subprocess.run(tool, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_command_is_a_make_target_that_is_there() -> None:
    ours = targets(ROOT / "Makefile", STARTER / "recap.mk")
    theirs = targets(STARTER / "Makefile", STARTER / "recap.mk")
    for path in (*WORKFLOWS, GITLAB):
        called = set(commands(path)) - OTHERS
        goals = {word for command in called for word in command.removeprefix("make ").split() if "=" not in word}
        assert all(command.startswith("make ") for command in called), called
        assert goals <= ours
        if path.stem != "code":
            assert goals - theirs <= ({"lint", "test-all"} if path == GITLAB else set())


def kept_between_runs(workflow: str) -> list[str]:
    """Folders of the clone that the cache step of a workflow brings back."""
    steps = [step for job in jobs(FOLDER / f"{workflow}.yml").values() for step in job["steps"]]
    (step,) = [step for step in steps if "actions/cache@" in step.get("uses", "")]
    return [path for path in step["with"]["path"].split() if not path.startswith("~")]


def test_cache_and_site_are_kept_together_and_shared_by_what_collects_and_what_publishes() -> None:
    """GitHub finds a cache only where the same paths are asked for."""
    assert kept_between_runs("collect") == kept_between_runs("publish") == [".cache", "site"]
    assert parsed(GITLAB)[".state"]["cache"]["paths"] == [".cache", "site"]


# what they do


@dataclass
class Host:
    """A bare repository in place of the host, and a runner for jobs: a fresh clone, a cache, and the tools of CI."""

    bare: Path
    place: Path
    variables: dict[str, str]
    runs: int = 0
    url: str = ""
    clone: Path = field(default_factory=Path)
    secrets: dict[str, str] = field(default_factory=dict)

    def checkout(self, cache: Path | None = None) -> Path:
        """A fresh clone; cache: of an earlier run, as a cache action brings it."""
        self.runs += 1
        self.clone = self.place / f"run-{self.runs}"
        Git(self.place)("clone", "--quiet", "--depth", "1", self.bare.as_uri(), str(self.clone))
        os.utime(self.clone / "requirements.txt", (0, 0))  # what it names is installed
        if cache:
            shutil.copytree(cache, self.clone / ".cache")
        return self.clone

    def run(self, workflow: str, job: str, at: str, before: dict[str, Any] | None = None) -> str:
        """Run the steps of a job in the clone, at that time; before: calls by the name of the step they precede."""
        summary = self.clone / ".summary"
        summary.touch()
        for step in jobs(FOLDER / f"{workflow}.yml")[f"{workflow}.{job}"]["steps"]:
            if "run" in step:
                (before or {}).get(step["name"], lambda: None)()
                given = {name: self.expression(value) for name, value in step.get("env", {}).items()}
                environment = {**os.environ, **self.variables, **given, "GITHUB_STEP_SUMMARY": str(summary)}
                environment["MAKEFLAGS"] = f"VENV={sys.prefix} NOW={at}"
                bash = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
                done = subprocess.run(
                    bash, cwd=self.clone, env=environment, capture_output=True, text=True, check=False
                )
                assert done.returncode == 0, f"{step['name']}\n{done.stdout}\n{done.stderr}"
        return summary.read_text()

    def expression(self, value: str) -> str:
        known = {"inputs.week || 'last'": "last", "needs.deploy.outputs.url": self.url, "github.token": "t0ken"}
        known |= {f"secrets.{name}": secret for name, secret in self.secrets.items()}
        return re.sub(r"\$\{\{ (.*?) \}\}", lambda found: known.get(found[1], ""), value)

    def log(self) -> list[str]:
        return Git(self.bare)("log", "--format=%s", "main").splitlines()


@pytest.fixture
def feeds(httpserver: HTTPServer) -> FeedServer:
    return FeedServer(httpserver, {"ledger": rss(LEDGER), "harbour": rss(HARBOUR), "chaosheng": rss(CHAOSHENG)})


@pytest.fixture
def host(tmp_path: Path, feeds: FeedServer, httpserver: HTTPServer) -> Iterator[Host]:
    """A new site's repository, pushed to a host, which reads feeds on loopback."""
    made = CliRunner().invoke(main, ["new", str(tmp_path / "mine"), "--url", "https://news.example/"])
    assert made.exit_code == 0, made.output
    mine = Git(tmp_path / "mine").signed()
    (mine.folder / "content" / "sources.yml").write_text(feeds.sources(), "utf-8")
    (mine.folder / "content" / "entities.yml").write_text("- {name: Northwind, kind: company}\n")
    config = mine.folder / "mkdocs.yml"  # smaller, hence sooner built
    config.write_text(config.read_text().replace("[en, zh]", "[en]\n      preview_images: false"), "utf-8")
    mine("commit", "--quiet", "--all", "--message", "My sources")
    bare = tmp_path / "host.git"
    Git(tmp_path)("init", "--quiet", "--bare", "--initial-branch", "main", str(bare))
    mine("remote", "add", "origin", str(bare))
    mine("push", "--quiet", "--set-upstream", "origin", "main")
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "gh").write_text('#!/bin/sh\n[ "$GH_TOKEN $*" = "t0ken auth setup-git" ]\n')
    (tools / "gh").chmod(0o755)
    variables = {"PATH": f"{tools}:{os.environ['PATH']}", "RECAP_ALLOW_PRIVATE": "1", "TERM": "dumb"}
    yield Host(bare, tmp_path, variables, url=httpserver.url_for("/live/"))


MESSAGE = "<2026-W25.en.newsletter@news.example>"
MONDAY = "2026-06-22T05:17:00Z"
CHESS = "2026/W25/an-ai-that-plays-chess-loses-to-a-child"
ITEM = "2026/W25/northwind-rents-halyards-cluster-and-doubles-zephyrs-limits"


@pytest.mark.long
def test_the_week_is_collected_published_and_seen(host: Host, feeds: FeedServer, httpserver: HTTPServer) -> None:
    """The chess story leaves its feed before Monday; a maintainer pushes while the edition is made."""
    collecting = host.checkout()
    assert "3 read" in host.run("collect", "collect", "2026-06-18T09:23:00Z")
    feeds.feeds["ledger"] = rss(LEDGER[:1])

    def edit() -> None:
        mine = Git(host.place / "mine").signed()
        mine("pull", "--quiet", "--rebase")
        (mine.folder / "content" / "pages" / "about.md").write_text("# About\n\nWritten meanwhile.\n")
        mine("commit", "--quiet", "--all", "--message", "By hand")
        mine("push", "--quiet")

    runner = host.checkout(collecting / ".cache")
    host.run("publish", "build", MONDAY, {"Save what is new": edit})
    assert host.log()[:2] == [f"Content as of {MONDAY}", "By hand"]
    assert (runner / "site" / ITEM / "index.html").is_file()
    assert (runner / "site" / CHESS / "index.html").is_file()
    assert "Written meanwhile." in (runner / "site" / "about" / "index.html").read_text()

    recap = CliRunner().invoke(main, ["deploy", "--config", str(runner / "mkdocs.yml")])  # as hosts without Actions do
    assert recap.output == "gh-pages of origin holds the site now.\n"
    served = Git(host.bare)("show", "gh-pages:index.html")
    httpserver.expect_request("/live/").respond_with_data(served, content_type="text/html")
    host.checkout()
    host.run("publish", "live", MONDAY)


def test_letters_and_messages_go_out_once_though_no_cache_comes_back(host: Host, httpserver: HTTPServer) -> None:
    """And the public repository, which says to whom, says it to nobody who tries an address out."""
    readers = ["ada@harbour.example", "bo@harbour.example"]
    host.secrets = {
        "RECAP_SUBSCRIBERS": "\n".join(readers),
        "RECAP_UNSUBSCRIBE_SECRET": "secret-of-a-test",
        "RECAP_JSON_URL": httpserver.url_for("/told"),
    }
    httpserver.expect_request("/told", method="POST").respond_with_data("ok")
    mine = Git(host.place / "mine").signed()
    make_archive(mine.folder / "content")
    with mail_server() as server:
        config = mine.folder / "mkdocs.yml"
        options = (
            "      announce: [{kind: json, url_env: RECAP_JSON_URL}]\n"
            "      newsletter: {sender: desk@news.example, subscribers: subscribers.txt, host: localhost, security: none,"
            f" port: {server.port}, per_minute: 60000, unsubscribe: {{mail: leave@news.example}}}}\n"
        )
        config.write_text(config.read_text("utf-8").replace("  - recap:\n", f"  - recap:\n{options}"), "utf-8")
        mine("add", "--all")
        mine("commit", "--quiet", "--message", "An archive")
        mine("push", "--quiet")
        for _ in range(2):
            host.checkout()
            host.run("publish", "send", MONDAY)
        assert server.recipients == readers
    assert len([asked for asked, _ in httpserver.log if asked.path == "/told"]) == 1
    assert host.log()[:2] == [f"Content as of {MONDAY}", "An archive"]
    sent = Git(host.bare)("show", "main:content/sent/2026-W25.en.letters")
    assert len(sent.splitlines()) == 4
    for reader in readers:
        digests = {hashlib.sha256(f"{MESSAGE}\0{reader}".encode()).hexdigest(), key_of(MESSAGE, reader)}
        assert not [word for word in {reader, *digests} if word in sent]
        assert key_of(MESSAGE, reader, secret=host.secrets["RECAP_UNSUBSCRIBE_SECRET"]) in sent
    assert "Sound" in CliRunner().invoke(main, ["check", "--config", str(host.clone / "mkdocs.yml")]).output


def test_nothing_is_sent_as_long_as_a_maintainer_does_not_switch_it_on() -> None:
    job = parsed(FOLDER / "publish.yml")["jobs"]["send"]
    assert job["if"] == "vars.RECAP_SEND != ''"
    assert [step.get("if", "") for step in job["steps"] if "RECAP_" in str(step.get("env"))] == [
        "contains(vars.RECAP_SEND, 'letter')", "${{ !cancelled() && contains(vars.RECAP_SEND, 'channels') }}",
    ]  # fmt: skip
    for name, word in ("letter", "letter"), ("announce", "channels"):
        assert parsed(GITLAB)[name]["rules"][0] == {"if": f"$RECAP_SEND !~ /{word}/", "when": "never"}


@pytest.mark.long
def test_a_gate_that_fails_saves_and_publishes_nothing(host: Host) -> None:
    runner = host.checkout()
    commits = host.log()
    (runner / "content" / "topics.yml").write_text("topics: 3\n")
    with pytest.raises(AssertionError, match=r"topics\.yml:1"):
        host.run("publish", "build", MONDAY)
    assert host.log() == commits
    assert not (runner / "site").exists()


def test_a_machine_of_ones_own_does_the_same_by_one_target(host: Host) -> None:
    runner = host.checkout()
    environment = {**os.environ, "MAKEFLAGS": f"VENV={sys.prefix}"}

    def told(*arguments: str) -> str:
        done = subprocess.run(
            ["make", "-s", *arguments], cwd=runner, env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    asked = re.findall(r"bin/recap (.*?) *$", told("-n", "publish"), re.MULTILINE)
    steps = ["check", "release", "save", "gates --tell", "site", "deploy", "live"]
    assert asked == ["save", 'build --week "$WEEK"', *steps]
    lines = told("crontab").splitlines()
    assert [line.split(" * * ")[0] for line in lines] == ["23 1-21/4", "17 5"]
    assert all(f" cd {runner} && flock -w 7200 Makefile make --silent " in line for line in lines)


@pytest.mark.parametrize(
    ("days", "told", "calls"),
    [(44, "The last commit is 44 days old: the schedules go on by themselves.", []),
     (45, "Nothing was new for 45 days: the schedules were switched on again, so that they go on.",
      [f"api -X PUT repos/{{owner}}/{{repo}}/actions/workflows/{name}.yml/enable" for name in ("collect", "publish")])],
)  # fmt: skip
def test_schedules_are_kept_on_without_commits_for_show(host: Host, days: int, told: str, calls: list[str]) -> None:
    """The host's own command line is not here: a script in its place notes what it is asked."""
    mine = Git(host.place / "mine", variables={"GIT_COMMITTER_DATE": f"{int(time.time()) - days * 86400 - 3600} +0000"})
    mine.signed()("commit", "--quiet", "--amend", "--no-edit")
    mine("push", "--quiet", "--force")
    (host.place / "tools" / "gh").write_text(f'#!/bin/sh\n[ "$GH_TOKEN" = t0ken ] && echo "$*" >> {host.place}/asked\n')
    host.checkout()
    assert host.run("collect", "keep-alive", MONDAY).splitlines() == [told]
    asked = host.place / "asked"
    assert (asked.read_text().splitlines() if asked.exists() else []) == calls
    assert len(host.log()) == 2
