// Minutes and seconds to a moment, or since one, by the server's clock: `data-at` in ms since 1970, `data-timer` the way.
import { interrupt } from "./announce.js";
import { word } from "./words.js";

const OFTEN = 250; // ms: a second is never shown late by more than a quarter
const SAID = [60, 10]; // seconds left that are said aloud
const told = new WeakMap(); // timer: the moment and the seconds last said of it

const text = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

function paint(el, now) {
  const up = el.dataset.timer === "up", at = Number(el.dataset.at);
  const seconds = Math.max(0, Math.ceil((up ? now - at : at - now) / 1000));
  const shown = at ? text(seconds) : "";
  if (el.textContent !== shown) el.textContent = shown;
  el.toggleAttribute("data-over", Boolean(at) && !up && seconds === 0);
  if (!up && document.body.dataset.live === "person" && el.checkVisibility?.()) say(el, at, seconds);
}

function say(el, at, seconds) {
  const last = told.get(el);
  told.set(el, { at, seconds });
  if (last?.at !== at || !SAID.some((limit) => last.seconds > limit && seconds <= limit)) return;
  interrupt(word("seconds-left", seconds));
}

// Keep all timers of the page running; `now` gives the server's clock.
export function run(now) {
  setInterval(() => {
    for (const el of document.querySelectorAll("[data-timer]")) paint(el, now());
  }, OFTEN);
}
