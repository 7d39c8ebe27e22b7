"""What the command line may say about where things lie."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Options:
    """Paths and addresses of a call; None leaves what mkdocs.yml says."""

    config: Path
    """mkdocs.yml."""
    sources: str | None = None
    """A file or an http(s) address."""
    content: Path | None = None
    site: Path | None = None
