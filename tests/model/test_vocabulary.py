from __future__ import annotations

import pytest

from generator.model.vocabulary import Name

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
