"""Who goes to court, as a headline tells it. No IO."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: "Authors sue Selby", "Texas and Ohio file suit against Selby", "Painters take Selby to court", "作家起诉 Selby"
_BEFORE = re.compile(
    r"(?i)(?P<who>[^,;:.?!，：。！？]{2,60}?)\s?(?:\b(?:sues?\b|suing\b"
    r"|sued(?! (?:over|for|in|on|at|after|as|by|again)\b|[,;:.?!]|$)"
    r"|fil(?:es?|ed) (?:a |an )?(?:\w+ ){0,2}(?:law)?suits?\b|(?:takes?|took) (?:\S+ ){1,3}to court\b)|起诉)"
)
#: What every headline of a suit has; most have none of it.
_SUIT = re.compile(r"(?i)\b(?:sue[sd]?|suing|(?:law)?suits?|court)\b|起诉")
#: "Selby sued by authors over books", "lawsuit by record labels", "Selby faces suit from Texas"
_AFTER = re.compile(
    r"(?i)\b(?:sued|(?:law)?suits?) (?:by|from) (?P<who>[^,;:.?!]{2,60}?)"
    r"(?= (?:over|for|in|on|after|as|who|that|claiming)\b|[,;:.?!]|$)"
)


def plaintiffs(headline: str) -> Iterator[str]:
    """The words for those who sue, for each suit that the headline tells of."""
    if _SUIT.search(headline):
        yield from (match["who"] for match in _AFTER.finditer(headline))
        yield from (match["who"] for match in _BEFORE.finditer(headline))
