"""What stands in the body of an article and is none of it: other stories, advertisements, calls to share. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

#: Struck out: the article says so no more.
STRUCK = frozenset(["del", "s", "strike"])
#: Seen by readers, and no part of what an article says.
NOT_SAID = STRUCK | {"figcaption"}
#: What surrounds an article, and samples, which are no sentences.
_TAGS = frozenset(["aside", "footer", "nav", "form", "button", "pre"])
#: Elements that are asked for their class.
CLASSED = frozenset([
    "div", "ul", "ol", "dl", "li", "section", "details", "p", "table", "span", "figure", "h2", "h3", "h4", "h5", "h6",
])  # fmt: skip
#: Words of a class or an id, or several that stand in one.
_WORDS = frozenset(
    "related recommended recommendation recommendations newsletter signup subscribe subscription promo sponsor sponsors"
    " sponsored ad ads advert adverts advertisement advertising share sharing sharedaddy social caption credit credits"
    " cookie cookies comments toc lwptoc".split()
)
_TOGETHER = tuple(map(frozenset, (
    ("author", "bio"), ("byline", "bio"), ("author", "box"), ("read", "next"), ("up", "next"), ("read", "more"),
    ("more", "stories"), ("more", "from"), ("also", "read"), ("see", "also"), ("most", "read"), ("most", "popular"),
    ("table", "of", "contents"), ("ez", "toc"), ("inline", "related"),
)))  # fmt: skip
#: With these a class says what an element lacks or is filed under, not what it is.
_OTHERWISE = frozenset(
    "no not non has have without with hide hides free category tag type format status term page template shadow".split()
)
_SPLIT = re.compile(r"[-_:]+|(?<=[a-z])(?=[A-Z])")


def is_furniture(name: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element of this name, with these attributes, is no part of the article it stands in."""
    if name in _TAGS or name in NOT_SAID:
        return True
    return name in CLASSED and any(map(_names_furniture, _names_in(attributes)))


def _names_in(attributes: Mapping[str, str]) -> Iterator[str]:
    for attribute in ("class", "id"):
        yield from attributes.get(attribute, "").split()


def _names_furniture(name: str) -> bool:
    words = {word.lower() for word in _SPLIT.split(name)}
    if not words.isdisjoint(_OTHERWISE):
        return False
    return not words.isdisjoint(_WORDS) or any(together <= words for together in _TOGETHER)
