"""An item: one event, told by one or more articles; one page. Its front matter is the public contract."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from generator.model.article import link_key, publisher_of
from generator.model.base import Address, Instant, Language, Line, PartialDate, Slug, Url, Value
from generator.model.week import Week, WeekId

Cite = Annotated[str, Field(pattern=r"^e[1-9][0-9]*$")]

#: Fields a maintainer may pin; a pinned field is never overwritten.
PINNABLE = (
    "title", "hook", "language", "topics", "audience", "entities", "importance",
    "tldr", "tldr.what_changed", "tldr.why_it_matters", "tldr.what_to_do_next",
    "takeaways", "competitors", "technical", "implications", "timeline", "related",
)  # fmt: skip


class Report(Value):
    """An article as its item lists it."""

    source: Slug
    name: Line
    """The outlet's name."""
    title: Line
    url: Url
    language: Language
    published: Instant | None = None
    collected: Instant
    role: Literal["primary", "report", "copy"] = "report"
    """primary: the word of those whom it is about; copy: the same text again."""
    paywall: bool = False
    owner: Line | None = None

    @property
    def key(self) -> str:
        """Identity of the article, as `Article.key`."""
        return link_key(self.url)


class Evidence(Value):
    """A verbatim sentence, or part of one, that a claim cites."""

    article: Annotated[int, Field(ge=0)]
    """Index into the item's articles."""
    quote: Line


class Claim(Value):
    """One statement on an item's page."""

    text: Line
    cites: tuple[Cite, ...] = ()
    inference: bool = False
    """True where no sentence says it: then the page says so."""

    @model_validator(mode="after")
    def _is_carried(self) -> Self:
        if not self.cites:
            raise ValueError("a claim needs at least one citation; an inference cites what it rests on")
        return self


class NextStep(Claim):
    """What a reader can do now."""

    kind: Slug | None = None
    """Which rule of topics.yml found it: code, paper, demo …"""
    link: Url | None = None


class Tldr(Value):
    """The 30-second TL;DR."""

    what_changed: Claim
    why_it_matters: Claim | None = None
    what_to_do_next: NextStep | None = None


class ComparisonRow(Value):
    aspect: Line
    cells: tuple[Claim | None, ...]
    """One for each subject; None where no source says anything."""


class Competitors(Value):
    """A table of named organisations beside each other, from cited sentences only."""

    subjects: Annotated[tuple[Line, ...], Field(min_length=2)]
    rows: Annotated[tuple[ComparisonRow, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _is_rectangular(self) -> Self:
        for row in self.rows:
            if len(row.cells) != len(self.subjects):
                raise ValueError(f"row {row.aspect!r} has {len(row.cells)} cells for {len(self.subjects)} subjects")
        return self


class Implication(Claim):
    """Something that will or may come, with what a reader needs to hold it to account."""

    id: Annotated[str, Field(pattern=r"^p[1-9][0-9]*$")]
    because: Line | None = None
    due: PartialDate | None = None
    test: Line | None = None
    confidence: Annotated[float, Field(ge=0, le=1)] | None = None
    status: Literal["open", "came-true", "failed", "void"] = "open"


class TimelineEntry(Value):
    """A dated event: told by a cited sentence, or an item of the archive."""

    date: PartialDate
    text: Line | None = None
    cites: tuple[Cite, ...] = ()
    item: Address | None = None

    @model_validator(mode="after")
    def _is_carried(self) -> Self:
        if not self.item and not (self.text and self.cites):
            raise ValueError("a timeline entry needs text with a citation, or an item")
        return self


class Related(Value):
    """Another item that belongs beside this one, and why."""

    item: Address
    relation: Literal["earlier", "later", "sibling"]
    why: Line
    score: Annotated[float, Field(ge=0, le=1)]


class Correction(Value):
    """What a published page said wrongly."""

    date: Instant
    field: Line
    was: Line
    now: Line
    why: Line


class Entities(Value):
    """Names an item is about."""

    companies: tuple[Line, ...] = ()
    models: tuple[Line, ...] = ()
    people: tuple[Line, ...] = ()


class Importance(Value):
    """How far up the edition, with the reasons in words."""

    score: Annotated[float, Field(ge=0, le=1)] = 0.0
    why: tuple[Line, ...] = ()


class ClaimCount(Value):
    kept: Annotated[int, Field(ge=0)] = 0
    struck: Annotated[int, Field(ge=0)] = 0


class Made(Value):
    """How an item's claims came to be."""

    engine: Literal["extractive", "model"]
    model: Line | None = None
    prompt: str | None = None
    input: str
    """Hash of the articles' texts and of the engine's version: equal input is never enriched again."""
    at: Instant
    tokens: Annotated[int, Field(ge=0)] | None = None
    cost: Annotated[float, Field(ge=0)] | None = None
    claims: ClaimCount = ClaimCount()


class Item(Value):
    """The front matter of an item."""

    title: Line
    hook: Line | None = None
    """One line: why a reader would stop here."""
    edition: WeekId
    date: Instant
    """First publication."""
    updated: Instant
    language: Language
    articles: Annotated[tuple[Report, ...], Field(min_length=1)]
    """Primary source first."""
    topics: tuple[Slug, ...] = ()
    audience: tuple[Slug, ...] = ()
    entities: Entities = Entities()
    importance: Importance = Importance()
    tldr: Tldr | None = None
    takeaways: tuple[Claim, ...] = ()
    competitors: Competitors | None = None
    technical: tuple[Claim, ...] = ()
    implications: tuple[Implication, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    evidence: dict[Cite, Evidence] = Field(default_factory=dict)
    related: tuple[Related, ...] = ()
    corrections: tuple[Correction, ...] = ()
    made: Made | None = None
    pinned: tuple[str, ...] = ()

    def claims(self) -> Iterator[tuple[str, Claim]]:
        """Every claim of the page with the dotted path of the field it stands in, in reading order."""
        if self.tldr:
            for name in ("what_changed", "why_it_matters", "what_to_do_next"):
                if claim := getattr(self.tldr, name):
                    yield f"tldr.{name}", claim
        yield from ((f"takeaways.{n}", claim) for n, claim in enumerate(self.takeaways))
        for n, row in enumerate(self.competitors.rows if self.competitors else ()):
            yield from ((f"competitors.rows.{n}.cells.{m}", cell) for m, cell in enumerate(row.cells) if cell)
        yield from ((f"technical.{n}", claim) for n, claim in enumerate(self.technical))
        yield from ((f"implications.{n}", claim) for n, claim in enumerate(self.implications))

    def _citations(self) -> Iterator[tuple[str, str]]:
        for path, claim in self.claims():
            yield from ((path, cite) for cite in claim.cites)
        for n, entry in enumerate(self.timeline):
            yield from ((f"timeline.{n}", cite) for cite in entry.cites)

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        for path, cite in self._citations():
            if cite not in self.evidence:
                raise ValueError(f"{path} cites {cite}, which is not in evidence")
        for cite, evidence in self.evidence.items():
            if evidence.article >= len(self.articles):
                raise ValueError(f"evidence.{cite} names article {evidence.article} of {len(self.articles)}")
        for field in self.pinned:
            if field not in PINNABLE:
                raise ValueError(f"pinned names {field!r}; fields that can be pinned: {', '.join(PINNABLE)}")
        Week.parse(self.edition)
        return self

    @property
    def week(self) -> Week:
        return Week.parse(self.edition)

    @property
    def publishers(self) -> frozenset[str]:
        """Independent voices: outlets of one owner or host count once, copies not at all."""
        return frozenset(publisher_of(report.url, report.owner) for report in self.articles if report.role != "copy")

    @property
    def has_primary(self) -> bool:
        return any(report.role == "primary" for report in self.articles)

    def names(self) -> tuple[str, ...]:
        """Every name the item is about."""
        return self.entities.companies + self.entities.models + self.entities.people
