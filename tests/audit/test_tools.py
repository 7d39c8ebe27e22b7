"""A tool that fails is no site without faults."""

from __future__ import annotations

from subprocess import CompletedProcess

import click
import pytest

from tests.audit.files import checker_messages, compiler_faults


def test_a_checker_without_a_report_is_no_pass() -> None:
    with pytest.raises(click.ClickException, match="exit code 1"):
        checker_messages(CompletedProcess([], 1, "", "Error: no such jar"))
    assert checker_messages(CompletedProcess([], 0, "", '{"messages": []}')) == []


def test_a_compiler_that_fails_silently_is_no_pass() -> None:
    with pytest.raises(click.ClickException, match="exit code 2"):
        compiler_faults(CompletedProcess([], 2, "", "out of memory"), ["a/index.html"])
    assert compiler_faults(CompletedProcess([], 0, "", ""), []) == []


def test_what_the_compiler_refuses_is_told_by_page() -> None:
    done = CompletedProcess([], 2, "page1.ts(2,14): error TS2322: not assignable", "")
    assert compiler_faults(done, ["a/index.html", "b/index.html"]) == ["b/index.html: TS2322: not assignable"]
