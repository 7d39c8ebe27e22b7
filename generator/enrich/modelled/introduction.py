"""Title and intro of an edition in a model's words, over claims that are checked already."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import islice

from generator.enrich.items import FINAL, bill
from generator.enrich.llm.chain import Chain
from generator.enrich.modelled.answer import Head, Statement, numbered_answer
from generator.enrich.modelled.drafting import cleaned_statement
from generator.enrich.prompts import Prompts
from generator.grounding.support import Grounds, Sentence
from generator.model.edition import Edition, IntroLine
from generator.model.item import Item, Made, rectified_by
from generator.text.names import NameFinder

PROMPT = "edition"
LINES = 5
#: Events that a model is told of, and claims of each.
MAX_EVENTS = 10
CLAIMS = 2
MAX_TOKENS = 600


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
        made_of = hashlib.sha256("\0".join(line.text for line in statements).encode()).hexdigest()[:16]
        before = stored.made if stored else None
        if stored and before and before.input == made_of and (before.fallback is None or before.fallback in FINAL):
            return edition.model_copy(update={"title": stored.title, "intro": stored.intro, "made": before})
        if not statements:
            return edition
        question = self._prompts.question(
            PROMPT, numbered_answer(Head, len(statements)), MAX_TOKENS, language=self._language, lines=LINES,
            week=edition.edition,
            statements=[{"number": number, "text": line.text} for number, line in enumerate(statements, start=1)],
        )  # fmt: skip
        outcome = await self._chain.ask(question)
        made = Made(
            engine="model" if outcome.answer else "extractive", input=made_of, at=now, model=outcome.model,
            prompt=self._prompts.hash(PROMPT), fallback=outcome.cause.slug if outcome.cause else None,
        ).model_copy(update=bill(outcome.spent, outcome.receipt, self._chain.budget.currency, before))  # fmt: skip
        if outcome.answer is None:
            return edition.model_copy(update={"made": made}) if outcome.receipt.calls else edition
        return self._with_head(edition, outcome.answer, statements, made)

    def _with_head(self, edition: Edition, answer: Head[int], statements: Sequence[IntroLine], made: Made) -> Edition:
        """The edition with those lines of an answer that the week's claims carry."""
        grounds = Grounds([Sentence(line.text, edition.week.last_day) for line in statements], self._names)
        title, *lines = [_carried(line, statements, grounds) for line in (answer.title, *answer.intro)]
        intro = tuple(line for line in lines if line)
        kept = len(intro) + bool(title)
        claims = made.claims.model_copy(update={"kept": kept, "struck": 1 + len(lines) - kept})
        return edition.model_copy(
            update={
                "title": title.text if title else edition.title,
                "intro": intro or edition.intro,
                "made": made.model_copy(update={"claims": claims}),
            }
        )


def _carried(line: Statement[int], statements: Sequence[IntroLine], grounds: Grounds) -> IntroLine | None:
    """A line of a model with the item that it is about; None where no claim of the week carries it."""
    text = cleaned_statement(line.text)
    verdict = grounds.judge(text, [cite - 1 for cite in line.cites])
    is_carried = verdict.outcome in ("carried", "recited")
    return IntroLine(text=text, item=statements[verdict.cites[0]].item) if is_carried else None


def _statements(edition: Edition, items: Mapping[str, Item]) -> list[IntroLine]:
    """Claims of the first items, as a model is given them."""
    found = []
    rectified = rectified_by(items)
    for address in [it for it in edition.top if it not in rectified][:MAX_EVENTS]:
        claims = (claim for _, claim in items[address].claims() if not claim.inference)
        found += [IntroLine(text=claim.text, item=address) for claim in islice(claims, CLAIMS)]
    return found
