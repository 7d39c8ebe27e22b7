"""robots.txt as another program reads it."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest
from protego import Protego

from generator.model.errors import InvalidContent
from generator.settings import parse
from generator.site.build import build_site
from generator.site.page import Site
from generator.site.robots import known_crawlers, robots
from tests.site.sample import make_archive, make_project

PAGE = "https://recap.example/2026/W25/"


def test_everyone_may_read_unless_the_maintainer_says_otherwise(built: Path) -> None:
    rules = Protego.parse((built / "robots.txt").read_text("utf-8"))
    assert all(rules.can_fetch(PAGE, name) for name in ("GPTBot", "Googlebot", "anyone"))
    assert list(rules.sitemaps) == ["https://recap.example/sitemap.xml", "https://recap.example/news-sitemap.xml"]


def test_the_maintainer_can_keep_ai_crawlers_out(tmp_path: Path) -> None:
    mkdocs_yml = make_project(tmp_path, options="ai_crawlers: deny")
    make_archive(tmp_path / "content")
    build_site(mkdocs_yml)
    text = (tmp_path / "site" / "robots.txt").read_text("utf-8")
    rules = Protego.parse(text)
    assert [it.name for it in known_crawlers().agents if rules.can_fetch(PAGE, it.name)] == []
    assert all(rules.can_fetch(PAGE, name) for name in ("Googlebot", "bingbot", "Applebot", "anyone"))
    assert f"known ones as of {known_crawlers().as_of}." in text


def test_the_list_names_each_once() -> None:
    names = [crawler.name.casefold() for crawler in known_crawlers().agents]
    operators = [crawler.operator.casefold() for crawler in known_crawlers().agents]
    assert len(set(names)) == len(names) >= 40
    assert {"gptbot", "claudebot", "ccbot", "google-extended", "bytespider", "perplexitybot"} <= set(names)
    assert not {"googlebot", "bingbot", "applebot"} & set(names)
    assert len([*groupby(operators)]) == len(set(operators)), "those of one operator stand together"


def test_sitemaps_are_at_the_top_whatever_the_language(site: Site) -> None:
    assert b"\nSitemap: https://recap.example/sitemap.xml\n" in robots(site, "allow")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"ai_crawlers": "maybe"}, "ai_crawlers: .*'allow' or 'deny'"),
        ({"hub": "ftp://hub.example/"}, "hub: must be an http or https address"),
        ({"hub": "https://user:word@hub.example/"}, "hub: must not carry a user name or a password"),
    ],
)
def test_a_wrong_choice_is_told(tmp_path: Path, options: dict[str, str], message: str) -> None:
    ((key, value),) = options.items()
    mkdocs_yml = tmp_path / "mkdocs.yml"
    mkdocs_yml.write_text(f"plugins:\n  - recap:\n      {key}: {value}\n", "utf-8")
    with pytest.raises(InvalidContent, match=rf"mkdocs\.yml:3: plugins\.0\.recap\.{message}"):
        parse(options, mkdocs_yml)
