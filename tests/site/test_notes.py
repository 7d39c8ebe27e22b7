"""A maintainer's Markdown on an item's page."""

from __future__ import annotations

import pytest

from generator.site.notes import NoteWriter, page_link

ADDRESS, ROOT = "2026/W25/northwind", "../../../"


@pytest.mark.parametrize(
    ("href", "shown"),
    [
        ("../W24/zephyr.md", "../../../2026/W24/zephyr/"),
        ("cobalt.md#made", "../../../2026/W25/cobalt/#made"),
        ("index.md", "../../../2026/W25/"),
        ("https://a.example/x.md", "https://a.example/x.md"),
        ("/x.md", "/x.md"),
        ("#part", "#part"),
        ("../../../about/", "../../../about/"),
    ],
)
def test_links_to_files_become_links_to_pages(href: str, shown: str) -> None:
    assert page_link(href, ADDRESS, ROOT) == shown


def test_a_note_fits_below_the_title_of_its_page() -> None:
    html = NoteWriter(["attr_list"], {}).html("# One\n\n##### Five\n\nText & *more*.", ADDRESS, ROOT)
    assert html == "<h3>One</h3>\n<h6>Five</h6>\n<p>Text &amp; <em>more</em>.</p>"
