"""Lines of digests to the items that tell the same: a digest makes no event, but it shows what was missed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.group.documents import DocumentMaker
from generator.group.similarity import Space
from generator.model.coverage import DigestLine
from generator.model.item import Item

#: Probability of one event from which on a line counts as told. Well above that of clusters: a line has no second
#: report to bear it out, and a story called ours wrongly hides that it was missed.
RETOLD = 0.8


def retold(lines: Sequence[DigestLine], items: Mapping[str, Item], maker: DocumentMaker) -> list[str | None]:
    """For each line the address of the item that most likely tells the same; None where none likely does."""
    addresses = sorted(items)
    documents = [maker.of_item(address, items[address]) for address in addresses]
    for number, line in enumerate(lines):
        documents.append(maker.of_text(str(number), line.text, "", line.moment, line.source))
    best: list[tuple[float, str | None]] = [(0.0, None)] * len(lines)
    for (item, document), score in Space(documents).likely(RETOLD).items():
        place = document - len(addresses)
        if item < len(addresses) <= document and score > best[place][0]:
            best[place] = score, addresses[item]
    return [address for _, address in best]
