from __future__ import annotations

import pytest

from generator.model.vocabulary import Name
from generator.text.entities import EntityFinder

FINDER = EntityFinder(
    [
        Name(name="Northwind", kind="company", aliases=("北风",)),
        Name(name="Zephyr", kind="model", aliases=("西风大模型", "Zeph #")),
        Name(name="Cobalt", kind="model", joint="-"),
        Name(name="Tide", kind="model", joint="", aliases=("潮汐",)),
        Name(name="Chenghai-V", kind="model", joint="", aliases=("Chenghai V#",)),
        Name(name="Shuttle", kind="product"),
        Name(name="Ada Lund", kind="person"),
    ]
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Zephyr", ["Zephyr"]),
        ("Zephyr 5", ["Zephyr 5"]),
        ("Zephyr-5.1 and Zephyr5.2", ["Zephyr 5.1", "Zephyr 5.2"]),
        ("Zeph 5 mini", ["Zephyr 5 Mini"]),
        ("Zephyr 5 Flash-Lite.", ["Zephyr 5 Flash Lite"]),
        ("Zephyr 3 70B", ["Zephyr 3 70B"]),
        ("西风大模型2.0发布", ["Zephyr 2.0"]),
        ("Cobalt 5.6 Pro, Cobalt-4o", ["Cobalt-5.6-Pro", "Cobalt-4o"]),
        ("Cobalt-30b", ["Cobalt-30B"]),
        ("Tide3.8-Max, Tide 3-235B-A22B-2507", ["Tide3.8-Max", "Tide3-235B-A22B-2507"]),
        ("Tide 72B", ["Tide-72B"]),
        ("潮汐3开源", ["Tide3"]),
        ("Chenghai-V4-Pro, Chenghai V4", ["Chenghai-V4-Pro", "Chenghai-V4"]),
        # what counts something is no version, and only models have one
        ("Zephyr 3 million users, Zephyr 4 times, Zephyr 5%", ["Zephyr", "Zephyr", "Zephyr"]),
        ("西风大模型3亿用户", ["Zephyr"]),
        ("Zephyr 2026 and Zephyr 3rd", ["Zephyr", "Zephyr"]),
        ("Shuttle 3", ["Shuttle"]),
        ("Zephyr 5.6.7.8", ["Zephyr"]),
    ],
)
def test_versions_are_kept_whole_and_written_one_way(text: str, names: list[str]) -> None:
    assert [entity.name for entity in FINDER.find(text)] == names


def test_who_is_introduced_is_found_wherever_the_text_names_them() -> None:
    text = "Quist leaves\nTeodor Quist, chief executive of Halyard, leaves Northwind’s board. Quist met Ada Lund."
    found = [(entity.name, entity.kind, text[entity.start : entity.end]) for entity in FINDER.find(text)]
    assert found == [
        ("Teodor Quist", "person", "Quist"),
        ("Teodor Quist", "person", "Teodor Quist"),
        ("Halyard", "company", "Halyard"),
        ("Northwind", "company", "Northwind"),
        ("Teodor Quist", "person", "Quist"),
        ("Ada Lund", "person", "Ada Lund"),
    ]


def test_a_listed_name_wins_over_a_pattern() -> None:
    (entity,) = FINDER.find("Northwind Inc. rents a cluster")
    assert (entity.name, entity.start, entity.end) == ("Northwind", 0, 9)


def test_who_is_introduced_in_one_text_is_known_in_all_by_the_longest_name() -> None:
    texts = [
        "Robot maker Halden closes",
        "Halden Robotics, a company in Zug, will close its office",
        "Halden had a robot",
    ]
    assert [[(it.name, it.kind) for it in found] for found in FINDER.find_all(texts)] == [
        [("Halden Robotics", "company")]
    ] * 3


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        (["竹林智能（Bamboo AI）发布模型。竹林智能表示", "Bamboo AI, a Chinese startup, has a model"], "Bamboo AI"),
        (["软件公司明水软件（Brightwater Software）上调预期", "明水软件上调预期"], "明水软件"),
        (["Bamboo AI (竹林智能), a startup in Hefei, has a model", "竹林智能发布模型"], "竹林智能"),
    ],
)
def test_a_company_with_a_name_in_each_script_is_one(texts: list[str], name: str) -> None:
    assert [{(it.name, it.kind) for it in found} for found in FINDER.find_all(texts)] == [{(name, "company")}] * 2


def test_two_spellings_of_a_version_are_one() -> None:
    texts = [
        "We release Tarn 2, a multimodal model. Tarn 2, a language model",
        "Its new language model, Tarn-2, is out. Tarn2 is fast",
    ]
    assert {it.name for found in FINDER.find_all(texts) for it in found} == {"Tarn 2"}


def test_a_new_name_behind_a_listed_model_is_part_of_it() -> None:
    text = "They have Zephyr-Rosal, and a language model called Rosal"
    assert [it.name for it in FINDER.find(text)] == ["Zephyr", "Rosal"]
