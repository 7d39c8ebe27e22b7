"""Lines of a measured width: nothing is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.site.wrapping import wrap


@given(st.text("ab （，。中文", max_size=80), st.integers(4, 20))
def test_wrapping_loses_nothing_and_keeps_stops_off_the_start(text: str, limit: int) -> None:
    lines = wrap(text, len, limit)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert not any(line[0] in "，。" for line in lines[1:])
