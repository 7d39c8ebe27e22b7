"""References to items that moved or were taken down: changed to where those are shown now, or removed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from generator.archive.cutting import resting_on
from generator.model.edition import TITLE_WORDS, Continuation, Edition, IntroLine
from generator.model.item import Evidence, Implication, Item, Related
from generator.text.sentences import within


class Redirect:
    """Changes the references of items and editions.

    files: items as their files say; shown: as they are shown, mentions apart; moved: addresses that show no item of
    their own; touched: items that show other reports than their file lists; home: of an article by its key.
    """

    def __init__(
        self,
        files: Mapping[str, Item],
        shown: Mapping[str, Item],
        moved: Mapping[str, str | None],
        touched: Collection[str],
        home: Callable[[str], str | None],
    ) -> None:
        self._files, self._shown, self._moved, self._touched, self._home = files, shown, moved, touched, home

    def item(self, address: str, item: Item) -> Item:
        """The item at an address with its references changed; itself where nothing it refers to has moved."""
        if not self._touched or not any(name in self._touched for name in item.mentions()):
            return item
        evidence = {cite: led for cite, entry in item.evidence.items() if (led := self._evidence(entry, address))}
        if evidence != item.evidence:
            item = resting_on(item, item.articles, evidence)
        related: dict[str, Related] = {}
        for entry in item.related:
            if (target := self._target(entry.item)) and target != address:
                related.setdefault(target, entry.model_copy(update={"item": target}))
        timeline = (
            entry if entry.item is None else entry.model_copy(update={"item": self._target(entry.item)})
            for entry in item.timeline
        )
        update = {
            "related": tuple(related.values()),
            "timeline": tuple(entry for entry in timeline if entry.text or (entry.item and entry.item != address)),
            "storyline": self._target(item.storyline),
            "implications": tuple(map(self._settled, item.implications)),
        }
        return item.model_copy(update=update)

    def edition(self, edition: Edition) -> Edition:
        """The edition with what is shown only; itself where it lists nothing else."""
        if not self._touched:
            return edition
        update = {
            "title": self._title(edition),
            "intro": tuple(self._intro(edition.intro)),
            "top": (top := self._each_once(edition.top, ())),
            "groups": tuple(
                group.model_copy(update={"items": items})
                for group in edition.groups
                if (items := self._each_once(group.items, top))
            ),
            "brief": self._each_once(edition.brief, top),
            "continues": tuple(self._continues(edition.continues)),
            "grown": self._each_once(edition.grown, ()),
            "corrections": tuple(told for told in edition.corrections if told.item not in self._moved),
        }
        shown = edition.model_copy(update=update)
        return edition if shown == edition else shown

    def _target(self, address: str | None) -> str | None:
        return self._moved.get(address, address) if address else None

    def _evidence(self, entry: Evidence, at: str) -> Evidence | None:
        """A quotation with where its report is listed now; None where that is not shown."""
        if entry.item is None or entry.item not in self._touched:
            return entry
        reports = self._files[entry.item].articles if entry.item in self._files else ()
        if entry.article >= len(reports):
            return None
        key = reports[entry.article].key
        for target in (self._home(key), self._target(entry.item)):
            listed = [report.key for report in self._shown[target].articles] if target else []
            if key in listed:
                place = None if target == at else target
                return entry.model_copy(update={"item": place, "article": listed.index(key)})
        return None

    def _settled(self, implication: Implication) -> Implication:
        """What came true stays so; the words of an item that is not shown any more do not stay."""
        settled = implication.settled
        if settled is None or settled.item not in self._touched:
            return implication
        update = {"item": self._target(settled.item) or settled.item, "quote": None}
        return implication.model_copy(update={"settled": settled.model_copy(update=update)})

    def _each_once(self, addresses: Iterable[str], before: Collection[str]) -> tuple[str, ...]:
        targets = dict.fromkeys(filter(None, map(self._target, addresses)))
        return tuple(target for target in targets if target not in before)

    def _intro(self, lines: Iterable[IntroLine]) -> Iterator[IntroLine]:
        """The lines that the item they are taken from still says, or that were never a claim of it."""
        for line in lines:
            target = self._target(line.item)
            if target and not (line.item in self._touched and self._is_withdrawn(line, target)):
                yield line.model_copy(update={"item": target})

    def _is_withdrawn(self, line: IntroLine, target: str) -> bool:
        said = self._files.get(line.item)
        was_said = said is not None and any(claim.text == line.text for _, claim in said.claims())
        return was_said and not any(claim.text == line.text for _, claim in self._shown[target].claims())

    def _continues(self, continuations: Iterable[Continuation]) -> Iterator[Continuation]:
        for one in continuations:
            item, earlier = self._target(one.item), self._target(one.earlier)
            if item and earlier and item != earlier:
                update = {"item": item, "earlier": earlier, "storyline": self._target(one.storyline)}
                yield one.model_copy(update=update)

    def _title(self, edition: Edition) -> str:
        """The edition's title, or that of the first item left where it was one's that is not shown any more.

        A model's title of a week from whose top an item is gone may be about that one.
        """
        gone = [address for address in edition.addresses() if self._is_retitled(address)]
        taken = any(self._files[address].title.startswith(edition.title) for address in gone)
        if "title" in edition.pinned or not (taken or (edition.made and set(gone) & {*edition.top})):
            return edition.title
        left = (self._shown[address].title for address in self._each_once(edition.addresses(), ()))
        return next((parts[0] for title in left if (parts := within(title, TITLE_WORDS))), edition.edition)

    def _is_retitled(self, address: str) -> bool:
        """Whether an item is not shown, or under another title than its file has."""
        if address not in self._touched or address not in self._files:
            return False
        target = self._target(address)
        return target is None or self._shown[target].title != self._files[address].title
