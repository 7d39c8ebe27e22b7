"""The language an entry is written in. Pure."""

from __future__ import annotations

import re

from generator.collect.feeds import Entry
from generator.model.base import primary_tag, same_language
from generator.model.source import Source
from generator.text.stance import language_of
from generator.text.words import is_chinese

_TOLD = frozenset(["en", "de", "zh"])
"""Languages that a text is known by: of another one it may have words that are theirs too."""
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_OF_KANA = 0.25
"""The share of its own letters that a text in Japanese has at least; in Chinese they stand in names."""
_TIMES = 3
"""So many times as many words of another language as of its source's own an entry must have."""


def language_of_entry(source: Source, entry: Entry) -> str:
    """The language an entry is written in: its source's, where the text does not tell another of those we can tell."""
    if primary_tag(source.language) not in _TOLD:
        return source.language
    text = f"{entry.title}\n{entry.lead}"
    told = "zh" if is_chinese(entry.title) else language_of(text, source.language, times=_TIMES)
    if told == "zh" and len(_KANA.findall(text)) >= _OF_KANA * len(text):
        told = "ja"
    return source.language if same_language(told, source.language) else told
