"""What a site shows: the archive with its topics, names and sources; the samples where there is no archive yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.archive.coverage import coverage_path, read_coverage
from generator.archive.reference import read_vocabulary
from generator.archive.status import read_status
from generator.archive.store import Archive
from generator.files import read_text
from generator.model import yamltext
from generator.model.base import is_web_address
from generator.model.coverage import Coverage
from generator.model.source import Source
from generator.model.week import Week
from generator.settings import Settings
from generator.site.library import Library


def open_library(settings: Settings, project: Path, content: Path | None) -> tuple[Library, bool]:
    """The library, and whether it is the invented samples.

    project: folder of mkdocs.yml; content: another archive than the settings'.
    Raises InvalidContent with every fault of archive, topics, names, sources and their record.
    """
    own, cache = project / settings.content, project / settings.cache
    samples = own / "samples"
    archive = Archive.open(content or own, cache)
    if not archive.items and not archive.editions:
        invented = Archive.open(samples, cache)
        archive = invented if invented.items else archive
    sources = _sources(settings, project, archive.root)
    vocabulary = read_vocabulary(archive.root, own)
    library = Library(archive, vocabulary, sources, RecordedWeeks(archive), read_status(archive.root))
    return library, archive.root.resolve() == samples.resolve()


class RecordedWeeks(Mapping[Week, Coverage]):
    """The coverages of an archive, each read when it is asked for and not kept: a year of them is 50,000 articles.

    Asking for one raises InvalidContent where its file has faults.
    """

    def __init__(self, archive: Archive) -> None:
        self._root = archive.root
        weeks = {*archive.editions, *(stored.item.week for stored in archive.items.values())}
        self._weeks = [week for week in sorted(weeks) if coverage_path(self._root, week).is_file()]

    def __getitem__(self, week: Week) -> Coverage:
        if coverage := read_coverage(self._root, week):
            return coverage
        raise KeyError(week)

    def __iter__(self) -> Iterator[Week]:
        return iter(self._weeks)

    def __len__(self) -> int:
        return len(self._weeks)

    def __contains__(self, week: object) -> bool:
        return week in self._weeks


def _sources(settings: Settings, project: Path, archive: Path) -> Mapping[str, Source]:
    """The sources the archive was made from, as far as their file is here."""
    path = archive / "sources.yml"
    if archive == project / settings.content and not is_web_address(settings.sources):
        path = project / settings.sources
    if not path.is_file():
        return {}
    sources = yamltext.read(tuple[Source, ...], read_text(path, str(path)), str(path))
    return {source.name: source for source in sources}
