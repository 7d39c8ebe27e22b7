"""Search with a real browser: on its page and in place, in both languages, with filters, by keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Visit
from tests.site.sample import DEAL, OPEN_MODEL, PHONE, SLOW

Open = Callable[..., Visit]
DEAL_TITLE = "Northwind rents Halyard's compute and lifts Zephyr's limits"


def is_of_search(url: str) -> bool:
    return "/search/" in url or "search." in url


def results(page: Page) -> list[str]:
    """Addresses of what is shown, below the site's."""
    expect(page.locator("#count")).to_contain_text("found")
    links: list[str] = page.locator(".results a").evaluate_all("links => links.map((it) => it.pathname)")
    return [link.removeprefix("/news/") for link in links]


def test_english_and_chinese(visit: Open, address: str) -> None:
    visited = visit("search/")
    page = visited.page
    expect(page.get_by_role("searchbox")).to_be_focused()
    assert not [url for url in visited.requests if "/index/" in url], "nothing is fetched before the reader searches"
    page.get_by_role("searchbox").fill("zeph")
    expect(page.get_by_role("status")).to_have_text("4 pages found")
    expect(page.locator(".results a").first).to_have_attribute("href", "/news/models/zephyr/")
    expect(page.locator(".results li").first).to_have_text("ZephyrModels2 events")
    assert page.locator(".results li").first.locator("p").count() == 1, "what a name is, in one line"
    expect(page.locator(".results a").nth(1)).to_have_text(DEAL_TITLE)
    page.get_by_role("searchbox").fill("离线运行")
    expect(page.get_by_role("status")).to_have_text("1 page found")
    expect(page.locator(".results a")).to_have_attribute("lang", "zh")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}{PHONE}/")


def test_results_by_keyboard(visit: Open) -> None:
    page = visit("search/?q=open").page
    expect(page.locator(".results a").first).to_be_visible()
    page.get_by_role("searchbox").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".results a").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_results_are_text(visit: Open) -> None:
    page = visit("search/?q=onerror").page
    expect(page.locator(".results a")).to_contain_text("<img src=x onerror=alert(2)>")
    expect(page.locator(".results a mark")).to_have_text("onerror")
    assert page.locator(".results img, .results script").count() == 0


def test_what_was_found_is_marked(visit: Open) -> None:
    page = visit("search/").page
    for query, marked in (
        ("zephyr's CAP", ["Zephyr", "caps"]),
        ("运行智能", ["运行智能"]),
        ("机", ["机"]),
        ("rents-lif", ["rents", "lifts"]),
    ):
        page.get_by_role("searchbox").fill(query)
        result = page.locator(".results li").filter(has=page.locator("a[href*='/2026/']")).first
        expect(result.locator("mark", has_text=marked[0]).first).to_be_visible()
        assert list(dict.fromkeys(result.locator("mark").all_text_contents())) == marked


@pytest.mark.parametrize(
    ("query", "line", "marked", "lang"),
    [
        ("rents newer", "Training moves to a newer site.", ["newer"], ""),
        ("capacity reason", "Capacity was the reason for the caps.", ["Capacity", "reason"], ""),  # an inference
        ("halyard contract years", "The contract runs for three years.", ["contract", "years"], ""),  # in a report
        ("哈利亚德", "北风租用哈利亚德算力", ["哈利亚德"], "zh"),  # the title of a report
    ],
)
def test_a_result_shows_the_sentence_that_has_what_its_title_has_not(
    visit: Open, query: str, line: str, marked: list[str], lang: str
) -> None:
    page = visit(f"search/?q={query}").page
    dek = page.locator(".results li", has=page.locator(f"a[href$='{DEAL}/']")).locator(".dek")
    expect(dek).to_have_text(line)
    assert dek.locator("mark").all_text_contents() == marked
    assert dek.locator("> *").get_attribute("lang") == (lang or None)


def test_a_quoted_sentence_that_was_found_stands_in_quotation_marks(visit: Open) -> None:
    page = visit("search/?q=harness").page
    expect(page.locator(".results q mark")).to_have_text("harness")


def test_sentences_are_fetched_for_results_in_sight_that_lack_a_word(visit: Open, address: str) -> None:
    visited = visit("search/?q=zephyr+caps", viewport={"width": 390, "height": 120})
    page, result = visited.page, f"{address}{DEAL}/"
    found = page.locator(".results li", has=page.locator(f"a[href$='{DEAL}/']"))
    dek = found.locator(".dek")

    def look() -> None:
        found.scroll_into_view_if_needed()
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    expect(dek).to_contain_text("daily caps")
    look()
    assert result not in visited.requests, "title and hook have both words"
    page.get_by_role("searchbox").fill("newer")
    expect(found.locator("mark")).to_have_count(0)
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert result not in visited.requests, "below what the screen shows"
    look()
    expect(dek).to_have_text("Training moves to a newer site.")


def test_what_was_found_can_be_read_in_the_readers_own_colours(visit: Open) -> None:
    page = visit("search/?q=zephyr+caps", forced_colors="active").page
    expect(page.locator(".results .dek mark").first).to_be_visible()
    colours = page.locator(".results :is(h3, .dek) mark").evaluate_all(
        "all => all.map((it) => getComputedStyle(it).color)"
    )
    assert len(colours) > 1 and len(set(colours)) == 1, "below a title as in it"


def test_a_misspelt_name_is_shown_as_it_was_meant(visit: Open) -> None:
    page = visit("search/").page
    for query, meant, said in (
        ("Northwnid", "northwind", "Nothing found for Northwnid. Shown is northwind:"),
        ("halyrd 300", "halyard 300", "Did you mean halyard 300?"),  # some have the other word
    ):
        page.get_by_role("searchbox").fill(query)
        expect(page.get_by_role("status")).to_contain_text(said)
        expect(page.locator(".results li").first).to_be_visible()
        expect(page.locator(".ways")).to_be_hidden()
        page.get_by_role("button", name=meant).click()
        expect(page.get_by_role("searchbox")).to_have_value(meant)
        expect(page.get_by_role("status")).not_to_contain_text(said)
        expect(page.locator(".results li").first).to_be_visible()


def test_where_no_page_has_all_words_those_with_all_but_one_are_shown(visit: Open) -> None:
    page = visit("search/?q=halyard 300 zeppelin").page
    expect(page.get_by_role("status")).to_contain_text("No page has all these words. These have all but one:")
    expect(page.locator(".results a", has_text="Northwind rents")).to_have_count(1)
    page.get_by_role("searchbox").fill("zeppelin")
    expect(page.get_by_role("status")).to_have_text("Nothing found. Try fewer words or filters.")
    expect(page.locator(".results a")).to_have_count(0)
    expect(page.locator(".ways a")).to_have_text(["Storylines", "Topics", "Companies", "Archive"])
    expect(page.locator(".ways")).to_be_visible()
    page.get_by_role("searchbox").fill("halyard 300")
    expect(page.get_by_role("status")).to_contain_text("found")
    expect(page.get_by_role("status")).not_to_contain_text("all but one")
    expect(page.locator(".ways")).to_be_hidden()


def test_where_nothing_is_found_the_dialog_leads_on(visit: Open, address: str) -> None:
    page = visit(f"{DEAL}/").page
    page.keyboard.press("/")
    page.get_by_role("searchbox").fill("zeppelin")
    page.get_by_role("dialog").get_by_role("link", name="Topics").click()
    expect(page).to_have_url(f"{address}topics/")


def test_what_is_typed_while_search_is_on_its_way_is_searched_for(visit: Open) -> None:
    page = visit(f"{DEAL}/").page
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/assets/search.*.js", hold)
    with page.expect_request("**/assets/search.*.js"):
        page.keyboard.type("/north")
    while not held:  # a request is seen before it is held
        page.wait_for_timeout(10)
    held[0].continue_()
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("wind")
    expect(page.get_by_role("searchbox")).to_have_value("northwind")
    expect(page.locator(".results a").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("body")).to_be_focused()
    page.keyboard.type("/halyard")
    expect(page.get_by_role("searchbox")).to_have_value("halyard")


def test_below_a_title_in_the_readers_language_stands_no_line_in_another_one(visit: Open) -> None:
    def tell_in_chinese(route: Route) -> None:
        answer = route.fetch()
        records = [
            [*it[:3], "北风租用算力。", "", "zh"] if it[2] in (f"{DEAL}/", f"{PHONE}/") else it for it in answer.json()
        ]
        route.fulfill(response=answer, json=records)

    page = visit("search/").page
    page.route("**/search/index/2026-*/r*.json", tell_in_chinese)
    for query, item, line in (("halyard", DEAL, ""), ("澄海", PHONE, "北风租用算力。")):
        page.get_by_role("searchbox").fill(query)
        result = page.locator(".results li", has=page.locator(f"a[href$='{item}/']"))
        expect(result.locator(".dek")).to_have_text(line)


def test_a_week_can_be_typed(visit: Open) -> None:
    page = visit("search/").page
    page.get_by_role("searchbox").fill("2026-W24")
    expect(page.locator(".results a")).to_have_count(1)
    expect(page.locator(".results a")).to_have_attribute("href", re.compile(f"{SLOW}/$"))


@pytest.mark.long
@pytest.mark.parametrize(
    ("label", "value", "found"),
    [
        ("Topic", "infrastructure", [DEAL, SLOW]),
        ("Company", "cobalt-labs", [OPEN_MODEL]),
        ("Source", "chaosheng", [PHONE, OPEN_MODEL, DEAL]),
        ("Week", "2026-W24", [SLOW]),
        ("Language", "zh", [PHONE]),
    ],
)
def test_a_filter_alone_shows_the_newest_first(visit: Open, label: str, value: str, found: list[str]) -> None:
    page = visit("search/").page
    page.get_by_text("Filters", exact=True).click()
    page.get_by_label(label).select_option(value)
    assert [link for link in results(page) if link.removesuffix("/") in found] == [f"{address}/" for address in found]
    page.get_by_role("button", name="Clear filters").click()
    expect(page.get_by_label(label)).to_have_value("")
    expect(page.locator(".results a")).to_have_count(0)


def test_filters_narrow_a_search(visit: Open) -> None:
    page = visit("search/?q=zephyr").page
    page.get_by_text("Filters", exact=True).click()
    page.get_by_label("Week").select_option(label="Week 24, 2026")
    expect(page.get_by_role("status")).to_have_text("1 page found")
    page.get_by_label("Topic").select_option("safety")
    expect(page.get_by_role("status")).to_contain_text("Nothing found")


def test_choices_are_fetched_when_the_filters_are_opened(visit: Open) -> None:
    visited = visit("search/")
    with visited.page.expect_request("**/choices.json"):
        visited.page.get_by_text("Filters", exact=True).click()


def test_a_search_is_a_link_and_back_restores_it(visit: Open, address: str) -> None:
    link = "search/?q=limits&company=northwind&week=2026-W25"
    page = visit(link).page
    assert results(page) == [f"{DEAL}/"]
    expect(page.get_by_label("Company")).to_have_value("northwind")
    expect(page.get_by_label("Company").locator(":checked")).to_have_text("Northwind")
    page.get_by_label("Week").select_option("")
    expect(page).to_have_url(f"{address}search/?q=limits&company=northwind")
    page.go_back()
    expect(page).to_have_url(f"{address}{link}")
    expect(page.get_by_label("Week")).to_have_value("2026-W25")
    page.get_by_role("searchbox").fill("caps")
    expect(page).to_have_url(f"{address}search/?q=caps&company=northwind&week=2026-W25")
    page.locator(".results a").first.click()
    expect(page).to_have_url(f"{address}{DEAL}/")
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("caps")
    assert results(page) == [f"{DEAL}/"]


def test_a_filter_that_is_not_offered_still_works_from_the_address(visit: Open) -> None:
    page = visit("search/?company=%3Cb%3E&q=zephyr").page
    expect(page.get_by_role("status")).to_contain_text("Nothing found")
    expect(page.get_by_label("Company")).to_have_value("<b>")


def test_search_opens_over_the_page_and_answers_there(visit: Open, address: str) -> None:
    visited = visit(f"{DEAL}/")
    page = visited.page
    assert not [url for url in visited.requests if is_of_search(url)], "nothing of search is fetched before"
    page.keyboard.press("/")
    dialog = page.get_by_role("dialog", name="Search")
    expect(dialog.get_by_role("searchbox")).to_be_focused()
    assert not [url for url in visited.requests if "/index/" in url]
    page.keyboard.type("离线")
    expect(dialog.get_by_role("status")).to_have_text("1 page found")
    expect(dialog.get_by_role("link", name="This search as a page")).to_have_attribute(
        "href", f"{address}search/?q=%E7%A6%BB%E7%BA%BF"
    )
    expect(page).to_have_url(f"{address}{DEAL}/")
    page.keyboard.press("ArrowDown")
    expect(dialog.locator(".results a").first).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("/")
    expect(dialog.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}{PHONE}/")


def test_escape_returns_to_where_the_reader_was(visit: Open) -> None:
    page = visit("topics/").page
    icon, dialog = page.locator("#find"), page.get_by_role("dialog")
    icon.click()
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(icon).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog).to_be_visible()
    page.keyboard.type("halyard")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(icon).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()
    page.keyboard.press("/")
    expect(dialog.get_by_role("searchbox")).to_be_focused()


def test_filters_work_in_the_dialog(visit: Open) -> None:
    page = visit("archive/").page
    page.keyboard.press("/")
    page.get_by_text("Filters", exact=True).click()
    page.get_by_label("Source").select_option(label="潮声科技")
    assert f"{PHONE}/" in results(page)
    page.get_by_role("link", name="This search as a page").click()
    page.wait_for_url("**/search/?source=chaosheng")
    assert f"{PHONE}/" in results(page)


def test_the_icon_is_a_link_where_no_script_runs(visit: Open, address: str) -> None:
    page = visit("topics/", java_script_enabled=False).page
    page.locator("#find").click()
    expect(page).to_have_url(f"{address}search/")


@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_dialog_fits_the_screen(visit: Open, width: int, scheme: str) -> None:
    page = visit("", viewport={"width": width, "height": 640}, color_scheme=scheme).page
    page.keyboard.press("/")
    page.get_by_role("searchbox").fill("zephyr")
    page.get_by_text("Filters", exact=True).click()
    assert results(page)
    assert page.evaluate("document.querySelector('dialog').scrollWidth") <= width
    box = page.get_by_role("dialog").bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= width and box["y"] + box["height"] <= 640


def test_a_word_that_many_names_bear_finds_news_of_it_too(visit: Open) -> None:
    page = visit("search/").page

    def crowd(route: Route) -> None:
        """Every page of names is about the word."""
        answer = route.fetch().json()
        route.fulfill(json={**answer, "zephyr": [1] + [2] * 5})

    page.route("**/names/w*.json", crowd)
    page.get_by_role("searchbox").fill("zephyr")
    expect(page.locator(".results a").nth(3)).to_be_visible()
    of_items = [address.startswith("2026/") for address in results(page)]
    assert of_items == [False] * 3 + [True] * 2 + [False] * 3


def test_a_result_is_shown_in_the_pages_language_where_it_is_told_in_it(visit: Open) -> None:
    page = visit("search/").page

    def tell(route: Route) -> None:
        records = [[*it, "", "zh", {"en": ["A phone without a net", "It runs agents."]}] for it in route.fetch().json()]
        route.fulfill(json=records)

    page.route("**/2026-0/r*.json", tell)
    page.route(f"**/{PHONE}/", lambda route: route.fulfill(body="", content_type="text/html"))
    page.get_by_role("searchbox").fill("离线运行")
    expect(page.locator(".results a")).to_have_text("A phone without a net")
    expect(page.locator(".results .dek")).to_have_text("It runs agents.")
    assert page.locator(".results [lang]").count() == 0
