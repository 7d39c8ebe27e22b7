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


def test_only_whole_paragraphs_go() -> None:
    assert without_boilerplate("One.\nRead more\nTwo. Read more") == "One.\nTwo. Read more"
