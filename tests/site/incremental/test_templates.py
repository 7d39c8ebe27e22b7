from __future__ import annotations

from pathlib import Path

import pytest

from generator.site.incremental.templates import Templates, is_template

OWN = {"recap/item.html": "own, with recap/facts.html"}
THEIRS = {
    "base.html": "the frame",
    "recap/item.html": "theirs, with recap/gone.html",
    "recap/list.html": "{% import 'recap/parts.html' as part %}",
    "recap/parts.html": "{% include 'recap/list.html' %}",
    "recap/facts.html": "none",
    "recap/alone.html": "recap/none.html",
}


@pytest.fixture
def templates(tmp_path: Path) -> Templates:
    for folder, files in (("own", OWN), ("theirs", THEIRS)):
        for name, text in files.items():
            path = tmp_path / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
    return Templates([str(tmp_path / "own"), str(tmp_path / "none"), str(tmp_path / "theirs")])


def test_the_first_folder_wins(templates: Templates) -> None:
    assert templates.sources("recap/item.html")["recap/item.html"] == OWN["recap/item.html"]


@pytest.mark.parametrize(
    ("name", "made_of"),
    [
        ("recap/item.html", {"recap/item.html", "recap/facts.html"}),
        ("recap/list.html", {"recap/list.html", "recap/parts.html"}),
        ("recap/parts.html", {"recap/list.html", "recap/parts.html"}),
        ("recap/alone.html", {"recap/alone.html"}),
        ("recap/gone.html", {"recap/gone.html"}),
    ],
)
def test_a_template_is_made_of_those_it_names(templates: Templates, name: str, made_of: set[str]) -> None:
    assert {*templates.sources(name)} == made_of


def test_only_templates_of_pages_are_some() -> None:
    assert is_template(Path("theme/recap/item.html"))
    assert not is_template(Path("theme/base.html"))
    assert not is_template(Path("theme/recap/item.css"))
