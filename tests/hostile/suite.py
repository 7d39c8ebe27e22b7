"""The files of feedparser's own test suite as sources, one by one and all at once: `python -m tests.hostile.suite`.

Each must be read or refused with a cause, within SLOWEST seconds. Few of their entries have an address, without which no
article is made; so the files are served a second time with one in each entry, a site is made of that, and Chromium opens
every kind of its pages: nothing may run, and no element, attribute or address of the files may be there.

The suite is a tar file with feeds somewhere below a folder `tests`; it is no part of the project.
"""

from __future__ import annotations

import re
import shutil
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import click
from click.testing import CliRunner
from playwright.sync_api import sync_playwright

from generator.cli import main as recap
from generator.collect.collector import Collected, ReadingOptions, collect
from generator.collect.selection import Span
from generator.model.article import SourceReport
from generator.model.source import Source
from generator.settings import FetchLimits
from tests.browser.conftest import FLAGS
from tests.conftest import ROOT
from tests.feedserver import make_project
from tests.hostile.outlets import Page, outlets
from tests.hostile.watching import one_of_each, watched

SUITE = ROOT.parent / "shared" / "hostile" / "feedparser-suite.tar.gz"
SLOWEST = 2.0
"""Seconds that one file may take, request and all."""
NOW = datetime(2026, 6, 21, 20, tzinfo=UTC)
_EVER = Span(datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC), NOW)
_HEADER = re.compile(rb"^Header:[ \t]*([A-Za-z-]+):[ \t]*([\x20-\x7e]*)", re.MULTILINE | re.IGNORECASE)
_ENTRY = re.compile(rb"<((?:[a-z0-9]+:)?(?:item|entry))\b[^>]*(?<!/)>", re.IGNORECASE)


def files_of(suite: Path) -> dict[str, Page]:
    """The feeds of the archive by path, with the headers that their first lines ask for."""
    found = {}
    with tarfile.open(suite) as archive:
        for member in archive:
            file = archive.extractfile(member) if member.isfile() and "/tests/" in f"/{member.name}" else None
            if file:
                body = file.read()
                headers = {name.decode().title(): value.decode() for name, value in _HEADER.findall(body[:4000])}
                found[f"/{member.name}"] = Page(body, {"Content-Type": "application/xml", **headers})
    return found


def with_addresses(pages: Mapping[str, Page]) -> dict[str, Page]:
    """The same, every entry with an address and a date, and a title that its own takes the place of."""

    def linked(number: int, page: Page) -> Page:
        url = b"https://entry.example/%d" % number
        title = b"<title>Entry %d</title>" % number
        rss = title + b"<link>%b</link><pubDate>17 Jun 2026 09:00:00 GMT</pubDate>" % url
        atom = title + b"<link href='%b'/><published>2026-06-17T09:00:00Z</published>" % url
        body = _ENTRY.sub(lambda tag: tag[0] + (rss if b"item" in tag[1].lower() else atom), page.body)
        return Page(body, page.headers)

    return {path: linked(number, page) for number, (path, page) in enumerate(pages.items())}


def sources(base: str, pages: Mapping[str, Page]) -> list[Source]:
    """One for each page."""
    return [
        Source(
            name=f"s{n}", title=f"S{n}", homepage="https://s.example/", url=base + path, language="en", include=()
        )
        for n, path in enumerate(pages)
    ]  # fmt: skip


def read(feeds: list[Source], folder: Path) -> Collected:
    limits = FetchLimits(allow_private=True, deadline=10, retries=0, per_host=8)
    return collect(feeds, _EVER, ReadingOptions(limits, folder, "WeeklyAIRecap/0.1 (+https://recap.example/)"))


def faults_of(report: SourceReport, seconds: float) -> Iterator[str]:
    """What is wrong with how a file was read; nothing where it was refused by name."""
    if report.status == "failed" and not report.cause:
        yield "was refused without a cause"
    if "cannot be read by feedparser" in report.cause:
        yield report.cause
    if seconds > SLOWEST:
        yield f"took {seconds:.1f} s"


def one_by_one(base: str, pages: Mapping[str, Page]) -> tuple[dict[str, SourceReport], list[str]]:
    """The report on each file, and what is wrong; a machine that is busy gets a second chance to be fast."""
    reports, wrong = {}, []
    for path, source in zip(pages, sources(base, pages), strict=True):
        for chance in (1, 2):
            with tempfile.TemporaryDirectory() as folder:
                begun = time.perf_counter()
                reports[path] = read([source], Path(folder)).reports[0]
                seconds = time.perf_counter() - begun
            if seconds <= SLOWEST or chance == 2:
                break
        wrong += [f"{path}: {fault}" for fault in faults_of(reports[path], seconds)]
    return reports, wrong


def site_of(base: str, pages: Mapping[str, Page], project: Path) -> Path:
    """The site that `recap build` makes of all files at once."""
    listed = "".join(
        f"- {{name: {it.name}, title: {it.title}, homepage: 'https://s.example/', url: '{it.url}', language: en, include: []}}\n"
        for it in sources(base, pages)
    )
    make_project(project, listed, deadline=60, recap={"languages": ["en"]})
    when = ["--week", "2026-W25", "--now", NOW.isoformat(), "--config", str(project / "mkdocs.yml")]
    done = CliRunner().invoke(recap, ["build", *when])
    if done.exit_code:
        sys.exit(done.output)
    return project / "site"


def seen(site: Path) -> list[str]:
    """What Chromium finds on the pages, with the site's policy and without."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        found = [what for policy in (True, False) for what in watched(browser, site, one_of_each(site), policy=policy)]
        browser.close()
    return found


@click.command(help=__doc__)
@click.option("--archive", type=click.Path(path_type=Path), default=SUITE, help="The tar file.")
@click.option("--most", type=int, help="Files that are tried, spread over the archive; all by default.")
def main(archive: Path, most: int | None) -> None:
    if not archive.is_file():
        print(f"{archive}: not here, nothing was tried; name it with --archive")
        return
    pages = files_of(archive)
    if most:
        pages = dict(list(pages.items())[:: -(-len(pages) // most)])
    with tempfile.TemporaryDirectory() as root, outlets(pages) as plain, outlets(with_addresses(pages)) as linked:
        reports, wrong = one_by_one(plain.base, pages)
        others, more = one_by_one(linked.base, pages)
        together = read(sources(plain.base, pages), Path(root, "together")).reports
        alone = [reports[path].model_copy(update={"seconds": 0}) for path in pages]
        differ = [
            one.source
            for one, all_ in zip(alone, together, strict=True)
            if one != all_.model_copy(update={"seconds": 0})
        ]
        wrong += more + [f"{name}: differs where all are read at once" for name in differ]
        site = site_of(linked.base, pages, Path(root, "project"))
        wrong += seen(site)
        opened = len(one_of_each(site))
    refused = [f"{path}: {report.cause}" for path, report in reports.items() if report.status == "failed"]
    entries = sum(report.fresh for report in others.values())
    print(*wrong, *(f"refused {line}" for line in refused), sep="\n")
    print(
        f"{len(pages)} files, {len(refused)} refused by name, {entries} articles, {opened} pages opened, {len(wrong)} findings"
    )
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
