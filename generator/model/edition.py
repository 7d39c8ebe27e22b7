"""An edition: one ISO week's recap, the front matter of content/<year>/<week>/index.md."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from generator.model.base import Address, Checksum, Instant, Language, Line, Slug, Value, instant_text
from generator.model.item import ClaimCount, Count, Made, Review
from generator.model.translation import Translation
from generator.model.week import Week, WeekId

#: Fields a maintainer may pin; a pinned field is never overwritten.
PINNABLE = ("title", "intro", "top")
#: So many words of a title that is taken from an item.
TITLE_WORDS = 16


class TopicGroup(Value):
    """Items of one topic, best first."""

    topic: Slug
    items: tuple[Address, ...]


class Continuation(Value):
    """An item of this week that goes on with one of an earlier week."""

    item: Address
    earlier: Address
    why: Line
    storyline: Address | None = None
    """The first item of their story, where it is a continuing one."""


class IntroLine(Value):
    """A line of the week in a few lines: a claim of an item, which carries it."""

    text: Line
    item: Address


class Corrected(Value):
    """A correction that an edition mentions; the item says what was, what is and why."""

    item: Address
    field: Line
    date: Instant


class Numbers(Value):
    """What the week was, counted."""

    events: int = 0
    """Items of the edition."""
    reports: int = 0
    """Articles they were told in."""
    sources: int = 0
    """Sources that told at least one."""
    merged: int = 0
    """Reports shown under another report's event instead of once more."""
    languages: dict[str, int] = Field(default_factory=dict)
    """Reports by language."""
    claims: int = 0
    """Claims printed, each with its citation."""
    usual: int | None = None
    """Events of a usual week: the median of the last editions; None where there are too few to tell."""

    @property
    def is_quiet(self) -> bool:
        """Whether at most half of what is usual happened, as one would say it."""
        return self.usual is not None and self.events * 2 <= self.usual


class SourceHealth(Value):
    """How the sources answered when the edition was made."""

    read: int = 0
    failed: tuple[Slug, ...] = ()


class ModelUse(Value):
    """What one model wrote for an edition."""

    model: Line
    items: Count = 0
    tokens: Count = 0
    cost: Annotated[float, Field(ge=0)] = 0.0


class Receipt(Value):
    """What an edition cost and how it was made: the sum over its items and its own title and intro."""

    models: tuple[ModelUse, ...] = ()
    prompts: tuple[Line, ...] = ()
    """Hashes of the prompts."""
    calls: Count = 0
    cached: Count = 0
    """Answers taken from the store instead of a call."""
    tokens: Count = 0
    """Read and written together."""
    written: Count = 0
    cost: Annotated[float, Field(ge=0)] = 0.0
    currency: Line = "USD"
    seconds: Annotated[float, Field(ge=0)] = 0.0
    """Of the calls, added up; several run at once."""
    fallbacks: dict[Slug, Count] = Field(default_factory=dict)
    """Items the built-in engine wrote although a model was asked, by cause."""
    claims: ClaimCount = ClaimCount()
    """Of the items a model wrote."""


class Edition(Value):
    """The front matter of an edition."""

    title: Line
    edition: WeekId
    date: Instant
    """First publication."""
    updated: Instant
    released: Instant | None = None
    """When it became final: from then on runs leave it and the words of its items as they are; corrections are told."""
    intro: tuple[IntroLine, ...] = ()
    """The week in a few lines."""
    top: tuple[Address, ...] = ()
    """The week's first items, ranked."""
    groups: tuple[TopicGroup, ...] = ()
    """The rest by topic, capped; every item stands in one place only."""
    brief: tuple[Address, ...] = ()
    """What the caps left over, still told in a line each."""
    continues: tuple[Continuation, ...] = ()
    grown: tuple[Address, ...] = ()
    """Items of earlier editions that further reports joined this week."""
    corrections: tuple[Corrected, ...] = ()
    """What was corrected since the edition before, newest first."""
    numbers: Numbers = Numbers()
    health: SourceHealth = SourceHealth()
    made: Made | None = None
    """How title and intro came to be; None where the built-in engine chose them."""
    review: Review | None = None
    """A maintainer's own, of title and intro: the program never writes it."""
    receipt: Receipt | None = None
    """None where no model was asked."""
    translations: dict[Language, Translation] = Field(default_factory=dict)
    """Title and intro in other languages."""
    checksum: Checksum | None = None
    """As that of an item."""
    pinned: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        for field in self.pinned:
            if field not in PINNABLE:
                raise ValueError(f"pinned names {field!r}; an edition can pin {', '.join(PINNABLE)}")
        return self

    @property
    def is_by_model(self) -> bool:
        """Whether a model wrote title and intro."""
        return self.made is not None and self.made.is_by_model

    @property
    def is_reviewed(self) -> bool:
        """Whether a person answers for title and intro as they stand."""
        return self.review is not None and self.review.holds_for(self.made)

    @property
    def week(self) -> Week:
        return Week.parse(self.edition)

    def lines(self) -> dict[str, str]:
        """Every line that can be translated, by dotted path: title and intro.<n>."""
        return {"title": self.title} | {f"intro.{n}": line.text for n, line in enumerate(self.intro)}

    @property
    def mark(self) -> str:
        """Which edition, as of when: what its page says to who checks that it is the one readers see."""
        return f"{self.edition} {instant_text(self.updated)}"

    def addresses(self) -> tuple[str, ...]:
        """Every item of the edition, in reading order."""
        return self.top + tuple(address for group in self.groups for address in group.items) + self.brief


class Release(Value):
    """What the pages of an edition were when it became final: the file content/releases/<week>.yml."""

    edition: WeekId
    released: Instant
    program: Line
    """The version that made the pages."""
    pages: dict[str, str]
    """SHA-256 of each page of the edition and its items, in every language, by its path in the site."""
