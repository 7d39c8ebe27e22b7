"""From the archive to readers: the site, and its folder to its host. Nothing here reads a source or asks a model, so it
starts in half the time of `recap build`."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from generator.git import Git, Target
from generator.host.deploy import deploy
from generator.host.save import save
from generator.model.base import instant_text, is_web_address
from generator.model.errors import ArchiveError, RecapError
from generator.model.report import RunReport
from generator.model.week import Week
from generator.options import Options, places_of
from generator.reporting.teller import Teller
from generator.site.config import read_config


def make_site(options: Options, week: Week, now: datetime, progress: Teller) -> RunReport:
    """Build the site from the archive; week, now: of the report. Raises RecapError where it cannot be built."""
    from generator.site.build import build_site  # noqa: PLC0415 (saving and deploying need no MkDocs)

    seconds: dict[str, float] = {}
    with progress.timed("site", seconds):
        progress.step("site", 0, 1)
        counts = build_site(options.config, options.content, options.site, sources=options.sources)
        progress.step("site", 1, 1)
    return RunReport(week=str(week), now=now, edition="none", site=counts, seconds=seconds)


def cache_of(options: Options) -> Path:
    """The folder of a site's cache."""
    return places_of(options, read_config(options.config)).cache


def save_content(options: Options, branch: str | None, now: datetime) -> str:
    """Commit and push the archive; what was done, in words. branch: where to; None is the one checked out.

    Raises SaveConflict, GitError; the text says where the commit is.
    """
    config = read_config(options.config)
    host = config.settings.host
    git = Git(options.root, host.author)
    target = Target(host.remote, branch or git.branch())
    message = f"Content as of {instant_text(now)}"
    saved = save(git, places_of(options, config).content, message, target, time.sleep)
    new = "Saved what was new." if saved.committed else "Nothing was new."
    return f"{new} {saved.pushed} commits pushed to {target}."


def deploy_site(options: Options) -> str:
    """Put the built site on its branch; what was done, in words. Raises RecapError, with the branch as it was."""
    config = read_config(options.config)
    host = config.settings.host
    target = Target(host.remote, host.branch)
    is_new = deploy(Git(options.root, host.author), places_of(options, config).site, target, host.cname)
    return f"{target} {'holds the site now' if is_new else 'holds this site already'}."


def wait_for_edition(options: Options, url: str | None, seconds: float, tell: Callable[[str], None]) -> str:
    """Wait until the published front page shows the newest edition of the archive; what it shows, in words.

    url: where the site is published; None is site_url. tell: is told what is seen meanwhile. Raises RecapError where
    it does not within so many seconds, or has no address.
    """
    # saving, deploying and making the site need neither archive nor HTTP client, and are quick
    from generator.archive.store import Archive  # noqa: PLC0415
    from generator.host.live import wait_until_live  # noqa: PLC0415

    config = read_config(options.config)
    address = url or config.url
    if url and not is_web_address(url):
        raise RecapError(f"--url {url} is no web address; write it like https://name.example/")
    if not is_web_address(address):
        raise RecapError("where the site is published is not known: set site_url in mkdocs.yml, or give --url")
    places = places_of(options, config)
    archive = Archive.open(places.content, places.cache)
    if not archive.editions:
        raise ArchiveError(f"there is no edition in {archive.root} yet; recap build makes one")
    mark = archive.editions[max(archive.editions)].edition.mark
    wait_until_live(address, mark, seconds, tell)
    return f"{address} shows {mark}."
