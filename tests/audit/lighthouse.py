"""Lighthouse, as for a phone."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from tests.audit.finding import Finding, kinds_of_pages, run, tool
from tests.browser.conftest import FLAGS

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
#: Pages that reach 100; the others 98.
FULL = ("front", "item")


def lighthouse(site: Path, url: str) -> Sequence[Finding]:
    """The scores of every kind of page; how well search engines find it, where they are to."""
    found = []
    for kind, address in kinds_of_pages(site):
        if kind != "not found":  # which a server answers with an error, and Lighthouse with nothing
            is_listed = not re.search(r'<meta name="?robots"? content="?noindex', _page(site, address))
            found.append(_scored(kind, url + address, CATEGORIES if is_listed else CATEGORIES[:-1]))
    return found


def _page(site: Path, address: str) -> str:
    path = site / address
    return (path / "index.html" if path.is_dir() else path).read_text("utf-8")


def _scored(kind: str, url: str, categories: Sequence[str]) -> Finding:
    flags = " ".join(["--headless=new", *FLAGS])
    done = run(
        "node", tool("lighthouse/cli/index.js"), url, "--quiet", "--output=json", f"--chrome-flags={flags}",
        f"--only-categories={','.join(categories)}", CHROME_PATH=shutil.which("chromium") or "",
    )  # fmt: skip
    try:
        report = json.loads(done.stdout)
    except ValueError:
        return Finding("Lighthouse", kind, "a report", "none", False, tuple(done.stderr.splitlines()[-5:]))
    scores = [round(100 * (report["categories"][name]["score"] or 0)) for name in categories]
    least = 100 if kind in FULL else 98
    low = tuple(
        f"{audit['id']}: {audit['title']} {audit.get('displayValue', '')}"
        for audit in report["audits"].values()
        if audit["score"] is not None and audit["score"] < 0.9 and audit["scoreDisplayMode"] != "informative"
    )
    return Finding(
        "Lighthouse mobile",
        kind,
        f">= {least}",
        "/".join(map(str, scores)),
        min(scores) >= least,
        low if min(scores) < least else (),
    )
