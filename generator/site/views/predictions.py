"""The page of predictions: due, open and settled ones with the score; by month where they are many; as a calendar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from urllib.parse import urlsplit

from generator.archive.brief import Foretold
from generator.archive.stored import StoredItem
from generator.edit.predictions import Prediction, Score, score
from generator.model.item import Implication, Settlement
from generator.site.addresses import domain, item_address, list_address
from generator.site.charts import Calibration, calibration
from generator.site.ics import CalendarEvent, calendar
from generator.site.library import Library
from generator.site.outputs import File, PlannedPages, planned
from generator.site.page import Link, Page, Site, Text
from generator.site.reasons import is_usual_test, reason_in
from generator.site.views.citations import Basis, basis_of
from generator.site.views.entry import Entry, entry_of
from generator.site.views.links import item_link
from generator.site.views.section import section_meta
from generator.site.views.texts import shown, title_of
from generator.text.stance import language_of
from generator.text.words import are_words_of

FOLDER = "predictions/"
CALENDAR = f"{FOLDER}predictions.ics"
#: Predictions of one kind on the page; with more there is a page for each month.
MOST = 50
#: What fell due longer ago is in no calendar any more: a calendar is for what is to come.
CALENDAR_KEEPS = timedelta(days=366)


@dataclass(frozen=True)
class Outcome:
    """How a prediction came out."""

    date: str
    why: Text
    quote: Text | None
    page: Link | None
    """An item of the archive that shows it."""
    href: str
    """A web page that shows it; empty where an item does."""
    domain: str


@dataclass(frozen=True)
class PredictionLine:
    """A prediction as the page lists it."""

    text: Text
    quoted: bool
    inference: bool
    item: Link
    """With the place on its page."""
    basis: Basis | None
    """None for what is predicted here."""
    because: Text | None
    due: str
    test: Text
    has_usual_test: bool
    """That a source reports it by then."""
    percent: int | None
    status: str
    outcome: Outcome | None
    later: Entry | None = None
    """The newest item that tells how it went on, where a page asks for it and nobody has settled it."""


@dataclass(frozen=True)
class PredictionsView:
    """What is due first, then what is open, then what is settled, the latest settled first."""

    due: tuple[PredictionLine, ...]
    open: tuple[PredictionLine, ...]
    settled: tuple[PredictionLine, ...]
    score: Score
    today: date | None
    """The day on which it was reckoned what is due; None where nothing is published."""
    months: tuple[Link, ...]
    """Pages of months, where the page does not show all."""
    calibration: tuple[Calibration, ...]


@dataclass(frozen=True)
class MonthView:
    """Every prediction due in a month, whatever became of it."""

    title: str
    predictions: tuple[PredictionLine, ...]


def prediction_pages(library: Library) -> Iterator[PlannedPages]:
    """The page of predictions, and one for each month they are due in where some kind of them is more than 50."""
    yield planned(predictions_page)
    for month in _months(library.predictions):
        yield planned(month_page, month)


def predictions_page(site: Site, library: Library) -> Page:
    found = library.predictions
    kinds = {state: [p for p in found if p.state == state] for state in ("due", "open", "settled")}
    kinds["settled"].sort(key=lambda p: p.said.settled.date if p.said.settled else "", reverse=True)
    told = {state: tell(site, library, kind[:MOST], with_later=True) for state, kind in kinds.items()}
    links = tuple(Link(site.words.partial(month), list_address("predictions", month)) for month in _months(found))
    newest = library.newest
    today = newest.date() if newest else None
    view = PredictionsView(told["due"], told["open"], told["settled"], score(found), today, links, calibration(found))
    return _page(site, library, FOLDER, site.words("predictions"), view, found)


def month_page(site: Site, library: Library, month: str) -> Page:
    """month: like 2026-06."""
    found = library.predictions_of(month)
    title = site.words("predictions_of", month=site.words.partial(month))
    told = tell(site, library, found, with_later=True)
    return _page(site, library, list_address("predictions", month), title, MonthView(title, told), found)


def _months(found: Sequence[Prediction]) -> Sequence[str]:
    """The months that have a page of their own."""
    is_cut = any(count > MOST for count in Counter(p.state for p in found).values())
    return [month for month, _ in groupby(found, key=lambda p: f"{p.last_day:%Y-%m}")] if is_cut else ()


def _page(
    site: Site, library: Library, address: str, title: str, view: object, found: Sequence[Prediction]
) -> Page:  # fmt: skip
    crumbs = [*dict.fromkeys([Link(site.words("predictions"), FOLDER), Link(title, address)])]
    modified = max((library.items[p.address].updated for p in found), default=None)
    meta = section_meta(site, "predictions", address, title, crumbs=crumbs, listed=bool(found))
    return Page(address, "recap/predictions.html", meta, view, modified)


def tell(
    site: Site, library: Library, found: Iterable[Prediction], *, with_later: bool = False
) -> tuple[PredictionLine, ...]:
    """Predictions as a page lists them; with_later: and what later item went on with each that nobody has settled."""
    lines = ((it, line_of(site, library, library.items[it.address], it.said)) for it in found)
    return tuple(replace(line, later=_later(site, library, it)) if with_later else line for it, line in lines)


def _later(site: Site, library: Library, prediction: Prediction) -> Entry | None:
    is_settled = prediction.state == "settled"
    stored = None if is_settled else library.gone_on(library.items[prediction.address])
    return entry_of(site, library, stored) if stored else None


def line_of(site: Site, library: Library, stored: StoredItem, said: Implication) -> PredictionLine:
    """A prediction of an item without what came later."""
    foretold = _foretold(stored, said)
    text = shown(site, foretold.text)
    return PredictionLine(
        text=text,
        quoted=are_words_of(text.text, foretold.quotes),
        inference=said.inference,
        item=item_link(site, stored, f"#{said.id}"),
        # asked first, since most are predicted here and no other line needs the whole item
        basis=basis_of(site, library, stored.item, said.cites[0]) if said.is_announced else None,
        because=shown(site, foretold.because) if foretold.because.text else None,
        due=said.due or "",
        test=_test(site, foretold, said),
        has_usual_test=is_usual_test(foretold.test.text),
        percent=None if said.confidence is None else round(said.confidence * 100),
        status=said.status,
        outcome=_outcome(site, library, said.settled) if said.settled else None,
    )


def _foretold(stored: StoredItem, said: Implication) -> Foretold:
    return next(it for it in stored.brief.foretold if it.id == said.id)


def _test(site: Site, foretold: Foretold, said: Implication) -> Text:
    """How to tell, in the site's language where a rule wrote it."""
    test = shown(site, foretold.test)
    told = reason_in(site.words, test.text, said.due or "")
    return Text(told) if told != test.text or is_usual_test(told) else test


def _outcome(site: Site, library: Library, settled: Settlement) -> Outcome:
    """How it came out, with a link where the evidence can be opened."""
    stored = library.items.get(settled.item) if settled.item else None
    page = item_link(site, stored) if stored else None
    url = settled.url or ""
    quote = _written(site, settled.quote) if settled.quote else None
    return Outcome(settled.date, _written(site, settled.why), quote, page, url, domain(url))


def _written(site: Site, text: str) -> Text:
    """What a maintainer wrote or quoted, whose language only its words tell."""
    return Text(text, site.foreign(language_of(text, site.language)))


def prediction_files(site: Site, library: Library) -> Iterator[File]:
    """The calendar of due dates."""
    found = library.predictions
    begin = library.newest.date() - CALENDAR_KEEPS if library.newest else date.min
    events = (_event(site, library, prediction) for prediction in found if prediction.last_day >= begin)
    told = calendar(f"{site.name}: {site.words('predictions')}", site.name, events)
    yield File(site.prefix + CALENDAR, told)


def _event(site: Site, library: Library, prediction: Prediction) -> CalendarEvent:
    """Settled ones stay in the calendar and say how they came out."""
    stored, said = library.items[prediction.address], prediction.said
    foretold = _foretold(stored, said)
    colon = site.words("colon")
    outcome = f"{site.words(f'status_{said.status}')}{colon}" if prediction.state == "settled" else ""
    url = site.absolute(f"{item_address(prediction.address)}#{said.id}")
    return CalendarEvent(
        uid=f"{prediction.address.replace('/', '-')}-{said.id}@{urlsplit(site.url).hostname}",
        day=prediction.last_day,
        stamp=stored.updated,
        summary=f"{outcome}{shown(site, foretold.text).text}",
        description="\n".join(
            (title_of(site, stored).text, f"{site.words('test')}{colon}{_test(site, foretold, said).text}", url)
        ),
        url=url,
    )
