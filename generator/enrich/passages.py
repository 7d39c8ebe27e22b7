"""Passages: the sentences of an event's reports that may be quoted, short enough and able to stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.enrich.cues import Cues
from generator.model.article import Article
from generator.text.names import NameFinder
from generator.text.quantities import quantities
from generator.text.sentences import is_complete, split_sentences, within
from generator.text.words import count_words, is_chinese, terms

#: A quotation the law and courtesy allow: `conventions.md`, sources and rights.
MAX_WORDS = 25
MIN_WORDS = 6
#: Sentences of one report that are read; news stands on top.
MAX_SENTENCES = 60

_ATTRIBUTION = re.compile(
    r"\b(?:said|says|told|wrote|writes|claim(?:s|ed)?|argu(?:es|ed)|add(?:s|ed)|according to|announced|tweeted|posted"
    r"|alleg(?:es|ed|ing)|reportedly|report(?:s|ed))\b|表示|称[，：。]|指出|透露|据|认为|坦言|写道|回应|强调|介绍",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"^[\s,;，；–—-]*(?:but|unless|if|except|though|although|despite|however|only|yet|provided|while|whereas|until|"
    r"without|not|nor|rather|instead|or|pending|subject)\b"
    r"|^[\s,;，；：—-]*(?:但|除非|如果|若|前提|不过|然而|而不|只是|仅|却|虽然|尽管|或者|则|否则|而非|并非)",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(
    r"(?:when|while|as|after|before|if|since|because|although|though|once|until|whether|unless|with|despite|following|"
    r"in|on|at|by|for|from|to|under|during|amid|alongside|based|according|given|like|unlike|among|over|between)\b"
    r"|(?:当|在|随着|为了|如果|由于|虽然|尽管|若|根据|按照|对于|关于|作为|除了|从|自|经过|通过|面对|针对)",
    re.IGNORECASE,
)
_DANGLING = re.compile(r"(?:\b(?:that|and|or|the|a|an|of|to|said|says|with|which|who)|表示|称|指出|认为|包括|以及|和|与|的|：)$", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(?:I|we|our|us|my|I'm|we're|we've)\b|我们|本文|笔者|我(?!国)", re.IGNORECASE)
_READER = re.compile(r"\b(?:you|your|you'll|you're)\b|你|您", re.IGNORECASE)
_NOISE = re.compile(r"https?://|www\.|[#@]\w|[{}<>|=\\~^]|[\u2022\u25cf\u25a0\u2605\u2192]|\.{3}|…|[\U0001F000-\U0001FAFF]")


@dataclass(frozen=True)
class Passage:
    """A quotable sentence, or its beginning."""

    article: int
    """Index into the event's articles."""
    order: int
    """Which sentence of that article, from 0."""
    quote: str
    sentence: str
    language: str
    names: frozenset[str]
    speaks_of_itself: bool
    """First person: the vendor's own voice."""
    leans: bool
    """Begins as a sentence that needs the one before."""

    @property
    def text(self) -> str:
        """As a claim prints it: a cut is shown."""
        return self.quote if self.is_whole else f"{self.quote} …"

    @property
    def is_whole(self) -> bool:
        return self.sentence.endswith(self.quote)

    @cached_property
    def terms(self) -> frozenset[str]:
        return frozenset(terms(self.quote))

    @cached_property
    def has_number(self) -> bool:
        return any(True for _ in quantities(self.quote))


def passages(articles: Sequence[Article], names: NameFinder, cues: Cues) -> list[Passage]:
    """The quotable passages of all articles, in order; a sentence told twice comes once."""
    seen: set[str] = set()
    found = []
    for number, article in enumerate(articles):
        for passage in _of_article(number, article, names, cues):
            folded = re.sub(r"\W+", "", passage.quote.casefold())
            if folded not in seen:
                seen.add(folded)
                found.append(passage)
    return found


def _of_article(number: int, article: Article, names: NameFinder, cues: Cues) -> Iterator[Passage]:
    text = article.body if article.summary in article.body else f"{article.summary}\n{article.body}"
    for order, sentence in enumerate(split_sentences(text)[:MAX_SENTENCES]):
        sentence = cues.without_dateline(sentence)
        if not is_quotable(sentence, cues):
            continue
        if quote := shortened(sentence):
            yield Passage(
                article=number,
                order=order,
                quote=quote,
                sentence=sentence,
                language="zh" if is_chinese(quote) else article.language,
                names=frozenset(name.name for name in names.find(quote)),
                speaks_of_itself=bool(_FIRST_PERSON.search(quote)),
                leans=cues.leans(sentence),
            )


def is_quotable(sentence: str, cues: Cues) -> bool:
    """Whether a sentence is whole, states something, and is no aside, question or orphaned quotation."""
    if not is_complete(sentence) or sentence.endswith(("?", "？", "?”", "？”")):
        return False
    if not (sentence[0].isupper() or sentence[0].isdigit() or not sentence[0].isascii()):
        return False
    if _NOISE.search(sentence) or _READER.search(sentence) or cues.asides.first_in(sentence):
        return False
    return not (sentence[0] in "\"“「‘'" and not _ATTRIBUTION.search(sentence))


def shortened(sentence: str) -> str | None:
    """The sentence, or the longest beginning of at most 25 words that says the same; None where a cut would mislead.

    A cut may drop further detail. It may not drop who said it, a condition or a contrast, nor leave a fragment.
    """
    words = count_words(sentence)
    if words <= MAX_WORDS:
        return sentence if words >= MIN_WORDS else None
    for part in within(sentence, MAX_WORDS):
        rest = sentence[len(part) :]
        if count_words(part) < MIN_WORDS or _DANGLING.search(part):
            continue
        if _CONDITION.search(rest) or (_ATTRIBUTION.search(rest) and not _ATTRIBUTION.search(part)):
            continue
        if _SUBORDINATE.match(part) and not re.search(r"[,，]", part):
            continue
        if part.count(",") == 1 and _is_apposition(part, rest):
            continue
        return part
    return None


def _is_apposition(part: str, rest: str) -> bool:
    """A cut inside "Name, the founder of X, did Y" would leave a name without a verb."""
    return rest.lstrip().startswith(",") and count_words(part.split(",")[0]) <= 4
