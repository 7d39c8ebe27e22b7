"""The whole site by one call, for whoever is not the `mkdocs` command."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from generator.archive.pages import check_pages
from generator.model.errors import ArchiveError, RecapError
from generator.settings import PLUGIN
from generator.shipped import THEME
from generator.site.plugin import RecapPlugin, SiteReport
from generator.site.unchanged import SiteMemory

__all__ = ["SiteReport", "build_site"]


def build_site(
    mkdocs_yml: Path, content: Path | None = None, site: Path | None = None, strict: bool = False
) -> SiteReport:
    """Build the site; the former one stays in place, whole, until the new one is complete, or for good if it would be
    the same.

    content: the archive, if not the settings' one; its pages/ are the hand-written pages, if it has any.
    site: where the site goes, if not `site_dir` of mkdocs.yml. strict: warnings of MkDocs are failures.
    Raises InvalidContent with every fault of the archive, ArchiveError for what else prevents a build.
    """
    pages = content / "pages" if content and (content / "pages").is_dir() else None
    with _messages() as messages:
        try:
            config = load_config(
                str(mkdocs_yml),
                docs_dir=str(pages.resolve()) if pages else None,
                site_dir=str(site.resolve()) if site else None,
                strict=strict or None,
            )
            plugin = config.plugins.get(PLUGIN)
            if not isinstance(plugin, RecapPlugin):
                raise ArchiveError(f"{mkdocs_yml}: plugins: lacks the entry {PLUGIN}")
            plugin.content = content
            check_pages(Path(config.docs_dir))
            memory = _memory(config, plugin, mkdocs_yml.resolve().parent)
            if not strict and memory and (told := memory.recall()):
                return SiteReport(0, told["pages"], told["samples"], tuple(told["warnings"]))
            build(config)
        except (Abort, ConfigurationError) as error:
            raise _cause(error) or ArchiveError("\n".join([*messages, str(error)])) from error
    report = plugin.report
    if memory:
        memory.keep({"pages": report.pages_total, "samples": report.samples, "warnings": messages})
    return SiteReport(report.pages_written, report.pages_total, report.samples, tuple(messages))


def _memory(config: MkDocsConfig, plugin: RecapPlugin, project: Path) -> SiteMemory | None:
    """The memory of the site; None where other plugins take part, of whose inputs nothing is known."""
    if set(config.plugins) - {PLUGIN}:
        return None
    own = project / plugin.settings.content
    custom = [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
    inputs = [Path(config.config_file_path), plugin.content or own, own, Path(config.docs_dir), THEME, *custom]
    return SiteMemory(project / plugin.settings.cache, Path(config.site_dir), dict.fromkeys(inputs))


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


def _cause(error: BaseException) -> RecapError | None:
    """The error of ours that made MkDocs give up."""
    link: BaseException | None = error
    while link is not None and not isinstance(link, RecapError):
        link = link.__cause__ or link.__context__
    return link
