"""What reports announce for a day to come, and how a reader can tell whether it has happened. Pure."""

from __future__ import annotations

import re

from generator.model.base import same_language
from generator.text.calendar import MONTHS

#: What is conditional, allowed, advised, denied or made up will not simply have happened one day. May is a month.
_OPEN_TO_DOUBT = re.compile(
    r"(?i:\b(?:if|unless|might|can|could|should|not|never|no|nobody|assuming|provid(?:ed|ing)|would have"
    r"|false\w*|untrue|den(?:y|ies|ied|ying)|reject\w*|rumou?r\w*|hoax|doubt\w*|unlikely|wrong\w*"
    r"|mistaken\w*|hop(?:e|es|ed|ing)|motion|under which|novel|scene|fiction\w*|satir\w*|jok(?:e|es|ed|ing)"
    r"|hypothetical\w*|scenario|pigs)\b)"
    r"|\bmay\b(?! be (?:filed|submitted|sent)\b)|\bwere (?:the|an?|it|they|[A-Z]\w+)\b|^Sure\b"
    r"|\b(?i:nicht|kein\w*|nie|falls|wenn|könnten?|kann|können|dürften?|sollten?|womöglich|möglicherweise)\b"
    r"|如果|若|除非|可能|可以|希望|有望|应当?|不|未|暂|否认|谣|传闻|虚构|假设|小说|驳回"
)
#: A sale, a visit or a meeting is no prediction that anyone will want to hold somebody to.
_TRIFLE = re.compile(
    r"\bon sale\b|\b(?:arrives? at|visits?)\b|\bpre-?orders?\b|\bcrowdfund\w*"
    r"|\b(?:conference|keynote|summit|expo|trade show)\b"
    r"|开售|首销|预售|众筹|发货|抵达|开幕|持续至|大会|开发者日|论坛|峰会|展会",
    re.IGNORECASE,
)
_RULE = re.compile(r"(?:该|新)?(?:办法|条例|规定|新规|法案|标准)")
_CLAUSE = re.compile("；|，")
#: Before or behind what is said: "the regulator said that", ", the regulator said"
_SAID_BY = re.compile(r"^[^,;]{2,60}?\b(?:said|says)(?: that)? |, [^,]{2,60}\b(?:said|says)\b[^,]*$")


def is_announced(sentence: str) -> bool:
    """Whether a sentence leaves it not open whether something will be, and anyone will want to know if it was."""
    return not (_OPEN_TO_DOUBT.search(sentence) or _TRIFLE.search(sentence))


def is_of_chinese_rule(quote: str) -> bool:
    """Whether a clause of a Chinese quotation begins with the rule, law or standard that it tells of."""
    return any(map(_RULE.match, _CLAUSE.split(quote)))


def without_speaker(quote: str) -> str:
    """It without who says it, before or behind all that is said."""
    return _SAID_BY.sub("", quote)


def how_to_tell(due: str, language: str) -> str:
    """The test of an announcement, a sentence of rule and not of judgement; in the site's language where that is
    Chinese, else in English.

    due: a day, month or year, as front matter writes it.
    """
    year, month, day = ([*map(int, due.split("-")), 0, 0])[:3]
    if same_language(language, "zh"):
        until = f"{year}年" + (f"{month}月" if month else "") + (f"{day}日" if day else "底")
        return f"{until}之前，有来源报道此事已经发生。"
    until = " ".join(
        [*([str(day)] if day else ["the end of"]), *([MONTHS[month - 1].title()] if month else []), str(year)]
    )
    return f"A source reports by {until} that it has happened."
