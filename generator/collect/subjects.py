"""What reports introduce as AI: another report that has it in its title is about AI too, whatever words it uses. Pure.

"Chattera denies EU claims" names no AI; that Chattera makes chatbots stands in the report of the day before.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.collect.selection import Selection
from generator.text.keywords import Keywords


def with_subjects(selections: Sequence[Selection]) -> list[Selection]:
    """The selections of a run, with those of their doubtful reports whose title names what any report introduces."""
    subjects = Keywords(sorted({name for selection in selections for name in selection.introduced}))
    return [
        it.taking([name for name, article in it.doubtful.items() if subjects.first_in(article.title)])
        for it in selections
    ]
