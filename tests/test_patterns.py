"""No text makes a regular expression of ours slow: what it takes grows with the length, not with its square.

Some inputs of every pattern are tried here; `make hostile` tries all of them, in a few minutes.
"""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.hostile.patterns import Use, fault_of


@pytest.mark.long
def test_every_pattern_takes_time_by_length_alone() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile.patterns", "10"], capture_output=True, text=True, check=False
    )
    patterns, findings = re.findall(r"\d+", done.stdout.splitlines()[-1])
    assert int(patterns) > 250
    assert findings == "0", done.stdout


@pytest.mark.parametrize(
    "pattern", [r"(?:a|aa)*b", r"(\w+\s?)*$", r"\s*,", r"<!--.*?-->", r"<[^>]*>", r"x[a-z]*[a-z]*y"]
)
def test_careless_patterns_are_found_out(pattern: str) -> None:
    assert fault_of(Use(pattern, re.DOTALL, False, ""))


@pytest.mark.parametrize(
    "pattern", [r"(?<!\s)\s+,", r"a[^b]{0,80}b", r"\w+", r"(?<![ab])[ab]*+c", r"(?<![.\d])(?:\.\d++)*+x"]
)
def test_careful_ones_pass(pattern: str) -> None:
    assert not fault_of(Use(pattern, re.DOTALL, False, ""))


@pytest.mark.parametrize(
    "pattern", [r"(?:a[^>]*>)*+b", r"(?:ab|a)*+c", r"(?>a+b|c)", r"((?:\(a?\))++)", r"(?!(?:a{1,3}b)?+)c"]
)
def test_what_some_pythons_misread_is_found_out(pattern: str) -> None:
    assert "3.11.5" in fault_of(Use(pattern, 0, False, ""))
