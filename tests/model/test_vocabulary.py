from __future__ import annotations

import pytest

from generator.model import yamltext
from generator.model.errors import InvalidContent
from generator.model.vocabulary import Name, Rules

NORTHWIND = Name(name="Northwind", kind="company", sites=("northwind.example", "blog.halyard.example"))


@pytest.mark.parametrize(
    ("host", "speaks"),
    [
        ("northwind.example", True),
        ("www.northwind.example", True),
        ("blog.halyard.example", True),
        ("halyard.example", False),
        ("notnorthwind.example", False),
        ("northwind.example.ledger.example", False),
        ("northwind", False),
        ("", False),
    ],
)
def test_who_speaks_on_a_site_of_its_own(host: str, speaks: bool) -> None:
    assert NORTHWIND.speaks_at(host) is speaks


def test_an_id_that_stands_twice_is_told_by_its_line() -> None:
    topic = "- {id: %s, label: {en: Chips}, lead: {en: Chips.}, terms: [chip]}\n"
    text = f"topics:\n{topic % 'chips'}{topic % 'chips'}audiences: []\nrelevance: {{strong: [chip]}}\n"
    with pytest.raises(InvalidContent, match=r"topics\.yml:3: topics\.1\.id is 'chips' again: give each an id"):
        yamltext.read(Rules, text, "topics.yml")
