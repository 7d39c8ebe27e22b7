"""robots.txt, RFC 9309: search engines may read everything; whether AI crawlers may is the maintainer's choice."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from generator.model import yamltext
from generator.model.base import Line, Value
from generator.site.page import Site
from generator.site.sitemap import NEWS, SITEMAP


class Crawler(Value):
    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]+$")]
    """The product token it goes by in robots.txt."""
    operator: Line


class Crawlers(Value):
    """The crawlers that are known to collect for AI."""

    as_of: date
    agents: tuple[Crawler, ...]


def known_crawlers() -> Crawlers:
    """The list beside this file."""
    return yamltext.packaged(Crawlers, __package__, "ai_crawlers.yml")


def robots(site: Site, ai_crawlers: Literal["allow", "deny"]) -> bytes:
    """The file, with the choice in words; it asks, and what does not obey has to be turned away by the host."""
    rules = ["User-agent: *", "Allow: /", ""]
    note = site.words("robots_note")
    if ai_crawlers == "deny":
        known = known_crawlers()
        note = site.words("robots_denied", date=known.as_of.isoformat())
        rules = [*(f"User-agent: {crawler.name}" for crawler in known.agents), "Disallow: /", "", *rules]
    sitemaps = [f"Sitemap: {site.url}{name}" for name in (SITEMAP, NEWS)]
    return "\n".join([*(f"# {line}" for line in note.splitlines()), *rules, *sitemaps, ""]).encode()
