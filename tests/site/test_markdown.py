"""No markup of a text becomes markup: read back by two parsers of Markdown."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import unquote

import markdown as python_markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.model.base import one_line
from generator.site import markdown as md
from tests.site.sample import ATTACKS

COMMON = MarkdownIt("commonmark").enable(["table", "strikethrough"])
PIECES = [
    *ATTACKS, "# ", "- ", "+ ", "* ", "1. ", "12) ", "> ", "```", "~~~", "---", "===", "***", "___", "|", "| a | b |", "\\", "`", "![a](b)",
    "[a]: http://b", "[^1]", "<https://a.example>", "https://a.example", "www.a.example", "a@b.example", "<!--", "&copy;", "&#35;", "{#id}",
    "{.c}", ": d", "~~s~~", "**b**", "_e_", "  \n", "\t", "    code", "H~2~O", "==m==", "$x$", "\u2028", "a", " ", "中文",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), min_size=1, max_size=8).map("".join)


class Elements(HTMLParser):
    """The elements and the text of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@given(TEXTS)
def test_a_text_reads_as_it_is(text: str) -> None:
    for block, tags in (
        (md.text(text), ["p"]),
        (md.heading(2, text), ["h2"]),
        (md.strong(text), ["p", "strong"]),
        (md.bullets([md.text(text)]), ["ul", "li"]),
        (md.quotation(md.text(text)), ["blockquote", "p"]),
    ):
        if not one_line(text):
            continue
        read = Elements(COMMON.render(block))
        assert read.tags == tags, block
        assert one_line(read.text) == one_line(text)


@given(TEXTS)
def test_no_other_parser_finds_markup_either(text: str) -> None:
    html = python_markdown.markdown(md.text(text), extensions=["tables", "attr_list", "footnotes", "toc"])
    assert Elements(html).tags in (["p"], []), html


@given(TEXTS)
def test_a_cell_stays_in_its_cell(text: str) -> None:
    table = md.table([md.text("a"), md.text("b")], [[md.text(text), md.text("x")]])
    read = Elements(COMMON.render(table))
    assert read.tags.count("td") == 2 and set(read.tags) == {"table", "thead", "tbody", "tr", "th", "td"}


@given(TEXTS, st.text("abc()[]_*&;?=#%~:/,'!@+.中 ", max_size=30))
def test_a_link_leads_where_it_should(label: str, rest: str) -> None:
    url = f"https://a.example/{rest.replace(' ', '')}"
    (paragraph,) = [token for token in COMMON.parse(md.link(label or "x", url)) if token.type == "inline"]
    found = list(paragraph.children or [])
    kinds = [child.type for child in found]
    assert kinds[0] == "link_open" and kinds[-1] == "link_close" and kinds.count("link_open") == 1
    assert {*kinds} <= {"link_open", "link_close", "text", "text_special"}
    assert unquote(str(found[0].attrs["href"])) == unquote(url)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Cobalt-30B reaches 61.4 (up 5 %)", "Cobalt-30B reaches 61.4 (up 5 %)"),
        ("1. first", "1\\. first"),
        ("R&D <b>", "R&amp;D &lt;b&gt;"),
        ("snake_case", "snake\\_case"),
        ("see https://a.example or www.a.example", "see https\\://a.example or www\\.a.example"),
        ("two\nlines", "two lines"),
    ],
)
def test_what_needs_no_escape_has_none(text: str, written: str) -> None:
    assert md.text(text) == written


def test_a_document_leaves_out_what_is_empty() -> None:
    assert (
        md.document([md.heading(1, "A"), md.Md(""), md.line(md.text("b"), md.Md(""), md.text("c"))]) == b"# A\n\nb c\n"
    )
    assert md.bullets([]) == ""
