"""How predictions came out, as a model reads later items: proposals, which a maintainer confirms or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.enrich.checking import Sources
from generator.enrich.llm.chain import Chain
from generator.enrich.modelled.answer import Verdict, numbered_answer
from generator.enrich.modelled.drafting import cleaned_statement
from generator.enrich.modelled.numbering import facts_of, numbered_facts
from generator.enrich.prompts import Prompts
from generator.grounding.support import Grounds
from generator.model.facts import Facts
from generator.model.item import Implication, Item
from generator.text.names import NameFinder

PROMPT = "prediction"
#: Later items whose quotations a model is given, the newest first.
MAX_ITEMS = 6
MAX_TOKENS = 300


@dataclass(frozen=True)
class Proposal:
    """How a prediction seems to have come out, and the item that shows it."""

    address: str
    """Of the prediction's item."""
    id: str
    outcome: str
    """came-true, failed or void."""
    evidence: str
    """Address of the later item."""
    quote: str
    why: str


class Proposer:
    """Asks a chain of models about predictions that are due."""

    def __init__(self, chain: Chain, prompts: Prompts, names: NameFinder, language: str) -> None:
        self._chain, self._prompts, self._names, self._language = chain, prompts, names, language

    async def propose(
        self, address: str, told: Implication, archive: Mapping[str, Facts], items: Mapping[str, Item]
    ) -> Proposal | None:
        """What a model proposes; None where later items do not decide it, or what it says is not carried by them.

        address: of the prediction's item; archive, items: facts and text of every item.
        """
        later = {name: items[name] for name in later_items(address, archive)}
        facts = [fact for name, item in later.items() for fact in facts_of({name: item})]
        if not facts:
            return None
        question = self._prompts.question(
            PROMPT, numbered_answer(Verdict, len(facts)), MAX_TOKENS, language=self._language,
            day=items[address].date.date().isoformat(), text=told.text, due=told.due, test=told.test,
            facts=numbered_facts(facts),
        )  # fmt: skip
        answer = (await self._chain.ask(question)).answer
        if answer is None or answer.outcome == "unclear":
            return None
        sources = Sources((), self._names, items)
        sentences = [sources.sentence(fact.evidence) for fact in facts]
        verdict = Grounds(sentences, self._names).judge(
            cleaned_statement(answer.why), [cite - 1 for cite in answer.cites]
        )
        if verdict.outcome not in ("carried", "recited"):
            return None
        decisive = facts[verdict.cites[0]].evidence
        return Proposal(
            address, told.id, answer.outcome, decisive.item or "", decisive.quote, cleaned_statement(answer.why)
        )


def later_items(address: str, archive: Mapping[str, Facts]) -> list[str]:
    """Addresses of later items that refer to one as related or name what it names; at most MAX_ITEMS, newest first.

    archive: facts of every item, so that the items themselves need not be read.
    """
    told = archive[address]
    about = set(told.names)
    later = [
        (facts.date, name)
        for name, facts in archive.items()
        if facts.date > told.date and (address in facts.related or not about.isdisjoint(facts.names))
    ]
    return [name for _, name in sorted(later, reverse=True)[:MAX_ITEMS]]
