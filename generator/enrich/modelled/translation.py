"""Lines in another language in a model's words: numbered lines in and out, each held against its original."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from generator.enrich.checking import Kept, Struck, ill_formed
from generator.enrich.llm.chain import Chain
from generator.enrich.llm.question import Question, Spent
from generator.enrich.modelled.answer import Renderings, numbered_answer
from generator.enrich.modelled.drafting import cleaned_statement
from generator.enrich.modelled.opinion import SecondOpinion
from generator.enrich.prompts import Prompts
from generator.grounding.translation import CHECKED, unfaithful
from generator.model.item import Item
from generator.model.translation import TranslatedLine, Translation, input_of
from generator.text.instructions import addresses_a_model
from generator.text.names import NameFinder
from generator.text.words import is_chinese

PROMPT = "translation"
MAX_TOKENS = 4000
#: More lines than an item has; what a maintainer added beyond is shown as it is.
MAX_LINES = 60


@dataclass(frozen=True)
class TranslationInput:
    """Lines to be translated."""

    lines: Mapping[str, str]
    """By dotted path."""
    language: str
    day: date
    """From which relative dates are reckoned."""
    stored: Mapping[str, Translation]
    """The translations there are, by language."""


@dataclass(frozen=True)
class Translated:
    """What came of it."""

    translations: Mapping[str, Translation]
    """Old and new, by language."""
    spent: Spent = field(default_factory=Spent)
    """Paid now."""
    bill: Spent = field(default_factory=Spent)
    """What counts for the page: where no translation is on record yet, what the answers once cost."""
    lines: int = 0
    """Lines that are new."""
    struck: tuple[Struck, ...] = ()
    """Lines that do not say what their originals say: not printed."""


def source_of(item: Item) -> TranslationInput:
    """The lines of an item that a model may translate: what a report adds is the outlet's own words and stays, and so
    does a title that quotes an order to a model."""
    lines = {
        path: text for path, text in item.lines().items() if not (path.endswith(".adds") or addresses_a_model(text))
    }
    return TranslationInput(lines, item.language, item.date.date(), item.translations)


class Translator:
    """Asks for lines in other languages; prints of them what the check lets pass."""

    def __init__(self, chain: Chain, prompts: Prompts, names: NameFinder, opinion: SecondOpinion | None = None) -> None:
        """opinion: asked about what the check let pass."""
        self._chain, self._prompts, self._names, self._opinion = chain, prompts, names, opinion

    async def translate(self, source: TranslationInput, languages: tuple[str, ...], now: datetime) -> Translated:
        """The lines in each language but their own that the check can read; what was asked for is not asked again."""
        found = Translated(source.stored)
        for language in languages:
            if language != source.language and {language, source.language} <= CHECKED:
                new = await self._into(language, source, now)
                found = Translated(
                    {**found.translations, **new.translations}, found.spent + new.spent, found.bill + new.bill,
                    found.lines + new.lines, found.struck + new.struck,
                )  # fmt: skip
        return found

    async def _into(self, language: str, source: TranslationInput, now: datetime) -> Translated:
        lines = {path: text for path, text in source.lines.items() if is_chinese(text) != (language == "zh")}
        made_of, stored = input_of(lines), source.stored.get(language)
        if stored and stored.input == made_of:
            return Translated({})
        kept = {path: line for path, line in (stored.lines if stored else {}).items() if lines.get(path) == line.of}
        due = [path for path in lines if path not in kept][:MAX_LINES]
        if not due:
            return Translated({})
        outcome = await self._chain.ask(self._question(language, source, due))
        if outcome.answer is None and not (outcome.cause and outcome.cause.is_final):
            return Translated({}, outcome.spent, outcome.spent)
        told = (
            {due[line.number - 1]: cleaned_statement(line.text) for line in outcome.answer.lines}
            if outcome.answer
            else {}
        )
        refused = {
            path: why for path, text in told.items() if (why := self._fault(source.lines[path], text, source.day))
        }
        more, spent, receipt = await self._second_opinion({p: t for p, t in told.items() if p not in refused}, source)
        refused |= more
        kept |= {path: TranslatedLine(text=t, of=source.lines[path]) for path, t in told.items() if path not in refused}
        struck = tuple(Struck(f"{language}.{path}", told[path], why) for path, why in refused.items())
        new = Translation(lines=kept, model=outcome.model, at=now, input=made_of)
        now_paid, once_paid = outcome.spent + spent, outcome.receipt + receipt
        return Translated(
            {language: new}, now_paid, now_paid if stored else once_paid, len(told) - len(refused), struck
        )

    def _question(self, language: str, source: TranslationInput, due: list[str]) -> Question[Renderings[int]]:
        lines = [{"number": number, "text": source.lines[path]} for number, path in enumerate(due, start=1)]
        schema = numbered_answer(Renderings, len(due))
        return self._prompts.question(PROMPT, schema, MAX_TOKENS, language=language, own=source.language, lines=lines)

    def _fault(self, original: str, text: str, day: date) -> str:
        """Why a line is not printed; empty where nothing speaks against it."""
        return ill_formed(text) or unfaithful(original, text, day, self._names) if text else "it is empty"

    async def _second_opinion(
        self, told: Mapping[str, str], source: TranslationInput
    ) -> tuple[dict[str, str], Spent, Spent]:
        if not self._opinion:
            return {}, Spent(), Spent()
        return await self._opinion.refused([Kept(path, text, (source.lines[path],)) for path, text in told.items()])
