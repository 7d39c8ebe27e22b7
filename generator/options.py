"""Where things of a site lie: what the command line says of it, and what follows with mkdocs.yml."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.archive.reading import refuse_no_archive
from generator.model.base import is_web_address
from generator.model.errors import Fault, InvalidContent

if TYPE_CHECKING:
    from generator.site.config import SiteConfig  # it brings MkDocs along, which `recap --help` needs not


@dataclass(frozen=True)
class Options:
    """Paths and addresses of a call; None leaves what mkdocs.yml says."""

    config: Path
    """mkdocs.yml."""
    sources: str | None = None
    """A file or an http(s) address."""
    content: Path | None = None
    site: Path | None = None

    @property
    def root(self) -> Path:
        """The project's folder, to which the paths in mkdocs.yml are relative."""
        return self.config.resolve().parent


@dataclass(frozen=True)
class Places:
    """Where the parts of a site lie, by the options of a call and else by mkdocs.yml."""

    content: Path
    cache: Path
    site: Path
    sources: str
    """A file or an http(s) address."""
    reference: tuple[Path, ...]
    """Where topics and names are looked for: beside the archive, beside the sources, in the project's own content."""


def places_of(options: Options, config: SiteConfig) -> Places:
    """config: what mkdocs.yml says. Raises InvalidContent where --content names no folder of an archive."""
    if options.content:
        refuse_no_archive(options.content, "--content")
    root, settings = options.root, config.settings
    own = root / settings.content
    content = options.content or own
    if own.is_file():
        problem, remedy = "is a file", "`content` of mkdocs.yml is the folder of the archive: name it like content"
        raise InvalidContent([Fault(str(own), 0, "content", problem, remedy)])
    sources = options.sources or settings.sources_of(root)
    folders = [content, *([] if is_web_address(sources) else [Path(sources).parent]), own]
    return Places(
        content=content,
        cache=root / settings.cache,
        site=options.site or root / config.site_dir,
        sources=sources,
        reference=tuple(dict.fromkeys(folder.resolve() for folder in folders)),
    )
