from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from generator.collect.cache import KEPT, Memory, digest_of, identities, load, remember, save
from generator.collect.feeds import Entry, ParsedFeed
from generator.collect.retraction import takes_back
from tests.collect.fakes import MONDAY

URL = "https://northwind.example/feed.xml"


def entry(number: int, **changes: object) -> Entry:
    values = {"url": f"https://northwind.example/{number}", "title": f"Story {number}", "published": MONDAY}
    return Entry(**{**values, **changes})  # type: ignore[arg-type]


def after(*runs: tuple[Entry, ...], step: timedelta = timedelta(hours=1), url: str = URL) -> Memory:
    """The memory after runs an hour apart, each of which found these entries in the feed."""
    known: Memory | None = None
    for number, entries in enumerate(runs):
        known = remember(known, ParsedFeed(entries), url, f"digest {number}", MONDAY + number * step)
    assert known
    return known


def test_an_entry_keeps_its_first_sight() -> None:
    memory = after((entry(1),), (entry(1), entry(2)))
    assert [known.first_seen for known in memory.entries.values()] == [MONDAY, MONDAY + timedelta(hours=1)]


def test_an_undated_entry_is_old_at_first_and_dated_by_its_sight_later() -> None:
    memory = after((entry(1, published=None),), (entry(1, published=None), entry(2, published=None)))
    one, two = memory.entries.values()
    assert (one.is_old, two.is_old) == (True, False)
    assert two.moment == MONDAY + timedelta(hours=1)


def test_what_a_wrong_clock_dated_years_ahead_is_seen_now() -> None:
    memory = remember(None, ParsedFeed(()), URL, "", MONDAY)
    memory = remember(memory, ParsedFeed((entry(1, published=None),)), URL, "", MONDAY.replace(year=2126))
    memory = remember(memory, ParsedFeed((entry(2, published=None),)), URL, "", MONDAY.replace(year=2126, day=16))
    memory = remember(memory, ParsedFeed((entry(1, published=None),)), URL, "", MONDAY)
    assert [(known.moment, known.gone_since) for known in memory.entries.values()] == [
        (MONDAY, None),
        (MONDAY, MONDAY),
    ]


def test_another_address_is_another_feed() -> None:
    first = after((entry(1, published=None),))
    second = remember(first, ParsedFeed((entry(2, published=None),)), "https://new.example/", "", MONDAY)
    assert all(known.is_old for known in second.entries.values())


def test_an_entry_out_of_the_feed_is_kept_for_a_while() -> None:
    memory = after((entry(1),), (entry(2),))
    assert memory.entries["northwind.example/1"].gone_since == MONDAY + timedelta(hours=1)
    assert [known.entry.title for known in memory.in_feed] == ["Story 2"]
    later = remember(memory, ParsedFeed(()), URL, "", MONDAY + timedelta(hours=1) + KEPT)
    assert len(later.entries) == 2
    gone = remember(memory, ParsedFeed(()), URL, "", MONDAY + timedelta(hours=2) + KEPT)
    assert [known.entry.title for known in gone.entries.values()] == ["Story 2"]


def test_an_entry_that_comes_back_is_the_same() -> None:
    memory = after((entry(1, published=None),), (), (entry(1, published=None),))
    (known,) = memory.entries.values()
    assert (known.first_seen, known.gone_since, known.is_old) == (MONDAY, None, True)


def test_the_fuller_text_stays_and_a_correction_wins() -> None:
    full, teaser = entry(1, text="A whole article. " * 20), entry(1, summary="A teaser.", title="New title")
    memory = after((full,), (teaser,))
    kept = memory.entries["northwind.example/1"].entry
    assert (kept.text, kept.title) == (full.text, "New title")
    corrected = entry(1, text="A corrected article. " * 15)
    assert after((full,), (corrected,)).entries["northwind.example/1"].entry == corrected


NOTICE = "This article has been retracted. The study does not exist, and we apologise to our readers."


@pytest.mark.parametrize(
    "changes",
    [
        {"text": NOTICE},
        {"text": "", "summary": NOTICE},
        {"text": "The figures were wrong.", "title": "RETRACTED: Story 1"},
        {"text": "The figures were wrong.", "title": "[Correction] Story 1"},
        {"text": "本文已撤稿，特向读者致歉。"},
        {"text": "数据有误。", "title": "【撤稿】北风"},
    ],
)
def test_what_takes_the_text_back_wins_however_short(changes: dict[str, str]) -> None:
    full, taken_back = entry(1, text="A whole article. " * 20), entry(1, **changes)
    memory = after((full,))
    memory = remember(
        memory.with_pages({"northwind.example/1": "The page."}), ParsedFeed((taken_back,)), URL, "", MONDAY
    )
    known = memory.entries["northwind.example/1"]
    assert (known.entry, known.page) == (taken_back, None)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Correction of prices shakes chip makers", "A teaser."),
        ("Removed from shops", "The robot was removed from shops."),
        ("Story", "The court withdrew the licence of Northwind."),
    ],
)
def test_news_of_corrections_takes_nothing_back(title: str, text: str) -> None:
    assert not takes_back(title, text)


@pytest.mark.parametrize(
    ("changes", "is_old"),
    [
        ({}, False),
        ({"text": "Another text."}, True),
        ({"title": "Another title"}, True),
        ({"updated": MONDAY + timedelta(hours=5)}, True),
        ({"published": MONDAY + timedelta(hours=5)}, False),
    ],
)
def test_a_page_is_old_when_its_entry_says_something_else(changes: dict[str, object], is_old: bool) -> None:
    memory = after((entry(1), entry(2))).with_pages({"northwind.example/1": "A page"})
    memory = remember(memory, ParsedFeed((entry(1, **changes), entry(2))), URL, "", MONDAY)
    known = memory.entries["northwind.example/1"]
    assert (known.page, known.is_page_old) == ("A page", is_old)
    assert not memory.with_pages({"northwind.example/1": "New"}).entries["northwind.example/1"].is_page_old


def test_a_feed_that_touches_all_it_has_makes_no_page_old() -> None:
    memory = after((entry(1), entry(2))).with_pages({"northwind.example/1": "A page"})
    touched = tuple(entry(number, updated=MONDAY) for number in (1, 2))
    assert not any(known.is_page_old for known in remember(memory, ParsedFeed(touched), URL, "", MONDAY).in_feed)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        (MONDAY.replace(year=2025), MONDAY),
        (MONDAY.replace(year=2006), MONDAY),
        (MONDAY.replace(month=5, day=6), MONDAY.replace(month=6, day=5)),
    ],
)
def test_a_slip_of_the_pen_in_a_date_is_corrected(wrong: datetime, right: datetime) -> None:
    assert after((entry(1, published=wrong),), (entry(1, published=right),)).in_feed[0].moment == right


def test_the_earliest_date_stays() -> None:
    memory = after((entry(1),), (entry(1, published=MONDAY + timedelta(days=3)),))
    assert memory.entries["northwind.example/1"].moment == MONDAY


def test_entries_that_share_a_link_are_told_apart_by_title() -> None:
    shared = [entry(number, url="https://x.example/changes") for number in (1, 2)]
    assert identities(shared) == ["x.example/changes story 1", "x.example/changes story 2"]
    assert identities(shared[:1]) == ["x.example/changes"]
    assert len(after((entry(1), entry(1, summary="The same again."))).entries) == 1


def test_a_memory_reads_back(tmp_path: Path) -> None:
    first = entry(1, published=None, links=(("a", "https://a.example/"),), text="Text\nof 文")
    memory = after((first, entry(2)), (entry(2),)).with_pages({"northwind.example/2": "A page", "unknown": "x"})
    save(tmp_path / "feeds" / "northwind.json", memory)
    assert load(tmp_path / "feeds" / "northwind.json") == memory


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b'{"format": 0}', b'{"format": 2}', b"\xff\xfe\x00"])
def test_what_is_no_memory_is_ignored(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.json"
    assert load(path) is None
    path.write_bytes(content)
    assert load(path) is None


def test_a_memory_with_a_wrong_value_is_ignored(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    save(path, after((entry(1),)))
    data = json.loads(path.read_bytes())
    for key, value in (("first_seen", None), ("published", "soon"), ("links", [["a"]])):
        broken = {name: {**known, key: value} for name, known in data["entries"].items()}
        path.write_text(json.dumps({**data, "entries": broken}))
        assert load(path) is None


def test_a_disk_that_refuses_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "feeds").write_text("a file in the way")
    save(tmp_path / "feeds" / "x.json", after((entry(1),)))


def test_the_digest_knows_bytes_and_type() -> None:
    assert digest_of(b"a", "text/xml", "en") == digest_of(b"a", "text/xml", "en")
    assert (
        len({digest_of(*one) for one in [(b"a", "x", "l"), (b"b", "x", "l"), (b"a", "y", "l"), (b"a", "x", "m")]}) == 4
    )
