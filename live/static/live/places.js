// Seats left, asked for every ten seconds while the page is seen: `data-places` names the address, `data-mode` the line.

const EVERY = 10_000; // ms: as often as people read a number, as seldom as a school's line bears

function words(line, place) {
  const { taken, capacity } = place;
  const left = capacity === null ? null : Math.max(0, capacity - taken);
  const kind = left === null ? "unbounded" : left === 0 ? "none" : left === 1 ? "one" : "many";
  return line.dataset[kind].replace("{left}", left).replace("{capacity}", capacity).replace("{taken}", taken);
}

function show(root, places) {
  for (const line of root.querySelectorAll("[data-mode]")) {
    const place = places[line.dataset.mode];
    if (!place) continue;
    const text = words(line, place);
    if (line.textContent !== text) line.textContent = text;
  }
}

function follow(root) {
  let tag = "";
  async function ask() {
    if (document.visibilityState !== "visible") return;
    try {
      const answer = await fetch(root.dataset.places, { headers: tag ? { "If-None-Match": tag } : {}, cache: "no-store" });
      if (answer.status !== 200) return;
      tag = answer.headers.get("ETag") ?? "";
      show(root, await answer.json());
    } catch {
      // without a connection the last numbers stay
    }
  }
  setInterval(ask, EVERY);
  document.addEventListener("visibilitychange", ask);
  ask();
}

document.querySelectorAll("[data-places]").forEach(follow);
