"""Sentences too long to quote, without a clause in the middle that only adds, or a reason at the end."""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.enrich.extractive import clauses
from generator.enrich.extractive.cutting import shortened, without_details_of_source
from generator.model.item import MAX_QUOTED_WORDS
from generator.text.limits import ATTRIBUTION, is_turned
from generator.text.sentences import is_unclosed
from generator.text.words import count_words, is_chinese

#: What it was for, behind an amount that is paid or a suit: "fined the lender $3 million for letting", "revived a
#: lawsuit in which five newspapers accuse Tarn of copying".
_FOR_WHICH = re.compile(
    r"(?:\b(?i:fine[ds]?|penalt\w+|penali[sz]e[ds]?|award(?:ed|s)?|su(?:ed|es))\b.*?(?P<paid>) for [a-z]{2,}ing\b"
    r"|\b(?:lawsuit|suit|case|class action|complaint)(?P<suit>) in which\b)(?:[^,;]|(?<=\d),(?=\d))+$"
)
#: Why it is so, at the end of a sentence without a denial, which it would turn: "not because of".
_CAUSE = re.compile(rf"(?: (?:because(?: of)?|due to|thanks to) |{clauses.AFTER})[^,;]+$")
#: What has happened: of what may happen, or does again and again, "after" is a condition.
_HAPPENED = re.compile(
    r"\b(?:has|have|had|was|were|\w{3,}ed|cut|quit|left|won|lost|fell|rose|sold|bought|sued|took|began)\b"
)
#: Who says it, behind all that is said: ", according to two people", ", the company said".
_SAYS = re.compile(
    r", (?P<rest>(?:according to|(?:[\w’'-]+ ){1,6}?(?:said|says|told|wrote|reported|announced|found)\b)[^,;“”\"]*)$"
)
_FINITE = (
    r"(?:has|have|had|is|are|was|were|will|would|can|could|said|says|told|left|made|won|lost|cut|fell|rose|began|took"
    r"|sold|bought|sued|quit|paid|led|built|set|hit|went|gave|found|wrote|plans|wants|faces|leaves|joins|expects"
    r"|\w{3,}ed)\b"
)
#: "Ada Lund, who founded Northwind six years ago, said": what stands between the subject and its verb only adds.
_INSERTED = re.compile(
    r"(?P<begin>(?P<subject>(?:The )?[A-Z][\w’'&.-]*(?: [\w’'&.-]+){0,5}),"
    r" (?:who|which|whose|the|an?|one of) [^,;–—]+),"
    rf" (?P<rest>{_FINITE}.+)"
)
#: The same further on, before an auxiliary: "tasks in Halyard, the widest suite of the year, can be found".
_INSERTED_LATER = re.compile(
    r"(?P<subject>[A-Z](?:[^,;–—()]|,(?= Inc))+ [A-Z][\w’'&.-]*), (?:which|whose|the|an?|one of)"
    r" (?:[^,;–—]|(?<=\d),(?=\d))+,"
    r" (?P<rest>(?:has|have|had|is|are|was|were|will|would|can|could|from|to|for|over|after) .+)"
)
#: The insertion may be a list, whose last verb is the sentence's.
_FURTHER_VERB = re.compile(rf",\s+(?:and\s+)?{_FINITE}")
#: An amount told again in another currency: "8.4 million euros ($9.1 million)".
_CONVERTED = re.compile(
    r"(?P<subject>[^()]+\w) \((?:(?:about|some|roughly|nearly) )?[A-Z]{0,3}[$€£¥]\d[\d.,]*"
    r"(?: ?(?:million|billion|trillion|mln|bn|m))?\)(?P<rest> .+)"
)
#: "某媒体今天发布博文，报道称": in what a Chinese sentence says that something was said.
_POSTED = re.compile(
    r"(?P<subject>[^，。；：]{2,40}?) ?(?:[昨今][天日]|当地时间|本周|近日|日前|于 ?\d)[^，。；：]{0,40}?"
    r"(?:发文|发帖|(?:发布|发表)[^，。；：]{0,8}(?:博文|推文|文章|报告|简介|公告|视频))，"
    r"(?P<rest>[^，]{0,6}(?:称|指出|认为|表示|透露|宣布).+)"
)
#: What a Chinese sentence adds in brackets, of which the longest so many are tried.
_BRACKETED = re.compile(r"（[^（）]{2,60}）")
_TRIED = 3
#: Behind all that is told, before who says it: how it came, where that sets no condition, or what something is.
_CIRCUMSTANCE = re.compile(
    r",? (?=(?:as (?!(?:long|soon|far|well|much|many|few|little|part|if|though|an?)\b)|after|amid|following"
    r"|because of|due to|compared (?:with|to)|up from|down from) ?[^,]+$)"
    rf"|, (?=(?:\S+ ){{1,3}}{clauses.PERIOD} (?:earlier|later|sooner) than [^,]+$)"
    r"|, (?=(?:(?:about |nearly |roughly )?an?|one of|the \w{3,}est|the first|the second) (?!(?:and|or)\b)[^,;–—]+$)"
)


class Gapped(NamedTuple):
    """A sentence with a clause left out: "Ada Lund … said on Friday that she was leaving"."""

    subject: str
    """What is printed before the gap."""
    begin: str
    """What is quoted before the gap: the subject, with the beginning of what is left out where that tells who it is."""
    rest: str
    """What is printed and quoted behind the gap."""


def without_insertion(sentence: str) -> Gapped | None:
    """A sentence too long to quote without a clause in its middle, if need be without details of its source either.

    What is left out only tells more of the subject, "Ada Lund … said", or more of the matter, before who says so:
    "Northwind cut 300 jobs … the company said". None where there is no such clause, it is not certain where it ends, or
    the rest is too long as well.
    """
    brief = without_details_of_source(sentence)
    return _gapped(sentence) or (_gapped(brief) if brief != sentence else None)


def _gapped(sentence: str) -> Gapped | None:
    if is_chinese(sentence):
        return _gapped_chinese(sentence)
    if found := _without_circumstance(sentence):
        return found
    match = _INSERTED.match(sentence)
    if not match:
        return _without_aside(sentence)
    if clauses.SUBORDINATE.match(sentence) or _FURTHER_VERB.search(match["rest"]):
        return None
    if is_turned(match["begin"]) or count_words(match["begin"]) > MAX_QUOTED_WORDS or clauses.MARK.search(sentence):
        return None
    cut = shortened(f"{match['subject']} {match['rest']}")
    return Gapped(match["subject"], match["begin"], cut[len(match["subject"]) + 1 :]) if cut else None


def _gapped_chinese(sentence: str) -> Gapped | None:
    """Without in what something was said, or what stands in brackets, the longest first."""
    posted = _POSTED.match(sentence)
    gaps = [(posted.end("subject"), posted.start("rest"))] if posted else []
    gaps += sorted((it.span() for it in _BRACKETED.finditer(sentence)), key=lambda gap: gap[0] - gap[1])[:_TRIED]
    return next(filter(None, (_around(sentence, *gap) for gap in gaps)), None)


def _around(sentence: str, start: int, end: int) -> Gapped | None:
    """A Chinese sentence without what stands from start to end, if that limits nothing and the rest is brief enough."""
    subject, dropped, rest = sentence[:start], sentence[start:end], sentence[end:]
    if is_turned(dropped) or is_unclosed(subject) or rest.startswith(("：", "；")):
        return None
    cut = shortened(f"{subject}{rest}")
    is_past = cut is not None and count_words(cut) >= count_words(subject) + clauses.MIN_LAST_CLAUSE
    return Gapped(subject, subject, cut[len(subject) :].lstrip("，")) if cut and is_past else None


def _without_aside(sentence: str) -> Gapped | None:
    """Without an aside that tells an amount again in another currency, or more of a name in the middle."""
    match = _CONVERTED.match(sentence) or _INSERTED_LATER.match(sentence)
    if not match or clauses.SUBORDINATE.match(sentence) or clauses.MARK.search(sentence):
        return None
    subject = match["subject"]
    cut = shortened(f"{subject} {match['rest'].lstrip()}")
    is_past = cut is not None and count_words(cut) >= count_words(subject) + clauses.MIN_LAST_CLAUSE
    return Gapped(subject, subject, cut[len(subject) + 1 :]) if cut and is_past else None


def _without_circumstance(sentence: str) -> Gapped | None:
    """The main clause and who says it, without the clause between them."""
    says = _SAYS.search(sentence)
    if not says or clauses.MARK.search(sentence) or is_turned(says["rest"]):
        return None
    told = sentence[: says.start()]
    gap = _CIRCUMSTANCE.search(told)
    if not gap or clauses.SUBORDINATE.match(told) or clauses.DASH.search(told):
        return None
    main, dropped = told[: gap.start()], told[gap.start() :]
    is_after = clauses.AFTERWARDS.match(dropped) is not None
    if is_turned(main) or (clauses.HOW_LONG.search(main) if is_after else is_turned(dropped)):
        return None
    is_short = clauses.MIN_WORDS <= count_words(main) <= MAX_QUOTED_WORDS - count_words(says["rest"])
    is_apart = not (clauses.OWN_CLAUSE.search(main) or clauses.DANGLING.search(main))
    return Gapped(main, main, says["rest"]) if is_short and is_apart else None


def without_reason(sentence: str) -> str | None:
    """The main clause of a sentence too long to quote, without its end that tells what for or why; None where the two
    hang together."""
    paid, cause = _FOR_WHICH.search(sentence), _CAUSE.search(sentence)
    end = max(paid.start("paid"), paid.start("suit")) if paid else cause.start() if cause else None
    if (
        not end
        or len(sentence) > clauses.MAX_CHARS
        or clauses.SUBORDINATE.match(sentence)
        or is_unclosed(sentence[:end])
        or clauses.MARK.search(sentence)
    ):
        return None
    told, rest = sentence[:end], sentence[end:]
    is_after = clauses.AFTERWARDS.match(rest) is not None
    if is_after and (clauses.MAY_HAPPEN.search(told) or clauses.HOW_LONG.search(told) or not _HAPPENED.search(told)):
        return None
    is_open = (
        clauses.OWN_CLAUSE.search(told) is not None if paid or is_after else is_turned(told) and not told.count("but")
    )
    attributes = ATTRIBUTION.search(rest) is not None and not ATTRIBUTION.search(told)
    is_short = clauses.MIN_WORDS <= count_words(told) <= MAX_QUOTED_WORDS
    return None if is_open or attributes or not is_short else told
