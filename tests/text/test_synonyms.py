from __future__ import annotations

from collections import Counter
from importlib import resources

import pytest
import yaml

from generator.text.stems import stem
from generator.text.synonyms import sense, sense_of


@pytest.mark.parametrize(
    ("one", "other"), [("leased", "rents"), ("payments", "pays"), ("needs", "required"), ("agreed", "agrees")]
)
def test_inflections_of_words_that_say_the_same_meet(one: str, other: str) -> None:
    assert sense_of(one) == sense_of(other)


def test_other_words_stay_as_they_are() -> None:
    assert sense("bridge") == "bridge"
    assert sense_of("rises") != sense_of("falls")


def test_no_word_stands_in_two_lists() -> None:
    lists = yaml.safe_load(resources.files("generator.text").joinpath("synonyms.yml").read_text("utf-8"))
    counted = Counter(word for words in lists for word in {stem(word) for word in words})
    assert [word for word, times in counted.items() if times > 1] == []
