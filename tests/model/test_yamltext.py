from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import yamltext
from generator.model.errors import InvalidContent
from generator.model.item import Item
from generator.model.source import Source
from tests.make import item, source

SOURCES = """\
- name: ledger
  title: The Ledger
  homepage: https://ledger.example/
  url: https://ledger.example/feed.xml
  language: en
- name: Harbour
  title: 7
  homepage: ftp://harbour.example/
  ulr: feed.xml
"""


def test_all_faults_are_told_with_line_key_and_remedy() -> None:
    with pytest.raises(InvalidContent) as raised:
        yamltext.read(tuple[Source, ...], SOURCES, "sources.yml")
    told = {(fault.line, fault.key): (fault.problem, fault.remedy) for fault in raised.value.faults}
    assert told[6, "1.url"] == ("is missing", "")
    assert told[6, "1.language"] == ("is missing", "")
    assert "must match" in told[6, "1.name"][0]
    assert "must be text" in told[7, "1.title"][0]
    assert told[8, "1.homepage"][0].startswith("must be an http or https address")
    assert told[9, "1.ulr"] == ("is not a known key", "did you mean 'url'?")


@pytest.mark.parametrize(
    ("key", "value", "remedy"),
    [
        ("language", "english", "write the tag of a language like en or zh-CN"),
        ("edition", "2026-25", "write a week like 2026-W25"),
        ("date", "18.06.2026", "write a time like 2026-06-15T16:00:00Z"),
        ("title", "", "give it a value, or take the key out"),
    ],
)
def test_a_form_is_told_by_an_example(key: str, value: str, remedy: str) -> None:
    text = "\n".join(
        f"{key}: {value}" if line.startswith(f"{key}:") else line for line in yamltext.dump(item()).split("\n")
    )
    with pytest.raises(InvalidContent, match=rf"{key}: (must .*, not '{value}'|says nothing) \({remedy}\)"):
        yamltext.read(Item, text, "x.md")


def test_a_text_that_is_too_long_is_not_repeated() -> None:
    text = yamltext.dump(item()).replace("title: ", f"title: {'x' * 2000} ", 1)
    with pytest.raises(InvalidContent, match=r"title: must have at most 1000 characters, not 20\d\d$"):
        yamltext.read(Item, text, "x.md")


def test_a_list_is_not_called_short_for_entries_that_are_wrong() -> None:
    address = item().articles[0].url
    text = yamltext.dump(item(articles=item().articles[:1])).replace(address, "ledger.example")
    with pytest.raises(InvalidContent) as raised:
        yamltext.read(Item, text, "x.md")
    assert [fault.key for fault in raised.value.faults] == ["articles.0.url"]


@pytest.mark.parametrize(
    ("key", "value", "problem"), [("paywall", "ja", "must be true or false"), ("tier", "one", "must be a whole number")]
)
def test_a_value_of_another_kind_is_told_in_plain_words(key: str, value: str, problem: str) -> None:
    with pytest.raises(InvalidContent, match=f"0.{key}: {problem}, not '{value}'"):
        yamltext.read(tuple[Source, ...], yamltext.dump([source()]) + f"  {key}: {value}\n", "sources.yml")


def test_a_week_that_its_year_lacks_is_told_with_its_line() -> None:
    text = yamltext.dump(item()).replace("edition: 2026-W25", "edition: 2025-W53")
    line = text.splitlines().index("edition: 2025-W53") + 1
    with pytest.raises(InvalidContent, match=f"x.md:{line}: edition: must be a week of the calendar, not '2025-W53'"):
        yamltext.read(Item, text, "x.md")


def test_no_message_repeats_a_password() -> None:
    text = "- {name: a, title: A, homepage: 'https://me:word@a.example/', url: f.xml, language: en}\n"
    with pytest.raises(
        InvalidContent, match=r"must not carry a user name or a password, not 'https://…@a\.example/'"
    ) as raised:
        yamltext.read(tuple[Source, ...], text, "sources.yml")
    assert "word@" not in str(raised.value)


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("title: a: b\n", 1, "not valid YAML"),
        ("title: a\n\tx: b\n", 2, "not valid YAML"),
        ("title: a\ntitle: b\n", 2, "stands twice: take one out"),
        ("title: &x a\nhook: *x\n", 2, "aliases"),
        ("title: &x a\nhook: b\nlist: [c, *x]\n", 3, "aliases"),
        ("title: a\ndate: 2026-02-31\n", 2, "2026-02-31 is no possible value: day is out of range"),
        (
            "title: a\ndates: [2026-02-28,\n  2026-06-15T25:00:00Z]\n",
            3,
            "2026-06-15T25:00:00Z is no possible value: hour",
        ),
        ('title: a\nhook: "b\nlist: c\n', 2, "scanning a quoted scalar"),
        ("title: !!python/object:os.system {}\n", 1, "not valid YAML"),
        ("1: a\n", 1, "must be text"),
        ("title: a\n<<: {hook: b}\n", 2, "merge keys (<<) are not supported; write the keys out"),
    ],
)
def test_yaml_that_would_lose_or_multiply_something_is_refused(text: str, line: int, problem: str) -> None:
    with pytest.raises(InvalidContent) as raised:
        yamltext.load(text, "item.md")
    (fault,) = raised.value.faults
    assert (fault.file, fault.line) == ("item.md", line)
    assert problem in fault.problem


@pytest.mark.parametrize(
    ("text", "line", "remedy"),
    [
        ("title: a: b\n", 1, "values with ': ' or a leading sign need quotes"),
        ("title: @a\n", 1, "values with ': ' or a leading sign need quotes"),
        ("title: a\n\tx: b\n", 2, "indent with spaces, not tabs"),
        ('title: a\nhook: "b\nlist: c\n', 2, "close the quotation mark"),
        ('title: a\nhook: "C:\\data"\n', 2, "put the text in single quotes, or write two backslashes for one"),
        (
            "title: 'it's mine'\n",
            1,
            "begin what belongs together in one column; quote texts with quotation marks or ': '",
        ),
        ("title: ä北\nhook: b\0\n", 2, "take the character out"),
    ],
)
def test_a_fault_of_syntax_says_what_to_do(text: str, line: int, remedy: str) -> None:
    with pytest.raises(InvalidContent) as raised:
        yamltext.load(text, "item.md")
    (fault,) = raised.value.faults
    assert (fault.line, fault.remedy) == (line, remedy)


lines = st.text(min_size=1, max_size=80).map(lambda text: " ".join(text.split())).filter(bool)


@given(title=lines, hook=lines)
def test_any_text_survives_yaml(title: str, hook: str) -> None:
    try:
        made = item(title=title, hook=hook)
    except ValueError:
        return
    assert yamltext.read(Item, yamltext.dump(made), "item.md") == made


def test_a_list_of_values_reads_back() -> None:
    sources = (source(), source("harbour", include=("AI",), tier=1))
    assert yamltext.read(tuple[Source, ...], yamltext.dump(sources), "sources.yml") == sources


LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{name}: &{name} [*{was}, *{was}]\n" for was, name in pairwise("abcdefghijklmnopq")
)


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        (LAUGHS, 2, "aliases"),
        ("x: 1\na: &a [*a]", 2, "aliases"),
        ("x: 1\na: " + "[" * 100_000, 2, "nested more than 100 deep"),
        ("x: 1\na: " + "{a: " * 50_000, 2, "nested more than 100 deep"),
        ("x: 1\n" + "- " * 50_000, 2, "is not valid YAML"),
        ("- " * 50_000, 1, "nested more than 100 deep"),
        ("\n".join(" " * depth + "a:" for depth in range(3000)), 101, "nested more than 100 deep"),
        ("x: 1\na: 1" + ":59" * 5000, 2, "the number is too large"),
        ("x: 1\na: " + "9" * 5000, 2, "is not valid YAML: the number is too large"),
        ("x: 1\na: !!python/object/apply:os.system [id]", 2, "tag"),
        ("x: 1\na: !mine y", 2, "tag"),
        ("x:\n\t- 1", 2, "indent with spaces, not tabs"),
        ("x: 1\n<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> theirs\n", 2, "merge conflict"),
    ],
)
def test_yaml_made_to_do_harm_is_refused(text: str, line: int, problem: str) -> None:
    with pytest.raises(InvalidContent, match=problem) as caught:
        yamltext.load(text, "content/sources.yml")
    assert caught.value.faults[0].line == line


def test_a_long_list_is_not_deep() -> None:
    assert len(yamltext.load("a: [" + "[x], " * 5000 + "x]", "f.yml")["a"]) == 5001


def test_a_fault_of_json_that_is_no_yaml_is_told_without_its_line() -> None:
    text = '{"a": "\\ud83d\\ude00"}'
    with pytest.raises(InvalidContent, match="a: is not a known key"):
        yamltext.validate(Source, json.loads(text), text, "x.json")
