"""The ledger: what is still as it was, what is gone, and that nothing foreign or broken is believed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from generator.model.errors import ArchiveError
from generator.site.incremental.ledger import Entry, Ledger, Made, entry_of
from generator.site.outputs import File

ANSWERS = {"a": "1", "b": "1", "c": "1"}
OUTPUTS = {"one": ("a", "one.html"), "other": ("b", "other.html"), "both": ("b", "both.html")}


class Now:
    """Answers: of a and b, which are parts of one, and of c, which is alone."""

    def __init__(self, answers: Mapping[str, str]) -> None:
        self._answers = {**answers, "part": "".join(answers.get(name, "") for name in "ab")}

    def part(self, read: str) -> str:
        return "part" if read in "ab" else read

    def digest(self, read: str) -> str:
        return self._answers[read]


class Planned(NamedTuple):
    """An output, as far as the ledger looks at it."""

    name: str


def made(path: str, *reads: str, data: bytes = b"x") -> Made[Entry]:
    return Made((entry_of(File(path, data, "page", path.upper())),), frozenset(reads), 1)


OPEN: list[Ledger] = []


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    close()


def close() -> None:
    """As the end of the process does it."""
    while OPEN:
        OPEN.pop().close()


def build(
    path: Path, answers: Mapping[str, str], state: str = "s", marker: str = "", drop: str = ""
) -> tuple[Ledger, list[str]]:
    """A ledger after a build, and the outputs that were made."""
    close()
    ledger = Ledger(path)
    OPEN.append(ledger)
    names = OUTPUTS.keys() - {drop}
    ledger.begin(state, marker, Now(answers))
    made_now = sorted(it.name for it in ledger.outdated(map(Planned, names)))
    for name in made_now:
        read, file = OUTPUTS[name]
        ledger.put(name, made(file, read, data=answers[read].encode()))
    return ledger, made_now


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "site.sqlite"


@pytest.fixture
def marker(path: Path) -> str:
    ledger, made_now = build(path, ANSWERS)
    assert made_now == ["both", "one", "other"]
    ledger.commit()
    return ledger.marker


def test_only_what_asked_for_something_else_is_made_again(path: Path, marker: str) -> None:
    assert build(path, ANSWERS, marker=marker)[1] == []
    assert build(path, {**ANSWERS, "b": "2"}, marker=marker)[1] == ["both", "other"]
    assert build(path, {**ANSWERS, "c": "2"}, marker=marker)[1] == []


def test_what_is_not_committed_is_not_known(path: Path, marker: str) -> None:
    ledger, _ = build(path, {**ANSWERS, "a": "2"}, marker=marker)
    ledger.close()
    assert build(path, {**ANSWERS, "a": "2"}, marker=marker)[1] == ["one"]


@pytest.mark.parametrize("other", [{"state": "t"}, {"marker": "0" * 32}, {"marker": ""}, {"marker": "foreign"}])
def test_another_state_or_another_site_is_not_gone_on_with(path: Path, marker: str, other: dict[str, str]) -> None:
    assert len(build(path, ANSWERS, **{"marker": marker, **other})[1]) == 3


@pytest.mark.parametrize("broken", [b"", b"no database at all, but rather long" * 100])
def test_a_lost_or_broken_ledger_is_begun_anew(path: Path, marker: str, broken: bytes) -> None:
    path.write_bytes(broken)
    ledger, made_now = build(path, ANSWERS, marker=marker)
    assert len(made_now) == 3
    assert ledger.marker == marker


def test_the_marker_is_of_the_content_and_not_of_the_way_there(path: Path, marker: str) -> None:
    changed, _ = build(path, {**ANSWERS, "a": "2"}, marker=marker)
    changed.commit()
    assert changed.marker != marker
    back, made_now = build(path, ANSWERS, marker=changed.marker)
    assert (made_now, back.marker) == (["one"], marker)


def test_files_of_outputs_that_are_no_more_are_gone(path: Path, marker: str) -> None:
    ledger, _ = build(path, ANSWERS, marker=marker, drop="both")
    assert set(ledger.gone) == {"both.html"}
    assert ledger.pages == 2
    assert list(ledger.told("page")) == [("one.html", "ONE.HTML"), ("other.html", "OTHER.HTML")]


def test_a_file_that_moves_to_another_output_is_not_gone_and_not_written_again(path: Path, marker: str) -> None:
    ledger, _ = build(path, ANSWERS, marker=marker, drop="both")
    assert not ledger.has(entry_of(File("both.html", b"2")))
    heir = made("both.html", data=b"1")
    assert all(map(ledger.has, heir.files))
    ledger.put("heir", heir)
    assert set(ledger.gone) == set()


def test_two_outputs_cannot_have_one_file(path: Path) -> None:
    ledger, _ = build(path, ANSWERS)
    with pytest.raises(ArchiveError, match=r"two pages or files of the site want the address one\.html"):
        ledger.put("third", made("one.html"))
