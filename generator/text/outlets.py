"""Who speaks in a feed, by what it is called. No IO."""

from __future__ import annotations

import re

#: What the feed of a laboratory is called besides.
_OF_FEED = re.compile(
    r"(?:[’']s)?(?:\W{1,4}(?:the|official|company|engineering|research|developers?|blog|news|newsroom|feed|updates"
    r"|announcements|releases?)){1,4}\W{0,4}$",
    re.IGNORECASE,
)
_LABORATORY = re.compile(r"(?!The\b)[A-Z][\w&-]{3,}(?: [A-Z][\w&-]*){0,2}")


def laboratory(outlet: str) -> str:
    """The laboratory whose own feed is called so, "Brightquill Blog"; empty where its name does not tell."""
    name = _OF_FEED.sub("", outlet)
    return name if _LABORATORY.fullmatch(name) else ""
