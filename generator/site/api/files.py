"""The files of the API: each document a function of one item or edition and of those it names."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from generator.archive.stored import StoredItem
from generator.model.described import Described
from generator.model.edition import Edition
from generator.model.item import Claim, Implication, Item, Settlement, TimelineEntry
from generator.model.week import Week
from generator.site.addresses import item_address, week_address
from generator.site.api import shapes
from generator.site.feeds.entries import tag_of
from generator.site.library import Library
from generator.site.outputs import File, PlannedFiles, planned
from generator.site.page import Site, Text
from generator.site.provenance import source_type_of
from generator.site.views.citations import is_quoted, report_behind
from generator.site.views.edition import edition_of
from generator.site.views.texts import language_of

FOLDER = "api/v1/"
#: Editions of the index: a year.
LATEST = 52


def api_files(library: Library) -> Iterator[PlannedFiles]:
    """Every document and schema but those of items, of the site in its own language."""
    yield planned(index_file)
    yield planned(schema_files)
    yield from (planned(edition_file, week) for week in library.weeks)
    yield from (planned(moved_file, address) for address in library.moved)


def index_file(site: Site, library: Library) -> Iterator[File]:
    yield File(f"{FOLDER}index.json", _bytes(_Api(site, library).index()))


def schema_files(site: Site, library: Library) -> Iterator[File]:  # noqa: ARG001 (as all outputs)
    return (File(f"{FOLDER}schema/{kind}.json", _schema(kind)) for kind in shapes.KINDS)


def edition_file(site: Site, library: Library, week: Week) -> Iterator[File]:
    yield File(_edition_file(week), _bytes(_Api(site, library).edition(week)))


def item_file(site: Site, library: Library, address: str) -> Iterator[File]:
    yield File(_item_file(address), _bytes(_Api(site, library).item(library.items[address])))


def moved_file(site: Site, library: Library, address: str) -> Iterator[File]:
    yield File(_item_file(address), _bytes(_Api(site, library).moved(address, library.moved[address])))


def _bytes(document: shapes.Document) -> bytes:
    return document.model_dump_json().encode()


def _schema(kind: str) -> bytes:
    schema = shapes.KINDS[kind].model_json_schema(mode="serialization", schema_generator=Described)
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(whole, indent=1, ensure_ascii=False).encode()


def _edition_file(week: Week) -> str:
    return f"{FOLDER}editions/{week}.json"


def _item_file(address: str) -> str:
    return f"{FOLDER}items/{address}.json"


class _Api:
    def __init__(self, site: Site, library: Library) -> None:
        self._site, self._library = site, library

    def index(self) -> shapes.IndexDocument:
        site, weeks = self._site, self._library.weeks[::-1][:LATEST]
        return shapes.IndexDocument(
            sample=site.sample,
            url=site.url,
            name=site.name,
            description=site.description,
            language=site.language,
            editions=tuple(self._summary(week) for week in weeks),
            schemas={kind: f"{site.url}{FOLDER}schema/{kind}.json" for kind in shapes.KINDS},
        )

    def edition(self, week: Week) -> shapes.EditionDocument:
        library, edition = self._library, self._edition(week)
        before, _ = library.beside(week)
        return shapes.EditionDocument(
            sample=self._site.sample,
            url=self._site.absolute(week_address(week)),
            id=tag_of(self._site, week.folder),
            edition=str(week),
            title=edition.title,
            published=edition.date,
            updated=edition.updated,
            made=_made(edition),
            lines=tuple(
                shapes.Line(text=line.text, item=item)
                for line in edition.intro
                for item in self._references([line.item])
            ),
            top=self._references(edition.top),
            topics=tuple(shapes.TopicGroup(topic=it.topic, items=self._references(it.items)) for it in edition.groups),
            brief=self._references(edition.brief),
            previous=self._summary(before) if before else None,
        )

    def item(self, stored: StoredItem) -> shapes.ItemDocument:
        site, item = self._site, stored.item
        said = {path: self._statement(item, claim) for path, claim in item.claims()}
        return shapes.ItemDocument(
            sample=site.sample,
            url=site.absolute(item_address(stored.address)),
            id=tag_of(site, stored.address),
            address=stored.address,
            edition=item.edition,
            title=item.title,
            language=item.language,
            hook=item.hook,
            hook_language=item.language_of_hook if item.hook else None,
            published=item.date,
            updated=item.updated,
            made=_made(item),
            topics=item.topics,
            audience=item.audience,
            names=shapes.Names(**{kind: getattr(item.entities, kind) for kind in shapes.Names.model_fields}),
            what_changed=said.get("tldr.what_changed"),
            why_it_matters=said.get("tldr.why_it_matters"),
            what_to_do_next=said.get("tldr.what_to_do_next"),
            takeaways=tuple(said[f"takeaways.{n}"] for n in range(len(item.takeaways))),
            comparison=_comparison(item, said),
            technical=tuple(said[f"technical.{n}"] for n in range(len(item.technical))),
            predictions=tuple(self._prediction(item, it) for it in item.implications if it.is_published),
            timeline=tuple(self._moment(item, entry) for entry in item.timeline),
            related=tuple(
                shapes.Related(**found.model_dump(), relation=it.relation, why=it.why, verdict=it.verdict)
                for it in item.related
                for found in self._references([it.item])
            ),
            sources=tuple(
                shapes.Source.model_validate({**dict(report), "adds": said.get(f"articles.{n}.adds")})
                for n, report in enumerate(item.articles)
            ),
            corrections=tuple(shapes.Correction(**it.model_dump()) for it in item.corrections),
            translations={
                tongue.language: f"{site.url}{tongue.prefix}{item_address(stored.address)}"
                for tongue in site.other_tongues
                if tongue.language in item.translated_into
            },
        )

    def moved(self, address: str, survivor: str | None) -> shapes.MovedDocument:
        told_in = next(iter(self._references([survivor] if survivor else [])), None)
        page = self._site.absolute(item_address(address))
        return shapes.MovedDocument(sample=self._site.sample, url=page, address=address, told_in=told_in)

    def _edition(self, week: Week) -> Edition:
        return edition_of(self._site, self._library, week).edition

    def _summary(self, week: Week) -> shapes.EditionSummary:
        edition = self._edition(week)
        return shapes.EditionSummary(
            edition=str(week),
            title=edition.title,
            url=self._site.absolute(week_address(week)),
            api=f"{self._site.url}{_edition_file(week)}",
            published=edition.date,
            updated=edition.updated,
        )

    def _references(self, addresses: Iterable[str]) -> tuple[shapes.Reference, ...]:
        """Items by address; one that is not shown is passed over."""
        items = self._library.items
        return tuple(
            shapes.Reference(
                address=address,
                title=items[address].brief.title.text,
                language=items[address].facts.language,
                url=self._site.absolute(item_address(address)),
                api=f"{self._site.url}{_item_file(address)}",
            )
            for address in addresses
            if address in items
        )

    def _statement(self, item: Item, claim: Claim) -> shapes.Statement:
        return shapes.Statement(
            text=claim.text,
            language=language_of(self._site, item, claim) or self._site.language,
            quoted=is_quoted(item, claim, Text(claim.text)),
            inference=claim.inference,
            citations=tuple(self._citations(item, claim)),
        )

    def _citations(self, item: Item, claim: Claim) -> Iterator[shapes.Citation]:
        """What a claim cites; a report of an earlier item that is gone is passed over, as on the page."""
        for cite in claim.cites:
            evidence = item.evidence[cite]
            if report := report_behind(self._library, item, evidence):
                yield shapes.Citation(source=report.name, title=report.title, url=report.url, quote=evidence.quote)

    def _prediction(self, item: Item, it: Implication) -> shapes.Prediction:
        return shapes.Prediction(
            **self._statement(item, it).model_dump(),
            id=it.id,
            due=it.due or "",
            test=it.test or "",
            because=it.because,
            confidence=it.confidence,
            status=it.status,
            settled=self._settled(it.settled) if it.settled else None,
        )

    def _settled(self, it: Settlement) -> shapes.Settled:
        url = it.url or self._site.absolute(item_address(it.item or ""))
        return shapes.Settled(date=it.date, why=it.why, quote=it.quote, url=url)

    def _moment(self, item: Item, it: TimelineEntry) -> shapes.TimelineEntry:
        claim = Claim(text=it.text, cites=it.cites) if it.text and it.cites else None
        return shapes.TimelineEntry(
            date=it.date,
            statement=self._statement(item, claim) if claim else None,
            item=next(iter(self._references([it.item] if it.item else [])), None),
        )


def _made(words: Item | Edition) -> shapes.Made:
    made = words.made
    return shapes.Made(
        by=None if made is None else "model" if made.is_by_model else "quotation",
        model=made.model if made else None,
        at=made.at if made else None,
        digital_source_type=source_type_of(words) or None,
        reviewed_by=words.review.by if words.review and words.is_reviewed else None,
    )


def _comparison(item: Item, said: dict[str, shapes.Statement]) -> shapes.Comparison | None:
    if item.competitors is None:
        return None
    rows = tuple(
        shapes.ComparisonRow(
            aspect=row.aspect, cells=tuple(said.get(f"competitors.rows.{n}.cells.{m}") for m in range(len(row.cells)))
        )
        for n, row in enumerate(item.competitors.rows)
    )
    return shapes.Comparison(subjects=item.competitors.subjects, rows=rows)
