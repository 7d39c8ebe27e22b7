"""Files that serve every language."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from generator.collect.opml import from_opml
from generator.site.build import build_site
from generator.site.plan import may_be_listed
from tests.make import source
from tests.site.markup import page_at
from tests.site.sample import make_archive, make_project


def test_sources_are_an_opml_that_can_be_read_back(built: Path) -> None:
    data = (built / "sources.opml").read_bytes()
    assert [(it.title, it.url, it.language) for it in from_opml(data).sources] == [
        ("Northwind", "https://northwind.example/feed.xml", "en"), ("潮声科技", "https://chaosheng.example/rss", "zh"),
        ("Quiet Desk", "https://quiet.example/rss", "en"),
    ]  # fmt: skip
    page = page_at(built, "sources")
    assert page.all("a", href="../sources.opml")


def test_hostile_names_are_carried_as_text(tmp_path: Path) -> None:
    mkdocs_yml = make_project(tmp_path)
    make_archive(tmp_path / "content")
    title = '"><outline xmlUrl="https://evil.example/"/> \\uFFFE & <b>'
    (tmp_path / "content" / "sources.yml").write_text(
        f"- {{name: a, title: '{title}', homepage: 'https://a.example/', url: 'https://a.example/?a=1&b=2', language: en}}\n",
        "utf-8",
    )
    build_site(mkdocs_yml)
    root = ElementTree.fromstring((tmp_path / "site" / "sources.opml").read_bytes())  # noqa: S314 (our own)
    (outline,) = root.iter("outline")
    assert outline.attrib["text"] == title
    assert outline.attrib["xmlUrl"] == "https://a.example/?a=1&b=2"


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("https://a.example/feed?id=7", True),
        ("feeds/a.xml", False),
        ("file:///home/a/feed.xml", False),
        ("https://me:word@a.example/feed", False),
        ("https://a.example/feed?token=abc", False),
        ("https://a.example/feed?x=1&api_key=abc", False),
        ("https://a.example/feed?KEY=abc", False),
    ],
)
def test_an_address_that_is_not_for_everyone_is_not_told(url: str, told: bool) -> None:
    assert may_be_listed(source(url=url)) is told
