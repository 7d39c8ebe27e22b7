"""What feeds tell: of an item its own claims with their sources, of an edition its lines; predictions, corrections.

Nothing of a publisher's but short quotations; every value is escaped here, once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time
from typing import LiteralString
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from generator.archive.stored import StoredEdition, StoredItem
from generator.edit.predictions import Prediction
from generator.model.base import first_day
from generator.model.item import Claim, Correction, Implication, Item
from generator.site.addresses import item_address, week_address
from generator.site.feeds.formats import FeedEntry
from generator.site.library import Library
from generator.site.page import Sentence, Site, Text
from generator.site.provenance import source_type_of
from generator.site.views.citations import Basis, News, news_of
from generator.site.views.edition import events_by_models, lines_of
from generator.site.views.links import item_link, topic_link
from generator.site.views.predictions import Outcome, PredictionLine, tell
from generator.site.views.texts import sentence_of, title_of, title_of_edition


def tag_of(site: Site, address: str) -> str:
    """The id of what an address shows: a tag URI, RFC 4151, by the year of the address, when the host named it.

    A translation is an entry of its own.
    """
    return f"tag:{urlsplit(site.url).hostname},{address[:4]}:{site.prefix}{address}"


def item_entry(site: Site, library: Library, stored: StoredItem) -> FeedEntry:
    """An item: its hook, the 30 seconds, takeaways, what is to come, who reported it, and how it was made."""
    item, title = stored.item, title_of(site, stored)
    return FeedEntry(
        id=tag_of(site, stored.address),
        url=site.absolute(item_address(stored.address)),
        title=title.text,
        language=title.lang or site.language,
        published=item.appeared,
        updated=max(item.appeared, item.updated),
        html=_with_made(site, item, Markup("").join(_item_html(site, library, stored))),
        tags=tuple(topic_link(site, library, topic).label for topic in item.topics),
        source_type=source_type_of(item),
    )


def edition_entry(site: Site, library: Library, stored: StoredEdition) -> FeedEntry:
    """An edition: how it was made, its lines, its first events."""
    edition, title = stored.edition, title_of_edition(site, library.head(stored.week))
    return FeedEntry(
        id=tag_of(site, edition.week.folder),
        url=site.absolute(week_address(edition.week)),
        title=title.text,
        language=title.lang or site.language,
        published=edition.date,
        updated=max(edition.date, edition.updated),
        html=Markup("").join(_edition_html(site, library, stored)),
        source_type=source_type_of(edition),
    )


def told_at(stored: StoredItem, said: Implication, is_settled: bool) -> datetime:
    """When a prediction of an item was made or settled; a day stands for its beginning."""
    if not (is_settled and said.settled):
        return stored.date
    return max(stored.date, datetime.combine(first_day(said.settled.date), time(), UTC))


def prediction_entry(site: Site, library: Library, prediction: Prediction, is_settled: bool) -> FeedEntry:
    """A prediction as it was made, or how it came out: two entries, since both are news."""
    stored, said = library.items[prediction.address], prediction.said
    item = stored.item
    path = f"implications.{item.implications.index(said)}.{'status.' if is_settled else ''}"
    at = told_at(stored, said, is_settled)
    (told,) = tell(site, library, [prediction])
    status = f"{site.words(f'status_{said.status}')}: " if is_settled else ""
    outcome = _outcome_html(site, told.outcome) if is_settled and told.outcome else Markup()
    return FeedEntry(
        id=f"{tag_of(site, prediction.address)}#{said.id}{'-settled' if is_settled else ''}",
        url=site.absolute(told.item.address),
        title=status + told.text.text,
        language=told.text.lang or site.language,
        published=at,
        updated=max([at, *(it.date for it in item.corrections if f"{it.field}.".startswith(path))]),
        html=_with_made(site, item, outcome + Markup("").join(_prediction_html(site, told))),
        source_type=source_type_of(item),
    )


def correction_entry(site: Site, stored: StoredItem, number: int, correction: Correction) -> FeedEntry:
    """number: of the correction on its page, where none is ever taken away."""
    t = site.words
    html = _filled("<p>{} <del>{}</del></p>", t("correction_was"), correction.was)
    html += _filled("<p>{} <ins>{}</ins></p>", t("correction_now"), correction.now or t("correction_withdrawn"))
    html += _paragraph(correction.why)
    return FeedEntry(
        id=f"{tag_of(site, stored.address)}#correction-{number}",
        url=f"{site.absolute(item_address(stored.address))}#corrections",
        title=site.words("correction_of", title=stored.brief.title.text),
        language=stored.item.language,
        published=correction.date,
        updated=correction.date,
        html=html,
    )


def _item_html(site: Site, library: Library, stored: StoredItem) -> Iterator[Markup]:
    item = stored.item.told_in(site.language)
    if item.hook:
        yield _paragraph(_line(sentence_of(site, stored.brief.lines_in(site.language)[0])))
    for name, claim in item.tldr.claims() if item.tldr else ():
        yield from _section(site, library, item, name, [claim])
    yield from _section(site, library, item, "takeaways", item.takeaways)
    yield from _section(site, library, item, "implications", [it for it in item.implications if it.is_published])
    yield _reported_by(site, item)


def _reported_by(site: Site, item: Item) -> Markup:
    """Every outlet once, with a link to its first report."""
    outlets: dict[str, str] = {}
    for report in item.articles:
        outlets.setdefault(report.name, report.url)
    links = Markup(", ").join(_link(name, url) for name, url in outlets.items())
    return _paragraph(escape(site.words("feed_sources", names="{}")).format(links))


def _with_made(site: Site, item: Item, news: Markup) -> Markup:
    """That a model wrote it stands above; else the news does, which is what a feed reader shows of it in a list."""
    made = _paragraph(_made(site, item))
    return made + news if source_type_of(item) else news + made


def _made(site: Site, item: Item) -> str:
    """How the words came to be, and who answers for them."""
    made = site.words(f"made_{item.made.engine}_short" if item.made else "made_nothing_short")
    if item.review and item.is_reviewed:
        day = site.words.day(item.review.at)
        return f"{site.words('reviewed_by', name=item.review.by, day=day)} {made}"
    return made


def _section(site: Site, library: Library, item: Item, word: str, claims: Iterable[Claim]) -> Iterator[Markup]:
    """Claims below the word for them; nothing where there are none."""
    lines = [_news(site, news) for claim in claims if (news := news_of(site, library, item, claim))]
    yield from _list(lines, heading=site.words(word))


def _news(site: Site, news: News) -> Markup:
    """A claim with the outlets that carry it, each a link to the sentence."""
    mark = _filled("<em>{}</em> ", site.words("inference")) if news.inference else Markup()
    return mark + _said(news.text, news.quoted) + _bases(news.bases)


def _said(text: Text, quoted: bool) -> Markup:
    return _filled("<q>{}</q>", _text(text)) if quoted and not text.has_marks else _text(text)


def _line(line: Sentence, href: str = "") -> Markup:
    """A line with whose words it is; href: where it leads."""
    said = _said(line, line.quoted)
    linked = _filled('<a href="{}">{}</a>', href, said) if href else said
    return linked + _filled(" ({})", line.outlet) if line.outlet else linked


def _text(text: Text) -> Markup:
    """A text, with its language where that is not the feed's."""
    return _filled('<span lang="{}">{}</span>', text.lang, text.text) if text.lang else escape(text.text)


def _bases(bases: Iterable[Basis]) -> Markup:
    links = Markup(", ").join(_link(basis.outlet.text, basis.href) for basis in bases)
    return _filled(" ({})", links) if links else links


def _link(label: str, href: str) -> Markup:
    return _filled('<a href="{}">{}</a>', href, label)


def _filled(template: LiteralString, *values: str) -> Markup:
    """HTML with each value escaped at its {}: two fifths of what `Markup.format` costs."""
    return Markup(template.format(*map(escape, values)))  # noqa: S704 (a text of this file, and escaped values)


def _paragraph(text: str) -> Markup:
    return _filled("<p>{}</p>", text)


def _edition_html(site: Site, library: Library, stored: StoredEdition) -> Iterator[Markup]:
    edition, items = stored.edition, library.items
    if source_type_of(edition):
        yield _paragraph(site.words("edition_model_head"))
    if by_models := events_by_models(library, edition.week):
        yield _paragraph(site.words("edition_model", n=by_models))
    yield from _list(_line(line.text, site.absolute(line.address)) for line in lines_of(site, library, edition))
    top = [item_link(site, items[address]) for address in edition.top if address in items]
    yield from _list((_link(link.label, site.absolute(link.address)) for link in top), heading=site.words("top"))


def _list(lines: Iterable[Markup], heading: str = "") -> Iterator[Markup]:
    """Lines below their heading; nothing where there are none."""
    entries = Markup("").join(_filled("<li>{}</li>", line) for line in lines)
    if entries and heading:
        yield _filled("<h3>{}</h3>", heading)
    if entries:
        yield _filled("<ul>{}</ul>", entries)


def _prediction_html(site: Site, told: PredictionLine) -> Iterator[Markup]:
    words = site.words
    mark = _filled("<em>{}</em> ", words("inference")) if told.inference else Markup()
    basis = _bases([told.basis]) if told.basis else _filled(" ({})", words("predicted_here"))
    yield _filled("<p>{}{}{}</p>", mark, _said(told.text, told.quoted), basis)
    yield _paragraph(words("due", date=words.until(told.due)))
    yield _paragraph(f"{words('test')}{words('colon')}{told.test.text}")
    if told.because:
        yield _paragraph(f"{words('because')}{words('colon')}{told.because.text}")
    if told.percent is not None:
        yield _paragraph(words("confidence", percent=told.percent))
    yield _paragraph(_link(told.item.label, site.absolute(told.item.address)))


def _outcome_html(site: Site, outcome: Outcome) -> Markup:
    """How it came out, with the quotation that decides it and where it stands."""
    quote = _filled(" <q>{}</q>", outcome.quote.text) if outcome.quote else Markup()
    where = _link(outcome.domain, outcome.href) if outcome.href else Markup()
    if outcome.page:
        where = _link(outcome.page.label, site.absolute(outcome.page.address))
    return _filled("<p>{}{} {}</p>", outcome.why.text, quote, where)
