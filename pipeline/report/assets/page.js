
const form = document.querySelector(".filters");
const status = document.querySelector(".status");
const cards = all(".card");
const marks = all(".mark[data-facts]");
const ASKED = ["unit", "kind", "period", "speaker"];

const numbersOf = (mark) => mark.dataset.facts.split(" ");

/** Whether a card is what the filters ask for. */
function passes(card) {
  const enough = Number(card.dataset.confidence) >= Number(form.elements.confidence.value);
  return enough && ASKED.every((name) => !form.elements[name].value || card.dataset[name] === form.elements[name].value);
}

function filter() {
  const shown = new Set();
  for (const card of cards) {
    card.hidden = !passes(card);
    if (!card.hidden) shown.add(card.id.slice(1));
  }
  for (const mark of marks) mark.classList.toggle("dim", !numbersOf(mark).some((number) => shown.has(number)));
  form.elements.shown.value = form.elements.confidence.value;
  status.textContent = `${shown.size} of ${cards.length} facts`;
}

/** What belongs to each fact: its card and all its words. */
const parts = new Map(cards.map((card) => [card.id.slice(1), [card]]));
for (const mark of marks) for (const number of numbersOf(mark)) parts.get(number).push(mark);

let lit = [];

/** Shows which words and which cards belong together. */
function light(numbers) {
  for (const part of lit) part.classList.remove("on");
  lit = numbers.flatMap((number) => parts.get(number) || []);
  for (const part of lit) part.classList.add("on");
}

/** The numbers of the facts that an element belongs to. */
function numbersAt(element) {
  const mark = element.closest(".mark[data-facts]");
  if (mark) return numbersOf(mark);
  const card = element.closest(".card");
  return card ? [card.id.slice(1)] : [];
}

/** The card a link leads to is shown, whatever the filters say. */
function reveal(number) {
  const card = document.getElementById(`f${number}`);
  if (card && card.hidden) form.reset();
}

function follow(event) {
  const mark = event.target.closest(".mark[data-facts]");
  if (!mark) return;
  const [first] = numbersOf(mark);
  reveal(first);
  if (mark.tagName !== "A") location.hash = `f${first}`;
}

function arrive() {
  const [, number] = /^#[fw](\d+)$/.exec(location.hash) || [];
  if (!number) return;
  reveal(number);
  light([number]);
}

function show(box) {
  document.body.classList.toggle(`no-${box.value}`, !box.checked);
}

form.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(filter));
document.addEventListener("mouseover", (event) => light(numbersAt(event.target)));
document.addEventListener("focusin", (event) => light(numbersAt(event.target)));
document.querySelector(".text").addEventListener("click", follow);
window.addEventListener("hashchange", arrive);
for (const box of all(".layers input")) {
  box.addEventListener("change", () => show(box));
  show(box);
}
filter();
arrive();
