"""What is labelled as an advertisement, of a job too, or is a page that only offers a product. No IO."""

from __future__ import annotations

import re

from generator.text.calendar import MONTH_NAMES

_LABEL = (
    r"(?:(?:sponsored|promoted)(?: (?:post|content|article|story|feature))?|sponsor|advertorial|advertisement"
    r"|ad feature|(?:paid|partner|branded) (?:post|content|partnership|promotion|feature)|anzeige"
    r"|job (?:advert|ad|opening|offer|of the (?:day|week|month))|(?:we(?:['’]re| are)|now) hiring|stellenanzeige"
    r"|推广|商业推广|广告|赞助内容|软文|招聘启事)"
)
#: Who pays: "… (presented by Northwind)".
_PAYS = r"(?:(?:presented|sponsored|promoted|paid for) by|in (?:paid )?partnership with) [^()（）\[\]【】]{1,60}"
#: The label, followed by what is advertised or by nothing.
_AD = re.compile(rf"[\W_]*{_LABEL}(?:\s*[:：|｜\]】）)—–]|\W*$)", re.IGNORECASE)
#: Behind a title: "… (partner content)", "… | Sponsored"
_BEHIND = re.compile(rf"(?:[(（\[【|｜—–]\s*{_LABEL}|[(（\[【|｜]\s*{_PAYS})\W*$", re.IGNORECASE)
#: What a page that sells asks of its readers, as a sentence of its own.
_SELLS = re.compile(
    r"(?:^|[.!?。！]\s*)(?:(?:request|book|schedule|get) a demo|(?:talk to|contact) (?:our )?sales(?: team)?"
    r"|(?:start|try(?: it)?|get started|sign up)(?: today| now)?(?: for)? free|start (?:your|a) free trial"
    r"|no credit card (?:required|needed)|cancel any ?time|(?:立即|马上|免费)(?:试用|体验|注册)"
    r"|(?:立即)?预约演示|联系销售"
    r"|jetzt (?:kostenlos )?(?:testen|starten))\s*(?:$|[.!。！])",
    re.IGNORECASE | re.MULTILINE,
)
#: What news has: when it happened, or that something is there now.
_HAPPENED = re.compile(
    r"\b(?:today|yesterday|tomorrow|now|new|new(?:est|ly)|latest|launch\w*|announc\w*|introduc\w*|releas\w*|rais\w+|updat\w+"
    rf"|since|from \d|20\d\d|\d{{1,2}} (?:{MONTH_NAMES})"
    r"|heute|neue?[nrs]?|ab sofort)\b|今[天日]|现已|即日|全新|最新|新|发布|推出|上线|开源|升级|\d月",
    re.IGNORECASE,
)
#: A page that only offers a product is short.
_BROCHURE_CHARS = 600


def is_brochure(title: str, text: str) -> bool:
    """Whether a text asks to buy what it offers, and has no news of it."""
    is_short = len(text) <= _BROCHURE_CHARS
    return is_short and _SELLS.search(text) is not None and not _HAPPENED.search(f"{title}\n{text}")


def is_advertisement(line: str) -> bool:
    """Whether a line begins with the label of one, or is nothing else."""
    return _AD.match(line) is not None


def is_advertised(title: str) -> bool:
    """Whether a title says that what it stands above is an advertisement."""
    return is_advertisement(title) or _BEHIND.search(title) is not None
