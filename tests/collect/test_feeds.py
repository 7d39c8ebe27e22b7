from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.collect.feeds import MOST_ENTRIES, parse_feed
from generator.collect.filetypes import file_type
from generator.model.errors import BadFeed
from tests.collect.cases import DATA, NOW, expected_path, outcome
from tests.collect.fakes import feed, item

CASES = sorted(path for path in (DATA / "feeds").iterdir() if path.suffix in (".xml", ".json"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_case(path: Path) -> None:
    assert outcome(path) == json.loads(expected_path(path).read_text("utf-8"))


def test_no_case_is_without_its_feed() -> None:
    assert {expected_path(path) for path in CASES} == set((DATA / "feeds").glob("*.expected"))


@pytest.mark.parametrize("name", ["gb2312.xml", "utf16.xml"])
def test_the_encoding_makes_no_difference(name: str) -> None:
    folder = DATA / "feeds"
    assert outcome(folder / name) == outcome(folder / "chinese.xml")


@given(st.binary(max_size=300))
def test_any_bytes_are_a_feed_or_a_bad_feed(body: bytes) -> None:
    for prefix in (b"", b"<rss><channel><item>", b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>", b"{"):
        try:
            parse_feed(prefix + body, "", "https://feed.example/", NOW)
        except BadFeed as error:
            assert str(error)


_FRAGMENTS = [
    "<item>", "</item>", "<title>", "</title>", "<link>", "https://a.example/", "&", "&amp;", "<![CDATA[", "]]>", "<b>",
    "</b>", "x", "中文", "\x00", "<pubDate>", "2026", "</rss>", "<!--", "-->", "<?", "<!DOCTYPE", "[", " xmlns:a='b'",
    "a:b", "'", '"', ">", "<", "&#xd800;", "&#1114112;", "<description>", "</description>",
]  # fmt: skip


@given(st.lists(st.sampled_from(_FRAGMENTS), max_size=40))
def test_broken_feeds_end_well(fragments: list[str]) -> None:
    body = "<rss version='2.0'><channel>" + "".join(fragments)
    try:
        parsed = parse_feed(body.encode(), "text/xml", "https://feed.example/", NOW)
    except BadFeed:
        return
    for entry in parsed.entries:
        assert entry.title == " ".join(entry.title.split())
        assert entry.url.startswith("http")


_PODCAST = "http://www.itunes.com/dtds/podcast-1.0.dtd"
_MEDIA = "<m:content xmlns:m='http://search.yahoo.com/mrss/' url='x'><m:title>cat.jpg</m:title></m:content>"


@pytest.mark.parametrize(
    "xml",
    [
        "<title>A real title</title><title/>",
        f"<title>A real title</title>{_MEDIA}<title/>",
        f"{_MEDIA}<title>A real title</title><title> </title>",
        f"<title>A real title</title><i:summary xmlns:i='{_PODCAST}'>Words</i:summary><source url='x'>S</source><title/>",
        f"<title>A real title</title>{_MEDIA}<source url='x'>Another feed</source><title/>",
    ],
)
def test_an_empty_title_takes_nothing_from_the_real_one(xml: str) -> None:
    body = f"<rss version='2.0'><channel><item>{xml}<link>https://a.example/1</link></item></channel></rss>"
    assert [entry.title for entry in parse_feed(body.encode(), "", "https://a.example/", NOW).entries] == [
        "A real title"
    ]


def test_only_the_newest_of_too_many_entries_are_kept() -> None:
    items = [item(number, NOW - timedelta(hours=number)) for number in range(MOST_ENTRIES + 10)]
    parsed = parse_feed(feed(*reversed(items)), "", "https://feed.example/", NOW)
    assert len(parsed.entries) == MOST_ENTRIES
    assert {entry.title for entry in parsed.entries} == {f"Story {number}" for number in range(MOST_ENTRIES)}
    assert parsed.faults == ("holds 3010 entries; the 3000 newest were read",)


@pytest.mark.parametrize(
    ("xml", "url"),
    [
        ("<link>https://t.example/</link><guid isPermaLink='true'>https://t.example/a</guid>", "https://t.example/a"),
        (
            "<link>https://t.example/a</link><guid isPermaLink='true'>https://t.example/?p=1</guid>",
            "https://t.example/a",
        ),
        ("<link>https://t.example/</link><guid isPermaLink='false'>7</guid>", "https://t.example/"),
        ("<link>www.harbour.example/a</link>", "https://www.harbour.example/a"),
        ("<link>t.example/a</link>", "https://t.example/a"),
        ("<link>a.html</link>", "https://t.example/a.html"),
        (
            "<link>/url?sa=t&amp;url=https://harbour.example/a%3Fid%3D4&amp;ct=ga</link>",
            "https://harbour.example/a?id=4",
        ),
        ("<link>/go?to=https%3A%2F%2Fharbour.example%2Fa%3Futm_source=rss</link>", "https://harbour.example/a"),
        ("<link>/story?url=https://harbour.example/a</link>", "https://t.example/story?url=https://harbour.example/a"),
        ("<link>/url?url=file:///etc/passwd</link>", "https://t.example/url?url=file:///etc/passwd"),
    ],
)
def test_the_link_of_an_entry_leads_to_its_page(xml: str, url: str) -> None:
    (entry,) = parse_feed(feed(f"<item><title>A title</title>{xml}</item>"), "", "https://feed.example/", NOW).entries
    assert entry.url == url


@pytest.mark.parametrize(
    ("end", "text"),
    [
        ("Der Beitrag <a href='/1'>Story 1</a> erschien zuerst auf <a href='/'>T</a>.", "It opened."),
        ("<a href='/p/1'>Story 1</a> was originally published in T, where people talk of it.", "It opened."),
        ("Story 1 is told here.", "It opened.\nStory 1 is told here."),
        (f"<a href='/1'>Story 1</a> {'is told here ' * 20}", f"It opened.\nStory 1 {'is told here ' * 20}".strip()),
    ],
)
def test_a_text_ends_above_what_leads_back_to_it(end: str, text: str) -> None:
    (entry,) = parse_feed(
        feed(item(1, text=f"<p>It opened.</p><p>{end}</p>")), "", "https://feed.example/", NOW
    ).entries
    assert entry.summary == text


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Northwind grows - The Ledger", "Northwind grows"),
        ("Northwind – who owns it? - Harbour Post", "Northwind – who owns it?"),
        ("Ledger | Northwind grows", "Northwind grows"),
        ("Northwind grows » AI", "Northwind grows"),
        ("北风发布模型_潮声网", "北风发布模型"),
        ("Ledger: profits fall", "Ledger: profits fall"),
        ("Ledger - profits fall", "Ledger - profits fall"),
        ("Northwind - Ledger", "Northwind - Ledger"),
        ("How the Ledger grows - a story", "How the Ledger grows - a story"),
    ],
)
def test_a_title_goes_without_the_name_of_its_outlet(title: str, told: str) -> None:
    body = (
        "<rss version='2.0'><channel><title>The Ledger: AI</title><item><link>https://t.example/1</link>"
        f"<title>{title}</title><source url='https://harbour.example/'>Harbour Post</source></item></channel></rss>"
    )
    (entry,) = parse_feed(body.encode(), "", "https://feed.example/", NOW, outlet="潮声网").entries
    assert entry.title == told


@pytest.mark.parametrize(
    ("xml", "summary"),
    [
        ("<description>It opened.</description><m:description>A hall at dusk.</m:description>", "It opened."),
        ("<m:description>A hall at dusk.</m:description><description>It opened.</description>", "It opened."),
        ("<m:group><m:description>We show a hall.</m:description></m:group>", "We show a hall."),
    ],
)
def test_what_is_said_of_a_picture_is_said_of_the_entry_only_where_nothing_else_is(xml: str, summary: str) -> None:
    body = f"<item xmlns:m='http://search.yahoo.com/mrss/'><title>A</title><link>https://t.example/1</link>{xml}</item>"
    (entry,) = parse_feed(feed(body), "", "https://feed.example/", NOW).entries
    assert (entry.summary, entry.text) == (summary, "")


@pytest.mark.parametrize(
    "warning",
    [
        "<br />\n<b>Warning</b>: x in <b>/srv/a.php</b><br />\n",
        "Notice: x\n",
        "<script src='x'></script><?xml version='1.0'?>",
    ],
)
def test_a_feed_is_read_behind_the_warnings_of_its_server(warning: str) -> None:
    parsed = parse_feed(warning.encode() + feed(item(1)), "", "https://feed.example/", NOW)
    assert [entry.title for entry in parsed.entries] == ["Story 1"]


def test_a_percent_sign_of_tex_is_one() -> None:
    (entry,) = parse_feed(feed(item(1, text="It cuts 37\\% of C:\\%TEMP%.")), "", "https://feed.example/", NOW).entries
    assert entry.summary == "It cuts 37% of C:\\%TEMP%."


def test_a_title_that_says_that_there_is_none_is_none() -> None:
    body = feed(
        item(1, title="Untitled", text="It opened on Monday. More."), item(2, title="(No title)", text="It shut.")
    )
    titles = [entry.title for entry in parse_feed(body, "", "https://feed.example/", NOW).entries]
    assert titles == ["It opened on Monday.", "It shut."]


def test_an_entry_that_was_changed_is_dated_by_when_it_was_made() -> None:
    dates = "<created>Wed, 17 Jun 2026 12:00:00 GMT</created><updated>Fri, 19 Jun 2026 12:00:00 GMT</updated>"
    (entry,) = parse_feed(
        feed(f"<item><title>A title</title><link>https://t.example/1</link>{dates}</item>"),
        "",
        "https://t.example/",
        NOW,
    ).entries
    assert entry.published == datetime(2026, 6, 17, 12, tzinfo=UTC)


def test_a_podcast_that_says_that_it_moved_is_told() -> None:
    for place, told in (("https://new.example/f", True), ("https://feed.example/f", False), ("javascript:x", False)):
        body = feed(f"<i:new-feed-url xmlns:i='{_PODCAST}'>{place}</i:new-feed-url>", item(1))
        faults = parse_feed(body, "", "https://feed.example/f", NOW).faults
        assert faults == ((f"says that it moved to {place}; change url in the list of sources",) if told else ())


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Open Settings &amp;gt; Sound, then &amp;lt;think&amp;gt;.</p>", "Open Settings > Sound, then <think>."),
        ("<p>R&amp;amp;D</p>", "R&D"),
        ("<p>Write &amp;lt; for &lt;.</p>", "Write &lt; for <."),  # of references: not once too often
        ("<p>An & is &amp;amp;.</p>", "An & is &amp;."),
    ],
)
def test_what_a_feed_escapes_once_too_often_is_told_as_its_readers_see_it(html: str, text: str) -> None:
    (entry,) = parse_feed(feed(item(1, text=html)), "", "https://feed.example/", NOW).entries
    assert entry.summary == text


def test_a_text_is_cut_at_a_paragraph_and_a_title_at_a_word() -> None:
    body = feed(item(1, text="<p>" + "</p><p>".join(["word " * 2000] * 30) + "</p>", title="long " * 400))
    (entry,) = parse_feed(body, "", "https://feed.example/", NOW).entries
    assert len(entry.summary) <= 200_000
    assert entry.summary.endswith("word")
    assert len(entry.title) <= 1000
    assert entry.title.endswith("long…")


@pytest.mark.parametrize(
    "body",
    [
        b"<rss>" + b"\n" * 3_000_000 + b"<channel>",
        b"\n" * 3_000_000 + b"<rss/>",
        b"<rss>" + b"<a>" * 500_000,
        b"<rss><channel><item><description><![CDATA["
        + b"<div>" * 500_000
        + b"]]></description></item></channel></rss>",
        b"<rss>" + b"".join(b"<a xmlns:p%d='u%d'/>" % (n, n) for n in range(20_000)) + b"</rss>",
        b"<!DOCTYPE x [" + b"]" * 1_000_000,
        b"<rss>" + b"<![CDATA[" * 300_000,
        b"<rss>" + b"&" * 500_000 + b"</rss>",
    ],
    ids=["newlines", "newlines before", "elements", "deep html", "namespaces", "doctype", "cdata", "ampersands"],
)
def test_costly_input_ends(body: bytes) -> None:
    try:
        parse_feed(body, "", "https://feed.example/", NOW)
    except BadFeed as error:
        assert str(error)


def test_dates_that_cannot_be_read_are_told() -> None:
    dates = ["Wed, 10 Jun 2026 10:00:00 GMT", "the day after\n tomorrow", "10 Jun 2099", ""]
    items = "".join(f"<item><title>Story {n}</title><link>https://x.example/{n}</link><pubDate>{date}</pubDate></item>"
                    for n, date in enumerate(dates))  # fmt: skip
    parsed = parse_feed(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), "", "https://x.example/", NOW)
    assert parsed.faults == (
        "entries whose date cannot be read or cannot be true: 2, the first is “the day after tomorrow”",
    )


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (gzip.compress(b"<rss/>", mtime=0), "a gzip archive"),
        (b"PK\x03\x04" + bytes(range(9)), "a ZIP archive"),
        (b"\n%PDF-1.7\n1 0 obj", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n" + bytes(9), "a PNG image"),
        (b"\x7fELF" + bytes(9), "a binary file"),
    ],
)
def test_a_file_that_is_no_text_is_named(body: bytes, kind: str) -> None:
    with pytest.raises(BadFeed, match=f"^is {kind}, not a feed$"):
        parse_feed(body, "application/rss+xml", "https://x.example/", NOW)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "cp1251"])
def test_text_in_any_encoding_is_no_file_of_another_kind(encoding: str) -> None:
    assert file_type("<rss version='2.0'><channel/></rss>".encode(encoding)) == ""


@pytest.mark.parametrize(
    ("base", "link"),
    [
        ("", "https://a.example/2026/next"),
        ("https://notes.example/blog/", "https://notes.example/blog/next"),
        ("/blog/", "https://a.example/blog/next"),
    ],
)
def test_links_of_a_text_start_from_its_base(base: str, link: str) -> None:
    entry = "<title>T</title><link href='https://a.example/2026/one'/>"
    html = "&lt;p&gt;See &lt;a href='next'&gt;more&lt;/a&gt; of it.&lt;/p&gt;"
    content = f"<content type='html' {f'xml:base={chr(34)}{base}{chr(34)}' if base else ''}>{html}</content>"
    body = f"<feed xmlns='http://www.w3.org/2005/Atom'><entry>{entry}{content}</entry></feed>"
    (parsed,) = parse_feed(body.encode(), "", "https://a.example/", NOW).entries
    assert parsed.links == (("more", link),)


@pytest.mark.parametrize(
    ("feed", "urls", "links"),
    [
        ("https://a.example/feed", ["https://a.example/id"], [("out", "https://b.example/")]),
        (
            "http://10.0.0.5/feed",
            ["http://localhost:4000/1", "http://192.168.1.1/2"],
            [("in", "http://127.1/x"), ("out", "https://b.example/")],
        ),
    ],
)
def test_a_feed_of_the_web_leads_nobody_into_their_own_network(
    feed: str, urls: list[str], links: list[tuple[str, str]]
) -> None:
    html = "<p>See <a href='http://127.1/x'>in</a> and <a href='https://b.example/'>out</a> of it.</p>"
    items = [
        {"url": "http://localhost:4000/1", "id": "https://a.example/id", "title": "One", "content_html": html},
        {"url": "http://192.168.1.1/2", "title": "Two", "content_html": html},
    ]
    parsed = parse_feed(json.dumps({"items": items, "home_page_url": "http://10.0.0.1/"}).encode(), "", feed, NOW)
    assert [entry.url for entry in parsed.entries] == urls and parsed.faulty == 2 - len(urls)
    assert all(list(entry.links) == links for entry in parsed.entries)


def test_a_number_of_thousands_of_digits_is_no_fault_of_a_json_feed() -> None:
    body = b'{"items": [{"id": %s, "url": "https://s.example/1", "title": "Zephyr"}]}' % (b"9" * 6000)
    assert [entry.title for entry in parse_feed(body, "", "https://s.example/feed", NOW).entries] == ["Zephyr"]


def test_a_title_of_json_feed_may_be_escaped() -> None:
    body = b'{"items": [{"url": "https://a.example/1", "title": "Q&amp;A: a &lt; b &#8217;24 & <i>c"}]}'
    assert parse_feed(body, "", "https://a.example/", NOW).entries[0].title == "Q&A: a < b ’24 & <i>c"
