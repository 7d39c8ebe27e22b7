"""The shapes of the API's documents. Every field is there in every document, null where there is nothing to say.

Addresses: `address` is the item's in the archive, 2026/W25/name; `url` a page, whole; `api` the document of a page,
whole. Times are ISO 8601 in UTC. Texts are plain text of one line.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

from generator.model.base import instant_text

Moment = Annotated[datetime, PlainSerializer(instant_text, return_type=str, when_used="json"), Field(examples=["2026-06-15T16:00:00Z"])]  # fmt: skip  # noqa: E501


class Shape(BaseModel):
    """A part of a document; a reader passes over fields it does not know."""

    model_config = ConfigDict(frozen=True)


class Citation(Shape):
    """The sentence of a source that carries a statement."""

    source: str
    """The outlet's name."""
    title: str
    """Of the report."""
    url: str
    quote: str
    """Verbatim, at most a sentence."""


class Statement(Shape):
    """One statement of a page."""

    text: str
    language: str
    quoted: bool
    """The words are a source's own."""
    inference: bool
    """No sentence says it: it is concluded from those that are cited."""
    citations: tuple[Citation, ...]


class Reference(Shape):
    """An item that another document names."""

    address: str
    title: str
    language: str
    url: str
    api: str


class Related(Reference):
    relation: str
    """earlier, later, storyline, company, model or background."""
    why: str
    verdict: str | None
    """What this one says of the title of that one: corrected or denied; null where nothing."""


class ComparisonRow(Shape):
    aspect: str
    cells: tuple[Statement | None, ...]
    """One for each subject."""


class Comparison(Shape):
    subjects: tuple[str, ...]
    rows: tuple[ComparisonRow, ...]


class Settled(Shape):
    """How a prediction came out."""

    date: str
    why: str
    quote: str | None
    url: str
    """What shows it."""


class Prediction(Statement):
    id: str
    due: str
    """A day, month or year."""
    test: str
    """What tells whether it came true."""
    because: str | None
    confidence: float | None
    """Between 0 and 1; null where a source announces it."""
    status: Literal["open", "came-true", "failed", "void"]
    settled: Settled | None


class TimelineEntry(Shape):
    date: str
    """A day, month or year."""
    statement: Statement | None
    item: Reference | None


class Source(Shape):
    """A report that told the event."""

    name: str
    title: str
    url: str
    language: str
    published: Moment | None
    role: Literal["primary", "report", "copy"]
    paywall: bool
    adds: Statement | None
    """What it says that no earlier one does."""


class Correction(Shape):
    date: Moment
    field: str
    was: str
    now: str | None
    """Null where it was withdrawn."""
    why: str


class Made(Shape):
    """How the words came to be."""

    by: Literal["model", "quotation"] | None
    """A language model, or the built-in engine, which only quotes; null where nothing is made yet."""
    model: str | None
    at: Moment | None
    digital_source_type: str | None
    """Of schema.org, where a model wrote it."""
    reviewed_by: str | None
    """Who read it and answers for it."""


class Names(Shape):
    companies: tuple[str, ...]
    models: tuple[str, ...]
    products: tuple[str, ...]
    people: tuple[str, ...]


class Document(Shape):
    """What every document says of itself."""

    version: Literal[1] = 1
    sample: bool
    """Whether outlets and events are invented."""
    url: str
    """The page."""


class ItemDocument(Document):
    """api/v1/items/<address>.json: an event."""

    type: Literal["item"] = "item"
    id: str
    """As feeds have it."""
    address: str
    edition: str
    """The ISO week, 2026-W25."""
    title: str
    language: str
    hook: str | None
    hook_language: str | None
    """Null where there is no hook; not the title's where it quotes a report in another language."""
    published: Moment
    updated: Moment
    made: Made
    topics: tuple[str, ...]
    audience: tuple[str, ...]
    names: Names
    what_changed: Statement | None
    why_it_matters: Statement | None
    what_to_do_next: Statement | None
    takeaways: tuple[Statement, ...]
    comparison: Comparison | None
    technical: tuple[Statement, ...]
    predictions: tuple[Prediction, ...]
    timeline: tuple[TimelineEntry, ...]
    related: tuple[Related, ...]
    sources: tuple[Source, ...]
    corrections: tuple[Correction, ...]
    translations: dict[str, str]
    """Pages in other languages by their tag."""


class MovedDocument(Document):
    """api/v1/items/<address>.json: an event that is told elsewhere by now, or was taken down."""

    type: Literal["moved"] = "moved"
    address: str
    told_in: Reference | None
    """Null where it was taken down."""


class Line(Shape):
    """A line of the week, and the item that carries it."""

    text: str
    item: Reference


class TopicGroup(Shape):
    topic: str
    items: tuple[Reference, ...]


class EditionSummary(Shape):
    edition: str
    """The ISO week, 2026-W25."""
    title: str
    url: str
    api: str
    published: Moment
    updated: Moment


class EditionDocument(Document):
    """api/v1/editions/<ISO week>.json: an edition."""

    type: Literal["edition"] = "edition"
    id: str
    """As feeds have it."""
    edition: str
    title: str
    published: Moment
    updated: Moment
    made: Made
    """Title and lines; each item says it of its own words."""
    lines: tuple[Line, ...]
    top: tuple[Reference, ...]
    topics: tuple[TopicGroup, ...]
    brief: tuple[Reference, ...]
    previous: EditionSummary | None


class IndexDocument(Document):
    """api/v1/index.json: where to begin."""

    type: Literal["index"] = "index"
    name: str
    description: str
    language: str
    editions: tuple[EditionSummary, ...]
    """The latest ones, newest first; `previous` of an edition leads on."""
    schemas: dict[str, str]
    """JSON Schemas by the type of document."""


#: Every type of document with its shape.
KINDS: dict[str, type[Document]] = {
    shape.model_fields["type"].default: shape for shape in (IndexDocument, EditionDocument, ItemDocument, MovedDocument)
}
