"""The ledger of an item's evidence: each quotation once, numbered in the order of its first use."""

from __future__ import annotations

from generator.enrich.extractive.passages import Passage
from generator.model.item import Claim, Evidence


class CitationNumbers:
    """Gives passages their citation numbers."""

    def __init__(self) -> None:
        self.evidence: dict[str, Evidence] = {}
        self._numbers: dict[tuple[int, str], str] = {}

    def cite(self, passage: Passage) -> str:
        """The citation of a passage: e1, e2 …"""
        place = (passage.article, passage.quote)
        if place not in self._numbers:
            cite = f"e{len(self.evidence) + 1}"
            self._numbers[place] = cite
            self.evidence[cite] = Evidence(article=passage.article, quote=passage.quote)
        return self._numbers[place]

    def claim(self, passage: Passage) -> Claim:
        """A claim that says what the passage says."""
        return Claim(text=passage.text, cites=(self.cite(passage),))
