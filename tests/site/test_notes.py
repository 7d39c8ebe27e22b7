"""A maintainer's Markdown on an item's page."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

from generator.model.errors import InvalidContent
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


class Failing(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        md.preprocessors.register(Preprocessor(md), "failing", 1)  # whose run() is not implemented


def test_a_note_that_an_extension_fails_at_is_named(tmp_path: Path) -> None:
    writer = NoteWriter([Failing()], {}, tmp_path)  # type: ignore[list-item]
    with pytest.raises(InvalidContent, match=rf"^{tmp_path}/{ADDRESS}.md: cannot be made into HTML: .*\(take out what"):
        writer.html("Text.", ADDRESS, ROOT)
