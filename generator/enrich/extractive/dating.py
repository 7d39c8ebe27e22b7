"""When what a passage tells happened or is to happen, by the dates in it. Pure."""

from __future__ import annotations

import re
from datetime import date, timedelta

from generator.enrich.extractive.cues import Cues
from generator.enrich.extractive.passages import Passage
from generator.text.calendar import MONTH_NAMES, MONTHS
from generator.text.dates import Named, dates_in, due_dates
from generator.text.words import is_chinese

#: What begins so happened before the news.
_EARLIER = re.compile(
    rf"(?:Back )?in (?:early |late |mid-)?(?P<month>{MONTH_NAMES}),"
    r"|(?:Earlier this|Last) year\b|Last (?:spring|summer|autumn|fall|winter)\b"
    r"|(?:An?|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Twelve|Several|A few|[A-Z][a-z]{2,8}y-[a-z]{3,5}|\d+)"
    r" (?:(?:years?|months?|decades?)|(?:year|decade) and a half) (?:ago|earlier)\b"
    r"|(?:去|前)年(?!的)|在去年的|早在|[^，。]{0,30}今年(?:早些时候|年?初)"
    r"|[一两三四五六七八九十几数\d]+\s?(?:年|个月)前(?!的)"
    r"|[^，。]{1,30}(?:此前(?:[曾在频就也还]|一直|多次|援引)|(?:曾(?:经|于|在)|[也还]曾)(?!.{1,8}的))"
    r"|[^，。至自从]{0,40}今年 ?(?P<number>1[0-2]|[1-9]) ?月(?!.{0,8}的)",
    re.IGNORECASE,
)
#: "Northwind raised $7 million in February"
_HAPPENED_IN = re.compile(
    r"(?P<before>[A-Z][^,;]{0,80}?\b(?:\w{3,}ed|was|were|won|lost|left|let|bought|sold|fell|rose|began|took|made|went)\b"
    rf"[^,;]{{0,80}}?\bin )(?:early |late |mid-)?(?P<month>{MONTH_NAMES})\b(?! \d)"
)
#: What happened earlier than that is not what a report has to tell.
HISTORY = timedelta(days=14)
_LONG_AGO = date(1950, 1, 1)
_YEAR = len("2026")

# What dates something else.

#: Before a date, these words tell that it dates something else than what the sentence says.
_SUBORDINATED = re.compile(
    r"\b(?:since|because|before|after|than|until|which|that|who|when|where|from|if|between|up to|founded)\b"
    r"|自|此前|之前|(?:将|预计|计划|拟|原定)(?:于|在)?今?(?=[\d\s年月日]{0,16}$)|\b(?:will|expected to|scheduled|due)\b"
)
#: Before a date that dates what something is measured by, and not what the sentence tells.
_MEASURED_BY = re.compile(
    r"\b(?:(?:its|their|the|his|her|a) (?:last|previous|prior|latest|earlier|first)|compared (?:to|with)|versus)\b"
    r"[^,;]{0,40}$",
    re.IGNORECASE,
)
#: "The limits introduced in March stay": of the limits, and not of what they do.
_OF_NOUN = re.compile(
    r"(?<!\bwas )(?<!\bwere )(?<!\bbeen )(?<!, )\b(?:introduced|announced|released|published|launched|unveiled"
    r"|presented|signed|agreed|adopted) (?:in|on)(?: early| mid| late)? $"
)
#: After a year: it is that of a document or thing, "the 2025 annual report", "2025 年财报", "2025 年的原版", and not of
#: what is told of that.
_OF_DOCUMENT = re.compile(
    r"\s?年?(?:全年)?的|"
    r"\s?年?度?[^，。；》]{0,8}?(?:财报|年报|季报|报告|白皮书|榜单|电子展|博览会|大会|峰会|论坛)"
    r"|\s?年(?:全年|度)?(?:实现)?(?:营收|营业收入|总?收入|净利|净亏损|销售额)"
    r"|\s(?:annual |(?!The )[A-Z]\w+ ){0,3}(?:[Rr]eport|[Ii]ndex|[Ss]urvey)\b"
)
#: What lasts months is no event of its last one.
_PERIOD = re.compile(r"\b(?:half|quarter)\b|季度|半年")
_ENDS_PERIOD = re.compile(
    r"\b(?:quarter|half|year|months|weeks|period) (?:that )?(?:ended|ending|to|through)(?: on)? $|截至$", re.IGNORECASE
)
#: What a report takes back happened on no day.
_TAKEN_BACK = re.compile(
    r"\b(?:wrong(?:ly)?|mistaken(?:ly)?|false(?:ly)?|incorrect(?:ly)?|erroneous(?:ly)?|den(?:y|ies|ied)|rumou?r\w*|hoax"
    r"|fake|fiction\w*)\b|误称|误报|谣|不实|否认|虚构",
    re.IGNORECASE,
)

# What is due at no time.

#: A preposition that is found as a part of a date: "until 2027", "through November".
_PREPOSITION = re.compile("(?:until|till|through|bis) ")
#: Before a date: what goes on to it has no day on which it happens.
_LASTS_TILL = re.compile(
    r"\b(?:läuft|laufen|dauert|gilt|gelten)\b[^,;]*\bbis\b[^,;]{0,24}$|"
    r"(?<!\bhas )(?<!\bhave )\b(?:until|till|through)\b[^,;]{0,24}$|(?:直到|截至|持续到)[^，；]{0,8}$"
)
#: Before a date from which on, or on which, something will be so, though no word tells of the future: "effective 1
#: May", "is closing the hall on 1 May"; and before the end of a term.
_SO_FROM = re.compile(
    r"\b(?i:effective|from|starting|ab(?: dem)?|zum)(?: on)?\s$|[自从]\s?$"
    r"|\b(?:is|are) (?!being\b)[a-z]{2,}ing\b[^,;]{1,80}\bon $"
)
#: German says "seit" of what has been so.
_FROM_THEN = re.compile(r"ab(?: dem)? ", re.IGNORECASE)
_HAS_TILL = re.compile(
    r"\b(?:gave|gives|given) [^,;]{2,60}\buntil $"
    r"|\b(?:postpone[sd]?|delay(?:s|ed)|put off|push(?:es|ed)|reschedule[sd]?) [^,;]{2,80}\bto $"
)
#: A day without its year is the last one of it where this tells what has happened.
_PAST = re.compile(r"\b(?:was|were|had|fell|rose|took|began|won|lost|[a-z]{2,}ed)\b|[已曾了]")
#: After a date: something is named by it, "June's invoice", or was told then, and due at no time.
_OWNS = re.compile(r"[’']s (?!end\b|close\b)[a-z]|\s?(?:报道|报导|早些时候)")


def is_history(passage: Passage, published: date) -> bool:
    """Whether what it tells happened weeks before it was reported."""
    since = published - HISTORY
    if earlier := _EARLIER.match(passage.quote) or _happened_in(passage.quote):
        if number := earlier.groupdict().get("number"):
            return int(number) < since.month
        month = earlier["month"]
        return month is None or MONTHS.index(month.lower()) + 1 not in (since.month, published.month)
    named = past_date(passage, published)
    return named is not None and named.last < since


def tells_of_earlier(passage: Passage, published: date) -> bool:
    """Whether it names a day or month weeks before it was reported, of whatever in it."""
    return any(
        len(named.text) > _YEAR and named.last < published - HISTORY
        and not _PERIOD.search(passage.quote[named.start : named.end])
        for named in dates_in(passage.quote, published)
    )  # fmt: skip


def _happened_in(quote: str) -> re.Match[str] | None:
    """The month without a year in which something happened, where it dates nothing else."""
    match = _HAPPENED_IN.match(quote)
    is_else = match and any(it.search(match["before"]) for it in (_SUBORDINATED, _MEASURED_BY, _OF_NOUN))
    return None if is_else else match


def past_date(passage: Passage, published: date) -> Named | None:
    """The day before yesterday or earlier, where the main clause names it."""
    if _TAKEN_BACK.search(passage.sentence):
        return None
    before = published - timedelta(days=1)
    found = list(dates_in(passage.quote, published))
    if len({named.text for named in found}) > 1 and all(len(named.text) == _YEAR for named in found):
        return None  # from one year to another: it happened in neither
    for named in found:
        is_period = _PERIOD.search(passage.quote[named.start : named.end])
        if _LONG_AGO <= named.last < before and not is_period and not _dates_else(passage.quote, named):
            return named
    return None


def future_date(passage: Passage, published: date, cues: Cues) -> Named | None:
    """The first date to come, of what a sentence tells of the future or for that date; one that counts from the
    publication, "in November", where the future is told of before it."""
    quote = passage.quote
    tells_future = cues.future.first_in(quote) is not None
    absolute = {named.start for named in dates_in(quote, published)}
    for named in due_dates(quote, published):
        before = quote[: named.start]
        is_absolute = named.start in absolute
        is_meant = tells_future and (is_absolute or is_chinese(quote) or cues.future.first_in(before))
        is_so_then = _FROM_THEN.match(quote, named.start) is not None
        is_dated = is_so_then or (is_absolute and _is_so_from(quote, named))
        is_of_thing = _OWNS.match(quote, named.end) or _is_of_document(quote, named)
        preposition = _PREPOSITION.match(quote, named.start)
        is_end = _LASTS_TILL.search(quote, 0, preposition.end() if preposition else named.start)
        is_due = is_dated or (is_meant and not is_end)
        if is_due and named.last > published and not is_of_thing:
            return named
    return None


def _is_so_from(quote: str, named: Named) -> bool:
    """Whether something is so from a date on, or has to be by it, as the words before it tell."""
    before = quote[: named.start]
    has_year = named.text[:_YEAR] in quote[named.start : named.end]
    return bool(_HAS_TILL.search(before) or (_SO_FROM.search(before) and (has_year or not _PAST.search(quote))))


def _dates_else(quote: str, named: Named) -> bool:
    """Whether a date dates something else than what the sentence tells."""
    before = quote[: named.start]
    is_of_thing = any(it.search(before) for it in (_OF_NOUN, _MEASURED_BY, _ENDS_PERIOD))
    is_else = is_of_thing or _is_of_document(quote, named) or _SUBORDINATED.search(quote[: named.end])
    return bool(is_else)


def _is_of_document(quote: str, named: Named) -> bool:
    """Whether a year is that of a document or thing which it names."""
    return len(named.text) == _YEAR and _OF_DOCUMENT.match(quote, named.end) is not None
