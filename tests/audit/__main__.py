"""`python -m tests.audit [--site FOLDER] [--only NAME …]`: measures a built site and holds it to its targets.

Without --site the tests' own archive is built, which has every kind of page. Needs Chromium, Java, and the npm packages of
tests/audit/package.json (`npm ci` in that folder; `make audit` does it). Exit code 1 where a target is missed.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from generator.site.build import build_site
from tests.audit.browser import accessibility, first_page, without_javascript
from tests.audit.files import links, markup, structured_data
from tests.audit.finding import Finding
from tests.audit.lighthouse import lighthouse
from tests.audit.server import Compressing
from tests.browser.conftest import serving
from tests.site.sample import make_archive, make_project

Check = Callable[[Path, str], Sequence[Finding]]
#: What the first site is served below: as a project page is.
BELOW = "news"
CHECKS: dict[str, Check] = {
    "links": lambda site, _: links(site, BELOW),
    "markup": lambda site, _: markup(site),
    "data": lambda site, _: structured_data(site),
    "weight": first_page,
    "scriptless": without_javascript,
    "axe": accessibility,
    "lighthouse": lighthouse,
}


@click.command(help=__doc__)
@click.option("--site", type=click.Path(path_type=Path, exists=True), help="A built site instead of the tests' own.")
@click.option("--only", type=click.Choice(list(CHECKS)), multiple=True)
def main(site: Path | None, only: tuple[str, ...]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        www = Path(folder) / "www"
        www.mkdir()
        if site:
            (www / BELOW).symlink_to(site.resolve())
        else:
            mkdocs_yml = make_project(
                Path(folder) / "project", "languages: [en, zh]", f"https://recap.example/{BELOW}/"
            )
            make_archive(Path(folder) / "project" / "content")
            build_site(mkdocs_yml, site=www / BELOW)
        with serving(www, Compressing) as url:
            findings = [found for name in only or CHECKS for found in CHECKS[name](www / BELOW, f"{url}{BELOW}/")]
    show(findings)
    sys.exit(any(not found.holds for found in findings))


def show(findings: Sequence[Finding]) -> None:
    table = Table("what", "where", "asked", "measured", "", title=f"load {os.getloadavg()[0]:.1f}")
    for found in findings:
        table.add_row(found.what, found.where, found.asked, found.measured, "" if found.holds else "missed")
    console = Console()
    console.print(table)
    for found in findings:
        for detail in found.details:
            console.print(f"{found.what}, {found.where}: {detail}", markup=False, highlight=False)


if __name__ == "__main__":
    main()
