"""What is labelled as an advertisement. No IO."""

from __future__ import annotations

import re

_LABEL = (
    r"(?:(?:sponsored|promoted)(?: (?:post|content|article|story|feature))?|sponsor|advertorial|advertisement"
    r"|ad feature|(?:paid|partner|branded) (?:post|content|partnership|promotion|feature)|anzeige"
    r"|推广|商业推广|广告|赞助内容|软文)"
)
#: The label, followed by what is advertised or by nothing.
_AD = re.compile(rf"[\W_]*{_LABEL}(?:\s*[:：|｜\]】）)—–]|\W*$)", re.IGNORECASE)
#: Behind a title: "… (partner content)", "… | Sponsored"
_BEHIND = re.compile(rf"[(（\[【|｜—–]\s*{_LABEL}\W*$", re.IGNORECASE)


def is_advertisement(line: str) -> bool:
    """Whether a line begins with the label of one, or is nothing else."""
    return _AD.match(line) is not None


def is_advertised(title: str) -> bool:
    """Whether a title says that what it stands above is an advertisement."""
    return is_advertisement(title) or _BEHIND.search(title) is not None
