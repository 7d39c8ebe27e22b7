"""What reports introduce as AI: another report that has it in its title is about AI too, whatever words it uses. Pure.

"Chattera denies EU claims" names no AI; that Chattera makes chatbots stands in the report of the day before.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.collect.relevance import RelevanceScorer
from generator.collect.selection import Selection
from generator.model.article import Article
from generator.text.keywords import Keywords

_READ = 3000
"""Characters of a text in which it introduces whom it tells of."""


def with_subjects(selections: Sequence[Selection], relevance: RelevanceScorer) -> list[Selection]:
    """The selections of a run, with those of their doubtful reports whose title names what any report introduces."""
    everything = [article for it in selections for article in (*it.articles.values(), *_doubtful(it).values())]
    subjects = Keywords(sorted({name for article in everything for name in relevance.introduced(_beginning(article))}))
    return [
        it.taking([name for name, article in _doubtful(it).items() if subjects.first_in(article.title)])
        for it in selections
    ]


def _doubtful(selection: Selection) -> dict[str, Article]:
    return {name: article for name, (article, _) in selection.doubtful.items()}


def _beginning(article: Article) -> str:
    return f"{article.title}\n{article.summary}\n{article.text}"[:_READ]
