"""What the site knows before it reads: topics, audiences, calls to action and names, as maintainers edit them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from generator.model.base import Language, Line, Slug, Value


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"is not a regular expression: {error}") from error
    return text


Labels = Annotated[dict[Language, Line], Field(min_length=1)]
Pattern = Annotated[str, AfterValidator(_pattern)]


def in_language(labels: Mapping[str, str], language: str) -> str:
    """The label in a language, else in English, else the first there is."""
    return labels.get(language) or labels.get("en") or next(iter(labels.values()))


class Topic(Value):
    """A topic of the site with the words that give it to an item."""

    id: Slug
    label: Labels
    lead: Labels
    """One sentence that says what the topic's page holds."""
    papers: bool = False
    """Whether it is the first topic of whatever is told by papers alone."""
    versions: bool = False
    """Whether a model with its version, in a title that tells that it is out, is one of its terms: Zephyr 5."""
    terms: tuple[Line, ...]


class Audience(Value):
    """Who should care, with the words that say so."""

    id: Slug
    label: Labels
    terms: tuple[Line, ...]


class Call(Value):
    """Something a reader can do next: the hosts its links lead to and the words around them."""

    id: Slug
    label: Labels
    hosts: tuple[str, ...] = ()
    terms: tuple[Line, ...] = ()


class Counterevidence(Value):
    """A sort of text that is rarely about AI even where it says the word."""

    reason: Line
    """What it is, as the coverage page tells it: a shopping offer."""
    patterns: tuple[Pattern, ...]
    """Looked for in the title."""


class Evidence(Value):
    """What makes a text one about AI, and what speaks against it."""

    strong: tuple[Line, ...]
    """Words that say AI by themselves."""
    weak: tuple[Line, ...] = ()
    """Words that texts about AI share with others."""
    against: tuple[Counterevidence, ...] = ()


class Rules(Value):
    """The rules of topics.yml."""

    topics: tuple[Topic, ...]
    audiences: tuple[Audience, ...]
    relevance: Evidence
    roundups: tuple[Pattern, ...] = ()
    """Titles that tell several events at once."""
    calls: tuple[Call, ...] = ()

    @model_validator(mode="after")
    def _differ(self) -> Self:
        for field, entries in (("topics", self.topics), ("audiences", self.audiences), ("calls", self.calls)):
            ids = [entry.id for entry in entries]
            for number, id in enumerate(ids):
                if id in ids[:number]:
                    raise ValueError(f"{field}.{number}.id is {id!r} again: give each an id of its own")
        return self


Kind = Literal["company", "model", "product", "person"]
#: What the names of a kind are called together: in `Entities`, in addresses and in words.
PLURALS: Mapping[Kind, str] = {"company": "companies", "model": "models", "product": "products", "person": "people"}


class Name(Value):
    """A name of entities.yml."""

    name: Line
    kind: Kind
    """company: laboratories, universities and authorities too; product: tools, apps, devices and machines."""
    aliases: tuple[Line, ...] = ()
    """Other spellings, other languages; one that ends in # is a name only before a version: `Opus #`."""
    not_in: tuple[Line, ...] = ()
    """Longer words in which it is not meant: 亚马逊雨林 for Amazon."""
    sites: tuple[str, ...] = ()
    """Domains on which the named one speaks itself."""
    company: Line | None = None
    """Who makes it."""
    joint: Literal[" ", "-", ""] = " "
    """What stands between a model and its version: Claude Opus 5, GPT-5, Qwen3."""
    general: bool = False
    """Whether most of what is told about it is not about AI."""

    def speaks_at(self, host: str) -> bool:
        """Whether a host is a site of its own."""
        return any(host == site or host.endswith(f".{site}") for site in self.sites)


class Vocabulary(Value):
    """Rules and names together."""

    rules: Rules
    names: tuple[Name, ...] = ()
