// steady.js: whoever types keeps their field where it is on the screen, whatever comes and goes above it.
// Not every browser anchors the scroll, and none while a list is sorted anew; so the browser's own anchoring rests
// (data-typing, live.css) and what moved the field is scrolled back before it is drawn.
const TYPED = "textarea, select, input:not([type=radio]):not([type=checkbox])";
let field = null, place = 0;

const placeOf = (el) => el.getBoundingClientRect().top + scrollY; // on the page, so that scrolling changes nothing

function hold() {
  if (!field?.isConnected) return;
  const now = placeOf(field), moved = now - place, seen = place - scrollY;
  place = now;
  if (Math.abs(moved) >= 1 && seen > -field.offsetHeight && seen < innerHeight) scrollBy({ top: moved, behavior: "instant" });
}
const changes = new MutationObserver(hold); // called after a script's changes and before the next picture

addEventListener("focusin", ({ target }) => {
  if (!target.matches?.(TYPED)) return;
  field = target;
  place = placeOf(field);
  document.documentElement.dataset.typing = "";
  changes.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
});
addEventListener("focusout", () => {
  field = null;
  changes.disconnect();
  delete document.documentElement.dataset.typing;
});
addEventListener("resize", () => { if (field) place = placeOf(field); }); // a keyboard that opens, a phone that turns
