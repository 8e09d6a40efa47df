// more.js: a list shows a hundred items; the next come by the hundred when asked for, and anew when the first moved.
import { longer } from "./view.js";

const root = document.body.dataset;
const AGAIN = 3000; // ms: a list that moves all the time asks no more often than this
const pages = new Map(); // "more" button: hundreds asked for
const timers = new Map();

async function fetchFurther(button) {
  const list = longer(button), further = {};
  const query = new URLSearchParams({ as: root.live, collection: list.path.split(".").at(-1) });
  query.set("activity", button.closest("[data-activity]").dataset.activity);
  if (root.key) query.set("key", root.key);
  for (let page = 0, rows = list.first(); page < pages.get(button) && Object.keys(rows).length; page++) {
    query.set("after", list.last(rows));
    const answer = await fetch(`${root.room}items.json?${query}`);
    if (!answer.ok) return; // what is shown stays, and the button can be pressed again
    rows = await answer.json();
    Object.assign(further, rows);
  }
  list.put(further);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-more]");
  if (!button || !longer(button)) return;
  event.preventDefault();
  pages.set(button, (pages.get(button) ?? 0) + 1);
  fetchFurther(button).catch(() => {}); // without a line the button stays
});
document.addEventListener("moved", ({ target }) => {
  for (const button of pages.keys()) {
    if (longer(button).el !== target || timers.has(button)) continue;
    timers.set(button, setTimeout(() => {
      timers.delete(button);
      fetchFurther(button).catch(() => {});
    }, AGAIN));
  }
});
