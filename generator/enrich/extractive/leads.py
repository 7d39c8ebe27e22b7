"""Whether a passage tells what happened, and not what is known besides: its signs, and what each weighs. Pure."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set

from generator.enrich.extractive.cues import Cues
from generator.enrich.extractive.dating import tells_of_earlier
from generator.enrich.extractive.passages import Passage
from generator.enrich.extractive.ranking import topic_of
from generator.model.article import Article
from generator.model.base import same_language

#: Log-odds that a passage tells what happened, see `Leads.signs`: logistic regression within 491 events of four
#: recorded weeks, whose first sentences one reader labelled, and on 430 leads of eight more, judged in pairs without
#: knowing which rule had chosen them; rounded. The last: on 178 more, beside the others; "beside the topic" so that one
#: word, if it may be a company's, does not do by itself, which was judged in pairs on reports of other matters, too.
WEIGHTS = {
    "share": 2.9,
    "relevance": 4.9,
    "news": 1.0,
    "contributes": 1.1,
    "introduces": 2.6,
    "background": -1.4,
    "beside the topic": -1.5,
    "names nothing": -1.2,
}
INTERCEPT = -4.4
#: For each doubling of the sentences above it; of two sentences the deeper is no worse, but where the best is deep,
#: the text does not say what happened.
DEPTH = -0.28
#: A title with no topic that a passage could be beside: "loom v2.4.0".
_ONLY_VERSION = re.compile(r"[\w./-]{1,40}(?: [\w./-]{1,40}){0,2}[ -]v?\d+\.\d[\w.-]{0,20}")
#: So many words of the titles tell that a passage is on their topic; one may be a company's name.
TOPIC_WORDS = 2
#: What is less likely to tell it is no lead.
LEAST = 0.35


class Leads:
    """What the passages of one event have of the signs."""

    def __init__(
        self, articles: Sequence[Article], papers: Set[int], scores: Mapping[Passage, float], cues: Cues
    ) -> None:  # fmt: skip
        """papers: numbers of the articles that are one; scores: how relevant each passage of the articles is."""
        self._articles, self._papers, self._scores, self._cues = articles, papers, scores, cues
        self._best = max(scores.values(), default=0.0)
        used = Counter(term for passage in scores for term in passage.terms)
        titles = Counter(term for n in {it.article for it in scores} for term in topic_of(articles[n].title))
        #: What each word of the titles of their reports counts: in how many it is, and how rare below them.
        self._title = {term: count * math.log((len(scores) + 1) / (used[term] + 0.5)) for term, count in titles.items()}
        self._whole = math.fsum(self._title.values())
        self._has_topic = not all(_ONLY_VERSION.fullmatch(article.title) for article in articles)

    def odds(self, passage: Passage) -> float:
        """Log-odds that it tells what happened, wherever it stands."""
        return INTERCEPT + sum(WEIGHTS[name] * sign for name, sign in self.signs(passage).items())

    def is_lead(self, passage: Passage, above: int) -> bool:
        """Whether it is likely enough to tell it; above: sentences of its report that stand before it."""
        return self.odds(passage) + DEPTH * math.log2(1 + above) >= math.log(LEAST / (1 - LEAST))

    def signs(self, passage: Passage) -> dict[str, float]:
        """From 0 to 1 each, but for the words that it lacks to be on the topic: how much of the titles it tells; how
        relevant it is beside the best; what its words say.

        Every sentence of an abstract is relevant and on its topic, and the news are what was found.
        """
        published, is_paper = self._articles[passage.article].moment.date(), passage.article in self._papers
        told = math.fsum(self._title.get(term, 0.0) for term in passage.terms)
        relevance = self._scores[passage] / self._best if self._best else 0.0
        is_news = self._cues.results.first_in(passage.quote) is not None if is_paper else passage.tells_news
        is_earlier = tells_of_earlier(passage, published)
        return {
            "share": told / self._whole if told and not is_paper else 0.0,
            "relevance": 1.0 if is_paper else relevance,
            "news": float(is_news and not is_earlier),
            "contributes": float(passage.contributes),
            "introduces": float(
                (is_paper and self._cues.introduction.first_in(passage.quote) is not None)
                or (passage.speaks_of_itself and self._cues.launch.first_in(passage.quote) is not None)
            ),
            "background": float(is_earlier or passage.opens_with_speech or self._cues.sets_scene(passage.quote)),
            "beside the topic": 0.0 if is_paper else self._untold(passage),
            "names nothing": float(not (passage.is_specific or is_paper)),
        }

    def _untold(self, passage: Passage) -> float:
        """How many words of the titles a passage lacks to be on their topic. One is enough of news and amounts, of an
        event that several report, and in other languages: German joins words, and a Chinese one has several pairs."""
        if not self._has_topic:
            return 0.0
        is_telling = passage.tells_news or bool(passage.figures)
        is_one = is_telling or len(self._articles) > 1 or not same_language(passage.language, "en")
        enough = 1 if is_one else min(TOPIC_WORDS, len(self._title))
        return float(max(0, enough - len(self._title.keys() & passage.terms)))
