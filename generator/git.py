"""The git command, as far as the program needs it: no shell, no questions, no waiting for ever."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parseaddr
from pathlib import Path

from generator.model.errors import RecapError

#: Seconds for one command: a push of a site of 100,000 pages over a slow line is done by then.
TIMEOUT = 600
#: Who commits where neither settings, environment nor git's configuration name anyone; RFC 2606 keeps .invalid free.
BOT = "Weekly AI Recap <recap@recap.invalid>"
_ROLES = ("AUTHOR", "COMMITTER")
_CREDENTIALS = re.compile(r"//[^/@\s]+@")


def without_credentials(text: str) -> str:
    """The text with addresses as they may be shown: without name and password."""
    return _CREDENTIALS.sub("//", text)


class GitError(RecapError):
    """A git command failed; the text is the command and git's own words, without credentials."""


@dataclass(frozen=True)
class Target:
    """Where commits are pushed: a branch of a remote, by its name or address."""

    remote: str
    branch: str

    @property
    def ref(self) -> str:
        """The full name of the branch."""
        return f"refs/heads/{self.branch}"

    def __str__(self) -> str:
        return f"{self.branch} of {without_credentials(self.remote)}"


@dataclass(frozen=True)
class Git:
    """Calls git in a folder of a repository.

    author: whom commits name, like "Name <mail@example>"; None is whom git would name, or else BOT.
    """

    folder: Path
    author: str | None = None
    variables: Mapping[str, str] = field(default_factory=dict)
    """Environment variables for every call, besides those of this process."""

    def __call__(self, *arguments: str, given: bytes | None = None) -> str:
        """What the command prints, without the last line end. given: its standard input. Raises GitError."""
        told = without_credentials(f"git {' '.join(arguments)}")
        quiet = {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_EDITOR": "true"}
        try:
            done = subprocess.run(  # noqa: S603 (a list of arguments, no shell)
                ["git", "-C", str(self.folder), "-c", "core.quotePath=false", *arguments],  # noqa: S607 (git is where the user's PATH has it)
                capture_output=True, input=given or b"", timeout=TIMEOUT, check=False,
                env={**os.environ, **quiet, **self.variables},
            )  # fmt: skip
        except FileNotFoundError as error:
            raise GitError("git is not installed, or not on the PATH") from error
        except subprocess.TimeoutExpired as error:
            raise GitError(f"{told}: not done after {TIMEOUT} seconds") from error
        if done.returncode:
            words = (done.stderr or done.stdout).decode("utf-8", "replace").strip()
            words = words or f"ends with {done.returncode} and says nothing; a hook of the repository may refuse it"
            raise GitError(f"{told}: {without_credentials(words)}")
        return done.stdout.decode("utf-8", "replace").removesuffix("\n")

    def succeeds(self, *arguments: str) -> bool:
        """Whether the command does not fail: for questions that git answers by its exit code."""
        return self.said(*arguments) is not None

    def said(self, *arguments: str) -> str | None:
        """What the command prints; None where it fails: without git, outside a repository, or with nothing found."""
        try:
            return self(*arguments)
        except GitError:
            return None

    def signed(self) -> Git:
        """The same, with a name for commits in any case."""
        named = self.author or ("" if self._knows_a_name() else BOT)
        if not named:
            return self
        name, mail = parseaddr(named)
        identity = {f"GIT_{role}_{part}": value for role in _ROLES for part, value in (("NAME", name), ("EMAIL", mail))}
        return Git(self.folder, self.author, {**self.variables, **identity})

    def _knows_a_name(self) -> bool:
        """Whether environment or configuration name an author: not the one git would make up of the machine's name."""
        asked = ("-c", "user.useConfigOnly=true", "var")
        return all(self.succeeds(*asked, f"GIT_{role}_IDENT") for role in _ROLES)

    def branch(self) -> str:
        """The branch that is checked out. Raises RecapError where none is, or no repository that git reads."""
        try:
            return self("symbolic-ref", "--quiet", "--short", "HEAD")
        except GitError as error:
            self("rev-parse", "--git-dir")  # of a folder that is none, or another user's, git's own words say so
            remedy = "finish or abort what git is in the middle of; git switch NAME, or give the branch with --branch"
            raise RecapError(f"{self.folder}: no branch is checked out ({remedy})") from error

    def tip_of(self, target: Target) -> str:
        """The commit that a remote's branch is at; empty where there is no such branch. Raises GitError."""
        return self("ls-remote", target.remote, target.ref).partition("\t")[0]
