"""The door through which entries become articles: nothing that addresses a language model passes. Pure.

It stands behind the memory, not before it, so that what an earlier version remembered passes it too, and a new line in
instructions.yml holds for every entry at once. No engine, no grouping and no label sees what is left out here.
"""

from __future__ import annotations

from dataclasses import replace

from generator.collect.cleaning import without_unseen
from generator.collect.feeds import Entry
from generator.collect.titles import title_from
from generator.text.instructions import addresses_a_model, only_quotes_an_order, without_instructions


def disarmed(entry: Entry) -> Entry | None:
    """The entry without what in it addresses a model; the very one that came where there is nothing of the kind.

    A title that is an order gives way to the first sentence of what is left; one that quotes an order stays, and no
    model is given it. None where nothing is left. Links stay where the text that they stood in does.
    """
    summary, text = _safe(entry.summary), _safe(entry.text)
    title = without_unseen(entry.title)
    if addresses_a_model(title) and not only_quotes_an_order(title):
        title = title_from(summary or text)
    if not title:
        return None
    if (title, summary, text) == (entry.title, entry.summary, entry.text):
        return entry
    kept = tuple((name, url) for name, url in entry.links if name in text or name in summary)
    return replace(entry, title=title, summary=summary, text=text, links=kept)


def _safe(text: str) -> str:
    return without_instructions(without_unseen(text))
