"""The whole site by one call, for whoever is not the `mkdocs` command."""

from __future__ import annotations

from pathlib import Path

from generator.model.base import is_web_address
from generator.model.errors import InvalidContent
from generator.model.report import SiteCounts
from generator.shipped import THEME
from generator.site.config import SiteConfig, read_config
from generator.site.incremental.memory import SiteMemory


def build_site(
    mkdocs_yml: Path, content: Path | None = None, site: Path | None = None, strict: bool = False,
    sources: str | None = None,
) -> SiteCounts:  # fmt: skip
    """Build the site; the former one stays in place, whole, until the new one is complete, or for good if it would be
    the same.

    content: the archive, if not the settings' one; its pages/ are the hand-written pages, if it has any.
    site: where the site goes, if not `site_dir` of mkdocs.yml. strict: warnings of MkDocs are failures.
    sources: the list that is read, path or address, if not the settings' one.
    Raises InvalidContent with every fault of configuration or archive, ArchiveError for what else prevents a build.
    """
    memory = _memory(mkdocs_yml, content, site, sources)
    if memory and not strict and (told := memory.recall()):
        return SiteCounts.model_validate(told)
    from generator.site.run import run_mkdocs  # noqa: PLC0415 (it takes half a second to import)

    counts = run_mkdocs(mkdocs_yml, content, site, sources, strict)
    if memory:
        memory.keep({**counts.model_dump(), "rendered": 0})
    return counts


def _memory(mkdocs_yml: Path, content: Path | None, site: Path | None, sources: str | None) -> SiteMemory | None:
    """The memory of the site; None where other plugins take part, of whose inputs nothing is known, and where the
    configuration has faults, which the build tells."""
    try:
        config = read_config(mkdocs_yml)
    except InvalidContent:
        return None
    if not config.is_alone:
        return None
    project = mkdocs_yml.resolve().parent
    site = site or project / config.site_dir
    inputs = _inputs(mkdocs_yml, project, config, content, sources or config.settings.sources_of(project))
    return SiteMemory(project / config.settings.cache, site, f"{config.digest} {content} {sources}", inputs)


def _inputs(mkdocs_yml: Path, project: Path, config: SiteConfig, content: Path | None, sources: str) -> list[Path]:
    """Files and folders that go into the site, none of them below another."""
    own = project / config.settings.content
    given = [mkdocs_yml, own, project / config.docs_dir, THEME]
    given += [content] if content else []
    given += [project / config.custom_dir] if config.custom_dir else []
    given += [Path(sources)] if not is_web_address(sources) else []
    inputs = list(dict.fromkeys(path.resolve() for path in given))
    return [path for path in inputs if not set(path.parents) & set(inputs)]
