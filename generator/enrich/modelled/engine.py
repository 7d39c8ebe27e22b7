"""The model engine: numbered sentences in, statements that cite them out; what it says is checked like any draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from generator.enrich.checking import Checked, Sources, checked
from generator.enrich.engine import Draft
from generator.enrich.llm.chain import Chain
from generator.enrich.llm.question import Cause, Question, Spent
from generator.enrich.modelled.answer import ItemAnswer, item_answer
from generator.enrich.modelled.drafting import Drafter
from generator.enrich.modelled.numbering import Numbered, numbered_facts
from generator.enrich.modelled.opinion import SecondOpinion
from generator.enrich.prompts import Prompts
from generator.model.article import Article
from generator.model.item import Item
from generator.model.vocabulary import Vocabulary
from generator.text.names import NameFinder

PROMPT = "item"
#: Tokens a model may write; twice what an answer takes, so that none is cut short.
MAX_TOKENS = 2000
_NEWS = "tldr.what_changed"


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


class ModelEngine:
    """Asks a chain of models about events, one question each."""

    def __init__(
        self, chain: Chain, prompts: Prompts, vocabulary: Vocabulary, language: str,
        opinion: SecondOpinion | None = None,
    ) -> None:  # fmt: skip
        """language: in which it writes, whatever that of the reports; opinion: asked about what the check let pass."""
        self._chain = chain
        self._prompts = prompts
        self._rules = vocabulary.rules
        self._names = NameFinder(vocabulary.names)
        self._drafter = Drafter(vocabulary.names, language)
        self._language = language
        self._opinion = opinion

    async def write(self, articles: Sequence[Article], drafted: Item, earlier: Mapping[str, Item]) -> Written:
        """What a model says of one event, as far as its sources carry it.

        articles: its reports, the primary source first; drafted: the item of the built-in engine, whose labels and
        links fill what the model leaves out; earlier: items that lend their facts, by address, the nearest first.
        """
        numbered = Numbered.of(articles, earlier)
        outcome = await self._chain.ask(self.question(articles, numbered))
        found, spent, receipt = None, outcome.spent, outcome.receipt
        if outcome.answer:
            sources = Sources(articles, self._names, earlier)
            draft = self._drafter.draft(outcome.answer, numbered, articles, drafted)
            found = _checked(draft, sources)
            if self._opinion:
                refused, now, once = await self._opinion.refused(found.kept)
                found = _checked(draft, sources, refused) if refused else found
                spent, receipt = spent + now, receipt + once
        return Written(
            spent=spent, receipt=receipt, found=found, currency=self._chain.budget.currency, model=outcome.model,
            prompt=self._prompts.hash(PROMPT), cause=None if found else outcome.cause, words=outcome.words,
        )  # fmt: skip

    def question(self, articles: Sequence[Article], numbered: Numbered) -> Question[ItemAnswer]:
        """What is asked about an event."""
        topics = [topic.id for topic in self._rules.topics]
        audiences = [audience.id for audience in self._rules.audiences]
        own = len(numbered.own)
        return self._prompts.question(
            PROMPT, item_answer(own, numbered.known, topics, audiences), MAX_TOKENS, language=self._language,
            topics=topics, audiences=audiences, reports=numbered.reports(articles),
            facts=numbered_facts(numbered.facts, start=own + 1),
        )  # fmt: skip


def _checked(draft: Draft, sources: Sources, refused: Mapping[str, str] | None = None) -> Checked:
    """The draft as far as it is carried; where that is not what changed, but the title, the title says that too.

    So one slip in a summary does not cost what else a model said rightly.
    """
    found = checked(draft, sources, refused, attributes=True)
    if found.draft.tldr or not found.draft.title or not draft.tldr:
        return found
    told = draft.tldr.model_copy(update={"what_changed": draft.title})
    again = checked(replace(draft, tldr=told), sources, refused, attributes=True)
    slip = [struck for struck in found.struck if struck.field == _NEWS]
    return replace(again, struck=(*slip, *again.struck))
