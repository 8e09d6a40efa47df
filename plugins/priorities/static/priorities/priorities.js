// While somebody gives dots: whether what is chosen is sent, and that no more is given than there is. While pairs are
// compared: a second touch that was meant for the pair before is no answer to the next.
const BLIND = 400; // ms after a new pair in which a touch still means the old one
const sent = new WeakMap(); // by form: the dots that were sent from here last
const shown = new WeakMap(); // by part: the turn that stands there, and since when
const states = new WeakMap(); // by form: how to tell its state, with what the room says of me by now

const told = (dots) => JSON.stringify(Object.entries(dots).sort(([a], [b]) => (a < b ? -1 : 1)));
function chosen(form) {
  const fields = [...new FormData(form)].filter(([name, value]) => name.startsWith("dots.") && value);
  return Object.fromEntries(fields.map(([name, value]) => [name.slice("dots.".length), Number(value)]));
}

function tell(form, { mine, view, phase }) {
  const dots = chosen(form), now = told(dots), given = Object.values(dots).reduce((sum, one) => sum + one, 0);
  const known = mine.seq && !mine.dots && !sent.has(form); // in the ballot box, from another page
  const same = now === told(mine.dots ?? {}) || now === sent.get(form) || (known && given === 0);
  form.toggleAttribute("data-changed", phase === "open" && Boolean(mine.seq) && !same);
  form.toggleAttribute("data-unsent", phase === "open" && !same);
  const spent = form.querySelector(".spent"), words = given > view.dots ? form.querySelector(".over").content.textContent : "";
  if (spent.textContent !== words) spent.textContent = words;
}
function watch(form) {
  form.addEventListener("input", () => states.get(form)());
  form.addEventListener("acted", () => { sent.set(form, told(chosen(form))); states.get(form)(); });
}
addEventListener("beforeunload", (event) => {
  if (document.querySelector("form.dotted[data-unsent]")) event.preventDefault();
});

function duel(form, element) {
  form.addEventListener("submit", (event) => {
    if (performance.now() - shown.get(element).at < BLIND) { event.preventDefault(); event.stopPropagation(); }
  });
}

export default function (element, { mine = {}, view, phase }) {
  const dotted = element.querySelector("form.dotted"), pair = element.querySelector("form.duel");
  if (dotted) {
    if (!states.has(dotted)) watch(dotted);
    states.set(dotted, () => tell(dotted, { mine, view, phase }));
    states.get(dotted)();
  }
  if (pair) {
    if (!shown.has(element)) duel(pair, element);
    if (shown.get(element)?.turn !== mine.turn) shown.set(element, { turn: mine.turn, at: performance.now() });
  }
}
