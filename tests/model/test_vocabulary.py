from __future__ import annotations

import pytest

from generator.model.vocabulary import Name

NORTHWIND = Name(name="Northwind", kind="company", sites=("northwind.example", "blog.halyard.example"))


@pytest.mark.parametrize(
    ("url", "speaks"),
    [
        ("https://northwind.example/news", True),
        ("https://www.northwind.example:8443/", True),
        ("https://blog.halyard.example/a", True),
        ("https://halyard.example/a", False),
        ("https://notnorthwind.example/", False),
        ("https://ledger.example/northwind.example", False),
        ("northwind", False),
    ],
)
def test_who_speaks_on_a_site_of_its_own(url: str, speaks: bool) -> None:
    assert NORTHWIND.speaks_at(url) is speaks
