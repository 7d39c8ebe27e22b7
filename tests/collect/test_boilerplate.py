from __future__ import annotations

import pytest

from generator.collect.boilerplate import is_boilerplate, without_boilerplate
from tests.collect.cases import DATA


def lines_of(name: str) -> list[str]:
    return (DATA / name).read_text("utf-8").splitlines()


@pytest.mark.parametrize("paragraph", lines_of("boilerplate.txt"))
def test_goes(paragraph: str) -> None:
    assert is_boilerplate(paragraph)


@pytest.mark.parametrize("paragraph", lines_of("kept.txt"))
def test_stays(paragraph: str) -> None:
    assert not is_boilerplate(paragraph)


@pytest.mark.parametrize(
    ("paragraph", "kept"),
    [
        ("It opened on Wednesday after a year… Continue reading →", "It opened on Wednesday after a year…"),
        ("It opened on Wednesday [...] Read more", "It opened on Wednesday [...]"),
        ("He waited… Read books, she said.", "He waited… Read books, she said."),
        ("It counted… 3", "It counted… 3"),
        ("Its motto is simple... Read more books.", "Its motto is simple... Read more books."),
        ("Its motto is simple... Read More...", "Its motto is simple..."),
        ("It opened on Wednesday…", "It opened on Wednesday…"),
    ],
)
def test_a_text_that_was_cut_goes_without_the_call_to_read_on(paragraph: str, kept: str) -> None:
    assert without_boilerplate(paragraph) == kept


def test_only_whole_paragraphs_go() -> None:
    assert without_boilerplate("One.\nRead more\nTwo. Read more") == "One.\nTwo. Read more"
