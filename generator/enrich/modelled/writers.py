"""The models' part of a run, for callers that wait: several questions are under way at once, on one event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self, TypeVar

from generator.enrich.items import billed
from generator.enrich.llm.chain import Chain
from generator.enrich.modelled.engine import ModelEngine, Written
from generator.enrich.modelled.introduction import Introducer
from generator.enrich.modelled.opinion import SecondOpinion
from generator.enrich.modelled.proposals import Proposal, Proposer
from generator.enrich.modelled.translation import Translated, TranslationInput, Translator, source_of
from generator.enrich.prompts import Prompts
from generator.model.article import Article
from generator.model.edition import Edition
from generator.model.facts import Facts
from generator.model.item import Implication, Item
from generator.model.vocabulary import Vocabulary
from generator.text.names import NameFinder

T = TypeVar("T")


@dataclass(frozen=True)
class Assignment:
    """One event that a model is to tell, see `ModelEngine.write`."""

    articles: Sequence[Article]
    drafted: Item
    earlier: Mapping[str, Item]


class Writers:
    """Hands out assignments; a context, since the connections to models live as long as it."""

    def __init__(
        self, chain: Chain, prompts: Prompts, vocabulary: Vocabulary, languages: Sequence[str],
        verify_model: str | None = None,
    ) -> None:  # fmt: skip
        """languages: in the first they write, into the others they translate; verify_model: gives a second opinion."""
        language, *others = languages
        self._language, self._others = language, tuple(others)
        opinion = SecondOpinion(chain, prompts, verify_model) if verify_model else None
        self._engine = ModelEngine(chain, prompts, vocabulary, language, opinion)
        names = NameFinder(vocabulary.names)
        self._introducer = Introducer(chain, prompts, names, language)
        self._translator = Translator(chain, prompts, names, opinion)
        self._proposer = Proposer(chain, prompts, names, language)
        self._runner = asyncio.Runner()
        self._chain = chain

    def __enter__(self) -> Self:
        self._runner.__enter__()
        return self

    def __exit__(self, *exception: Any) -> None:
        self._runner.run(self._chain.close())
        self._runner.__exit__(*exception)

    def write(self, assignments: Sequence[Assignment], done: Callable[[int], None]) -> list[Written]:
        """What came of each, in their order; done: told how many are, as they are."""
        asked = (self._engine.write(it.articles, it.drafted, it.earlier) for it in assignments)
        return self._runner.run(_all(asked, done))

    def translate(self, items: Sequence[Item], now: datetime, done: Callable[[int], None]) -> list[Translated]:
        """The lines of items in the other languages, in their order; done: told how many are, as they are."""
        asked = (self._translator.translate(source_of(item), self._others, now) for item in items)
        return self._runner.run(_all(asked, done))

    def propose(
        self, due: Sequence[tuple[str, Implication]], archive: Mapping[str, Facts], items: Mapping[str, Item]
    ) -> list[Proposal]:
        """How predictions that are due came out, where later items tell.

        due: address of the item and prediction; archive, items: facts and text of every item.
        """
        asked = (self._proposer.propose(address, told, archive, items) for address, told in due)
        return [proposal for proposal in self._runner.run(_all(asked, lambda _: None)) if proposal]

    def introduce(self, edition: Edition, items: Mapping[str, Item], stored: Edition | None, now: datetime) -> Edition:
        """The edition with a model's title and intro, see `Introducer`, and these in the other languages."""
        introduced = self._runner.run(self._introducer.introduce(edition, items, stored, now))
        if not introduced.made or not introduced.made.is_by_model:
            return introduced
        source = TranslationInput(
            introduced.lines(), self._language, edition.week.last_day, stored.translations if stored else {}
        )
        translated = self._runner.run(self._translator.translate(source, self._others, now))
        made = billed(introduced.made, translated.bill, self.currency)
        return introduced.model_copy(update={"translations": dict(translated.translations), "made": made})

    @property
    def currency(self) -> str:
        """Of every cost."""
        return self._chain.budget.currency


async def _all(asked: Iterable[Coroutine[Any, Any, T]], done: Callable[[int], None]) -> list[T]:
    """What came of each, all at once; done: told how many are, as they are."""
    finished = 0

    async def one(question: Coroutine[Any, Any, T]) -> T:
        nonlocal finished
        found = await question
        finished += 1
        done(finished)
        return found

    return await asyncio.gather(*map(one, asked))
