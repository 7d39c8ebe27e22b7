"""Passages: the sentences of an event's reports that may be quoted, short enough and able to stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from generator.enrich.extractive.cues import Cues
from generator.enrich.extractive.cutting import shortened
from generator.enrich.extractive.disclosures import (
    TakenBack,
    corrected,
    tells_error,
    tells_of_retraction,
)
from generator.enrich.extractive.framing import stated
from generator.enrich.extractive.omission import without_insertion, without_reason
from generator.enrich.extractive.overtaken import leaves_open, overtaken
from generator.model.article import Article
from generator.model.base import same_language
from generator.model.item import MAX_QUOTED_WORDS
from generator.text.kinds import is_correction, is_retraction
from generator.text.limits import ATTRIBUTION
from generator.text.names import NameFinder
from generator.text.papers import is_paper
from generator.text.quantities import quantities
from generator.text.sentences import is_complete
from generator.text.voice import in_chinese_first_person, in_first_person, in_first_person_singular
from generator.text.words import CJK, count_words, is_chinese, letters, terms

#: Sentences of one report that are read; news stands on top.
MAX_SENTENCES = 60
#: "We present Selective Cache Eviction (SCE) …"
STUMP_WORDS = 9
_READER = re.compile(r"\b(?:you|your|you'll|you're)\b|(?<!迷)你|您", re.IGNORECASE)
#: Who denies something, and not only reports that it is not so.
_DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|refut(?:e|es|ed)|reject(?:s|ed) (?:the |a )?(?:report|claim|rumou?r)s?)\b|否认|辟谣",
    re.IGNORECASE,
)
#: Nothing but that somebody denies what the sentence before says.
_ONLY_DENIES = re.compile(
    r"[A-Z][^,.:;]{1,60} (?:den(?:y|ies|ied)|disputes?|disputed|rejects?|rejected)"
    r" (?:that|this|it|the (?:claim|accusation|allegation|charge)s?)\.$"
)
#: What is not so or not planned, as who is rumoured to do it says.
_NEGATED = re.compile(
    rf"{_DENIES.pattern}|\b(?:(?:do|does|did|is|are|was|were|has|have) not|(?:is|are|was|were|do|does|did)n['’]t"
    r"|(?:no|not any) (?:\w+ )?(?:plans?|talks|intention|truth)|dementiert\w*|kein\w*)\b|不实|没有|并未|并非|不属实",
    re.IGNORECASE,
)
#: A sentence is denied by another report's that has so much of its words in common with it, and so many.
DENIED, LEAST_DENIED = 0.7, 4
#: What is no sentence: "Bringing better memory to all", "The CEO of Quist on why", "Certified users: how many there
#: are", "更好的文档：易读".
_VERBLESS = re.compile(
    r"(?:The )?(?:CEO|C[TOF]O|(?:[Cc]o-?)?[Ff]ounder|[Hh]ead|[Pp]resident|[Dd]irector|[Cc]hief [\w ]{2,24})"
    r" (?:of|at) [^,.;:]{2,50} on (?:why|how|what|whether)\b"
    r"|(?:Answering|Bringing|Improving|Introducing|Putting|Using|Building|Making|Helping|Expanding|Accelerating"
    r"|Advancing|Scaling|Supporting|Enabling|Turning|Unlocking|Creating|Bridging|Strengthening|Understanding)\b"
    r"(?!.*(?:, (?:[A-Z]|the|an?|it|they|we)\b"
    r"|\b(?:is|are|was|were|has|have|can|will|would|means|takes|requires|helps|makes)\b))"
    r"|(?!(?:New|Added|Changed|Fixed|Improved|Removed|Deprecated|Security|Breaking)\b)"
    r"(?:[A-Z][\w-]*|No)(?: [a-z-]+){0,3}: (?!\w+ (?:said|says)\b)|更[^，。：]{1,10}：|[^。]{0,40}现场。$"
)
#: Who said something, which stands in a sentence before: "Ada Lund, an engineer at Quist, asked from the stage."
_SAYS_NOTHING = re.compile(
    r"(?:The )?[A-Z][\w’'-]{0,30}(?: [A-Z][\w’'-]{0,30}){0,3}(?:, [^,]{2,60},)?"
    r" (?:asked|said|wrote|added|replied|exclaimed)(?: (?:from|at|on|in|during) [^,.;:]{1,60})?\.$"
)
#: A first name and a surname, by which alone a person is called later on.
_PERSON = re.compile(r"(?<=[a-z,“] )[A-Z][a-z]+ (?:[A-Z]\. )?(?P<surname>[A-Z][a-z]{2,})\b")
_FIRST_WORD = re.compile(r"[A-Z][a-z]{2,}(?= [a-z]|[’']s\b)")
#: A name that is written so where it begins a sentence: "iPlough", "loom 0.9".
_SMALL_NAME = re.compile(r"[a-z]{1,3}[A-Z]|[a-z][\w.-]{1,40} v?\d+\.\d")
#: The words of a row of links run together, or a heading and its first sentence, which alone has spaces around Latin
#: words: "eclipsesFactorioVibeCAD", "限额超越以往AI 用户".
_GLUED = re.compile(rf"[a-z]{{2}}[A-Z]\w*[a-z]{{2}}[A-Z]|[{CJK}%][A-Za-z][A-Za-z+-]{{0,40}} [{CJK}]")
#: Where a summary is cut off behind an abbreviation, before the next number of a list or a table, or between two
#: headings run together: "users in the U.S."; "…；2."; "The following prices apply."; "三大功能：日报：用户可".
_BROKEN = re.compile(
    r"\bthe following (?:[a-z]+ ){1,3}appl(?:y|ies)\b"
    r"|(?<! [BN]\.V\.)(?<=[A-Z]\.[A-Z]\.)$|[:：;；,，。]\s*\d{1,2}\.$|^[^，。：]{1,30}：[^，。：]{1,12}："
)
#: What stands below a picture or a table and says what it shows, in no sentence.
_CAPTION = re.compile(
    r"(?:(?:an? |the )?(?:comparisons?|screenshots?|charts?|graphs?|illustrations?|images?|photos?|renderings?)"
    r" (?:of|from|showing|comparing|by) |(?:scores|results) (?:for|of|on) [^,;:]+ compared (?:to|with) "
    r"|(?:figure|fig\.|table|chart|left|right|above|top|bottom) ?\d*[:.])"
    r"(?!.*\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|do|does|did|shows?|showed|suggests?"
    r"|indicates?|went|came|took|rose|fell|circulated|spread|surfaced|appeared|emerged|revealed|remains?)\b)",
    re.IGNORECASE,
)
#: Who wrote it, as the last sentence of a column tells: "Ada Lund is an economist at the University of Porto."
_BYLINE = re.compile(
    r"(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w.’'-]*){1,3})"
    r" (?:(?:is|was) (?:an?|the)|teaches|writes|works|covers|has covered|reports|studies|edits|lectures|lives) "
)
#: Whose feeds tell what others say; a laboratory's own posts say "we" of itself.
_REPORTING = frozenset(("news", "analysis", "digest"))
#: "伦德：", before what is said in a transcript.
_SPEAKER = re.compile(r"[^，。：]{2,12}：")
#: Said by somebody who is named in a sentence before: "“It works,” she said.", "The talks could fail, they said."
_SAID_BY_PRONOUN = re.compile(
    r"[\"“‘'].*[\"”’'],? (?:(?:he|she|they) (?:said|says|wrote|writes|told|added)"
    r"|(?:said|says|wrote|added) (?:he|she|they))\b"
    r"|.*, (?:he|she|they) (?:said|says|wrote|added)\.$"
)
#: "“五一”假期": a word in quotation marks, with which a Chinese sentence begins, and no speech.
_MARKED_NAME = re.compile(rf"[“「『][^”」』，。！？；]{{1,12}}[”」』](?=[{CJK}])")
#: First of all it is the one that the title names.
_THIS_RELEASE = re.compile(r"This (?:release|version|update) ")
_THIS_PAPER = re.compile(r"(?:This|The present) (?:paper|study|work|article) ")
#: What a paper is for says itself: "To address this gap, we propose …".
_TO_THIS_END = re.compile(r"(?:Here|To this end|To \w+ (?:this|these|such)\b[^,.]{0,60}),? we\b")
#: A word with a capital within a sentence, or in a Chinese one; not what every report is about; and a Chinese title.
_NAMES = re.compile(rf"(?:(?<=[a-z0-9,’'“] )|(?<=[{CJK}「“])\s?)(?!(?:AI|A\.I\.|I|LLMs?|GPUs?)\b)[A-Z][\w.-]+|《|名为")
#: Also the number of a footnote at a word: "select plans,1 Zephyr 5 will be"; a handle is none behind the Chinese word
#: for whose it is: "博主 @伦德".
_NOISE = re.compile(
    rf"(?<![{CJK}])(?<![{CJK}] )@\w|"
    r"https?://|www\.|[a-z]{3}[,.;]\d{1,2}(?:\s|$)|#\w|[{}<>|=\\~]|(?<!\d)\^|\^(?!\d)|[\u2022\u25cf\u25a0\u25b2\u25b3\u25bc\u2605\u2192]|\.{3}|…|[\U0001F000-\U0001FAFF]"
)


@dataclass(frozen=True)
class Passage:
    """A quotable sentence, or its beginning."""

    article: int
    """Index into the event's articles."""
    order: int
    """Which sentence of that article, from 0."""
    quote: str
    """What is said, without a clause that is left out behind the subject."""
    sentence: str
    language: str
    names: frozenset[str]
    speaks_of_itself: bool
    """First person: the vendor's own voice."""
    leans: bool
    """Begins as a sentence that needs the one before."""
    refers: bool
    """Begins with the company, the deal: named in a sentence before."""
    tells_news: bool
    """Says what happened, and not what is known besides."""
    contributes: bool
    """Says what a paper does: "we propose …"."""
    parts: tuple[str, ...]
    """What is quoted as evidence, each as it stands in the sentence."""
    subject: str = ""
    """Behind which a clause is left out; empty where none is."""

    @property
    def text(self) -> str:
        """As a claim prints it: a cut is shown."""
        shown = f"{self.subject} … {self.parts[-1]}" if self.subject else self.quote
        return shown if self.is_whole else f"{shown} …"

    @property
    def is_whole(self) -> bool:
        """Whether it goes to the end of the sentence."""
        return self.sentence.endswith(self.parts[-1])

    @property
    def is_stump(self) -> bool:
        """Whether it only names what a paper presents, and what that is was cut off."""
        return self.contributes and not self.is_whole and count_words(self.quote) < STUMP_WORDS

    @cached_property
    def has_lost_amounts(self) -> bool:
        """Whether every amount of the sentence was cut off, and likely its point: "calls have risen …"."""
        behind = self.sentence.rindex(self.parts[-1]) + len(self.parts[-1])
        return not self.figures and any(True for _ in quantities(self.sentence[behind:]))

    @property
    def is_specific(self) -> bool:
        """Whether it has a name or an amount, and may be told of this event only."""
        return bool(self.names or self.figures) or _NAMES.search(self.quote) is not None

    @property
    def opens_with_speech(self) -> bool:
        """Whether somebody's own words come first, and then whose they are."""
        return _opens_with_speech(self.quote)

    @property
    def is_own_voice(self) -> bool:
        """Whether its "we" needs to be told whose report is read; the "we show" of a paper is understood."""
        return self.speaks_of_itself and not self.contributes

    @property
    def denies(self) -> bool:
        """Whether it says that something is not so, which no sentence without a negation says."""
        return _NEGATED.search(self.quote) is not None

    @property
    def stands_alone(self) -> bool:
        """Whether a reader who sees nothing else knows whom it is about."""
        return not (self.leans or self.refers or self.speaks_of_itself)

    @cached_property
    def terms(self) -> frozenset[str]:
        return frozenset(terms(self.quote))

    @cached_property
    def figures(self) -> frozenset[tuple[float, bool]]:
        """Its amounts, each with whether it is a percentage."""
        return frozenset((quantity.value, quantity.percent) for quantity in quantities(self.quote))


def passages(articles: Sequence[Article], names: NameFinder, cues: Cues) -> list[Passage]:
    """The quotable passages of all articles, in order; a sentence told twice comes once, and what one of the reports
    corrects does not come."""
    seen: set[str] = set()
    found = []
    back = corrected(articles)
    for number, article in enumerate(articles):
        for passage in _of_article(number, article, names, cues, back):
            folded = letters(passage.quote)
            if folded not in seen:
                seen.add(folded)
                found.append(passage)
    return found


def in_one_language(found: Sequence[Passage], language: str) -> list[Passage]:
    """The passages in the item's language where there is one: a page reads better in one language.

    What the others add is on their own pages, a click away.
    """
    own = [passage for passage in found if same_language(passage.language, language)]
    return own or list(found)


def undenied(found: Sequence[Passage]) -> list[Passage]:
    """The passages without those that another report of the event denies; the denial itself stays."""
    denials = [passage for passage in found if _DENIES.search(passage.quote)]
    return [passage for passage in found if not any(_denies(denial, passage) for denial in denials)]


def _denies(denial: Passage, passage: Passage) -> bool:
    shared = len(denial.terms & passage.terms)
    is_same_matter = shared >= LEAST_DENIED and shared >= DENIED * len(denial.terms)
    return is_same_matter and denial.article != passage.article and not _DENIES.search(passage.quote)


def upheld(found: Sequence[Passage], articles: Sequence[Article]) -> list[Passage]:
    """The passages that still hold: none of an outlet that retracts what it told of the event, but for the retraction
    itself, and none that leaves open what a later report settles."""
    retracting = {number for number, article in enumerate(articles) if is_retraction(article.title)}
    outlets = {articles[number].source.name for number in retracting}
    stale = overtaken(articles)
    return [
        it for it in found
        if (it.article in retracting or articles[it.article].source.name not in outlets)
        and not (it.article in stale and leaves_open(it.sentence))
    ]  # fmt: skip


def _of_article(number: int, article: Article, names: NameFinder, cues: Cues, back: TakenBack) -> Iterator[Passage]:
    text = article.whole_text
    sentences = _with_denials(stated(article.title, text), text)
    is_taken_back_by = tells_error if is_correction(article.title) else back.concerns
    is_taken_back = is_retraction(article.title)
    is_report, in_paper = article.source.category in _REPORTING, is_of_paper(article)
    surnames = _surnames(article, names)
    byline = _byline(f"{article.title}\n{text}", sentences[-1][0]) if sentences else None
    for order, (said, is_own) in enumerate(sentences[:MAX_SENTENCES]):
        sentence = cues.without_dateline(said)
        if said == byline or not is_own or is_taken_back_by(sentence):
            continue
        # "This article has been retracted" is an aside of any other report, and the news of this one.
        is_news = is_taken_back and tells_of_retraction(sentence) and is_complete(sentence)
        if not (is_news or is_quotable(sentence, cues)) or (is_report and _is_unmarked_speech(sentence)):
            continue
        if quoted := _quoted(sentence):
            quote, parts, subject = quoted
            first = _FIRST_WORD.match(quote)
            is_of_person = first is not None and first[0] in surnames
            yield Passage(
                article=number,
                order=order,
                quote=quote,
                sentence=sentence,
                language="zh" if is_chinese(quote) else article.language,
                names=frozenset(name.name for name in names.find(quote)),
                speaks_of_itself=in_first_person(quote),
                leans=is_of_person or _leans(sentence, cues, is_first=order == 0, in_paper=in_paper),
                refers=cues.refers(sentence),
                tells_news=cues.tells_news(quote),
                contributes=cues.contribution.first_in(quote) is not None,
                parts=parts,
                subject=subject,
            )


def _leans(sentence: str, cues: Cues, *, is_first: bool, in_paper: bool) -> bool:
    """Whether a sentence goes on with the one before: "this" in it is neither the purpose just told, nor the release
    that begins so, nor the paper itself."""
    is_clear = (
        _TO_THIS_END.match(sentence)
        or (is_first and _THIS_RELEASE.match(sentence))
        or (in_paper and _THIS_PAPER.match(sentence))
    )
    return (cues.leans(sentence) and not is_clear) or _SAID_BY_PRONOUN.match(sentence) is not None


def _is_unmarked_speech(sentence: str) -> bool:
    """Whether a Chinese sentence of a report says "we", and neither marks nor names tell who speaks."""
    is_told = ATTRIBUTION.search(sentence) or _SPEAKER.match(sentence)
    return is_told is None and in_chinese_first_person(sentence)


def is_of_paper(article: Article) -> bool:
    """Whether an article is a paper, by its page or by what is read there."""
    return article.source.category == "papers" or is_paper(article.url)


def _surnames(article: Article, names: NameFinder) -> set[str]:
    """The surnames of people whom the text introduces, and neither the title nor a list."""
    found = {match["surname"] for match in _PERSON.finditer(article.whole_text)}
    return {surname for surname in found if surname not in article.title and not any(names.find(surname))}


def _quoted(sentence: str) -> tuple[str, tuple[str, ...], str] | None:
    """What is said of a sentence, the parts of it that are quoted, and the subject behind which one is left out."""
    if quote := shortened(sentence):
        return quote, (quote,), ""
    if gapped := without_insertion(sentence):
        return f"{gapped.subject} {gapped.rest}", (gapped.begin, gapped.rest), gapped.subject
    if main := without_reason(sentence):
        return main, (main,), ""
    return None


def _with_denials(sentences: Sequence[tuple[str, bool]], text: str) -> list[tuple[str, bool]]:
    """The sentences of a text; one of which the next says only that it is denied is told with that, if both are brief
    enough to be quoted."""
    told = list(sentences)
    for number, (before, after) in enumerate(pairwise(sentences)):
        both = f"{before[0]} {after[0]}"
        is_answered = before[1] and after[1] and _ONLY_DENIES.match(after[0]) is not None and both in text
        if is_answered and count_words(both) <= MAX_QUOTED_WORDS:
            told[number : number + 2] = [(both, True), (after[0], False)]
    return told


def _byline(whole: str, last: str) -> str | None:
    """The last sentence of a text, where it says who somebody is that is named nowhere else."""
    match = _BYLINE.match(last)
    return last if match and whole.count(match["name"].split()[-1]) == 1 else None


def is_quotable(sentence: str, cues: Cues) -> bool:
    """Whether a sentence is whole, states something, and is no aside, question, exclamation or orphaned quotation."""
    if (
        not is_complete(sentence)
        or sentence.rstrip('”’」"').endswith(("?", "？", "!", "！"))
        or _BROKEN.search(sentence)
    ):
        return False
    if sentence[0].isascii() and not (sentence[0].isupper() or sentence[0].isdigit() or _SMALL_NAME.match(sentence)):
        return False
    if any(test.search(sentence) for test in (_NOISE, _GLUED, _READER)) or cues.asides.first_in(sentence):
        return False
    if (
        _CAPTION.match(sentence)
        or _VERBLESS.match(sentence)
        or _SAYS_NOTHING.match(sentence)
        or (in_first_person_singular(sentence) and not cues.contribution.first_in(sentence))
    ):
        return False
    if sentence[0] in "(（" and sentence.rstrip("。.")[-1] in ")）":
        return False
    return not _opens_with_speech(sentence) or ATTRIBUTION.search(sentence) is not None


def _opens_with_speech(sentence: str) -> bool:
    return sentence[0] in "\"“「『‘'«»„‹›" and _MARKED_NAME.match(sentence) is None
