"""Who speaks in a feed, by what it is called. No IO."""

from __future__ import annotations

import re

from generator.model.source import Source
from generator.text.names import NameFinder

#: What the feed of a laboratory is called besides.
_OF_FEED = re.compile(
    r"(?:[’']s)?(?:\W{1,4}(?:the|official|company|press(?:room)?|engineering|research|developers?|blog|news|newsroom|feed|updates"
    r"|announcements|releases?)){1,4}\W{0,4}$",
    re.IGNORECASE,
)
_LABORATORY = re.compile(r"(?!The\b)[A-Z][\w&-]{3,}(?: [A-Z][\w&-]*){0,2}")


def laboratory(source: Source, names: NameFinder) -> str:
    """The laboratory whose own feed it is, by its title, "Brightquill Blog"; empty where that does not tell.

    names: the listed ones; who is among them is known without.
    """
    name = _OF_FEED.sub("", source.title) if source.category == "lab" else ""
    return name if _LABORATORY.fullmatch(name) and next(names.find(source.title), None) is None else ""
