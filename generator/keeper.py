"""The keeper of the archive: what was changed by hand outlives every run, and is corrected and settled on record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from generator.archive.addresses import edition_address
from generator.archive.published import Published
from generator.archive.store import LEFT, Archive, Change
from generator.archive.stored import StoredItem
from generator.edit.corrections import corrected, differences, recorded, texts
from generator.edit.predictions import Prediction, predictions, settle
from generator.model import pins
from generator.model.edition import Edition
from generator.model.errors import ArchiveError, UnknownName
from generator.model.item import Item, Settlement, Status


@dataclass
class Keeper:
    """An archive and what was published of it; the one way in which items and editions are written."""

    archive: Archive
    published: Published
    kept: list[str] = field(default_factory=list)
    """Edits by hand that were found and pinned, in words."""

    def keep_edits(self, made: Mapping[str, Item]) -> dict[str, Item]:
        """What a run made, with what a maintainer had edited by hand pinned and therefore unchanged."""
        return {address: self._kept(address, item) for address, item in made.items()}

    def _kept(self, address: str, made: Item) -> Item:
        file = self.archive.files.get(address)
        if file is None:
            return made
        # what no run made is all by hand
        edits = self._edits(address, file.item) if file.item.made else pins.unpinned_edits({}, file.item)
        if not edits:
            return made
        self.kept.append(f"{address}: {', '.join(edits)}")
        kept = pins.keep_pinned(made, pins.with_pins(self.archive.items[address].item, edits))
        self.kept += [f"{address}: articles, but {url} {_LISTED_AGAIN}" for url in self._listed_again(address, kept)]
        return kept

    def _listed_again(self, address: str, kept: Item) -> list[str]:
        """The reports that a maintainer took out of an item and that are in it all the same."""
        file = self.archive.files[address].item
        published = self.published.of(address, file) or {}
        taken_out = {entry["url"] for entry in published.get("articles", ())} - {it.url for it in file.articles}
        return [report.url for report in kept.articles if report.url in taken_out]

    def _edits(self, address: str, value: Item | Edition) -> list[str]:
        """The edited fields that are not pinned yet."""
        published = self.published.of(address, value)
        return [] if published is None else pins.unpinned_edits(published, value)

    def edition_with_edits(self, edition: Edition) -> Edition:
        """A stored edition with what a maintainer had edited by hand pinned."""
        address = edition_address(edition.week)
        edits = self._edits(address, self.archive.edition_files[edition.week])
        if not edits:
            return edition
        self.kept.append(f"{address}: {', '.join(edits)}")
        return edition.model_copy(update={"pinned": (*edition.pinned, *edits)})

    def write(self, items: Mapping[str, Item], *, is_record: bool = False) -> dict[str, Change]:
        """Write items, in the order of their addresses, and remember what is published now.

        is_record: whether every edit by hand is told on the page; else those stay to be recorded. A file that somebody
        changed since the archive was opened is left.
        """
        remembered = [
            (address, pins.sealed(item), pins.editable_fields(item) if is_record else self._to_remember(address, item))
            for address, item in sorted({**self._waiting(), **items}.items())
        ]
        changes = {it[0]: self.archive.write_item(StoredItem(it[0], it[1])) for it in remembered}
        self.published.remember(it for it in remembered if changes[it[0]] != "left")
        return {address: changes[address] for address in sorted(items)}

    def _waiting(self) -> dict[str, Item]:
        """The items that took over reports and are written with the first of others, their edits by hand pinned."""
        found = {}
        for address in self.archive.unwritten:
            item, file = self.archive.items[address].item, self.archive.files.get(address)
            found[address] = pins.with_pins(item, self._edits(address, file.item)) if file else item
        return found

    def _to_remember(self, address: str, item: Item) -> pins.Fields:
        """The fields of an item about to be written, but as published before where an edit by hand is not recorded."""
        fields = dict(pins.editable_fields(item))
        stored = self.archive.files.get(address)
        published = self.published.of(address, stored.item) if stored else None
        if stored is None or published is None:
            return fields
        before = pins.editable_fields(stored.item)
        for path in pins.edited_fields(published, before):
            if _texts_of(path, fields) == _texts_of(path, before):
                if path in published:
                    fields[path] = published[path]
                else:
                    fields.pop(path, None)
        return fields

    def write_edition(self, edition: Edition) -> Change:
        """Write an edition and remember what is published now."""
        is_new = edition != self.archive.edition_files.get(edition.week)
        written = pins.sealed(edition) if is_new else edition
        change = self.archive.write_edition(written)
        if change == "left":
            return change
        self.published.remember([(edition_address(edition.week), written, pins.editable_fields(edition))])
        return change

    def unrecorded(self) -> Iterator[tuple[StoredItem, pins.Fields]]:
        """Items that were edited by hand since they were published, and what was published.

        Checks every file against the cache; changed files, and those whose checksum tells of an edit, also against git.
        """
        for address, stored in self.archive.shown_files():
            published = self.published.remembered(address, stored.item)
            if published is None and (address in self.published.uncommitted or pins.is_edited(stored.item)):
                published = self.published.of(address, stored.item)
            if published is None:
                continue
            if differences(published, stored.item) or pins.unpinned_edits(published, stored.item):
                yield stored, published

    def record(self, why: str, now: datetime) -> list[str]:
        """Pin and record every edit by hand that is not on record; the addresses of the items."""
        found = {stored.address: recorded(stored.item, fields, why, now) for stored, fields in self.unrecorded()}
        self._write_all(found, is_record=True)
        return list(found)

    def _write_all(self, items: Mapping[str, Item], *, is_record: bool = False) -> dict[str, Change]:
        """As `write`; raises ArchiveError naming the files that were left."""
        changes = self.write(items, is_record=is_record)
        if left := [address for address, change in changes.items() if change == "left"]:
            raise ArchiveError("\n".join(f"{self.archive.path(address)}: {LEFT}" for address in left))
        return changes

    def correct(self, address: str, field: str, new_text: str, why: str, now: datetime) -> Change:
        """Correct one text of an item; raises UnknownName and ArchiveError as `corrected` does."""
        item = self._item(address)
        return self._put(address, item, corrected(item, field, new_text, why, now))

    def due(self, today: date) -> tuple[Prediction, ...]:
        """Predictions to be settled on a day."""
        said = ((address, stored.facts.implications) for address, stored in self.archive.items.items())
        return tuple(prediction for prediction in predictions(said, today) if prediction.state == "due")

    def settle(self, address: str, id: str, status: Status, settlement: Settlement, now: datetime) -> Change:
        """Settle one prediction of an item; raises UnknownName where there is none of this id."""
        item = self._item(address)
        return self._put(address, item, settle(item, id, status, settlement, now))

    def _put(self, address: str, old: Item, new: Item) -> Change:
        """Write an item that a command changed, and pin other edits of its file: no later run could tell them."""
        if new is old:
            return "unchanged"
        pinned = pins.with_pins(new, self._edits(address, self.archive.files[address].item))
        return self._write_all({address: pinned})[address]

    def _item(self, address: str) -> Item:
        if address not in self.archive.items:
            raise UnknownName("item", address, "the archive", self.archive.items)
        return self.archive.items[address].item


_LISTED_AGAIN = "is listed again: to keep it out, split it off in decisions.yml"


def _texts_of(path: str, fields: pins.Fields) -> dict[str, str]:
    return texts({path: fields[path]}) if path in fields else {}
