// The desk by keyboard: J and K walk, a letter presses the button that shows it, ? tells all this. Each moderator may give
// an act another key, or switch all of them off; both are kept in this browser. A key is named by the one it was given
// (data-shortcut): what shares one is one act, such as opening and opening again.
const CASES = ".case, [data-case]";
const KEPT = "plenaria.letters", CHANGED = "plenaria.keys";
const dialog = document.getElementById("shortcuts"), help = document.getElementById("help"), letters = document.getElementById("letters");
const list = document.getElementById("keys"), blank = list.querySelector("template"), words = list.dataset;
let current = null, changed = {};

try { changed = JSON.parse(localStorage.getItem(CHANGED)) ?? {}; } catch { /* the given keys stand */ }
try { letters.checked = localStorage.getItem(KEPT) !== "off"; } catch { /* the default stands */ }
function keep(name, text) {
  try { localStorage.setItem(name, text); } catch { /* for this page only */ }
}

// The key of an act; what another act was given explicitly is no longer anybody's by default.
const keyOf = (given) => changed[given] ?? (Object.values(changed).includes(given) ? "" : given);
const givenOf = (key) => Object.keys(changed).find((given) => changed[given] === key) ?? (keyOf(key) === key ? key : "");

function label() {
  document.body.dataset.letters = letters.checked ? "on" : "off"; // no key is shown that does nothing
  for (const button of document.querySelectorAll("[data-shortcut]")) {
    const key = keyOf(button.dataset.shortcut), shown = button.querySelector("kbd");
    if (!shown) continue;
    if (shown.textContent !== key.toUpperCase()) shown.textContent = key.toUpperCase();
    if (shown.hidden === Boolean(key)) shown.hidden = !key;
  }
}

// The words of a button, without its key.
export function wordsOf(button) {
  const copy = button.cloneNode(true);
  for (const key of copy.querySelectorAll("kbd")) key.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
}

// ------------------------------------------------------------------ where one stands
const all = () => [...document.querySelectorAll(CASES)].filter((one) => one.offsetParent && !one.closest("template"));
const typing = (target) => target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]");

function stand(on) {
  for (const one of document.querySelectorAll(".case[aria-current]")) if (one !== on) one.removeAttribute("aria-current");
  current = on;
  if (on?.matches(".case")) on.setAttribute("aria-current", "true");
}
function step(by) {
  const cases = all(), at = cases.indexOf(document.activeElement?.closest(CASES) ?? current);
  const next = cases[Math.min(Math.max(at + by, 0), cases.length - 1)];
  if (!next) return;
  next.tabIndex = -1;
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}
function press(given) {
  const here = document.activeElement?.closest(CASES) ?? (current?.isConnected ? current : null);
  const [undo, run, page] = ["undo", "run", "content"].map((id) => document.getElementById(id));
  const parts = [here?.closest(".part"), page]; // their own buttons: no case in which nobody stands
  for (const place of [undo, here, run.querySelector("[aria-current=step]"), run, ...parts]) {
    const buttons = place?.querySelectorAll(`[data-shortcut="${CSS.escape(given)}"]`) ?? [];
    const own = (one) => !parts.includes(place) || !one.closest(CASES);
    const button = [...buttons].find((one) => one.offsetParent && !one.disabled && own(one));
    if (!button) continue;
    button.click();
    if (button.matches("summary")) button.parentElement.querySelector("button").focus(); // it asks a second time
    return;
  }
}
const WAYS = { j: () => step(1), k: () => step(-1) };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (document.querySelector("dialog[open]") || typing(event.target)) return;
  const key = event.key.toLowerCase(), walks = event.target.matches(`body, ${CASES}`);
  if (key === "arrowdown" && walks) step(1);
  else if (key === "arrowup" && walks) step(-1);
  else if (!letters.checked || key.length !== 1) return;
  else if (key === "?") show();
  else if (WAYS[givenOf(key)]) WAYS[givenOf(key)]();
  else if (!event.repeat && givenOf(key)) return press(givenOf(key)); // a key held down presses once
  else return;
  event.preventDefault();
});
document.addEventListener("focusin", ({ target }) => {
  const one = target.closest(CASES);
  if (one) stand(one);
});
// New parts get their keys; and a button that is taken away under the finger, by whoever, leaves one at its case.
new MutationObserver((changes) => {
  if (changes.some((one) => one.addedNodes.length)) label();
  const held = document.activeElement;
  if (held !== document.body && !dialog.open && !held.checkVisibility()) held.parentElement.closest(CASES)?.focus({ preventScroll: true });
}).observe(document.getElementById("content"), { subtree: true, childList: true, attributeFilter: ["hidden"] });

// ------------------------------------------------------------------ the dialog
const rows = () => [...list.querySelectorAll("li")];
const nameOf = (row) => row.querySelector("label").textContent;

// What there is to press on this page, beside what is always there.
function find() {
  for (const row of list.querySelectorAll("li[data-found]")) row.remove();
  const found = new Map(), known = new Set(rows().map((row) => row.dataset.key));
  const places = [document, ...[...document.querySelectorAll("template")].map((one) => one.content)];
  for (const button of places.flatMap((one) => [...one.querySelectorAll("[data-shortcut]")])) {
    const given = button.dataset.shortcut;
    if (!known.has(given)) found.set(given, (found.get(given) ?? new Set()).add(wordsOf(button)));
  }
  for (const [given, names] of found) {
    const row = blank.content.cloneNode(true).querySelector("li"), label = row.querySelector("label"), field = row.querySelector("input");
    row.dataset.key = given;
    label.textContent = [...names].join(" / ");
    label.htmlFor = field.id = `key-${given}`;
    field.setAttribute("aria-describedby", `why-${given}`);
    row.querySelector(".error").id = `why-${given}`;
    list.append(row);
  }
}
function fill() {
  for (const row of rows()) tell(row, keyOf(row.dataset.key));
}
function tell(row, key, why = "") {
  const field = row.querySelector("input"), error = row.querySelector(".error");
  field.value = key.toUpperCase();
  field.setAttribute("aria-invalid", Boolean(why));
  error.textContent = why;
  error.hidden = !why;
}
function show() {
  find();
  fill();
  dialog.showModal();
}
list.addEventListener("focusin", ({ target }) => target.select?.());
list.addEventListener("input", ({ target }) => {
  const row = target.closest("li"), key = target.value.trim().toLowerCase(), given = row.dataset.key;
  const other = key && rows().find((one) => one !== row && keyOf(one.dataset.key) === key);
  if (key === "?") return tell(row, key, words.help);
  if (other) return tell(row, key, words.taken.replace("{key}", key.toUpperCase()).replace("{act}", nameOf(other)));
  changed = { ...changed, [given]: key };
  if (key === given) delete changed[given];
  keep(CHANGED, JSON.stringify(changed));
  fill();
  label();
  target.select();
});
document.getElementById("given-keys").addEventListener("click", () => {
  changed = {};
  keep(CHANGED, "{}");
  fill();
  label();
});
letters.addEventListener("change", () => {
  keep(KEPT, letters.checked ? "on" : "off");
  label();
});
help.hidden = false;
help.addEventListener("click", show);
label();
