"""What the site knows before it reads: topics, audiences, calls to action and names, as maintainers edit them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

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


class Rules(Value):
    """The rules of topics.yml."""

    topics: tuple[Topic, ...]
    audiences: tuple[Audience, ...]
    relevance: tuple[Line, ...]
    """Words that make a text one about AI."""
    roundups: tuple[Pattern, ...] = ()
    """Titles that tell several events at once."""
    calls: tuple[Call, ...] = ()


class Name(Value):
    """A name of entities.yml."""

    name: Line
    kind: Literal["company", "model", "person"]
    aliases: tuple[Line, ...] = ()
    """Other spellings, other languages."""
    sites: tuple[str, ...] = ()
    """Domains on which the named one speaks itself."""
    company: Line | None = None
    """Who makes it."""


class Vocabulary(Value):
    """Rules and names together."""

    rules: Rules
    names: tuple[Name, ...] = ()

    def of_kind(self, kind: str) -> Iterable[Name]:
        """The names of one kind: company, model or person."""
        return (name for name in self.names if name.kind == kind)
