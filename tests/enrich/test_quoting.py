from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.enrich.quoting import quotation, second_quotation
from generator.text.words import count_words

LONG = (
    "After months of talks that both sides had kept quiet, and after two failed attempts in the spring, Northwind will"
    " rent Halyard's cluster of 300 megawatts near Groningen from 6 July 2026, while Meridian, its rival, said that it"
    " was still looking for a site with enough power in the north of the country."
)
CHINESE = "经过数月未公开的谈判以及春天两次失败的尝试之后，北风公司将从七月起租用哈利亚德位于格罗宁根的三百兆瓦集群，而竞争对手子午线则表示仍在北部寻找电力充足的地点，并且不排除推迟到明年再作决定的可能。"


def test_a_short_sentence_is_quoted_whole() -> None:
    assert quotation("Anything at all.", "Northwind rents a cluster.") == "Northwind rents a cluster."


@pytest.mark.parametrize(
    ("claim", "sentence", "needed"),
    [
        ("Northwind rents 300 megawatts from July.", LONG, ["Northwind", "300 megawatts", "6 July 2026"]),
        ("Meridian looks for a site with enough power.", LONG, ["Meridian", "looking for a site with enough power"]),
        ("北风七月起租用三百兆瓦集群。", CHINESE, ["北风公司", "七月", "三百兆瓦集群"]),
        ("子午线仍在北部寻找地点。", CHINESE, ["子午线", "北部寻找"]),
    ],
)
def test_a_long_sentence_is_cut_to_what_the_claim_takes_from_it(claim: str, sentence: str, needed: list[str]) -> None:
    part = quotation(claim, sentence)
    assert part in sentence
    assert count_words(part) <= 25
    assert [words for words in needed if words not in part] == []


def test_a_second_quotation_is_another_part_of_the_sentence() -> None:
    claim = "Northwind will rent a cluster of 300 megawatts while Meridian looks for a site with enough power."
    first = quotation(claim, LONG)
    second = second_quotation(claim, LONG, first)
    assert second in LONG.replace(first, "") and count_words(second) <= 25
    assert "enough power" in first + second and "300 megawatts" in first + second
    assert second_quotation("x", "All of it.", "All of it.") == ""


@given(st.text(max_size=40), st.text(alphabet=st.sampled_from("ab, 租用。；1%"), min_size=1, max_size=400))
def test_a_quotation_is_verbatim_and_short(claim: str, sentence: str) -> None:
    part = quotation(claim, sentence)
    assert part in sentence
    assert count_words(part) <= 25
