from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.collect.cleaning import LONGEST_TEXT, absolute, plain_lines
from generator.collect.plaintext import MOST_LINKS, html_to_text
from generator.collect.titles import clean_title, is_server_error, title_from

_HTML = ["<p>", "</p>", "<br>", "<div class='toc'>", "</div>", "<a href='/x'>", "<a href=\"javascript:x\">", "</a>",
         "<script>", "</script>", "<style>", "<b", ">", "<", "&lt;", "&lt;b&gt;", "&amp;", "&#0;", "&#x202e;", "&nbsp;",
         "text", "中文", " ", "\n", "\t", "\x00", "\x1f", "<table><tr><td>", "</td></tr></table>", "<pre>", "</pre>",
         "<!--", "-->", "<svg onload=x>", "\u200b", "\u2028", "'", '"', "<li>", "**"]  # fmt: skip


def is_clean(text: str) -> bool:
    """Whether a text could be printed as paragraphs: no control characters, no empty or padded lines."""
    if text == "":
        return True
    return all(
        line and line == line.strip() and not any(unicodedata.category(char) in ("Cc", "Zl", "Zp") for char in line)
        for line in text.split("\n")
    )


@given(st.lists(st.sampled_from(_HTML), max_size=60).map("".join))
def test_any_html_becomes_clean_text(html: str) -> None:
    text, links = html_to_text(html, "https://base.example/")
    assert is_clean(text)
    assert not re.search(r"<(?:p|br|div|a|script|style|table|pre|svg|li)[ >]", text)
    assert all(is_clean(name) and url.startswith("https://base.example/") for name, url in links)


@given(st.text(max_size=200))
def test_any_text_becomes_clean_text(text: str) -> None:
    assert is_clean(html_to_text(text).text)
    assert is_clean(html_to_text(f"<p>{text}</p>").text)
    assert is_clean(plain_lines(text))
    assert is_clean(clean_title(text))
    assert is_clean(title_from(plain_lines(text)))


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p>two<br>three<ul><li>four<li>five</ul>", "One\ntwo three\nfour\nfive"),
        ("<p>a &lt;b&gt; c &amp;amp; d</p>", "a <b> c &amp; d"),
        ("<p>one<script>x()</script> <style>p{}</style>two</p>", "one two"),
        ("<p>a <b>b</b><i>c</i></p>", "a bc"),
        ("<p>pays <del>$90</del> <ins>$9</ins> a year</p><p><s>never</s></p>", "pays $9 a year"),
        ("<iframe src='x'>never</iframe><p>ever</p>", "ever"),
        ("<figure><img alt='x'><figcaption>never</figcaption></figure><p>ever</p>", "ever"),
        ("<div id='table-of-contents'><ul><li>never</li></ul></div><p>ever</p>", "ever"),
        ("<div class='stock'>tickers stay</div>", "tickers stay"),
        ("<p>他们\n  说  了，<b>是</b>\n的</p>", "他们说了，是的"),
        ("<p>用 AI 写</p>", "用 AI 写"),
        ("<p>In Orl\ufffdans, 中文\ufffd</p><p>\ufffd\ufffd文, cut\ufffd …</p>", "In Orl\ufffdans, 中文\n文, cut …"),
        ("&lt;p&gt;One &amp;amp; two.&lt;/p&gt;&lt;p&gt;Three.&lt;/p&gt;", "One & two.\nThree."),
        ("&amp;lt;p&amp;gt;One.&amp;lt;/p&amp;gt;", "One."),
        ("The &lt;b&gt; tag", "The <b> tag"),
        ("&lt;b&gt; is a tag, and so is &lt;/b&gt;", "<b> is a tag, and so is </b>"),
        ("<pre>one\n  two</pre>", "one\ntwo"),
        ("<table><tr><td>a</td><td></td><td>b</td></tr></table>", "a | b"),
        ("no tags\nat all &amp; so on", "no tags at all & so on"),
        ("No tags.\n\nTwo paragraphs.", "No tags.\nTwo paragraphs."),
        ("soft\u00adhyphen and zero\u200bwidth <br>", "softhyphen and zerowidth"),
        ("<p>\u202egnol\u202c long</p>", "gnol long"),
        ("<p>same</p><p>same</p>", "same"),
        ("a < b and c > d <br> done", "a < b and c > d done"),
    ],
)
def test_html_to_text(html: str, text: str) -> None:
    assert html_to_text(html).text == text


def test_links_are_absolute_clean_and_few() -> None:
    html = (
        "<p>Text <a href='/a?utm_source=x&b=1'>one</a>, <a href='mailto:x@y.example'>two</a>, <a href='#top'>up</a>, "
    )
    html += "<a href='https://o.example/it&#39;s'>three</a>, <a href='/img'><img></a></p>"
    assert html_to_text(html, "https://b.example/p").links == (
        ("one", "https://b.example/a?b=1"),
        ("three", "https://o.example/it%27s"),
    )
    many = "".join(f"<p>x <a href='/{number}'>{number}</a></p>" for number in range(100))
    assert len(html_to_text(many, "https://b.example/").links) == MOST_LINKS


def test_rows_of_links_and_other_articles_at_the_end_go_where_there_is_an_article() -> None:
    row = "<p><a href='/1'>Start</a> <a href='/2'>Prices</a> <a href='/3'>About</a></p>"
    prose = "<p>One sentence.</p><p>And another one.</p><p>And a third one.</p>"
    others = "<p><a href='/4'>How we built the engine</a></p><p><a href='/5'>What our users told us last year</a></p>"
    assert html_to_text(row + prose + others).text == "One sentence.\nAnd another one.\nAnd a third one."
    assert "How we built" in html_to_text(row + others).text


def test_html_too_deep_for_a_tree_is_still_read() -> None:
    html = "<div>" * 5000 + "inside<script>never()</script>" + "</div>" * 5000 + "<p>outside &amp; after</p>"
    assert html_to_text(html).text == "inside\noutside & after"


@pytest.mark.parametrize(
    ("url", "result"),
    [
        ("/a b", "https://base.example/a%20b"),
        ("//other.example/x", "https://other.example/x"),
        ("\n https://x.example/\ty ", "https://x.example/y"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("https://user:secret@x.example/", ""),
        ("https://[bad/", ""),
        ("http://x.example/" + "a" * 3000, ""),
    ],
)
def test_absolute(url: str, result: str) -> None:
    assert absolute(url, "https://base.example/dir/") == result


@pytest.mark.parametrize(
    ("title", "clean"),
    [
        ("R&amp;D", "R&D"),
        ("R&amp;amp;D", "R&D"),
        ("R&D", "R&D"),
        ("a < b > c", "a < b > c"),
        ("a <b>bold</b> claim", "a bold claim"),
        ("a &lt;b&gt;bold&lt;/b&gt; claim", "a bold claim"),
        ("the <canvas> element", "the <canvas> element"),
        ("List<int> and Vec&lt;T&gt;", "List<int> and Vec<T>"),
        ("Orbix <del>fires</del> <s>sacks</s> <STRIKE x>a</strike> promotes", "Orbix promotes"),
        ("Orbix &lt;del&gt;fires&lt;/del&gt; promotes", "Orbix promotes"),
        ("the <s> tag", "the tag"),
        ("&lt;p&gt;Orbix said&lt;/p&gt;", "Orbix said"),
        ("two<br/>lines", "two lines"),
        ("  much \n space\t", "much space"),
        ("Jun 18, 2026ResearchHow we did it", "How we did it"),
        ("Gates that close. Research Quist 5 closes gates by itself. Jun 18, 2026 Quist", "Gates that close."),
        (
            "What Quist told the Research Council on Jun 18, 2026",
            "What Quist told the Research Council on Jun 18, 2026",
        ),
        ("Jun 18, 2026OpenShelf did it", "OpenShelf did it"),
        ("Jun 18, 2026: a day", "Jun 18, 2026: a day"),
        ("&nbsp;", ""),
        ("<i></i>", ""),
        (">-", ""),  # YAML that nobody folded
        ("&hellip;", ""),
        ("5", "5"),
    ],
)
def test_clean_title(title: str, clean: str) -> None:
    assert clean_title(title) == clean


def test_a_title_that_is_text_stays_as_it_is() -> None:
    assert clean_title("<b>R&amp;D</b>", is_text=True) == "<b>R&amp;D</b>"


def test_one_endless_paragraph_is_cut_at_a_sentence() -> None:
    text = html_to_text("<p>" + "One sentence. " * 20_000 + "</p>").text
    assert LONGEST_TEXT - 20 < len(text) <= LONGEST_TEXT
    assert text.endswith("One sentence.")


def test_a_stand_in_for_a_missing_title() -> None:
    assert title_from("A first sentence. A second.\nA paragraph.") == "A first sentence."
    assert title_from("第一句话。第二句话。") == "第一句话。"
    assert len(title_from("word " * 100)) <= 60


@pytest.mark.parametrize(
    ("title", "is_error"),
    [
        ("404 Not Found", True),
        ("404 Not Found - AI", True),
        ("Error 503: Service Unavailable", True),
        ("HTTP Error 429: Too Many Requests | The Harbour Post", True),
        ("503 Service Temporarily Unavailable", True),
        ("502 Bad Gateway – nginx", True),
        ("404 Not Found: how a crawler emptied an archive", False),
        ("404 Not Found – what a model answers where a page of the archive is gone", False),
        ("Why agents stop at 403 Forbidden", False),
        ("500 companies rent a cluster", False),
        ("404 Media sues a chatbot maker", False),
        ("Error 404: a history of the missing page", False),
    ],
)
def test_the_title_of_a_servers_error_is_known(title: str, is_error: bool) -> None:
    assert is_server_error(title) is is_error
