"""The archive into git, and to where others write it too. No update is lost: never forced, conflicts go to a person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generator.git import Git, GitError, Target, without_credentials
from generator.model.errors import RecapError

#: Seconds before each further attempt, each twice the last: who was rejected waits until the quicker writer is through.
PAUSES = (1, 2, 4, 8, 16)

Pause = Callable[[float], None]


class SaveConflict(RecapError):
    """Two writers changed the same lines; the text says where ours are kept and how to join them."""


@dataclass(frozen=True)
class Saved:
    """What a save did."""

    committed: bool
    """Whether there was something new to commit."""
    pushed: int
    """Commits that the remote did not have; 0 where it had them all."""


def save(git: Git, content: Path, message: str, target: Target, pause: Pause) -> Saved:
    """Commit what is new below `content`, and nothing else; join what others pushed meanwhile; push.

    Commits of the branch that an earlier save could not push go with it. pause: waits so many seconds.
    Raises SaveConflict, GitError where the remote refuses or cannot be reached after all attempts; the commit stays.
    """
    git = git.signed()
    committed = _commit(git, content, message)
    pauses = iter(PAUSES)
    while True:
        try:
            return Saved(committed, _join_and_push(git, target))
        except GitError as error:
            seconds = next(pauses, None)
            if seconds is None:
                remedy = "the commit is kept here, and the next save pushes it"
                raise GitError(f"{target} was not brought up to date ({remedy}): {error}") from error
        pause(seconds)


def _commit(git: Git, content: Path, message: str) -> bool:
    """Commit `content` alone: what is staged besides it stays staged. Raises RecapError where git would see no file of
    it, as it is a repository of its own."""
    path, top = str(content.resolve()), ("rev-parse", "--show-toplevel")
    if Git(content).said(*top) not in (None, git.said(*top)):
        remedy = "commit and push it there, or take its .git away"
        raise RecapError(f"{path}: is a repository of its own, and nothing of it was saved ({remedy})")
    git("add", "--all", "--", path)
    if not git("diff", "--cached", "--name-only", "--", path):
        return False
    git("commit", "--quiet", "--only", "--message", message, "--", path)
    return True


def _join_and_push(git: Git, target: Target) -> int:
    """Put our commits on top of the remote's and push them; how many. Raises GitError for failures worth retrying."""
    tip = git.tip_of(target)
    if tip:
        git("fetch", "--quiet", target.remote, target.ref)
        _rebase(git, tip, target)
    ours = int(git("rev-list", "--count", f"{tip}..HEAD" if tip else "HEAD"))
    if ours:
        git("push", "--quiet", target.remote, f"HEAD:{target.ref}")
    return ours


def _rebase(git: Git, tip: str, target: Target) -> None:
    """Our commits on top of `tip`. Raises SaveConflict, after taking everything back, where a person has to decide."""
    if git.succeeds("merge-base", "--is-ancestor", tip, "HEAD"):
        return
    try:
        git("rebase", "--quiet", tip)
    except GitError as error:
        files = git("diff", "--name-only", "--diff-filter=U").splitlines()
        git.succeeds("rebase", "--abort")  # where it had begun at all
        if not files:
            remedy = "the commit is kept here; commit or put away what else is changed, and save again"
            raise RecapError(f"{target} was not joined ({remedy}): {error}") from error
        raise SaveConflict(_put_aside(git, tip, target, files)) from error


def _put_aside(git: Git, tip: str, target: Target, files: list[str]) -> str:
    """Push our commits to a branch of their own; returns what to tell the person who joins them.

    The branch is named after the first of them, so that later saves of the same folder add to it.
    """
    first = git("rev-list", "--reverse", f"{tip}..HEAD").split("\n")[0]
    aside = Target(target.remote, f"recap-save-{first[:12]}")
    git("push", "--quiet", aside.remote, f"HEAD:{aside.ref}")
    fetch = f"git fetch {without_credentials(aside.remote)} {aside.branch}"
    remedy = f"on {target.branch}: {fetch}; git merge FETCH_HEAD; decide, commit, push"
    return (
        f"{', '.join(files)}: changed here and on {target}."
        f" Nothing is lost, what was changed here is its branch {aside.branch} ({remedy})"
    )
