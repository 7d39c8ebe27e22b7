"""What words of Chinese news are in English, to compare reports in both languages. The list is translations.yml."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from generator.model import yamltext
from generator.text.words import CJK_RUN


@lru_cache(maxsize=1)
def _by_beginning() -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """Chinese words by their first two characters, the longest first, with their English words."""
    listed = yamltext.packaged(dict[str, tuple[str, ...]], __package__, "translations.yml")
    english: dict[str, list[str]] = defaultdict(list)
    for word, chinese in listed.items():
        for spelling in chinese:
            english[spelling].extend(word.split())
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for spelling in sorted(english, key=lambda spelling: (-len(spelling), spelling)):
        found[spelling[:2]].append((spelling, tuple(english[spelling])))
    return dict(found)


def in_english(text: str) -> Iterator[str]:
    """The English words for each listed Chinese word of a text, in order; every one where there are several."""
    known = _by_beginning()
    for run in CJK_RUN.findall(text):
        free_from = 0
        for at in range(len(run) - 1):
            for word, english in known.get(run[at : at + 2], ()) if at >= free_from else ():
                if run.startswith(word, at):
                    free_from = at + len(word)
                    yield from english
                    break
