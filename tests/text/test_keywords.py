from __future__ import annotations

import pytest

from generator.text.keywords import Keywords


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        (["ai"], "training in the rain, said Dubai", None),
        (["ai"], "An AI-powered toaster", "ai"),
        (["ai"], "用AI写的", "ai"),
        (["AI"], "AI的未来", "AI"),
        (["AI"], "an ai with lower-case letters", None),
        (["RAG"], "a rag doll", None),
        (["大模型"], "国产大模型降价", "大模型"),
        (["机器人", "-聊天机器人"], "聊天机器人降价", None),
        (["机器人", "-聊天机器人"], "聊天机器人与机器人", "机器人"),
        (["neural network"], "deep Neural\nNetwork training", "neural\nnetwork"),
        (["GPT-5"], "GPT-5.5 is here", "GPT-5"),
        (["GPT-5"], "GPT-50 is not", None),
        (["c++"], "written in C++, of all things", "c++"),
        (["machine", "machine learning"], "machine learning", "machine learning"),
        (["later", "first"], "first things first, later", "first"),
        (["café"], "a Café, not cafés", "café"),
        ([], "anything", None),
        ([" ", ""], "anything", None),
    ],
)
def test_first_in(words: list[str], text: str, found: str | None) -> None:
    assert Keywords(words).first_in(text) == found


def test_case_can_be_ignored_for_all_words() -> None:
    assert Keywords(["OpenAI"], ignore_case=True).first_in("news on openai") == "openai"
    assert Keywords(["OpenAI"]).first_in("news on openai") is None


def test_an_empty_list_is_false() -> None:
    assert not Keywords([])
    assert Keywords(["x"])


def test_each_word_is_told_once() -> None:
    words = Keywords(["AI", "ai agent", "model", "大模型"])
    assert words.all_in("AI, a model, AI; 大模型, Model, ai agents") == ("AI", "model", "大模型")
    assert words.count("AI, a model and an ai agent") == 3
