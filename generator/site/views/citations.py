"""Citations of an item's page: numbered in order of first use, each shown once, beside the claim that uses it first."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.item import Claim, Item
from generator.site.links import domain, to_sentence
from generator.site.views.shared import Site, Text, language_of, same_words

_MARKS = '"“”„«»「」『』'


@dataclass(frozen=True)
class Note:
    """The evidence behind a number: who says it, and where to read it."""

    number: int
    outlet: Text
    quote: Text | None
    """None where the claim beside it is the quotation itself."""
    href: str
    domain: str
    paywall: bool


@dataclass(frozen=True)
class Said:
    """A claim as the page prints it."""

    text: Text
    quoted: bool
    """The words are the source's own."""
    inference: bool
    cites: tuple[int, ...]
    notes: tuple[Note, ...]
    """Evidence that no claim before it has used."""

    @property
    def has_marks(self) -> bool:
        """Whether the words bring quotation marks of their own, beside which ours would only confuse."""
        return any(mark in self.text.text for mark in _MARKS)


class Citations:
    """The numbers of an item's evidence; paths as `Item.claims` gives them, `hook` and `timeline.<n>` besides."""

    def __init__(self, site: Site, item: Item) -> None:
        self._site = site
        self._item = item
        self._home: dict[str, str] = {}
        for path, cite in self._uses():
            self._home.setdefault(cite, path)
        self._numbers = {cite: number for number, cite in enumerate(self._home, start=1)}

    def _uses(self) -> list[tuple[str, str]]:
        """(path, cite) in reading order."""
        uses = [("hook", cite) for cite in self.hook_cites()]
        uses += [(path, cite) for path, claim in self._item.claims() for cite in claim.cites]
        return uses + [(f"timeline.{n}", cite) for n, e in enumerate(self._item.timeline) for cite in e.cites]

    def hook_cites(self) -> tuple[str, ...]:
        """The evidence that the hook repeats word for word; a hook written for the page cites nothing."""
        hook = self._item.hook
        found = (cite for cite, e in self._item.evidence.items() if hook and same_words(hook, e.quote))
        return tuple(found)[:1]

    def say(self, path: str, claim: Claim) -> Said:
        """A claim with its numbers, and the notes that belong beside it."""
        quotes = [self._item.evidence[cite].quote for cite in claim.cites]
        return Said(
            text=Text(claim.text, language_of(self._site, self._item, claim)),
            quoted=any(same_words(claim.text, quote) for quote in quotes),
            inference=claim.inference,
            cites=tuple(self._numbers[cite] for cite in claim.cites),
            notes=tuple(self._note(cite, claim.text) for cite in claim.cites if self._home[cite] == path),
        )

    def of_article(self, index: int) -> tuple[int, ...]:
        """Numbers of the citations that one article carries."""
        return tuple(number for cite, number in self._numbers.items() if self._item.evidence[cite].article == index)

    def _note(self, cite: str, said: str) -> Note:
        evidence = self._item.evidence[cite]
        report = self._item.articles[evidence.article]
        language = self._site.foreign(report.language)
        return Note(
            number=self._numbers[cite],
            outlet=Text(report.name, language),
            quote=None if same_words(said, evidence.quote) else Text(evidence.quote, language),
            href=to_sentence(report.url, evidence.quote),
            domain=domain(report.url),
            paywall=report.paywall,
        )
