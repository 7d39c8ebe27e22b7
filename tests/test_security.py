"""SECURITY.md names what is there: every defence is a file, every test a function."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT

TABLE = (ROOT / "SECURITY.md").read_text("utf-8").partition("| threat |")[2]
ROWS = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in TABLE.splitlines()[2:] if line]


def test_the_table_is_read() -> None:
    assert len(ROWS) > 15 and all(len(row) == 3 for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:40])
def test_each_row_names_a_defence_and_a_test_that_are_there(row: list[str]) -> None:
    _, defence, tests = row
    files = re.findall(r"`((?:generator|theme|\.github)/[^`]+|[\w.]+\.(?:md|lock|toml)|Makefile)`", defence)
    assert files and all((ROOT / name).exists() for name in files), defence
    named = re.findall(r"`([^`]*)::(\w+)`", tests)
    assert named and named[0][0], tests
    file = ""
    for path, function in named:
        file = path or file
        assert re.search(rf"^def {function}\(", (ROOT / file).read_text("utf-8"), re.MULTILINE), f"{file}::{function}"
