"""The search index answers: its files read as the browser's script reads them."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from generator.archive.stored import StoredItem
from generator.model.item import Claim, Evidence, Telling, Tldr
from generator.site.build import build_site
from generator.site.library import Library
from generator.site.page import Site
from generator.site.search import (
    CHUNK,
    NAMES,
    PAGE,
    PART,
    _beginnings,
    _pages,
    search_files,
)
from generator.text.words import CJK_AND_KANA
from tests.make import item as make_item
from tests.make import report
from tests.searcher import Searcher, pages_of
from tests.site.sample import ATTACKS, BARE, DEAL, HOSTILE, OPEN_MODEL, PHONE, SLOW, W25, make_archive, make_project
from tests.site.viewing import files_in, library_of


@pytest.fixture
def index(built: Path) -> Searcher:
    return Searcher(built)


def items(index: Searcher, query: str, *filters: str) -> list[str]:
    """What is found, without pages of names and stories."""
    return [address for address in index.search(query, *filters) if address.startswith("20")]


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
def test_a_query_finds(index: Searcher, query: str, first: str) -> None:
    assert items(index, query)[0] == f"{first}/"


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("northwind", "companies/northwind/"),
        ("北风", "companies/northwind/"),  # as another language writes it
        ("ada qui", "people/ada-quill/"),
        ("tern 2", "products/tern-2/"),
        ("Tern2", "products/tern-2/"),
    ],
)
def test_names_are_found_before_items(index: Searcher, query: str, first: str) -> None:
    assert index.search(query)[0] == first


def test_a_story_is_found_after_the_item_whose_title_it_bears(index: Searcher) -> None:
    assert index.search("lifts limits") == [f"{DEAL}/", "storylines/zephyr-slows-at-peak-hours/"]


def test_a_result_says_what_kind_of_page_it_is(index: Searcher) -> None:
    count = next(count for name, count, _ in index.settings["segments"] if name == NAMES)
    records = [index.record(NAMES, number) for number in range(count)]
    (person,) = [record for record in records if record[2] == "people/ada-quill/"]
    assert person == ["Ada Quill", "en", "people/ada-quill/", 1, "people"]


@pytest.mark.parametrize(
    ("tldr", "dek"),
    [(Tldr(what_changed=Claim(text="集群七月启用", cites=("e1",))), "“集群七月启用”"), (None, "")],
)
def test_a_result_has_its_title_in_every_language_that_tells_it(
    site: Site, library: Library, tldr: Tldr | None, dek: str
) -> None:
    quotes = {"e1": Evidence(article=0, quote="集群七月启用")}
    plain = make_item(title="Compute is rented", evidence=quotes, articles=(report(language="zh"),))
    telling = Telling(title="北风租用算力", tldr=tldr, of=plain.told_hash)
    own = library_of({"2026/W25/a": plain.model_copy(update={"tellings": {"zh": telling}})}, library)
    files = files_in(search_files(own), site, own)
    (record,) = json.loads(files["search/index/2026-0/r0.json"])
    assert (record[0], record[6]) == ("Compute is rented", {"zh": ["北风租用算力", dek]})


def test_title_before_text_then_newer_first(index: Searcher) -> None:
    assert items(index, "zephyr") == [f"{DEAL}/", f"{SLOW}/"]


def test_everything_must_match(index: Searcher) -> None:
    assert index.search("zephyr nonsense") == []
    assert index.search("海澄") == []


@pytest.mark.parametrize(
    ("query", "filters", "found"),
    [
        ("zephyr", [":topic:open-models"], []),
        ("澄海", [":lang:zh"], [PHONE]),
        ("澄海", [":lang:en"], []),
        ("zephyr", [":week:2026-W24"], [SLOW]),
        ("limits", [":company:northwind", ":source:chaosheng"], [DEAL]),
        ("", [":company:northwind", ":week:2026-W25"], [DEAL]),
        ("", [":lang:zh"], [PHONE]),
        ("", [":topic:nonsense"], []),
    ],
)
def test_filters(index: Searcher, query: str, filters: list[str], found: list[str]) -> None:
    assert index.search(query, *filters) == [f"{address}/" for address in found]


def test_filters_alone_show_the_newest_first(index: Searcher) -> None:
    found = index.search("", ":source:the-ledger")
    assert [address for address in found if address != f"{BARE}/"] == [
        f"{HOSTILE}/",
        f"{OPEN_MODEL}/",
        f"{DEAL}/",
        f"{SLOW}/",
    ]


def test_a_filter_is_found_by_no_word(index: Searcher) -> None:
    assert index.search(":week:2026-W25") == index.search("week 2026 W25")
    assert index.search("northwind-ne") == index.search("northwind ne")


def test_what_the_filters_offer(index: Searcher) -> None:
    choices = index.load("choices.json")
    assert choices["week"] == ["2026-W25", "2026-W24"]
    assert ["chaosheng", "潮声科技"] in choices["source"]
    assert ["northwind", "Northwind"] in choices["company"]


def test_only_the_files_of_the_words_are_fetched(index: Searcher) -> None:
    index.search("halyard")
    words = {
        f"{name}/w{pages_of(beginnings, 'halyard', True)[0]}.json" for name, _, beginnings in index.settings["segments"]
    }
    assert set(index.fetched) == {"segments.json", "2026-0/r0.json", "names/r0.json", *words}


def test_a_week_is_looked_for_in_its_year_alone(index: Searcher) -> None:
    index.search("zephyr", ":week:2019-W01")
    assert index.fetched == ["segments.json"]


def test_pages_are_cut_where_they_are_full_and_every_word_is_in_the_page_that_is_asked() -> None:
    postings = {
        word: [2 * n for n in range(PAGE * 9 // 40)]
        for word in ("compete", "compute", "computer", "机器", ":lang:zh", "a")
    }
    postings["common"] = [2 * n for n in range(PAGE + 1)]
    pages = list(_pages(postings))
    beginnings = _beginnings(pages)
    assert [list(page) for page in pages] == [[":lang:zh", "a"], ["common"], ["compete", "compute", "computer", "机器"]]
    assert beginnings == ["", "c", "comp"]
    assert all(word in pages[pages_of(beginnings, word, False)[0]] for word in postings)
    assert pages_of(beginnings, "com", True) == [1, 2]
    assert all(a < b for a, b in pairwise(beginnings))


def test_a_year_that_is_over_is_one_segment_that_later_ones_leave_alone(site: Site, library: Library) -> None:
    def files(*weeks: str) -> dict[str, bytes]:
        items = {
            f"{week.replace('-', '/')}/{n}": stored.item.model_copy(update={"edition": week})
            for week in weeks
            for n, stored in enumerate(library.archive.items.values())
        }
        longer = library_of(items, library)
        return files_in(search_files(longer), site, longer)

    two, three = files("2025-W02", "2026-W02"), files("2025-W02", "2026-W02", "2027-W02")
    over = {path: data for path, data in two.items() if "/2025/" in path}
    assert "search/index/2025/r0.json" in over
    assert {path: three[path] for path in over} == over
    folders = {path.split("/")[2] for path in three}
    assert folders == {"names", "2025", "2026", "2027-0", "choices.json", "spellings.json"}


def test_later_items_of_a_year_leave_full_segments_alone(site: Site, library: Library) -> None:
    bare = library.archive.items[BARE]

    def files(count: int) -> dict[str, bytes]:
        longer = library_of({f"2026/W24/{number:05}": bare.item for number in range(count)}, library)
        return files_in(search_files(longer), site, longer)

    before, after = files(PART), files(PART + 1)
    full = [path for path in before if "/2026-0/" in path]
    assert len(full) > PART // CHUNK
    assert {path: after[path] for path in full} == {path: before[path] for path in full}
    assert [path for path in after if "/2026-1/r" in path] == ["search/index/2026-1/r0.json"]


@pytest.mark.long
@pytest.mark.parametrize("query", ["northwind", "Northwind", "北风"])
def test_a_name_in_full_stands_before_what_begins_like_it(tmp_path: Path, query: str) -> None:
    mkdocs_yml = make_project(tmp_path)
    archive = make_archive(tmp_path / "content")
    told = {"articles": (report(url="https://ledger.example/operator"),), "date": W25.end, "updated": W25.end}
    one = make_item(title="北风 Northwind Operator", entities={"products": ("Northwind Operator", "北风 2")}, **told)
    archive.write_item(StoredItem("2026/W25/operator", one))
    build_site(mkdocs_yml)
    assert Searcher(tmp_path / "site").search(query)[0] == "companies/northwind/"


def test_values_come_back_as_they_are(index: Searcher) -> None:
    address = items(index, "onerror")[0]
    assert address == f"{HOSTILE}/"
    title = next(record[0] for record in index.load("2026-0/r0.json") if record[2] == address)
    assert title == " ".join(ATTACKS)


def test_what_a_misspelt_word_is_held_against(index: Searcher) -> None:
    words = index.load("spellings.json")
    assert words["northwind"] == 2
    assert "北风" not in words and "r" not in words


def test_the_script_splits_words_as_the_index_does() -> None:
    script = (Path(__file__).parents[2] / "theme" / "assets" / "search.js").read_text("utf-8")
    escaped = "".join(c if c == "-" else f"\\\\u{ord(c):04x}" for c in CJK_AND_KANA)
    assert f'const CJK = "{escaped}"' in script
