"""What reports introduce as AI: another report that has it in its title is about AI too, whatever words it uses. Pure.

"Chattera denies EU claims" names no AI; that Chattera makes chatbots stands in the report of the day before.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.collect.selection import Selection
from generator.model.article import Article
from generator.text.keywords import Keywords


def with_subjects(selections: Sequence[Selection]) -> list[Selection]:
    """The selections of a run, with those of their doubtful reports whose title names what any report introduces.

    By its first word, where the text says the whole: "Brightquill" is Brightquill Labs there.
    """
    names = {name for selection in selections for name in selection.introduced}
    whole = Keywords(sorted(names))
    shorter = {name: Keywords([name.split()[0]]) for name in sorted(names) if " " in name}

    def is_named(article: Article) -> bool:
        return whole.first_in(article.title) is not None or any(
            first.first_in(article.title) and name in article.whole_text for name, first in shorter.items()
        )

    return [it.taking([name for name, article in it.doubtful.items() if is_named(article)]) for it in selections]
