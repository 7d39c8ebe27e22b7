"""Whose statement a sentence is, so that a claim which only repeats what is said can say by whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.grounding.reading import Reading
from generator.model.base import primary_tag

#: Words that put what follows or precedes into somebody's mouth. To announce or to confirm is an act of one's own.
_SAYS = (
    r"(?:says?|said|claim(?:s|ed)?|argue[sd]?|believe[sd]?|estimate[sd]?|predict(?:s|ed)?|warn(?:s|ed)?|insist(?:s|ed)?"
    r"|thinks?|thought|tells?|told|writes?|wrote|explain(?:s|ed)?|expects?"
    r"|(?:found|finds|concluded) that)\b(?! (?:off|down|to)\b)"
)
_OFTEN = r"(?:(?:also|now|later|previously|repeatedly|has|have|had) )*"
_WHO = r"(?P<who>[^,;:()\"“”]{2,90}?)"
_AFTER_COMMENT = r"(?:,[^,;]{2,80},)?"
_ENGLISH = (
    re.compile(rf"^according to {_WHO},\s*(?P<what>.+)", re.IGNORECASE),
    re.compile(rf"^(?:[^,;]{{2,60}}, )??{_WHO}{_AFTER_COMMENT} {_OFTEN}{_SAYS}(?P<what>.+)"),
    re.compile(rf"(?:^|;)(?P<what>[^;]+),[”\"]? {_WHO} {_OFTEN}{_SAYS}(?: (?:on|in|at|to) [^,;]{{2,60}})?\.?$"),
    re.compile(rf"(?:^|;)(?P<what>[^;]+),[”\"]? {_SAYS} {_WHO}(?:,[^;]*)?\.?$"),
    re.compile(rf"(?:^|;)(?P<what>[^;]+?),? according to {_WHO}(?:,[^;]*)?\.?$"),
)
_CHINESE = (
    re.compile(r"^据(?P<who>[^，。；]{2,20}?)(?:介绍|透露|称|表示|消息)?，(?P<what>.+)"),
    re.compile(
        r"(?:^|[。；，])(?P<who>[^，。；：“”]{2,20}?)(?:近日|日前|今日|昨日|周[一二三四五六日])?(?:还|也|则|明确|辩)?"
        r"(?:表示|(?<![简名号被人职堪宣自])称|认为|透露|指出|声称|坦言|警告)[，：:]?(?P<what>.+)"
    ),
)
_GERMAN = (
    re.compile(
        r"(?:^|;)(?P<what>[^;]+), (?:sagte?|so|erklärte?|schrieb|behauptete?|meint|meinte)"
        r" (?P<who>[^,;]{2,80}?)(?:,[^;]*)?\.?$"
    ),
    re.compile(
        r"^(?P<who>[^,;]{2,80}?) (?:sagte?|erklärte?|behauptete?|meint|meinte|schreibt|schrieb),(?: dass)?(?P<what>.+)"
    ),
)
_FORMS = {"en": _ENGLISH, "zh": _CHINESE, "de": _GERMAN}
#: Not a speaker: a pronoun, a clause, words about time, or a text that is quoted, whose author nobody knows by it.
_NO_SPEAKER = re.compile(
    r"^(?:in|on|at|for|by|with|after|before|during|despite|from|if|when|while|to|of|as)\b"
    r"|\b(?:it|he|she|they|we|i|you|who|which|that|this|these|what|there|is|are|was|were|be|been|will|would|can|could"
    r"|because|not|no|nobody|er|sie|es|wir|ich|man)\b"
    r"|\b(?:and|or|further|\w+ly)$|\b(?:interviews?|reports?|papers?|stud(?:y|ies)|surveys?|polls?|research|analysis|articles?|posts?|blog|memo|statement"
    r"|filings?|documents?|notice|letter|data|results?|figures|page|website|release|card|preprint|authors?|media)\b"
    r"|报告|论文|研究|数据|调查|媒体|报道|消息|声明|公告|文|介绍|传闻|目前|此前|[他她它我了将已曾会时据对]|[自上中]$",
    re.IGNORECASE,
)
_LEAD = re.compile(r"^(?:but|and|however|meanwhile|separately|still|yet|但|而|同时|此外)\s*", re.IGNORECASE)
#: First words of a sentence that are no names.
_COMMON = re.compile(
    r"^(?:The|An?|Its|Their|His|Her|Some|Several|Many|Two|Three|Four|Five|One|Former|Chief|Researchers|Officials|Analysts"
    r"|Experts|Critics|Executives|Regulators|Prosecutors|Lawyers|Police|Investors|Employees|Scientists|Engineers"
    r"|Sources|People|Der|Die|Das|Ein|Eine|Unions|Authorities)\b"
)
_MOST_WORDS = 10
_NAMED = re.compile(r"[A-Z]")
#: Who tells of itself, so that its name may be the claim's subject: "Northwind sold …, the company said".
_ITSELF = re.compile(r"\b(?:compan(?:y|ies)|firms?|start-?ups?|lab|maker|group)\b|公司|双方|方面|Unternehmen|Konzern")
#: After a name that is no subject but whose something is: Northwind's model, 北风的模型.
_OWNS = re.compile(r"['’]s?\b|\s+[A-Z\d]|-|的|旗下|新")
#: How a claim says whose word it is, before its full stop.
_WORDS = {"en": " (according to {})", "zh": "（{}称）", "de": " (so {})"}
_IN_BRACKETS = re.compile(
    r" ?(?:\(according to (?P<en>[^()]+)\)|（(?P<zh>[^（）]+?) ?称）|\(so (?P<de>[^()]+)\))(?=[.。]?$)"
)
_END = re.compile(r"[.。]?$")
#: The share of the words a claim has of a sentence that must be in what is said there.
MOSTLY = 0.75


class _Statement(NamedTuple):
    """Who says something in a sentence, in its words, and where what is said stands."""

    who: str
    start: int
    end: int


def speaker(claim: Reading, cited: Sequence[Reading]) -> str:
    """Whose statement a claim repeats without saying so, in the words of the sentence; empty where there is none.

    It is the statement of somebody only where every sentence cited that has to do with the claim is. Nobody is named
    who tells of their own doing, and no name in a script that the claim is not written in. A claim that says who told
    something does not say yet who tells that: "Tarn told its staff of cuts, according to two people".
    """
    if claim.of_kind("hearsay") or not cited:
        return ""
    shared = [(len(claim.landmark_terms & reading.landmark_terms), reading) for reading in cited]
    most = max(count for count, _ in shared)
    said = [_said(claim, reading) for count, reading in shared if count * 2 > most]
    return said[0] if said and all(said) else ""


def attributed(claim: str, who: str, language: str) -> str:
    """A claim with its speaker in brackets before the full stop; as it is in a language without words for that."""
    language = primary_tag(language)
    words = _WORDS.get(language)
    end = _END.search(claim)
    if not who or not words or not end:
        return claim
    gap = " " if language == "zh" and who[-1].isascii() else ""
    return claim[: end.start()] + words.format(who + gap) + claim[end.start() :]


def unattributed(claim: str) -> tuple[str, str]:
    """A claim without the speaker that `attributed` adds, and that speaker; empty where there is none."""
    found = _IN_BRACKETS.search(claim)
    if not found:
        return claim, ""
    return claim[: found.start()] + claim[found.end() :], found[found.lastgroup or 0]


def says(reading: Reading, who: str) -> bool:
    """Whether a sentence is the statement of somebody; where it does not tell whose it is, whether it names them."""
    named = who.casefold()
    told = [statement.who.casefold() for statement in _statements(reading)]
    return named in told or (not told and named in reading.folded)


def _said(claim: Reading, reading: Reading) -> str:
    """Who says in a sentence what the claim has of it."""
    ours, told = claim.landmark_terms & reading.landmark_terms, len(claim.of_kind("said"))
    for who, start, end in _statements(reading):
        inside = {token.term for token in reading.landmarks if start <= token.start < end}
        if told > sum(start <= mark.start < end for mark in reading.of_kind("said")):
            continue  # the claim says itself whose word it is
        is_foreign = reading.is_chinese != claim.is_chinese
        is_readable = not is_foreign or (who.isascii() and _NAMED.match(who) is not None)
        if is_readable and (is_foreign or len(ours & inside) >= MOSTLY * len(ours)) and not _is_own(claim, who):
            return who
    return ""


def _statements(reading: Reading) -> Iterator[_Statement]:
    text = reading.text.rstrip()
    for form in _FORMS.get(reading.language, ()):
        for match in form.finditer(text):
            who = _LEAD.sub("", match["who"].strip())
            who = _COMMON.sub(lambda word: word[0].lower(), who)
            if who and len(who.split()) <= _MOST_WORDS and not _NO_SPEAKER.search(who):
                yield _Statement(who, *match.span("what"))


def _is_own(claim: Reading, who: str) -> bool:
    """Whether a claim tells what its speaker does: the speaker is its subject."""
    subject = next((name for name in (who, *_names_of(who)) if claim.text.startswith(name)), "")
    if subject:
        return not _OWNS.match(claim.text, len(subject))
    names = [*((start, end) for _, start, end in claim.name_spans), *((t.start, t.end) for t in claim.capitals)]
    is_named = any(start == 0 and not _OWNS.match(claim.text, end) for start, end in names)
    return is_named and not _NAMED.search(who) and _ITSELF.search(who) is not None


def _names_of(who: str) -> list[str]:
    return re.findall(r"[A-Z][\w.-]*(?: [A-Z][\w.-]*)*", who)
