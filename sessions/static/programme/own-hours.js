// The reader's own hour beside each hour of a list, and a sentence that names their clock. Silent where both agree.
import { city } from "./city.js";

const hour = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const { timeZone } = hour.resolvedOptions();
const notice = document.querySelector("[data-own-clock]");
for (const time of document.querySelectorAll("time[data-own-hour]")) {
  const here = hour.format(new Date(time.dateTime));
  if (here === time.textContent.trim()) continue;
  const own = document.createElement("span");
  own.className = "own";
  own.textContent = here + otherDay(time.dateTime, time.closest("[data-day]").dataset.day);
  time.after(own);
  notice.hidden = false;
}
notice.textContent = notice.dataset.ownClock.replace("{city}", city(timeZone));

// The day, when it is another one on the reader's side than `there`, the day of the list.
function otherDay(moment, there) {
  if (new Intl.DateTimeFormat("en-CA").format(new Date(moment)) === there) return "";
  return ` (${new Intl.DateTimeFormat(document.documentElement.lang, { weekday: "short", day: "numeric" }).format(new Date(moment))})`;
}
