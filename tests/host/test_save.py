from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.cli import main
from generator.git import Git, GitError, Target
from generator.host.save import PAUSES, SaveConflict, Saved, save
from generator.model.errors import RecapError
from tests.host.conftest import clone, commit, file_at, log, refuse_pushes, write

MAIN = Target("origin", "main")
INDEX = "content/2026/W25/index.md"


def saved(git: Git, message: str = "Content", waits: list[float] | None = None, target: Target = MAIN) -> Saved:
    return save(git, git.folder / "content", message, target, (waits if waits is not None else []).append)


def forced(bare: Path) -> bool:
    """Whether a branch of the host ever moved otherwise than forward: the host keeps a log of what was pushed."""
    logs = [log for log in (bare / "logs").rglob("*") if log.is_file()]
    moves = [line.split()[:2] for log in logs for line in log.read_text().splitlines()]
    assert moves
    return any(
        old != "0" * 40 and not Git(bare).succeeds("merge-base", "--is-ancestor", old, new) for old, new in moves
    )


@pytest.fixture(autouse=True)
def logged(host: Path) -> None:
    Git(host)("config", "core.logAllRefUpdates", "always")


def test_only_content_is_committed_and_what_is_staged_besides_stays_so(host: Path, server: Git) -> None:
    write(server, {"content/2026/W25/new.md": "new\n", "notes.txt": "y\n", "staged.txt": "z\n"})
    (server.folder / "content/decisions.yml").unlink()
    server("add", "staged.txt")
    assert saved(server) == Saved(committed=True, pushed=1)
    changed = Git(host)("show", "--name-status", "--format=", "main").splitlines()
    assert changed == ["A\tcontent/2026/W25/new.md", "D\tcontent/decisions.yml"]
    assert server("status", "--porcelain").splitlines() == [" M notes.txt", "A  staged.txt"]


def test_nothing_new_makes_no_commit_but_brings_in_what_others_pushed(host: Path, server: Git, maintainer: Git) -> None:
    write(maintainer, {"content/decisions.yml": "# mine\n"})
    saved(maintainer, "Mine")
    assert saved(server) == Saved(committed=False, pushed=0)
    assert (server.folder / "content/decisions.yml").read_text() == "# mine\n"
    assert log(host) == ["Mine", "First"]


def test_what_a_maintainer_pushed_meanwhile_is_joined(host: Path, server: Git, maintainer: Git) -> None:
    write(maintainer, {"content/decisions.yml": "# mine\n", "notes.txt": "mine\n"})
    commit(maintainer, "By hand")
    maintainer("push", "--quiet")
    write(server, {INDEX: "---\ntitle: Another week\n---\n"})
    assert saved(server, "By the program").pushed == 1
    assert log(host) == ["By the program", "By hand", "First"]
    assert file_at(host, "main", "notes.txt") == "mine"
    assert (server.folder / "notes.txt").read_text() == "mine\n"
    assert not forced(host)


def test_a_push_that_is_overtaken_is_tried_again(host: Path, server: Git, maintainer: Git) -> None:
    """The maintainer's push lands between the look at the host and the push: a hook of the server's own repository."""
    hook = server.folder / ".git" / "hooks" / "pre-push"
    hook.write_text(f"#!/bin/sh\nrm $0\nenv -u GIT_DIR git -C {maintainer.folder} push --quiet\n")
    hook.chmod(0o755)
    write(maintainer, {"content/decisions.yml": "# mine\n"})
    commit(maintainer, "By hand")
    write(server, {INDEX: "later\n"})
    waits: list[float] = []
    assert saved(server, "By the program", waits).pushed == 1
    assert waits == [PAUSES[0]]
    assert log(host) == ["By the program", "By hand", "First"]
    assert not forced(host)


def test_two_clones_that_save_at_once_lose_nothing(host: Path, tmp_path: Path) -> None:
    clones = [clone(host, tmp_path / name) for name in ("collect", "publish")]

    def write_and_save(git: Git) -> None:
        for number in range(5):
            write(git, {f"content/{git.folder.name}/{number}.md": f"{number}\n"})
            save(git, git.folder / "content", f"{git.folder.name} {number}", MAIN, lambda seconds: None)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write_and_save, clones))
    assert sorted(log(host)) == sorted(["First", *(f"{name} {n}" for name in ("collect", "publish") for n in range(5))])
    assert not forced(host)


def test_a_conflict_goes_to_a_branch_for_a_person(host: Path, server: Git, maintainer: Git) -> None:
    write(maintainer, {INDEX: "---\ntitle: By hand\n---\n"})
    commit(maintainer, "By hand")
    maintainer("push", "--quiet")
    write(server, {INDEX: "---\ntitle: By the program\n---\n"})
    waits: list[float] = []
    with pytest.raises(SaveConflict, match=rf"{INDEX}: changed here and on main of origin") as caught:
        saved(server, "By the program", waits)
    assert waits == []
    own = server("rev-parse", "HEAD")
    aside = f"recap-save-{own[:12]}"
    assert aside in str(caught.value)
    assert Git(host)("rev-parse", aside) == own
    assert file_at(host, "main", INDEX) == "---\ntitle: By hand\n---"
    assert (server.folder / INDEX).read_text() == "---\ntitle: By the program\n---\n"
    assert server.branch() == "main"
    assert server("status", "--porcelain") == ""

    write(server, {"content/later.md": "later\n"})  # the server goes on before anyone has looked
    with pytest.raises(SaveConflict, match=aside):
        saved(server, "Later")
    assert log(host, aside) == ["Later", "By the program", "First"]

    maintainer("fetch", "--quiet", "origin", aside)  # as the message says
    with pytest.raises(GitError, match="Automatic merge failed"):
        maintainer.signed()("merge", "FETCH_HEAD")
    write(maintainer, {INDEX: "---\ntitle: Both\n---\n"})
    commit(maintainer, "Joined")
    maintainer("push", "--quiet")
    assert saved(server) == Saved(committed=False, pushed=0)
    assert (server.folder / INDEX).read_text() == "---\ntitle: Both\n---\n"
    assert (server.folder / "content/later.md").read_text() == "later\n"
    assert not forced(host)


def test_the_same_change_by_two_is_no_conflict(host: Path, server: Git, maintainer: Git) -> None:
    for git in (maintainer, server):
        write(git, {INDEX: "the same\n"})
    assert saved(maintainer, "By hand").pushed == 1
    assert saved(server, "By the program") == Saved(committed=True, pushed=0)
    assert log(host) == ["By hand", "First"]


def test_lines_that_git_may_join_are_joined(host: Path, server: Git, maintainer: Git) -> None:
    """The program's own records say so in content/.gitattributes."""
    write(server, {"content/.gitattributes": "status.jsonl merge=union\n", "content/status.jsonl": "a 1\nb 1\n"})
    saved(server)
    saved(maintainer)
    write(maintainer, {"content/status.jsonl": "a 2\nb 1\n"})
    write(server, {"content/status.jsonl": "a 3\nb 3\n"})
    assert [saved(git).pushed for git in (maintainer, server)] == [1, 1]
    assert set(file_at(host, "main", "content/status.jsonl").splitlines()) >= {"a 2", "a 3", "b 3"}


def test_a_host_that_refuses_costs_attempts_and_nothing_else(host: Path, server: Git) -> None:
    hook = refuse_pushes(host, "closed for repair")
    write(server, {INDEX: "new\n"})
    waits: list[float] = []
    with pytest.raises(GitError, match=r"(?s)the commit is kept here.*closed for repair"):
        saved(server, "Kept", waits)
    assert waits == list(PAUSES)
    hook.unlink()
    assert saved(server) == Saved(committed=False, pushed=1)
    assert log(host) == ["Kept", "First"]


def test_changes_besides_content_that_stand_in_the_way_are_not_touched(server: Git, maintainer: Git) -> None:
    write(maintainer, {"notes.txt": "mine\n"})
    commit(maintainer, "By hand")
    maintainer("push", "--quiet")
    write(server, {INDEX: "new\n", "notes.txt": "half written\n"})
    with pytest.raises(RecapError, match=r"put away what else is changed, and save again"):
        saved(server)
    assert (server.folder / "notes.txt").read_text() == "half written\n"
    assert server("log", "-1", "--format=%s") == "Content"


def test_a_join_that_a_hook_stops_is_taken_back(server: Git, maintainer: Git) -> None:
    write(maintainer, {"content/decisions.yml": "# mine\n"})
    saved(maintainer)
    hook = server.folder / ".git" / "hooks" / "pre-rebase"
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    write(server, {INDEX: "new\n"})
    with pytest.raises(RecapError, match="main of origin was not joined"):
        saved(server)
    assert server.branch() == "main"
    hook.unlink()
    assert saved(server) == Saved(committed=False, pushed=1)


def test_a_shallow_clone_without_a_branch_saves_to_the_branch_that_is_named(
    host: Path, tmp_path: Path, maintainer: Git
) -> None:
    """As CI checks out."""
    runner = Git(tmp_path / "runner")
    Git(tmp_path)("clone", "--quiet", "--depth", "1", f"file://{host}", str(runner.folder))
    runner("checkout", "--quiet", "--detach")
    write(maintainer, {"content/decisions.yml": "# mine\n"})
    saved(maintainer, "By hand")
    write(runner, {INDEX: "new\n"})
    assert saved(runner, "By CI").pushed == 1
    assert log(host) == ["By CI", "By hand", "First"]


def test_an_archive_that_is_a_repository_of_its_own_is_not_taken_for_saved(server: Git) -> None:
    Git(server.folder / "content")("init", "--quiet")
    write(server, {"content/decisions.yml": "# more\n"})
    with pytest.raises(RecapError, match="content: is a repository of its own, and nothing of it was saved"):
        saved(server)


def test_where_to_is_told_without_a_password() -> None:
    assert str(Target("https://x:s3cret@host.example/a.git", "main")) == "main of https://host.example/a.git"


def test_the_first_save_makes_the_branch(tmp_path: Path) -> None:
    Git(tmp_path)("init", "--quiet", "--bare", str(tmp_path / "empty.git"))
    git = Git(tmp_path / "site")
    git.folder.mkdir()
    git("init", "--quiet", "--initial-branch", "main")
    write(git, {"content/a.md": "a\n"})
    assert saved(git, target=Target(str(tmp_path / "empty.git"), "main")).pushed == 1
    assert log(tmp_path / "empty.git") == ["Content"]


def test_the_command_saves_and_tells(host: Path, server: Git, maintainer: Git) -> None:
    options = json.dumps({"host": {"author": "Desk <desk@desk.example>"}})
    write(server, {"mkdocs.yml": f"site_name: x\nplugins:\n  - recap: {options}\n", INDEX: "new\n"})
    arguments = ["save", "--config", str(server.folder / "mkdocs.yml"), "--now", "2026-06-22T05:00:00Z"]
    result = CliRunner().invoke(main, arguments)
    assert result.output == "Saved what was new. 1 commits pushed to main of origin.\n"
    assert Git(host)("log", "-1", "--format=%an: %s", "main") == "Desk: Content as of 2026-06-22T05:00:00Z"
    result = CliRunner().invoke(main, arguments)
    assert result.output == "Nothing was new. 0 commits pushed to main of origin.\n"

    write(maintainer, {INDEX: "theirs\n"})
    config = maintainer.folder / "mkdocs.yml"
    config.write_text("site_name: x\nplugins: [recap]\n")
    result = CliRunner().invoke(main, ["save", "--config", str(config)])
    assert result.exit_code == 1
    assert f"Error: {INDEX}: changed here and on main of origin" in result.output

    config.write_text("site_name: x\nplugins:\n  - recap: {host: {author: Desk}}\n")
    result = CliRunner().invoke(main, ["save", "--config", str(config)])
    assert result.exit_code == 1
    assert "mkdocs.yml:3: plugins.0.recap.host.author: must have the form Name <mail@example.org>" in result.output


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(turns=st.lists(st.tuples(st.sampled_from(["server", "maintainer"]), st.integers(0, 2)), max_size=5))
def test_whoever_saves_in_whatever_order_every_text_stays_on_the_host(
    tmp_path_factory: pytest.TempPathFactory, host: Path, turns: list[tuple[str, int]]
) -> None:
    """Both write the same few files; what main does not take is on a branch aside."""
    place = tmp_path_factory.mktemp("turns")
    bare = place / "host.git"
    Git(place)("clone", "--quiet", "--bare", str(host), str(bare))
    clones = {name: clone(bare, place / name) for name in ("server", "maintainer")}
    for number, (name, file) in enumerate(turns):
        write(clones[name], {f"content/{file}.yml": f"text {number}\n"})
        with suppress(SaveConflict):
            saved(clones[name], f"{name} {number}")
    kept = Git(bare)("log", "--branches", "--format=%s").splitlines()
    assert {f"{name} {number}" for number, (name, _) in enumerate(turns)} <= set(kept)
