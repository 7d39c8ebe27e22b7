"""Which report's title becomes the item's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from generator.enrich.extractive.disclosures import corrected
from generator.enrich.extractive.overtaken import overtaken
from generator.model.article import Article
from generator.model.base import same_language
from generator.text.kinds import COMMENT, DOCUMENT, GUIDE, beside_versions, is_live, is_retraction, kind_of
from generator.text.voice import opens_as_ours
from generator.text.words import count_words, terms

#: A title in which a company calls to its readers and does not say who speaks: "Introducing Zephyr", "Investing in
#: safety", "Try Zephyr on your phone". Boeing, Beijing and Thinking Machines do something.
_OWN_VOICE = re.compile(
    r"(?:Meet|Welcome|Say hello to|Security (?:advisory|bulletin)|You(?:['’](?:ll|re))?|New ways to"
    r"|(?:Build|Connect|Create|Discover|Explore|Get|Simulate|Start|Try|Turn)(?!-| \d)"
    r"|Introducing|Announcing|Previewing|Bringing|Expanding|Accelerating"
    r"|(?!Boeing|Beijing|Nanjing|Chongqing|During|(?:No|Some|Any|Every)thing)(?-i:[A-Z][a-z]{2,14}ing(?= [a-z\d]))"
    r"|(?:An? |My |Our )?(?:open |short |joint )?(?:message|letter|note|memo|update|statement|response)"
    r" (?:from|to|on|about|regarding))\b"
    r"|.{0,24}一封信$"
    r"|.{1,60}\b(?:is|are) (?:now )?(?:here|available)(?: today)?\W*$",
    re.IGNORECASE,
)
#: A title that promises to explain or to try what others tell: "Zephyr 5 arrives: what it can and cannot do", "Zephyr 5
#: on one card: first numbers".
_EXPLAINS = re.compile(
    r"[:—–-] ?(?:what(?! we know)|how|why|here['’]s|everything)\b"
    r"|\bfirst (?:numbers|impressions|look|benchmarks|tests?)\b|一文(?:看懂|读懂)|详解|解读|实测|上手",
    re.IGNORECASE,
)
#: A title of fewer words names a thing, not what happened to it, and so does one of fewer words beside versions.
TELLING_WORDS, BESIDE_VERSIONS = 4, 2


def accompanies(title: str) -> bool:
    """Whether a title is that of a guide or a document, which tell of what others say has happened."""
    return kind_of(title) in (GUIDE, DOCUMENT)


def _only_names(title: str) -> bool:
    return count_words(title) < TELLING_WORDS or count_words(beside_versions(title)) < BESIDE_VERSIONS


def _is_own_voice(title: str) -> bool:
    """Whether a title is a company's call to its readers, or says "we" and not who that is."""
    return _OWN_VOICE.match(title) is not None or opens_as_ours(title)


def headline(articles: Sequence[Article], language: str) -> Article:
    """The article whose title to print: in the site's language if there is one, telling what happened, and about what
    all report. Where a report is retracted, its title says so before any other; what a report corrects is no title,
    and what was unsettled none once a later report settles it.

    articles: the primary source first; its own title stands if it tells something.
    """
    native = [article for article in articles if same_language(article.language, language)]
    candidates = native or list(articles)
    candidates = [article for article in candidates if is_retraction(article.title)] or candidates
    back = corrected(articles)
    candidates = [article for article in candidates if not back.concerns(article.title)] or candidates
    telling = [article for article in candidates if not _only_names(article.title)] or candidates
    for is_aside in (accompanies, lambda title: kind_of(title) is COMMENT, is_live, _is_own_voice, _EXPLAINS.search):
        telling = [article for article in telling if not is_aside(article.title)] or telling
    stale = overtaken(telling)
    telling = [article for number, article in enumerate(telling) if number not in stale]
    told_by = Counter(term for article in articles for term in set(terms(f"{article.title} {article.body[:600]}")))
    if telling[0] is articles[0] and len(articles) <= 2:
        return telling[0]
    return max(telling, key=lambda article: (_shared(article, told_by), -telling.index(article)))


def _shared(article: Article, told_by: Counter[str]) -> float:
    """In how many reports a word of the title occurs, on average; what it tells is news counts as such."""
    words, kind = set(terms(article.title)), kind_of(article.title)
    weight = kind.weight if kind and kind.is_news else 1.0
    return weight * sum(told_by[word] for word in words) / len(words) if words else 0.0
