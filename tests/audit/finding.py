"""What a check found, and the pages that are looked at."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

NODE = Path(__file__).parent / "node_modules"


@dataclass(frozen=True)
class Finding:
    what: str
    where: str
    asked: str
    measured: str
    holds: bool
    details: tuple[str, ...] = ()


def none_of(what: str, where: str, faults: Sequence[str]) -> Finding:
    """A target of zero; the first twenty faults are told."""
    return Finding(what, where, "0", str(len(faults)), not faults, tuple(faults[:20]))


def kinds_of_pages(site: Path) -> Iterator[tuple[str, str]]:
    """(kind, address) of one page of every kind that the site has; of several, the one with most to show."""
    kinds = {
        "front": "index.html", "edition": "20??/W??/index.html", "item": "20??/W??/*/index.html",
        "storyline": "storylines/*/index.html", "storylines": "storylines/index.html",
        "company": "companies/*/index.html", "companies": "companies/index.html", "model": "models/*/index.html",
        "topic": "topics/*/index.html", "topics": "topics/index.html", "audience": "audience/*/index.html",
        "source": "sources/*/index.html", "sources": "sources/index.html", "archive": "archive/index.html",
        "predictions": "predictions/index.html", "corrections": "corrections/index.html",
        "coverage": "coverage/*/index.html", "coverages": "coverage/index.html", "search": "search/index.html",
        "view": "view/index.html", "about": "about/index.html", "method": "method/index.html",
        "disclosure": "ai/index.html", "not found": "404.html", "Chinese item": "zh/20??/W??/*/index.html",
        "Chinese front": "zh/index.html",
    }  # fmt: skip
    for kind, pattern in kinds.items():
        if found := sorted(site.glob(pattern), key=lambda path: (path.stat().st_size, path)):
            yield kind, found[-1].relative_to(site).as_posix().removesuffix("index.html")


def tool(path: str) -> Path:
    """A file of an installed npm package; says how to get it where it is missing."""
    found = NODE / path
    if not found.exists():
        raise click.ClickException(f"{found.name} is not installed; run `npm ci` in tests/audit, or `make audit`")
    return found


def run(*command: str | Path, timeout: float = 300, **environment: str) -> subprocess.CompletedProcess[str]:
    """A tool's output, whatever its exit code; a missing program is said by name."""

    try:
        return subprocess.run(
            [str(part) for part in command], capture_output=True, text=True, timeout=timeout, check=False,
            env={**os.environ, **environment},
        )  # fmt: skip
    except FileNotFoundError as error:
        raise click.ClickException(f"{command[0]} is not installed, and the audit needs it") from error
