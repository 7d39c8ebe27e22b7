"""The repository a project lies in: what git says of it, and whether something runs on a schedule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from generator.git import Git, GitError
from generator.model.finding import Finding, State

#: GitHub ends the schedules of public repositories without activity for so long:
#: https://docs.github.com/actions/managing-workflow-runs/disabling-and-enabling-a-workflow
IDLE = timedelta(days=60)
#: Ten days before that there is time to do something.
NEARLY_IDLE = timedelta(days=50)
#: An edition a week, and a day for a run that is late; after two weeks two editions are missing.
LATE, MISSING = timedelta(days=8), timedelta(days=15)
#: So many files are named.
MOST_NAMED = 3
_CRON_FIELDS = 5


@dataclass(frozen=True)
class GitState:
    """What git says of a work tree."""

    branch: str = ""
    upstream: str = ""
    """The branch of the remote it follows; empty where there is none."""
    ahead: int = 0
    behind: int = 0
    changed: tuple[str, ...] = ()
    """Files that are not as they were committed."""
    unmerged: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()
    """Files with the marks of a merge that nobody ended."""
    last_commit: datetime | None = None
    refusal: str = ""
    """Why git does not read the repository, in its own words."""


def read_git(content: Path) -> GitState | None:
    """The state of the repository that an archive lies in; None outside a work tree."""
    git = Git(content)
    try:
        status = git("status", "--porcelain=v2", "--branch", "--", ".")
    except GitError as error:
        is_there = any((folder / ".git").exists() for folder in content.resolve().parents)
        return GitState(refusal=str(error)) if is_there else None
    marks = git.said("grep", "--untracked", "-lE", "^(<<<<<<<|>>>>>>>) ", "--", ".") or ""
    last = git.said("log", "-1", "--format=%cI")
    return parse_status(status, tuple(marks.splitlines()), datetime.fromisoformat(last) if last else None)


def parse_status(status: str, marked: tuple[str, ...] = (), last_commit: datetime | None = None) -> GitState:
    """status: as `git status --porcelain=v2 --branch` prints it."""
    facts: dict[str, str] = {}
    changed, unmerged = [], []
    for line in status.splitlines():
        kind, _, rest = line.partition(" ")
        if kind == "#":
            name, _, value = rest.partition(" ")
            facts[name] = value
        elif kind == "u":
            unmerged.append(rest.split(" ", 9)[-1])
        else:  # 1: changed, with 8 fields before the path; 2: renamed, with 9; ?: not added
            changed.append(rest.split(" ", {"1": 7, "2": 8}.get(kind, 0))[-1].split("\t")[0])
    ahead, behind = (abs(int(number)) for number in facts.get("branch.ab", "+0 -0").split())
    branch, upstream = facts.get("branch.head", ""), facts.get("branch.upstream", "")
    return GitState(branch, upstream, ahead, behind, tuple(changed), tuple(unmerged), marked, last_commit)


def repository(state: GitState | None) -> Iterator[Finding]:
    """What is to be done in git; one finding where nothing is."""
    if state is None:
        remedy = "git init && git add -A && git commit; edits by hand are then known by what was committed"
        yield Finding("git", "warn", "the archive is in no repository", remedy)
        return
    if state.refusal:
        remedy = "do what it says; until then edits by hand are not known by what was committed"
        yield Finding("git", "fail", f"the repository cannot be read: {state.refusal}", remedy)
        return
    wrong = [*_merging(state), *_waiting(state)]
    yield from wrong or [Finding("git", "ok", f"{state.branch} is as {state.upstream} has it")]


def _merging(state: GitState) -> Iterator[Finding]:
    if state.unmerged:
        remedy = "end it: git status says how, or git merge --abort takes it back"
        yield Finding("git", "fail", f"a merge is not ended: {_named(state.unmerged)}", remedy)
    elif state.marked:
        words = f"marks of a merge (<<<<<<<) stand in {_named(state.marked)}"
        yield Finding("git", "fail", words, "take out the marks and what is not meant, then commit")


def _waiting(state: GitState) -> Iterator[Finding]:
    if state.changed:
        words = f"changes of the archive are not committed: {_named(state.changed)}"
        yield Finding("git", "warn", words, "git add content && git commit")
    if not state.upstream:
        yield Finding("git", "warn", f"{state.branch} follows no remote branch", "git push -u origin HEAD")
    if state.ahead:
        yield Finding("git", "warn", f"commits that are not pushed: {state.ahead}", "git push")
    if state.behind:
        yield Finding(
            "git", "warn", f"commits of {state.upstream} that are not here: {state.behind}", "git pull --rebase"
        )


def _named(files: Sequence[str]) -> str:
    more = f" and {len(files) - MOST_NAMED} more" if len(files) > MOST_NAMED else ""
    return ", ".join(files[:MOST_NAMED]) + more


@dataclass(frozen=True)
class Workflows:
    """What a repository runs by itself."""

    crons: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The schedules of each workflow of GitHub, by file; none of one without."""
    broken: Mapping[str, str] = field(default_factory=dict)
    """Files that are no workflow, and why."""
    has_gitlab: bool = False


def read_workflows(root: Path) -> Workflows:
    """root: the checkout."""
    crons, broken = {}, {}
    for path in sorted((root / ".github" / "workflows").glob("*.y*ml")):
        try:  # every value as text: a YAML 1.1 reader takes the key `on` for a truth value
            crons[path.name] = _crons(yaml.load(path.read_bytes(), Loader=yaml.BaseLoader))  # noqa: S506
        except (yaml.YAMLError, AttributeError, KeyError, TypeError) as error:
            broken[path.name] = " ".join(str(error).split())[:200]
    return Workflows(crons, broken, (root / ".gitlab-ci.yml").is_file())


def _crons(workflow: Any) -> tuple[str, ...]:
    triggers = workflow["on"]
    return tuple(entry["cron"] for entry in triggers.get("schedule", ())) if isinstance(triggers, dict) else ()


def workflows(found: Workflows) -> Iterator[Finding]:
    """Whether something runs on a schedule."""
    for file, why in found.broken.items():
        yield Finding("workflows", "fail", f"{file} is no workflow: {why}", "restore it from git")
    scheduled = {file: crons for file, crons in found.crons.items() if crons}
    for file, crons in scheduled.items():
        wrong = [cron for cron in crons if len(cron.split()) != _CRON_FIELDS]
        told = ", ".join(wrong or crons)
        if wrong:
            yield Finding("workflows", "fail", f"{file}: {told!r} is no schedule", "write five fields, like 17 5 * * 1")
        else:
            yield Finding("workflows", "ok", f"{file} runs at {told} (UTC)")
    if not scheduled and found.has_gitlab:
        yield Finding(
            "workflows", "ok", ".gitlab-ci.yml is there; its schedule is kept by GitLab: Build, Pipeline schedules"
        )
    elif not scheduled:
        remedy = "add a workflow with on: schedule: - cron: …, or run the commands by cron"
        yield Finding("workflows", "warn", "nothing here runs on a schedule", remedy)


def freshness(now: datetime, published: datetime | None, state: GitState | None, found: Workflows) -> Iterator[Finding]:
    """Whether the schedule still runs. published: the newest publication of the archive."""
    if published is None:
        yield Finding("published", "warn", "nothing yet", "recap build")
    else:
        age = now - published
        remedy = "see the last runs of the publishing workflow, and run it by hand" if age > LATE else ""
        state_of_age: State = "fail" if age > MISSING else "warn" if age > LATE else "ok"
        yield Finding("published", state_of_age, f"{_days(age)} ago", remedy)
    if any(found.crons.values()) and state and state.last_commit:
        idle = now - state.last_commit
        remedy = "commit something, and see under Actions whether the workflows must be enabled again"
        words = f"last commit {_days(idle)} ago; GitHub ends schedules after 60 days without activity"
        if idle > NEARLY_IDLE:
            yield Finding("activity", "fail" if idle > IDLE else "warn", words, remedy)


def _days(stretch: timedelta) -> str:
    days = max(stretch, timedelta(0)).days
    return f"{days} day{'s' if days != 1 else ''}"
