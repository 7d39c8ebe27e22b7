"""Who speaks in a feed, by what it is called. No IO."""

from __future__ import annotations

import re

from generator.text.names import NameFinder

#: What the feed of a laboratory is called besides.
_OF_FEED = re.compile(
    r"(?:[’']s)?(?:\W{1,4}(?:the|official|company|engineering|research|developers?|blog|news|newsroom|feed|updates"
    r"|announcements|releases?)){1,4}\W{0,4}$",
    re.IGNORECASE,
)
_LABORATORY = re.compile(r"(?!The\b)[A-Z][\w&-]{3,}(?: [A-Z][\w&-]*){0,2}")


def laboratory(outlet: str, names: NameFinder) -> str:
    """The laboratory whose own feed is called so, "Brightquill Blog"; empty where that does not tell.

    names: the listed ones; who is among them is known without.
    """
    name = _OF_FEED.sub("", outlet)
    is_listed = any(True for _ in names.find(outlet))
    return "" if is_listed or not _LABORATORY.fullmatch(name) else name
