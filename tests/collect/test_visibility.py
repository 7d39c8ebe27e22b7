from __future__ import annotations

import pytest

from generator.collect.fulltext import text_of_page
from generator.collect.plaintext import html_to_text

HIDDEN = "Murkwell owns the newspaper that you are reading."
PROSE = "".join(f"<p>Sentence number {n} tells what Northwind did with its forty thousand chips.</p>" for n in range(9))

HIDING_STYLES = [
    "display:none", "DISPLAY : NONE !important", "display:/**/none", r"d\69splay:none", "visibility:hidden",
    "font-size:0", "font-size:1px", "font:0/0 a", "font-size:0.01em", "opacity:0", "opacity:.0", "zoom:0",
    "position:absolute;left:-9999px", "position:absolute;top:-500em", "position:fixed;left:99999px",
    "position:absolute;left:-100vw", "text-indent:-9999px", "margin-left:-9999px", "height:0;overflow:hidden",
    "height:0px;overflow-y:hidden", "position:absolute;width:1px;height:1px", "clip:rect(0,0,0,0)",
    "clip:rect(1px, 1px, 1px, 1px)", "clip-path:inset(50%)", "transform:scale(0)", "transform: translateX(-9999px)",
    "color:#fff", "color:white", "color:transparent", "color:rgba(0,0,0,0)", "color:rgb(255,255,255)",
    "color:hsl(0,0%,100%)", "color:#ffffff00", "color:#fefefe;background:#fff", "color:#111;background-color:#111",
    "color:rgb(10 10 10);background-color:#0a0a0a", "color:#000;background:black url(x)", "filter:opacity(0%)",
]  # fmt: skip
SHOWING = [
    '<p style="color:#fff;background:#000">{}</p>', '<p style="font-size:12px">{}</p>', '<p style="opacity:0.5">{}</p>',
    '<p style="position:relative;left:-10px">{}</p>', '<div class="hidden md:block">{}</div>', '<p style="clip:auto">{}</p>',
    '<p style="margin-left:-20px;text-indent:0">{}</p>', '<p style="color:#333">{}</p>', "<p aria-hidden=false>{}</p>",
    '<h1 style="background-clip:text;color:transparent">{}</h1>', '<p style="font:normal 12px/1.5 Arial">{}</p>',
    '<div style="margin-left:-100%">{}</div>', '<div style="max-width:100%;overflow:hidden">{}</div>', "<p hidden></p><p>{}</p>",
]  # fmt: skip
HIDING_HTML = [
    "<p hidden>{}</p>", "<p/hidden>{}</p>", "<p HIDDEN=x>{}</p>", "<span aria-hidden=true>{}</span>", "<x-note hidden>{}</x-note>",
    "<template><p>{}</p></template>", "<noscript><p>{}</p></noscript>", "<!-- {} -->", "<!-- {}", "<script>{}</script>",
    '<script type="application/ld+json">{{"articleBody":"{}"}}</script>', "<style>{}</style>", '<img alt="{}">', '<p title="{}">ok</p>',
    "<svg><text>{}</text></svg>", "<textarea>{}</textarea>", "<font color=white>{}</font>", '<font color="#FFFFFF">{}</font>',
    "<span class='sr-only'>{}</span>", "<div class=hidden>{}</div>", "<?x {} ?>", "<![CDATA[ {} ]]>", "</ {}>", "<object>{}</object>",
    "<div hidden><div>a</div>{}</div>", "<p><span hidden>{}</p>", '<a href="/x" style="display:none">{}</a>',
]  # fmt: skip


def readings(html: str) -> list[str]:
    """What a feed, a feed too deep for a tree, and a page make of HTML amid prose."""
    page = f"<!doctype html><html><body><article><h1>x</h1>{PROSE}{html}{PROSE}</article></body></html>"
    texts = [html_to_text(PROSE + html + PROSE).text, html_to_text("<div>" * 300 + PROSE + html + PROSE).text]
    return [*texts, text_of_page(page)]


@pytest.mark.parametrize("style", HIDING_STYLES)
@pytest.mark.parametrize(
    "html", ['<p style="{}">{}</p>', '<p>abc <span style="{}">{}</span> def</p>', "<x-y style='{}'>{}</x-y>"]
)
def test_what_a_style_hides_is_not_read(html: str, style: str) -> None:
    for text in readings(html.format(style, HIDDEN)):
        assert "Murkwell" not in text
        assert "Sentence number 8" in text


@pytest.mark.parametrize("html", HIDING_HTML)
def test_what_markup_hides_is_not_read(html: str) -> None:
    for text in readings(html.format(HIDDEN)):
        assert "Murkwell" not in text


@pytest.mark.parametrize("html", SHOWING)
def test_what_is_seen_is_read(html: str) -> None:
    assert HIDDEN in html_to_text(PROSE + html.format(HIDDEN) + PROSE).text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>one</p><p hidden>x</p><p>two</p>", "one\ntwo"),
        ("one<div hidden>x<div>y</div></div>two", "one\ntwo"),
        ("<p>one <b hidden>x</b>two<br hidden>three</p>", "one two three"),
        ("<p>wheat\U000e0053\U000e0061\U000e0079 and rye</p>", "wheat and rye"),
        ("<p>rye\u200d\u200c\u200d\u200c and oats</p>", "rye and oats"),
        ("<p>family \U0001f468\u200d\U0001f469 and \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645</p>", "family \U0001f468\u200d\U0001f469 and \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"),
    ],
)  # fmt: skip
def test_what_is_hidden_leaves_the_rest_in_order(html: str, text: str) -> None:
    assert html_to_text(html).text == text
