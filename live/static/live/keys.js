// The desk by keyboard: J and K walk, a letter presses the button that shows it, ? tells all this.
const CASES = ".case, [data-case]";
const dialog = document.getElementById("shortcuts"), help = document.getElementById("help"), letters = document.getElementById("letters");
const KEPT = "plenaria.letters";
let current = null;

const all = () => [...document.querySelectorAll(CASES)].filter((one) => one.offsetParent && !one.closest("template"));
const typing = (target) => target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]");

function stand(on) {
  for (const one of document.querySelectorAll(".case[aria-current]")) if (one !== on) one.removeAttribute("aria-current");
  current = on;
  if (on?.matches(".case")) on.setAttribute("aria-current", "true");
}
function walk(step) {
  const cases = all(), at = cases.indexOf(document.activeElement?.closest(CASES) ?? current);
  const next = cases[Math.min(Math.max(at + step, 0), cases.length - 1)];
  if (!next) return;
  stand(next);
  next.tabIndex = -1;
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}
function press(letter) {
  const here = document.activeElement?.closest(CASES) ?? (current?.isConnected ? current : null);
  const places = [here, document.querySelector("#run [aria-current=step]"), document.getElementById("run")].filter(Boolean);
  for (const place of places) {
    const button = [...place.querySelectorAll(`[data-shortcut="${CSS.escape(letter)}"]`)].find((one) => one.offsetParent && !one.disabled);
    if (button) return button.click();
  }
}
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || dialog.open || typing(event.target)) return;
  const key = event.key.toLowerCase();
  if (key === "?") dialog.showModal();
  else if (key === "arrowdown" && event.target.matches(`body, ${CASES}`)) walk(1);
  else if (key === "arrowup" && event.target.matches(`body, ${CASES}`)) walk(-1);
  else if (!letters.checked || key.length !== 1) return;
  else if (key === "j") walk(1);
  else if (key === "k") walk(-1);
  else return press(key);
  event.preventDefault();
});
document.addEventListener("focusin", ({ target }) => {
  const one = target.closest(CASES);
  if (one) stand(one);
});
help.hidden = false;
help.addEventListener("click", () => dialog.showModal());
try { letters.checked = localStorage.getItem(KEPT) !== "off"; } catch { /* the default stands */ }
letters.addEventListener("change", () => {
  try { localStorage.setItem(KEPT, letters.checked ? "on" : "off"); } catch { /* for this page only */ }
});
