"""What GitHub shows: commands that stay one, a summary that shows words and no markup of theirs."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown as to_html

from generator.model.errors import ArchiveError, Fault, InvalidContent
from generator.reporting.events import LogEvent
from generator.reporting.github import Annotations, Summary, command, markdown, summary
from tests.reporting.reports import HOSTILE, REPORT

ROOT = Path("/checkout")
FAULT = Fault("/checkout/content/a,b:c.yml", 3, "0.url", "is 100% wrong\nreally", "change it")


def told(stopped: InvalidContent | None = None) -> list[str]:
    stream = io.StringIO()
    annotations = Annotations(stream, ROOT)
    if stopped:
        annotations.stopped(stopped)
    else:
        annotations.report(REPORT)
    return stream.getvalue().splitlines()


def test_a_fault_is_shown_at_its_file_and_line() -> None:
    whole = Fault("mkdocs.yml", 0, "", "cannot be read")
    assert told(InvalidContent([FAULT, whole])) == [
        "::error file=content/a%2Cb%3Ac.yml,line=3,title=fault::"
        "content/a,b:c.yml:3: 0.url: is 100%25 wrong\\nreally (change it)",
        "::error file=mkdocs.yml,title=fault::mkdocs.yml: cannot be read",
    ]


def test_what_a_run_has_to_warn_of_is_one_command_each() -> None:
    assert [line.split("::")[1] for line in told()] == [
        "warning title=source-failed", "warning title=source-moved", "warning title=item-failed",
        "warning title=site-doubted", "warning title=model-failed",
    ]  # fmt: skip
    assert told()[0].endswith('answered 50%25%0D%0A::error::stop "now" | <b>\\n</b> `x` # EOF')


@given(st.text(), st.text())
def test_no_text_ends_its_command_or_its_property(words: str, name: str) -> None:
    line = command(LogEvent(name, "warning", words, fault=Fault(name, 1, "", words)), ROOT)
    assert "\n" not in line and "\r" not in line
    properties, _, message = line.removeprefix("::warning ").partition("::")
    assert [pair.partition("=")[0] for pair in properties.split(",")] == ["file", "line", "title"]
    assert unescaped(message) == words.removeprefix(f"{ROOT}/")


def unescaped(text: str) -> str:
    return text.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")


def test_the_summary_is_a_table_with_warnings_and_the_receipt(tmp_path: Path) -> None:
    path = tmp_path / "summary.md"
    path.write_text("before\n")
    Summary(path).report(REPORT)
    text = path.read_text("utf-8")
    assert text == "before\n" + summary(REPORT)
    html = to_html(text, extensions=["tables"])
    assert html.count("<table>") == 2 and html.count("<h3>") == 2
    for words in (
        "2 read, 1 of them unchanged; 1 failed",
        "1,200 tokens",
        "0.0125 USD",
        "harbour was not read",
        "2 calls of unknown price count as free",
    ):
        assert words in html, words
    assert "<b>" not in html and "<code>" not in html


def test_a_run_that_was_stopped_says_why(tmp_path: Path) -> None:
    Summary(tmp_path / "summary.md").stopped(InvalidContent([FAULT]))
    assert (tmp_path / "summary.md").read_text() == (
        "## Stopped\n\n- /checkout/content/a,b:c.yml:3: 0.url: is 100% wrong\\\\nreally (change it)\n\n"
    )


def test_a_summary_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="summary cannot be written"):
        Summary(tmp_path / "missing" / "summary.md").report(REPORT)
    Summary(tmp_path / "missing" / "summary.md").stopped(ArchiveError("the disk is full"))


@given(st.text("ab \n|`*_[]()<>&#~!\\-{}", max_size=40).map(lambda text: f"x{text}x"))
def test_text_in_markdown_is_shown_as_it_is(text: str) -> None:
    shown = to_html(f"| a | b |\n|---|---|\n| y | {markdown(text)} |", extensions=["tables"])
    cells = shown.split("<td>")
    assert len(cells) == 3
    assert "<" not in cells[2].split("</td>")[0]


def test_what_feeds_say_does_not_begin_a_command() -> None:
    assert all(line.startswith("::warning ") for line in told()) and HOSTILE not in "\n".join(told())
