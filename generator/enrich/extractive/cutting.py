"""How a sentence may be shortened to a quotation without saying something else.

What only adds behind the main clause goes, or an aside in the middle; who says it and what limits it stay, and what is
left ends as a statement.
"""

from __future__ import annotations

import re
from itertools import takewhile

from generator.text.limits import ATTRIBUTION, any_of, is_limited, is_turned
from generator.text.sentences import is_unclosed, within
from generator.text.words import count_words, is_chinese

#: A quotation that courtesy and law allow: `sources and rights` of what a news site owes.
MAX_WORDS = 25
MIN_WORDS = 6
#: A longer sentence is a list or a table run together: to look for its clauses costs their number times its length.
MAX_CHARS = 1500
#: A cut may not leave less than this after the last comma: "…, and at $2,195" is half a thought.
MIN_LAST_CLAUSE = 4

# Between clauses.

_DASH = re.compile(r"\s[–—-]\s|(?<!—)—(?!—)")
_CLAUSES = re.compile(r"[,，]\s*|\s[–—]\s|(?<!—)—(?!—)")

# What an English sentence only adds behind its main clause.

#: After these an English sentence only adds; after any other comma a list, an apposition or the main clause may follow.
_DROPPABLE = re.compile(
    r"\s*(?:;|[–—-]\s| and (?:is|are|was|were|will|would|has|had|plans|said)\b"
    r"|,\s*(?:(?:\w+ )?(?:of|in|at|for|from|to|with) wh(?:ich|om)\b|to (?:about )?[$€£¥]?\d"
    r"|in (?:what|one of the|the (?:first|\w{3,}est)|an? (?:\w+ )?(?:move|bid|push|effort|sign|deal|blow|boost|step))\b"
    r"|(?:which|who|whose|where|when|while|as|with|such\sas|after|because|since|so|compared|up\sfrom|down\sfrom"
    r"|\w{3,}ing)\b"
    r"|and (?:it|they|s?he)\b|and (?:the )?\w+ (?:is|are|was|were|will|has|have|can|plans)\b"
    r"|and \w{3,}ed (?:an?|the|its|their|\d)\b))",
    re.IGNORECASE,
)
#: What something is, told after the main clause; with a comma in it the sentence may go on, unless with a participle.
_APPOSITION = re.compile(r",\s+(?:an?|one of)\s[^,;–—]+(?:,\s+\w{3,}ing\s.*)?")
#: Which of several it is, how an amount compares, how long before or after something else: ", the second time this
#: year", ", more than double", ", three weeks after a fire".
_MEASURE = re.compile(
    r",\s+(?:the (?:\w{3,}est|first|second|third|most)\b"
    r"|(?:\w+ (?:than )?)?(?:half|double|triple|twice|a (?:third|quarter|fifth)) (?:of|the|its|their|what) "
    r"|(?:\S+ ){1,3}(?:minute|hour|day|week|month|quarter|year|decade)s? (?:after|before|since|ahead of|following)\b)"
    r"[^,;–—]+"
)
#: A second comma or dash after which the main clause goes on: "the tools, including X, are free".
_GOES_ON = re.compile(
    r"[,–—]\s*(?!(?:and|or|as|which|who|while|with|after|but|both|effective|though|to|\w{3,}ing)\b)[a-z]"
)
#: "had stepped down and would be replaced": each is told by itself.
_SECOND_VERB = re.compile(r" and (?=(?:is|are|was|were|will|would|has|had|plans|said)\b)")
#: What is told of an amount in numbers: "640 jobs, 9 percent of its staff".
_NUMBERED = re.compile(r"(?:about |some |nearly |roughly )?[$€£¥]?\d")
#: On which day and by how many votes, at the very end; not of what is due or begins then.
_WHEN = re.compile(
    r"(?<! due)(?<! set)(?<! scheduled)(?<! expected)(?<! begins)(?<! begin)(?<! starts)(?<! start)(?<! ends)"
    r"(?<! end)(?<! effect)(?= (?:by|on) )(?: by (?:a vote of )?\d+ (?:votes )?to \d+)?(?: on [A-Z]\w{2,5}day)?\.$"
)
#: What it was for, behind an amount that is paid or a suit: "fined the lender $3 million for letting", "revived a
#: lawsuit in which five newspapers accuse Tarn of copying".
_FOR_WHICH = re.compile(
    r"(?:\b(?i:fine[ds]?|penalt\w+|penali[sz]e[ds]?|award(?:ed|s)?|su(?:ed|es))\b.*?(?P<paid>) for [a-z]{2,}ing\b"
    r"|\b(?:lawsuit|suit|case|class action|complaint)(?P<suit>) in which\b)(?:[^,;]|(?<=\d),(?=\d))+$"
)
_PERIOD = r"(?:minute|hour|day|week|month|quarter|year|decade)s?"
_AFTER = r",? after (?=(?:an?|the|its?|they|their|he|she|his|her|[A-Z]\w+) (?!\w+ing\b))"
#: What somebody did before it turns nothing of what happened afterwards.
_AFTERWARDS = re.compile(rf"(?:,? (?:\w+ )?{_PERIOD})?{_AFTER}[^,;]+$")
#: Before "after": how long it was, or that it was no sooner.
_MEASURED = re.compile(rf"\b(?:{_PERIOD}|soon|shortly|long|just|only|even|immediately|right)$")
#: Why it is so, at the end of a sentence without a denial, which it would turn: "not because of".
_CAUSE = re.compile(rf"(?: (?:because(?: of)?|due to|thanks to) |{_AFTER})[^,;]+$")
#: What has happened: of what may happen, or does again and again, "after" is a condition.
_HAPPENED = re.compile(
    r"\b(?:has|have|had|was|were|\w{3,}ed|cut|quit|left|won|lost|fell|rose|sold|bought|sued|took|began)\b"
)
_MAY_HAPPEN = re.compile(r"\b(?:will|would|can|could|may|might|must|should|shall|to be|always|usually|often)\b")

# Who says it, and what more is told of that.

#: Who says it, behind all that is said: ", according to two people", ", the company said".
_SAYS = re.compile(r", (?P<rest>(?:according to|(?:[\w’'-]+ ){1,6}?(?:said|says|told|wrote)\b)[^,;“”\"]*)$")
#: When, and in what, it was said, behind all that is said.
_SAID_WHEN = re.compile(
    r"(?<=, )(?P<says>(?:[\w’'-]+ ){1,6}?(?:said|wrote|told (?:customers|employees|investors|reporters|staff)))"
    r" (?:(?:late|early) )?(?:(?:on|last|this) [A-Z]\w+day|in an? (?:statement|letter|post|note|memo|report|filing"
    r"|interview|call|e-?mail|message))\b[^,;“”\"]*$"
)
#: Why a source is not named, or who else has seen it, behind what it says: the quotation may end before it.
_UNNAMED = re.compile(
    r",? (?:who (?:asked|requested|declined|spoke|were|was)|asking|requesting|speaking|declining)"
    r" [^,;]*\b(?:named|identified|anonym\w+|publicly|confidential|private)\b[^;]*$"
    r"|(?<=\w) (?:seen|reviewed|viewed|obtained) by (?:[A-Z][\w’'.-]* ?){1,4}$"
)
#: "according to a trial with 4,200 children": what kind of source it is stands before.
_SOURCE = re.compile(
    r", according to (?:[a-z-]+ ){0,2}?(?:trial|study|survey|report|filing|documents|complaint|lawsuit|indictment|memo"
    r"|analysis|records|paper|audit)"
    r"(?= (?:with|of|published|released|posted|filed|seen|reviewed|obtained) (?:[^,;]|(?<=\d),(?=\d))+$)"
)
#: "a model that the company says is the fastest": whose judgement of a detail it is, and not who tells of the event.
_JUDGED = re.compile(
    r"\b(?:that|which|what) (?:[\w’'-]+ ){1,4}(?:says?|said|claims?|claimed) (?=(?:is|are|was|were|will|would|has|have"
    r"|had|can|could|\w+s)\b)"
)
#: A suit says by itself that it accuses.
_SUES = re.compile(r"\b(?:su(?:es|ed|ing)|lawsuit|class action)\b")
_ACCUSES = re.compile(r"^,? (?:accusing|alleging|claiming)\b")

#: At the very end, before a list: "prices change as follows."
_LEADS_TO_LIST = re.compile(r" (?:as follows|wie folgt)\W?$|(?<=[^，。]{4})如下[。：]$")

# What may be left out in the middle.

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
#: Behind all that is told, before who says it: how it came, where that sets no condition, or what something is.
_CIRCUMSTANCE = re.compile(
    r",? (?=(?:as (?!(?:long|soon|far|well|much|many|few|little|part|if|though|an?)\b)|after|amid|following"
    r"|because of|due to|compared (?:with|to)|up from|down from) ?[^,]+$)"
    r"|, (?=(?:(?:about |nearly |roughly )?an?|one of|the \w{3,}est|the first|the second) (?!(?:and|or)\b)[^,;–—]+$)"
)

# What limits or turns what is said, or hangs together with it.

#: Openings of a clause that is not the main one.
_SUBORDINATE = re.compile(
    any_of(
        "when while as after before if since because although though once until whether unless with despite following"
        " in on at by for from to under during amid against beyond across through built alongside based according given"
        " like unlike among over between",
        "在 从 自",
    ),
    re.IGNORECASE,
)
#: Before such a clause, what it may belong to instead of the main clause: "a firm that grew after …".
_OWN_CLAUSE = re.compile(r"\b(?:who|that|which|whose|where|when|if|whether|all|only)\b|\b(?:as|so|such) \S+$")
#: Before the second verb: both may belong to a condition, or to one of the words that join two.
_OPEN = re.compile(r"\b(?:if|unless|when|until|once|whether|either|both|between|because)\b", re.IGNORECASE)
#: "the weather shuts down schools, and in one case": more is told behind.
_LEADS_ON = re.compile(r"and (?:in|on|at|when|while|if|after|before|because)\b")
#: "Trained on text alone, a model …" has its main clause after the comma.
_PARTICIPLE = re.compile(r"\w+(?:ed|ing)\b")
#: What is not allowed of it belongs to what it is: "under a licence, which forbids …".
_RESTRICTS = re.compile(
    r", (?:which|who) (?:\w+ to |\w+ly )?(?:forbids?|prohibits?|bars?|excludes?|restricts?|limits?|lacks?|lacked)\b"
)
#: "while keeping its price" adds, and sets nothing against what was said.
_BESIDES = re.compile(
    r"^,? while (?:keep|hold|maintain|preserv|reduc|us|boost|rais|lower|cutt?|expand|add|increas|improv|offer|requir"
    r"|launch|open|introduc)ing\b"
)
#: Of somebody's words, beside which a quotation has to name who says them.
_MARK = re.compile("[\"“”«»]|(?<!\\w)['‘]")

# Ends of no statement.

#: Ends that promise more.
_DANGLING = re.compile(
    r"(?:\b(?:that|and|or|the|a|an|of|to|said|says|with|which|who|describes? \S+)"
    r"|\bbetween (?:an?|the) (?:(?! and ).)*[^s]"
    r"|表示|写道|称|指出|认为|估计|显示|表明|发现|证明|宣布|宣告|公布|披露|透露|证实|包括|例如|比如|以及|和|与|的|：)$",
    re.IGNORECASE,
)
#: "its newest flagship, Lumen 4": a last clause of a name says which thing is meant.
_NAMED = re.compile(r"(?:[A-Z0-9][\w.’'+-]*(?:\s|$)){1,4}")
_THING = re.compile(r"\b(?:its|their|his|her|our|the|an?)\s(?:[\w’'-]+\s){0,5}[\w’'-]+$")
#: Signs of a verb, without one of which a Chinese clause is hardly a statement.
_CHINESE_VERB = re.compile(
    "[了已将会可能需应是有无让使把被给称达超增减涨跌升降占获得成建开完出登签购投融拟]|"
    + "|".join(
        "宣布 发布 推出 表示 认为 指出 透露 显示 上线 上市 禁止 允许 支持 提供 采用 包括 涉及 覆盖 启动 用于 面向"
        " 计划 预计 拥有 具备 来自 位于 属于".split()
    )
)
_LISTED = re.compile("[：；]")
#: What begins so follows from what stands before: "…，就能…", or is the other half of a question.
_CHINESE_MAIN = re.compile("[，：]\\s*(?:才|[就便][能会可是要有像将应让]|都|还是|而是|即可)")
#: Clauses that only set the scene, are a condition or the half of a pair, or whose weight comes after the comma.
_CHINESE_SCENE = re.compile(
    "(?:为(?:进一步|更好)|当(?![地天日年月局])|随着|为了|基于|通过|依托|面对|针对|根据|按照|除了|对于|据|作为|结合|借助|因|由于|叠加"
    "|即便|即使|哪怕|虽然|尽管|关于|经过|截至|还有)"
    "|.*(?:[在自][^，]{1,40}(?:[上中下里内时前起]|阶段)|开始|期间|后|之际|以来|时候|时|之前|此前|同时|方面|其中|的情况下|背景下|来看)$"
    r"|[\d\s年月日号]+$|其[一二三四]$"
    "|.*(?:发布|发表)(?:了|的)?(?:一篇)?(?:博文|文章|报告|消息|公告|视频|视频号|推文)$|.*(?:局|部|委|院|厅|协会)发布$"
    "|.*(?:(?:因|由于|问|询问|要求|(?:旨在|致力于|正在)通过)[^，：]{2,}|(?:包括|例如|比如)[^，]{2,})$"
    "|.*(?:如果|若(?!干)|一旦|只要|只有|除非|假如|：一是|之所以|不仅|不但|不只|既[能可有要是])"
)


def shortened(sentence: str) -> str | None:
    """The sentence, or the longest beginning of at most 25 words that says the same; None where a cut would mislead.

    A cut may drop further detail. It may not drop who said it, a condition or a contrast, nor leave a fragment.
    """
    if len(sentence) > MAX_CHARS:
        return None
    sentence = _LEADS_TO_LIST.sub("", sentence)
    words = count_words(sentence)
    if words <= MAX_WORDS:
        return sentence if words >= MIN_WORDS else None
    sentence = _without_details_of_source(sentence)
    if MIN_WORDS <= count_words(sentence) <= MAX_WORDS:
        return sentence
    return next((part for part in _beginnings(sentence) if _says_the_same(part, sentence[len(part) :])), None)


def _without_details_of_source(sentence: str) -> str:
    """A sentence too long to quote, without what is told of its source behind all that the source says."""
    unnamed, source, said = (it.search(sentence) for it in (_UNNAMED, _SOURCE, _SAID_WHEN))
    ends = (unnamed and unnamed.start(), source and source.end(), said and said.end("says"))
    return sentence[: next(filter(None, ends), len(sentence))]


def without_reason(sentence: str) -> str | None:
    """The main clause of a sentence too long to quote, which stands without what it was for or why it is so."""
    paid, cause = _FOR_WHICH.search(sentence), _CAUSE.search(sentence)
    end = max(paid.start("paid"), paid.start("suit")) if paid else cause.start() if cause else None
    if (
        not end
        or len(sentence) > MAX_CHARS
        or _SUBORDINATE.match(sentence)
        or is_unclosed(sentence[:end])
        or _MARK.search(sentence)
    ):
        return None
    told, rest = sentence[:end], sentence[end:]
    is_after = _AFTERWARDS.match(rest) is not None
    if is_after and (_MAY_HAPPEN.search(told) or _MEASURED.search(told) or not _HAPPENED.search(told)):
        return None
    is_open = _OWN_CLAUSE.search(told) is not None if paid or is_after else is_turned(told) and not told.count("but")
    attributes = ATTRIBUTION.search(rest) is not None and not ATTRIBUTION.search(told)
    is_short = MIN_WORDS <= count_words(told) <= MAX_WORDS
    return None if is_open or attributes or not is_short else told


def _beginnings(sentence: str) -> list[str]:
    """Beginnings of at most 25 words, longest first: before a clause mark, a second verb, or the day at the end."""
    seconds = (sentence[: match.start()] for match in _SECOND_VERB.finditer(sentence))
    short = takewhile(lambda it: count_words(it) <= MAX_WORDS, seconds)
    told = (it for it in short if not (_OPEN.search(it) or is_unclosed(it)))
    undated = _WHEN.sub("", sentence)
    last = [undated] if count_words(undated) <= MAX_WORDS and not is_turned(undated) else []
    return sorted({*within(sentence, MAX_WORDS), *told, *last}, key=len, reverse=True)


def without_parts(sentence: str) -> tuple[str, str, str] | None:
    """`without_insertion`; where that is too long, of the sentence without details of its source."""
    brief = _without_details_of_source(sentence)
    return without_insertion(sentence) or (without_insertion(brief) if brief != sentence else None)


def without_insertion(sentence: str) -> tuple[str, str, str] | None:
    """What stands before the gap, of a sentence too long to quote; its beginning, and what is quoted behind the gap.

    What is left out only tells more of the subject, "Ada Lund … said", or more of the matter, before who says so:
    "Northwind cut 300 jobs … the company said". None where there is no such clause, it is not certain where it ends, or
    the rest is too long as well.
    """
    if found := _without_circumstance(sentence):
        return found
    match = _INSERTED.match(sentence)
    if not match:
        return _without_aside(sentence)
    if _SUBORDINATE.match(sentence) or _FURTHER_VERB.search(match["rest"]):
        return None
    if is_turned(match["begin"]) or count_words(match["begin"]) > MAX_WORDS or _MARK.search(sentence):
        return None
    cut = shortened(f"{match['subject']} {match['rest']}")
    return (match["subject"], match["begin"], cut[len(match["subject"]) + 1 :]) if cut else None


def _without_aside(sentence: str) -> tuple[str, str, str] | None:
    """What stands before an aside, twice, and what behind: the aside tells an amount again or more of a name."""
    match = _CONVERTED.match(sentence) or _INSERTED_LATER.match(sentence)
    if not match or _SUBORDINATE.match(sentence) or _MARK.search(sentence):
        return None
    subject = match["subject"]
    cut = shortened(f"{subject} {match['rest'].lstrip()}")
    is_past = cut is not None and count_words(cut) >= count_words(subject) + MIN_LAST_CLAUSE
    return (subject, subject, cut[len(subject) + 1 :]) if cut and is_past else None


def _without_circumstance(sentence: str) -> tuple[str, str, str] | None:
    """The main clause twice, and who says it, without the clause between them."""
    says = _SAYS.search(sentence)
    if not says or _MARK.search(sentence) or is_turned(says["rest"]):
        return None
    told = sentence[: says.start()]
    gap = _CIRCUMSTANCE.search(told)
    if not gap or _SUBORDINATE.match(told) or _DASH.search(told):
        return None
    main, dropped = told[: gap.start()], told[gap.start() :]
    is_after = _AFTERWARDS.match(dropped) is not None
    if is_turned(main) or (_MEASURED.search(main) if is_after else is_turned(dropped)):
        return None
    is_short = MIN_WORDS <= count_words(main) <= MAX_WORDS - count_words(says["rest"])
    is_apart = not (_OWN_CLAUSE.search(main) or _DANGLING.search(main))
    return (main, main, says["rest"]) if is_short and is_apart else None


def _says_the_same(part: str, rest: str) -> bool:
    """Whether a beginning is a statement of its own that the rest does not limit."""
    if count_words(part) < MIN_WORDS or _DANGLING.search(part):
        return False
    if _AFTERWARDS.match(rest) and not _MAY_HAPPEN.search(part) and not _OPEN.search(part):
        rest = ", after that"  # whatever went wrong before
    added = _BESIDES.sub("", _ACCUSES.sub("", rest) if _SUES.search(part) else rest)
    if _RESTRICTS.match(rest) or is_limited(part, _JUDGED.sub("", added)):
        return False
    if _CHINESE_MAIN.match(rest):
        return False
    if len(_DASH.findall(part)) % 2 and _DASH.search(rest):
        return False  # between two dashes: the main clause goes on behind the second
    first, *others = _CLAUSES.split(part)
    if not others and _SUBORDINATE.match(part):
        return False
    return _states(others[-1] if others else first) if is_chinese(part) else _stands(first, others, rest)


def _states(clause: str) -> bool:
    """Whether a Chinese clause has a verb and does more than set the scene."""
    is_scene = any(_CHINESE_SCENE.match(it) for it in (clause, _LISTED.split(clause)[-1]))
    return bool(_CHINESE_VERB.search(clause)) and not is_scene


def _stands(first: str, others: list[str], rest: str) -> bool:
    """Whether an English beginning is whole: the rest only adds, the last clause is no stump.

    Inside "Name, the founder of X, which did Y" a cut would leave a name without a verb.
    """
    is_scene = bool(others) and _LEADS_ON.match(others[-1]) is not None
    is_half_list = rest.startswith(";") and ": " in "".join((first, *others))
    is_apposition = len(others) == 1 and count_words(first) <= 4 and rest.startswith(",")
    has_stump = bool(others) and count_words(others[-1]) < MIN_LAST_CLAUSE and not _names_a_thing(first, others)
    goes_on = not rest.startswith(";") and _GOES_ON.search(rest, 2) is not None
    only_adds = (
        _DROPPABLE.match(rest) or _WHEN.match(rest) or (_APPOSITION.fullmatch(rest) and not _PARTICIPLE.match(first))
    )
    is_plain = not others or (len(others) == 1 and _NUMBERED.match(others[0]) is not None)
    only_adds = only_adds or (is_plain and _MEASURE.fullmatch(rest) is not None)
    return bool(only_adds) and not (is_scene or is_half_list or is_apposition or has_stump or goes_on)


def _names_a_thing(first: str, others: list[str]) -> bool:
    """Whether the last clause is the name of what stands before it."""
    before = ([first, *others])[-2]
    return _NAMED.fullmatch(others[-1]) is not None and count_words(first) >= MIN_WORDS and bool(_THING.search(before))
