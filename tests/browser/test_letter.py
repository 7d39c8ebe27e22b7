"""The letter as a mail program shows it: on a phone, in the dark, with nothing fetched from anywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from generator.outbox.letter import letter_of
from generator.outbox.rendering import render
from tests.browser.conftest import Visit
from tests.outbox.mailserver import MailServer, newsletter
from tests.site.sample import W25, make_library, make_site

#: Contrast of each run of words with what lies behind it (WCAG 2.2, 1.4.3), the smallest one with its words.
LEAST_CONTRAST = """() => {
  const parts = (color) => color.match(/[\\d.]+/g).map(Number);
  const luminance = ([r, g, b]) => [r, g, b].map((c) => c / 255)
    .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, n) => sum + c * [0.2126, 0.7152, 0.0722][n], 0);
  const behind = (element) => {
    for (; element; element = element.parentElement) {
      const color = parts(getComputedStyle(element).backgroundColor);
      if (color.length < 4 || color[3] > 0) return color;
    }
    return [255, 255, 255];
  };
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (words.nextNode()) {
    const element = words.currentNode.parentElement;
    if (!words.currentNode.data.trim() || !element.checkVisibility()) continue;
    const [one, other] = [parts(getComputedStyle(element).color), behind(element)].map(luminance).sort((a, b) => a - b);
    found.push([(other + 0.05) / (one + 0.05), words.currentNode.data]);
  }
  return found.sort((a, b) => a[0] - b[0])[0];
}"""


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """letter.html of the sample archive, hostile strings and all."""
    root = tmp_path_factory.mktemp("letter")
    rendered = render(
        letter_of(make_site(), make_library(root / "content"), W25),
        newsletter(MailServer(port=25), postal="1 Quay Street"),
    )
    (root / "letter.html").write_text(rendered.html, "utf-8")
    return root / "letter.html"


def opened(browser: Browser, letter: Path, width: int, scheme: Literal["light", "dark"]) -> Visit:
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)
    visit = Visit(context.new_page())
    visit.page.goto(letter.as_uri())
    return visit


def background(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.querySelector('.sheet')).backgroundColor"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 800])
@pytest.mark.long
def test_it_reads_at_any_width_by_day_and_night(
    browser: Browser, letter: Path, width: int, scheme: Literal["light", "dark"]
) -> None:
    visit = opened(browser, letter, width, scheme)
    page = visit.page
    assert page.evaluate("document.documentElement.scrollWidth") == width, "nothing is wider than the screen"
    assert background(page) == {"light": "rgb(253, 252, 249)", "dark": "rgb(24, 27, 28)"}[scheme]
    contrast, words = page.evaluate(LEAST_CONTRAST)
    assert contrast >= 4.5, words
    sizes = page.eval_on_selector_all(
        "p, td.said, h3", "all => all.map((it) => parseFloat(getComputedStyle(it).fontSize))"
    )
    assert min(sizes) >= 13
    assert page.locator(".sheet").bounding_box()["width"] == min(width, 600)  # type: ignore[index]
    assert visit.requests == [letter.as_uri()], "nothing is fetched"
    assert visit.complaints == []
    page.context.close()


def test_the_first_words_are_hidden_and_the_rest_is_in_order(browser: Browser, letter: Path) -> None:
    page = opened(browser, letter, 390, "light").page
    assert not page.locator(".hidden").is_visible()
    assert page.get_by_role("heading", level=1).inner_text() == "Compute changes hands"
    headings = page.get_by_role("heading", level=2).all_inner_texts()
    assert headings == ["The week in 2 lines", "Top of the week", "Open models", "Also this week", "Corrected"]
    assert page.evaluate("document.documentElement.lang") == "en"
    page.context.close()
