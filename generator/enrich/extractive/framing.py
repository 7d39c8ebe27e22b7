"""Which sentences of a report are its own: none from the middle of a quotation, and none below words that say that what
follows is not so, is made up, is another's word, or is what a company says of itself under every release. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from generator.enrich.extractive.disclosures import is_no_news, taken_back
from generator.text.advertising import is_advertisement
from generator.text.limits import ATTRIBUTION
from generator.text.quotations import quoted_spans
from generator.text.sentences import split_sentences
from generator.text.words import count_words

#: A heading has no more words; what has more is a sentence without its full stop.
_HEADING_WORDS = 8
_UNTRUE_WORDS = (
    r"\b(?:false|untrue|fake|hoax(?:es)?|rumou?rs?|myths?|misconceptions?|misinformation|disinformation|debunk\w*"
    r"|fact[- ]?check\w*|fabricated|invented|made[- ]up|fiction(?:al)?|satire|satirical|parody|hypothetical"
    r"|imagin(?:e|ed|ary)|jokes?|april fools?|(?:wrong|incorrect) (?:version|statement|claim|figure)s?)\b"
)
_UNTRUE_CHINESE = "谣言|谣传|辟谣|不实|虚假|假消息|传言|误区|杜撰|虚构|科幻|讽刺|愚人节"
_UNTRUE = f"{_UNTRUE_WORDS}|{_UNTRUE_CHINESE}"
#: "The following claims are false:", "a list of statements that are wrong.", before such statements.
_LEAD = re.compile(
    rf"(?=.*(?:{_UNTRUE})).*[:：]$"
    r"|.*\b(?:list of|the following) (?:\w+ ){0,2}(?:claims|statements|rumou?rs|reports|assertions|myths)\b"
    r".*\b(?:false|untrue|incorrect|wrong|made up|invented|not true)\b.*\.$",
    re.IGNORECASE,
)
_SAYS = (
    r"\b(?:says?|said|saying|tells?|told|writes?|wrote|writing|posted|state[sd]|stating|alleg\w+|claim(?:s|ed|ing)"
    r"|argue[sd]?|arguing|reads|reported|notes|noted|noting|explain(?:s|ed|ing)|describe[sd]|adds|adding|puts? it"
    r"|responded|repl(?:ies|ied)|comment(?:s|ed)|testif(?:ies|ied)|full (?:statement|message))\b"
)
#: "The critic wrote:", "The complaint alleges the following.", "It reads like this.", before words of others.
_QUOTING = re.compile(
    rf".*{_SAYS}(?:[^.:：]{{0,40}}[:：]|.*\b(?:the following|as follows|like this)\W*)$"
    r"|.*(?:写道|表示|称|说|回应|指出|认为|强调|坦言|解释道?|补充道?|透露|说法|推文)(?:如下)?[:：]$|.*(?:表示|称|说|声明)如下。$",
    re.IGNORECASE,
)
#: "Wrong version of the statement: …", "Rumour: …".
_UNTRUE_LABEL = re.compile(
    rf"(?:[\w’'-]+ ){{0,3}}(?:{_UNTRUE_WORDS})(?: [\w’'-]+){{0,4}}:\s*\S"
    rf"|[^:：。]{{0,4}}(?:{_UNTRUE_CHINESE})\w{{0,2}}[:：]\s*\S",
    re.IGNORECASE,
)
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
#: After such a sentence it is told how an exercise or a reading went.
_PLAYED = re.compile(
    r"\b(?:an?|the|this|that) (?:\w+ )?(?<!of )(?:war[- ]?game|tabletop exercise)\b"
    r"|\breads? (?:aloud )?from (?:a|the|her|his|their) (?:\w+ ){0,3}(?:book|novel|story|play|script)\b"
    r"|兵棋推演|桌面推演",
    re.IGNORECASE,
)
#: A sentence that is only about what somebody made up or supposes.
_SUPPOSED = re.compile(
    r"[\W_]*in (?:the|this|an?|one|that|his|her|their) (?:\w+ )?"
    r"(?:exercise|war ?game|scenario|novel|film|movie|drill|thought experiment|(?:bear|bull) case)\b"
    r"|[\W_]*(?:imagine|suppose|picture)\b|(?:假设|想象|设想|假如|试想)",
    re.IGNORECASE,
)
#: What stands below every release of a company: who it is, whom to call, what its lawyers want said.
_ABOUT = re.compile(
    r"(?:About [A-Z0-9][^.!?。]{0,60}$|About [A-Z0-9][^.!?。:]{0,60}:\s|About the (?:authors?|writer)\b"
    r"|Notes? to editors?\b"
    r"|(?:Media|Press|Investor)\b.{0,20}\bcontacts?\b|Forward[- ][Ll]ooking [Ss]tatements?\b"
    r"|(?:Safe Harbor|Cautionary) (?:[Ss]tatement|[Nn]ote)"
    r"|关于([^。！？，:：]{1,20})[:：]\s*\1|媒体联系|投资者关系)",
)
#: An interview: whoever speaks there is not the outlet.
_SPEAKER = re.compile(r"(?:[QA]|Question|Answer|Host|Interviewer|问|答|主持人|记者)\d*\s*[:：]")
#: "Bytewright: Why not you?", a label that begins more lines of the same text, some of which ask.
_LABEL = re.compile(r"(?P<label>[A-ZÄÖÜ][\w’'-]*(?: [A-ZÄÖÜ][\w’'-]*){0,2}):\s")
_QUESTIONS, _ANSWERS = 2, 2
#: Where so many have several lines each, one question is enough.
_VOICES = 2
#: What happened from hour to hour, in a line: "Timeline (UTC): 07:10 the script runs. 08:45 …".
_HOURS = re.compile(
    r"(?:Timeline|Chronology|Chronologie|Ablauf|时间线|时间表)\b[^:：]{0,30}[:：]\s*\d{1,2}[:：.]\d\d\b", re.IGNORECASE
)
_ENDED = re.compile(r"[.!?…。！？:：][\"”’」』）)]*$")
#: A line that breaks off: what comes next is the end of its sentence.
_BROKEN_OFF = re.compile(r"(?:[,，、]|\bthat)$", re.IGNORECASE)
#: What a sentence says of the one before it: that it is not so.
_REFUTES = re.compile(
    r"(?:This|That|(?:The|These|Those) (?:reports?|claims?|rumou?rs?|stor(?:y|ies)|figures?)) (?:is|are|was|were)"
    r" (?:\w+ly )?(?:not true|not so|false|untrue|wrong|incorrect|inaccurate|made up)\b"
    r"|The (?:correct|right|true) (?:figure|number|amount|date|name) (?:is|was)\b"
    r"|(?:It|This|That) (?:is|was)n['’]t (?:true|so)\b"
    r"|(?:Das|Dies|Die Meldung|Der Bericht) (?:ist|war) (?:falsch|unwahr|nicht wahr)\b"
    r"|(?:该|此|上述|这一|相关|以上)(?:消息|传闻|传言|报道|说法|内容|信息)[^，。]{0,6}(?:不实|不属实|虚假|谣言|子虚乌有)"
)
#: Whom a picture is by, at the end of the line below it, which is one sentence at most.
_CREDIT = re.compile(
    r"[(（](?:[^()（）]*\b(?:getty images|shutterstock|istock|alamy|unsplash|photo|image|picture)s?\b"
    r"[^()（）]*|(?:图源|图片来源)[^()（）]{0,20})[)）]\W*$",
    re.IGNORECASE,
)
_LONGEST_CAPTION = 300
#: The end of what tells of another story, below a text: "Machines that smell are coming. By Ada Lund."
_TEASER = re.compile(r"[.!?…”] By [A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){1,3}$")
_FULL_STOPS = frozenset(".。")
#: So many of the last characters of a sentence tell whether it leads to others' words; and the very last, for speed.
_END, _LAST = 300, 20
_OPEN_END = re.compile(r"(?:[:：]|following\W*|follows\W*|like this\W*|如下。)$", re.IGNORECASE)


def stated(title: str, text: str) -> list[tuple[str, bool]]:
    """The sentences of a text, in the order and form of `split_sentences`, and whether the text says each by itself.

    title: of the report. Of one that is an advertisement, or says that it is made up, none is; of one that takes
    something back, what it takes back is not.
    """
    lines = [(line, split_sentences(line)) for line in filter(None, map(str.strip, text.split("\n")))]
    sentences = [sentence for _, of_line in lines for sentence in of_line]
    if is_no_news(title, lines[0][0] if lines else "", sentences):
        return [(sentence, False) for sentence in sentences]
    back = taken_back(title, [line for line, _ in lines])
    return [(sentence, is_own and not back.concerns(sentence)) for sentence, is_own in _told(title, lines)]


def _told(title: str, lines: Sequence[tuple[str, list[str]]]) -> Iterator[tuple[str, bool]]:
    """The sentences, and whether the text says each by itself as far as what stands around it tells."""
    is_framed, is_apart, is_others, is_cut = bool(_CHECK.search(title)), False, False, False
    speakers = _speakers(line for line, _ in lines)
    for place, (line, sentences) in enumerate(lines):
        if _is_heading(line):
            is_apart, is_others = _HEADING.fullmatch(line) is not None, False
        is_apart = is_apart or _ABOUT.match(line) is not None
        is_aside = _is_aside(line) or _label(line) in speakers or (place > 0 and _TEASER.search(line) is not None)
        sentence = ""
        behind = [*sentences[1:], ""]
        for sentence, is_whole, following in zip(sentences, _are_whole(line, sentences), behind, strict=True):
            is_framed = is_framed or _STORY.search(sentence) is not None
            is_others = is_others and not ATTRIBUTION.search(sentence)
            is_own = is_whole and not (is_framed or is_apart or is_others or is_aside or is_cut)
            is_refuted = _REFUTES.match(following) is not None
            yield sentence, is_own and not (is_refuted or _SUPPOSED.match(sentence) or _leads_on(sentence))
            is_framed = is_framed or _PLAYED.search(sentence) is not None
            is_cut = False
        is_framed = is_framed or _LEAD.match(sentence[-_END:]) is not None
        is_others = is_others or _leads_on(sentence)
        is_cut = _BROKEN_OFF.search(line) is not None


def _is_heading(line: str) -> bool:
    """What stands below a heading of rumours, or about a company, is apart down to the next heading."""
    return count_words(line) <= _HEADING_WORDS and not _ENDED.search(line)


def _speakers(lines: Iterable[str]) -> frozenset[str]:
    """Who asks and answers in an interview, by the labels of its lines."""
    lines = list(lines)
    labels = Counter(filter(None, map(_label, lines)))
    speakers = frozenset(label for label, count in labels.items() if count >= _ANSWERS)
    asked = sum(line.rstrip('”’»"“').endswith(("?", "？")) for line in lines)
    return speakers if asked >= (_QUESTIONS if len(speakers) < _VOICES else 1) else frozenset()


def _label(line: str) -> str:
    """Who speaks in a line, as it stands before a colon; empty where nothing does."""
    match = _LABEL.match(line)
    return match["label"] if match else ""


def _is_aside(line: str) -> bool:
    """Whether a whole line is an advertisement, a caption, an answer in an interview, a table of hours, or labelled as
    untrue."""
    if is_advertisement(line) or _SPEAKER.match(line) or _HOURS.match(line) or _UNTRUE_LABEL.match(line):
        return True
    credit = _CREDIT.search(line) if len(line) <= _LONGEST_CAPTION else None
    return credit is not None and _FULL_STOPS.isdisjoint(line[: credit.start()].rstrip()[:-1])


def _leads_on(sentence: str) -> bool:
    """Whether a sentence ends where the words of somebody else begin."""
    return _OPEN_END.search(sentence[-_LAST:]) is not None and _QUOTING.match(sentence[-_END:]) is not None


def _are_whole(line: str, sentences: Iterable[str]) -> Iterator[bool]:
    """Whether each sentence of a line holds all of the quotations that it is part of."""
    quoted = quoted_spans(line)
    end = 0
    for sentence in sentences:
        start = line.index(sentence, end)
        end = start + len(sentence)
        yield not (_is_inside(start, quoted) or _is_inside(end, quoted))


def _is_inside(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a place is between the ends of one of the spans, which are in order."""
    before = bisect_left(spans, (place, 0)) - 1
    return before >= 0 and place < spans[before][1]
