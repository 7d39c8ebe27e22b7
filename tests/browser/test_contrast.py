"""Text stands out from its ground in every state that a pointer, a finger or a keyboard can bring about."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import CDPSession, Page

from tests.browser.conftest import Visit
from tests.site.sample import BARE, DEAL, GONE, HOSTILE, OPEN_MODEL

STORY = "storylines/zephyr-slows-at-peak-hours/"

Open = Callable[..., Visit]

#: One page of each kind, and of an item each kind of thing that it can say.
KINDS = (
    "", "2026/W24/", f"{DEAL}/", f"{OPEN_MODEL}/", f"{HOSTILE}/", f"{BARE}/", f"{GONE}/", "archive/", "topics/",
    "topics/open-models/", "companies/", "companies/northwind/", "audience/developers/", "storylines/", STORY,
    "predictions/", "corrections/", "search/?q=zephyr", "sources/", "sources/the-ledger/", "status/", "coverage/",
    "coverage/2026-W25/", "feeds/", "view/", "about/", "method/", "404.html",
)  # fmt: skip
#: What is brought about, by the names of the browser's own inspector.
STATES: tuple[list[str], ...] = (
    [],
    ["hover"],
    ["focus", "focus-visible", "focus-within"],
    ["hover", "focus", "focus-within", "active"],
)
#: What answers to a pointer or a key.
ACTIVE = "a, button, summary, select, input, label"

#: Texts, and lines below links, of less contrast than WCAG 2.2 asks for (1.4.3 and 1.4.11,
#: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio): often the line alone tells a link from the words around it. A canvas
#: reads colours in any notation and lays one that is not opaque over what is below.
WEAK = """() => {
  const pen = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  const known = new Map();
  const paint = (...layers) => {
    const key = layers.join();
    if (!known.has(key)) {
      for (const layer of layers) { pen.fillStyle = layer; pen.fillRect(0, 0, 1, 1); }
      known.set(key, pen.getImageData(0, 0, 1, 1).data.slice(0, 3));
    }
    return known.get(key);
  };
  const light = (rgb) => [...rgb].map((v) => v / 255).map((v) => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, n) => sum + v * [.2126, .7152, .0722][n], 0);
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + .05) / (y + .05); };
  const grounds = (it) => it ? [...grounds(it.parentElement), getComputedStyle(it).backgroundColor] : ["white"];
  document.getAnimations().forEach((it) => it.finish());
  const found = [];
  for (const it of document.querySelectorAll("body *")) {
    const says = it.matches("select, input:not([type=checkbox], [type=radio], [type=file])") && it.value || [...it.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!says || !it.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const ground = grounds(it), style = getComputedStyle(it), of = (color) => ratio(paint(...ground, color), paint(...ground));
    const text = of(style.color), line = style.textDecorationLine.includes("underline") ? of(style.textDecorationColor) : 21;
    if (text < 4.5 || line < 3) found.push(`${text.toFixed(2)}, line ${line.toFixed(2)}: ${it.outerHTML.slice(0, 120)}`);
  }
  return [...new Set(found)];
}"""
#: Nothing stays folded, and of two buttons beside each other one is pressed: it has colours of its own.
UNFOLD = """() => {
  document.querySelectorAll("details").forEach((it) => { it.open = true });
  document.querySelectorAll("[aria-pressed]:first-child").forEach((it) => it.setAttribute("aria-pressed", "true"));
}"""


def bring_about(inspector: CDPSession, state: list[str]) -> int:
    """The state at everything on the page that answers to a pointer or a key; how many that are."""
    root = inspector.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
    nodes: list[int] = inspector.send("DOM.querySelectorAll", {"nodeId": root, "selector": ACTIVE})["nodeIds"]
    for node in nodes:
        inspector.send("CSS.forcePseudoState", {"nodeId": node, "forcedPseudoClasses": state})
    return len(nodes)


class Eye:
    """Looks at a page in every state and remembers what does not stand out, with where it was."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.weak: dict[str, str] = {}
        self._inspector = page.context.new_cdp_session(page)
        self._inspector.send("DOM.enable")
        self._inspector.send("CSS.enable")

    def look(self, where: str) -> None:
        self.page.evaluate(UNFOLD)
        for state in STATES:
            assert bring_about(self._inspector, state) > 10, where
            self.weak |= dict.fromkeys(self.page.evaluate(WEAK), f"{where} {' '.join(state)}")

    def tell(self) -> str:
        return "\n".join(f"{text} at {where}" for text, where in self.weak.items())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground_in_every_state(visit: Open, address: str, scheme: str) -> None:
    page = visit(color_scheme=scheme).page
    eye = Eye(page)
    for path in KINDS:
        page.goto(address + path)
        if "?q=" in path:
            page.locator("#results h3").first.wait_for()
        eye.look(path)
    assert not eye.weak, eye.tell()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_so_does_what_opens_over_a_page(visit: Open, scheme: str) -> None:
    page = visit(f"{DEAL}/", color_scheme=scheme, viewport={"width": 360, "height": 740}).page
    eye = Eye(page)
    page.locator(".sources a.n").first.click()
    page.locator(".pop a").wait_for()
    eye.look("evidence in place")
    page.keyboard.press("Escape")
    page.locator("#find").click()
    page.get_by_role("searchbox").fill("zephyr")
    page.locator("dialog h3").first.wait_for()
    eye.look("search over a page")
    assert not eye.weak, eye.tell()


def test_so_does_what_a_reader_in_the_dark_prints(visit: Open, address: str) -> None:
    page = visit(color_scheme="dark").page
    page.emulate_media(media="print")
    for path in KINDS:
        page.goto(address + path)
        page.evaluate(UNFOLD)
        assert page.evaluate(WEAK) == [], path
