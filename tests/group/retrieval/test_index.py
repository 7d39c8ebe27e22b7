from __future__ import annotations

import shutil
import weakref
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.group.documents import DocumentMaker
from generator.group.likeness.rows import row_of
from generator.group.likeness.terms import name_term, normal, number_term
from generator.group.retrieval import segments
from generator.group.retrieval.index import Index, Stored, load, save, term_id
from generator.group.retrieval.ranking import Near, Ranking
from generator.model.facts import Facts
from generator.model.item import Item
from generator.model.vocabulary import Name
from generator.text.names import NameFinder
from tests.make import NOON, item, report, stored

MAKER = DocumentMaker(NameFinder([Name(name="Northwind", kind="company"), Name(name="Zephyr", kind="model")]))
WORDS = "court leases cluster limits chip ruling delay bridge harvest 北风 推出 新芯片".split()
TITLES = st.lists(st.sampled_from(["Northwind", "Zephyr", *WORDS]), min_size=1, max_size=5).map(" ".join)
ARCHIVES = st.dictionaries(st.integers(0, 9).map("2026/W25/item-{}".format), TITLES, max_size=8)


def told(title: str, days: int = 0) -> Item:
    moment = NOON + timedelta(days=days)
    return item(title=title, date=moment, updated=moment, articles=(report(title=title, published=moment),))


def archive_of(titles: Mapping[str, str]) -> dict[str, Item]:
    return {address: told(title) for address, title in titles.items()}


def indexed(archive: Mapping[str, Item]) -> Index:
    return Index("").updated(stored(archive), MAKER)


def answers(index: Index, archive: Mapping[str, Item]) -> dict[str, list[Near]]:
    ranking = Ranking(index)
    return {address: ranking.nearest(MAKER.of_item(address, item), 20) for address, item in archive.items()}


@given(st.lists(ARCHIVES, min_size=1, max_size=6))
def test_any_way_to_an_archive_gives_the_answers_of_an_index_made_anew(steps: list[dict[str, str]]) -> None:
    index = Index("")
    for titles in steps:
        index = index.updated(stored(archive_of(titles)), MAKER)
    last = archive_of(steps[-1])
    fresh = indexed(last)
    assert index.size == fresh.size == len(last)
    assert answers(index, last) == answers(fresh, last)
    terms = [*map(normal, WORDS), name_term("Northwind"), number_term(300)]
    assert index.counts(terms).tolist() == fresh.counts(terms).tolist()


@settings(max_examples=20)
@given(ARCHIVES, ARCHIVES)
def test_what_is_saved_is_loaded(
    tmp_path_factory: pytest.TempPathFactory, one: dict[str, str], other: dict[str, str]
) -> None:
    folder = tmp_path_factory.mktemp("index")
    save(indexed(archive_of(one)), folder)
    saved = save(load(folder, "").updated(stored(archive_of(other)), MAKER), folder)
    loaded = load(folder, "")
    archive = archive_of(other)
    assert answers(loaded, archive) == answers(saved, archive) == answers(indexed(archive), archive)
    assert len(list(folder.glob("*.segment"))) == len(loaded.segments)


ARCHIVE = archive_of({f"2026/W25/item-{number}": f"Northwind leases cluster {number}" for number in range(5)})


def test_an_unchanged_archive_leaves_the_index_as_it_is() -> None:
    index = indexed(ARCHIVE)
    assert index.updated(stored(dict(reversed(ARCHIVE.items()))), MAKER) is index


def test_a_weeks_items_are_appended() -> None:
    old = indexed(ARCHIVE)
    new = old.updated(stored({**ARCHIVE, "2026/W26/new": told("A court delays a bridge")}), MAKER)
    assert new.segments[0] is old.segments[0]
    assert [len(segment) for segment in new.segments] == [5, 1]


def test_small_segments_are_merged_and_large_ones_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.group.retrieval.index.MAX_SEGMENT", 16)
    index, archive = Index(""), {}
    for number in range(64):
        archive[f"2026/W25/item-{number:02}"] = told(f"Northwind leases cluster {number}")
        index = index.updated(stored(archive), MAKER)
    sizes = [len(segment) for segment in index.segments]
    assert sum(sizes) == 64
    assert max(sizes) <= 16
    assert len(sizes) <= 8


def test_an_item_is_let_go_before_the_next_is_read() -> None:
    read = list[weakref.ref[Item]]()

    class Reading(NamedTuple):
        known: Stored

        @property
        def facts(self) -> Facts:
            return self.known.facts

        @property
        def item(self) -> Item:
            assert not [it for it in read if it()]
            copy = self.known.item.model_copy()
            read.append(weakref.ref(copy))
            return copy

    made = Index("").updated({address: Reading(it) for address, it in stored(ARCHIVE).items()}, MAKER)
    assert made.size == len(read) == len(ARCHIVE)


@pytest.mark.parametrize("harm", ["manifest", "cut", "flipped", "gone", "other names", "no folder"])
def test_a_broken_or_foreign_index_is_an_empty_one(tmp_path: Path, harm: str) -> None:
    save(indexed(ARCHIVE), tmp_path)
    (segment,) = tmp_path.glob("*.segment")
    data = segment.read_bytes()
    if harm == "manifest":
        (tmp_path / "index.json").write_text('{"segments": [{"name": 7}], "fingerprint": ""}')
    elif harm == "cut":
        segment.write_bytes(data[:-100])
    elif harm == "flipped":
        segment.write_bytes(data[:200] + bytes([data[200] ^ 1]) + data[201:])
    elif harm == "gone":
        segment.unlink()
    elif harm == "no folder":
        shutil.rmtree(tmp_path)
    loaded = load(tmp_path, "others" if harm == "other names" else "")
    assert loaded.size == 0
    assert loaded.updated(stored(ARCHIVE), MAKER).size == len(ARCHIVE)


def test_a_hand_edit_of_the_title_is_noticed() -> None:
    address = "2026/W25/item-0"
    edited = {**ARCHIVE, address: ARCHIVE[address].model_copy(update={"title": "A court delays a bridge"})}
    index = indexed(ARCHIVE).updated(stored(edited), MAKER)
    assert index.counts([normal("bridge")]).tolist() == [1]
    assert index.size == len(ARCHIVE)


def test_it_counts_what_a_cluster_asks_a_background_for() -> None:
    document = MAKER.of_item("2026/W25/item-0", ARCHIVE["2026/W25/item-0"])
    weighed = sorted(term for term in row_of(document).terms if term[0] not in "@~!>&")
    assert (indexed(ARCHIVE).counts(weighed) > 0).all()


def test_terms_have_the_same_number_in_every_run() -> None:
    assert term_id("northwind") == 4360224346670419116


def test_segments_on_disk_travel_to_other_processes_by_their_path(tmp_path: Path) -> None:
    saved = save(indexed(ARCHIVE), tmp_path)
    with ProcessPoolExecutor(1) as pool:
        counts = pool.submit(saved.counts, [normal("cluster"), normal("bridge")]).result()
    assert counts.tolist() == [5, 0]


def test_a_merge_forgets_the_dead() -> None:
    index = indexed(ARCHIVE).updated(stored(dict(list(ARCHIVE.items())[:4])), MAKER)
    (segment,) = index.segments
    assert segment.living == 4
    assert len(segments.merged([segment])) == 4
