"""A source: one feed we read, one entry of sources.yml."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.model.base import Language, Line, Slug, Url, Value

Category = Literal["lab", "research", "papers", "engineering", "news", "analysis", "policy", "digest"]


class Source(Value):
    """One feed, as a maintainer describes it."""

    name: Slug
    """Stable identifier; part of the address of the source's page."""
    title: Line
    """The outlet's name as readers know it."""
    homepage: Url
    """Where a reader finds the outlet."""
    url: Annotated[str, Field(min_length=1, max_length=2000)]
    """The feed: http(s), file:, or a path relative to the sources file."""
    language: Language
    """Language of the feed, for example en or zh."""
    category: Category = "news"
    """Digests are read for recall and never become items."""
    tier: Annotated[int, Field(ge=1, le=3)] = 2
    """1 primary word, 2 reporting desk, 3 other; weighs in the ranking."""
    full_text: bool = False
    """Fetch each article's page, where the feed gives only a summary and the outlet's terms allow it."""
    include: tuple[str, ...] | None = None
    """Keep only entries with one of these words; absent: its relevance decides; []: keep all."""
    exclude: tuple[str, ...] = ()
    """Drop entries with one of these words."""
    paywall: bool = False
    """Readers are told before the click."""
    owner: Line | None = None
    """Outlets of one owner count as one independent source."""
