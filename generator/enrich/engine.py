"""The door every engine uses, built-in ones included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from generator.model.article import Article
from generator.model.item import Claim, Competitors, Entities, Evidence, Implication, TimelineEntry, Tldr


@dataclass(frozen=True)
class Draft:
    """What an engine says about one event; citations name entries of `evidence`."""

    headline: str | None
    """The title an outlet gave it; None where none has one in the language of the draft."""
    language: str
    title: Claim | None = None
    """The engine's own, printed instead of the outlet's where it is carried."""
    hook: Claim | None = None
    topics: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    entities: Entities = field(default_factory=Entities)
    tldr: Tldr | None = None
    takeaways: tuple[Claim, ...] = ()
    competitors: Competitors | None = None
    technical: tuple[Claim, ...] = ()
    implications: tuple[Implication, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    evidence: dict[str, Evidence] = field(default_factory=dict)
    """Sentences that may be cited, those of the event's own reports first; cut when they are printed."""
    tellings: tuple[Draft, ...] = ()
    """The same from the reports in each other language: title, hook, summary, takeaways and details."""
    is_verbatim: bool = False
    """Whether every claim is in the words of what it cites; an ellipsis tells what is left out."""


class Engine(Protocol):
    """Writes what an item says about its articles."""

    name: str
    version: str
    """Part of the input's hash: an item is enriched again when it changes."""
    language: str
    """Of the site."""

    def enrich(self, articles: Sequence[Article]) -> Draft:
        """The draft for one event; articles: its reports, the primary source first."""
        ...
