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
    r"|如果|若|除非|可能|可以|希望|应当?|不|未|暂|否认|谣|传闻|虚构|假设|小说|驳回"
)
#: A sale, a visit or a meeting is no prediction that anyone will want to hold somebody to.
_TRIFLE = re.compile(
    r"\bon sale\b|\bpre-?orders?\b|\bcrowdfund\w*|\b(?:conference|keynote|summit|expo|trade show)\b"
    r"|开售|首销|预售|众筹|发货|抵达|开幕|持续至|大会|论坛|峰会|展会",
    re.IGNORECASE,
)
#: What begins so tells how the matter at hand goes on.
_STAGE = re.compile(
    r"(?:(?:The|An?|Its?|Their|First|Final|Further) )?(?:[\w’'-]+ ){0,3}?"
    r"(?:hearing|oral arguments?|review|guidelines?|drilling|trial|verdict|appeal|vote|ruling|decision|order"
    r"|rules?|law|act|bill|ban|tariffs?|regulations?|deadline"
    r"|consultation|deal|transaction|takeover|acquisition|merger|sale|contract|agreement|construction|production"
    r"|deliver(?:y|ies)|shipments?|samples|mass production|tape-?out"
    r"|launch|release|roll-?out|versions?|prices?|subscriptions?|plant|factory"
    r"|reactors?|data cent(?:er|re)s?|clusters?|pilot|study|follow-up|tests?|results|findings|report|candidates?"
    r"|layoffs|cuts|changes?"
    r"|(?<=the )(?:old|older|oldest|previous|existing|current) [\w’'-]+|patients|customers|users|members"
    r"|subscribers|support|access|weights|interface|api)\b"
    r"|(?:该|新)?(?:办法|条例|规定|新规|法案|标准)",
    re.IGNORECASE,
)
#: "must report", "has until May"
_DUTY = re.compile(r"\b(?:must|(?:has|have) until)\b")
#: Between main clauses, each of which may tell how it goes on.
_CLAUSE = re.compile(r", and (?=[a-z])|；|，")
#: Behind what is said: ", the regulator said"
_SAID_BY = re.compile(r", [^,]{2,60}\b(?:said|says)\b[^,]*$")


def is_announced(sentence: str) -> bool:
    """Whether a sentence leaves it not open whether something will be, and anyone will want to know if it was."""
    return not (_OPEN_TO_DOUBT.search(sentence) or _TRIFLE.search(sentence))


def tells_next_stage(quote: str) -> bool:
    """Whether it tells how the matter goes on, "A first hearing is set for 12 March", or what has to be done."""
    return _DUTY.search(quote) is not None or any(map(_STAGE.match, _CLAUSE.split(quote)))


def without_speaker(quote: str) -> str:
    """It without who says it, behind all that is said."""
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
