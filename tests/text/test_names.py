from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.vocabulary import Name, Vocabulary
from generator.text.names import NameFinder

NAMES = [
    Name(name="Northwind", kind="company", aliases=("北风",), not_in=("北风呼啸", "Northwind Avenue")),
    Name(name="Zephyr", kind="model", aliases=("西风大模型", "Zeph #")),
    Name(name="Zephyr 5 Mini", kind="model"),
    Name(name="Shuttle", kind="product"),
    Name(name="Alder", kind="model", aliases=("桤木",), not_in=("Alder Lund", "Jo Alder", "Alder trees", "桤木林")),
    Name(name="Ada Lund", kind="person", aliases=("阿达·伦德",)),
    Name(name="Élan Vital", kind="company"),
    Name(name="SK Tarn", kind="company", aliases=("SK塔恩",)),
    Name(name="C.T. Quist", kind="person"),
    Name(name="4Hills", kind="company"),
]
FINDER = NameFinder(NAMES)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Northwind's Zephyr", ["Northwind", "Zephyr"]),
        ("北风发布Zephyr 5 Mini。", ["Northwind", "Zephyr 5 Mini"]),
        ("Zephyrs and northwind and SouthNorthwind", []),
        ("Zephyr-based, says Ada Lund.", ["Zephyr", "Ada Lund"]),
        ("C.T. Quist of 4Hills", ["C.T. Quist", "4Hills"]),
        # digits touch models and products, no company
        ("Zephyr6 runs on Shuttle3, not on Northwind7", ["Zephyr", "Shuttle"]),
        ("西风大模型5.0", ["Zephyr"]),
        # an alias that needs a version
        ("Zeph 5, Zeph-5.1 and ZephV2", ["Zephyr", "Zephyr"]),
        ("Zeph‑5.1", ["Zephyr"]),
        ("Zephyr-5-Mini and Zephyr 5-Mini; Ada-Lund", ["Zephyr 5 Mini", "Zephyr"]),
        ("Zeph blew; Zeph is a wind", []),
        # a space beside a Chinese character may be there or not, in the text and in the list
        ("SK塔恩和SK 塔恩", ["SK Tarn", "SK Tarn"]),
        ("阿达·伦德表示", ["Ada Lund"]),
        # longer words in which it is not meant
        ("窗外北风呼啸，北风涨价", ["Northwind"]),
        ("the shop on Northwind Avenue", []),
        # who is told first by a full name is called by a part of it from there on
        ("Alder Lund died. Alder was 69.", []),
        ("Jo Alder paints. Alder, 桤木: she lives in Porto.", []),
        ("Alder 2 is named after Alder Lund. Alder costs nothing.", ["Alder", "Alder"]),
        ("Alder trees and 桤木林 have no prices; Alder has.", ["Alder"]),
        ("Northwind Avenue is where Northwind sits.", ["Northwind"]),
        ("Élan Vital", ["Élan Vital"]),
        ("ÉNorthwind", []),
        ("", []),
    ],
)
def test_names_in_a_text(text: str, names: list[str]) -> None:
    assert [name.name for name in FINDER.find(text)] == names


def test_no_names_are_found_by_an_empty_list() -> None:
    assert list(NameFinder([]).find("Northwind 北风")) == []


@given(st.lists(st.sampled_from([*"北风塔恩 -5#é", "Northwind", "Zephyr", "SK", "Ada Lund", "Zeph"]), max_size=12))
def test_a_span_is_a_spelling_of_its_name_and_none_overlaps_another(parts: list[str]) -> None:
    text = "".join(parts)
    end = 0
    for name, start, stop in FINDER.spans(text):
        spellings = {alias.replace(" ", "").rstrip("#") for alias in (name.name, *name.aliases)}
        assert text[start:stop].replace(" ", "") in spellings
        assert start >= end
        end = stop


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("She studied the rainforest: 亚马逊雨林的树木", []),
        ("东北大学的北大门", []),
        ("蓝思科技与京东方", ["Lens Technology", "BOE Technology"]),
        ("高通量测序", []),
        ("三星堆遗址", []),
        ("The observatory named Vera Rubin Observatory saw it", []),
        ("Kimi Antonelli won the race", []),
        ("Claude Monet's lilies, and Jean-Claude's", []),
        ("a block, an arm, a figure, a scout, a cursor and a runway", []),
        ("Meta-analysis of nine trials", []),
        ("tested in vivo and ex vivo", []),
        ("Opus 5 beats the Opus for strings", ["Claude Opus"]),
        ("Qwen3.8-Max, GPT-5.6 and DeepSeek-V4", ["Qwen", "GPT", "DeepSeek-V"]),
        ("千问App", ["Qwen Chat"]),
        ("锐龙 AI 9 H 365", ["Ryzen AI"]),
    ],
)
def test_names_of_the_project_and_their_false_friends(vocabulary: Vocabulary, text: str, names: list[str]) -> None:
    assert [name.name for name in NameFinder(vocabulary.names).find(text)] == names


def test_no_spelling_is_claimed_twice_and_every_maker_is_listed(vocabulary: Vocabulary) -> None:
    spellings = [spelling for name in vocabulary.names for spelling in (name.name, *name.aliases)]
    assert len(spellings) == len(set(spellings))
    companies = {name.name for name in vocabulary.names if name.kind == "company"}
    assert {name.company for name in vocabulary.names if name.company} <= companies
    assert all(name.kind in ("model", "product") for name in vocabulary.names if name.company)
