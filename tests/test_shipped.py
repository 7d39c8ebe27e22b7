"""What the program says of itself as an installed package."""

from __future__ import annotations

import pytest

from generator.shipped import needs


def test_what_another_machine_or_an_extra_needs_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = ["click>=8.1", 'tomli>=2; python_version < "3.0"', 'distributed; extra == "dask"']
    monkeypatch.setattr("generator.shipped.requires", lambda _: listed)
    assert [it.name for it in needs("some")] == ["click"]
    assert [it.name for it in needs("some", ["dask"])] == ["click", "distributed"]
