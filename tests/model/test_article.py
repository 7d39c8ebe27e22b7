from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.article import link_key, publisher_of, without_trackers
from generator.model.base import is_web_address, one_line
from tests.make import article


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.ledger.example/a?utm_source=rss", "http://ledger.example/a/"),
        ("https://ledger.example/a#top", "https://ledger.example/a"),
        ("https://m.ledger.example/a/amp", "https://ledger.example/a"),
        ("https://ledger.example/a?b=2&a=1", "https://ledger.example/a?a=1&b=2"),
        ("https://Ledger.example:443/a", "https://ledger.example/a"),
        ("https://ledger.example/a#comment-12", "https://ledger.example/a"),
        ("https://ledger.example/a#xtor=RSS-3208", "https://ledger.example/a"),
        ("https://ledger.example/a#:~:text=12%20chips", "https://ledger.example/a"),
        ("https://ledger.example/a?f=rss#rd", "https://ledger.example/a"),
    ],
)
def test_links_to_one_page_are_one(one: str, other: str) -> None:
    assert link_key(one) == link_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://ledger.example/a", "https://ledger.example/b"),
        ("https://ledger.example/?p=1", "https://ledger.example/?p=2"),
        ("https://ledger.example:8080/a", "https://ledger.example/a"),
        ("https://ledger.example/A", "https://ledger.example/a"),
        ("https://ledger.example/changes#2026-06-10", "https://ledger.example/changes#2026-06-09"),
        ("https://ledger.example/changes#v2.1", "https://ledger.example/changes"),
        ("https://ledger.example/#/news/a", "https://ledger.example/#/news/b"),
        ("https://ledger.example/#!news/a", "https://ledger.example/#!news/b"),
        ("https://ledger.example/topic?f=12", "https://ledger.example/topic?f=13"),
        ("https://ledger.example/view?from=2026-06-08", "https://ledger.example/view?from=2026-06-01"),
        ("https://ledger.example/tree?ref=main", "https://ledger.example/tree?ref=v2"),
    ],
)
def test_links_to_other_pages_are_not(one: str, other: str) -> None:
    assert link_key(one) != link_key(other)


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("https://a.example/x?id=7&utm_medium=feed", "https://a.example/x?id=7"),
        ("https://a.example/x?utm_medium=feed&UTM_Source=rss", "https://a.example/x"),
        ("https://a.example/x?utm_medium=feed#part", "https://a.example/x#part"),
        ("https://a.example/x?titel=K%F6ln&nr=7&utm_source=rss", "https://a.example/x?titel=K%F6ln&nr=7"),
        ("https://a.example/x?b=1;c=2&utm_source=rss&d", "https://a.example/x?b=1;c=2&d"),
        ("https://a.example/x?q=a+b&c=%20", "https://a.example/x?q=a+b&c=%20"),
        ("https://a.example/p/1?f=rss", "https://a.example/p/1"),
        ("https://a.example/p/1?source=rss-9f8e------2", "https://a.example/p/1"),
        ("https://a.example/p?id=1&partner=rss&emc=rss&CMP=RSS24h", "https://a.example/p?id=1"),
        ("https://a.example/p?source=atomic&mod=7&cid=12", "same"),
        ("https://a.example/p/1?ref=feed_main", "https://a.example/p/1"),
        ("https://a.example/p/1?from=the.newsletter", "https://a.example/p/1"),
        ("https://a.example/topic?f=12&from=2026-06-08&ref=v1.2feedback", "same"),
        ("https://a.example/#/news?utm_source=rss", "same"),
    ],
)
def test_trackers_go_and_the_rest_stays_byte_for_byte(url: str, clean: str) -> None:
    assert without_trackers(url) == (url if clean == "same" else clean)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "data:text/html,x", "https://user:pw@a.example/", "https://", "/path",
        "https://a.example/a b",
        'https://a.example/"onmouseover=', "file:///etc/passwd", "https://a.example:99999/", "https://a.example/\u0007",
    ],
)  # fmt: skip
def test_what_may_not_become_a_link(url: str) -> None:
    assert not is_web_address(url)


@pytest.mark.parametrize(
    ("url", "encoded"),
    [
        ("https://a.example/wi\u200bnd", "https://a.example/wi%E2%80%8Bnd"),
        ("https://a.example/z" + "\u0335" * 5, "https://a.example/z" + "%CC%B5" * 5),
        ("https://a.example/e\u0301clair/中文", "same"),
    ],
)
def test_what_an_address_hides_is_encoded(url: str, encoded: str) -> None:
    assert article(url=url).url == (url if encoded == "same" else encoded)


@given(st.text())
def test_one_line_is_one_line_whatever_comes(text: str) -> None:
    clean = one_line(text)
    assert clean == one_line(clean)
    assert not set(clean) & set("\n\r\t\0\u200b\u202e\ufeff")
    assert clean == clean.strip()


@pytest.mark.parametrize(
    ("summary", "text", "whole"),
    [
        ("Rents it.", "Northwind rents a cluster.", "Rents it.\nNorthwind rents a cluster."),
        ("rents a cluster.", "Northwind rents a cluster.", "Northwind rents a cluster."),
        ("Northwind rents a cluster.", "Rents it.", "Northwind rents a cluster."),
        ("", "", ""),
    ],
)
def test_the_whole_text_has_the_summary_once(summary: str, text: str, whole: str) -> None:
    assert article("A title", summary=summary, text=text).whole_text == whole


@pytest.mark.parametrize(
    ("url", "owner", "publisher"),
    [
        ("https://www.ledger.example/a", None, "ledger.example"),
        ("https://ledger.example/a", "Quay Media", "Quay Media"),
        ("https://203.0.113.7/a", None, "quay"),
        ("http://localhost:8000/a", None, "quay"),
        ("https://[2001:db8::1]/a", None, "quay"),
        ("https://cafe.example/a", None, "cafe.example"),
    ],
)
def test_a_host_speaks_unless_it_is_a_number(url: str, owner: str | None, publisher: str) -> None:
    assert publisher_of(url, owner, "quay") == publisher
