from __future__ import annotations

import pytest

from generator.text.places import countries, enclosing, places_in, places_of
from generator.text.quotations import folded, quotations, stands_in
from generator.text.stance import DEED, language_of, stance_reader
from generator.text.stems import german_stem, stem


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Northwind will not sell", ["future", "negation"]),
        ("It may, reportedly, be so", ["possible", "hearsay"]),
        ("not only here, as noted", ["said"]),
        ("revenue declined 3% to a low", []),
        ("不断增长", []),
        ("减持不超1%", []),
        ("九月才能使用", ["future"]),
        ("不会推出，计划推出", ["negation", "planned"]),
    ],
)
def test_cues(text: str, kinds: list[str]) -> None:
    assert [mark.kind for mark in stance_reader().read(text) if not (mark.is_direction or mark.is_deed)] == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Die Firma veröffentlicht das Modell nicht", ["negation"]),
        ("Sie könnte es laut Northwind verkaufen", ["possible", "said"]),
        ("Northwind teilte am Montag mit, dass es steigt", ["said"]),
        ("Northwind teilte die Daten, und zwar mit Halyard", []),
        ("das schnellste Modell ist höchstens schnell", ["superlative"]),
        ("Die will nicht nur das", ["planned"]),
    ],
)
def test_german_cues(text: str, kinds: list[str]) -> None:
    assert [mark.kind for mark in stance_reader("de").read(text) if mark.kind.isalpha()] == kinds


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Die Firma hat das Modell nicht veröffentlicht.", "de"),
        ("Der Spiegel and Die Zeit will sue.", "en"),
        ("Sora was downloaded in five days.", "en"),
        ("Het bedrijf is van de markt en de prijs is hoog.", "en"),
        ("北风公司发布模型 Zephyr", "zh"),
        ("Umsatz steigt", "fallback"),
    ],
)
def test_the_language_is_told_by_common_words(text: str, language: str) -> None:
    assert language_of(text, "fallback" if language == "fallback" else "en") == language


@pytest.mark.parametrize(("german", "english"), [("stieg", "rose"), ("ging zurück", "fell"), ("Klage", "lawsuit")])
def test_german_cues_are_of_the_english_kinds(german: str, english: str) -> None:
    one, two = ({mark[:2] for mark in stance_reader(it).read(text)} for it, text in (("de", german), ("en", english)))
    assert one & two


def test_opposites_share_a_kind_and_differ_in_pole() -> None:
    rose, fell = (mark for mark in stance_reader().read("rose, fell") if mark.kind.isdigit())
    assert (rose.kind, rose.pole) == (fell.kind, 1 - fell.pole)


@pytest.mark.parametrize(
    ("said", "other", "is_same"),
    [("bribed", "bribery", True), ("罚款", "fined", True), ("bribed", "fined", False), ("arrested", "thanked", False)],
)
def test_deeds_share_a_kind_across_languages(said: str, other: str, is_same: bool) -> None:
    one, two = ({mark.kind for mark in stance_reader().read(it) if mark.kind.startswith(DEED)} for it in (said, other))
    assert one and bool(one & two) == is_same


@pytest.mark.parametrize(
    "words",
    ["rise rises rising rose risen", "plan plans planned planning", "hire hired hiring", "release released releases",
     "company companies", "pass passed passing", "acquire acquired acquiring acquires"],
)  # fmt: skip
def test_one_stem(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 1


@pytest.mark.parametrize("words", ["plant planen geplant", "übernahme übernahmen", "klage klagen klagt"])
def test_one_german_stem(words: str) -> None:
    assert len({german_stem(word) for word in words.split()}) == 1


@pytest.mark.parametrize(("one", "other"), [("not", "noted"), ("here", "her"), ("us", "u")])
def test_other_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_quotations_of_both_languages() -> None:
    assert quotations("He said “we are done.” 他说「完成了」，it's 'so'") == ["we are done", "完成了"]


@pytest.mark.parametrize(
    ("part", "is_there"),
    [("1.5 billion", True), ("5 billion", False), ("1.5 bill", False), ("BILLION “chips”", True), ("", False)],
)
def test_a_part_stands_where_it_cuts_no_word(part: str, is_there: bool) -> None:
    assert stands_in(folded(part), folded('It has 1.5 billion "chips".')) == is_there


def test_places_by_name_and_by_what_is_said_of_them() -> None:
    assert places_in("a Japanese firm") == places_in("一家日本公司") == places_of("japan")
    assert places_in("nothing") == frozenset()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("Tokyo", "Tokyo, Japan, Asia"), ("the Senate", "US"), ("Austin", "Austin, Texas, US"), ("Brussels", "EU")],
)
def test_a_place_lies_in_others_or_stands_for_one(text: str, wanted: str) -> None:
    assert enclosing(countries(places_in(text))) == places_in(wanted)
