"""The options of the `recap` plugin in mkdocs.yml, validated once, all faults told together."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from generator.model import yamltext
from generator.model.base import Language, Line, Value

PLUGIN = "recap"


class Fetch(Value):
    """Limits on the network; every one ends in a named cause in the run report."""

    allow_private: bool = False
    """Read from private and loopback addresses too (also by RECAP_ALLOW_PRIVATE=1)."""
    concurrency: Annotated[int, Field(ge=1, le=64)] = 16
    """Requests under way at once."""
    per_host: Annotated[int, Field(ge=1, le=8)] = 2
    """Requests at once to one host."""
    deadline: Annotated[float, Field(gt=0, le=600)] = 25.0
    """Seconds for one feed, retries and redirects included."""
    max_bytes: Annotated[int, Field(ge=1000)] = 10_000_000
    """Bytes of one answer after decompression."""
    redirects: Annotated[int, Field(ge=0, le=10)] = 5
    retries: Annotated[int, Field(ge=0, le=5)] = 2
    """Further attempts after 429, 5xx or a broken connection."""


class EditionRules(Value):
    """How much an edition shows, and where."""

    top: Annotated[int, Field(ge=1, le=30)] = 8
    """Items on top of the front page."""
    per_topic: Annotated[int, Field(ge=1, le=50)] = 6
    """Items of one topic below; the rest are told in a line."""


class Settings(Value):
    """What a maintainer can set. Paths are relative to the folder of mkdocs.yml."""

    content: str = "content"
    """The archive."""
    sources: str = "content/sources.yml"
    """A file or an http(s) address."""
    cache: str = ".cache"
    """Fetched bytes, article texts and indexes; may be deleted at any time."""
    language: Language = "en"
    """Language of the site's own words."""
    engine: Literal["extractive"] = "extractive"
    include: tuple[str, ...] | None = None
    """Words one of which an entry must have, where its source names none; absent: `relevance` of topics.yml."""
    exclude: tuple[str, ...] = ()
    """Words that drop an entry of any source."""
    edition: EditionRules = EditionRules()
    fetch: Fetch = Fetch()
    contact: Line | None = None
    """Mail or web address for corrections and takedowns, shown on every page."""


def parse(options: Mapping[str, Any], mkdocs_yml: Path | None) -> Settings:
    """The settings of a plugin's options.

    mkdocs_yml: the file they come from, for the lines of messages.
    Raises InvalidContent naming file, line, key and remedy of every fault.
    """
    text = mkdocs_yml.read_text(encoding="utf-8") if mkdocs_yml and mkdocs_yml.is_file() else ""
    file = mkdocs_yml.name if mkdocs_yml else "mkdocs.yml"
    within = _place_of_plugin(text)
    settings = yamltext.validate(Settings, dict(options), text, file, within=within)
    if os.environ.get("RECAP_ALLOW_PRIVATE") == "1":
        settings = settings.model_copy(update={"fetch": settings.fetch.model_copy(update={"allow_private": True})})
    return settings


def _place_of_plugin(text: str) -> yamltext.Path:
    """Path of the plugin's options inside mkdocs.yml: plugins is a list of names and one-key mappings, or a mapping."""
    return next((path for path in yamltext.paths_of(text) if path[:1] == ("plugins",) and path[-1:] == (PLUGIN,)), ())
