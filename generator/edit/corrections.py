"""Corrections: a published text is changed in the open, and what was edited by hand is found and kept.

Texts have dotted paths as `Item.claims` gives them; title, hook, timeline.<n> and the terms of a prediction
(implications.0.due) besides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from difflib import SequenceMatcher
from functools import reduce
from itertools import zip_longest
from operator import getitem
from typing import Any, NamedTuple

from pydantic import ValidationError

from generator.model.base import one_line, same_language
from generator.model.edition import Corrected, Edition
from generator.model.errors import ArchiveError, UnknownName
from generator.model.item import Correction, Item
from generator.model.pins import EDITABLE, GROUNDS, Fields, editable_fields, edited_fields, unpinned_edits, with_pins
from generator.model.week import Week
from generator.text.disagreement import are_opposed, have_other_figures, is_denied, is_one_sentence
from generator.text.words import letters

#: Lists whose entries are told apart by something else than their text.
_IDENTITY = {"implications": "id", "competitors.rows": "aspect"}
#: What a reader can read of an entry besides its text.
_TERMS = ("because", "due", "test", "confidence", "date")
#: Fields without a text of their own.
_LABELS = frozenset(["language", "topics", "audience", "entities", "importance", "related", "articles", *GROUNDS])

_CHANGED_BY_SOURCE = {"en": "The source has changed its text.", "zh": "来源修改了原文。"}
#: Of what a model wrote: it need not have been the source's.
_SAID_BY_NONE = {"en": "No report says so.", "zh": "没有任何报道这样说。"}


class Difference(NamedTuple):
    """A text that is not what was published. now: None where it is gone."""

    field: str
    was: str
    now: str | None


def texts(fields: Fields) -> dict[str, str]:
    """Every text a reader sees of an item's fields, by dotted path."""
    return {path: text for name, value in fields.items() if name not in _LABELS for path, text in _texts(name, value)}


def _texts(path: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for number, entry in enumerate(value):
            yield from _texts(f"{path}.{number}", entry)
    elif isinstance(value, dict):
        if "text" in value:
            yield path, value["text"]
        yield from ((f"{path}.{key}", str(value[key])) for key in _TERMS if key in value)
        for key in ("rows", "cells"):
            yield from _texts(f"{path}.{key}", value.get(key))


def differences(published: Fields, item: Item) -> tuple[Difference, ...]:
    """The published texts that now say something else, or are gone; what is new beside them is no correction."""
    now = editable_fields(item)
    was_texts, now_texts = texts(published), texts(now)
    moved = dict(_moved(published, now))
    found = []
    for path, was in was_texts.items():
        target = _target(path, moved)
        if target is None and path.rpartition(".")[0] in was_texts:
            continue  # gone with the entry it belongs to
        said = now_texts.get(target) if target else None
        if said != was:
            found.append(Difference(target or path, was, said))
    return tuple(found)


def _target(path: str, moved: Mapping[str, str | None]) -> str | None:
    """Where a text of the published item stands now; None where its entry was taken out."""
    for old, new in moved.items():
        if path == old or path.startswith(f"{old}."):
            return None if new is None else new + path.removeprefix(old)
    return path


def _moved(published: Fields, now: Fields) -> Iterator[tuple[str, str | None]]:
    """Where each entry of a published list stands now: entries that are equal meet, what is between them in order."""
    lists = [name for name, value in published.items() if isinstance(value, list) and name not in _LABELS]
    for name in (*lists, "competitors.rows"):
        old, new = _entries(published, name), _entries(now, name)
        names = [_identity(name, entry) for entry in old], [_identity(name, entry) for entry in new]
        for _, i, j, k, m in SequenceMatcher(None, *names, autojunk=False).get_opcodes():
            for one, other in zip_longest(range(i, j), range(k, m)):
                if one is not None:
                    yield f"{name}.{one}", None if other is None else f"{name}.{other}"


def _entries(fields: Fields, name: str) -> list[Any]:
    field, _, key = name.partition(".")
    value = fields.get(field)
    return list((value.get(key) if key and value else value) or [])


def _identity(name: str, entry: Mapping[str, Any]) -> str:
    key = _IDENTITY.get(name)
    return str(entry[key]) if key else f"{entry.get('text')} {entry.get('item')}"


def corrected(item: Item, field: str, new_text: str, why: str, at: datetime) -> Item:
    """The item that says `new_text` at a dotted path, the field pinned and the correction recorded; itself if same.

    new_text: any text, put on one line; empty withdraws the claim. Raises UnknownName where no such text is published,
    ArchiveError where the item would not hold together.
    """
    known = texts(editable_fields(item))
    text, reason = one_line(new_text), one_line(why)
    if not text and any((c.field, c.now, c.why) == (field, None, reason) for c in item.corrections):
        return item  # withdrawn already: the claim that has moved up to its place is another
    if field not in known:
        raise UnknownName("field", field, "the item", known)
    if text == known[field]:
        return item
    data = item.model_dump(mode="json", exclude_defaults=True)
    if text:
        _say(data, field, text)
    else:
        _withdraw(data, field)
    try:
        record = Correction(date=at, field=field, was=known[field], now=text or None, why=reason)
        changed = Item.model_validate({**data, "corrections": (*item.corrections, record), "updated": at})
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        raise ArchiveError(
            f"{field} cannot become {text[:80]!r}: {detail['msg'].removeprefix('Value error, ')}"
        ) from error
    return with_pins(changed, [_pin_of(field, changed)])


def _pin_of(field: str, item: Item) -> str:
    """The field a maintainer would pin for a text; all of tldr where that is gone."""
    path = next(path for path in EDITABLE if field == path or field.startswith(f"{path}."))
    return "tldr" if path.startswith("tldr.") and item.tldr is None else path


def _say(data: Any, field: str, text: str) -> None:
    *parents, last = _keys(field)
    place = reduce(getitem, parents, data)
    place[last] = {**place[last], "text": text} if isinstance(place[last], dict) else text


def _withdraw(data: Any, field: str) -> None:
    """Take a text out; raises ArchiveError where the rest cannot stand without it."""
    keys = _keys(field)
    if field == "title":
        raise ArchiveError("title cannot be withdrawn; give the item another with --text")
    if keys[0] == "implications":
        raise ArchiveError(f"{field} cannot be withdrawn: what was predicted stays; settle it as void instead")
    if field == "tldr.what_changed":
        if data["tldr"].keys() != {"what_changed"}:
            raise ArchiveError(f"{field} cannot be withdrawn before the rest of tldr, which leads on from it")
        del data["tldr"]
    elif keys[0] == "competitors":
        _empty_cell(data, *(key for key in keys if isinstance(key, int)))
    else:
        *parents, last = keys
        place = reduce(getitem, parents, data)
        if isinstance(place, dict):
            del place[last]
        else:
            data[str(keys[0])] = [entry for number, entry in enumerate(place) if number != last]


def _empty_cell(data: dict[str, Any], row: int, column: int) -> None:
    """Take a cell out of the comparison, with its row and the table where nothing is left in them."""
    rows = [dict(entry) for entry in data["competitors"]["rows"]]
    rows[row]["cells"] = [None if n == column else cell for n, cell in enumerate(rows[row]["cells"])]
    left = [entry for entry in rows if any(entry["cells"])]
    if left:
        data["competitors"] = {**data["competitors"], "rows": left}
    else:
        del data["competitors"]


def _keys(field: str) -> list[str | int]:
    return [int(key) if key.isdigit() else key for key in field.split(".")]


def recorded(item: Item, published: Fields, why: str, at: datetime) -> Item:
    """The item a maintainer edited by hand, with its edits pinned and recorded; itself where nothing was edited."""
    records = [
        Correction(date=at, field=field, was=was, now=now, why=one_line(why))
        for field, was, now in differences(published, item)
    ]
    if not records and not unpinned_edits(published, item):
        return item
    edited = edited_fields(published, editable_fields(item))
    update = {"corrections": (*item.corrections, *records), "updated": at}
    return with_pins(item.model_copy(update=update), [_pin_of(path, item) for path in edited])


def changed_by_sources(
    stored: Item, retold: Item, said: Iterable[str], language: str, at: datetime,
    is_foreign: Callable[[str], bool] = lambda _: False,
) -> Item:  # fmt: skip
    """A published item told anew, with corrections for what its sources changed and for what a model had made up.

    Recorded are texts that now give other figures or say the opposite, where no report has the old words any more; and
    lines of a model that are gone and name what no report names, as withdrawn. said: what each report says now;
    language: of the site, in which readers are told why; is_foreign: whether a line names what no report does.
    """
    now = "\n".join(map(letters, said))
    reasons = _SAID_BY_NONE if stored.is_by_model else _CHANGED_BY_SOURCE
    why, lines = reasons["zh" if same_language(language, "zh") else "en"], stored.lines()
    records = []
    for field, was, new in differences(editable_fields(stored), retold):
        if new and _says_otherwise(was, new) and letters(was) not in now:
            records.append(Correction(date=at, field=field, was=was, now=new, why=why))
        elif stored.is_by_model and field in lines and is_foreign(was):
            records.append(Correction(date=at, field=field, was=was, why=why))
    return retold.model_copy(update={"corrections": (*retold.corrections, *records)}) if records else retold


def _says_otherwise(was: str, now: str) -> bool:
    """Whether two texts are one sentence with other figures, or with the opposite sense."""
    is_changed = have_other_figures(was, now) or are_opposed(was, now) or is_denied(was, now)
    return is_changed and is_one_sentence(was, now)


def since_last(
    items: Mapping[str, Item], week: Week, editions: Mapping[Week, Edition], now: datetime
) -> tuple[Corrected, ...]:
    """What was corrected since the edition before, newest first, for the edition of `week` to mention.

    items: of the archive by address, at least those with a correction. What came after the last change of the
    edition before counts too, even if that was in its own week.
    """
    before = max((known for known in editions if known < week), default=None)
    begin = min(week.start, editions[before].updated) if before else week.start
    found = [
        Corrected(item=address, field=correction.field, date=correction.date)
        for address, item in items.items()
        for correction in item.corrections
        if begin < correction.date <= now and correction.date < week.end
    ]
    return tuple(sorted(found, key=lambda told: (-told.date.timestamp(), told.item, told.field)))
