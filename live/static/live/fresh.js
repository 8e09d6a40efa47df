// While a list is read nothing in it moves; a button below it says how many new things wait, and lets them in.
// It is read while focus is in it, and for some seconds after a finger, a mouse or a wheel was.
import { counted } from "./words.js";

const READING = 20_000; // ms: what a screen shows of a list is read by then
const timers = new Map(); // lists that are read, and when that ends

function end(list) {
  clearTimeout(timers.get(list));
  timers.delete(list);
  delete list.dataset.read;
  list.dispatchEvent(new Event("focusout")); // view.js goes on with what it held back
}
function look({ target, type }) {
  const list = target.closest?.("[data-list]");
  const elsewhere = type === "pointerdown" && !target.closest?.("button.more");
  for (const other of elsewhere ? [...timers.keys()] : []) if (other !== list) end(other);
  if (!list) return;
  list.dataset.read = "";
  clearTimeout(timers.get(list));
  timers.set(list, setTimeout(end, READING, list));
}
if (document.body.dataset.live !== "screen") {
  for (const kind of ["pointerdown", "pointermove", "wheel"]) addEventListener(kind, look, { passive: true });
}

document.addEventListener("fresh", ({ target: list, detail: waiting }) => {
  const after = list.nextElementSibling, there = after?.matches("button.more") ? after : null;
  if (!waiting) return there?.remove();
  const button = there ?? document.createElement("button");
  const text = counted("see", waiting);
  if (button.textContent !== text) button.textContent = text;
  if (there) return;
  button.type = "button";
  button.className = "more";
  button.addEventListener("click", () => {
    end(list);
    list.closest("section").focus(); // the focus that held the list lets go
  });
  list.after(button);
});
