// Comforts of every page; each page reads and works without them.
(() => {
const root = document.documentElement, $ = (id) => document.getElementById(id), $$ = (it) => document.querySelector(it), all = (it) => [...document.querySelectorAll(it)];
// Whoever holds a key down wants the link opened elsewhere.
const held = (it) => it.ctrlKey || it.metaKey || it.shiftKey;
const make = (name, fields) => Object.assign(document.createElement(name), fields);
// Dark or light: the system's choice until the reader makes another, which this browser remembers.
const system = matchMedia("(prefers-color-scheme: dark)"), button = $("dark");
const recall = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
const keep = (name, value) => { try { value ? localStorage.setItem(name, value) : localStorage.removeItem(name); } catch { } };
const isDark = () => (root.dataset.theme || (system.matches ? "dark" : "light")) === "dark";
const show = (theme) => {
  if (theme) root.dataset.theme = theme; else delete root.dataset.theme;
  button?.setAttribute("aria-pressed", isDark());
};
show(recall("theme"));
if (button) {
  button.hidden = false;
  button.onclick = () => {
    const theme = isDark() ? "light" : "dark", chosen = theme === (system.matches ? "dark" : "light") ? "" : theme;
    keep("theme", chosen);
    show(chosen);
  };
}
// How old an item is now, from the date that stands there.
for (const time of all("time[data-age]")) {
  const [fresh, recent, stale] = time.dataset.age.split("|"), hours = (Date.now() - Date.parse(time.dateTime)) / 36e5;
  const [word, name] = hours < 24 ? [fresh, "fresh"] : hours < 168 ? [recent, "recent"] : [stale, "stale"];
  time.after(make("span", { className: "age " + name, textContent: word }));
}
// A citation opens its evidence in place: lights it up where it stands in view, else shows a copy beside the number.
const inView = (it) => { const box = it.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; };
const light = (note) => {
  note.classList.add("lit");
  setTimeout(() => note.classList.remove("lit"), 1600);
};
// What a note that stands beside the quotation itself is about: the words before its number, or the title.
const quoted = (note) => {
  const said = ($$(`sup a[href="#${note.id}"]`)?.closest("p, td") || $$("h1")).cloneNode(true);
  said.querySelectorAll("sup, small, b, a").forEach((it) => it.remove());
  const { textContent, lang } = said.querySelector("q, [lang]") || said;
  return make("q", { textContent, lang });
};
const open = (link, note) => {
  const pop = make("div", { className: "pop", popover: "auto" }), copy = note.cloneNode(true);
  if (!copy.querySelector("q")) copy.querySelector("b").after(" ", quoted(note));
  copy.removeAttribute("id");
  pop.append(copy);
  pop.ontoggle = (event) => event.newState === "closed" && pop.remove();
  link.closest("sup, span").after(pop);
  pop.showPopover();
  const box = link.getBoundingClientRect(), left = Math.min(box.left, innerWidth - pop.offsetWidth - 16);
  const above = box.bottom + pop.offsetHeight + 8 > innerHeight;
  pop.style.left = Math.max(16, left) + scrollX + "px";
  pop.style.top = (above ? box.top - pop.offsetHeight - 8 : box.bottom + 8) + scrollY + "px";
};
addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  // From a folder on disk there is no server to find index.html.
  if (location.protocol === "file:" && link.protocol === "file:" && link.pathname.endsWith("/")) {
    event.preventDefault();
    location.href = link.href.replace(/\/(?=[#?]|$)/, "/index.html");
  }
  const note = link.matches("sup a, a.n") && $(link.hash.slice(1));
  if (!note || !("popover" in note) || held(event)) return;
  event.preventDefault();
  inView(note) ? light(note) : open(link, note);
});
// Share and cite, where the browser can.
const act = (id, can, does) => { const it = $(id); if (it && can) { it.hidden = false; it.onclick = () => does(it); } };
const canonical = $$("link[rel=canonical]")?.href;
const heading = $$("h1")?.textContent;
act("share", navigator.share, () => navigator.share({ title: heading, url: canonical }).catch(() => { }));
act("cite", navigator.clipboard, async (it) => {
  await navigator.clipboard.writeText(`“${heading}”, ${it.dataset.from}. ${canonical}`);
  const before = it.textContent;
  it.textContent = it.dataset.done;
  setTimeout(() => it.textContent = before, 2000);
});
// The table of contents says where the reader is: the last section whose head has passed the top.
const toc = all(".toc a").reverse();
let here;
const follow = () => {
  const now = toc.find((it) => $(it.hash.slice(1)).getBoundingClientRect().top < innerHeight / 3);
  if (now === here) return;
  here?.removeAttribute("aria-current");
  (here = now)?.setAttribute("aria-current", true);
  // On a phone it is one line, which follows; where a finger has pushed it stays until the next section.
  now?.parentNode.scrollTo(now.offsetLeft - 64, 0);
};
toc[0] && addEventListener("scroll", () => requestAnimationFrame(follow));
follow();
// The language a reader chose is the one that the front page opens in; a link to another page leads to that page.
const tongues = all("a.tongue");
const wanted = tongues.find((it) => it.hreflang === recall("tongue"));
if (wanted && $$(".brand").pathname === location.pathname) location.replace(wanted.href + location.hash);
tongues.forEach((it) => it.addEventListener("click", () => keep("tongue", it.hreflang)));
// Search opens over the page; its script comes when it is first asked for, and serves the icon from then on.
const find = $("find");
find?.addEventListener("click", (event) => {
  if ($("searching") || location.protocol === "file:" || held(event)) return;
  event.preventDefault();
  if (find.typed != null) return;
  find.typed = "";
  document.head.append(make("script", { src: find.dataset.script, onerror: () => { location.href = find.href; } }));
});
// Keys: / searches, arrows turn to the week before and after. What is typed while the form is on its way stands in it.
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, summary, dialog, [popover]")) return;
  const { key } = event, isHere = $("searching"), early = find?.typed != null && !isHere && !key[1];
  const way = { "/": !isHere && find, ArrowLeft: $$("a[rel=prev]"), ArrowRight: $$("a[rel=next]") }[key];
  if (!early && !way) return;
  event.preventDefault();
  early ? find.typed += key : way.click();
});
// A swipe turns the weeks, too: a quick one, more across than down, that scrolls nothing and selects nothing.
let from = null;
addEventListener("touchstart", (event) => {
  const { clientX: x, clientY: y } = event.touches[0];
  from = event.touches.length > 1 || event.target.closest("table, input, select, .mast") ? null : { x, y, at: event.timeStamp };
}, { passive: true });
addEventListener("touchend", (event) => {
  const { clientX, clientY } = event.changedTouches[0];
  if (!from || event.timeStamp - from.at > 500 || Math.abs(clientX - from.x) < 90 || Math.abs(clientY - from.y) > 40 || String(getSelection())) return;
  $$(`.dateline a[rel=${clientX > from.x ? "prev" : "next"}]`)?.click();
});
// On paper everything is unfolded, and the page says where it stands.
addEventListener("beforeprint", () => {
  all("details").forEach((it) => { it.open = true; });
  root.dataset.at = canonical;
});
})();
