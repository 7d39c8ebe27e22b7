"""Whether a passage tells what happened, and not what is known besides: its signs, and what each weighs. Pure."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from generator.enrich.extractive.cues import Cues
from generator.enrich.extractive.passages import Passage, is_of_paper
from generator.enrich.extractive.ranking import topic_of
from generator.model.article import Article

#: Log-odds that a passage tells what happened, see `Leads.signs`: logistic regression on the first sentences of 491
#: events of four recorded weeks, labelled by one reader, and on 97 pairs of leads of four more, judged without knowing
#: which rule had chosen them; rounded. `python -m tests.bench.fit_leads` makes the table anew.
WEIGHTS = {
    "share": 1.9,
    "relevance": 4.6,
    "news": 0.9,
    "contributes": 1.6,
    "specific": 0.6,
    "background": -1.1,
    "beside the topic": -0.6,
}
INTERCEPT = -4.3
#: For each doubling of the sentences above it; of two sentences the deeper is no worse, but where the best is deep,
#: the text does not say what happened.
DEPTH = -0.45
#: What is less likely to tell it is no lead.
LEAST = 0.4


class Leads:
    """What the passages of one event have of the signs."""

    def __init__(self, articles: Sequence[Article], scores: Mapping[Passage, float], cues: Cues) -> None:
        """scores: how relevant each passage of these is."""
        self._articles, self._scores, self._cues = articles, scores, cues
        self._best = max(scores.values(), default=0.0)
        used = Counter(term for passage in scores for term in passage.terms)
        titles = Counter(term for n in {it.article for it in scores} for term in topic_of(articles[n].title))
        #: What each word of the titles of their reports counts: in how many it is, and how rare below them.
        self._title = {term: count * math.log((len(scores) + 1) / (used[term] + 0.5)) for term, count in titles.items()}
        self._whole = sum(self._title.values())

    def odds(self, passage: Passage) -> float:
        """Log-odds that it tells what happened, wherever it stands."""
        return INTERCEPT + sum(WEIGHTS[name] * sign for name, sign in self.signs(passage).items())

    def is_lead(self, passage: Passage, above: int) -> bool:
        """Whether it is likely enough to tell it; above: sentences of its report that stand before it."""
        return self.odds(passage) + DEPTH * math.log2(1 + above) >= math.log(LEAST / (1 - LEAST))

    def signs(self, passage: Passage) -> dict[str, float]:
        """From 0 to 1 each: how much of the titles it tells; how relevant it is beside the best; what its words say.

        The sentences of an abstract are all relevant, and in half of them something "has been" done.
        """
        is_paper = is_of_paper(self._articles[passage.article])
        told = sum(self._title.get(term, 0.0) for term in passage.terms)
        return {
            "share": told / self._whole if told else 0.0,
            "relevance": 1.0 if is_paper else self._scores[passage] / self._best if self._best else 0.0,
            "news": float(passage.tells_news and not is_paper),
            "contributes": float(passage.contributes),
            "specific": float(passage.is_specific),
            "background": float(self._cues.sets_scene(passage.quote)),
            "beside the topic": float(not (told or is_paper)),
        }
