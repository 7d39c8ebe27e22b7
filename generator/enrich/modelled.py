"""The model engine: numbered sentences in, statements that cite them out; what it says is checked like any draft."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from generator.enrich.answer import Forecast, ItemAnswer, Moment, Statement, Table, item_answer
from generator.enrich.engine import Draft
from generator.enrich.grounding import Checked, Sources, checked
from generator.enrich.llm.chain import Chain
from generator.enrich.llm.question import Cause, Question, Spent
from generator.enrich.opinion import SecondOpinion
from generator.enrich.prompts import Prompts
from generator.model.article import Article
from generator.model.base import one_line, same_language
from generator.model.item import (
    Claim,
    ComparisonRow,
    Competitors,
    Entities,
    Evidence,
    Implication,
    Item,
    NextStep,
    TimelineEntry,
    Tldr,
)
from generator.model.vocabulary import Vocabulary
from generator.text.names import NameFinder
from generator.text.sentences import split_sentences
from generator.text.words import count_words, terms

S = TypeVar("S", bound=Statement[int])
V = TypeVar("V")
PROMPT = "item"
#: Sentences of one report, and of one event, that a model is given: news stands on top, and every one is paid for.
MAX_SENTENCES = 40
MAX_PER_EVENT = 90
#: Facts of earlier items: about 300 tokens of the 900 that a question may take besides its articles.
MAX_FACTS = 8
FACTS_PER_ITEM = 3
#: A shorter line is a caption, a byline or a button.
MIN_WORDS = 4
#: Tokens a model may write; twice what an answer takes, so that none is cut short.
MAX_TOKENS = 2000
#: A sentence whose words another report has told to this share is not paid for twice.
SAME = 0.9
#: Numbers of sentences that a model repeats in its text.
_MARKS = re.compile(r"\s*[\[(【]\d+(?:\s*[,;，、-]\s*\d+)*[\])】]")
_MARKUP = re.compile(r"\*\*|__|`")


@dataclass(frozen=True)
class Fact:
    """A quotation that an earlier item cites, offered as context."""

    day: str
    evidence: Evidence


@dataclass(frozen=True)
class Written:
    """What came of asking: a checked draft, or why there is none."""

    spent: Spent
    """Paid now."""
    receipt: Spent
    """What the answers once cost, those taken from the store included."""
    found: Checked | None = None
    """Its answer as a draft, checked; None where there is no answer."""
    currency: str = "USD"
    model: str | None = None
    prompt: str = ""
    """Hash of the prompt."""
    cause: Cause | None = None
    words: str = ""
    """What went wrong, for the maintainer."""


@dataclass(frozen=True)
class _Numbered:
    """The sentences of one question; a sentence's number is its place, from 1."""

    own: tuple[Evidence, ...]
    facts: tuple[Fact, ...]

    @property
    def evidence(self) -> dict[str, Evidence]:
        entries = [*self.own, *(fact.evidence for fact in self.facts)]
        return {f"e{number}": entry for number, entry in enumerate(entries, start=1)}


class ModelEngine:
    """Asks a chain of models about events, one question each."""

    def __init__(
        self, chain: Chain, prompts: Prompts, vocabulary: Vocabulary, language: str,
        opinion: SecondOpinion | None = None,
    ) -> None:  # fmt: skip
        """language: in which it writes, whatever that of the reports; opinion: asked about what the check let pass."""
        self._chain = chain
        self._prompts = prompts
        self._topics = [topic.id for topic in vocabulary.rules.topics]
        self._audiences = [audience.id for audience in vocabulary.rules.audiences]
        self._names = NameFinder(vocabulary.names)
        self._kinds = {name.name: name.kind for name in vocabulary.names}
        self._language = language
        self._opinion = opinion
        self.prompt = prompts.hash(PROMPT)

    async def write(self, articles: Sequence[Article], drafted: Item, earlier: Mapping[str, Item]) -> Written:
        """What a model says of one event, as far as its sources carry it.

        articles: its reports, the primary source first; drafted: the item of the built-in engine, whose labels and
        links fill what the model leaves out; earlier: items that lend their facts, by address, the nearest first.
        """
        sources = Sources(articles, self._names, earlier)
        numbered = _Numbered(_sentences(articles), tuple(facts_of(earlier)))
        outcome = await self._chain.ask(self._question(articles, numbered))
        found, spent, receipt = None, outcome.spent, outcome.receipt
        if outcome.answer:
            draft = self._draft(outcome.answer, numbered, articles, drafted)
            found = checked(draft, sources)
            if self._opinion:
                refused, now, once = await self._opinion.refused(found.kept)
                found = checked(draft, sources, refused)
                spent, receipt = spent + now, receipt + once
        return Written(
            spent=spent, receipt=receipt, found=found, currency=self._chain.budget.currency, model=outcome.model,
            prompt=self.prompt, cause=None if found else outcome.cause, words=outcome.words,
        )  # fmt: skip

    def _question(self, articles: Sequence[Article], numbered: _Numbered) -> Question[ItemAnswer]:
        system, user = self._prompts.render(
            PROMPT,
            language=self._language,
            topics=self._topics,
            audiences=self._audiences,
            reports=_reports(articles, numbered.own),
            facts=numbered_facts(numbered.facts, start=len(numbered.own) + 1),
        )
        own = len(numbered.own)
        schema = item_answer(own, own + len(numbered.facts), self._topics, self._audiences)
        return Question(system, user, schema, MAX_TOKENS, purpose=articles[0].title)

    def _draft(self, answer: ItemAnswer, numbered: _Numbered, articles: Sequence[Article], drafted: Item) -> Draft:
        return Draft(
            headline=drafted.title if same_language(drafted.language, self._language) else None,
            language=self._language,
            title=_claim(answer.title),
            hook=_claim(answer.hook),
            topics=tuple(dict.fromkeys(answer.topics)) or drafted.topics,
            audience=tuple(dict.fromkeys(answer.audience)) or drafted.audience,
            entities=self._entities(answer, articles),
            tldr=Tldr(
                what_changed=_stated(answer.what_changed),
                why_it_matters=_claim(answer.why_it_matters),
                what_to_do_next=_step(answer.what_to_do_next, drafted),
            ),
            takeaways=tuple(map(_stated, answer.takeaways)),
            competitors=_competitors(answer.competitors),
            technical=tuple(map(_stated, answer.technical)),
            implications=_valid(_implication, answer.implications),
            timeline=_valid(_moment, answer.timeline),
            evidence=numbered.evidence,
        )

    def _entities(self, answer: ItemAnswer, articles: Sequence[Article]) -> Entities:
        """Names by their kind: known ones as the vocabulary writes them, others only as they stand in a report."""
        texts = "\n".join(f"{article.title}\n{article.body}" for article in articles)
        present = {name.name for name in self._names.find(texts)}
        found: dict[str, dict[str, None]] = {"company": {}, "model": {}, "person": {}}
        for kind, names in zip(
            found, (answer.entities.companies, answer.entities.models, answer.entities.people), strict=True
        ):
            for written in map(one_line, names):
                known = next((name.name for name in self._names.find(written)), None)
                if known in present:
                    found[self._kinds[known]][known] = None
                elif known is None and re.search(rf"(?<!\w){re.escape(written)}(?!\w)", texts):
                    found[kind][written] = None
        return Entities(companies=tuple(found["company"]), models=tuple(found["model"]), people=tuple(found["person"]))


def facts_of(items: Mapping[str, Item]) -> list[Fact]:
    """What related items may lend: the evidence of their first claims and of their timelines.

    items: by address, the most closely related first.
    """
    found = []
    for address, item in items.items():
        cites = [cite for _, claim in item.claims() for cite in claim.cites if not claim.inference]
        own = [item.evidence[cite] for cite in dict.fromkeys(cites) if item.evidence[cite].item is None]
        for entry in own[:FACTS_PER_ITEM]:
            report = item.articles[entry.article]
            day = (report.published or report.collected).date().isoformat()
            found.append(Fact(day, entry.model_copy(update={"item": address})))
    return found[:MAX_FACTS]


def numbered_facts(facts: Iterable[Fact], start: int = 1) -> list[dict[str, object]]:
    """Facts as prompts take them: number, day and text."""
    return [
        {"number": number, "day": fact.day, "text": fact.evidence.quote} for number, fact in enumerate(facts, start)
    ]


def _sentences(articles: Sequence[Article]) -> tuple[Evidence, ...]:
    """What may be cited of an event's reports: titles and sentences, in order; what a report repeats comes once."""
    told: list[frozenset[str]] = []
    found: list[Evidence] = []
    for number, article in enumerate(articles):
        body = article.body if article.summary in article.body else f"{article.summary}\n{article.body}"
        lines = [line for line in split_sentences(body)[:MAX_SENTENCES] if count_words(line) >= MIN_WORDS]
        for line in [article.title, *lines]:
            words = frozenset(terms(line))
            if words and any(len(words & other) >= SAME * len(words) for other in told):
                continue
            told.append(words)
            found.append(Evidence(article=number, quote=one_line(line)))
    return tuple(found[:MAX_PER_EVENT])


def _reports(articles: Sequence[Article], sentences: Sequence[Evidence]) -> list[dict[str, object]]:
    numbered = list(enumerate(sentences, start=1))
    return [
        {
            "outlet": article.source.title,
            "day": article.moment.date().isoformat(),
            "language": article.language,
            "sentences": [{"number": n, "text": entry.quote} for n, entry in numbered if entry.article == place],
        }
        for place, article in enumerate(articles)
        if any(entry.article == place for entry in sentences)
    ]


def said(text: str) -> str:
    """A statement's text without the numbers and the Markdown that models add."""
    return one_line(_MARKUP.sub("", _MARKS.sub("", text))) or one_line(text)


def _cites(statement: Statement[int]) -> tuple[str, ...]:
    return tuple(f"e{number}" for number in dict.fromkeys(statement.cites))


def _stated(statement: Statement[int]) -> Claim:
    return Claim(text=said(statement.text), cites=_cites(statement))


def _claim(statement: Statement[int] | None) -> Claim | None:
    return _stated(statement) if statement else None


def _step(statement: Statement[int] | None, drafted: Item) -> NextStep | None:
    """The next step, with the link that the reports give for one."""
    if statement is None:
        return None
    known = drafted.tldr.what_to_do_next if drafted.tldr else None
    return NextStep(
        text=said(statement.text), cites=_cites(statement),
        kind=known.kind if known else None, link=known.link if known else None,
    )  # fmt: skip


def _competitors(table: Table[int] | None) -> Competitors | None:
    """The table as far as its rows have a cell for each subject."""
    if table is None:
        return None
    rows = tuple(
        ComparisonRow(aspect=one_line(row.aspect), cells=tuple(map(_claim, row.cells)))
        for row in table.rows
        if len(row.cells) == len(table.subjects)
    )
    return Competitors(subjects=tuple(map(one_line, table.subjects)), rows=rows) if rows else None


def _valid(make: Callable[[S], V], told: Sequence[S]) -> tuple[V, ...]:
    """What can be made of the statements; one with a date that no calendar has is passed over."""
    found = []
    for statement in told:
        with suppress(ValueError):
            found.append(make(statement))
    return tuple(found)


def _implication(told: Forecast[int]) -> Implication:
    return Implication(
        id="p1", text=said(told.text), cites=_cites(told), because=said(told.because), due=told.due,
        test=said(told.test), confidence=told.confidence,
    )  # fmt: skip


def _moment(told: Moment[int]) -> TimelineEntry:
    return TimelineEntry(date=told.date, text=said(told.text), cites=_cites(told))
