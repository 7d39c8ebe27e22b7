"""How a reader can tell whether what was announced for a day has happened: a sentence of rule, not of judgement."""

from __future__ import annotations

from generator.model.base import same_language
from generator.text.calendar import MONTHS


def how_to_tell(due: str, language: str) -> str:
    """The test of an announcement, in the site's language where that is Chinese, else in English.

    due: a day, month or year, as front matter writes it.
    """
    year, month, day = ([*map(int, due.split("-")), 0, 0])[:3]
    if same_language(language, "zh"):
        until = f"{year}年" + (f"{month}月" if month else "") + (f"{day}日" if day else "底")
        return f"{until}之前，有来源报道此事已经发生。"
    until = " ".join(
        [*([str(day)] if day else ["the end of"]), *([MONTHS[month - 1].title()] if month else []), str(year)]
    )
    return f"A source reports by {until} that it has happened."
