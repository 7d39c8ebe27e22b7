from __future__ import annotations

from pathlib import Path

import pytest

from generator.collect.opml import from_opml, to_opml
from generator.collect.sources import read_sources, resolve
from generator.model.errors import InvalidContent
from generator.model.yamltext import dump
from tests.make import source

ONE = """\
- name: northwind
  title: Northwind
  homepage: https://northwind.example/
  url: feeds/northwind.xml
  language: en
"""


def faults_of(text: str) -> list[str]:
    with pytest.raises(InvalidContent) as caught:
        read_sources(text, "sources.yml")
    return [str(fault) for fault in caught.value.faults]


def test_all_faults_are_told_with_their_lines() -> None:
    text = ONE + ONE.replace("language", "langauge") + ONE.replace("feeds/northwind.xml", "ftp://x.example/")
    assert faults_of(text) == [
        "sources.yml:6: 1.language: is missing",
        "sources.yml:6: name: 'northwind' stands in line 1 already (give each source its own)",
        "sources.yml:10: 1.langauge: is not a known key (did you mean 'language'?)",
        "sources.yml:11: 2.url: the address begins with 'ftp': (use http(s), file:, or a path relative to this list)",
        "sources.yml:11: name: 'northwind' stands in line 1 already (give each source its own)",
    ]


def test_an_empty_list_has_no_sources() -> None:
    assert read_sources("", "sources.yml") == read_sources("# nothing yet\n", "sources.yml") == ()


@pytest.mark.parametrize("text", ["northwind: x", "just words"])
def test_what_is_no_list_is_refused(text: str) -> None:
    assert faults_of(text) == ["sources.yml:1: must be a list of sources (begin each with: - name: …)"]


@pytest.mark.parametrize(
    "url",
    [
        "https://user:secret@x.example/feed",
        "https://",
        "https://x.example/a b",
        "http://x.example:99999/",
        "javascript:x",
    ],
)
def test_addresses_that_are_none_are_refused(url: str) -> None:
    assert len(faults_of(ONE.replace("feeds/northwind.xml", f"'{url}'"))) == 1


def test_relative_addresses_are_seen_from_the_list(tmp_path: Path) -> None:
    sources = read_sources(ONE, "sources.yml")
    assert sources[0].url == "feeds/northwind.xml"
    (local,) = resolve(sources, str(tmp_path / "content" / "sources.yml"))
    assert local.url == (tmp_path / "content" / "feeds" / "northwind.xml").as_uri()
    (remote,) = resolve(sources, "https://lists.example/ai/sources.yml")
    assert remote.url == "https://lists.example/ai/feeds/northwind.xml"


def test_whole_addresses_stay() -> None:
    urls = ["https://x.example/feed", "file:///feeds/x.xml"]
    assert [one.url for one in resolve([source("x", url=url) for url in urls], "sources.yml")] == urls


@pytest.mark.parametrize("url", ["file:///etc/passwd", "FILE:///etc/passwd", "file:x"])
def test_a_list_from_the_network_cannot_name_local_files(url: str) -> None:
    with pytest.raises(InvalidContent, match=r"x\.url: a list read over the network must not name local files"):
        resolve([source("x", url=url)], "https://lists.example/sources.yml")


def test_yaml_goes_round() -> None:
    sources = (
        source("northwind", tier=1, include=(), exclude=("football",)),
        source("zhineng", title="智能日报", language="zh"),
    )
    assert read_sources(dump(sources), "sources.yml") == sources


# OPML


def test_opml_goes_round() -> None:
    sources = (
        source("ledger-daily", title='Ledger <Daily> & "Co"', category="analysis"),
        source("zhineng-example", title="智能日报", language="zh-CN", url="https://zhineng.example/feed?a=1&b=2"),
    )
    assert from_opml(to_opml(sources, "A & B").encode()).sources == (
        sources[0].model_copy(update={"name": "ledger-daily-co"}),
        sources[1].model_copy(update={"name": "zhineng-example"}),
    )


def test_opml_of_other_readers() -> None:
    document = """<?xml version="1.0"?><opml version="1.0"><head/><body>
      <outline text="Research"><outline text="Inner"><outline text="Meridian Lab" xmlUrl="http://meridian.example/rss?utm_source=x"/></outline>
        <outline title="Halyard" text="h" type="rss" xmlUrl="https://halyard.example/feed" htmlUrl="https://halyard.example/blog"/></outline>
      <outline text="Meridian lab" xmlUrl="https://other.example/rss" category="/tech/policy"/>
      <outline text="twice" xmlUrl="https://other.example/rss"/>
      <outline text="no feed"/><outline text="bad" xmlUrl="javascript:alert(1)"/>
      <outline text="智能日报" xmlUrl="https://www.zhineng.example/feed"/>
    </body></opml>"""
    sources = from_opml(document.encode()).sources
    assert [(one.name, one.category, one.language, one.homepage) for one in sources] == [
        ("meridian-lab", "news", "en", "http://meridian.example/"),
        ("halyard", "research", "en", "https://halyard.example/blog"),
        ("meridian-lab-2", "policy", "en", "https://other.example/"),
        ("zhineng-example", "news", "zh", "https://www.zhineng.example/"),
    ]
    assert sources[0].url == "http://meridian.example/rss"


@pytest.mark.parametrize("body", [b"", b"words", b"<rss/>", b"<opml><body>", b"<html></html>"])
def test_what_is_no_opml_is_refused(body: bytes) -> None:
    with pytest.raises(InvalidContent, match="is not OPML"):
        from_opml(body)


def test_no_feed_of_a_giant_list_is_left_out_in_silence() -> None:
    outlines = [f"<outline text='Ledger' xmlUrl='https://ledger.example/{number}'/>" for number in range(2001)]
    document = "<opml><body>{}</body></opml>"
    assert len(from_opml(document.format("".join(outlines[1:])).encode()).sources) == 2000
    with pytest.raises(InvalidContent, match=r"lists more than 2,000 feeds \(import it in parts\)"):
        from_opml(document.format("".join(outlines)).encode())


def test_entities_of_opml_are_never_expanded() -> None:
    bomb = b"""<?xml version="1.0"?><!DOCTYPE opml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>
      <opml><body><outline text="&b;&f;" xmlUrl="https://x.example/"/></body></opml>"""
    with pytest.raises(InvalidContent, match="is not OPML: undefined entity"):
        from_opml(bomb)
