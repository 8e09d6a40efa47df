// The projector's two keys: F holds the picture, B blanks it; the same key again lets go.
import { hold } from "./live.js";

let frozen = false;
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const key = event.key.toLowerCase();
  if (key === "f") document.body.toggleAttribute("data-frozen", (frozen = !frozen)), hold(frozen);
  if (key === "b") document.body.toggleAttribute("data-blank");
});
