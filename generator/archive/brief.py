"""What other pages than its own show of an item, so that a list of many does not read each of them whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pydantic import TypeAdapter

from generator.model.item import Implication, Item
from generator.text.searching import tokens
from generator.text.words import are_words_of, same_words


class Line(NamedTuple):
    """A text of an item, and what it is in other languages, where it is translated into them."""

    text: str
    language: str
    translated: Mapping[str, str]
    quoted: bool = False
    """Whether these are the very words of a source."""
    outlet: str = ""
    """Of the report they stand in, where it is one of the item's own."""


class Mention(NamedTuple):
    """One item as another refers to it. relation: of `Related`, or built-on, as seen from the page it stands on."""

    address: str
    relation: str
    why: str
    score: float


class Foretold(NamedTuple):
    """A published prediction. because: empty where no reason is given; quotes: the sentences it cites."""

    id: str
    text: Line
    because: Line
    test: Line
    quotes: tuple[str, ...]


class Brief(NamedTuple):
    """An item in short."""

    title: Line
    lines: tuple[Line, ...]
    """What may stand below the title: the hook, the 30 seconds and the takeaways."""
    is_told: bool
    """Whether more is made of it than titles of others: it has its 30 seconds."""
    outlets: int
    """Independent voices."""
    primary: bool
    languages: tuple[str, ...]
    """Of its reports."""
    related: tuple[Mention, ...]
    foretold: tuple[Foretold, ...]
    tellings: Mapping[str, tuple[Line, ...]]
    """`lines` as reports in other languages tell them, by language."""

    def lines_in(self, language: str) -> Sequence[Line]:
        """What may stand below the title on pages of a language."""
        return self.tellings.get(language) or self.lines


#: As the index keeps a brief: a JSON array.
BRIEF = TypeAdapter(Brief)


def brief_of(item: Item) -> Brief:
    told = {language: item.told_in(language) for language in item.tellings}
    return Brief(
        title=_title(item),
        lines=_lines(item),
        is_told=item.tldr is not None,
        outlets=len(item.publishers),
        primary=item.has_primary,
        languages=tuple(dict.fromkeys(report.language for report in item.articles)),
        related=tuple(Mention(it.item, it.relation, it.why, it.score) for it in item.related),
        foretold=tuple(_foretold(item, n, it) for n, it in enumerate(item.implications) if it.is_published),
        tellings={language: _lines(it) for language, it in told.items() if it.language == language},
    )


def _title(item: Item) -> Line:
    line = _line(item, "title", item.title, item.language)
    told = {language: it.title for language in item.tellings if (it := item.telling_in(language))}
    return line._replace(translated={**told, **line.translated})


def _lines(item: Item) -> tuple[Line, ...]:
    hook = [_said(item, "hook", item.hook, item.language_of_hook, item.hook_cites)] if item.hook else []
    claims = (
        _said(item, path, claim.text, item.language_of(claim), claim.cites)
        for path, claim in item.claims()
        if path.startswith(("tldr.", "takeaways."))
    )
    return (*hook, *claims)


def _foretold(item: Item, number: int, said: Implication) -> Foretold:
    path = f"implications.{number}"
    return Foretold(
        id=said.id,
        text=_line(item, path, said.text, item.language_of(said)),
        because=_line(item, f"{path}.because", said.because or "", item.language),
        test=_line(item, f"{path}.test", said.test or "", item.language),
        quotes=tuple(item.evidence[cite].quote for cite in said.cites),
    )


def _line(item: Item, path: str, text: str, language: str) -> Line:
    lines = ((tongue, it.lines.get(path)) for tongue, it in item.translations.items())
    return Line(text, language, {tongue: line.text for tongue, line in lines if line and line.of == text})


def _said(item: Item, path: str, text: str, language: str, cites: Sequence[str]) -> Line:
    cited = [item.evidence[cite] for cite in cites]
    whole = next((it for it in cited if same_words(text, it.quote)), None)
    quoted = whole or (cited[0] if cited and are_words_of(text, (it.quote for it in cited)) else None)
    outlet = item.articles[quoted.article].name if quoted and quoted.item is None else ""
    return _line(item, path, text, language)._replace(quoted=quoted is not None, outlet=outlet)


def tokens_of(item: Item) -> Sequence[str]:
    """What a search finds an item by, besides title and names: each once, in order."""
    return sorted({token for text in _texts(item) for token in tokens(text)})


def _texts(item: Item) -> Iterator[str]:
    if item.hook:
        yield item.hook
    yield from (claim.text for _, claim in item.claims())
    yield from (claim.text for telling in item.tellings.values() for claim in telling.claims())
    yield from (entry.text for entry in item.timeline if entry.text)
    for report in item.articles:
        yield from (report.name, report.title)
