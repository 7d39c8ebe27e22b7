"""What the engine knows by words: the vocabulary of a newsroom and the cues of a language."""

from __future__ import annotations

from functools import cached_property

from generator.enrich.extractive.calls import CallFinder
from generator.enrich.extractive.cues import Cues, load_cues
from generator.enrich.extractive.labels import Labeller
from generator.enrich.extractive.passages import Passage
from generator.model.vocabulary import Vocabulary
from generator.text.keywords import Keywords


class Lexicon:
    """Each part is compiled at the first event that is told anew: most runs meet none."""

    def __init__(self, vocabulary: Vocabulary, language: str) -> None:
        """language: of the site."""
        self.language = language
        self._vocabulary = vocabulary

    @cached_property
    def labels(self) -> Labeller:
        return Labeller(self._vocabulary, self.language)

    @cached_property
    def calls(self) -> CallFinder:
        return CallFinder(self._vocabulary.rules.calls)

    @cached_property
    def cues(self) -> Cues:
        return load_cues()

    @cached_property
    def _signs(self) -> Keywords:
        relevance = self._vocabulary.rules.relevance
        return Keywords([*relevance.strong, *relevance.weak])

    @cached_property
    def _names_of_ai(self) -> frozenset[str]:
        return frozenset(it.name for it in self._vocabulary.names if it.kind != "person" and not it.general)

    def tells_of_ai(self, passage: Passage) -> bool:
        """Whether a passage by itself says that it is about AI: a report about AI tells of much else."""
        return self._signs.first_in(passage.quote) is not None or bool(passage.names & self._names_of_ai)
