// My seat: taken by the browser itself before anything is sent, and the entries made from it.
import { renewSeat } from "./parts.js";

const root = document.body.dataset;
const PATIENCE = 10_000; // ms for an answer
let asking = null;

// Whether there is a seat, or none is needed; false where the server could not be asked. An act from a socket without
// one would be nobody's, and sent again over the next socket it would count as another's. Where there are two ways to
// take part the page still asks which.
export function seated() {
  if (root.live !== "person" || root.seat) return Promise.resolve(true);
  return (asking ??= sit().finally(() => { asking = null; }));
}
async function sit() {
  const body = new URLSearchParams({ mode: root.mode, guess: "1" }), headers = { "X-Requested-With": "fetch" };
  try {
    const answer = await fetch(`${root.room}sit/`, { method: "POST", headers, body, signal: AbortSignal.timeout(PATIENCE) });
    if (answer.status >= 500) return false;
  } catch {
    return false;
  }
  root.seat = root.mode;
  renewSeat().catch(() => {}); // the panel is the only thing that misses it
  return true;
}
export function unseated() { // the cookie is gone: another seat is taken before the next act
  root.seat = "";
}

// One more of my entries in the record.
export function noteEntry({ activity, verb }, seq) {
  const list = document.getElementById("entries"), text = String(seq);
  if (!list || [...list.querySelectorAll(".ref")].some((one) => one.textContent === text)) return;
  const entry = list.querySelector("template").content.cloneNode(true), link = entry.querySelector("a");
  link.href = link.getAttribute("href").replace("entry=#e", `entry=${seq}#e${seq}`);
  link.textContent = text;
  const part = document.querySelector(`section[data-activity="${CSS.escape(activity)}"]`);
  entry.querySelector("span span").textContent = JSON.parse(part?.dataset.verbs ?? "{}")[verb] ?? "";
  list.querySelector(":scope > .quiet")?.remove();
  list.append(entry, " ");
}
