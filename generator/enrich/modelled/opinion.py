"""A second opinion by a model on claims that the check let pass. It can only strike: no refusal is overruled."""

from __future__ import annotations

from collections.abc import Sequence

from generator.enrich.checking import Kept
from generator.enrich.llm.chain import Chain
from generator.enrich.llm.question import Spent
from generator.enrich.modelled.answer import Opinion, numbered_answer
from generator.enrich.prompts import Prompts
from generator.model.base import one_line

PROMPT = "opinion"
MAX_TOKENS = 600


class SecondOpinion:
    """Asks one model about the claims of an item, all at once."""

    def __init__(self, chain: Chain, prompts: Prompts, model: str) -> None:
        self._chain, self._prompts, self._model = chain, prompts, model

    async def refused(self, claims: Sequence[Kept]) -> tuple[dict[str, str], Spent, Spent]:
        """The fields it refuses with its reasons, what that cost now, and what the answer once cost.

        Nothing is refused where the model gives no good answer: the mechanical check has passed them all.
        """
        if not claims:
            return {}, Spent(), Spent()
        told = [{"number": n, "text": claim.text, "quotes": claim.quotes} for n, claim in enumerate(claims, start=1)]
        question = self._prompts.question(PROMPT, numbered_answer(Opinion, len(claims)), MAX_TOKENS, claims=told)
        outcome = await self._chain.ask(question, (self._model,))
        refusals = outcome.answer.refused if outcome.answer else ()
        reasons = {claims[r.number - 1].field: f"{self._model} refused it: {one_line(r.why)}" for r in refusals}
        return reasons, outcome.spent, outcome.receipt
