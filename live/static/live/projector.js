// The projector: a live page, and its two keys. F holds the picture, B blanks it; the same key again lets go.
import "./fit.js";
import { hold } from "./live.js";

let frozen = false;
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const key = event.key.toLowerCase();
  if (key === "b") document.body.toggleAttribute("data-blank");
  if (key !== "f") return;
  frozen = !frozen;
  document.body.toggleAttribute("data-frozen", frozen);
  hold(frozen);
});
