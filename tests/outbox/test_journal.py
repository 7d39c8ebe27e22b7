"""What the journal says after a run that ended anywhere, even in the middle of a line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.errors import ArchiveError, InvalidContent
from generator.outbox.journal import Journal, State, key_of, open_journal, read_states

A, B = key_of("letter", "a@example.org"), key_of("letter", "b@example.org")
STATES: tuple[State, ...] = ("sending", "sent", "refused", "postponed")
NOTES = st.lists(st.tuples(st.sampled_from([A, B, key_of("c")]), st.sampled_from(STATES)))


def noted(path: Path, *notes: tuple[str, State]) -> None:
    with open_journal(path) as journal:
        for key, state in notes:
            journal.note(key, state)


def states(path: Path) -> list[State | None]:
    with open_journal(path) as journal:
        return [journal.state(key) for key in (A, B)]


def test_the_last_state_of_each_key_is_kept_without_the_address(tmp_path: Path) -> None:
    path = tmp_path / "cache" / "2026-W25.en.letters"
    noted(path, (A, "sending"), (A, "postponed"))
    noted(path, (A, "sending"), (B, "sending"), (A, "sent"))
    assert states(path) == ["sent", "sending"]
    assert b"example" not in path.read_bytes()


def test_a_line_cut_off_by_a_crash_counts_for_nothing_and_is_taken_away(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    noted(path, (A, "sending"), (A, "sent"), (B, "sending"))
    whole = path.read_bytes()
    path.write_bytes(whole + f"sent {B}".encode())
    assert states(path) == ["sent", "sending"]
    assert path.read_bytes() == whole


@given(notes=NOTES, cut=st.integers(min_value=0, max_value=200))
def test_cut_anywhere_it_says_what_its_whole_lines_say(notes: list[tuple[str, State]], cut: int) -> None:
    lines = [f"{state} {key}\n" for key, state in notes]
    data = "".join(lines).encode()
    data = data[: max(0, len(data) - cut)]
    whole = data.count(b"\n")
    assert read_states(data, "journal") == dict(notes[:whole])


@pytest.mark.parametrize(
    "rest",
    [
        b"\n",
        b"sent\n",
        b"sent 12\n",
        b"arrived " + A.encode() + b"\n",
        b"sent " + A.encode() + b"\r\n",
        b"\x00\n",
        b"\x00" * 200,
        b"\x00" * len(f"sending {A}\n"),
    ],
)
def test_a_damaged_journal_is_told_and_not_taken_for_an_empty_one(tmp_path: Path, rest: bytes) -> None:
    path = tmp_path / "journal"
    path.write_bytes(f"sent {A}\n".encode() + rest)
    with pytest.raises(InvalidContent, match=r"journal:2: is not a line of a journal \(restore the file"):
        states(path)


def test_two_runs_at_once_are_one_too_many(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    with open_journal(path), pytest.raises(ArchiveError, match="another run is sending"):
        states(path)
    assert states(path) == [None, None]


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    with (
        Path("/dev/full").open("ab", buffering=0) as file,
        pytest.raises(ArchiveError, match="/dev/full: cannot be written: No space"),
    ):
        Journal(file, {}).note(A, "sending")
