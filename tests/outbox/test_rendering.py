"""The letter as HTML and as text: within the limit, of absolute addresses, in styles of its own, the same in both."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from generator.model.item import Review
from generator.outbox.letter import Letter, letter_of
from generator.outbox.rendering import LIMIT, Rendered, leave_link, render
from generator.settings import Newsletter
from generator.site.library import Library
from generator.site.page import Link
from generator.site.views.entry import Rectified
from tests.outbox.mailserver import MailServer, newsletter
from tests.outbox.test_letter import many
from tests.site.sample import W25, make_site

GMAIL = 102_000
NEWSLETTER: Newsletter = newsletter(MailServer(port=25), postal="1 Quay Street, Porto")


class Parsed(HTMLParser):
    """Elements with their attributes, and the words with the language they stand in."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: dict[str, str | None] = {}
        self._open: list[str | None] = [None]
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.elements.append((tag, found))
        if tag not in ("meta", "br"):
            self._open.append(found.get("lang", self._open[-1]))

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.words.setdefault(data.strip(), self._open[-1])

    @property
    def links(self) -> list[str]:
        return [str(attributes["href"]) for tag, attributes in self.elements if tag == "a"]


@pytest.fixture(scope="module")
def rendered(letter: Letter) -> Rendered:
    return render(letter, NEWSLETTER)


@pytest.fixture(scope="module")
def parsed(rendered: Rendered) -> Parsed:
    return Parsed(rendered.html)


def test_the_same_letter_is_the_same_bytes(letter: Letter, rendered: Rendered) -> None:
    assert render(letter, NEWSLETTER) == rendered


def test_every_address_is_absolute_and_nothing_is_fetched(parsed: Parsed) -> None:
    assert all(re.match("https?://|mailto:", href) for href in parsed.links)
    assert "https://recap.example/2026/W25/" in parsed.links
    assert not {"img", "link", "script", "iframe", "svg", "form"} & {tag for tag, _ in parsed.elements}
    assert not [attributes for _, attributes in parsed.elements if {"src", "background"} & attributes.keys()]


def test_styles_stand_in_the_elements_and_the_dark_ones_in_a_block(rendered: Rendered, parsed: Parsed) -> None:
    styled = [attributes for tag, attributes in parsed.elements if tag in ("h1", "h2", "h3", "p", "a")]
    assert all("style" in attributes for attributes in styled)
    (block,) = re.findall(r"<style>(.*?)</style>", rendered.html, re.DOTALL)
    assert block.strip().startswith("@media (prefers-color-scheme: dark)")
    assert all(
        line.rstrip(" }").endswith("!important;") or line.startswith(("@", "}")) for line in block.strip().splitlines()
    )
    assert "url(" not in rendered.html


def test_tables_lay_out_and_say_that_they_are_none(parsed: Parsed) -> None:
    tables = [attributes for tag, attributes in parsed.elements if tag == "table"]
    assert {attributes.get("role") for attributes in tables} == {"presentation"}
    assert "600" in {attributes.get("width") for attributes in tables}


def test_words_have_their_language(parsed: Parsed) -> None:
    assert parsed.words["Top of the week"] == "en"
    assert parsed.words["“澄海今天发布了首款可以离线运行智能体的手机。”"] == "zh"
    assert parsed.words["澄海发布可离线运行智能体的手机"] == "zh"


def test_the_line_that_mail_programs_show_comes_first_and_is_hidden(rendered: Rendered, parsed: Parsed) -> None:
    body = rendered.html.partition("<body")[2]
    assert re.match(r'[^>]*>\s*<div class="hidden"[^>]*style="display: none;[^>]*>Northwind will use Halyard', body)


def test_both_say_how_it_was_made_and_how_to_leave(rendered: Rendered, parsed: Parsed) -> None:
    words = " ".join(parsed.words)
    flowing = " ".join(rendered.text.split())
    for text in (
        "2 events here are written by a model and checked by rule, claim by claim.",
        "written by a model",
        "You get this letter because you subscribed to Weekly AI Recap.",
        "1 Quay Street, Porto",
    ):
        assert (text in words, text in flowing) == (True, True), text
    assert leave_link(NEWSLETTER) == "https://recap.example/leave?a=1&t={token}"
    assert leave_link(NEWSLETTER) in parsed.links
    assert f"Unsubscribe: {leave_link(NEWSLETTER)}" in rendered.text


def test_who_answers_for_it_is_named(letter: Letter) -> None:
    review = Review.model_validate({"by": "Ada Quill", "at": W25.end})
    reviewed = render(replace(letter, review=review), None)
    assert "Reviewed by Ada Quill on 22 June 2026, who answers for it." in reviewed.html
    assert "Reviewed by Ada Quill on 22 June 2026, who answers for it." in reviewed.text


def test_an_editors_note_is_markdown_in_html_and_as_it_is_in_text(letter: Letter) -> None:
    noted = render(replace(letter, note="A *calm* week, see [before](https://recap.example/2026/W24/)."), None)
    assert re.search(
        r'<p style="[^"]+">A <em>calm</em> week, see <a href="https://recap.example/2026/W24/"', noted.html
    )
    assert "## Editor’s note\n\nA *calm* week, see [before](https://recap.example/2026/W24/).\n" in noted.text


def test_without_settings_a_reader_leaves_by_an_answer(letter: Letter) -> None:
    bare = render(letter, None)
    assert "To unsubscribe, answer this letter with “unsubscribe”." in bare.text
    assert "To unsubscribe, answer this letter with “unsubscribe”." in bare.html


def test_a_contact_is_a_link_where_it_can_be(library: Library) -> None:
    for contact, shown in (("desk@recap.example", "mailto:desk@recap.example"), ("Room 4", "removal: Room 4")):
        letter = letter_of(replace(make_site(), contact=contact), library, W25)
        assert shown in render(letter, None).html


def test_each_story_stands_in_both(letter: Letter, rendered: Rendered, parsed: Parsed) -> None:
    for story in letter.stories():
        assert story.href in parsed.links
        assert f"  {story.href}\n" in rendered.text
        assert story.title.text.split()[0] in rendered.text


def test_a_letter_in_chinese(library: Library) -> None:
    chinese = render(letter_of(make_site("zh"), library, W25), None)
    assert Parsed(chinese.html).words["本周要闻"] == "zh"
    assert Parsed(chinese.html).words["Northwind rents Halyard's compute and lifts Zephyr's limits"] == "en"
    assert re.search(r"第25周 · 2026年6月15日(至|\u2009–\u2009)21日", chinese.text), "as CLDR has it"


def test_markup_stays_text(rendered: Rendered, parsed: Parsed) -> None:
    assert {tag for tag, _ in parsed.elements} <= {
        "html", "head", "meta", "title", "style", "body", "div", "table", "tbody", "tr", "td", "p", "a", "br", "h1", "h2",
        "h3", "span",
    }  # fmt: skip
    assert not [name for _, attributes in parsed.elements for name in attributes if name.startswith("on")]
    assert "{{ 7*7 }}" in rendered.html, "a template in a title is a title"


@pytest.mark.parametrize("counts", [(8, 60, 60, 200), (8, 0, 0, 900), (400, 0, 0, 0)])
def test_what_mail_programs_would_cut_off_is_left_out(letter: Letter, counts: tuple[int, int, int, int]) -> None:
    long = many(letter, *counts)
    rendered = render(long, NEWSLETTER)
    assert rendered.stories + rendered.left_out == sum(counts)
    assert 0.97 * LIMIT < len(rendered.html.encode()) <= LIMIT < GMAIL
    told = f"{rendered.left_out} more events of this week are on the site."
    assert (told in rendered.html, told in rendered.text) == (True, True)
    assert "Unsubscribe" in rendered.html, "the way to leave is never cut off"


def test_a_limit_below_any_letter_leaves_its_frame(letter: Letter) -> None:
    tiny = render(letter, None, limit=1)
    assert (tiny.stories, tiny.left_out) == (0, 5)


def test_what_is_corrected_since_says_so(letter: Letter) -> None:
    section = letter.sections[0]
    story = replace(section.stories[0], rectified=Rectified("corrected", Link("Tern erred", "2026/W26/tern/", "de")))
    told = replace(letter, sections=(replace(section, stories=(story,)),))
    rendered = render(told, NEWSLETTER)
    assert "Corrected since: Tern erred" in rendered.text
    html = Parsed(rendered.html)
    assert "https://recap.example/2026/W26/tern/" in html.links
    assert html.words["Tern erred"] == "de"
