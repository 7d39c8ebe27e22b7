from __future__ import annotations

from generator.model.errors import Fault


def test_a_fault_is_one_line_whatever_the_file_is_called() -> None:
    told = str(Fault("W25/a\n::warning::b\x1b[31m\udcff\u202e.md", 3, "title", "is missing 标题", "add it"))
    assert told == r"W25/a\n::warning::b\x1b[31m\udcff\u202e.md:3: title: is missing 标题 (add it)"
