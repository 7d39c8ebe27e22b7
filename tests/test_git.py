from __future__ import annotations

from pathlib import Path

import pytest

from generator.git import BOT, Git, GitError, Target
from generator.model.errors import RecapError
from tests.host.conftest import PERSON, commit, no_configuration, write

__all__ = ["no_configuration"]  # a fixture that stands before each test


def author(git: Git) -> str:
    return git("log", "-1", "--format=%an <%ae>/%cn <%ce>")


@pytest.mark.parametrize(
    ("settings", "configured", "named"),
    [
        (PERSON, "", PERSON),
        (PERSON, "Bo <bo@desk.example>", PERSON),
        (None, "Bo <bo@desk.example>", "Bo <bo@desk.example>"),
        (None, "", BOT),
    ],
)
def test_a_commit_names_whom_settings_or_else_git_or_else_the_program_name(
    tmp_path: Path, settings: str | None, configured: str, named: str
) -> None:
    git = Git(tmp_path, settings)
    git("init", "--quiet")
    if configured:
        name, mail = configured.rstrip(">").split(" <")
        git("config", "user.name", name)
        git("config", "user.email", mail)
    write(git, {"a": "a"})
    commit(git, "One")
    assert author(git) == f"{named}/{named}"


def test_an_error_tells_command_and_cause_without_credentials(tmp_path: Path) -> None:
    git = Git(tmp_path)
    git("init", "--quiet")
    with pytest.raises(GitError, match="git ls-remote") as caught:
        git.tip_of(Target("http://x-token:s3cret@127.0.0.1:1/a.git", "main"))
    assert "127.0.0.1" in str(caught.value)
    assert "s3cret" not in str(caught.value)


def test_a_folder_without_a_branch_says_what_to_do(tmp_path: Path) -> None:
    git = Git(tmp_path, PERSON)
    git("init", "-q")
    git.signed()("commit", "-q", "--allow-empty", "-m", "x")
    git("switch", "-q", "--detach")
    with pytest.raises(RecapError, match="git switch NAME, or give the branch with --branch"):
        Git(tmp_path).branch()


def test_a_file_is_named_as_it_is_called(tmp_path: Path) -> None:
    git = Git(tmp_path, PERSON)
    git("init", "--quiet")
    write(git, {"算力.md": "x"})
    commit(git, "One")
    assert git("show", "--name-only", "--format=") == "算力.md"


def test_a_repository_that_git_does_not_read_is_told_in_its_words(tmp_path: Path) -> None:
    git = Git(tmp_path)
    git("init", "-q")
    (tmp_path / ".git" / "HEAD").write_text("garbage")
    with pytest.raises(GitError, match="not a git repository"):
        git.branch()


def test_a_hook_that_refuses_without_a_word_is_thought_of(tmp_path: Path) -> None:
    git = Git(tmp_path, PERSON)
    git("init", "-q")
    hook = tmp_path / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(GitError, match="ends with 1 and says nothing; a hook of the repository may refuse it"):
        git.signed()("commit", "--allow-empty", "-qm", "x")
