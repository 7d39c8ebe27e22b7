"""Published items held against what they cite: what an edit by hand, or a changed source, leaves without support."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from generator.enrich.checking import Struck, published_sentence
from generator.grounding.support import Grounds, Sentence
from generator.model.article import Article
from generator.model.item import Item
from generator.text.names import NameFinder
from generator.text.sentences import split_sentences
from generator.text.words import are_words_of


def uncarried(item: Item, names: NameFinder, earlier: Mapping[str, Item]) -> list[Struck]:
    """The published claims of an item that the quotations they cite do not carry.

    For what a maintainer wrote: it stays, and is told. earlier: the archive's items by address.
    """
    known = {cite: entry for cite, entry in item.evidence.items() if entry.item is None or entry.item in earlier}
    places = {cite: place for place, cite in enumerate(known)}
    grounds = Grounds([published_sentence(entry, item, earlier) for entry in known.values()], names)
    found = []
    for path, text, cites, may_infer in _lines(item):
        cited = [places[cite] for cite in cites if cite in places]
        foresees = may_infer and path.startswith("implications")
        verdict = grounds.judge(text, cited, may_infer=may_infer, foresees=foresees)
        if verdict.outcome not in ("carried", "inference"):
            found.append(Struck(path, text, verdict.why or "other quotations of the item carry it"))
    return found


def is_quoted(item: Item, earlier: Mapping[str, Item]) -> bool:
    """Whether every claim is in the words of a quotation it cites, as those of the built-in engine are."""
    quotes = {cite: entry.quote for cite, entry in item.evidence.items() if entry.item is None or entry.item in earlier}
    return all(
        are_words_of(text, [quotes[cite] for cite in cites if cite in quotes]) for _, text, cites, _ in _lines(item)
    )


def foreign_to(item: Item, articles: Sequence[Article], names: NameFinder) -> Callable[[str], bool]:
    """Tells of a line of an item whether it has a number, a date, a name or a quotation that neither its reports nor
    its evidence have; these are read once, for the first line."""

    @cache
    def grounds() -> Grounds:
        texts = [(f"{it.title}\n{it.whole_text}", it.moment.date(), it.title) for it in articles]
        quotes = [(entry.quote, item.date.date(), item.title) for entry in item.evidence.values()]
        sentences = (
            Sentence(part, day, title) for text, day, title in texts + quotes for part in split_sentences(text)
        )
        return Grounds([*sentences], names)

    return lambda line: bool(grounds().strangers(line))


def _lines(item: Item) -> Iterator[tuple[str, str, tuple[str, ...], bool]]:
    """Field, text and citations of everything that is cited, and whether it says that it is an inference."""
    yield from ((path, claim.text, claim.cites, claim.inference) for path, claim in item.claims())
    for number, entry in enumerate(item.timeline):
        if entry.text and entry.cites:
            yield f"timeline.{number}", entry.text, entry.cites, False
    if item.hook and item.hook_cites:
        yield "hook", item.hook, item.hook_cites, False
    if item.title_cites:
        yield "title", item.title, item.title_cites, False
