"""Names and topics beside the archive."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.archive.reference import odd_names
from tests.conftest import ROOT

LIST = """\
- {name: Northwind, kind: company}
- {name: Zephyr 5, kind: model, company: Northwind}
"""


@pytest.mark.parametrize(
    ("added", "told"),
    [
        ("- {name: Northwind, kind: company, aliases: [NW]}", (3, "Northwind stands in line 1 already")),
        ("- {name: Gale, kind: model, company: Nortwind}", (3, "Nortwind is no company of the list (did")),
    ],
)
def test_names_that_do_not_fit_together_are_told_by_line(tmp_path: Path, added: str, told: tuple[int, str]) -> None:
    (tmp_path / "entities.yml").write_text(LIST)
    topics = ROOT / "content"
    assert list(odd_names(tmp_path, topics)) == []
    (tmp_path / "entities.yml").write_text(LIST + added)
    (doubt,) = odd_names(tmp_path, topics)
    assert doubt.line == told[0]
    assert told[1] in str(doubt)


def test_an_empty_list_of_names_is_told(tmp_path: Path) -> None:
    (tmp_path / "entities.yml").write_text("")
    (doubt,) = odd_names(tmp_path, ROOT / "content")
    assert str(doubt).startswith(f"{tmp_path}/entities.yml:1: lists no names")
