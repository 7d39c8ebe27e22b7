"""What each kind of channel gets, from an edition with strings that would like to be markup or to call everyone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

import jsonschema
import pytest

from generator.outbox.letter import Letter, Line
from generator.outbox.payloads import payload
from generator.settings import Webhook
from generator.site.page import Text
from generator.site.views.citations import Basis

EVIL = "<!channel> @everyone [x](javascript:alert(1)) *a* _b_ `c` & <b>"
Kind = Literal["slack", "discord", "mattermost", "json"]


def made(kind: Kind, letter: Letter) -> Any:
    return payload(Webhook(kind=kind, url_env="X"), letter)


@pytest.fixture
def evil(letter: Letter) -> Letter:
    line = Line(Text(EVIL), False, False, (Basis(Text(EVIL), ""),), "https://recap.example/2026/W25/x/", False)
    return replace(letter, title=EVIL, lines=(line,))


def test_slack(letter: Letter, evil: Letter) -> None:
    text = made("slack", letter)["text"]
    assert text.startswith("*<https://recap.example/2026/W25/|Compute changes hands>*\n")
    assert (
        "• Northwind will use Halyard's 300 MW cluster and doubles the limits. <https://recap.example/2026/W25/" in text
    )
    hostile = made("slack", evil)["text"]
    assert "<!channel>" not in hostile
    assert "@everyone" not in hostile
    assert hostile.count("<") == hostile.count("<https://recap.example/") == 2


def test_mattermost(letter: Letter, evil: Letter) -> None:
    assert made("mattermost", letter)["text"].startswith(
        "#### [Compute changes hands](https://recap.example/2026/W25/)\n"
    )
    hostile = made("mattermost", evil)["text"]
    assert "@everyone" not in hostile
    assert "](javascript" not in hostile
    assert r"\*a\* \_b\_ \`c\` & \<b\>" in hostile


def test_discord(letter: Letter, evil: Letter) -> None:
    message = made("discord", letter)
    assert message["allowed_mentions"] == {"parse": []}
    (embed,) = message["embeds"]
    assert (embed["title"], embed["url"]) == ("Compute changes hands", "https://recap.example/2026/W25/")
    many = replace(evil, lines=evil.lines * 100, title="t" * 300)
    (embed,) = made("discord", many)["embeds"]
    assert (len(embed["title"]), len(embed["description"]) <= 4096) == (256, True)
    assert embed["description"].endswith("(https://recap.example/2026/W25/x/)"), "no line is cut"


def test_plain_data(letter: Letter) -> None:
    text = {"type": "string", "minLength": 1}
    source = {"type": "object", "properties": {"name": text, "url": {"type": "string"}}, "required": ["name", "url"]}
    line = {
        "type": "object",
        "properties": {
            "text": text,
            "url": text,
            "inference": {"type": "boolean"},
            "sources": {"items": source, "minItems": 1},
        },
        "required": ["text", "url", "inference", "sources"],
    }
    message = made("json", letter)
    jsonschema.validate(message["lines"], {"type": "array", "minItems": 2, "items": line})
    assert (message["week"], message["published"]) == ("2026-W25", "2026-06-22T00:00:00Z")
    assert message["labels"] == ["Written by an AI model, checked against its sources"]


@pytest.mark.parametrize("kind", ["slack", "discord", "mattermost"])
def test_what_a_model_wrote_says_so(letter: Letter, kind: Kind) -> None:
    assert "Written by an AI model" in str(made(kind, letter))
    quoted = replace(letter, lines=letter.lines[1:])
    assert "Written by an AI model" not in str(made(kind, quoted))
