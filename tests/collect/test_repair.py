"""Other addresses for feeds: named by a page and tried out, or given by their server; on a real server."""

from __future__ import annotations

import asyncio
import random
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_httpserver import HTTPServer
from werkzeug import Response

from generator.cli import main
from generator.collect.announced import feed_links
from generator.collect.encoding import to_html
from generator.collect.fetch import Fetched, HttpFetcher
from generator.collect.repair import may_replace
from generator.collect.sources import read_sources, with_urls
from generator.model.errors import InvalidContent
from generator.settings import FetchLimits
from tests.feedserver import HARBOUR, LEDGER, make_project, rss

PAGE = "https://ledger.example/news/"


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<link rel="alternate" type="application/rss+xml" href="/feed.xml">', ["https://ledger.example/feed.xml"]),
        ("<LINK REL='home Alternate' TYPE='application/atom+xml; charset=utf-8' HREF=atom>", ["https://ledger.example/news/atom"]),
        ('<base href="https://cdn.ledger.example/"><link rel=alternate type=application/feed+json href=f.json>', ["https://cdn.ledger.example/f.json"]),
        ('<link rel=alternate type=application/rss+xml href="//other.example/a"><link rel=alternate type=application/rss+xml href="//other.example/a">', ["https://other.example/a"]),
        ('<link rel="alternate" hreflang="zh" href="/zh/">', []),
        ('<link rel="stylesheet" type="application/rss+xml" href="/feed.xml">', []),
        ('<link rel="alternate" type="application/rss+xml">', []),
        ('<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">', []),
        ('<link rel="alternate" type="application/rss+xml" href="file:///etc/passwd">', []),
        ('<link rel="alternate" type="application/rss+xml" href="https://name:word@ledger.example/">', []),
        ('<link rel=alternate type=application/rss+xml href="http://127.0.0.1/feed">', []),
        ("", []),
        ("<!-- <link rel=alternate type=application/rss+xml href=/feed.xml> -->", []),
    ],
)  # fmt: skip
def test_the_feeds_that_a_page_names(html: str, found: list[str]) -> None:
    assert list(feed_links(html, PAGE)) == found


@given(st.binary(max_size=300))
def test_a_page_may_be_anything(body: bytes) -> None:
    assert all(
        url.startswith("http")
        for url in feed_links(to_html(b"<link rel=alternate type=application/rss+xml href=" + body, ""), PAGE)
    )


@pytest.mark.parametrize(
    ("old", "new", "allowed"),
    [
        ("http://a.example/f", "https://a.example/f", True),
        ("http://a.example/f", "http://b.example/f", True),
        ("https://a.example/f", "https://b.example/f", True),
        ("https://a.example/f", "http://b.example/f", False),
        ("https://a.example/f", "https://a.example/f", False),
        ("https://a.example/f", "file:///etc/passwd", False),
        ("https://a.example/f", "https://u:p@b.example/f", False),
        ("file:///feeds/a.xml", "https://a.example/f", False),
    ],
)
def test_what_may_take_the_place_of_an_address(old: str, new: str, allowed: bool) -> None:
    assert may_replace(old, new) == allowed


class Scripted(HttpFetcher):
    """The real fetcher, told what each address answers: no certificate of ours would be accepted for https."""

    script: dict[str, Fetched | tuple[int, str]]

    async def _once(self, url: str, clock: object) -> Fetched | tuple[int, str]:
        return self.script[url]


@pytest.mark.parametrize(
    ("hops", "moved_to"),
    [
        ([("https://a.example/", 301), ("https://b.example/", 308)], "https://c.example/"),
        ([("https://a.example/", 301), ("https://b.example/", 302)], "https://b.example/"),
        ([("http://a.example/", 301), ("https://b.example/", 301)], "https://c.example/"),
    ],
)
def test_a_chain_of_redirects_moves_a_feed_as_far_as_it_is_permanent(
    hops: list[tuple[str, int]], moved_to: str
) -> None:
    assert moved(hops, "https://c.example/") == moved_to


def test_a_hop_without_tls_moves_no_feed_that_had_it_wherever_it_leads() -> None:
    hops = [("https://a.example/", 301), ("http://b.example/", 301)]
    assert moved(hops, "https://c.example/") == "" == moved(hops[:1], "http://b.example/")


def moved(hops: list[tuple[str, int]], last: str) -> str:
    """Where the feed of the first hop is for good, by what is fetched."""
    targets = [*(url for url, _ in hops[1:]), last]
    fetcher = Scripted(FetchLimits(allow_private=True, retries=0), "test", None, random.Random(1))  # noqa: S311
    fetcher.script = {url: (status, target) for (url, status), target in zip(hops, targets, strict=True)}
    fetcher.script[last] = Fetched(last, b"")

    async def get() -> Fetched:
        async with fetcher:
            return await fetcher.get(hops[0][0])

    return asyncio.run(get()).moved_to


LIST = """\
# Sources, by hand.\r
- name: ledger      # the Ledger
  title: "The Ledger"
  homepage: '{base}/home'
  url:   '{base}/old.xml'   # keep: an old address
  language: en\r

- {{name: harbour, title: 潮声, homepage: "{base}/harbour", url: {base}/harbour.xml, language: en}}
# the end"""


def recap(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["sources", "check", "--config", str(folder / "mkdocs.yml"), *arguments])


@pytest.fixture
def folder(tmp_path: Path, httpserver: HTTPServer) -> Path:
    base = httpserver.url_for("").rstrip("/")
    make_project(tmp_path, "")
    (tmp_path / "content" / "sources.yml").write_bytes(LIST.format(base=base).encode())
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    serve(httpserver, "/new.xml", rss(LEDGER))
    serve(httpserver, "/harbour.xml", rss(HARBOUR))
    return tmp_path


def serve(server: HTTPServer, path: str, body: str, content_type: str = "application/rss+xml; charset=utf-8") -> None:
    server.expect_request(path).respond_with_data(body, content_type=content_type)


def redirect(server: HTTPServer, path: str, to: str, status: int) -> None:
    server.expect_request(path).respond_with_response(Response(status=status, headers={"Location": to}))


@pytest.mark.parametrize("status", [301, 308])
def test_a_permanent_redirect_is_proposed_and_written_back_on_request(
    folder: Path, httpserver: HTTPServer, status: int
) -> None:
    redirect(httpserver, "/old.xml", httpserver.url_for("/new.xml"), status)
    path = folder / "content" / "sources.yml"
    before = path.read_bytes()
    result = recap(folder)
    assert result.exit_code == 0, result.output
    assert f"repair ledger: {httpserver.url_for('/new.xml')} (moved for good" in result.output
    assert path.read_bytes() == before, "a proposal changes nothing"
    assert "New addresses written: ledger." in recap(folder, "--write").output
    assert path.read_bytes() == before.replace(b"/old.xml", b"/new.xml"), "every other byte stays"
    assert "New addresses written: none." in recap(folder, "--write").output


@pytest.mark.parametrize("status", [302, 307])
def test_a_temporary_redirect_is_followed_and_proposes_nothing(
    folder: Path, httpserver: HTTPServer, status: int
) -> None:
    redirect(httpserver, "/old.xml", "/new.xml", status)
    assert "repair" not in recap(folder).output


@pytest.mark.parametrize("answer", ["page", "gone"])
def test_a_feed_that_fails_is_looked_for_on_the_outlets_page_and_never_written(
    folder: Path, httpserver: HTTPServer, answer: str
) -> None:
    named = '<link rel="alternate" type="application/rss+xml" href="{}">'
    head = "<html><head>" + "".join(map(named.format, ("/harbour.xml", "/dead.xml", "/page", "/new.xml"))) + "</head>"
    serve(httpserver, "/page", "<html>no feed</html>", "text/html")
    if answer == "page":
        serve(httpserver, "/old.xml", head, "text/html")
    else:
        serve(httpserver, "/home", head, "text/html")
    path = folder / "content" / "sources.yml"
    before = path.read_bytes()
    output = recap(folder, "--write").output
    assert f"repair ledger: {httpserver.url_for('/new.xml')} (named by the outlet's page and read" in output
    assert path.read_bytes() == before


def test_a_page_that_robots_may_not_read_is_not_read(folder: Path, httpserver: HTTPServer) -> None:
    httpserver.clear()
    serve(httpserver, "/robots.txt", "User-agent: *\nDisallow: /home\n", "text/plain")
    assert "repair" not in recap(folder).output
    assert not [request for request, _ in httpserver.log if request.path == "/home"]


def test_nor_is_one_that_a_page_redirects_to(folder: Path, httpserver: HTTPServer) -> None:
    httpserver.clear()
    serve(httpserver, "/robots.txt", "User-agent: *\nDisallow: /kept\n", "text/plain")
    redirect(httpserver, "/home", "/kept", 302)
    serve(httpserver, "/kept", "<html>no feed</html>", "text/html")
    assert "repair" not in recap(folder).output
    assert not [request for request, _ in httpserver.log if request.path == "/kept"]


def test_a_list_on_the_web_is_changed_there(folder: Path, httpserver: HTTPServer) -> None:
    redirect(httpserver, "/old.xml", "/new.xml", 301)
    serve(httpserver, "/sources.yml", (folder / "content" / "sources.yml").read_text("utf-8"), "text/yaml")
    result = recap(folder, "--write", "--sources", httpserver.url_for("/sources.yml"))
    assert result.exit_code == 1
    assert "is on the web; change it there" in result.output


QUOTES = st.sampled_from(["", "'", '"'])
COMMENTS = st.sampled_from(["", "  # a note: with 'quotes'", "   "])
PATHS = st.text("abz09-._~!$&'()*+,;=:@%?/[]#", min_size=1, max_size=20)


@st.composite
def lists(draw: st.DrawFn) -> tuple[str, int]:
    """A list of sources in many hands, and how many it holds."""
    count = draw(st.integers(1, 4))
    parts = [draw(st.sampled_from(["", "\ufeff# sources\n", "---\n", "# 潮声 😀\r\n"]))]
    for number in range(count):
        quote, end, indent = draw(QUOTES), draw(st.sampled_from(["\n", "\r\n"])), draw(st.sampled_from(["", "  "]))
        indent = "" if number else indent
        url = f"{quote}https://old{number}.example/feed{quote}"
        fields = [
            f"name: s{number}",
            f"url: {url}{draw(COMMENTS)}",
            "title: 潮声 😀",
            "homepage: https://a.example/",
            "language: zh",
        ]
        if draw(st.booleans()):
            flow = ", ".join(field.split("  ")[0].rstrip() for field in fields)
            parts.append(f"- {{{flow}}}{draw(COMMENTS)}{end}")
        else:
            fields = [fields[0], *draw(st.permutations(fields[1:]))]
            parts.append("- " + f"{end}  ".join(fields) + end + draw(st.sampled_from(["", end, f"# between{end}"])))
    return "".join(parts), count


@settings(max_examples=30)
@given(lists(), st.data())
def test_only_the_address_changes_and_it_is_read_back(listed: tuple[str, int], data: st.DataObject) -> None:
    text, count = listed
    number = data.draw(st.integers(0, count - 1))
    url = f"https://new.example/{data.draw(PATHS)}"
    changed = with_urls(text, "sources.yml", {f"s{number}": url, "unknown": url})
    before, after = read_sources(text, "sources.yml"), read_sources(changed, "sources.yml")
    assert [it.url for it in after] == [url if n == number else it.url for n, it in enumerate(before)]
    head, tail = text.split(f"https://old{number}.example/feed")
    assert changed.startswith(head[:-1]) and changed.endswith(tail[1:])
    assert with_urls(changed, "sources.yml", {f"s{number}": f"https://old{number}.example/feed"}).replace(
        '"', "'"
    ).replace("'", "") == text.replace('"', "'").replace("'", "")


def test_an_address_in_a_block_is_left_to_the_maintainer() -> None:
    text = "- name: s\n  title: S\n  homepage: https://a.example/\n  url: >-\n    https://a.example/f\n  language: en\n"
    with pytest.raises(InvalidContent, match="cannot be changed in place"):
        with_urls(text, "sources.yml", {"s": "https://b.example/f"})


def test_what_is_odd_about_a_feed_that_was_read_is_told(folder: Path, httpserver: HTTPServer) -> None:
    httpserver.clear()
    serve(httpserver, "/old.xml", rss([]))
    serve(httpserver, "/harbour.xml", re.sub("<pubDate>.*?</pubDate>", "", rss(HARBOUR)))
    output = recap(folder).output
    assert "note ledger: holds no entries" in output
    assert re.search(r"note harbour: .*without a date .* they are in no edition: 1$", output, re.MULTILINE), output
