"""The index: what is asked of it, and that nothing damaged or outdated is given out."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Callable
from contextlib import closing
from multiprocessing import Queue, get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from generator.archive.brief import brief_of
from generator.archive.index import Index, Known, index_row_of
from generator.archive.store import Archive
from generator.archive.stored import StoredItem
from generator.model.article import link_key
from generator.model.errors import RecapError
from tests.archive.decided import told
from tests.make import item

#: Of two runs that begin at once: they meet in most rounds only.
ROUNDS = 5
PATIENCE = 60
ONE, TWO = "2026/W25/one", "2026/W25/two"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    archive = Archive(tmp_path / "content")
    archive.write_item(StoredItem(ONE, told("ledger", "board"), "A note.\n"))
    archive.write_item(StoredItem(TWO, told("quay", storyline=ONE)))
    return archive.root


def opened(content: Path) -> Archive:
    return Archive.open(content, content.parent / "cache")


def database(content: Path) -> Path:
    (path,) = (content.parent / "cache").glob("*.sqlite")
    return path


def test_who_names_whom_is_known_without_reading_items() -> None:
    index = Index(None)
    for address, value in {ONE: told("ledger", "board"), TWO: told("board", storyline=ONE)}.items():
        index.put(address, Known(0, 0, b""), index_row_of(value, ""))
    assert index.listing([]) == {ONE, TWO}, "both list what the board wrote"
    assert index.mentioning([ONE]) == {TWO}
    index.drop([TWO])
    assert (index.listing([]), index.mentioning([ONE])) == (set(), set())
    assert index.listing([link_key("https://ledger.example/story")]) == {ONE}
    assert index.is_listed(link_key("https://ledger.example/story"))
    assert not index.is_listed(ONE), "an address is no link"


def test_words_are_fetched_when_they_are_asked_for(content: Path) -> None:
    opened(content)
    stored = opened(content).items[ONE]
    assert (stored.item, stored.body) == (told("ledger", "board"), "A note.\n")
    assert stored == StoredItem(ONE, told("ledger", "board"), "A note.\n")
    assert stored != StoredItem(ONE, told("ledger", "board"), "Another note.\n")
    assert pickle.loads(pickle.dumps(stored)) == stored  # noqa: S301 (our own)


def test_of_an_archive_that_was_read_before_only_what_changed_is_parsed(content: Path) -> None:
    before = opened(content)
    kept, edited = sorted(before.files)
    before.write_item(StoredItem(edited, before.files[edited].item.model_copy(update={"topics": ("policy",)})))
    again = Archive.open(content, content.parent / "cache", before)
    assert again.files[kept].facts is before.files[kept].facts
    assert again.files[edited].facts == opened(content).files[edited].facts
    assert again.files[edited].facts.topics == ("policy",)


def test_what_another_run_put_into_the_index_is_not_taken_for_ours(content: Path) -> None:
    archive = opened(content)
    opened(content).write_item(StoredItem(ONE, item(title="Later")))
    opened(content)
    assert archive.items[ONE].item.title == "Later", "as its file says now"


def flip(path: Path, words: bytes) -> None:
    data = path.read_bytes()
    assert words in data
    path.write_bytes(data.replace(words, words[:-1] + bytes([words[-1] ^ 1])))


def cut(path: Path, words: bytes) -> None:
    path.write_bytes(path.read_bytes()[:4096])


@pytest.mark.parametrize("harm", [flip, cut])
@pytest.mark.parametrize("words", [b"The quay has the story", b'"2026-W25","en"'])
def test_a_damaged_index_is_not_believed(content: Path, harm: Callable[[Path, bytes], None], words: bytes) -> None:
    opened(content).index.close()
    harm(database(content), words)
    archive = opened(content)
    assert [stored.item for stored in archive.items.values()] == [told("ledger", "board"), told("quay", storyline=ONE)]
    assert {stored.facts.edition for stored in archive.items.values()} == {"2026-W25"}


def test_an_index_of_another_version_is_made_anew(content: Path) -> None:
    opened(content).index.close()
    with closing(sqlite3.connect(database(content))) as connection, connection:
        connection.execute("UPDATE meta SET version = 'older'")
        connection.execute("UPDATE words SET front = '{}'")
    assert opened(content).items[TWO].item == told("quay", storyline=ONE)


def absent(path: Path) -> None:
    path.unlink(missing_ok=True)


def outdated(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE meta SET version = 'older'")


def damaged(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE files SET facts = '[]'")


def open_at_once(content: Path, together: Barrier, told: Queue[object]) -> None:
    together.wait(PATIENCE)
    try:
        told.put(sorted(opened(content).items))
    except RecapError as error:
        told.put(str(error))


@pytest.mark.parametrize("was", [absent, pytest.param(outdated, marks=pytest.mark.long), damaged])
def test_runs_may_begin_at_once(content: Path, was: Callable[[Path], None]) -> None:
    archive = opened(content)
    many = {f"2026/W25/{name}": told(name) for name in (f"story-{number}" for number in range(60))}
    for address, value in many.items():
        archive.write_item(StoredItem(address, value))
    opened(content).index.close()
    processes = get_context("fork")
    for _ in range(ROUNDS):
        was(database(content))
        together, found = processes.Barrier(2), processes.Queue()
        runs = [processes.Process(target=open_at_once, args=(content, together, found)) for _ in range(2)]
        for run in runs:
            run.start()
        assert [found.get(timeout=PATIENCE) for _ in runs] == [sorted([ONE, TWO, *many])] * 2
        for run in runs:
            run.join()


def test_a_damaged_brief_is_made_again_of_the_item(content: Path) -> None:
    opened(content)
    with closing(sqlite3.connect(database(content))) as broken, broken:
        broken.execute("UPDATE words SET brief = replace(brief, 'en', 'de')")
    shown = opened(content).items[ONE]
    assert shown.brief == brief_of(shown.item)
