"""Title and intro of an edition in a model's words, over claims that are checked already."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from generator.enrich.items import FINAL, bill
from generator.enrich.llm.chain import Chain
from generator.enrich.modelled.answer import edition_answer
from generator.enrich.modelled.drafting import cleaned_statement
from generator.enrich.prompts import Prompts
from generator.grounding.support import Grounds, Sentence
from generator.model.edition import Edition, IntroLine
from generator.model.item import Item, Made
from generator.text.names import NameFinder

PROMPT = "edition"
LINES = 5
#: Events that a model is told of, and claims of each.
MAX_EVENTS = 10
CLAIMS = 2
MAX_TOKENS = 600


@dataclass(frozen=True)
class _Statement:
    """A checked claim of an item of the week."""

    text: str
    item: str


class Introducer:
    """Asks for the head of an edition; prints of it what its items' claims carry."""

    def __init__(self, chain: Chain, prompts: Prompts, names: NameFinder, language: str) -> None:
        self._chain, self._prompts, self._names, self._language = chain, prompts, names, language

    async def introduce(
        self, edition: Edition, items: Mapping[str, Item], stored: Edition | None, now: datetime
    ) -> Edition:
        """The edition with a model's title and intro where they are carried; else as it is.

        items: those of the week by address; stored: what is published, whose head stays while the claims do.
        """
        statements = _statements(edition, items)
        made_of = _hash(statements)
        before = stored.made if stored else None
        if stored and before and before.input == made_of and (before.fallback is None or before.fallback in FINAL):
            return edition.model_copy(update={"title": stored.title, "intro": stored.intro, "made": before})
        if not statements:
            return edition
        question = self._prompts.question(
            PROMPT, edition_answer(len(statements)), MAX_TOKENS, language=self._language, lines=LINES,
            week=edition.edition,
            statements=[{"number": number, "text": told.text} for number, told in enumerate(statements, start=1)],
        )  # fmt: skip
        outcome = await self._chain.ask(question)
        made = Made(
            engine="model" if outcome.answer else "extractive", input=made_of, at=now, model=outcome.model,
            prompt=self._prompts.hash(PROMPT), fallback=outcome.cause.slug if outcome.cause else None,
        ).model_copy(update=bill(outcome.spent, outcome.receipt, self._chain.budget.currency, before))  # fmt: skip
        if outcome.answer is None:
            return edition.model_copy(update={"made": made}) if outcome.receipt.calls else edition
        check = _Check(statements, edition, self._names)
        title = check.line(outcome.answer.title.text, outcome.answer.title.cites)
        lines = [check.line(line.text, line.cites) for line in outcome.answer.intro]
        intro = tuple(line for line in lines if line)
        claims = made.claims.model_copy(update={"kept": len(intro) + bool(title), "struck": check.struck})
        return edition.model_copy(
            update={
                "title": title.text if title else edition.title,
                "intro": intro or edition.intro,
                "made": made.model_copy(update={"claims": claims}),
            }
        )


class _Check:
    """Whether the week's claims carry a line, and which item it is about."""

    def __init__(self, statements: Sequence[_Statement], edition: Edition, names: NameFinder) -> None:
        day = edition.week.last_day
        self._statements = statements
        self._grounds = Grounds([Sentence(told.text, day) for told in statements], names)
        self.struck = 0

    def line(self, text: str, cites: Sequence[int]) -> IntroLine | None:
        verdict = self._grounds.judge(cleaned_statement(text), [cite - 1 for cite in cites])
        if verdict.outcome not in ("carried", "recited"):
            self.struck += 1
            return None
        return IntroLine(text=cleaned_statement(text), item=self._statements[verdict.cites[0]].item)


def _statements(edition: Edition, items: Mapping[str, Item]) -> list[_Statement]:
    found = []
    for address in edition.top[:MAX_EVENTS]:
        claims = (claim for _, claim in items[address].claims() if not claim.inference)
        found += [_Statement(claim.text, address) for claim in islice(claims, CLAIMS)]
    return found


def _hash(statements: Sequence[_Statement]) -> str:
    return hashlib.sha256("\0".join(told.text for told in statements).encode()).hexdigest()[:16]
