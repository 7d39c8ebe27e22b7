"""The catalogue of fixed words: dates, numbers, plurals, and that the theme asks for nothing it lacks."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

import pytest

from generator.enrich.items import NOT_CARRIED
from generator.enrich.llm.question import Cause
from generator.site.words import Words, catalogues, load_words
from tests.conftest import ROOT
from tests.site.sample import PROJECT, W25

WORDS = load_words("en")


def test_dates() -> None:
    moment = datetime.fromisoformat("2026-06-05T09:07:00+00:00")
    assert WORDS.day(moment) == "5 June 2026"
    assert WORDS.day_short(moment) == "5 Jun"
    assert WORDS.minute(moment) == "5 June 2026, 09:07 UTC"
    assert WORDS.minute(moment.replace(hour=0, minute=0, second=0)) == "5 June 2026"


@pytest.mark.parametrize(("text", "shown"), [("2026-06-05", "5 June 2026"), ("2026-06", "June 2026"), ("2026", "2026")])
def test_partial_dates(text: str, shown: str) -> None:
    assert WORDS.partial(text) == shown


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        (W25.start.date(), W25.last_day, "15–21 Jun 2026"),
        (date(2026, 6, 29), date(2026, 7, 5), "29 Jun – 5 Jul 2026"),
        (date(2025, 12, 29), date(2026, 1, 4), "29 Dec 2025 – 4 Jan 2026"),
    ],
)
def test_a_span_says_what_both_days_share_once(first: date, last: date, shown: str) -> None:
    thin = shown if " – " in shown else shown.replace("–", " – ")  # which later editions of CLDR set everywhere
    assert " ".join(WORDS.span(first, last).split()) in (shown, thin)


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(59, "less than a minute"), (360, "6 minutes"), (3599, "59 minutes"), (3600, "1 hour"), (200000, "2 days")],
)
def test_lag_in_whole_units(seconds: float, shown: str) -> None:
    assert WORDS.lag(seconds) == shown


def test_plurals_and_grouped_numbers() -> None:
    assert [WORDS("outlets", n=n) for n in (0, 1, 1240)] == ["0 outlets", "1 outlet", "1,240 outlets"]


def test_braces_in_a_value_stay_text() -> None:
    assert WORDS("week_before", week="{week} {{ 7*7 }}") == "Before that: {week} {{ 7*7 }}"


def test_a_language_that_lacks_a_word_borrows_the_english_one() -> None:
    words = load_words("xx")
    assert words.language == "xx"
    assert words("search") == "Search"


def test_every_word_is_used_and_every_used_word_is_there() -> None:
    texts = [path.read_text("utf-8") for path in [*(PROJECT / "theme").rglob("*.html")]]
    texts += [path.read_text("utf-8") for path in (PROJECT / "generator" / "site").rglob("*.py")]
    texts += [
        path.read_text("utf-8") for path in (PROJECT / "generator" / "outbox").rglob("*.*") if path.suffix != ".pyc"
    ]
    text = "\n".join(texts)
    keys = set(WORDS.entries)
    prefixes = ("fate_", "category_", "status_", "relation_", "made_", "deep_", "toc_", "health_", "verdict_")
    unused = {key for key in keys if f'"{key}"' not in text and f"'{key}'" not in text and not key.startswith(prefixes)}
    dynamic = {
        "companies_lead",
        "models_lead",
        "products_lead",
        "people_lead",
        "topics_lead",
        "sources_lead",
        "archive_lead",
        "search_lead",
    }
    assert unused <= dynamic | {"locale", "copy"}
    asked = set(re.findall(r"""\bt(?:\.raw)?\(["']([a-z_]+)["'][,)]""", text))
    asked |= set(re.findall(r"""\bwords\(["']([a-z_]+)["'][,)]""", text))
    assert asked - {"key"} <= keys  # "key" is the docstring's example


def test_chinese_dates_numbers_and_texts_without_plural() -> None:
    words = load_words("zh")
    assert words.day(date(2026, 6, 15)) == "2026年6月15日"
    assert words.partial("2026-06") == "2026年6月"
    assert re.fullmatch(r"2026年6月15日(至|\u2009–\u2009)21日", words.span(W25.start.date(), W25.last_day)), (
        "as CLDR has it"
    )
    assert [words("outlets", n=n) for n in (1, 1240)] == ["1 家媒体", "1,240 家媒体"]
    assert words.lag(7200) == "2小时"


@pytest.mark.parametrize("language", sorted(catalogues()))
def test_a_catalogue_has_the_words_of_the_english_one_with_the_same_places(language: str) -> None:
    own = catalogues()[language]
    assert own.keys() <= WORDS.entries.keys()
    assert language == "en" or WORDS.entries.keys() - own.keys() <= {"robots_note", "archived"}
    for key, entry in own.items():
        assert _places(entry) <= _places(WORDS.entries[key]) | {"{n}"}, key


def _places(entry: object) -> set[str]:
    return set(re.findall(r"\{[a-z_]+\}", str(entry)))


@pytest.mark.parametrize(
    ("tag", "english", "chinese", "own"),
    [("en", "English", "英语", "English"), ("zh-CN", "Chinese", "中文", "中文"), ("fr", "French", "法语", "Français"),
     ("x!", "x!", "x!", "x!")],
)  # fmt: skip
def test_languages_by_name(tag: str, english: str, chinese: str, own: str) -> None:
    assert [WORDS.language_name(tag), load_words("zh").language_name(tag), WORDS.own_language_name(tag)] == [
        english, chinese, own,
    ]  # fmt: skip


def test_words_are_values() -> None:
    assert Words("en", {}) == Words("en", {})


@pytest.mark.parametrize(
    ("language", "line"),
    [("en", "14 events from 23 reports in 6 sources"), ("zh", "14 个事件，来自 6 个来源的 23 篇报道")],
)
def test_the_numbers_of_a_week_read_as_a_sentence(language: str, line: str) -> None:
    words = load_words(language)
    events, reports, sources = words("events", n=14), words("from_reports", n=23), words("in_sources", n=6)
    assert words("week_numbers", events=events, reports=reports, sources=sources) == line


@pytest.mark.parametrize("language", sorted(catalogues()))
def test_every_reason_why_no_model_wrote_a_page_has_words(language: str) -> None:
    words = load_words(language)
    assert [slug for slug in (*(cause.slug for cause in Cause), NOT_CARRIED) if words.cause(slug) == slug] == []


@pytest.mark.parametrize("template", sorted((ROOT / "theme" / "recap").glob("*.html")), ids=lambda path: path.name)
def test_the_theme_leaves_the_marks_between_words_to_the_catalogue(template: Path) -> None:
    """Chinese has its own comma, semicolon and full stop."""
    text = re.sub('="[^"]*"', "", template.read_text("utf-8"))  # attributes are for programs
    assert re.findall(r"[}][}][,;:] [{][{%]|%[}][,;] [{]|join\(\"[,;] \"\)|[%}][}]\.</p>", text) == []


def test_no_words_name_a_site_that_a_maintainer_calls_otherwise() -> None:
    texts = [str(text) for entries in catalogues().values() for text in entries.values()]
    assert [text for text in texts if "Weekly AI Recap" in text] == []
