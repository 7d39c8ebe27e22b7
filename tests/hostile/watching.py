"""Every file of a built site in a real browser that tells what it should not do: run, ask another host, obey markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import markdown
from playwright.sync_api import Browser, BrowserContext, Error, Page

from tests.browser.conftest import Quiet, serving

LETTER = "letter.html"
"""The name of a letter beside the pages: mail programs read styles only where they stand in it."""
#: What a site holds that browsers open; the rest is pictures and styles.
OPENED = {".html", ".xml", ".json", ".md", ".txt", ".opml", ".ics"}
#: Runs in each page before anything else: what the texts call, and what the browser refuses.
EARS = """
window.hit = (name) => report(`ran ${name}`);
for (const name of ['alert', 'confirm', 'prompt', 'print']) window[name] = () => report(`ran ${name}`);
document.addEventListener('securitypolicyviolation', (it) => report(`refused ${it.violatedDirective} ${it.blockedURI}`));
"""
#: Runs in each page when it is there: elements, attributes and links that are none of ours.
EYES = """
async (isLetter) => {
  await new Promise((done) => setTimeout(done, 15));
  const found = [];
  const strange = 'iframe,frame,object,embed,applet,base,math,marquee,style,foreignObject,animate,template,audio,video,' +
    'script:not([src]):not([type="application/ld+json"])';
  for (const it of document.querySelectorAll(strange)) if (!isLetter || it.localName !== 'style') found.push(`an element ${it.outerHTML.slice(0, 80)}`);
  for (const it of document.querySelectorAll('meta[data-was=refresh i], meta[http-equiv=refresh i]'))
    if (!/^0; url=[.][/.a-z0-9-]*$/i.test(it.content)) found.push(`a refresh ${it.content}`);
  for (const it of document.querySelectorAll('*'))
    for (const {name, value} of it.attributes) {
      const is_order = name === 'style' && /^counter-set: n [0-9]+;$/.test(value);  // what our own script sets
      if (isLetter && name === 'style') continue;
      if (/^on|^style$|^srcdoc$/i.test(name) && !is_order) found.push(`an attribute ${name} of ${it.outerHTML.slice(0, 80)}`);
      if (/^(href|src|action|formaction|data|poster|xlink:href)$/i.test(name)) {
        let url; try { url = new URL(value, location.href) } catch { found.push(`no address ${value}`); continue }
        if (!/^(https?|mailto):$/.test(url.protocol)) found.push(`an address ${value.slice(0, 80)}`);
        if (url.username || url.password) found.push(`a user in ${value.slice(0, 80)}`);
      }
    }
  return found;
}
"""
#: What nobody should find in any file: a template that was evaluated, and characters that nobody sees.
_TRACE = re.compile(
    "94011|[\u00ad\u034f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufe04\ufeff]|[\u0300-\u036f]{5}"
)


class Served(Quiet):
    """As static hosts serve such a site, but that calendars are shown: browsers only save them; and that pages which lead
    on by themselves, as one that moved does, wait to be looked at: their refresh is an attribute that no browser knows."""

    extensions_map = {**Quiet.extensions_map, ".md": "text/plain", ".opml": "text/xml", ".ics": "text/plain"}  # noqa: RUF012 (as its base)

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.suffix != ".html" or not path.is_file():
            return super().do_GET()
        body = re.sub(rb"(?i)http-equiv(\s*=\s*[\"']?\s*refresh)", rb"data-was\1", path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None


def watched(
    browser: Browser, site: Path, files: Iterable[str] | None = None, word: str = "", *, policy: bool = True
) -> list[str]:
    """What was found, `file: what`; empty where all is well.

    files: those to open, all by default; word: what to search for; policy: with the site's content security policy.
    Without it a browser shows what the policy alone holds back.
    """
    found: list[str] = []
    with serving(site, Served) as base:
        context = browser.new_context(bypass_csp=not policy)
        where = [""]
        _listen(context, base, lambda what: found.append(f"{where[0]}: {what}"))
        page = context.new_page()
        for path in opened(site) if files is None else files:
            where[0] = path
            found += [f"{path}: {what}" for what in [*_seen(page, base + path), *traces(site / path)]]
        if word:
            where[0] = f"search for {word}"
            page.goto(f"{base}search/?q={word}")
            page.locator(".results a").first.wait_for(timeout=30_000)
            found += [f"{where[0]}: {what}" for what in page.evaluate(EYES, False)]
        context.close()
    return sorted(set(found))


def opened(site: Path) -> Iterator[str]:
    """The files that are opened, relative to the site."""
    for path in sorted(site.rglob("*")):
        if path.suffix in OPENED and path.is_file():
            yield path.relative_to(site).as_posix()


def _seen(page: Page, url: str) -> list[str]:
    """What a page holds that it should not; that it leads away by itself, too."""
    try:
        page.goto(url)
        return list(page.evaluate(EYES, url.endswith(LETTER))) if url.endswith(".html") else []
    except Error as error:
        return [f"leaves: {error.message}"]


def one_of_each(site: Path) -> list[str]:
    """Every page of an item, and of other files one of each kind: those of one name in one folder are one kind."""
    kinds = dict[tuple[str, ...], str]()
    for path in opened(site):
        folders = path.split("/")
        kinds[(path,) if path.startswith("20") else (folders[0], *folders[-1:])] = path
    return sorted(kinds.values())


def traces(path: Path) -> Iterator[str]:
    """What is left in a file of templates that were evaluated and characters that nobody sees."""
    text = path.read_text("utf-8")
    for trace in _TRACE.finditer(text):
        yield f"{trace[0]!a} in {text[trace.start() - 40 : trace.end() + 20]!a}"


def rendered(site: Path) -> None:
    """Beside each Markdown copy what a reader of Markdown makes of it, on a page without any policy."""
    for path in [it for it in site.rglob("*.md") if it.is_file()]:
        html = markdown.markdown(path.read_text("utf-8"), extensions=["extra", "md_in_html"])
        path.with_name("rendered-copy.html").write_text(f"<!doctype html><meta charset=utf-8>{html}", "utf-8")


def _listen(context: BrowserContext, base: str, tell: Callable[[str], None]) -> None:
    context.expose_binding("report", lambda _, what: tell(what))
    context.add_init_script(EARS)
    context.on("request", lambda request: None if request.url.startswith(base) else tell(f"asks {request.url}"))
    context.on("weberror", lambda error: tell(f"fails {error.error}"))
    context.route(re.compile(rf"^(?!{re.escape(base)})"), lambda route: route.fulfill(status=204))
