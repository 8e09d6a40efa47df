// While a list is read nothing in it moves; a button above it says how many new things wait, and lets them in.
import { counted } from "./words.js";

document.addEventListener("fresh", ({ target: list, detail: waiting }) => {
  const before = list.previousElementSibling, there = before?.matches("button.more") ? before : null;
  if (!waiting) return there?.remove();
  const button = there ?? document.createElement("button");
  const text = counted("see", waiting);
  if (button.textContent !== text) button.textContent = text;
  if (there) return;
  button.type = "button";
  button.className = "more";
  button.addEventListener("click", () => list.closest("section").focus()); // the focus that held the list lets go
  list.before(button);
});
