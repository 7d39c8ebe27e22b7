"""An item: one event, told by one or more articles; one page. Its front matter is the public contract."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from generator.model.article import link_key, publisher_of
from generator.model.base import Address, Checksum, Instant, Language, Line, PartialDate, Slug, Url, Value
from generator.model.translation import Translation, current, input_of
from generator.model.week import Week, WeekId

Cite = Annotated[str, Field(pattern=r"^e[1-9][0-9]*$")]

#: Fields a maintainer may pin; a pinned field is never overwritten.
PINNABLE = (
    "title", "hook", "language", "topics", "audience", "entities", "importance",
    "tldr", "tldr.what_changed", "tldr.why_it_matters", "tldr.what_to_do_next",
    "takeaways", "competitors", "technical", "implications", "timeline", "related", "storyline", "articles", "tellings",
)  # fmt: skip
#: So much of a sentence may be quoted: what courtesy and law allow of other people's words.
MAX_QUOTED_WORDS = 25


class Evidence(Value):
    """A verbatim sentence, or part of one, that a claim cites."""

    article: Annotated[int, Field(ge=0)]
    """Index into the articles of the item, or of the earlier item that is named."""
    quote: Line
    item: Address | None = None
    """An earlier item whose article it stands in; None for this item's own."""


def numbered(entry: Evidence, evidence: dict[Cite, Evidence]) -> Cite:
    """The number of a piece of evidence; what is not in `evidence` yet is added with the next number."""
    last = max((int(cite[1:]) for cite in evidence), default=0)
    cite = next((known for known, other in evidence.items() if other == entry), f"e{last + 1}")
    evidence[cite] = entry
    return cite


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
    why: Line | None = None
    """What shows that it tells this event: names, numbers, days. None for the one the others were held against."""
    joined: Instant | None = None
    """When it joined the item; None where it was there from the beginning."""
    adds: Claim | None = None
    """What it says that no earlier report of the item does."""

    @property
    def moment(self) -> Instant:
        """When it was published, or first seen where no date is known, as `Article.moment`."""
        return self.published or self.collected

    @property
    def lag(self) -> float | None:
        """Seconds from its publication to its collection; None where the feed gives no date that can be true."""
        if self.published is None or self.collected < self.published:
            return None
        return (self.collected - self.published).total_seconds()

    @property
    def key(self) -> str:
        """Identity of the article, as `Article.key`."""
        return link_key(self.url)


class NextStep(Claim):
    """What a reader can do now."""

    kind: Slug | None = None
    """Which rule of topics.yml found it: code, paper, demo …"""
    link: Url | None = None


_TLDR = ("what_changed", "why_it_matters", "what_to_do_next")


class Tldr(Value):
    """The 30-second TL;DR."""

    what_changed: Claim
    why_it_matters: Claim | None = None
    what_to_do_next: NextStep | None = None

    def claims(self) -> Iterator[tuple[str, Claim]]:
        """Those that it has, in reading order, each behind the name of its field."""
        return ((name, claim) for name in _TLDR if (claim := getattr(self, name)))


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

    def with_rows(self, rows: Sequence[ComparisonRow]) -> Competitors | None:
        """The table with other rows; None where fewer than two subjects have a cell in them."""
        told = {column for row in rows for column, cell in enumerate(row.cells) if cell}
        return self.model_copy(update={"rows": tuple(rows)}) if len(told) > 1 else None


class Settlement(Value):
    """What shows how a prediction came out: a page of the web or an item of the archive, and the reason in a line."""

    date: PartialDate
    """When it was settled."""
    url: Url | None = None
    item: Address | None = None
    quote: Line | None = None
    """The words of the evidence that decide it, at most 25."""
    why: Line

    @model_validator(mode="after")
    def _has_evidence(self) -> Self:
        if (self.url is None) == (self.item is None):
            raise ValueError("needs its evidence: either url, a web address, or item, an address of the archive")
        return self


Status = Literal["open", "came-true", "failed", "void"]


class Implication(Claim):
    """Something that will or may come, with what a reader needs to hold it to account."""

    id: Annotated[str, Field(pattern=r"^p[1-9][0-9]*$")]
    because: Line | None = None
    due: PartialDate | None = None
    test: Line | None = None
    """What a reader can look for to tell whether it came true."""
    confidence: Annotated[float, Field(ge=0, le=1)] | None = None
    status: Status = "open"
    """void: neither can be told any more."""
    settled: Annotated[Settlement | None, Field(validate_default=True)] = None

    @field_validator("settled")
    @classmethod
    def _is_settled_with_evidence(cls, settled: Settlement | None, info: ValidationInfo) -> Settlement | None:
        status = info.data.get("status", "open")
        if status != "open" and settled is None:
            raise ValueError(f"is missing: the status {status} needs evidence; add settled: {{date, url or item, why}}")
        if status == "open" and settled is not None:
            raise ValueError("stands beside status: open; make it came-true, failed or void, or take settled out")
        return settled

    @property
    def is_published(self) -> bool:
        """Whether readers see it: what has no date and no test cannot be held to account."""
        return self.due is not None and self.test is not None

    @property
    def is_announced(self) -> bool:
        """Whether a source says so itself; what has a confidence or is inferred is predicted here."""
        return not self.inference and self.confidence is None


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


Verdict = Literal["corrected", "denied"]
"""What a later item says of what the title of an older one tells."""


class Related(Value):
    """Another item that belongs beside this one, and why."""

    item: Address
    relation: Literal["earlier", "later", "storyline", "company", "model", "background"]
    """earlier: a step of the same matter; later: the same, as seen from there; storyline: of one continuing story;
    company and model: about the same; background: what this one rests on."""
    why: Line
    score: Annotated[float, Field(ge=0, le=1)]
    verdict: Verdict | None = None
    """What became of what its title tells, where this item says so."""

    @field_validator("relation", mode="before")
    @classmethod
    def _as_it_is_called_now(cls, relation: object) -> object:
        """Archives of version 0.1 call an item of the same week a sibling."""
        return "background" if relation == "sibling" else relation


class Correction(Value):
    """What a published page said wrongly."""

    date: Instant
    field: Line
    """Dotted path as `Item.claims` gives it; title, hook and timeline.<n> besides."""
    was: Line
    now: Line | None = None
    """None where the claim was withdrawn."""
    why: Line


class Entities(Value):
    """Names an item is about."""

    companies: tuple[Line, ...] = ()
    models: tuple[Line, ...] = ()
    people: tuple[Line, ...] = ()
    products: tuple[Line, ...] = ()


class Importance(Value):
    """How far up the edition, with the reasons in words."""

    score: Annotated[float, Field(ge=0, le=1)] = 0.0
    why: tuple[Line, ...] = ()


class Telling(Value):
    """What the reports in another language say, in their own words: each claim is a quotation with its citation."""

    title: Line
    """Of the report whose title is printed."""
    hook: Claim | None = None
    tldr: Tldr | None = None
    """None where those reports have a title only: the rest is then shown as it is."""
    takeaways: tuple[Claim, ...] = ()
    technical: tuple[Claim, ...] = ()
    of: str
    """As `Item.told_hash`: where the item says something else by now, this is not shown."""

    def claims(self) -> Iterator[Claim]:
        """Every claim, in reading order."""
        yield from (self.hook,) if self.hook else ()
        yield from (claim for _, claim in self.tldr.claims()) if self.tldr else ()
        yield from (*self.takeaways, *self.technical)


#: Where the lines stand that a telling stands in for.
_TOLD = ("title", "hook", "tldr.", "takeaways.", "technical.")
Count = Annotated[int, Field(ge=0)]


class ClaimCount(Value):
    """What the check of every claim found."""

    kept: Count = 0
    """Claims printed, those of the next two included."""
    recited: Count = 0
    """Carried by other sentences than the engine named."""
    inference: Count = 0
    """Marked as inference."""
    struck: Count = 0
    """Carried by no sentence: not printed."""


class Made(Value):
    """How the words of an item or an edition came to be, and what they cost."""

    engine: Literal["extractive", "model"]
    model: Line | None = None
    """Whose words they are."""
    prompt: Line | None = None
    """Hash of the prompt's files."""
    input: str
    """Hash of what the engine read: equal input is never enriched again."""
    at: Instant
    fallback: Slug | None = None
    """Why the built-in engine wrote it although a model was asked: refused, over-budget …"""
    calls: Count | None = None
    """Calls paid for, failed ones included, over the life of the item."""
    cached: Count | None = None
    """Answers taken from the store instead of a call."""
    tokens: Count | None = None
    """Read and written together."""
    written: Count | None = None
    """Tokens written."""
    cost: Annotated[float, Field(ge=0)] | None = None
    currency: Line | None = None
    seconds: Annotated[float, Field(ge=0)] | None = None
    """Of the calls, added up."""
    claims: ClaimCount = ClaimCount()

    @property
    def is_by_model(self) -> bool:
        """Whether a model wrote the words, which readers are told above them."""
        return self.engine == "model"


class Review(Value):
    """A person who read what stands here and answers for it."""

    by: Line
    at: Instant

    def holds_for(self, made: Made | None) -> bool:
        """Whether it is of what stands there: what is made later is not reviewed."""
        return made is None or made.at <= self.at


class Item(Value):
    """The front matter of an item."""

    title: Line
    title_cites: tuple[Cite, ...] = ()
    """What carries a title that no outlet wrote."""
    hook: Line | None = None
    """One line: why a reader would stop here."""
    hook_cites: tuple[Cite, ...] = ()
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
    storyline: Address | None = None
    """The first item of the continuing story that this one goes on with."""
    corrections: tuple[Correction, ...] = ()
    made: Made | None = None
    review: Review | None = None
    """A maintainer's own: the program never writes it."""
    translations: dict[Language, Translation] = Field(default_factory=dict)
    tellings: dict[Language, Telling] = Field(default_factory=dict)
    """By language, where the built-in engine quotes and reports in other languages tell the event too."""
    checksum: Checksum | None = None
    """Of the fields that may be edited by hand, as the program wrote them: an item that it does not fit was edited."""
    pinned: tuple[str, ...] = ()

    @property
    def is_by_model(self) -> bool:
        """Whether a model wrote its words."""
        return self.made is not None and self.made.is_by_model

    @property
    def appeared(self) -> Instant:
        """When the event had its page at the earliest: when the program had the first of its reports.

        `date` is the time of the event, by its sources; a page that says it was published before it was there would
        tell search engines and feed readers what is not so. `made.at` moves with each making.
        """
        return max(self.date, min(report.collected for report in self.articles))

    @property
    def is_reviewed(self) -> bool:
        """Whether a person answers for what stands here now."""
        return self.review is not None and self.review.holds_for(self.made)

    def claims(self) -> Iterator[tuple[str, Claim]]:
        """Every claim of the page with the dotted path of the field it stands in, in reading order.

        Implications without a due date and a test are not on the page.
        """
        yield from ((f"tldr.{name}", claim) for name, claim in self.tldr.claims()) if self.tldr else ()
        yield from ((f"takeaways.{n}", claim) for n, claim in enumerate(self.takeaways))
        for n, row in enumerate(self.competitors.rows if self.competitors else ()):
            yield from ((f"competitors.rows.{n}.cells.{m}", cell) for m, cell in enumerate(row.cells) if cell)
        yield from ((f"technical.{n}", claim) for n, claim in enumerate(self.technical))
        yield from ((f"implications.{n}", claim) for n, claim in enumerate(self.implications) if claim.is_published)
        yield from ((f"articles.{n}.adds", report.adds) for n, report in enumerate(self.articles) if report.adds)

    def language_of(self, claim: Claim) -> Language:
        """The language a claim is in: its source's where claims are quotations of its reports, else the item's."""
        return self._language_of(claim.cites)

    @property
    def language_of_hook(self) -> Language:
        """The language the hook is in, as that of a claim."""
        return self._language_of(self.hook_cites)

    def _language_of(self, cites: tuple[str, ...]) -> Language:
        evidence = self.evidence[cites[0]] if cites else None
        if evidence and evidence.item is None and self.made and self.made.engine == "extractive":
            return self.articles[evidence.article].language
        return self.language

    @property
    def language_told(self) -> Language:
        """The language in which it says what changed; that of its title where it does not say."""
        return self.language_of(self.tldr.what_changed) if self.tldr else self.language

    def mentions(self) -> Iterator[Address]:
        """The items that it refers to, in any field."""
        yield from (related.item for related in self.related)
        yield from (entry.item for entry in self.timeline if entry.item)
        yield from (evidence.item for evidence in self.evidence.values() if evidence.item)
        yield from (it.settled.item for it in self.implications if it.settled and it.settled.item)
        if self.storyline:
            yield self.storyline

    def lines(self) -> dict[str, str]:
        """Every line that can be translated, by dotted path: title, hook, those of `claims`, timeline.<n>,
        implications.<n>.because and .test, competitors.rows.<n>.aspect."""
        found = {"title": self.title} | ({"hook": self.hook} if self.hook else {})
        found |= {path: claim.text for path, claim in self.claims()}
        for n, implication in enumerate(self.implications):
            parts = {"because": implication.because, "test": implication.test}
            found |= {f"implications.{n}.{name}": text for name, text in parts.items() if text}
        found |= {f"timeline.{n}": entry.text for n, entry in enumerate(self.timeline) if entry.text}
        rows = self.competitors.rows if self.competitors else ()
        return found | {f"competitors.rows.{n}.aspect": row.aspect for n, row in enumerate(rows)}

    @property
    def translated_into(self) -> frozenset[str]:
        """The languages into which something is translated that it still says, or in which reports tell it."""
        translated = current(self.translations, self.lines()) if self.translations else ()
        return frozenset((*translated, *(it for it in self.tellings if self.telling_in(it))))

    @property
    def told_hash(self) -> str:
        """Which words a telling in another language stands in for."""
        return input_of({path: text for path, text in self.lines().items() if path.startswith(_TOLD)})

    def telling_in(self, language: str) -> Telling | None:
        """How reports in another language tell it; None where none do, or the item was changed since."""
        telling = self.tellings.get(language) if language != self.language else None
        return telling if telling and telling.of == self.told_hash else None

    def told_in(self, language: str) -> Item:
        """The item with the words of its reports in a language; itself where it has none.

        What is announced, compared and dated stays: it is kept to account in one place.
        """
        telling = self.telling_in(language)
        if telling is None:
            return self
        heading = {"title": telling.title, "title_cites": ()}
        if telling.tldr is None:
            return self.model_copy(update=heading)
        hook = telling.hook
        told = {"tldr": telling.tldr, "takeaways": telling.takeaways, "technical": telling.technical}
        said = {"hook": hook.text if hook else None, "hook_cites": hook.cites if hook else ()}
        return self.model_copy(update={**heading, **told, **said, "language": language})

    def with_translations_of(self, former: Item) -> Item:
        """The item with the translated lines of an earlier making of it that are of what it says now."""
        kept = current(former.translations, self.lines())
        return self.model_copy(update={"translations": kept}) if kept else self

    def _citations(self) -> Iterator[tuple[str, str]]:
        yield from (("title_cites", cite) for cite in self.title_cites)
        yield from (("hook_cites", cite) for cite in self.hook_cites)
        for path, claim in self.claims():
            yield from ((path, cite) for cite in claim.cites)
        for n, implication in enumerate(self.implications):
            yield from ((f"implications.{n}", cite) for cite in implication.cites if not implication.is_published)
        for n, entry in enumerate(self.timeline):
            yield from ((f"timeline.{n}", cite) for cite in entry.cites)
        for language, telling in self.tellings.items():
            yield from ((f"tellings.{language}", cite) for claim in telling.claims() for cite in claim.cites)

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        for path, cite in self._citations():
            if cite not in self.evidence:
                raise ValueError(f"{path} cites {cite}, which is not in evidence: restore it, or take it out here")
        for cite, evidence in self.evidence.items():
            if evidence.item is None and evidence.article >= len(self.articles):
                raise ValueError(
                    f"evidence.{cite} names article {evidence.article}, but the last is {len(self.articles) - 1}"
                )
        ids = [implication.id for implication in self.implications]
        if len(ids) != len(set(ids)):
            raise ValueError(f"implications have one id twice: {', '.join(ids)}")
        for field in self.pinned:
            if field not in PINNABLE:
                raise ValueError(f"pinned names {field!r}; fields that can be pinned: {', '.join(PINNABLE)}")
        return self

    @model_validator(mode="after")
    def _is_translated_into_other_languages(self) -> Self:
        if self.language in self.translations:
            raise ValueError(f"translations.{self.language} is the item's own language; take it out")
        return self

    @property
    def week(self) -> Week:
        return Week.parse(self.edition)

    @property
    def publishers(self) -> frozenset[str]:
        """Independent voices: outlets of one owner or host count once, and so does a feed, wherever it leads; copies
        not at all."""
        by_feed: dict[str, str] = {}
        for report in self.articles:
            if report.role != "copy":
                by_feed.setdefault(report.source, publisher_of(report.url, report.owner, report.source))
        return frozenset(by_feed.values())

    @property
    def has_primary(self) -> bool:
        return any(report.role == "primary" for report in self.articles)

    def names(self) -> tuple[str, ...]:
        """Every name the item is about."""
        return self.entities.companies + self.entities.models + self.entities.people + self.entities.products


def rectified_by(items: Mapping[str, Item]) -> dict[str, str]:
    """For each item whose title another says is wrong the address of that one; items: by address."""
    return {it.item: address for address, item in items.items() for it in item.related if it.verdict}
