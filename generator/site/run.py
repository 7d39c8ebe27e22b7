"""One run of MkDocs, which brings along all that pages are made with."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.exceptions import Abort, ConfigurationError, PluginError

from generator.archive.pages import check_pages
from generator.files import naming
from generator.model.errors import ArchiveError, InvalidContent, RecapError, causes_of
from generator.model.report import SiteCounts
from generator.settings import PLUGIN
from generator.site.blame import fault_of_hook
from generator.site.checking import pages_of, read_mkdocs, themes_of
from generator.site.plugin import RecapPlugin


def run_mkdocs(
    mkdocs_yml: Path, content: Path | None, site: Path | None, sources: str | None, strict: bool
) -> SiteCounts:
    """Build the site; arguments and errors as of `build_site`."""
    config, doubts = read_mkdocs(mkdocs_yml, pages_of(content), site, strict)
    if strict and doubts:
        raise InvalidContent(doubts)
    with _messages() as messages, naming(config.site_dir):  # MkDocs copies files, and names none that does not fit
        try:
            plugin = config.plugins.get(PLUGIN)
            if not isinstance(plugin, RecapPlugin):
                raise ArchiveError(f"{mkdocs_yml}: plugins: lacks the entry {PLUGIN}")
            plugin.content, plugin.sources = content, sources
            check_pages(Path(config.docs_dir), themes_of(config))
            build(config)
        except (Abort, ConfigurationError, PluginError) as error:
            own = next((cause for cause in causes_of(error) if isinstance(cause, RecapError)), None)
            raise own or ArchiveError("\n".join([*messages, str(error)])) from error
        except SystemExit as error:  # MkDocs asks nobody about it
            if fault := fault_of_hook(error):
                raise InvalidContent([fault]) from error
            raise
    return plugin.counts.model_copy(update={"warnings": (*map(str, doubts), *messages, *plugin.counts.warnings)})


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _messages() -> Iterator[list[str]]:
    """What MkDocs warns of meanwhile."""
    collector = _Collector()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(collector)
    try:
        yield collector.messages
    finally:
        logger.removeHandler(collector)
