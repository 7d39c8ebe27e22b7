"""A project looked at from all sides: what is read from the machine here, the other modules judge."""

from __future__ import annotations

import asyncio
import platform
import shutil
from collections.abc import Iterable, Iterator
from datetime import datetime
from importlib import metadata
from pathlib import Path

from generator.archive.store import Archive
from generator.collect.servertime import server_times
from generator.doctor import machine, repository
from generator.doctor.site import site
from generator.enrich.llm.doctor import examine as examine_models
from generator.files import read_text
from generator.model.base import is_web_address
from generator.model.errors import InvalidContent, RecapError
from generator.model.finding import Finding
from generator.options import Options
from generator.pipeline import Project
from generator.project import check_project, open_project
from generator.settings import Settings, key_in
from generator.shipped import PACKAGE, needs
from generator.site.config import line_in, read_config

#: Servers that are asked for the time: of three, one with a wrong clock is outvoted.
SERVERS = 3
#: Faults of the configuration that are told here; `recap check` tells all.
MOST_FAULTS = 5


def examine(options: Options, now: datetime) -> Iterator[Finding]:
    """What was found, in reading order. now: by the clock of this machine. Raises nothing for what is wrong."""
    yield from _packages()
    yield from _content(options, now)
    yield from _site(options.config)
    project = _opened(options)
    if project:
        yield from asyncio.run(examine_models(project.settings))
    root = options.root
    yield machine.disk(shutil.disk_usage(root).free, root)
    content = project.content if project else options.content or root / Settings().content
    newest = _newest(content)
    yield machine.clock(now, _times(project), newest)
    state, workflows = repository.read_git(content), repository.read_workflows(root)
    yield from repository.repository(state)
    yield from repository.workflows(workflows)
    yield from repository.freshness(now, newest, state, workflows)


def _packages() -> Iterator[Finding]:
    installed = {dist.metadata["Name"]: dist.version for dist in metadata.distributions()}
    try:
        own = metadata.metadata(PACKAGE)
    except metadata.PackageNotFoundError:
        yield Finding("packages", "fail", f"{PACKAGE} itself is not installed", "make build")
        return
    yield machine.python(platform.python_version(), own["Requires-Python"] or "")
    yield from machine.dependencies(needs(PACKAGE), installed)


def _content(options: Options, now: datetime) -> Iterable[Finding]:
    """What `recap check` says."""
    try:
        checked = check_project(options, now)
    except RecapError as error:
        faults = error.faults if isinstance(error, InvalidContent) else [error]
        told = [Finding("content", "fail", str(fault)) for fault in faults[:MOST_FAULTS]]
        more = len(faults) - len(told)
        return [*told, *([Finding("content", "fail", f"and {more} faults more", "recap check")] if more else [])]
    if checked.warnings:
        return [Finding("content", "warn", f"{checked.summary} {len(checked.warnings)} warnings.", "recap check")]
    return [Finding("content", "ok", checked.summary)]


def _site(mkdocs_yml: Path) -> Iterable[Finding]:
    """What is to be said of the site's addresses; nothing of a configuration that is broken, which is told already."""
    try:
        config = read_config(mkdocs_yml)
        keys = {"site_url": "site_url", "contact": key_in(read_text(mkdocs_yml, mkdocs_yml.name), "contact")}
        lines = {option: line_in(mkdocs_yml, key) for option, key in keys.items()}
        return list(site(config, {key: f"{mkdocs_yml.name}:{line}".removesuffix(":0") for key, line in lines.items()}))
    except RecapError:
        return []


def _opened(options: Options) -> Project | None:
    try:
        return open_project(options)
    except RecapError:
        return None


def _newest(content: Path) -> datetime | None:
    """When something was last published or changed; None where the archive is empty or cannot be read."""
    try:
        archive = Archive.open(content)
    except InvalidContent:
        return None
    items = (stored.updated for stored in archive.items.values())
    editions = (stored.edition.updated for stored in archive.editions.values())
    return max([*items, *editions], default=None)


def _times(project: Project | None) -> list[datetime]:
    if project is None:
        return []
    urls = [source.homepage for source in project.sources if is_web_address(source.url)][:SERVERS]
    return server_times(urls, project.reading.agent, project.settings.fetch.allow_private)
