"""llms.txt as https://llmstxt.org has it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from generator.site.copies.llms import llms_txt
from generator.site.library import Library
from generator.site.page import Site
from tests.site.sample import DEAL
from tests.site.viewing import library_of


def test_it_has_a_title_a_summary_and_sections_of_links(built: Path) -> None:
    lines = (built / "llms.txt").read_text("utf-8").splitlines()
    assert lines[0] == "# Weekly AI Recap"
    assert lines[2].startswith("> What happened in AI this week")
    assert [line for line in lines if line.startswith("#")][1:] == [
        "## This week", "## Editions", "## For programs", "## Optional",
    ]  # fmt: skip
    below = lines[lines.index("## This week") :]
    assert all(re.match(r"(## .+|- \[.+\]\(https://\S+\)(: .+)?)?$", line) for line in below)


def test_every_link_leads_to_a_file(built: Path) -> None:
    links = re.findall(r"\]\((\S+)\)", (built / "llms.txt").read_text("utf-8"))
    assert f"https://recap.example/{DEAL}/index.md" in links
    for link in links:
        path = urlsplit(link).path.lstrip("/")
        assert (built / (path + "index.html" if path.endswith("/") else path)).is_file(), link


def test_an_empty_archive_has_one_too(site: Site, library: Library) -> None:
    empty = library_of({}, library)
    text = llms_txt(site, empty).decode()
    assert text.startswith("# Weekly AI Recap\n\n> News.\n") and "## This week" not in text
    assert b"are invented" in llms_txt(replace(site, sample=True), empty)
