"""What a site shows: the archive with its topics, names and sources; the samples where there is no archive yet."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.archive.coverage import RecordedWeeks
from generator.archive.reference import read_vocabulary
from generator.archive.status import read_status
from generator.archive.store import Archive
from generator.files import read_text
from generator.model import yamltext
from generator.model.base import is_web_address
from generator.model.source import Source
from generator.model.week import Week
from generator.settings import Settings
from generator.site.library import Library


def load_library(
    settings: Settings, project: Path, content: Path | None, sources: str | None = None,
    former: Archive | None = None,
) -> tuple[Library, bool]:  # fmt: skip
    """The library, and whether it is the invented samples.

    project: folder of mkdocs.yml; content, sources: another archive and another list than the settings'; former: the
    archive as this process read it before.
    Raises InvalidContent with every fault of archive, topics, names, sources and their record.
    """
    own, cache = project / settings.content, project / settings.cache
    samples = own / "samples"
    archive = Archive.open(content or own, cache, former)
    if not archive.items and not archive.editions:
        invented = Archive.open(samples, cache, former)
        archive = invented if invented.items else archive
    is_sample = archive.root.resolve() == samples.resolve()
    listed = listed_sources(settings, project, archive.root, None if is_sample else sources)
    vocabulary = read_vocabulary(archive.root, own)
    weeks = {*archive.editions, *map(Week.parse, {stored.facts.edition for stored in archive.items.values()})}
    recorded, statuses = RecordedWeeks(archive.root, weeks), read_status(archive.root)
    return Library(archive, vocabulary, listed, recorded, statuses), is_sample


def listed_sources(settings: Settings, project: Path, archive: Path, given: str | None) -> Mapping[str, Source]:
    """The sources the archive was made from, as far as their file is here.

    Arguments as of `load_library`, archive: its folder. Raises InvalidContent with all that is wrong with the list.
    """
    path = archive / "sources.yml"
    if archive == project / settings.content and not is_web_address(settings.sources):
        path = project / settings.sources
    if given:
        path = Path(given)  # of one on the web nothing is here
    if not path.is_file():
        return {}
    sources = yamltext.read(tuple[Source, ...], read_text(path), str(path))
    return {source.name: source for source in sources}
