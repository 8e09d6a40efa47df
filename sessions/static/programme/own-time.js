// The reader's own clock beside the venue's. Without this script, or where both clocks agree, nothing is shown.
import { city } from "./city.js";

for (const list of document.querySelectorAll("[data-own-time]")) {
  const hour = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const hours = [list.dataset.first, list.dataset.last].map((moment) => hour.format(new Date(moment))).join("–");
  if (hours === list.querySelector("dt").textContent.trim()) continue;
  const { timeZone } = hour.resolvedOptions();
  const words = list.querySelector("[data-words]");
  const own = list.querySelector(".own");
  own.textContent = hours + otherDay(list.dataset.first, timeZone);
  words.textContent = words.dataset.words.replace("{city}", city(timeZone));
  own.hidden = words.hidden = false;
}

// The day, when it is another one on the reader's side.
function otherDay(moment, timeZone) {
  const there = moment.slice(0, 10);
  const here = new Intl.DateTimeFormat("en-CA", { timeZone }).format(new Date(moment));
  if (here === there) return "";
  const day = new Intl.DateTimeFormat(document.documentElement.lang, { weekday: "short", day: "numeric", timeZone });
  return ` (${day.format(new Date(moment))})`;
}
