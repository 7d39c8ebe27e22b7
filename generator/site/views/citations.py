"""Citations of an item's page: numbered in order of first use, each shown once, beside the claim that uses it first."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.item import Claim, Evidence, Item, Report
from generator.site.addresses import domain, to_sentence
from generator.site.library import Library
from generator.site.page import Sentence, Site, Text
from generator.site.views.texts import claim_text
from generator.text.words import are_words_of, same_words


@dataclass(frozen=True)
class Note:
    """The evidence behind a number: who says it, and where to read it."""

    number: int
    outlet: Text
    quote: Text | None
    """None where the claim beside it is the quotation itself."""
    href: str
    """Empty where the page of the quotation is not known any more."""
    url: str
    """The same page, opened at its top."""
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


@dataclass(frozen=True)
class Basis:
    """Where a sentence stands, and who says it."""

    outlet: Text
    href: str


@dataclass(frozen=True)
class News:
    """What changed with an item, as other pages tell it in a line."""

    text: Text
    quoted: bool
    inference: bool
    bases: tuple[Basis, ...]
    """Where each cited sentence stands, each outlet once."""


class Citations:
    """The numbers of an item's evidence; paths as of `Item.claims`, and `title`, `hook` and `timeline.<n>` besides."""

    def __init__(self, site: Site, library: Library, item: Item) -> None:
        self._site = site
        self._library = library
        self._item = item
        self._home: dict[str, str] = {}
        for path, cite in self._uses():
            self._home.setdefault(cite, path)
        self._numbers = {cite: number for number, cite in enumerate(self._home, start=1)}

    def _uses(self) -> list[tuple[str, str]]:
        """(path, cite) in reading order."""
        uses = [("hook", cite) for cite in self._item.hook_cites]
        cited = [(path, cite) for path, claim in self._item.claims() for cite in claim.cites]
        uses += [(path, cite) for path, cite in cited if not path.startswith("articles.")]
        uses += [(f"timeline.{n}", cite) for n, e in enumerate(self._item.timeline) for cite in e.cites]
        uses += [(path, cite) for path, cite in cited if path.startswith("articles.")]
        return uses + [("title", cite) for cite in self._item.title_cites]

    def of_title(self) -> tuple[Note, ...]:
        """What carries the title and nothing below it: the heading itself bears no numbers."""
        title = self._item.title
        return tuple(self._note(cite, title) for cite in self._item.title_cites if self._home[cite] == "title")

    def outlets(self) -> tuple[str, ...]:
        """Who is cited under each number, from 1 on; empty where the report is not known any more."""
        reports = (report_behind(self._library, self._item, self._item.evidence[cite]) for cite in self._numbers)
        return tuple(report.name if report else "" for report in reports)

    def say(self, path: str, claim: Claim) -> Said:
        """A claim with its numbers, and the notes that belong beside it."""
        text = claim_text(self._site, self._item, path, claim)
        return Said(
            text=text,
            quoted=is_quoted(self._item, claim, text),
            inference=claim.inference,
            cites=tuple(self._numbers[cite] for cite in claim.cites),
            notes=tuple(self._note(cite, claim.text) for cite in claim.cites if self._home[cite] == path),
        )

    def of_article(self, index: int) -> tuple[int, ...]:
        """Numbers of the citations that one article carries."""
        evidence = self._item.evidence
        own = [cite for cite, entry in evidence.items() if entry.item is None and entry.article == index]
        return tuple(number for cite, number in self._numbers.items() if cite in own)

    def _note(self, cite: str, said: str) -> Note:
        evidence = self._item.evidence[cite]
        report = report_behind(self._library, self._item, evidence)
        language = self._site.foreign(report.language if report else self._item.language)
        return Note(
            number=self._numbers[cite],
            outlet=Text(report.name if report else "", language),
            quote=None if same_words(said, evidence.quote) else Text(evidence.quote, language),
            href=to_sentence(report.url, evidence.quote) if report else "",
            url=report.url if report else "",
            domain=domain(report.url) if report else "",
            paywall=report.paywall if report else False,
        )


def news_of(site: Site, library: Library, item: Item, claim: Claim | None = None) -> News | None:
    """What changed with an item, or another claim of it, for a page that has no room for numbered evidence; None where
    nothing is made of the item yet."""
    item = item if claim else item.told_in(site.language)
    claim = claim or (item.tldr.what_changed if item.tldr else None)
    if claim is None:
        return None
    path = next((path for path, own in item.claims() if own == claim), "")
    text = claim_text(site, item, path, claim)
    bases = {basis.outlet: basis for cite in claim.cites if (basis := basis_of(site, library, item, cite))}
    return News(text, is_quoted(item, claim, text), claim.inference, tuple(bases.values()))


def sentence_in(site: Site, library: Library, item: Item, path: str, claim: Claim) -> Sentence:
    """A claim as a line on other pages, with whose words it is; path: as `Item.claims` gives it."""
    text = claim_text(site, item, path, claim)
    if not is_quoted(item, claim, text):
        return Sentence(text.text, text.lang)
    quoted = (cite for cite in claim.cites if same_words(text.text, item.evidence[cite].quote))
    report = report_behind(library, item, item.evidence[next(quoted, claim.cites[0])])
    return Sentence(text.text, text.lang, True, report.name if report else "")


def is_quoted(item: Item, claim: Claim, shown: Text) -> bool:
    """Whether the words shown for a claim are the source's own."""
    return are_words_of(shown.text, (item.evidence[cite].quote for cite in claim.cites))


def basis_of(site: Site, library: Library, item: Item, cite: str) -> Basis | None:
    """Where a piece of evidence can be read; None where the earlier item it comes from is gone."""
    evidence = item.evidence[cite]
    report = report_behind(library, item, evidence)
    if report is None:
        return None
    return Basis(Text(report.name, site.foreign(report.language)), to_sentence(report.url, evidence.quote))


def report_behind(library: Library, item: Item, evidence: Evidence) -> Report | None:
    """The report a quotation stands in; None where the earlier item is shown no more, joined to another or not."""
    if evidence.item is None:
        return item.articles[evidence.article]
    stored = library.items.get(evidence.item)
    reports = stored.item.articles if stored else ()
    return reports[evidence.article] if evidence.article < len(reports) else None
