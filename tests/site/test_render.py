"""Pages in few bytes, whose content stays as it is."""

from __future__ import annotations

import jinja2
import pytest

from generator.site.render import Short, compact, unbroken


@pytest.mark.parametrize(
    ("html", "short"),
    [
        ("<p>\n\n   <b>one</b>", "<p>\n<b>one</b>"),
        ('<a href="../x/" class="n">1</a>', "<a href=../x/ class=n>1</a>"),
        ('<i class="i i-find"></i>', '<i class="i i-find"></i>'),
        ('<a href="https://a.example/?b=1">a</a>', '<a href="https://a.example/?b=1">a</a>'),
        ('<img alt=""> <img alt="x"/>', '<img alt=""> <img alt="x"/>'),
        ('<p>Write a="b" <i title="t">here</i>', '<p>Write a="b" <i title=t>here</i>'),
        ('<code>a="b"</code>', '<code>a="b"</code>'),
        ("<i title='see a=\"b\" there'>x</i>", "<i title='see a=\"b\" there'>x</i>"),
        ('<pre>  a\n\n  <b class="c"></pre>', '<pre>  a\n\n  <b class="c"></pre>'),
        ('<script>\n\n if (a="b" >c)</script>', '<script>\n\n if (a="b" >c)</script>'),
    ],
)
def test_a_page_is_made_short_where_that_changes_nothing(html: str, short: str) -> None:
    assert compact(html) == short


@pytest.mark.parametrize(
    ("template", "page"),
    [
        ("{{ 1 }}\n<p>\n{{ 2 }}\n</p>\n", "1<p>2</p>"),
        ("{# of old:\n<p>\nold\n</p>\n#}new", "new"),
        ("{%- raw %}<p>\n{{ x }}\n</p>{% endraw -%}\n<p>\n", "<p>\n{{ x }}\n</p><p>"),
    ],
)
def test_a_template_is_made_short_where_that_changes_nothing(template: str, page: str) -> None:
    assert (
        jinja2.Environment(autoescape=True, trim_blocks=True, extensions=[Short]).from_string(template).render() == page
    )


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("The week of Fable 5 and Cobalt-30B", "The week of Fable\xa05 and Cobalt-\u206030B"),
        ("A follow-up – 30 pages", "A follow-up – 30 pages"),
    ],
)
def test_no_line_of_a_heading_ends_inside_a_name_before_its_number(heading: str, told: str) -> None:
    assert unbroken(heading) == told
