"""One open issue that says why nothing was published, kept by the `gh` command; closed when the gates open again.

Without `gh`, outside a repository of GitHub or without leave to write issues, the words go to the job's summary alone.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from generator.edit.gates import Stopped
from generator.reporting.github import SUMMARY, Summary

TITLE = "Not published: a gate stays closed"
_SECONDS = 60


def words(stopped: Sequence[Stopped]) -> str:
    """What stopped, as Markdown: one line a gate, with the remedy."""
    lines = [f"- **{it.gate}**: {it.words}. {it.remedy[:1].upper()}{it.remedy[1:]}." for it in stopped]
    return "\n".join([f"{TITLE}. The site that is online stays.", "", *lines, ""])


def tell(stopped: Sequence[Stopped]) -> str:
    """Open, update or close the issue, and write the job's summary; what was done, in words, or why nothing was.

    Raises ArchiveError where the summary cannot be written.
    """
    path = os.environ.get(SUMMARY)
    if path and stopped:
        Summary(Path(path)).append(words(stopped))
    if shutil.which("gh") is None:
        return "no issue: the gh command is not installed"
    try:
        known = json.loads(_gh("issue", "list", "--state", "open", "--limit", "100", "--json", "number,title"))
        number = next((str(issue["number"]) for issue in known if issue["title"] == TITLE), None)
        return _kept(number, stopped)
    except (OSError, subprocess.SubprocessError, ValueError, KeyError, TypeError) as error:
        said = getattr(error, "stderr", "") or str(error)
        return f"no issue: gh refused: {said.strip()}"


def _kept(number: str | None, stopped: Sequence[Stopped]) -> str:
    if not stopped:
        if number is None:
            return "no issue is open"
        _gh("issue", "close", number, "--comment", "The gates are open again: the site is published.")
        return f"issue {number} is closed"
    if number is None:
        return _gh("issue", "create", "--title", TITLE, "--body", words(stopped)).strip()
    _gh("issue", "edit", number, "--body", words(stopped))
    return f"issue {number} says it"


def _gh(*arguments: str) -> str:
    command = ["gh", *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=_SECONDS)  # noqa: S603 (fixed words)
    return done.stdout
