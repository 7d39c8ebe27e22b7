"""The reader's own view with a real browser: what is read and new, followed and muted, ordered, exported, forgotten."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.archive.stored import StoredItem
from generator.site.build import build_site
from tests.browser.conftest import Visit, serving
from tests.make import item, report
from tests.site.sample import DEAL, OPEN_MODEL, make_archive, make_project

Open = Callable[..., Visit]


def stored(page: Page) -> dict[str, object]:
    names = page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('recap:'))")
    assert len(names) == 1
    found: dict[str, object] = json.loads(page.evaluate("(name) => localStorage.getItem(name)", names[0]))
    return found


def test_what_was_read_is_marked_on_the_next_visit(visit: Open, address: str) -> None:
    page = visit().page
    expect(page.locator(".note-read")).to_have_count(0)
    page.goto(f"{address}{DEAL}/")
    page.goto(address)
    expect(page.locator(".ranked .note-read")).to_have_count(1)
    expect(page.locator(".ranked li.read")).to_contain_text("Northwind rents")
    assert page.locator(".ranked .note-read").text_content() == " read", "a word of its own where it is read out"


def test_new_is_what_no_visit_before_has_shown(visit: Open, address: str) -> None:
    page = visit().page
    page.clock.set_fixed_time("2026-06-21T09:00:00Z")
    page.goto(address)
    expect(page.locator("#news")).to_be_empty()
    page.evaluate(
        """() => { const name = Object.keys(localStorage).find((it) => it.startsWith('recap:'));
        const state = JSON.parse(localStorage[name]); delete state.shown[Object.keys(state.shown)[0]];
        localStorage[name] = JSON.stringify(state); }"""
    )
    page.clock.set_fixed_time("2026-06-21T09:10:00Z")
    page.goto(address)
    expect(page.locator("#news")).to_be_empty()  # the same visit still
    page.evaluate(
        """() => { const name = Object.keys(localStorage).find((it) => it.startsWith('recap:'));
        const state = JSON.parse(localStorage[name]); delete state.shown[Object.keys(state.shown)[0]];
        localStorage[name] = JSON.stringify(state); }"""
    )
    page.clock.set_fixed_time("2026-06-28T09:00:00Z")
    page.goto(address)
    expect(page.locator("#news")).to_have_text("1 new since your last visit")
    expect(page.locator(".note-new")).to_have_count(1)


def test_a_muted_topic_is_hidden_and_can_be_shown(visit: Open, address: str) -> None:
    page = visit("topics/open-models/").page
    page.get_by_role("button", name="Mute").click()
    expect(page.get_by_role("button", name="Mute")).to_have_attribute("aria-pressed", "true")
    page.goto(address)
    muted = page.locator(f".ranked li:has(a[href$='{OPEN_MODEL}/'])")
    expect(muted).to_be_hidden()
    page.get_by_role("button", name="muted").click()
    expect(muted).to_be_visible()


def test_what_is_muted_stands_nowhere_on_the_front_page(visit: Open, address: str) -> None:
    page = visit("companies/northwind/").page
    page.get_by_role("button", name="Mute").click()
    page.goto(address)
    links = page.locator(f":is(.lines, .since, .ranked) li:has(> a[href$='{DEAL}/'], > h3 a[href$='{DEAL}/'])")
    assert links.count() == 3
    assert not any(it.is_visible() for it in links.all())
    expect(page.get_by_role("button", name="muted")).to_have_text("2 events muted")


def test_a_word_is_muted_whole(visit: Open, address: str) -> None:
    page = visit("view/").page
    for word, hidden in (("North", False), ("northwind", True)):
        page.get_by_label("Mute a word").fill(word)
        page.get_by_role("button", name="Mute it").click()
        page.goto(address)
        deal = page.locator(f".ranked li:has(h3 a[href$='{DEAL}/'])")
        (expect(deal).to_be_hidden if hidden else expect(deal).to_be_visible)()
        page.goto(f"{address}view/")


def test_what_is_followed_is_marked(visit: Open, address: str) -> None:
    page = visit("companies/northwind/").page
    page.get_by_role("button", name="Follow").click()
    page.goto(address)
    expect(page.locator(f".ranked li:has(h3 a[href$='{DEAL}/']) .note-followed")).to_have_text("following")
    page.goto(f"{address}view/")
    expect(page.locator("#follow")).to_contain_text("Northwind")
    page.get_by_role("button", name="Remove: Northwind").click()
    expect(page.locator("#follow li")).to_have_count(0)


def test_the_lens_orders_the_week_and_keeps_the_editors_ranks(visit: Open) -> None:
    page = visit().page
    before = page.locator(".ranked h3").all_inner_texts()
    page.locator("#lens").select_option("audience/investors")
    after = page.locator(".ranked h3").all_inner_texts()
    assert sorted(after) == sorted(before)
    first = page.locator(".ranked > li").first
    assert "audience/investors" in (first.get_attribute("data-in") or "")
    rank = before.index(after[0]) + 1
    assert first.evaluate("(it) => it.style.counterSet") == f"n {rank}"
    page.reload()
    assert page.locator(".ranked h3").all_inner_texts() == after
    page.get_by_role("button", name="Show the usual order").click()
    assert page.locator(".ranked h3").all_inner_texts() == before


def test_an_order_that_moves_nothing_says_so(visit: Open) -> None:
    page = visit().page
    page.evaluate("document.querySelectorAll('[data-in]').forEach((it) => { it.dataset.in = 'topics/x'; })")
    page.locator("#lens").select_option("audience/investors")
    expect(page.get_by_role("status")).to_have_text("Nothing here is marked for these readers.")


def test_what_is_for_a_reader_stands_first_though_it_was_folded_up(browser: Browser, tmp_path: Path) -> None:
    root = tmp_path / "project"
    mkdocs_yml = make_project(root)
    archive = make_archive(root / "content")
    for number in range(14):
        told: dict[str, Any] = {
            "articles": (report(url=f"https://ledger.example/{number}"),),
            "tldr": None,
            "evidence": {},
        }
        one = item(title=f"Event {number}", audience=("investors",) if number == 13 else (), **told)
        archive.write_item(StoredItem(f"2026/W25/event-{number:02}", one))
    build_site(mkdocs_yml, site=tmp_path / "www")
    with serving(tmp_path / "www") as url:
        page = browser.new_page()
        page.goto(url)
        late = page.get_by_role("link", name="Event 13")
        expect(late).to_be_hidden()
        expect(page.locator(".done")).to_contain_text("are folded up above")
        page.locator("#lens").select_option("audience/investors")
        expect(late).to_be_visible()
        page.get_by_role("button", name="Show the usual order").click()
        expect(late).to_be_hidden()
        page.locator("section:has(> #brief) summary").click()
        expect(late).to_be_visible()


def test_density(visit: Open, address: str) -> None:
    page = visit("view/").page
    page.locator("#density").select_option("compact")
    page.goto(address)
    expect(page.locator(".ranked .dek").first).to_be_hidden()


def test_the_view_is_exported_imported_and_forgotten(visit: Open, address: str, tmp_path: Path) -> None:
    page = visit(f"{DEAL}/").page
    page.goto(f"{address}companies/northwind/")
    page.get_by_role("button", name="Follow").click()
    page.goto(f"{address}view/")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export").click()
    saved = tmp_path / "view.json"
    download.value.save_as(saved)
    page.get_by_role("button", name="Forget everything").click()
    assert stored(page)["follow"] == {}
    page.locator("#import").set_input_files({"name": "x.json", "mimeType": "application/json", "buffer": b"[1"})
    expect(page.locator("#said")).to_contain_text("Nothing was changed")
    page.locator("#import").set_input_files(saved)
    expect(page.locator("#said")).to_have_text("Imported.")
    assert stored(page)["follow"] == {"companies/northwind": "Northwind"}
    assert f"{DEAL}/" in stored(page)["read"]  # type: ignore[operator]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"words": ["x"], "unknown": 1}, "Imported."),
        ({"words": ["x"], "visit": {}, "read": [1]}, "Imported."),
        ({"visit": {}}, "Nothing was changed"),
        ({"unknown": 1}, "Nothing was changed"),
    ],
)
@pytest.mark.long
def test_an_import_changes_only_what_it_holds(visit: Open, address: str, data: dict[str, object], said: str) -> None:
    page = visit(f"{DEAL}/").page
    page.goto(f"{address}view/")
    before = stored(page)
    file = {"name": "v.json", "mimeType": "application/json", "buffer": json.dumps(data).encode()}
    page.locator("#import").set_input_files(file)  # type: ignore[arg-type]
    expect(page.locator("#said")).to_contain_text(said)
    after = stored(page)
    assert after["words"] == (["x"] if "words" in data else [])
    assert [after[key] for key in ("read", "shown", "visit")] == [before[key] for key in ("read", "shown", "visit")]


def test_two_tabs_keep_step(visit: Open, address: str) -> None:
    page = visit().page
    other = page.context.new_page()
    other.goto(f"{address}topics/open-models/")
    other.get_by_role("button", name="Mute").click()
    expect(page.locator(f".ranked li:has(h3 a[href$='{OPEN_MODEL}/'])")).to_be_hidden()


@pytest.mark.long
def test_two_sites_of_one_host_do_not_mix(browser: Browser, tmp_path: Path) -> None:
    mkdocs_yml = make_project(tmp_path / "project")
    make_archive(tmp_path / "project" / "content")
    for name in ("one", "two"):
        build_site(mkdocs_yml, site=tmp_path / "www" / name)
    with serving(tmp_path / "www") as url:
        page = browser.new_context().new_page()
        page.goto(f"{url}one/{DEAL}/")
        page.goto(f"{url}two/")
        expect(page.locator("#mine")).to_be_visible()
        expect(page.locator(".note-read")).to_have_count(0)
        page.goto(f"{url}one/")
        expect(page.locator(".ranked .note-read")).to_have_count(1)


def test_by_keyboard_alone(visit: Open) -> None:
    page = visit("companies/northwind/").page
    button = page.get_by_role("button", name="Follow")
    for _ in range(60):
        page.keyboard.press("Tab")
        if button.evaluate("(it) => it === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")


def test_a_broken_store_breaks_no_page(visit: Open, address: str) -> None:
    page = visit().page
    page.evaluate(
        '() => Object.keys(localStorage).forEach((name) => { localStorage[name] = \'{"read": 7, "mute": [}\'; })'
    )
    page.goto(address)
    expect(page.locator("#mine")).to_be_visible()


def test_without_javascript_everything_is_shown_and_nothing_is_offered(visit: Open) -> None:
    page = visit(java_script_enabled=False).page
    expect(page.locator("#mine")).to_be_hidden()
    expect(page.locator(".ranked > li").first).to_be_visible()


def test_the_view_page_says_that_it_needs_javascript(visit: Open) -> None:
    page = visit("view/", java_script_enabled=False).page
    expect(page.get_by_text("This page needs JavaScript")).to_be_visible()
    expect(page.locator("#view")).to_be_hidden()


def test_what_is_in_other_languages_can_be_left_out(visit: Open, address: str) -> None:
    page = visit().page
    chinese = page.locator(".edition [data-in]:has(:is(h3, h4) a[lang=zh], > a[lang=zh])")
    expect(chinese.first).to_be_visible()
    page.get_by_label("only in English").check()
    assert chinese.count() and not any(it.is_visible() for it in chinese.all())
    page.reload()
    expect(page.get_by_label("only in English")).to_be_checked()
    assert not any(it.is_visible() for it in chinese.all())
    page.get_by_role("button", name="muted").click()
    expect(chinese.first).to_be_visible()
    page.goto(f"{address}view/")
    page.get_by_label("only in English").uncheck()
    page.goto(address)
    expect(chinese.first).to_be_visible()


def test_an_event_leads_to_the_next_of_the_list_it_was_opened_from(visit: Open, address: str) -> None:
    page = visit().page
    titles = page.locator(".edition [data-in]").locator("h3 a, h4 a").all_inner_texts()
    page.get_by_role("link", name=titles[1], exact=True).first.click()
    turn = page.get_by_role("navigation").and_(page.locator(".turn"))
    assert turn.locator("a").all_inner_texts() == [titles[0], titles[2]]
    page.keyboard.press("ArrowRight")
    expect(page.locator("h1")).to_have_text(titles[2])
    page.locator(".turn a[rel=prev]").click()
    expect(page.locator("h1")).to_have_text(titles[1])


def test_an_event_opened_from_nowhere_leads_to_no_other(visit: Open, address: str) -> None:
    page = visit(f"{DEAL}/").page
    expect(page.locator(".turn")).to_have_count(0)
    page.evaluate("name => sessionStorage.setItem(name, '{\"list\": 1}')", "recap:/news/:trail")
    page.reload()
    expect(page.locator(".turn")).to_have_count(0)
