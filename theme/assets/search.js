// Search in the browser over small files of generator/site/search.py; nothing is fetched before the reader types.
(() => {
const form = document.getElementById("search"), input = form.q, list = document.getElementById("results");
const status = document.getElementById("count"), hint = status.dataset.hint, SHOWN = 20;
const CJK = "\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff";
const RUN = new RegExp(`[${CJK}]+|(?:(?![${CJK}])[\\p{L}\\p{N}])+`, "gu"), IS_CJK = new RegExp(`^[${CJK}]`);
const files = new Map();
const load = (path) => {
  if (!files.has(path)) files.set(path, fetch(form.dataset.index + path).then((it) => it.ok ? it.json() : it.status === 404 ? null : Promise.reject(it.status)));
  return files.get(path);
};
// The same words as tokens() in search.py; of Chinese the pairs alone, which say more than the single characters.
const words = (text) => (text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").match(RUN) || []).flatMap((run) => {
  const chars = [...run];
  return !IS_CJK.test(run) ? [run.slice(0, 40)] : chars.length < 2 ? chars : chars.slice(1).map((char, n) => chars[n] + char);
});
const bucket = (word, buckets) => {
  const [first, second] = [...word].map((char) => char.codePointAt(0));
  return (IS_CJK.test(word) ? first : first * 31 + (second || 0)) % buckets;
};
// number of the item -> points: 3 where the word is in the title, 1 elsewhere, less for a word that only begins so.
const collect = (points, steps, weight) => {
  let at = 0;
  for (const step of steps) {
    at += step;
    points.set(at >> 1, Math.max(points.get(at >> 1) || 0, (at & 1 ? 3 : 1) * weight));
  }
  return points;
};
const matches = async (year, word, isLast, buckets) => {
  const entries = await load(`${year}/w${bucket(word, buckets)}.json`) || {}, points = new Map();
  if (isLast && word.length > 1 && !IS_CJK.test(word)) for (const key in entries) if (key.startsWith(word)) collect(points, entries[key], .6);
  return collect(points, entries[word] || [], 1);
};
const both = (one, other) => new Map([...one].filter(([n]) => other.has(n)).map(([n, points]) => [n, points + other.get(n)]));
const inYear = async (year, query, settings) => {
  const wanted = query.words.map((word, n) => matches(year, word, n === query.words.length - 1, settings.buckets));
  const filters = query.filters.map(async (name) => collect(new Map(), await load(`${year}/f${name}.json`) || [], 0));
  const found = (await Promise.all([...wanted, ...filters])).reduce(both);
  return [...found].map(([number, points]) => ({ year, number, points }));
};
const record = async (hit, chunk) => (await load(`${hit.year}/r${Math.floor(hit.number / chunk)}.json`))[hit.number % chunk];
const make = (name, text, lang) => {
  const element = document.createElement(name);
  element.textContent = text;
  if (lang && lang !== document.documentElement.lang) element.lang = lang;
  return element;
};
const row = ([title, lang, address, week, hook]) => {
  const li = document.createElement("li"), div = document.createElement("div"), h3 = document.createElement("h3");
  const link = make("a", title, lang), dek = make("p", hook, lang), [year, number] = week.split("-W");
  link.href = form.dataset.root + address;
  dek.className = "dek";
  h3.append(link);
  const facts = make("p", number ? form.dataset.week.replace("{number}", +number).replace("{year}", year) : week);
  facts.className = "facts";
  div.append(h3, dek, facts);
  li.append(div);
  return li;
};
const ask = () => ({
  text: input.value.trim(),
  words: [...new Set(words(input.value))],
  filters: [form.topic.value && "topic-" + form.topic.value, form.lang.value && "lang-" + form.lang.value].filter(Boolean),
});
const say = (text) => { status.textContent = text; };
let turn = 0;
const search = async () => {
  const mine = ++turn, query = ask();
  history.replaceState(null, "", query.text ? "?q=" + encodeURIComponent(query.text) : location.pathname);
  if (!query.words.length) { list.replaceChildren(); return say(query.text ? form.dataset.none : hint); }
  try {
    const settings = await load("segments.json"), stop = new Set(settings.stopwords);
    const kept = query.words.filter((word) => !stop.has(word));
    query.words = kept.length ? kept : query.words;
    // Filters are about items; the segment of names comes before all years.
    const segments = settings.segments.map(([year]) => year).filter((year) => +year || !query.filters.length);
    const hits = (await Promise.all(segments.map((year) => inYear(year, query, settings)))).flat();
    const order = ({ year }) => +year || Infinity;
    hits.sort((a, b) => b.points - a.points || order(b) - order(a) || b.number - a.number);
    const rows = (await Promise.all(hits.slice(0, SHOWN).map((hit) => record(hit, settings.chunk)))).map(row);
    if (mine !== turn) return;
    list.replaceChildren(...rows);
    const count = (hits.length === 1 ? form.dataset.one : form.dataset.other).replace("{n}", hits.length);
    say(!hits.length ? form.dataset.none : hits.length > SHOWN ? `${count}, ${form.dataset.more.replace("{n}", SHOWN)}` : count);
  } catch {
    if (mine === turn) say(form.dataset.failed);
  }
};
let timer;
const soon = () => { clearTimeout(timer); timer = setTimeout(search, 120); };
const step = (way) => {
  const links = [...list.querySelectorAll("a")], at = links.indexOf(document.activeElement) + way;
  (at < 0 ? input : links[Math.min(at, links.length - 1)])?.focus();
};
input.addEventListener("input", soon);
form.addEventListener("change", soon);
form.addEventListener("submit", (event) => { event.preventDefault(); list.querySelector("a")?.focus(); });
addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.target.closest("input, select")) { event.preventDefault(); input.select(); }
  if ((event.key === "ArrowDown" || event.key === "ArrowUp") && (event.target === input || list.contains(event.target))) {
    event.preventDefault();
    step(event.key === "ArrowDown" ? 1 : -1);
  }
});
// What was typed before this script came counts; else what the address asks for.
input.value ||= new URLSearchParams(location.search).get("q") || "";
search();
})();
