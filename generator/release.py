"""Releasing an edition, and making it again from the repository to see that every byte is the same.

What is remembered is a hash of each page. Making it again takes the files of the commit that released it, theme and
settings with them, in a folder of their own, and the program of that commit where the repository holds it.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import yaml

from generator import __version__
from generator.archive.addresses import edition_address
from generator.archive.releases import read_release, release_path
from generator.archive.store import LEFT, Archive
from generator.edit.corrections import differences
from generator.files import write_atomically
from generator.git import Git
from generator.keeper import Keeper
from generator.model.edition import Release
from generator.model.errors import ArchiveError, RecapError
from generator.model.item import Item
from generator.model.pins import editable_fields
from generator.model.week import Week
from generator.options import Options, places_of
from generator.project import open_keeper
from generator.site.build import build_site
from generator.site.config import read_config

#: So long after its week an edition may still grow.
SETTLES = timedelta(weeks=1)


@dataclass(frozen=True)
class Reproduced:
    """What came of making an edition again."""

    pages: int
    """How many were compared."""
    differing: tuple[str, ...]
    """Paths of those that are not the same, in order."""
    program: str
    """The version that made them first."""
    uncorrected: tuple[str, ...]
    """Lines that say something else today without a correction: address and field."""


def release(options: Options, week: Week, now: datetime) -> Release:
    """Make the edition of a week final: later runs leave it as it is. Releasing it again changes nothing.

    The site is built, so that its pages are what is remembered.

    Raises ArchiveError where there is no such edition, or its week is not over.
    """
    keeper = open_keeper(options)
    edition = keeper.archive.edition_of(week)
    if now < week.end:
        raise ArchiveError(f"{week} lasts until {week.last_day}; an edition is released when its week is over")
    if edition.released and (known := read_release(keeper.archive.root, week)):
        return known
    at = edition.released or now
    if keeper.write_edition(edition.model_copy(update={"released": at})) == "left":
        raise ArchiveError(f"{keeper.archive.path(edition_address(week))}: {LEFT}")
    build_site(options.config, options.content, options.site)
    pages = pages_of(places_of(options, read_config(options.config)).site, week)
    found = Release(edition=str(week), released=at, program=__version__, pages=pages)
    text = yaml.safe_dump(found.model_dump(mode="json"), sort_keys=False, width=120)
    write_atomically(release_path(keeper.archive.root, week), text.encode())
    return found


def due(options: Options, now: datetime) -> list[Week]:
    """The weeks to be released: not yet final, and over for a week, so that late reports and corrections are in."""
    editions = open_keeper(options).archive.editions
    return sorted(week for week, it in editions.items() if not it.edition.released and week.end + SETTLES <= now)


def reproduce(options: Options, week: Week) -> Reproduced:
    """Make the released edition of a week again from the commit that released it, and compare every page.

    Raises ArchiveError where it was not released, or its release is in no commit.
    """
    keeper = open_keeper(options)
    file, known = release_path(keeper.archive.root, week), read_release(keeper.archive.root, week)
    if known is None:
        raise ArchiveError(f"{week} is not released; recap release {week} does that")
    git = Git(file.parent)
    top = Path(git("rev-parse", "--show-toplevel"))
    commit = git("log", "-1", "--format=%H", "--", file.name)
    if not commit:
        raise ArchiveError(f"{file} is in no commit; commit content/ first")
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        Git(top)("clone", "--quiet", "--shared", "--no-checkout", str(top), str(tree))
        Git(tree)("checkout", "--quiet", "--detach", commit)
        made = _pages_made_in(tree, options.config.resolve().relative_to(top.resolve()), week)
        former = _items(tree / keeper.archive.root.resolve().relative_to(top.resolve()), week)
    differing = sorted(path for path in known.pages.keys() | made.keys() if known.pages.get(path) != made.get(path))
    return Reproduced(len(known.pages), tuple(differing), known.program, tuple(_uncorrected(former, keeper)))


def pages_of(site: Path, week: Week) -> dict[str, str]:
    """SHA-256 of each page of a week in a built site, in every language, by path."""
    found = sorted([*site.glob(f"{week.folder}/**/*.html"), *site.glob(f"*/{week.folder}/**/*.html")])
    return {path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def _pages_made_in(tree: Path, config: Path, week: Week) -> dict[str, str]:
    """The pages as a folder's own program makes them: its package comes before the installed one."""
    command = [sys.executable, "-m", "generator.cli", "site", "--config", str(config), "--site", str(tree / "made")]
    done = subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)  # noqa: S603 (our own program)
    if done.returncode:
        raise RecapError(f"the site of that commit cannot be built: {done.stderr.strip() or done.stdout.strip()}")
    return pages_of(tree / "made", week)


def _uncorrected(former: Mapping[str, Item], keeper: Keeper) -> Iterator[str]:
    """Lines of the released items that say something else today, or are gone, and no correction tells it."""
    for address, item in former.items():
        if address not in keeper.archive.items:
            continue  # merged or taken down: decisions.yml says why, and its address does
        today = keeper.archive.items[address].item
        told = {it.was for it in today.corrections}
        for field, was, _ in differences(editable_fields(item), today):
            if was not in told:
                yield f"{address}: {field}"


def _items(content: Path, week: Week) -> dict[str, Item]:
    found = Archive.open(content).items
    return {address: stored.item for address, stored in found.items() if stored.item.week == week}
