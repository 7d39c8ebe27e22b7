"""Characters that stand in a text for the tags of powers, indices, quotations, links and line breaks.

They are letters of Linear A, which no feed is written in: trafilatura lets only printable characters through.
"""

from __future__ import annotations

import re

SUP, SUP_END, SUB, SUB_END, QUOTE, QUOTE_END, APART, BREAK, QUOTED = map(chr, range(0x10600, 0x10609))
"""APART is left where something was or a link begins, so that digits around it are known to be apart; QUOTED stands
before each text of a blockquote."""
OF_TAG = {"sup": (SUP, SUP_END), "sub": (SUB, SUB_END), "q": (QUOTE, QUOTE_END)}
"""What stands for a tag where it opens and where it closes."""
OMITTED = "[…]"
"""Stands where a formula cannot be told in one line; no sentence with it is quoted."""
ANY = re.compile("[\U00010600-\U00010608]")
_BETWEEN_DIGITS = re.compile(rf"(?<=\d)[{SUP}-{QUOTED}]+(?=\d)")


def without_marks(text: str) -> str:
    """The text without its marks; digits that one stood between stay apart."""
    return ANY.sub("", _BETWEEN_DIGITS.sub(" ", text))
