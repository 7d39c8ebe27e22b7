"""Makes a Project of what mkdocs.yml says, and implements the commands that need one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit
from urllib.request import url2pathname

from generator import __version__
from generator.archive.coverage import check_coverages
from generator.archive.published import Published
from generator.archive.reference import odd_names, read_vocabulary
from generator.archive.releases import odd_releases
from generator.archive.status import ahead, read_status
from generator.archive.store import Archive
from generator.archive.stored import Items
from generator.archive.strayed import strayed
from generator.collect.collector import ReadingOptions, load_sources
from generator.collect.fetch import user_agent
from generator.collect.opml import from_opml
from generator.collect.sources import read_sources, resolve, with_urls
from generator.doubts import doubts_of
from generator.edit.costs import Costs, costs
from generator.edit.gates import Candidate, Stopped, judge
from generator.enrich.llm.chain import open_chain
from generator.enrich.llm.prices import prices_of
from generator.enrich.modelled.proposals import Proposal
from generator.enrich.modelled.writers import Writers
from generator.enrich.prompts import Prompts, odd_prompts
from generator.files import is_there, read_text, write_atomically
from generator.keeper import Keeper
from generator.model.article import SourceReport
from generator.model.base import ADDRESS, is_web_address, one_line, unused_name
from generator.model.edition import Receipt
from generator.model.errors import ArchiveError, Fault, InvalidContent, RecapError, UnknownName, gathered
from generator.model.item import Settlement
from generator.model.vocabulary import Vocabulary
from generator.model.week import Week
from generator.model.yamltext import dump, line_of
from generator.options import Options, places_of
from generator.pipeline import Project
from generator.settings import Settings
from generator.shipped import DEFAULT_URL
from generator.site.build import build_site
from generator.site.config import SiteConfig, read_config

T = TypeVar("T")


def open_project(options: Options) -> Project:
    """The project of a mkdocs.yml. Sources that are an address are fetched.

    Raises InvalidContent with every fault of the configuration, or else of the sources.
    """
    config = read_config(options.config)
    places = places_of(options, config)
    reading = _reading_options(config, places.cache)
    return Project(
        settings=config.settings,
        sources=load_sources(places.sources, reading),
        content=places.content,
        reference=places.reference,
        cache=places.cache,
        title=config.name,
        reading=reading,
        open_writers=lambda vocabulary, refresh: _writers(config.settings, options.root, vocabulary, refresh),
        build_site=lambda: build_site(options.config, options.content, options.site, sources=options.sources),
        check_config=lambda: _check_config(options),
    )


def _check_config(options: Options) -> None:
    from generator.site.checking import pages_of, read_mkdocs  # noqa: PLC0415 (MkDocs takes a second to import)

    read_mkdocs(options.config, pages_of(options.content), options.site)


@dataclass(frozen=True)
class Checked:
    """What a check without faults has to say."""

    summary: str
    warnings: tuple[Fault, ...]
    """What is not wrong, but worth a look."""


def check_project(options: Options, now: datetime) -> Checked:
    """What was checked, and warnings; raises InvalidContent with the faults of all parts together."""
    from generator.site.checking import check_site, pages_of  # noqa: PLC0415 (MkDocs takes a second to import)

    if not is_there(options.config):
        read_config(options.config)  # says so; what would lie around it is not missing
    faults: list[Fault] = []
    config = _tried(lambda: read_config(options.config), faults) or SiteConfig("", "", "", Settings())
    places, settings = places_of(options, config), config.settings
    _tried(lambda: prices_of(settings.every_model, settings), faults)
    doubts = _tried(lambda: check_site(options.config, options.content), faults)
    sources = _tried(lambda: load_sources(places.sources, _reading_options(config, places.cache)), faults)
    vocabulary = _tried(lambda: read_vocabulary(*places.reference), faults)
    archive = _tried(lambda: Archive.open(places.content), faults)
    _tried(lambda: check_coverages(places.content), faults)
    statuses = _tried(lambda: read_status(places.content), faults) or {}
    if faults or doubts is None or sources is None or vocabulary is None or archive is None:
        raise InvalidContent(faults)
    summary = (
        f"Sound: configuration, {len(sources)} sources, {len(vocabulary.rules.topics)} topics,"
        f" {len(vocabulary.names)} names, {len(archive.items)} items, {len(archive.editions)} editions."
    )
    published = Published(places.content, places.cache)
    pages = pages_of(options.content) or options.root / config.docs_dir
    astray = strayed(archive, published, published.addresses)
    warnings = doubts_of(archive, Keeper(archive, published).unrecorded(), astray, vocabulary, pages)
    released = [week for week, edition in archive.edition_files.items() if edition.released]
    odd = chain(
        _odd_feeds(places.sources),
        odd_prompts(options.root / settings.prompts),
        odd_names(*places.reference),
        odd_releases(places.content, released),
    )
    if not places.content.is_dir():
        remedy = "it is `content` of mkdocs.yml; the first build makes it"
        odd = chain([Fault(str(places.content), 0, "", "is not there, so that there is no archive", remedy)], odd)
    return Checked(summary, (*doubts, *odd, *warnings, *ahead(places.content, statuses, now)))


def _odd_feeds(listed: str) -> Iterator[Fault]:
    """A list without a source; sources that are files which are not there, most of them web addresses without
    https://; feeds listed twice."""
    if is_web_address(listed):
        return
    text = read_text(Path(listed), listed)
    first: dict[str, str] = {}
    if not (sources := resolve(read_sources(text, listed), listed)):
        yield Fault(listed, 1, "", "lists no source, so that nothing is read", "restore it from git, or add a source")
    for number, source in enumerate(sources):
        key, address = f"{number}.url", urlsplit(source.url)
        if address.scheme == "file" and not Path(url2pathname(address.path)).is_file():
            remedy = "begin it with https://, or name a file by its path from the folder of this list"
            yield Fault(listed, line_of(text, key), key, "is no web address, and no file is there", remedy)
        if (other := first.setdefault(source.url, source.name)) != source.name:
            yield Fault(listed, line_of(text, key), key, f"is that of {other} too", "take one of the two out")


def open_keeper(options: Options) -> Keeper:
    """The archive with what was published of it, for changes by hand; raises InvalidContent with all its faults."""
    return _keeper_of(options, read_config(options.config))


def _keeper_of(options: Options, config: SiteConfig) -> Keeper:
    places = places_of(options, config)
    return Keeper(Archive.open(places.content, places.cache), Published(places.content, places.cache))


def given_address(item: str) -> str:
    """The address of an item as the command line names it: its address, the path of its file, or where its page is."""
    found = re.search(rf"/({ADDRESS})(?:\.md)?$", Path(item.partition("#")[0]).resolve().as_posix())
    return found[1] if found else item


def settlement_by(keeper: Keeper, now: datetime, *, evidence: str, why: str, quote: str) -> Settlement:
    """How a prediction came out; evidence: a web address, or an item of the archive.

    Raises UnknownName where it is neither.
    """
    day, words = now.date().isoformat(), one_line(quote) or None
    if is_web_address(evidence):
        return Settlement(date=day, url=evidence, quote=words, why=one_line(why))
    address = given_address(evidence)
    if address not in keeper.archive.items:
        raise UnknownName("web address or item", address, "the archive", keeper.archive.items)
    return Settlement(date=day, item=address, quote=words, why=one_line(why))


def receipt_of(options: Options, week: Week) -> Receipt | None:
    """What the edition of a week cost; None where no model was asked. Raises ArchiveError without such an edition."""
    return open_keeper(options).archive.edition_of(week).receipt


def stopped_by_gates(options: Options, now: datetime) -> list[Stopped]:
    """The gates that the newest edition does not pass."""
    from generator.site.loading import listed_sources  # noqa: PLC0415 (few commands need what pages are made of)

    config = read_config(options.config)
    archive = _keeper_of(options, config).archive
    editions = {week: stored.edition for week, stored in archive.editions.items()}
    latest = max((stored.date for stored in archive.items.values()), default=None)
    listed = listed_sources(config.settings, options.root, archive.root, options.sources)
    statuses = {name: it for name, it in read_status(archive.root).items() if name in listed or not listed}
    candidate = Candidate(editions, Items(archive.items), latest, now, statuses, has_address=config.has_address)
    return judge(config.settings.gates, candidate)


def costs_of(options: Options, since: Week | None) -> Costs:
    """What the editions from a week on cost, None: all, and what a year would."""
    archive = open_keeper(options).archive
    return costs({week: stored.edition.receipt for week, stored in archive.editions.items()}, since)


def propose(options: Options, today: date) -> list[Proposal]:
    """How predictions that are due came out, as a configured model reads later items. Raises RecapError without one."""
    config = read_config(options.config)
    keeper = _keeper_of(options, config)
    due = [(prediction.address, prediction.said) for prediction in keeper.due(today)]
    facts = {address: stored.facts for address, stored in keeper.archive.items.items()}
    vocabulary = read_vocabulary(*places_of(options, config).reference)
    with _writers(config.settings, options.root, vocabulary, False) as writers:
        if writers is None:
            raise RecapError("no model is configured: set `model` under plugins: - recap: in mkdocs.yml")
        return writers.propose(due, facts, Items(keeper.archive.items))


def import_sources(options: Options, opml: Path) -> tuple[int, tuple[str, ...]]:
    """Append the feeds of an OPML file that sources.yml lacks: how many, and the addresses that are none of the web.

    What stands there stays byte for byte.
    """
    target = places_of(options, read_config(options.config)).sources
    if is_web_address(target):
        raise ArchiveError(f"{target} is on the web; import into a file with --sources FILE")
    path = Path(target)
    text = read_text(path) if path.is_file() else ""
    known = read_sources(text, str(path)) if text.strip() else ()
    names, urls = {source.name for source in known}, {source.url for source in known}
    listed = from_opml(opml.read_bytes(), str(opml))
    added = [source for source in listed.sources if source.url not in urls]
    named = []
    for source in added:
        named.append(source.model_copy(update={"name": unused_name(source.name, names)}))
        names.add(named[-1].name)
    if named:
        kept = text if known else re.sub(r"(?m)^\[\s*\][ \t]*\n?", "", text)  # an empty list cannot be gone on with
        separator = "" if not kept or kept.endswith("\n") else "\n"
        changed = kept + separator + dump(named)
        read_sources(changed, str(path))
        write_atomically(path, changed.encode())
    return len(named), listed.left_out


def write_moves(options: Options, reports: Iterable[SourceReport]) -> list[str]:
    """Put the addresses of feeds that moved for good into the list of sources; the names of those that were changed.

    Every other byte of the file stays. Raises ArchiveError where the list is on the web.
    """
    urls = {report.source: report.repair.url for report in reports if report.repair and report.repair.why == "moved"}
    target = places_of(options, read_config(options.config)).sources
    if urls and is_web_address(target):
        raise ArchiveError(f"{target} is on the web; change it there, or write into a file with --sources FILE")
    if urls:
        write_atomically(Path(target), with_urls(read_text(Path(target), target), target, urls).encode())
    return sorted(urls)


@contextmanager
def _writers(settings: Settings, root: Path, vocabulary: Vocabulary, refresh: bool) -> Iterator[Writers | None]:
    """Where models are asked; refresh: anew, whatever earlier runs were answered."""
    if not settings.models:
        yield None
        return
    chain = open_chain(settings, root / settings.cache, refresh=refresh)
    prompts = Prompts(root / settings.prompts)
    languages = settings.languages or (settings.language,)
    with Writers(chain, prompts, vocabulary, languages, settings.verify_model) as writers:
        yield writers


def _tried(read: Callable[[], T], faults: list[Fault]) -> T | None:
    with gathered(faults):
        return read()
    return None


def _reading_options(config: SiteConfig, cache: Path) -> ReadingOptions:
    return ReadingOptions(config.settings.fetch, cache, user_agent(config.url or DEFAULT_URL, __version__))
