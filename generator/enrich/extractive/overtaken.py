"""Reports of what somebody heard or what is only talked about, and that a later one settles. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from generator.model.article import Article
from generator.text.sentences import split_sentences

#: What somebody heard, or what is only talked about.
_UNSETTLED = re.compile(
    r"\b(?:in (?:[a-z-]+ )?(?:talks|discussions)|(?:sources?|people|insiders|investors)(?: familiar)? sa(?:y|id)"
    r"|people familiar|said to|reportedly|rumou?r\w*|consider(?:s|ing)|weigh(?:s|ing)|mull(?:s|ing)|explor(?:es|ing)"
    r"|nears|nearing|near(?= (?:[$€£]|(?:an? )?(?:\w+ )?(?:deal|agreement)\b))"
    r"|close to (?:an? )?(?:\w+ing|deal|agreement)|reports? says?|early stage"
    r"|according to (?:[\w-]+ ){0,2}(?:people|sources|persons)|Insidern?|Kreise|erwägt|offenbar)\b"
    r"|^传|据传|传闻|知情人士|消息人士|据悉|考虑|洽谈|或将",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(r"\b(?:may|might|could)\b")
#: What follows if what is open comes to pass: "A purchase would put pressure on rivals".
_SUPPOSED = re.compile(r"\bwould\b|\bif the\b|可能", re.IGNORECASE)


def overtaken(articles: Sequence[Article]) -> frozenset[int]:
    """The numbers of reports whose title leaves open whether it is so, where a later one says so in neither title nor
    first sentence."""
    unsettled = [number for number, article in enumerate(articles) if _is_open(article.title)]
    settled = [it.moment for it in articles if not any(map(_is_unsettled, _head(it)))] if unsettled else []
    return frozenset(number for number in unsettled if settled and articles[number].moment < max(settled))


def leaves_open(sentence: str) -> bool:
    """Whether a sentence says what was heard, what is talked about, what may be or what would follow."""
    return _is_open(sentence) or _SUPPOSED.search(sentence) is not None


def _head(article: Article) -> Iterable[str]:
    return [article.title, *split_sentences(article.body)[:1]]


def _is_open(text: str) -> bool:
    return _is_unsettled(text) or _POSSIBLE.search(text) is not None


def _is_unsettled(text: str) -> bool:
    return _UNSETTLED.search(text) is not None
