"""The page of feeds, and a feed that somebody opens in a browser instead of a feed reader."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Browser, expect

from tests.browser.conftest import Visit
from tests.site.sample import ATTACKS

PHONE_SCREEN = {"width": 360, "height": 740}


def test_from_a_page_to_the_feeds_on_a_phone(visit: Callable[..., Visit], address: str) -> None:
    page = visit(viewport=PHONE_SCREEN).page
    page.get_by_role("contentinfo").get_by_role("link", name="Feeds").click()
    expect(page).to_have_url(f"{address}feeds/")
    expect(page.get_by_role("heading", name="Topics")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.get_by_role("link", name="Atom").first.get_attribute("href") == "../atom.xml"


def test_a_browser_shows_a_feed_as_a_page(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport=PHONE_SCREEN)  # type: ignore[arg-type]
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    for name in ("feed.xml", "topics/safety/atom.xml"):
        page.goto(address + name)
        expect(page.locator("item > title, entry > title").filter(has_text=ATTACKS[0])).to_be_visible()
        expect(page.locator("item > description, entry > content").first).to_be_hidden()
        note = page.evaluate("getComputedStyle(document.documentElement, '::before').content")
        assert note.startswith('"This is a feed: copy its address')
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert [text for text in complaints if "404" not in text] == [], (
        "no warning; a browser looks for favicon.ico itself"
    )
    page.close()
