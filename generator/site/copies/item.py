"""The copy of an item's page: what the page says in its order, the evidence by its numbers at the end."""

from __future__ import annotations

from collections.abc import Iterator

from generator.site import markdown as md
from generator.site.copies.pieces import correction, page, rectified, review, section, title, words
from generator.site.markdown import Md
from generator.site.page import Site
from generator.site.views.citations import Note, Said
from generator.site.views.item import Comparison, ItemView, Moment, Prediction
from generator.site.views.predictions import PredictionLine
from generator.site.views.related import Update
from generator.site.views.reports import SourceLine


def item_copy(site: Site, view: ItemView) -> Iterator[Md]:
    """The blocks of the copy below its title."""
    t = site.words
    if view.hook:
        yield md.quotation(_said(site, view.hook))
    if view.entry.rectified:
        yield rectified(site, view.entry.rectified)
    yield _facts(site, view)
    yield _made(site, view)
    yield from section(t("tldr"), _tldr(site, view))
    yield from section(t("takeaways"), [md.bullets(_said(site, it) for it in view.takeaways)])
    yield from section(t("competitors_title"), [_comparison(site, view.competitors)] if view.competitors else [])
    yield from section(t("technical"), [md.bullets(_said(site, it) for it in view.technical)])
    yield from section(t("implications"), [md.bullets(_prediction(site, it) for it in view.implications)])
    yield from section(t("timeline"), [md.bullets(_moment(site, it) for it in view.timeline)])
    if view.note:
        yield from section(t("editors_note"), [md.text(t("note_on_page"))])
    yield from section(t("related"), [md.bullets(_related(site, it) for it in view.related)])
    yield from section(t("evidence"), [md.bullets(_note(site, it) for it in _notes(view))])
    sources = md.bullets(_source(site, it) for it in view.sources)
    yield from section(t("original_sources", n=len(view.sources)), [sources])
    yield from section(t("corrections"), [md.bullets(correction(site, it) for it in view.corrections)])
    yield md.text(t("item_rights"))


def _said(site: Site, it: Said) -> Md:
    """A claim with the numbers of its evidence."""
    numbers = md.joined("", [md.text(f"[{number}]") for number in it.cites])
    return md.line(words(site, it.text, it.quoted, it.inference), numbers)


def _facts(site: Site, view: ItemView) -> Md:
    t = site.words
    dates = [t.minute(view.date), *([t("updated", moment=t.day(view.updated))] if view.updated else [])]
    original = md.text(f"({view.original.text})") if view.original else Md("")
    return md.line(original, page(site, view.week), md.text(", ".join([view.lead.text, *dates])))


def _made(site: Site, view: ItemView) -> Md:
    """How the words came to be, above them."""
    t, made = site.words, view.made
    said = t(f"made_{made.engine}_short" if made else "made_nothing_short")
    if made and made.model:
        said = f"{t('made_model_by', model=made.model, day=t.day(made.at))} {t('made_model_inference')}"
    return md.line(review(site, view.review), md.text(said))


def _tldr(site: Site, view: ItemView) -> Iterator[Md]:
    for word in ("what_changed", "why_it_matters", "what_to_do_next"):
        said: Said | None = getattr(view, word)
        if said:
            step = view.step if word == "what_to_do_next" else None
            link = md.link(f"{step.label} ({step.domain})", step.href) if step else Md("")
            yield md.line(md.strong(f"{site.words(word)}:"), _said(site, said), link)


def _comparison(site: Site, it: Comparison) -> Md:
    none = md.text("–")
    rows = ([md.text(aspect), *(_said(site, cell) if cell else none for cell in cells)] for aspect, cells in it.rows)
    return md.table([Md(""), *map(md.text, it.subjects)], rows)


def _prediction(site: Site, it: Prediction) -> Md:
    t, told = site.words, it.line
    who = f"{t('as_told_by')} {told.basis.outlet.text}" if told.basis else t("predicted_here")
    terms = [who, t("due", date=t.until(told.due))]
    terms += [t("confidence", percent=told.percent)] if told.percent is not None else []
    because = [md.strong(f"{t('because')}:"), md.text(told.because.text)] if told.because else []
    return md.line(
        _said(site, it.said),
        md.text(f"({', '.join(terms)})"),
        *because,
        *(md.strong(f"{t('test')}:"), md.text(told.test.text)),
        *_outcome(site, told),
    )


def _outcome(site: Site, it: PredictionLine) -> Iterator[Md]:
    """How it came out, and what shows it."""
    if it.outcome:
        quote = f" “{it.outcome.quote.text}”" if it.outcome.quote else ""
        yield md.strong(f"{site.words(f'status_{it.status}')}:")
        yield md.text(it.outcome.why.text + quote)
        if it.outcome.page:
            yield page(site, it.outcome.page)
        elif it.outcome.href:
            yield md.link(it.outcome.domain, it.outcome.href)


def _moment(site: Site, it: Moment) -> Md:
    said = _said(site, it.said) if it.said else Md("")
    item = title(site, it.entry) if it.entry else Md("")
    return md.line(md.strong(f"{site.words.partial(it.date)}:"), said, item)


def _related(site: Site, it: Update) -> Md:
    relation = "" if it.of else f"({site.words(f'relation_{it.relation}')})"
    return md.line(title(site, it.entry), md.text(relation), md.text(it.why))


def _notes(view: ItemView) -> list[Note]:
    """Every piece of evidence once, by its number."""
    said = [view.hook, view.what_changed, view.why_it_matters, view.what_to_do_next, *view.takeaways, *view.technical]
    said += [it.said for it in view.implications]
    said += [it.said for it in view.timeline]
    said += [it.adds for it in view.sources]
    cells = view.competitors.notes if view.competitors else ()
    notes = [*view.title_notes, *cells, *(note for it in said if it for note in it.notes)]
    return sorted({note.number: note for note in notes}.values(), key=lambda note: note.number)


def _note(site: Site, it: Note) -> Md:
    """Linked to its page, not to the sentence: who reads a copy has the words, which the address would repeat."""
    quote = md.text(f"“{it.quote.text}”") if it.quote else Md("")
    outlet = md.link(it.outlet.text, it.url) if it.url else md.text(it.outlet.text)
    paywall = md.text(f"({site.words('paywall')})") if it.paywall else Md("")
    return md.line(md.text(f"[{it.number}]"), quote, outlet, paywall)


def _source(site: Site, it: SourceLine) -> Md:
    t = site.words
    facts = [it.outlet.label, *([t(it.role)] if it.role != "report" else []), *([t("paywall")] if it.paywall else [])]
    facts += [t.day(it.published)] if it.published else []
    adds = [md.strong(f"{t('adds')}:"), _said(site, it.adds)] if it.adds else []
    return md.line(md.link(it.title.text, it.href), md.text(f"({', '.join(facts)})"), *adds)
