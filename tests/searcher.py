"""theme/assets/search.js in Python: what a query finds in an index on disk, and which files it asks for."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from generator.site.search import NAMES
from generator.text.searching import STOPWORDS, is_cjk, spelt, tokens

SHOWN = 10
MOST_PAGES = 4
WHOLE = 100


class Searcher:
    """Reads the index below a built site. fetched: the files asked for, in order."""

    def __init__(self, built: Path) -> None:
        self.folder = built / "search" / "index"
        self.fetched: list[str] = []
        self.settings = self.load("segments.json")

    def load(self, name: str) -> Any:
        self.fetched.append(name)
        return json.loads((self.folder / name).read_bytes())

    def search(self, query: str, *filters: str) -> list[str]:
        """Addresses, best first; filters: as the index writes them, ":topic:models"."""
        return [self.record(segment, number)[2] for segment, number in self.hits(query, *filters)]

    def first_results(self, query: str, *filters: str) -> list[list[Any]]:
        """The records that a reader is shown at first."""
        return [self.record(segment, number) for segment, number in self.hits(query, *filters)[:SHOWN]]

    def hits(self, query: str, *filters: str) -> list[tuple[str, int]]:
        words = query_words(query)
        words = [word for word in words if word not in STOPWORDS] or words
        found: list[tuple[float, int, int, str]] = []
        for place, (segment, _, beginnings) in enumerate(self.settings["segments"]):
            if not _is_asked(segment, filters):
                continue
            lists = [self._matches(segment, beginnings, word, _has_more(word, word == words[-1]), 1) for word in words]
            lists += [self._matches(segment, beginnings, word, False, 0) for word in filters]
            numbers = set.intersection(*map(set, lists)) if lists else set()
            whole = self._matches(segment, beginnings, f"={spelt(query)}", False, WHOLE) if segment == NAMES else {}
            found += [
                (sum(points[number] for points in lists) + whole.get(number, 0), -place, number, segment)
                for number in numbers
            ]
        found.sort(reverse=True)
        return [(segment, number) for *_, number, segment in found]

    def record(self, segment: str, number: int) -> list[Any]:
        chunk: int = self.settings["chunk"]
        record: list[Any] = self.load(f"{segment}/r{number // chunk}.json")[number % chunk]
        return record

    def _matches(
        self, segment: str, beginnings: list[str], word: str, has_more: bool, weight: float
    ) -> dict[int, float]:
        points: dict[int, float] = defaultdict(float)
        for page in pages_of(beginnings, word, has_more):
            for key, steps in self.load(f"{segment}/w{page}.json").items():
                if key == word:
                    _collect(points, steps, weight)
                elif has_more and key.startswith(word):
                    _collect(points, steps, weight if is_cjk(word) else weight * 0.6)
        return points


def pages_of(beginnings: list[str], word: str, has_more: bool) -> list[int]:
    """The pages a word is in, and if asked for those of what begins with it."""
    first = max((number for number, text in enumerate(beginnings) if _key(text) <= _key(word)), default=-1)
    pages = [first] if first >= 0 else []
    while has_more and len(pages) < MOST_PAGES and first + 1 < len(beginnings):
        first += 1
        if not beginnings[first].startswith(word):
            break
        pages.append(first)
    return pages


def query_words(query: str) -> list[str]:
    """Of Chinese the pairs, or a character that stands alone; everything else as the index has it."""
    found: list[str] = []
    for word in tokens(query):
        if is_cjk(word) and len(word) == 1 and found and is_cjk(found[-1]) and found[-1][-1] == word:
            continue
        found.append(word)
    return list(dict.fromkeys(found))


def _key(text: str) -> bytes:
    return text.encode("utf-16-be")


def _is_asked(segment: str, filters: tuple[str, ...]) -> bool:
    weeks = [word for word in filters if word.startswith(":week:")]
    return not filters or (
        segment != NAMES and all(week.startswith(f":week:{segment.partition('-')[0]}") for week in weeks)
    )


def _has_more(word: str, is_last: bool) -> bool:
    return len(word) == 1 if is_cjk(word) else is_last and len(word) > 1


def _collect(points: dict[int, float], steps: list[int], weight: float) -> None:
    at = 0
    for step in steps:
        at += step
        points[at >> 1] = max(points[at >> 1], (3 if at & 1 else 1) * weight)
