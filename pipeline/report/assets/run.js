
const BATCH = 40; // pages drawn at a time
const FIRST = 3; // facts shown before a page is opened
const PAUSE = 150; // milliseconds without a key before a search
const OF_FACT = ["unit", "kind", "status", "period", "speaker", "place"];
const OF_PAGE = ["site", "month"];
const BY_NAME = new Set(["period", "month"]); // listed in their own order, not by frequency
const FACETS = [...OF_FACT, ...OF_PAGE];
const OPTIONS = 400; // values a filter lists; the search finds the rest

const form = document.querySelector(".filters");
const status = document.querySelector(".status");
const list = document.querySelector(".results");
const more = document.querySelector(".more");

/** The JSON of a packed block of data. */
async function unpack(label) {
  const packed = atob(document.getElementById(label).textContent);
  const bytes = Uint8Array.from(packed, (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}

/** Letters as they are compared: small, ё as е. */
const fold = (words) => words.toLowerCase().replaceAll("ё", "е");

let facts, pages, chunk, hayOfFact, hayOfPage;
let found = []; // pages found: [number of the page, its facts that pass]
let drawn = 0;
const texts = new Map();

function prepare(index) {
  ({ facts, pages, chunk } = index);
  hayOfFact = facts.metric.map((metric, at) => {
    const [speaker, place] = ["speaker", "place"].map((name) => facts[name].words[facts[name].codes[at]]);
    return fold([metric, facts.surface[at], facts.counted[at], speaker, place].join(" "));
  });
  hayOfPage = pages.title.map((title, at) => fold(`${title} ${pages.url[at]}`));
}

/** What the form asks for: the words, the least confidence, and the chosen code of each filter or -1. */
function asked() {
  const codes = FACETS.map((name) => (form.elements[name].value === "" ? -1 : Number(form.elements[name].value)));
  return { words: fold(form.elements.words.value).split(/\s+/).filter(Boolean), least: Number(form.elements.confidence.value), codes };
}

const columnOf = (name) => (OF_FACT.includes(name) ? facts[name] : pages[name]);
const codeAt = (name, page, fact) => columnOf(name).codes[OF_FACT.includes(name) ? fact : page];

const hasWords = (words, page, fact) => words.every((word) => hayOfPage[page].includes(word) || (fact >= 0 && hayOfFact[fact].includes(word)));

/** Which filter a fact fails: -1 none, a position in FACETS, or FACETS.length for more than one. */
function failing(codes, page, fact) {
  let failed = -1;
  for (let at = 0; at < codes.length; at += 1) {
    if (codes[at] >= 0 && codeAt(FACETS[at], page, fact) !== codes[at]) {
      if (failed >= 0) return FACETS.length;
      failed = at;
    }
  }
  return failed;
}

function factsOf(page) {
  const mentions = pages.mentions[page];
  const numbers = new Set();
  for (let at = 0; at < mentions.length; at += 3) numbers.add(mentions[at]);
  return [...numbers];
}

/** Counts a fact for the filters that it would pass if only they were changed. */
function count(counts, failed, page, fact) {
  FACETS.forEach((name, at) => {
    if (failed === -1 || failed === at) counts[at][codeAt(name, page, fact)] += 1;
  });
}

/** Finds the pages and fills `counts`, one array a filter. */
function search(counts) {
  const { words, least, codes } = asked();
  const free = least === 0 && OF_FACT.every((_, at) => codes[at] < 0);
  const result = [];
  pages.title.forEach((_, page) => {
    const passing = [];
    for (const fact of factsOf(page)) {
      if (facts.confidence[fact] < least || !hasWords(words, page, fact)) continue;
      const failed = failing(codes, page, fact);
      count(counts, failed, page, fact);
      if (failed === -1) passing.push(fact);
    }
    const fits = OF_PAGE.every((name, at) => codes[OF_FACT.length + at] < 0 || pages[name].codes[page] === codes[OF_FACT.length + at]);
    if (passing.length || (free && fits && hasWords(words, page, -1))) result.push([page, passing]);
  });
  return result;
}

/** The values of a filter that would find something, most frequent first; times in their own order. */
function fillOptions(name, counts) {
  const select = form.elements[name];
  const chosen = select.value;
  const { words } = columnOf(name);
  let codes = words.map((_, code) => code).filter((code) => counts[code] || String(code) === chosen);
  codes.sort((a, b) => counts[b] - counts[a] || (words[a] < words[b] ? -1 : 1));
  codes = codes.slice(0, OPTIONS);
  if (BY_NAME.has(name)) codes.sort((a, b) => (words[a] < words[b] ? -1 : 1));
  const options = codes.map((code) => make("option", { value: code }, `${words[code]} (${counts[code]})`));
  select.replaceChildren(make("option", { value: "" }, "all"), ...options);
  select.value = chosen;
}

function describe(fact) {
  const period = facts.period.words[facts.period.codes[fact]];
  const speaker = facts.speaker.words[facts.speaker.codes[fact]];
  const rest = [period, speaker].filter((words) => words !== "not stated").map((words) => ` · ${words}`);
  return make("li", {}, make("span", { class: "amount" }, facts.amount[fact]), ` ${facts.metric[fact]}`, make("span", { class: "quiet" }, ...rest));
}

function address(url) {
  if (!/^[a-z0-9.-]+(:\d+)?(\/\S*)?$/i.test(url)) return url;
  return make("a", { href: `https://${url}`, rel: "noreferrer noopener" }, url);
}

function head(page, number) {
  const parts = [pages.published[page] || "day unknown", " · ", address(pages.url[page]), ` · ${number} ${number === 1 ? "fact" : "facts"}`];
  const first = pages.repost[page];
  if (first >= 0) parts.push(` · repost of ${pages.url[first] || pages.title[first]}`);
  return make("p", { class: "meta" }, ...parts);
}

function drawPage([page, passing]) {
  const button = make("button", { type: "button", "aria-expanded": "false" }, pages.title[page] || "Page without a title");
  const shown = make("ul", { lang: "ru" }, ...passing.slice(0, FIRST).map(describe));
  const item = make("li", { class: "page" }, make("h3", { lang: "ru" }, button), head(page, passing.length), shown);
  if (passing.length > FIRST) item.append(make("p", { class: "quiet rest" }, `and ${passing.length - FIRST} more: open the page`));
  button.addEventListener("click", () => toggle(item, button, page, passing));
  return item;
}

async function textOf(page) {
  const number = Math.floor(page / chunk);
  if (!texts.has(number)) texts.set(number, unpack(`texts-${number}`));
  return (await texts.get(number))[page % chunk];
}

/** The text of a page with the words of its facts marked; positions count code points. */
function drawText(text, mentions, passing) {
  const letters = Array.from(text);
  const parts = [];
  let at = 0;
  for (let next = 0; next < mentions.length; next += 3) {
    const [fact, start, stop] = mentions.slice(next, next + 3);
    if (start < at) continue; // words that a fact before already marks
    const dim = passing.has(fact) ? "" : " dim";
    const title = `${facts.amount[fact]} – ${facts.metric[fact]}`;
    parts.push(letters.slice(at, start).join(""), make("mark", { class: `mark fact${dim}`, title }, letters.slice(start, stop).join("")));
    at = stop;
  }
  return make("div", { class: "words", lang: "ru" }, ...parts, letters.slice(at).join(""));
}

async function toggle(item, button, page, passing) {
  const open = button.getAttribute("aria-expanded") === "true";
  button.setAttribute("aria-expanded", String(!open));
  for (const node of all(".words, .rest", item)) node.remove();
  const shown = open ? passing.slice(0, FIRST) : passing;
  item.querySelector("ul").replaceChildren(...shown.map(describe));
  if (open) return;
  const text = await textOf(page);
  const wanted = button.getAttribute("aria-expanded") === "true" && !item.querySelector(".words");
  if (wanted) item.append(drawText(text, pages.mentions[page], new Set(passing)));
}

function drawMore() {
  const next = found.slice(drawn, drawn + BATCH);
  list.append(...next.map(drawPage));
  drawn += next.length;
  more.hidden = drawn >= found.length;
}

function update() {
  const counts = FACETS.map((name) => new Uint32Array(columnOf(name).words.length));
  found = search(counts);
  FACETS.forEach((name, at) => fillOptions(name, counts[at]));
  form.elements.shown.value = form.elements.confidence.value;
  const total = found.reduce((sum, [, passing]) => sum + passing.length, 0);
  status.textContent = `${found.length} of ${pages.title.length} pages, ${total} facts on them`;
  drawn = 0;
  list.replaceChildren();
  drawMore();
}

let waiting = 0;
function updateSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(update, PAUSE);
}

/** A bar of a chart sets its filter. */
function choose(event) {
  const bar = event.target.closest("[data-facet]");
  if (!bar) return;
  event.preventDefault();
  const { facet, value } = bar.dataset;
  const code = columnOf(facet).words.indexOf(value);
  if (code < 0) return;
  if (![...form.elements[facet].options].some((option) => option.value === String(code))) {
    form.elements[facet].append(make("option", { value: code }, value));
  }
  form.elements[facet].value = String(code);
  update();
  form.scrollIntoView();
}

async function start() {
  prepare(await unpack("index"));
  form.addEventListener("input", updateSoon);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(update));
  document.querySelector(".charts").addEventListener("click", choose);
  more.addEventListener("click", drawMore);
  new IntersectionObserver((seen) => seen.some((entry) => entry.isIntersecting) && drawMore()).observe(more);
  update();
}

start().catch((error) => {
  status.className = "status unknown";
  status.textContent = `This browser cannot open the index: ${error.message}`;
});
