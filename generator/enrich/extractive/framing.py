"""Which sentences of a report are its own: none from the middle of a quotation, and none below words that say that what
follows is not so, is made up, or is what a company says of itself under every release. Pure."""

from __future__ import annotations

import re

from generator.text.sentences import split_sentences
from generator.text.words import count_words

#: A heading has no more words; what has more is a sentence without its full stop.
_HEADING_WORDS = 8
_UNTRUE = (
    r"\b(?:false|untrue|fake|hoax(?:es)?|rumou?rs?|myths?|misconceptions?|misinformation|disinformation|debunk\w*"
    r"|fact[- ]?check\w*|fabricated|invented|made[- ]up|fiction(?:al)?|satire|satirical|parody|hypothetical"
    r"|imagin(?:e|ed|ary)|jokes?|april fools?)\b|谣言|谣传|辟谣|不实|虚假|假消息|传言|误区|杜撰|虚构|科幻|讽刺|愚人节"
)
#: "The following claims are false:", before a list.
_LEAD = re.compile(rf"(?=.*(?:{_UNTRUE})).*[:：]$", re.IGNORECASE)
#: A heading of what is not so: "Rumour", "Myth 2".
_HEADING = re.compile(
    r"(?:the )?(?:rumou?rs?|myths?|false|fake|hoax|fiction|misconceptions?|claims?)\W*\d*\W*"
    r"|(?:谣言|谣传|传言|误区|说法)\W*[\d一二三四五六七八九十]*\W*",
    re.IGNORECASE,
)
#: A title of an article that tells what is not so, or a story.
_CHECK = re.compile(
    r"\b(?:fact[- ]?check\w*|debunk\w*|myths|short story)\b|\brumou?rs?\b.*\b(?:checked|true|false)\b|谣言|辟谣",
    re.IGNORECASE,
)
#: From such a sentence on a text tells a story.
_STORY = re.compile(
    r"\b(?:piece|work) of fiction\b|\b(?:a|the|her|his|their) (?:short story|satire|parody)\b"
    r"|\b(?:a|the|her|his|their) (?:\w+ )?novel(?:[,.:]| (?:set|by|about|in which|that tells|ends|begins|opens)\b)"
    r"|\b(?:fictional|hypothetical|imagin(?:ed|ary)) (?:\w+ )?(?:scenario|story|future|account|world|timeline)\b"
    r"|小说[中里《]|虚构(?:了|的)?(?:故事|情景|场景)|科幻故事",
    re.IGNORECASE,
)
#: What stands below every release of a company: who it is, whom to call, what its lawyers want said.
_ABOUT = re.compile(
    r"(?:About [A-Z0-9][^.!?。]{0,60}$|About [A-Z0-9][^.!?。:]{0,60}:\s|Notes? to editors?\b"
    r"|(?:Media|Press|Investor)\b.{0,20}\bcontacts?\b|Forward[- ]looking statements?\b"
    r"|关于([^。！？，:：]{1,20})[:：]\s*\1|媒体联系|投资者关系)",
)
#: An interview: whoever speaks there is not the outlet.
_SPEAKER = re.compile(r"(?:[QA]|Question|Answer|Host|Interviewer|问|答|主持人|记者)\d*\s*[:：]")
_ENDED = re.compile(r"[.!?…。！？:：][\"”’」』）)]*$")
_QUOTES = {"“": "”", "「": "」", "『": "』"}


def stated(title: str, text: str) -> list[tuple[str, bool]]:
    """The sentences of a text, in the order and form of `split_sentences`, and whether the text says each by itself.

    title: of the report.
    """
    found: list[tuple[str, bool]] = []
    is_framed, is_apart, is_open = bool(_CHECK.search(title)), False, False
    for line in map(str.strip, text.split("\n")):
        is_framed = is_framed or _LEAD.match(line) is not None
        is_about, is_spoken = _ABOUT.match(line) is not None, _SPEAKER.match(line) is not None
        is_apart = is_about or (_HEADING.fullmatch(line) is not None if _is_heading(line) else is_apart)
        is_open = is_open and line.startswith(tuple(_QUOTES))
        for sentence in split_sentences(line):
            is_framed = is_framed or _STORY.search(sentence) is not None
            found.append((sentence, not (is_open or is_framed or is_apart or is_spoken)))
            is_open = _leaves_open(sentence, is_open)
    return found


def _is_heading(line: str) -> bool:
    """What stands below a heading of rumours, or about a company, is apart down to the next heading."""
    return count_words(line) <= _HEADING_WORDS and not _ENDED.search(line)


def _leaves_open(sentence: str, is_open: bool) -> bool:
    """Whether a quotation goes on after a sentence; is_open: whether one did before it."""
    opened = sum(map(sentence.count, _QUOTES.keys()))
    closed = sum(map(sentence.count, _QUOTES.values()))
    if opened != closed:
        return opened > closed
    return is_open != (sentence.count('"') % 2 == 1)
