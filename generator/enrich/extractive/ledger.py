"""The ledger of an item's evidence: each quotation once, numbered in the order of its first use."""

from __future__ import annotations

from generator.enrich.extractive.passages import Passage
from generator.model.item import Claim, Evidence


class CitationNumbers:
    """Gives passages their citation numbers."""

    def __init__(self) -> None:
        self.evidence: dict[str, Evidence] = {}
        self._numbers: dict[tuple[int, str], str] = {}

    def cites(self, passage: Passage) -> tuple[str, ...]:
        """The citations of a passage, one for each of its parts: e1, e2 …"""
        return tuple(self._cite(passage.article, part) for part in passage.parts)

    def _cite(self, article: int, quote: str) -> str:
        place = (article, quote)
        if place not in self._numbers:
            cite = f"e{len(self.evidence) + 1}"
            self._numbers[place] = cite
            self.evidence[cite] = Evidence(article=article, quote=quote)
        return self._numbers[place]

    def claim(self, passage: Passage) -> Claim:
        """A claim that says what the passage says."""
        return Claim(text=passage.text, cites=self.cites(passage))
