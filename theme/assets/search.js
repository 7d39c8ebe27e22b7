// Search in the browser over small files of generator/site/search.py; nothing is fetched before the reader searches.
// On the page of search it serves the form that stands there; on any other it fetches that form and opens it in a dialog.
(() => {
const SHOWN = 10, MOST_NAMES = 3, MOST_PAGES = 4, FILTERS = ["topic", "company", "source", "week", "lang"], NAMES = "names";
const CJK = "\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff";
const RUN = new RegExp(`[${CJK}]+|\\p{Nd}+|(?:(?![${CJK}]|\\p{Nd})[\\p{L}\\p{N}])+(?:\\+\\+|#(?![\\p{L}\\p{N}]))?`, "gu"), IS_CJK = new RegExp(`^[${CJK}]`);
const RAW_RUN = new RegExp(`[${CJK}]+|\\p{Nd}+|(?:(?![${CJK}]|\\p{Nd})[\\p{L}\\p{N}\\p{M}])+(?:\\+\\+|#(?![\\p{L}\\p{N}]))?`, "gu");
// A name as a whole, which is a word of its own among the names.
const WHOLE = 100, whole = (text) => "=" + (plain(text).match(RUN) || []).join("");
const american = (word) => word.length > 12 ? word : word.replace(/(?<=[a-z]{2}[bt])re(?=s?$)/, "er").replace(/(?<=[a-z]{3}o)u(?=rs?$)/, "");
const plain = (text) => text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "");
// The words that tokens() in search.py makes of a text; of a single Chinese character what begins with it is found too.
const words = (text) => (plain(text).match(RUN) || []).flatMap((run) => {
  const chars = [...run];
  return !IS_CJK.test(run) ? [american(run.slice(0, 40))] : chars.length < 2 ? chars : chars.slice(1).map((char, n) => chars[n] + char);
});
const begins = (word, isLast) => IS_CJK.test(word) ? [...word].length < 2 : isLast && word.length > 1;
const make = (name, text = "", lang = "") => {
  const element = document.createElement(name);
  element.textContent = text;
  if (lang && lang !== document.documentElement.lang) element.lang = lang;
  return element;
};

// How many letters to add, drop, change or swap make one word of the other; more than most is not counted.
const distance = (one, other, most) => {
  if (Math.abs(one.length - other.length) > most || one[0] !== other[0]) return most + 1;
  let before, last = [...other, 0].map((_, n) => n);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (one[i - 1] !== other[j - 1]));
      if (before && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    [before, last] = [last, row];
  }
  return last[other.length];
};

// ---- The index ----
// index: its address. Every file is fetched once; one that could not be had is asked for again.
const openIndex = (index) => {
  const files = new Map();
  const load = (path) => {
    if (!files.has(path)) files.set(path, fetch(index + path).then((it) => it.ok ? it.json() : Promise.reject(it.status)).catch((fault) => {
      files.delete(path);
      throw fault;
    }));
    return files.get(path);
  };
  // The pages a word is in, and those of the words that begin with it.
  const pagesOf = (beginnings, word, hasMore) => {
    let first = beginnings.length - 1;
    while (first > 0 && beginnings[first] > word) first--;
    const pages = first < 0 ? [] : [first];
    // Letters that begin so many words are not yet a question.
    while (hasMore && pages.length < MOST_PAGES && beginnings[++first]?.startsWith(word)) pages.push(first);
    return pages;
  };
  // number of the item -> points: 3 where the word is in the title, 1 elsewhere, less for a word that only begins so.
  const collect = (points, steps, weight) => {
    let at = 0;
    for (const step of steps) {
      at += step;
      points.set(at >> 1, Math.max(points.get(at >> 1) || 0, (at & 1 ? 3 : 1) * weight));
    }
  };
  const matches = async ([name, , beginnings], word, hasMore, weight) => {
    const points = new Map();
    for (const page of await Promise.all(pagesOf(beginnings, word, hasMore).map((page) => load(`${name}/w${page}.json`)))) {
      if (Object.hasOwn(page, word)) collect(points, page[word], weight);
      if (hasMore) for (const key in page) if (key !== word && key.startsWith(word)) collect(points, page[key], weight * (IS_CJK.test(word) ? 1 : .6));
    }
    return points;
  };
  const both = (one, other) => new Map([...one].filter(([n]) => other.has(n)).map(([n, points]) => [n, points + other.get(n)]));
  const inSegment = async (segment, query) => {
    const wanted = query.words.map((word, n) => matches(segment, word, begins(word, n === query.words.length - 1), 1));
    const filters = query.filters.map((word) => matches(segment, word, false, 0));
    const found = (await Promise.all([...wanted, ...filters])).reduce(both);
    const named = segment[0] === NAMES && query.whole ? await matches(segment, query.whole, false, WHOLE) : new Map();
    return [...found].map(([number, points]) => ({ segment: segment[0], number, points: points + (named.get(number) || 0) }));
  };
  // A filter is about items, and a week about one year's.
  const isAsked = (name, { filters, week }) => !filters.length || (name !== NAMES && (!week || week.startsWith(name.split("-")[0])));
  // Each page once, by its best points.
  const once = (hits) => [...new Map(hits.sort((a, b) => a.points - b.points).map((it) => [`${it.segment} ${it.number}`, it])).values()];
  return {
    load,
    // isLoose: no page has all the words, these have all but one.
    async find(query) {
      const { segments, stopwords } = await load("segments.json"), stop = new Set(stopwords);
      const kept = query.words.filter((word) => !stop.has(word));
      const asked = { ...query, words: kept.length ? kept : query.words };
      const names = segments.map(([name]) => name).filter((name) => isAsked(name, query)), place = new Map(names.map((name, n) => [name, n]));
      const own = segments.filter(([name]) => place.has(name));
      const all = async (words, whole) => (await Promise.all(own.map((it) => inSegment(it, { ...asked, words, whole })))).flat();
      const strict = await all(asked.words, asked.whole), isLoose = !strict.length && asked.words.length > 1;
      const without = (word) => all(asked.words.filter((it) => it !== word), "");
      const hits = isLoose ? once((await Promise.all(asked.words.map(without))).flat()) : strict;
      const newest = (a, b) => place.get(a.segment) - place.get(b.segment) || b.number - a.number;
      hits.sort((a, b) => b.points - a.points || newest(a, b));
      // Forty names that begin with a word are not the news about it.
      const late = new Set(hits.filter((it) => it.segment === NAMES).slice(MOST_NAMES));
      return { hits: [...hits.filter((it) => !late.has(it)), ...late], words: asked.words, isLoose: isLoose && hits.length > 0 };
    },
    // The words with each that no name has put as the name that is spelt most like it; empty where there is none.
    async meant(words) {
      const known = Object.entries(await load("spellings.json"));
      const near = words.map((word) => {
        if (word.length < 4 || IS_CJK.test(word)) return word;
        const most = word.length < 8 ? 1 : 2;
        const close = known.map(([other, events]) => [distance(word, other, most), -events, other]).filter(([far]) => far <= most);
        return close.sort((a, b) => a[0] - b[0] || a[1] - b[1])[0]?.[2] || word;
      });
      return near.join(" ") === words.join(" ") ? "" : near.join(" ");
    },
    async records(hits) {
      const { chunk } = await load("segments.json");
      return Promise.all(hits.map(async ({ segment, number }) => (await load(`${segment}/r${Math.floor(number / chunk)}.json`))[number % chunk]));
    },
  };
};

// ---- What is shown ----
// Beside other words a lone letter is what is left of a genitive.
const counts = (word, sought) => word.length > 1 || sought.length < 2 || /\d/.test(word);
// Where a text has the words that are sought: [from, to, word].
const spansOf = (text, sought) => {
  const last = sought.at(-1), spans = [];
  for (const { 0: run, index } of text.matchAll(RAW_RUN)) {
    const own = IS_CJK.test(run) ? plain(run) : american(plain(run));
    if (!IS_CJK.test(run)) {
      if (sought.includes(own) && counts(own, sought)) spans.push([index, index + run.length, own]);
      else if (last && begins(last, true) && own.startsWith(last)) spans.push([index, index + run.length, last]);
    } else for (const word of sought) if (IS_CJK.test(word)) {
      for (let at = own.indexOf(word); at >= 0; at = own.indexOf(word, at + 1)) spans.push([index + at, index + at + word.length, word]);
    }
  }
  return spans.sort((a, b) => a[0] - b[0]);
};
const held = (text, sought) => new Set(spansOf(text, sought).map(([, , word]) => word));
// A text with the words that were found marked, made of text nodes only.
const marked = (element, sought) => {
  const text = element.textContent, parts = [];
  let end = 0, mark;
  for (const [from, to] of spansOf(text, sought)) {
    if (mark && from <= end) mark.textContent += text.slice(end, Math.max(to, end));
    else parts.push(text.slice(end, from), mark = make("mark", text.slice(from, to)));
    end = Math.max(end, to);
  }
  element.replaceChildren(...parts, text.slice(end));
  return element;
};
// What an event's page says: [text, language, whether it is quoted], claims and the titles of its reports.
const saidOn = async (address) => {
  const answer = await fetch(address), page = new DOMParser().parseFromString(answer.ok ? await answer.text() : "", "text/html");
  return [...page.querySelectorAll(".original, :is(p, td):has(> sup):not(.grew), .sources > li > a")].map((it) => {
    it.querySelectorAll("sup, small, b, .step").forEach((aside) => aside.remove());
    const words = it.querySelector("q, [lang]") || it;
    return [it.textContent.trim(), words.closest("[lang]").lang, words.localName === "q"];
  });
};
// In place of the line below a result the sentence of its page that has most of the words which its title misses.
const explain = async (line, address, sought, missed) => {
  const amount = (text) => { const own = held(text, sought); return missed.filter((word) => own.has(word)).length; };
  let most = amount(line.textContent), best;
  if (most === missed.length) return;
  for (const it of await saidOn(address).catch(() => [])) if (amount(it[0]) > most) most = amount((best = it)[0]);
  if (!best) return;
  const [text, lang, isQuoted] = best, sentence = make("p");
  sentence.className = line.className;
  sentence.append(marked(make(isQuoted ? "q" : "span", text, lang), sought));
  line.replaceWith(sentence);
};
const whenSeen = (element, act) => {
  const observer = new IntersectionObserver((seen) => {
    if (!seen.some((it) => it.isIntersecting)) return;
    observer.disconnect();
    act();
  });
  observer.observe(element);
};

// box: what holds form, count and results; page: the address of the page of search; isPage: whether it is this one.
const begin = (box, page, isPage) => {
  const form = box.querySelector("form"), input = form.elements.q, said = form.dataset;
  const list = box.querySelector("ol"), status = box.querySelector("[role=status]"), more = box.querySelector(".more");
  const link = box.querySelector(".as-page"), ways = box.querySelector(".ways"), panel = box.querySelector("details"), hint = status.dataset.hint;
  const selects = Object.fromEntries(FILTERS.map((name) => [name, form.elements[name]]));
  const root = new URL(said.root, page), index = openIndex(new URL(said.index, page).href);
  const weekName = (week) => { const [year, number] = week.split("-W"); return said.week.replace("{number}", +number).replace("{year}", year); };
  // dek: the hook of an item; of a name or story, of which kind tells, how many events are about it.
  // told: title and hook by language, where the page of that language has them so.
  const row = ([title, lang, address, dek, kind, dekLang, told], sought) => {
    const tongue = document.documentElement.lang, [ownTitle, ownHook] = told?.[tongue] || [];
    const titleLang = ownTitle ? tongue : lang, lineLang = ownHook ? tongue : dekLang || lang;
    const li = make("li"), div = make("div"), h3 = make("h3"), a = marked(make("a", ownTitle || title, titleLang), sought);
    const [, year, number] = address.match(/^(\d{4})\/W(\d\d)\//) || [];
    a.href = new URL(address, root).pathname;
    h3.append(a);
    const facts = make("p", said[kind] || (year ? weekName(`${year}-W${number}`) : ""));
    facts.className = "facts";
    div.append(h3, facts);
    li.append(div);
    if (kind) {
      facts.append(make("span", (dek === 1 ? said.event : said.events).replace("{n}", dek)));
      return li;
    }
    // As in lists: below a title in the reader's language stands no line in another one.
    const below = titleLang === tongue && lineLang !== tongue ? "" : ownHook || dek;
    const line = marked(make("p", below, lineLang), sought);
    line.className = "dek";
    h3.after(line);
    const titled = held(a.textContent, sought), missed = sought.filter((word) => counts(word, sought) && !titled.has(word));
    whenSeen(li, () => explain(line, a.href, sought, missed));
    return li;
  };
  const parameters = () => new URLSearchParams([["q", input.value.trim()], ...FILTERS.map((name) => [name, selects[name].value])].filter(([, value]) => value));
  const addressOf = (asked) => page + (String(asked) && "?" + asked);
  // Where nothing is found there are other ways on.
  const say = (text) => { status.textContent = text; ways.hidden = text !== said.none; };
  ways.querySelectorAll("a").forEach((it) => { it.href = new URL(it.getAttribute("href"), page).pathname; });
  let turn = 0, hits = [], sought = [], isLoose = false;
  const count = () => {
    const all = (hits.length === 1 ? said.one : said.other).replace("{n}", hits.length), shown = list.children.length;
    const told = shown < hits.length ? said.more.replace("{all}", all).replace("{n}", shown) : all;
    say(!hits.length ? said.none : isLoose ? `${said.loose} ${told}` : told);
    more.hidden = shown >= hits.length;
  };
  const extend = async (mine, found, words, start) => {
    const rows = (await index.records(found.slice(start, start + SHOWN))).map((record) => row(record, words));
    if (mine !== turn) return;
    hits = found;
    sought = words;
    start ? list.append(...rows) : list.replaceChildren(...rows);
    count();
    return rows[0];
  };
  const suggest = async (mine, query) => {
    const meant = await index.meant(query.words);
    if (!meant) return;
    const found = await index.find({ ...query, words: words(meant), whole: whole(meant) });
    if (!found.hits.length || found.isLoose || mine !== turn) return;
    // Where nothing else is found, what was meant is shown at once.
    const isAll = !hits.length, asked = input.value.trim();
    if (isAll) await extend(mine, found.hits, found.words, 0);
    if (mine !== turn) return;
    const button = make("button", meant), [before, after] = (isAll ? said.instead.replace("{asked}", () => asked) : said.meant).split("{words}");
    button.type = "button";
    button.className = "clear";
    button.addEventListener("click", () => { input.value = meant; chosen(); input.focus(); });
    isAll ? status.prepend(before, button, after, " ") : status.append(" ", before, button, after);
  };
  const clear = (text) => { list.replaceChildren(); more.hidden = true; say(text); };
  const search = async () => {
    const mine = ++turn, asked = parameters(), filters = FILTERS.filter((name) => asked.get(name));
    link.hidden = isPage || !String(asked);
    link.href = addressOf(asked);
    panel.querySelector("b").textContent = filters.length || "";
    form.querySelector(".clear").hidden = !filters.length;
    // A week can be typed, too: 2026-W24.
    const typed = asked.get("q") || "", [named, year, number] = typed.match(/\b(\d{4})-?w(\d\d?)\b/i) || [""];
    const week = year && `${year}-W${number.padStart(2, "0")}`, text = typed.replace(named, " ");
    const query = {
      words: [...new Set(words(text))], whole: whole(text), week: week || asked.get("week"),
      filters: [...filters.map((name) => `:${name}:${asked.get(name)}`), ...(week ? [`:week:${week}`] : [])],
    };
    if (!query.words.length && (text.trim() || !query.filters.length)) return clear(asked.get("q") ? said.none : hint);
    try {
      const found = await index.find(query);
      if (mine !== turn) return;
      isLoose = found.isLoose;
      await extend(mine, found.hits, found.words, 0);
      if ((isLoose || !found.hits.length) && query.words.length) await suggest(mine, query);
    } catch {
      if (mine === turn) clear(said.failed);
    }
  };
  const choose = (name, value) => {
    if (value && ![...selects[name].options].some((it) => it.value === value)) selects[name].add(new Option(name === "week" ? weekName(value) : value, value));
    selects[name].value = value;
  };
  // Names, outlets and weeks to choose from come when the filters are opened.
  let filled;
  const fill = () => filled ||= index.load("choices.json").then((choices) => {
    for (const name of ["company", "source", "week"]) {
      const select = selects[name], chosen = select.value;
      const options = choices[name].map((it) => name === "week" ? new Option(weekName(it), it) : new Option(it[1], it[0]));
      select.replaceChildren(select.options[0], ...options);
      choose(name, chosen);
    }
  }).catch(() => { filled = null; });
  const restore = () => {
    const asked = new URLSearchParams(location.search);
    input.value = asked.get("q") || "";
    FILTERS.forEach((name) => choose(name, asked.get(name) || ""));
    if (FILTERS.some((name) => asked.get(name))) { panel.open = true; fill(); }
    search();
  };
  // Each choice is a step back; letters of one question are not.
  const keep = (how) => {
    const address = addressOf(parameters());
    if (isPage && address !== location.href) history[how](null, "", address);
  };
  let timer;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => { keep("replaceState"); search(); }, 120);
  });
  const chosen = () => { clearTimeout(timer); keep("pushState"); search(); };
  panel.addEventListener("toggle", () => { if (panel.open) fill(); });
  panel.addEventListener("change", chosen);
  form.querySelector(".clear").addEventListener("click", () => {
    FILTERS.forEach((name) => { selects[name].value = ""; });
    chosen();
    input.focus();
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); list.querySelector("a")?.focus(); });
  more.addEventListener("click", async () => {
    const first = await extend(turn, hits, sought, list.children.length).catch(() => say(said.failed));
    first?.querySelector("a").focus();
  });
  box.addEventListener("keydown", (event) => {
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!way || event.isComposing || !(event.target === input || list.contains(event.target))) return;
    event.preventDefault();
    const links = [...list.querySelectorAll("a")], at = links.indexOf(document.activeElement) + way;
    (at < 0 ? input : links[Math.min(at, links.length - 1)])?.focus();
  });
  if (isPage) addEventListener("popstate", restore);
  // What was typed before this script came counts; else what the address of the page asks for.
  input.value ? search() : isPage ? restore() : say(hint);
};

// ---- Where ----
const icon = document.getElementById("find"), here = document.getElementById("searching");
// show: puts the form before the reader.
const onDemand = (show) => {
  icon?.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show();
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    event.preventDefault();
    show();
  });
};
if (here) {
  begin(here, location.href.split(/[?#]/)[0], true);
  return onDemand(() => document.getElementById("q").select());
}
fetch(icon.href).then((it) => it.ok ? it.text() : Promise.reject(it.status)).then((html) => {
  const box = document.adoptNode(new DOMParser().parseFromString(html, "text/html").getElementById("searching"));
  const dialog = document.createElement("dialog"), close = box.querySelector(".close"), input = box.querySelector("input");
  dialog.className = "ask";
  dialog.ariaLabel = icon.ariaLabel;
  dialog.append(box);
  document.body.append(dialog);
  close.hidden = false;
  close.addEventListener("click", () => dialog.close());
  // Chromium's field of search would take the first Escape to empty itself.
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    dialog.close();
  });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  input.value = icon.typed;
  begin(box, icon.href, false);
  const show = () => {
    if (!dialog.open) dialog.showModal();
    input.select();
  };
  // Nothing is selected yet: the next letter goes on with what was typed.
  dialog.showModal();
  input.focus();
  onDemand(show);
}).catch(() => { location.href = icon.href; });
})();
