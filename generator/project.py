"""A site's folder and options become a Project; nothing is written here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from generator import __version__
from generator.archive.reference import read_vocabulary
from generator.archive.store import Archive
from generator.collect.collector import Means, load_sources
from generator.collect.fetch import user_agent
from generator.collect.opml import from_opml, to_yaml
from generator.collect.sources import read_sources
from generator.files import read_text, write_atomically
from generator.model.base import is_web_address, unused_name
from generator.model.errors import ArchiveError, Fault, InvalidContent
from generator.model.report import SiteCounts
from generator.options import Options
from generator.pipeline import Project
from generator.settings import Settings
from generator.site.build import build_site
from generator.site.config import SiteConfig, read_config

T = TypeVar("T")


def open_project(options: Options) -> Project:
    """The project of a mkdocs.yml. Sources that are an address are fetched.

    Raises InvalidContent with every fault of the configuration, or else of the sources.
    """
    config = read_config(options.config)
    root = options.config.resolve().parent
    means = _means(config, root / config.settings.cache)
    return Project(
        settings=config.settings,
        sources=load_sources(_sources_reference(options, config), means),
        content=options.content or root / config.settings.content,
        reference=_reference(options, config),
        cache=means.cache,
        title=config.name,
        means=means,
        build_site=lambda: _build(options),
    )


def check_project(options: Options) -> str:
    """A line that says what was checked; raises InvalidContent with the faults of all parts together."""
    faults: list[Fault] = []
    config = _tried(lambda: read_config(options.config), faults) or SiteConfig("", "", Settings())
    own = options.config.resolve().parent / config.settings.content
    content = options.content or own
    means = _means(config, own.parent / config.settings.cache)
    sources = _tried(lambda: load_sources(_sources_reference(options, config), means), faults)
    vocabulary = _tried(lambda: read_vocabulary(*_reference(options, config)), faults)
    archive = _tried(lambda: Archive.open(content), faults)
    if faults or sources is None or vocabulary is None or archive is None:
        raise InvalidContent(faults)
    return (
        f"Sound: configuration, {len(sources)} sources, {len(vocabulary.rules.topics)} topics,"
        f" {len(vocabulary.names)} names, {len(archive.items)} items, {len(archive.editions)} editions."
    )


def import_sources(options: Options, opml: Path) -> int:
    """Append the feeds of an OPML file that sources.yml lacks; how many. What stands there stays byte for byte."""
    target = _sources_reference(options, read_config(options.config))
    if is_web_address(target):
        raise ArchiveError(f"{target} is on the web; import into a file with --sources FILE")
    path = Path(target)
    text = read_text(path, str(path)) if path.is_file() else ""
    known = read_sources(text, str(path)) if text.strip() else ()
    names, urls = {source.name for source in known}, {source.url for source in known}
    added = [source for source in from_opml(opml.read_bytes(), str(opml)) if source.url not in urls]
    named = []
    for source in added:
        named.append(source.model_copy(update={"name": unused_name(source.name, names)}))
        names.add(named[-1].name)
    if named:
        separator = "" if not text or text.endswith("\n") else "\n"
        write_atomically(path, (text + separator + to_yaml(named)).encode())
    return len(named)


def _tried(read: Callable[[], T], faults: list[Fault]) -> T | None:
    try:
        return read()
    except InvalidContent as error:
        faults.extend(error.faults)
        return None


def _reference(options: Options, config: SiteConfig) -> tuple[Path, ...]:
    """Where topics and names are looked for: beside the archive, beside the sources, in the project's own content."""
    own = options.config.resolve().parent / config.settings.content
    sources = _sources_reference(options, config)
    folders = [options.content or own, *([] if is_web_address(sources) else [Path(sources).parent]), own]
    return tuple(dict.fromkeys(folder.resolve() for folder in folders))


def _sources_reference(options: Options, config: SiteConfig) -> str:
    configured = config.settings.sources
    return options.sources or (
        configured if is_web_address(configured) else str(options.config.resolve().parent / configured)
    )


def _build(options: Options) -> SiteCounts:
    built = build_site(options.config, options.content, options.site)
    return SiteCounts(pages=built.pages_total, samples=built.samples)


def _means(config: SiteConfig, cache: Path) -> Means:
    return Means(config.settings.fetch, cache, user_agent(config.url or "https://recap.example/", __version__))
