"""One run of MkDocs, which brings along all that pages are made with."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from jinja2 import TemplateError, TemplateSyntaxError
from mkdocs.commands.build import build
from mkdocs.exceptions import Abort, ConfigurationError

from generator.archive.pages import check_pages
from generator.model.errors import ArchiveError, Fault, InvalidContent, RecapError, causes_of
from generator.settings import PLUGIN
from generator.site.checking import pages_of, read_mkdocs
from generator.site.plugin import RecapPlugin
from generator.site.report import SiteReport


def run_mkdocs(
    mkdocs_yml: Path, content: Path | None, site: Path | None, sources: str | None, strict: bool
) -> SiteReport:
    """Build the site; arguments and errors as of `build_site`."""
    config, doubts = read_mkdocs(mkdocs_yml, pages_of(content), site, strict)
    if strict and doubts:
        raise InvalidContent(doubts)
    with _messages() as messages:
        try:
            plugin = config.plugins.get(PLUGIN)
            if not isinstance(plugin, RecapPlugin):
                raise ArchiveError(f"{mkdocs_yml}: plugins: lacks the entry {PLUGIN}")
            plugin.content, plugin.sources = content, sources
            check_pages(Path(config.docs_dir))
            build(config)
        except (Abort, ConfigurationError) as error:
            raise _cause(error) or ArchiveError("\n".join([*messages, str(error)])) from error
        except Exception as error:
            if fault := _of_template(error, mkdocs_yml):
                raise InvalidContent([fault]) from error
            raise
    return replace(plugin.report, warnings=(*map(str, doubts), *messages))


def _of_template(error: Exception, mkdocs_yml: Path) -> Fault | None:
    """A fault of a template, by file and line where a frame of it is in the traceback; None where none is at fault."""
    remedy = "mend the template, or take your copy out"
    if isinstance(error, TemplateSyntaxError) and error.filename:
        return Fault(error.filename, error.lineno, "", f"is no valid template: {error.message}", remedy)
    is_of_jinja = isinstance(error, TemplateError)
    frames = traceback.extract_tb(error.__traceback__)[0 if is_of_jinja else -1 :]  # what the program raises is its own
    places = [(frame.filename, frame.lineno or 0, "") for frame in frames if frame.filename.endswith(".html")]
    if not places and not is_of_jinja:
        return None
    place = places[-1] if places else (str(mkdocs_yml), 0, "theme")
    return Fault(*place, f"a page cannot be made: {error}", remedy)


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
    return next((cause for cause in causes_of(error) if isinstance(cause, RecapError)), None)
