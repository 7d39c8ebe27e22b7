"""Whether an outlet takes back what it published: by a word before its title or a notice in its text. Pure."""

from __future__ import annotations

import re

_NOTICED = 400
"""Characters at the beginning of a text in which a notice stands."""
_TITLE = re.compile(
    r"\W*(?:(?:retract(?:ed|ion)|withdrawn|correct(?:ed|ion))\b(?: notice)?\s*[:\])|–—-]"
    r"|(?:撤稿|撤回|更正|勘误))",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"\bthis (?:\w+ ){0,2}?(?:article|story|post|page|report|paper|study|preprint|item|content)\b,? (?:\w+ ){0,3}?"
    r"(?:retracted|withdrawn|removed|deleted|taken down|unpublished|no longer available)"
    r"|\bwe (?:\w+ ){0,2}?(?:retract|withdr[ae]w|apologi[sz]e)"
    r"|(?:本文|该文|此文|文章|稿件|报道|内容)[^。\n]{0,8}(?:撤稿|撤回|撤下|删除|下架)",
    re.IGNORECASE,
)


def takes_back(title: str, text: str) -> bool:
    """Whether an entry says of itself that it is corrected, withdrawn or gone."""
    return bool(_TITLE.match(title) or _NOTICE.search(text[:_NOTICED]))
