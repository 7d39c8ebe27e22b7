"""The committed sample archive is what the program makes of the sample feeds, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.archive.store import Archive
from generator.text.words import count_words
from tests.samples import SAMPLES, make_samples


def archive_bytes(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.glob("20??/W??/*")}


@pytest.mark.long
def test_the_sample_archive_is_made_from_its_feeds_and_a_second_run_changes_no_byte(tmp_path: Path) -> None:
    """When this fails after a change that is meant: `make samples`, and read what changed."""
    make_samples(tmp_path / "content", tmp_path / "cache")
    first = archive_bytes(tmp_path / "content")
    assert first == archive_bytes(SAMPLES)
    make_samples(tmp_path / "content", tmp_path / "cache")
    assert archive_bytes(tmp_path / "content") == first


def test_every_section_of_the_seed_page_is_shown_by_some_sample() -> None:
    items = [stored.item for stored in Archive.open(SAMPLES).items.values()]
    for section in ("hook", "tldr", "takeaways", "competitors", "technical", "implications", "timeline", "related"):
        assert any(getattr(item, section) for item in items), section
    steps = [item.tldr.what_to_do_next for item in items if item.tldr and item.tldr.what_to_do_next]
    assert any(step.link for step in steps)
    assert {item.language for item in items} == {"en", "zh"}


def test_no_quotation_of_a_sample_is_longer_than_courtesy_allows() -> None:
    for stored in Archive.open(SAMPLES).items.values():
        assert all(count_words(evidence.quote) <= 25 for evidence in stored.item.evidence.values()), stored.address
