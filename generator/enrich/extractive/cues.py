"""The words of cues.yml, compiled once."""

from __future__ import annotations

import re
from functools import lru_cache

from pydantic import Field

from generator.model import yamltext
from generator.model.base import Value
from generator.model.vocabulary import Pattern
from generator.text.calendar import MONTH_NAMES
from generator.text.keywords import Keywords

WordLists = tuple[tuple[str, ...], ...]
#: "The smaller model", "The London-based company"
_DESCRIBED = r"(?-i:(?:(?!first |only |[a-z]+est )[a-z][\w-]*|[A-Z][\w.-]*-based) )?"
#: "On three suites it reaches": what does stands in the sentence before.
_BEHIND_OPENING = re.compile(
    r"(?:On|In|At|For|With|Under|From|By|During) (?![^,;]*\b(?:we|I)\b)[^,;.]{2,80}?,? (?:it|they|he|she)"
    r" (?:is|are|was|were|has|have|had|will|can|could|would|\w{2,}s|\w{2,}ed)\b"
)
#: "Zephyr also runs on phones": what it did or is in the first place stands in a sentence before.
_ALSO = re.compile(r"[A-Z][\w.’'-]{1,30}(?: [A-Z\d][\w.’'-]{0,30}){0,3} also [a-z]+")
#: The main clause as far as the first comma, with what stands before it; there a sentence has named nothing yet.
_HEAD = re.compile(
    r"(?:(?:In|On|At|For|As|To|With|When|While|After|By|From|Under|Once|If|Since|According)\b[^,]{0,80},|[A-Z][a-z]+ly,"
    r"|(?:据|作为|针对|和|与|从|对于?)[^，]{0,30}，|[^，]{1,16}(?:称|表示|显示|指出|透露|而言)，)?.{6}[^,，；]*"
)
#: "On Monday she was": no company is she, and who that is stands in the sentence before.
_PERSON_BEHIND_OPENING = re.compile(
    rf"(?:On|In|At|By|Before|After|During|Until|Since|From) (?:[a-z\d’'-]+ ){{0,5}}"
    rf"(?:[a-z\d’'-]+|\w{{3,6}}day|(?:{MONTH_NAMES})(?: \d{{1,4}})?),? (?:he|she)\b"
)
#: "Northwind says these models", "Firms can adapt any of them": what is meant stands in a sentence before.
#: Not "this week", "like that of Tarn".
_POINTS = re.compile(
    r"\b(?:this(?! (?:(?:first|past|coming|last|same) )?(?:year|month|week|weekend|quarter|morning|afternoon|evening"
    rf"|spring|summer|autumn|fall|winter|decade|century|paper|study|work|[a-z]{{3,6}}day|(?-i:{MONTH_NAMES}))\b)"
    r"|these(?! days)|those(?! (?:who|of|in|on|at|with|without|from|for|by|that|\w+ing|\w+ed)\b)|such(?! as\b)"
    r"|(?:during|under|after|before|behind|with|from|about|like|to|lead|leads|led|uses|used) that"
    r"(?! (?:of|is|are|was|were|has|have|will|would|can|could|the|it|they)\b)"
    r"|(?:any|some|each|most|many|none|one|two|like|between|among) (?:of )?them|in question)\b"
    r"|^(?:(?:in|on|for|at|to|with|of) )?\d{1,9} of them\b"
    r"|这(?!一?[年月周天])|(?:[因对为由]|(?<!参)与)此(?!次)",
    re.IGNORECASE,
)
#: "Critics accused him of bias": who that is stands in a sentence before, unless a name does before it.
_HIM = re.compile(r"(?:The|An?|Some|Many|Most|[A-Z][a-z]+s)\b(?:(?! [A-Z])[^.]){0,160} him\b")
#: "Northwind launched it on Tuesday": what that is stands in a sentence before.
_DID_IT = re.compile(
    r"[A-Z][\w.’'-]{1,30}(?: [A-Z][\w.’'-]{1,30}){0,3} (?:(?:has|had|also) )?"
    r"(?:launche[sd]|release[sd]|unveil(?:s|ed)|introduce[sd]|announce[sd]|publishe[sd]|buil(?:ds|t)"
    r"|train(?:s|ed)|call(?:s|ed)|ma(?:kes|de)|s(?:ells|old)|b(?:uys|ought)|describe[sd])"
    r" it(?= (?:on|in|at|for|to|as|an?|the|with|from|last|this)\b|[.,;])"
)
#: "The firm argued that doing so is a risk", "It admitted that it does so": what, stands before it.
_DOES_SO = re.compile(
    r"[^;:]{2,160}?\b(?:argue[sd]|sa(?:ys?|id)|claim(?:s|ed)|warn(?:s|ed)|admit(?:s|ted)|believe[sd]|insist(?:s|ed)"
    r"|note[sd]|add(?:s|ed)|thinks?|thought|acknowledge[sd]|concede[sd])"
    r" (?:that )?(?:doing so|(?:it|he|she|they) (?:does|did|do|would) so)\b"
)
#: "The lattice itself, however, is not a network", "Quist is no exception": what it is set beside stands before it.
_SET_BESIDE = re.compile(
    r"[^,;:.]{2,60}(?:, (?:however|by contrast|in turn|too|instead),"
    r"| (?:is|are|was|were) (?:in the same boat|no (?:exception|different))\b(?! (?:to|from|than)\b))",
    re.IGNORECASE,
)
#: "Man baue aus", "Der Dienst sei sicher, hieß es": German reported speech, whose speaker a sentence before names.
_REPORTED = re.compile(
    r"\A(?!.*\b(?:(?:sag|teil|erklär|beton|bericht|melde|kündig|räum|versicher|warn)te?n?|schrieb|schreibt|[Ll]aut"
    r"|zufolge|Angaben|gab|gibt|warf|wirft|wies|weist|so (?:d(?:er|ie|as)\b|[A-ZÄÖÜ])"
    r"|hei(?:ß|ss)t? es (?:aus|beim?|in|im|von|vom))\b)"
    r"(?:[^,;:]{0,200}\b(?:hätten|wären|würden|müssten|könnten)\b[^,;:]{0,200},)?"
    r"[^,;:]{0,300}\b(?:sei(?:en)?|habe|werde|könne|müsse|solle|dürfe|wolle|gebe|komme|gehe|stehe|liege|bleibe|lasse"
    r"|baue|brauche|zwinge|gelte|nehme|mache|führe|greife|entstehe|enthalte|erhalte|biete|zeige|spreche)\b"
)
#: What was done: "has been sold", "have just been charged".
_DONE = re.compile(
    r"\b(?:has|have) (?:[a-z]+ )?been (?:[a-z]+ly )?[a-z]{2,}(?:ed|en|wn|ght|ld|lt|nt|de|ut|un|et|id)\b", re.IGNORECASE
)
#: What has been so for long: "has been a home", "has led for years"; not "has been working on".
_STATE = re.compile(
    rf"(?!{_DONE.pattern})\b(?:has|have) (?:(?:[a-z]+ly|also) )?(?:been (?!\w+ing\b)|always |rarely )"
    r"|\b(?:has|have) [^.;]{1,160}\bfor (?:(?:an?|more|than|over|nearly|almost|about|many|several|two|three) ){0,4}"
    r"(?:years|decades?|centuries|long time)\b",
    re.IGNORECASE,
)
#: Where something was shown, and not what.
_GATHERING = re.compile(
    r"[^。]{0,100}(?:大会|论坛|峰会|会议|博览会|展览会|展会|发布会|年会)[^，。]{0,60}"
    r"(?:举行|召开|举办|开幕|启幕|揭幕|闭幕|拉开帷幕)(?:，本[届次][^，。]{0,60})?[。… ]{0,2}$"
)
_OPENERS = "\"'“‘「（("


class CueFile(Value):
    """Form of cues.yml: word lists, English and Chinese apart for the eye only."""

    leaning: WordLists
    references: WordLists
    news: WordLists
    asides: WordLists
    significance: WordLists
    praise: WordLists
    technical: WordLists
    future: WordLists
    plans: WordLists
    comparison: WordLists
    contribution: WordLists
    background: WordLists
    usual: WordLists
    introduction: WordLists
    launch: WordLists
    results: WordLists
    datelines: tuple[Pattern, ...] = Field(default=())


class Cues:
    """What to look for in a sentence."""

    def __init__(self, file: CueFile) -> None:
        self.asides = _keywords(file.asides)
        self.significance = _keywords(file.significance)
        self.praise = _keywords(file.praise)
        self.technical = _keywords(file.technical)
        self.future = _keywords(file.future + file.plans)
        self.comparison = _keywords(file.comparison)
        self.contribution = _keywords(file.contribution)
        self._news = _keywords(file.news)
        self.introduction = _keywords(file.introduction)
        self.launch = _keywords(file.launch)
        self.results = _keywords(file.results)
        self._leaning = _beginnings(file.leaning)
        self._background = _beginnings(file.background)
        self._usual = _keywords(file.usual)
        self._references = _beginnings(file.references, between=_DESCRIBED)
        self._datelines = [re.compile(pattern) for pattern in file.datelines]

    def leans(self, sentence: str) -> bool:
        """Whether a sentence begins as one that needs the sentence before it."""
        begins = sentence.lstrip(_OPENERS)
        signs = (self._leaning, _PERSON_BEHIND_OPENING, _HIM, _DID_IT, _DOES_SO, _SET_BESIDE, _REPORTED)
        return any(sign.match(begins) for sign in signs) or _POINTS.search(_head(sentence)) is not None

    def refers(self, sentence: str) -> bool:
        """Whether a sentence begins with whom or what one before it named: the company, the deal."""
        begins = sentence.lstrip(_OPENERS)
        return bool(self._references.match(begins) or _BEHIND_OPENING.match(begins) or _ALSO.match(begins))

    def tells_news(self, sentence: str) -> bool:
        """Whether a sentence tells what happened: "announced", "has been sold"."""
        return self._news.first_in(sentence) is not None or _DONE.search(sentence) is not None

    def sets_scene(self, sentence: str) -> bool:
        """Whether a sentence tells what was or is so besides the news: "Most models", "has long", "以往"."""
        is_besides = self._background.match(sentence) is not None or is_gathering(sentence)
        return is_besides or self._usual.first_in(sentence) is not None or _STATE.search(sentence) is not None

    def without_dateline(self, sentence: str) -> str:
        """The sentence after an agency's or outlet's opening formula."""
        for pattern in self._datelines:
            if match := pattern.match(sentence):
                sentence = sentence[match.end() :]
        return sentence


def is_gathering(sentence: str) -> bool:
    """Whether all a Chinese sentence tells is that people gather, where something is shown: "大会今天在上海举行。"."""
    return _GATHERING.match(sentence) is not None


def _head(sentence: str) -> str:
    """The part of a sentence in which nothing that it points at can have been named."""
    match = _HEAD.match(sentence)
    return match[0] if match else sentence


@lru_cache(maxsize=1)
def load_cues() -> Cues:
    """The cues that ship with the program."""
    return Cues(yamltext.packaged(CueFile, __package__, "cues.yml"))


def _keywords(lists: WordLists) -> Keywords:
    return Keywords(word for words in lists for word in words)


def _beginnings(lists: WordLists, between: str = "") -> re.Pattern[str]:
    """between: what may stand behind a first "the"."""
    words = sorted((word for words in lists for word in words), key=len, reverse=True)
    escaped = [re.escape(word) + r"(?![a-z])" * word.isascii() for word in words]
    return re.compile("|".join(escaped).replace(re.escape("the "), re.escape("the ") + between), re.IGNORECASE)
