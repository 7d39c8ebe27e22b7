"""Readers with a real browser: with and without JavaScript, wide and narrow, dark and light."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from generator.site.addresses import to_sentence
from generator.site.build import build_site
from tests.browser.conftest import Visit, serving
from tests.site.sample import BARE, DEAL, GONE, HOSTILE, OPEN_MODEL, SLOW, TWIN, make_archive, make_project
from tests.site.test_addresses import FRAGMENTS

Open = Callable[..., Visit]
PHONE_SCREEN = {"width": 360, "height": 740}


def test_from_the_front_page_to_an_item_and_back(visit: Open, address: str) -> None:
    page = visit().page
    page.get_by_role("link", name="Northwind rents Halyard's compute").first.click()
    expect(page).to_have_url(f"{address}{DEAL}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Northwind rents")
    page.get_by_role("link", name="Compute changes hands").click()
    expect(page).to_have_url(f"{address}2026/W25/")


#: What has the box of an icon and no picture in it, which shows as a filled square.
SQUARES = """[...document.querySelectorAll("i.i, h2, h3")].filter(it => {
    const box = getComputedStyle(it, it.matches("i") ? null : "::before");
    return (it.matches("i") || box.content !== "none") && box.maskImage === "none";
}).map(it => it.outerHTML)"""


def test_every_icon_has_a_picture(visit: Open, address: str) -> None:
    page = visit().page
    for path in ("", f"{DEAL}/", f"{BARE}/", "2026/W25/", "predictions/", "status/"):
        page.goto(address + path)
        assert page.evaluate(SQUARES) == [], path


#: Numbers of citations that stand in another line than the last letter of their claim.
PARTED = """[...document.querySelectorAll("p sup")].filter(it => {
    const last = node => node.lastChild ? last(node.lastChild) : node;
    const before = it.previousSibling;
    const text = before.data?.trim() === "" ? last(before.previousSibling) : before;
    const range = document.createRange(), end = text.data.trimEnd().length;
    range.setStart(text, end - 1);
    range.setEnd(text, end);
    return it.getBoundingClientRect().bottom > range.getBoundingClientRect().bottom + 8;
}).map(it => it.parentElement.innerText)"""


def test_no_number_of_a_citation_begins_a_line(visit: Open) -> None:
    page = visit(f"{DEAL}/", viewport=PHONE_SCREEN).page
    assert page.locator("p sup").count() > 0
    for width in range(320, 420, 4):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate(PARTED) == []


def test_a_citation_in_view_lights_up_its_evidence(visit: Open) -> None:
    page = visit(f"{DEAL}/", viewport={"width": 1280, "height": 900}).page
    page.locator(".tldr sup a").first.click()
    expect(page.locator("#e1")).to_have_class("lit")
    assert "#" not in page.url


def test_a_citation_out_of_view_opens_its_evidence_in_place(visit: Open) -> None:
    page = visit(f"{DEAL}/", viewport=PHONE_SCREEN).page
    number = page.locator(".claims sup a[href='#e2']").last
    number.scroll_into_view_if_needed()
    place = page.evaluate("scrollY")
    number.click()
    popover = page.locator(".pop")
    expect(popover).to_be_visible()
    expect(popover).to_contain_text("Starting today, five-hour limits are doubled")
    box = popover.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= PHONE_SCREEN["width"]
    assert page.evaluate("scrollY") == place
    page.keyboard.press("Escape")
    expect(popover).to_have_count(0)


def test_a_citation_opened_from_the_sources_shows_its_quotation(visit: Open, address: str) -> None:
    page = visit(viewport=PHONE_SCREEN).page
    for told, number, quote in (
        (OPEN_MODEL, 1, "Weights and logs are released under a permissive licence."),
        (DEAL, 2, "Starting today, five-hour limits are doubled; weekly limits stay."),
    ):
        page.goto(f"{address}{told}/")
        page.locator(f".sources a.n[href='#e{number}']").click()
        expect(page.locator(".pop q")).to_have_text(quote)


#: Links out of the site that end in a line of their arrow alone.
LONE_ARROWS = """[...document.querySelectorAll("main .notes [href^=http], main .sources [href^=http]")]
    .filter(it => [...it.getClientRects()].at(-1).width < 24).map(it => it.textContent)"""


def test_no_arrow_of_a_link_stands_alone_in_a_line(visit: Open) -> None:
    page = visit(f"{DEAL}/").page
    for width in range(300, 420, 3):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate(LONE_ARROWS) == [], width


def test_links_of_the_footer_are_large_enough_to_touch(visit: Open, address: str) -> None:
    page = visit(viewport=PHONE_SCREEN).page
    for path in ("", f"{DEAL}/"):
        page.goto(address + path)
        boxes = [box["height"] for it in page.locator(".foot a").all() if (box := it.bounding_box())]
        assert min(boxes) >= 24, path


def test_the_name_of_an_outlet_is_not_torn_apart(visit: Open) -> None:
    page = visit("", viewport=PHONE_SCREEN).page
    for width in range(320, 440, 8):
        page.set_viewport_size({"width": width, "height": 740})
        parts = page.locator(":is(.dek, .lines) cite").evaluate_all(
            "all => all.map((it) => it.getClientRects().length)"
        )
        assert set(parts) == {1}, width


#: Of each number of a citation the width and height of what a finger hits, from its middle on.
HIT = """all => all.map((it) => {
    it.scrollIntoView({block: "center", behavior: "instant"});
    const box = it.getBoundingClientRect(), x = box.x + box.width / 2, y = box.y + box.height / 2;
    const reach = (dx, dy) => { let n = 0; while (document.elementFromPoint(x + dx * n, y + dy * n) === it) n++; return n; };
    return [reach(1, 0) + reach(-1, 0) - 1, reach(0, 1) + reach(0, -1) - 1];
})"""


def test_numbers_of_citations_are_large_enough_to_touch(visit: Open) -> None:
    page = visit(f"{DEAL}/", viewport={"width": 390, "height": 844}, has_touch=True).page
    assert page.locator("sup a + a").count(), "two beside each other too"
    sizes: list[list[int]] = page.locator(":is(sup a, a.n):visible").evaluate_all(HIT)
    assert min(min(size) for size in sizes) >= 24


def test_the_tools_stand_beside_the_name_of_the_site(visit: Open) -> None:
    page = visit().page
    for width in (320, 375, 820, 1000, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        boxes = [page.locator(it).bounding_box() for it in (".brand", "#find", "#dark")]
        middles = [box["y"] + box["height"] / 2 for box in boxes if box]
        assert max(middles) - min(middles) < 12, width
        for name in ("Companies", "Predictions"):
            assert any(it.is_visible() for it in page.get_by_role("link", name=name, exact=True).all()), (width, name)


def test_the_switch_of_the_language_leaves_the_tools_beside_it_on_the_narrowest_screen(visit: Open) -> None:
    page = visit("view/", viewport={"width": 320, "height": 800}).page
    page.evaluate(
        """document.getElementById("find").insertAdjacentHTML("beforebegin", '<a class=tongue href=.>English</a>')"""
    )
    boxes = [page.locator(it).bounding_box() for it in (".tongue", "#find", "#dark")]
    middles = [box["y"] + box["height"] / 2 for box in boxes if box]
    assert max(middles) - min(middles) < 12


def test_a_feed_of_a_long_name_stays_on_the_screen(visit: Open) -> None:
    page = visit("feeds/", viewport={"width": 320, "height": 800}).page
    page.evaluate("document.querySelector('.feeds li > span').textContent = 'Rechtsschutz'.repeat(9)")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_menu_is_one_line(visit: Open) -> None:
    page = visit().page
    for width in (320, 360, 390, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        tops = {box["y"] for it in page.locator(".mast nav a").all() if (box := it.bounding_box())}
        assert len(tops) == 1, width


def test_a_phone_shows_the_part_of_the_menu_that_the_page_is_of(visit: Open, address: str) -> None:
    page = visit(viewport={"width": 360, "height": 800}).page
    for section in ("predictions/", "sources/"):
        page.goto(address + section)
        part = page.locator(".mast nav [aria-current]").bounding_box()
        assert part and part["x"] >= 0 and part["x"] + part["width"] <= 360, section
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, section


def test_an_earlier_item_leads_back_in_time_and_forth(visit: Open, address: str) -> None:
    page = visit(f"{DEAL}/").page
    page.locator(".timeline").get_by_role("link", name="Zephyr slows at peak hours").click()
    expect(page).to_have_url(f"{address}{SLOW}/")
    page.locator(".place li a").click()
    expect(page).to_have_url(f"{address}{DEAL}/")


def test_the_badge_says_how_old_an_item_is_now(visit: Open) -> None:
    page = visit(f"{DEAL}/").page
    expect(page.locator(".age")).to_have_text("Over a week old")
    for moment, word in [("2026-06-15T20:00:00Z", "Fresh"), ("2026-06-18T09:00:00Z", "Recent")]:
        page.clock.set_fixed_time(moment)
        page.reload()
        expect(page.locator(".age")).to_have_text(word)


def test_days_stand_equally_far_apart(visit: Open) -> None:
    page = visit("2026/W25/").page
    widths = [box["width"] for it in page.locator(".days thead th").all()[:-1] if (box := it.bounding_box())]
    assert len(widths) == 7 and max(widths) - min(widths) < 1


def test_the_head_of_an_item_says_once_when_it_grew_and_how_it_was_made_where_it_was(visit: Open, address: str) -> None:
    page = visit(f"{DEAL}/").page
    expect(page.locator(".head")).to_contain_text("Updated 24 June 2026")
    assert page.locator(".head").inner_text().count("24 June 2026") == 1
    expect(page.locator(".made a")).to_have_text("How it was made")
    page.goto(f"{address}{BARE}/")
    expect(page.locator(".made a")).to_have_text("How this is made")


def test_the_front_page_says_what_it_is_and_leads_to_more(visit: Open, address: str) -> None:
    page = visit().page
    expect(page.locator(".head")).to_contain_text("with every claim cited to its sentence.")
    page.locator(".head").get_by_role("link", name="About").click()
    expect(page).to_have_url(f"{address}about/")
    page.goto(f"{address}2026/W25/")
    expect(page.locator(".head")).not_to_contain_text("with every claim cited to its sentence.")


def test_what_orders_the_news_stands_below_its_lines(visit: Open) -> None:
    page = visit(viewport=PHONE_SCREEN).page
    lines, bar, top = (page.locator(it).bounding_box() for it in (".lines", "#mine", "#top"))
    assert lines and bar and top
    assert lines["y"] + lines["height"] <= bar["y"] < top["y"]


@pytest.mark.parametrize("path", ["", "2026/W24/"])
def test_a_week_with_one_neighbour_stands_beside_it_on_a_phone(visit: Open, path: str) -> None:
    page = visit(path, viewport=PHONE_SCREEN).page
    tops = [box["y"] for it in page.locator(".dateline :is(b, a)").all() if (box := it.bounding_box())]
    assert len(tops) == 2 and max(tops) - min(tops) < 8


def test_arrow_keys_turn_the_weeks(visit: Open, address: str) -> None:
    page = visit("2026/W25/").page
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(f"{address}2026/W24/")
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(f"{address}2026/W25/")


def test_the_switch_between_dark_and_light_is_remembered(visit: Open) -> None:
    page = visit(color_scheme="light").page
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    switch = page.get_by_role("button", name="Dark theme")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "true")
    dark = page.evaluate(paper)
    assert dark != light
    page.reload()
    assert page.evaluate(paper) == dark
    page.get_by_role("button", name="Dark theme").click()
    assert page.evaluate(paper) == light
    assert page.evaluate("localStorage.getItem('theme')") is None, "the system's own choice needs no memory"


def test_a_swipe_turns_the_weeks(visit: Open, address: str) -> None:
    page = visit("2026/W25/", viewport=PHONE_SCREEN, has_touch=True).page
    swipe = """([from, to]) => { const at = (x) => [new Touch({ identifier: 1, target: document.body, clientX: x, clientY: 300 })];
    document.body.dispatchEvent(new TouchEvent("touchstart", { touches: at(from), changedTouches: at(from), bubbles: true }));
    document.body.dispatchEvent(new TouchEvent("touchend", { touches: [], changedTouches: at(to), bubbles: true })); }"""
    page.evaluate(swipe, [100, 130])
    expect(page).to_have_url(f"{address}2026/W25/")
    page.evaluate(swipe, [60, 300])
    expect(page).to_have_url(f"{address}2026/W24/")
    page.wait_for_load_state()  # the address is there before the script that listens
    page.evaluate(swipe, [300, 60])
    expect(page).to_have_url(f"{address}2026/W25/")


def test_the_contents_follow_and_lead(visit: Open) -> None:
    page = visit(f"{DEAL}/", viewport={"width": 1280, "height": 700}).page
    page.locator(".toc").get_by_role("link", name="Timeline").click()
    expect(page.locator("#timeline")).to_be_in_viewport()
    page.mouse.wheel(0, 20000)
    expect(page.locator(".toc [aria-current]")).to_have_count(1)


def test_a_citation_of_the_page_is_copied(visit: Open) -> None:
    page = visit(f"{DEAL}/", permissions=["clipboard-read", "clipboard-write"]).page
    page.get_by_role("button", name="Copy citation").click()
    expect(page.locator("#cite")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("“Northwind rents Halyard's compute") and copied.endswith(
        f"https://recap.example/news/{DEAL}/"
    )


def test_print_opens_what_is_folded_and_hides_the_tools(visit: Open) -> None:
    page = visit(f"{DEAL}/").page
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("details table").first).to_be_visible()
    expect(page.locator(".toc")).to_be_hidden()
    expect(page.locator(".acts").first).to_be_hidden()


def test_paper_says_where_the_page_stands_and_spells_out_no_way_to_a_sentence(visit: Open, address: str) -> None:
    page = visit().page
    page.emulate_media(media="print")
    behind = "it => getComputedStyle(it, '::after').content"
    for path in (f"{DEAL}/", "2026/W25/"):
        page.goto(address + path)
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.locator("html").evaluate(behind) == f'"https://recap.example/news/{path}"'
        spelt = page.evaluate(f"[...document.querySelectorAll('main [href^=http]')].map({behind})")
        assert not [it for it in spelt if ":~:" in it], path


@pytest.mark.long
def test_a_chosen_language_is_kept(browser: Browser, tmp_path: Path) -> None:
    mkdocs_yml = make_project(tmp_path / "project", options="languages: [en, zh]")
    make_archive(tmp_path / "project" / "content")
    build_site(mkdocs_yml, site=tmp_path / "www")
    with serving(tmp_path / "www") as url:
        page = browser.new_context().new_page()
        page.goto(f"{url}{DEAL}/")
        page.get_by_role("link", name="中文").click()
        expect(page).to_have_url(f"{url}zh/{DEAL}/")
        expect(page.get_by_role("heading", name="30 秒速览")).to_be_visible()
        page.goto(url)
        expect(page).to_have_url(f"{url}zh/")
        page.goto(f"{url}archive/")
        expect(page).to_have_url(f"{url}archive/")  # a link that somebody shared leads where it says
        page.goto(f"{url}zh/archive/")
        page.get_by_role("link", name="English").click()
        expect(page).to_have_url(f"{url}archive/")
        page.goto(url)
        expect(page).to_have_url(url)


def test_everything_but_search_works_without_javascript(visit: Open, address: str) -> None:
    page = visit(f"{DEAL}/", java_script_enabled=False).page
    expect(page.locator(".by time")).to_have_text("15 June 2026, 09:00 UTC")
    expect(page.get_by_role("button", name="Dark theme")).to_be_hidden()
    page.locator(".deep summary").click()
    expect(page.get_by_role("table")).to_be_visible()
    page.locator(".claims sup a[href='#e2']").first.click()
    expect(page).to_have_url(f"{address}{DEAL}/#e2")
    expect(page.locator("#e2")).to_be_in_viewport()
    page.get_by_role("link", name="Search").click()
    expect(page.get_by_text("Search needs JavaScript.")).to_be_visible()


STORY = "storylines/zephyr-slows-at-peak-hours/"


def test_a_story_and_its_week_are_read_without_javascript(visit: Open, address: str) -> None:
    page = visit(java_script_enabled=False).page
    page.get_by_role("link", name="The whole story").click()
    expect(page).to_have_url(f"{address}{STORY}")
    expect(page.locator(".steps h3")).to_have_text([re.compile("Zephyr slows"), re.compile("Northwind rents")])
    page.locator(".steps h3 a").last.click()
    page.get_by_role("navigation", name="Storyline").get_by_role("link", name="Zephyr slows at peak hours").click()
    expect(page).to_have_url(f"{address}{SLOW}/")
    page.get_by_role("link", name="People").click()
    page.get_by_role("link", name="Ada Quill").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ada Quill")
    page.goto(f"{address}{TWIN}/")
    expect(page).to_have_url(f"{address}{BARE}/")


def test_coverage_is_filtered_without_javascript(visit: Open, address: str) -> None:
    page = visit("2026/W25/", java_script_enabled=False).page
    page.get_by_role("link", name="What became of every article").click()
    expect(page).to_have_url(f"{address}coverage/2026-W25/")
    off_topic, told = page.get_by_text("Our office dog turns five"), page.locator(".rows .f-item").first
    expect(off_topic).to_be_visible()
    page.get_by_label("in an event").check()
    expect(off_topic).to_be_hidden()
    expect(told).to_be_visible()
    page.get_by_label("off topic").check()
    expect(off_topic).to_be_visible()
    expect(told).to_be_hidden()


OPEN_ALL = "document.querySelectorAll('details').forEach((it) => { it.open = true })"


PAGES = (
    "", f"{DEAL}/", f"{HOSTILE}/", f"{OPEN_MODEL}/", "sources/", "search/", "predictions/", "corrections/", "storylines/",
    STORY, "coverage/", "coverage/2026-W25/", "people/", "companies/northwind/", "topics/", "about/", f"{GONE}/",
)  # fmt: skip


def test_nothing_sticks_out_of_the_screen(visit: Open, address: str) -> None:
    page = visit().page
    for path in PAGES:
        page.goto(address + path)
        page.evaluate(OPEN_ALL)
        for width in (320, 768, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_what_stands_in_a_cell_stays_beside_the_name_of_its_column(visit: Open) -> None:
    page = visit("sources/", viewport={"width": 390, "height": 800}).page
    cell = page.locator(".wide td").first
    begin, lines = cell.evaluate("""it => {
      it.append(" and so on".repeat(20));
      const words = document.createRange();
      words.selectNodeContents(it);
      return [it.getBoundingClientRect().x, [...words.getClientRects()].map((line) => line.x)];
    }""")
    assert len(lines) > 2 and all(x - begin > 80 for x in lines)


def test_contents_are_one_line_that_shows_where_a_phone_is(visit: Open) -> None:
    page = visit(f"{DEAL}/", viewport=PHONE_SCREEN, reduced_motion="reduce").page
    tops = {box["y"] for it in page.locator(".toc a").all() if (box := it.bounding_box())}
    assert len(tops) == 1
    page.locator("#sources").scroll_into_view_if_needed()
    page.evaluate("scrollBy(0, 600)")
    here = page.locator(".toc [aria-current]")
    expect(here).to_have_text("Sources")
    box = here.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= PHONE_SCREEN["width"]


@pytest.mark.parametrize("width", [320, 1280])
def test_contents_hide_nothing_that_is_led_to(visit: Open, address: str, width: int) -> None:
    page = visit(f"{DEAL}/", viewport={"width": width, "height": 500}, reduced_motion="reduce").page
    above = "() => document.activeElement.getBoundingClientRect().top - document.querySelector('.toc').getBoundingClientRect().bottom"
    page.locator(".foot a").last.focus()
    while page.evaluate("() => !document.activeElement.closest('.toc')"):
        assert page.evaluate(above) >= 0, page.evaluate("() => document.activeElement.textContent")
        page.keyboard.press("Shift+Tab")
    page.goto(f"{address}{DEAL}/#e3")
    top = "() => document.getElementById('e3').getBoundingClientRect().top >= document.querySelector('.toc').getBoundingClientRect().bottom"
    page.wait_for_function(top)


#: What has the focus: itself, and whether its outline and, at its first line, itself can be seen where it stands.
FOCUS = """() => {
  const it = document.activeElement;
  if (it === document.body) return null;
  const style = getComputedStyle(it), box = it.getClientRects()[0];
  const there = box && document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const isWhole = box && box.left >= 0 && box.right <= innerWidth;
  return [it.outerHTML.slice(0, 100), style.outlineStyle !== "none" && isWhole && !!there && (it.contains(there) || there.contains(it))];
}"""


@pytest.mark.parametrize("path", ["", f"{DEAL}/", "sources/", "coverage/", "search/"])
def test_what_has_the_focus_is_seen(visit: Open, path: str) -> None:
    page = visit(path, viewport={"width": 390, "height": 844}, reduced_motion="reduce").page
    page.keyboard.press("Tab")
    seen = 0
    while focus := page.evaluate(FOCUS):
        text, is_seen = focus
        assert is_seen, text
        seen += 1
        page.keyboard.press("Tab")
    assert seen > 10


def test_the_keyboard_goes_everywhere_in_order(visit: Open) -> None:
    page = visit(f"{DEAL}/").page
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the text")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Weekly AI Recap", exact=True)).to_be_focused()
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"


def test_a_folder_on_disk_can_be_read(browser: Browser, tmp_path: Path) -> None:
    mkdocs_yml = make_project(tmp_path)
    make_archive(tmp_path / "content")
    build_site(mkdocs_yml)
    page = browser.new_page()
    page.goto((tmp_path / "site" / "index.html").as_uri())
    page.get_by_role("link", name="Northwind rents Halyard's compute").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Northwind rents")
    expect(page.locator("body")).to_have_css("background-color", "rgb(253, 252, 249)")  # once the style is there
    page.close()


def test_a_link_opens_a_page_at_the_quoted_sentence(browser: Browser, tmp_path: Path) -> None:
    filler = "<p>Weekly limits and plans of no interest. 无关的文字。</p>" * 99
    for number, quotation in enumerate(FRAGMENTS):
        text = f"<!doctype html><meta charset=utf-8>{filler}<p>Before. {html.escape(quotation)} After.</p>{filler}"
        (tmp_path / f"{number}.html").write_text(text, "utf-8")
    page = browser.new_page()
    with serving(tmp_path) as url:
        for number, quotation in enumerate(FRAGMENTS):
            page.goto(to_sentence(f"{url}{number}.html", quotation))
            page.wait_for_function("scrollY > 0")
        page.goto(to_sentence(f"{url}0.html?other", "a sentence that nobody wrote"))
        page.wait_for_timeout(100)
        assert page.evaluate("scrollY") == 0
    page.close()
