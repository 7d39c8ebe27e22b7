from __future__ import annotations

import pytest

from generator.collect.furniture import is_furniture
from generator.collect.plaintext import html_to_text


@pytest.mark.parametrize(
    "classes",
    ["related", "read-next", "post__related-links", "newsletterSignup", "kg-signup-card", "ad", "promo", "td-sponsor", "social-share",
     "wp-caption-text", "author-bio", "byline_bio", "cookie-banner", "comments", "load-more-ads", "ez-toc-container"],
)  # fmt: skip
def test_furniture_by_its_class(classes: str) -> None:
    assert is_furniture("div", {"class": f"x {classes}"})
    assert is_furniture("section", {"id": classes})
    assert not is_furniture("article", {"class": classes})
    assert not is_furniture("body", {"class": classes})


@pytest.mark.parametrize(
    "classes",
    ["shadow", "header", "stock", "no-ads", "ad-free", "has-caption", "category-social", "tag-newsletter", "author", "reader",
     "lead", "shared", "post type-post status-publish", "broad", "biography"],
)  # fmt: skip
def test_what_only_looks_like_furniture(classes: str) -> None:
    assert not is_furniture("div", {"class": classes})


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Orbix opened.</p><aside><p>Never.</p></aside><footer><p>Never.</p></footer>", "Orbix opened."),
        ("<p>Orbix opened.</p><form><p>Never.</p></form><p><button>Never.</button></p>", "Orbix opened."),
        ("<p>Orbix opened.</p><div class=related><p>Never.</p></div><p>Two.</p>", "Orbix opened.\nTwo."),
        ("<p>Run <code>orbix up</code> now.</p><p><code>Never.</code></p><pre>Never.</pre>", "Run orbix up now."),
        ("<div class='newsletter-body'><p>All of it.</p></div>", "All of it."),
        ("<form><p>All of it.</p></form>", "All of it."),
        ("<aside class='ad'><p>All of it.</p></aside>", "All of it."),
    ],
)
def test_furniture_is_no_text_unless_it_is_all_there_is(html: str, text: str) -> None:
    assert html_to_text(html).text == text
