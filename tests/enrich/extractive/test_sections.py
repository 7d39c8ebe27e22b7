from __future__ import annotations

import pytest

from generator.enrich.extractive.sections import _own_work
from tests.make import article


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Caches grow.\nWe shrink caches.\nCaches got smaller.", 1),
        ("Caches grow.\nThis research shrinks caches.\nCaches got smaller.", 1),
        ("Caches grow.\nCaches got smaller.\nCaches are fast.\nWe release it.", 0),  # too late to be where it begins
        ("Caches grow.\nNobody says who shrinks caches.", 0),
    ],
)
def test_where_a_paper_begins_to_say_what_it_does(text: str, first: int) -> None:
    assert _own_work(article("Forgetting the caches of agents", text)) == first
