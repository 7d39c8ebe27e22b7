"""Scripted writers behind the model server: one that repeats what it read, one that makes things up, one that obeys.

Each is a function of the request, as `ModelServer.answer` wants it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from tests.modelserver import Asked, Reply, say

_NUMBERED = re.compile(r"^\[(\d+)\] (.+)$", re.MULTILINE)
_FACT = re.compile(r"^\[(\d+)\] (\d{4}-\d\d-\d\d): (.+)$", re.MULTILINE)
#: What the liar says: a number, a name, a date, a quotation, an address and a denial that no report has.
LIES = (
    "Northwind paid 77 billion dollars for the cluster.",
    "Gravelbank Capital bought the cluster from Halyard.",
    "The deal was signed on 3 February 2019.",
    'Northwind said: "We will never share this cluster."',
    "Read more at https://evil.example/?q=secret",
    "Northwind does not rent a cluster near Groningen.",
)


def sentences(asked: Asked) -> list[tuple[int, str]]:
    """The numbered sentences of the reports, with their numbers."""
    reports = asked.user.split("\nEarlier facts", 1)[0]
    return [(int(number), text) for number, text in _NUMBERED.findall(reports)]


def facts(asked: Asked) -> list[tuple[int, str, str]]:
    """Number, day and text of the facts of earlier items."""
    return [(int(number), day, text) for number, day, text in _FACT.findall(asked.user)]


def honest(asked: Asked) -> Reply:
    """Says in each field what one sentence says."""
    return say(_head(asked) if _is_head(asked) else told(asked), usage=usage(asked))


#: Lines of the feeds that tests serve, and of the honest writer, in Chinese.
CHINESE = {
    "Northwind rents Halyard's cluster and doubles Zephyr's limits": "北风租用Halyard的集群，并将Zephyr的额度翻倍",
    "Northwind will rent Halyard's cluster of 300 megawatts near Groningen for its Zephyr artificial intelligence.": "北风将为其Zephyr人工智能租用Halyard在Groningen附近的300兆瓦集群。",
    "The limits of all paid Zephyr plans double today because the cluster ends a shortage of compute.": "由于该集群结束算力短缺，所有付费Zephyr套餐的额度今天翻倍。",
    "Northwind plans to move all training to a site near Porto by the end of 2027.": "北风计划在2027年底前将所有训练迁至Porto附近的站点。",
    "An AI that plays chess loses to a child": "会下棋的人工智能输给了一个孩子",
    "A chess program with artificial intelligence lost a game against a nine-year-old in Porto on Tuesday.": "一个人工智能象棋程序周二在Porto输给了一名九岁儿童。",
    "More can be done with it than before.": "用它能做的事比以前更多。",
    "What is told here will go on.": "这里所说的将继续下去。",
}


def translator(asked: Asked) -> Reply:
    """Writes as `honest` does, and translates into Chinese what `CHINESE` has; of everything else it makes up a sum."""
    if not is_translation(asked):
        return honest(asked)
    lines = [
        {"number": number, "text": CHINESE.get(text, "北风支付了770亿美元。")} for number, text in sentences(asked)
    ]
    return say({"lines": lines}, usage=usage(asked))


def is_translation(asked: Asked) -> bool:
    """Whether lines are to be translated."""
    return list(asked.schema["properties"]) == ["lines"]


def liar(asked: Asked) -> Reply:
    """What happened is true; all that follows is made up."""
    if _is_head(asked):
        return say({"title": _claim(LIES[0], 1), "intro": [_claim(lie, 1) for lie in LIES[:5]]}, usage=usage(asked))
    answer = told(asked)
    invented = [_claim(lie, 1) for lie in LIES]
    answer |= {
        "title": _claim(LIES[1], 1), "hook": _claim(LIES[0], 1), "why_it_matters": _claim(LIES[5], 1),
        "what_to_do_next": _claim(LIES[4], 1), "takeaways": invented[:4], "technical": invented[:2],
        "timeline": [{**_claim(LIES[2], 1), "date": "2019-02-03"}],
        "competitors": {"subjects": ["Northwind", "Gravelbank"], "rows": [{"aspect": "Price", "cells": invented[:2]}]},
        "implications": [_forecast(LIES[0], 1), _forecast("The cluster grows.", 1, test="Ask Gravelbank Capital.")],
        "entities": {"companies": ["Gravelbank Capital"], "models": ["Gravel-9"], "people": ["Ada Gravel"]},
    }  # fmt: skip
    return say(answer, usage=usage(asked))


def usage(asked: Asked) -> tuple[int, int]:
    """Tokens of prompt and completion, in the usual proportion of four characters a token."""
    return sum(len(message["content"]) for message in asked.messages) // 4, 400


def told(asked: Asked) -> dict[str, Any]:
    """The answer of the honest writer about an event."""
    own = [(number, text) for number, text in sentences(asked) if len(text) <= 220]
    title, *rest = own
    body = rest or [title]
    lent = [{**_claim(text, number), "date": day} for number, day, text in facts(asked) if len(text) <= 220]
    properties = asked.schema["properties"]
    return {
        "title": _claim(title[1][:220], title[0]),
        "hook": _claim(body[-1][1], body[-1][0]),
        "what_changed": _claim(body[0][1], body[0][0]),
        "why_it_matters": _claim("More can be done with it than before.", body[0][0]),
        "what_to_do_next": None,
        "takeaways": [_claim(text, number) for number, text in body[1:4]],
        "technical": [],
        "competitors": None,
        "implications": [_forecast("What is told here will go on.", body[0][0])],
        "timeline": lent[:2],
        "topics": _choices(properties["topics"])[:1],
        "audience": _choices(properties["audience"])[:1],
        "entities": {"companies": ["Northwind"], "models": [], "people": []},
    }


def _head(asked: Asked) -> dict[str, Any]:
    statements = [(number, text) for number, text in sentences(asked) if len(text) <= 220]
    number, text = statements[-1]
    return {"title": _claim(text, number), "intro": [_claim(text, number) for number, text in statements[:5]]}


def _is_head(asked: Asked) -> bool:
    return "intro" in asked.schema["properties"]


def _claim(text: str, *cites: int) -> dict[str, Any]:
    return {"text": text, "cites": list(cites)}


def _forecast(text: str, cite: int, test: str = "Look whether it still goes on.") -> dict[str, Any]:
    return {
        **_claim(text, cite), "because": "It has begun.", "due": "2027-06-30", "test": test, "confidence": 0.7,
    }  # fmt: skip


def _choices(schema: Mapping[str, Any]) -> Sequence[str]:
    items = schema["items"]
    return items.get("enum") or [items["const"]]
