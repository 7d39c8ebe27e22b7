"""The search index answers: its files read as the browser's script reads them."""

from __future__ import annotations

import json
import math
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from generator.site.search import _CJK, BUCKETS, NAMES, STOPWORDS, bucket_of, tokens
from tests.site.sample import ATTACKS, DEAL, HOSTILE, OPEN_MODEL, PHONE, SLOW


class Index:
    """theme/assets/search.js in Python, and what it fetched."""

    def __init__(self, built: Path) -> None:
        self.folder = built / "search" / "index"
        self.fetched: list[str] = []
        self.settings = self.load("segments.json")

    def load(self, name: str) -> Any:
        self.fetched.append(name)
        path = self.folder / name
        return json.loads(path.read_bytes()) if path.is_file() else None

    def search(self, query: str, *filters: str) -> list[str]:
        words = [word for word in query_words(query) if word not in STOPWORDS]
        found: list[tuple[float, float, int]] = []
        for year, _ in self.settings["segments"]:
            if year == NAMES and filters:
                continue
            lists = [self.matches(year, word, word == words[-1]) for word in words]
            lists += [collect(self.load(f"{year}/f{name}.json") or [], 0) for name in filters]
            numbers = set.intersection(*map(set, lists)) if lists else set()
            order = math.inf if year == NAMES else year
            found += [(sum(points[n] for points in lists), order, n) for n in numbers]
        hits = sorted(found, key=lambda hit: (-hit[0], -hit[1], -hit[2]))
        return [self.record(NAMES if order == math.inf else order, number)[2] for _, order, number in hits]

    def items(self, query: str, *filters: str) -> list[str]:
        """What is found, without pages of names and stories."""
        return [address for address in self.search(query, *filters) if address.startswith("20")]

    def matches(self, year: int | str, word: str, is_last: bool) -> dict[int, float]:
        entries = self.load(f"{year}/w{bucket_of(word)}.json") or {}
        points: dict[int, float] = {}
        if is_last and len(word) > 1 and word.isascii():
            for key in entries:
                if key.startswith(word):
                    points |= {n: max(points.get(n, 0), p) for n, p in collect(entries[key], 0.6).items()}
        return points | {n: max(points.get(n, 0), p) for n, p in collect(entries.get(word, []), 1).items()}

    def record(self, year: float | str, number: int) -> list[Any]:
        chunk: int = self.settings["chunk"]
        record: list[Any] = self.load(f"{year}/r{number // chunk}.json")[number % chunk]
        return record


def query_words(query: str) -> list[str]:
    """Of Chinese the pairs alone; everything else as the index has it."""
    found = list(dict.fromkeys(tokens(query)))
    is_pair = {a + b for a, b in pairwise(query)}
    return [w for w in found if w.isascii() or len(w) > 1 or not any(w in pair for pair in is_pair if pair in found)]


def collect(steps: list[int], weight: float) -> dict[int, float]:
    points: dict[int, float] = {}
    at = 0
    for step in steps:
        at += step
        points[at >> 1] = (3 if at & 1 else 1) * weight
    return points


@pytest.fixture
def index(built: Path) -> Index:
    return Index(built)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("halyard", DEAL),
        ("ZEPHYR slows", SLOW),
        ("zeph", DEAL),  # unfinished
        ("61.4 harness", OPEN_MODEL),
        ("澄海", PHONE),
        ("离线运行", PHONE),
        ("手", PHONE),
        ("独立复测", OPEN_MODEL),  # a claim
        ("潮声科技 租用", DEAL),  # an outlet and an original title
        ("300 mw", DEAL),
        ("北风 caps", DEAL),  # another spelling of a name, beside a word of the hook
        ("R&D", HOSTILE),
        ("the cobalt-30b", OPEN_MODEL),
    ],
)
def test_a_query_finds(index: Index, query: str, first: str) -> None:
    assert index.items(query)[0] == f"{first}/"


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("northwind", "companies/northwind/"),
        ("北风", "companies/northwind/"),  # as another language writes it
        ("ada qui", "people/ada-quill/"),
        ("tern 2", "products/tern-2/"),
    ],
)
def test_names_are_found_before_items(index: Index, query: str, first: str) -> None:
    assert index.search(query)[0] == first


def test_a_story_is_found_after_the_item_whose_title_it_bears(index: Index) -> None:
    assert index.search("lifts limits") == [f"{DEAL}/", "storylines/zephyr-slows-at-peak-hours/"]


def test_a_result_says_what_kind_of_page_it_is(index: Index) -> None:
    records = [index.record(NAMES, number) for number in range(dict(index.settings["segments"])[NAMES])]
    (person,) = [record for record in records if record[2] == "people/ada-quill/"]
    assert person == ["Ada Quill", "en", "people/ada-quill/", "People", "1 event", []]


def test_a_word_that_no_name_has_asks_for_no_missing_file(index: Index) -> None:
    assert all((index.folder / NAMES / f"w{bucket}.json").is_file() for bucket in range(BUCKETS))


def test_title_before_text_then_newer_first(index: Index) -> None:
    assert index.items("zephyr") == [f"{DEAL}/", f"{SLOW}/"]


def test_everything_must_match(index: Index) -> None:
    assert index.search("zephyr nonsense") == []
    assert index.search("海澄") == []


def test_filters(index: Index) -> None:
    assert index.search("zephyr", "topic-open-models") == []
    assert index.search("澄海", "lang-zh") == [f"{PHONE}/"]
    assert index.search("澄海", "lang-en") == []


def test_only_the_files_of_the_words_are_fetched(index: Index) -> None:
    index.search("halyard")
    bucket = f"w{bucket_of('halyard')}.json"
    assert set(index.fetched) == {
        "segments.json", f"2026/{bucket}", "2026/r0.json", f"names/{bucket}", "names/r0.json",
    }  # fmt: skip


def test_values_come_back_as_they_are(index: Index) -> None:
    address = index.items("onerror")[0]
    assert address == f"{HOSTILE}/"
    title = next(record[0] for record in index.load("2026/r0.json") if record[2] == address)
    assert title == " ".join(ATTACKS)


def test_words() -> None:
    assert list(tokens("The Café GPT-5.5")) == ["cafe", "gpt", "5", "5"]
    assert list(tokens("用AI芯片")) == ["用", "ai", "芯", "片", "芯片"]
    assert list(tokens("ＡＩ ①")) == ["ai", "1"]


def test_the_script_splits_words_as_the_index_does() -> None:
    script = (Path(__file__).parents[2] / "theme" / "assets" / "search.js").read_text("utf-8")
    escaped = "".join(c if c == "-" else f"\\\\u{ord(c):04x}" for c in _CJK)
    assert f'const CJK = "{escaped}"' in script
