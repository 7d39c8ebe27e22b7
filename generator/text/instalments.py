"""Which of a row a text tells of: the results of which quarter, which round of funding. No IO."""

from __future__ import annotations

import re

#: What each instalment is called.
_CALLED = {
    **{
        f"quarter {number}": rf"(?<![A-Za-z])(?:Q{number}|{number}Q)(?![A-Za-z0-9])|\b{word}[ -]quarter\b"
        rf"|(?<![一二三四十])[{number}{chinese}]季度"
        for number, word, chinese in ((1, "first", "一"), (2, "second", "二"), (3, "third", "三"), (4, "fourth", "四"))
    },
    "half 1": r"\bfirst[ -]half\b|上半年",
    "half 2": r"\bsecond[ -]half\b|下半年",
    "seed": r"\bseed (?:round|funding|financing)|种子轮|天使轮",
    **{f"series {letter}": rf"\bseries[ -]{letter}\b|(?<![A-Za-z]){letter}\+*轮" for letter in "ABCDEFGHIJK"},
}
_PATTERNS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _CALLED.items()}


def instalments(text: str) -> frozenset[str]:
    """Quarters, half-years and rounds of funding that a text names: "quarter 1", "series B"."""
    return frozenset(name for name, pattern in _PATTERNS.items() if pattern.search(text))
