from __future__ import annotations

import pytest

from generator.archive import frontmatter
from generator.model.errors import InvalidContent
from generator.model.item import Item
from tests.make import item


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("cites: [e1]", "cites: [e7]", "tldr"),
        ("article: 0", "article: 4", "evidence"),
    ],
)
def test_what_does_not_hold_together_is_told_with_the_line_that_says_so(old: str, new: str, line: str) -> None:
    text = frontmatter.render(item())
    with pytest.raises(InvalidContent) as caught:
        frontmatter.parse(Item, text.replace(old, new), "a.md")
    (fault,) = caught.value.faults
    assert fault.line is not None and fault.line > 2
    lines = text.splitlines()
    assert lines.index(f"{line}:") + 1 < fault.line <= lines.index(f"{line}:") + 3
