// The reader's own view: what was read, what is followed or muted, whose eyes order the week. Kept in this browser only;
// every page reads without it.
(() => {
const root = document.documentElement, $ = (id) => document.getElementById(id);
const top = new URL(root.dataset.top, location).pathname, base = new URL(document.querySelector(".brand").href).pathname;
const NAME = "recap:" + top, VISIT = 30 * 6e4, MOST = 2000, ITEM = /^\d{4}\/W\d\d\/[^/]+\/$/;
// Two sites on one host do not mix, and a full or forbidden store never breaks a page.
const EMPTY = () => ({ read: {}, shown: {}, follow: {}, mute: {}, words: [], lens: "", density: "", own: false, visit: { number: 0, last: 0 } });
const isMap = (it) => it && typeof it === "object" && !Array.isArray(it);
const isFit = {
  words: (it) => Array.isArray(it) && it.every((word) => typeof word === "string"),
  lens: (it) => typeof it === "string",
  density: (it) => typeof it === "string",
  own: (it) => typeof it === "boolean",
  visit: (it) => isMap(it) && Number.isFinite(it.number) && Number.isFinite(it.last),
};
// What data holds of a view, each part as it should be; other parts are left out.
const shaped = (data) => Object.fromEntries(Object.keys(EMPTY()).filter((key) => isMap(data) && (isFit[key] || isMap)(data[key])).map((key) => [key, data[key]]));
const recall = () => { try { return { ...EMPTY(), ...shaped(JSON.parse(localStorage.getItem(NAME))) }; } catch { return EMPTY(); } };
const latest = (map) => Object.fromEntries(Object.entries(map).slice(-MOST));
const keep = () => {
  state.read = latest(state.read);
  state.shown = latest(state.shown);
  try { localStorage.setItem(NAME, JSON.stringify(state)); } catch { }
};
let state = recall();
const change = (does) => { state = recall(); does(state); keep(); apply(); };
// A page of any language has the same address here.
const addressOf = (link) => link.pathname.startsWith(base) ? link.pathname.slice(base.length).replace(/index\.html$/, "") : "";
const itemOf = (entry) => { const link = entry.querySelector("h3 a, h4 a, a"); return link && ITEM.test(addressOf(link)) ? addressOf(link) : ""; };
const entries = [...document.querySelectorAll(".ranked > li, .groups .brief, .also > li, .list > li, .related > li")].filter(itemOf);
// A line that has no keys of its own is about an item of the lists below it.
const mutable = [...document.querySelectorAll("[data-in], .lines li, .since li")], lists = new Map();
const known = new Map(entries.map((it) => [itemOf(it), it.dataset.in]));
for (const it of entries.filter((it) => it.dataset.in !== undefined)) {
  const list = it.closest("section");
  lists.set(list, [...(lists.get(list) || []), it]);
}
const bar = $("mine"), [read, fresh, followed] = root.dataset.my.split("|"), NOTES = { read, new: fresh, followed };
// Whole words: muting AI does not mute air. Chinese has no spaces between words.
const hasWord = (text, word) => /[\u3040-\u9fff]/.test(word) ? text.includes(word)
  : new RegExp(`(?<![\\p{L}\\p{N}])${word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\p{L}\\p{N}])`, "iu").test(text);
const keysOf = (entry) => (entry.dataset.in || known.get(itemOf(entry)) || "").split(" ");
// Its words are in another language than the page's.
const isForeign = (entry) => Boolean(entry.lang || entry.querySelector("h3 a, h4 a, a")?.lang);
const isMuted = (entry) => (state.own && isForeign(entry)) || keysOf(entry).some((key) => key in state.mute) || state.words.some((word) => hasWord(entry.textContent, word));
const mark = (entry, name, on) => {
  entry.classList.toggle(name, on);
  let note = entry.querySelector(`:scope .note-${name}`);
  if (!on) return note?.remove();
  if (note) return;
  note = document.createElement("span");
  note.className = `mine-note note-${name}`;
  // A word of its own where it is read out.
  note.textContent = ` ${NOTES[name]}`;
  entry.querySelector("a").after(note);
};
const isFor = (it) => state.lens && keysOf(it).includes(state.lens);
const rank = (it) => it.hidden ? 2 : isFor(it) ? 0 : 1;
// Each place of a list, folded or not, gets the entry that is next; what is hidden leaves the open ones to the others.
const order = () => lists.forEach((own) => {
  own.forEach((it, n) => { it.style.counterSet = `n ${n + 1}`; });
  const places = [...own].sort((a, b) => a.compareDocumentPosition(b) & 2 ? 1 : -1).map((it) => {
    const place = document.createComment("");
    it.replaceWith(place);
    return place;
  });
  [...own].sort((a, b) => rank(a) - rank(b)).forEach((it, n) => places[n].replaceWith(it));
});
const filled = (text, n) => text.replace("{n}", n);
const count = (name, n) => filled(n === 1 ? bar.dataset[name + "One"] : bar.dataset[name], n);
const tell = (news, muted) => {
  bar.hidden = false;
  $("lens").value = state.lens;
  const isLost = state.lens && ![...lists.values()].flat().some(isFor);
  $("news").textContent = isLost ? bar.dataset.noOne : news ? count("new", news) : "";
  const show = $("muted");
  show.hidden = !muted;
  show.textContent = count("muted", muted);
  show.setAttribute("aria-pressed", bar.classList.contains("open"));
  $("ordered").hidden = !state.lens;
  $("own").checked = state.own;
  $("own").parentNode.hidden = !state.own && !mutable.some(isForeign);
};
const apply = () => {
  root.dataset.density = state.density;
  const muted = new Set();
  let news = 0;
  for (const entry of entries) {
    const address = itemOf(entry), isNew = state.visit.number > 1 && state.shown[address] === state.visit.number;
    mark(entry, "read", address in state.read);
    mark(entry, "new", isNew && !(address in state.read));
    mark(entry, "followed", keysOf(entry).some((key) => key in state.follow));
    news += isNew;
  }
  for (const it of mutable) {
    const isOut = isMuted(it);
    it.hidden = isOut && !bar?.classList.contains("open");
    if (isOut) muted.add(itemOf(it));
  }
  order();
  if (bar) tell(news, muted.size);
  document.querySelectorAll("[data-keep]").forEach((it) => {
    it.hidden = false;
    it.querySelectorAll("button").forEach((button) => button.setAttribute("aria-pressed", it.dataset.keep in state[button.value]));
  });
  if ($("view")) view();
};
// ---- The page of all settings ----
const row = (label, off) => {
  const li = document.createElement("li"), button = document.createElement("button");
  button.type = "button";
  button.textContent = $("view").dataset.remove;
  button.setAttribute("aria-label", `${button.textContent}: ${label}`);
  button.onclick = off;
  li.append(label, " ", button);
  return li;
};
const view = () => {
  $("scriptless").hidden = true;
  $("view").hidden = false;
  for (const kind of ["follow", "mute"]) {
    $(kind).replaceChildren(...Object.entries(state[kind]).map(([key, label]) => row(String(label), () => change((it) => { delete it[kind][key]; }))));
  }
  $("words").replaceChildren(...state.words.map((word) => row(word, () => change((it) => { it.words = it.words.filter((own) => own !== word); }))));
  $("lens").value = state.lens;
  $("own").checked = state.own;
  $("density").value = state.density;
  $("counted").textContent = filled($("view").dataset.counted, Object.keys(state.read).length);
};
const say = (text) => { $("said").textContent = text; };
const wire = () => {
  const form = $("view");
  $("density").onchange = () => change((it) => { it.density = $("density").value; });
  form.onsubmit = (event) => {
    event.preventDefault();
    const word = form.word.value.trim();
    if (word) change((it) => { it.words = [...new Set([...it.words, word])]; });
    form.word.value = "";
  };
  $("export").onclick = () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(recall(), null, 1)], { type: "application/json" }));
    link.download = "recap-view.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  $("import").onchange = async () => {
    try {
      const found = shaped(JSON.parse(await $("import").files[0].text()));
      if (!Object.keys(found).length) throw new Error("other");
      change((it) => Object.assign(it, found));
      say(form.dataset.imported);
    } catch { say(form.dataset.refused); }
    $("import").value = "";
  };
  $("clear").onclick = () => { change((it) => Object.assign(it, EMPTY())); say(form.dataset.cleared); };
};
// ---- From one event to the next, in the order of the list that it was opened from; kept in this tab only ----
const TRAIL = NAME + ":trail";
const listed = () => {
  const shown = entries.filter((it) => it.isConnected && !it.hidden && !it.closest(".related")), found = new Map();
  for (const it of shown.sort((a, b) => a.compareDocumentPosition(b) & 2 ? 1 : -1)) {
    const { textContent, lang } = it.querySelector("h3 a, h4 a, a");
    if (!found.has(itemOf(it))) found.set(itemOf(it), [textContent, lang]);
  }
  return [...found];
};
addEventListener("click", (event) => {
  const link = event.target.closest("a"), entry = link && entries.find((it) => it.contains(link) && itemOf(it) === addressOf(link));
  if (!entry || entry.closest(".related")) return;
  try { sessionStorage.setItem(TRAIL, JSON.stringify({ of: document.querySelector("h1").textContent, list: listed() })); } catch { }
});
const turn = (list, at, rel, icon) => {
  const [address, [title, lang]] = list[at] || ["", []];
  if (!ITEM.test(address)) return "";
  const link = document.createElement("a"), mark = document.createElement("i"), words = document.createElement("span");
  link.rel = rel;
  link.href = base + address;
  mark.className = `i ${icon}`;
  words.textContent = title;
  if (lang) words.lang = lang;
  link.append(mark, words);
  return link;
};
const lead = (here) => {
  try {
    const { of, list } = JSON.parse(sessionStorage.getItem(TRAIL)), at = list.findIndex(([address]) => address === here);
    if (at < 0 || list.length < 2) return;
    const nav = document.createElement("nav");
    nav.className = "turn";
    nav.ariaLabel = of;
    nav.append(turn(list, at - 1, "prev", "i-left"), turn(list, at + 1, "next", "i-right"));
    document.querySelector(".item .end").before(nav);
  } catch { }
};
// ---- This view of a page ----
// Where the menu is longer than a phone is wide, the part that the page is of stands in view.
const part = document.querySelector(".mast nav [aria-current]");
if (part) part.parentNode.scrollLeft = part.offsetLeft - 64;
const now = Date.now(), here = addressOf(location);
if (now - state.visit.last > VISIT) state.visit.number += 1;
state.visit.last = now;
if (ITEM.test(here) && document.querySelector("article.item")) {
  state.read[here] = 1;
  lead(here);
}
for (const entry of entries) state.shown[itemOf(entry)] ??= state.visit.number;
keep();
if ($("view")) wire();
$("lens")?.addEventListener("change", () => change((it) => { it.lens = $("lens").value; }));
$("own")?.addEventListener("change", () => change((it) => { it.own = $("own").checked; }));
$("ordered")?.addEventListener("click", () => change((it) => { it.lens = ""; }));
$("muted")?.addEventListener("click", () => { bar.classList.toggle("open"); apply(); });
document.querySelectorAll("[data-keep] button").forEach((button) => button.addEventListener("click", () => change((it) => {
  const { keep: key, label } = button.parentNode.dataset, kind = button.value, other = kind === "follow" ? "mute" : "follow";
  if (key in it[kind]) delete it[kind][key]; else { it[kind][key] = label; delete it[other][key]; }
})));
addEventListener("storage", (event) => { if (event.key === NAME) { state = recall(); apply(); } });
// Back from another page: what was read meanwhile is marked.
addEventListener("pageshow", (event) => { if (event.persisted) { state = recall(); apply(); } });
apply();
})();
