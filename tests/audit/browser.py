"""Checks in a real browser: accessibility, what a first page costs a reader, and reading without JavaScript."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
from playwright.sync_api import Browser, Error, Response, sync_playwright

from tests.audit.finding import Finding, kinds_of_pages, none_of, tool
from tests.browser.conftest import FLAGS

MOST_BYTES = 35_000
#: A page of fewer characters than this says nothing.
MOST_EMPTY = 60
#: The rules of WCAG 2.2 at level AA; axe names them by the version that brought them.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        except Error as error:
            raise click.ClickException(f"no browser; install Chromium: {error.message.splitlines()[0]}") from error
        yield browser
        browser.close()


def accessibility(site: Path, url: str) -> Sequence[Finding]:
    """axe-core on every kind of page, light and dark, on a phone and wide."""
    axe = tool("axe-core/axe.min.js").read_text("utf-8")
    pages = list(kinds_of_pages(site))
    findings = []
    with chromium() as browser:
        for scheme in ("light", "dark"):
            for width in (360, 1280):
                context = browser.new_context(
                    viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True,
                )  # fmt: skip
                page = context.new_page()
                faults = []
                for kind, address in pages:
                    page.goto(url + address)
                    page.evaluate(axe)
                    options = json.dumps({"runOnly": TAGS, "resultTypes": ["violations"]})
                    result = page.evaluate(f"axe.run(document, {options})")
                    faults += [f"{kind}: {it['id']} {it['nodes'][0]['html'][:160]}" for it in result["violations"]]
                findings.append(none_of("axe violations", f"{len(pages)} kinds, {scheme}, {width} px", faults))
                context.close()
    return findings


def first_page(site: Path, url: str) -> Sequence[Finding]:
    """All bytes that an item's page brings to a reader who has never been here, and every host that is asked."""
    address = dict(kinds_of_pages(site))["item"]
    sizes: dict[str, int] = {}

    def note(answer: Response) -> None:
        sizes[answer.url] = int(answer.headers.get("content-length", "0"))

    with chromium() as browser:
        page = browser.new_page()
        page.on("response", note)
        page.goto(url + address, wait_until="networkidle")
    foreign = [it for it in sizes if not it.startswith(url)]
    total = sum(sizes.values())
    details = tuple(f"{size:>6} {it.removeprefix(url)}" for it, size in sizes.items())
    return [
        Finding("bytes of a first item page", f"{len(sizes)} requests", f"<= {MOST_BYTES}", str(total), total <= MOST_BYTES, details),
        none_of("requests to other hosts", "item", foreign),
    ]  # fmt: skip


def without_javascript(site: Path, url: str) -> Sequence[Finding]:
    """Every kind of page has its heading and text, and an item's citations lead to their evidence."""
    faults = []
    with chromium() as browser:
        page = browser.new_context(java_script_enabled=False).new_page()
        for kind, address in kinds_of_pages(site):
            page.goto(url + address)
            if page.locator("h1").count() != 1 or len(page.locator("main").inner_text()) < MOST_EMPTY:
                faults.append(f"{kind}: {address} has no heading or no text")
            if not page.locator("nav a").count():
                faults.append(f"{kind}: {address} leads nowhere")
        page.goto(url + dict(kinds_of_pages(site))["item"])
        cite = page.locator("sup a").first
        target = cite.get_attribute("href") or "#"
        cite.click()
        if not page.url.endswith(target) or not page.locator(target).is_visible():
            faults.append(f"item: the citation {target} leads to no evidence")
    return [none_of("pages that need JavaScript", "every kind", faults)]
