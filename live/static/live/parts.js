// The parts of the page: drawn by the server, put in, taken out and renewed as activities come and go.
import { restoreDrafts } from "./acts.js";

const root = document.body.dataset;
const side = root.live;
const find = (id) => document.querySelector(`section[data-activity="${CSS.escape(id)}"]`);
const asked = new Map(); // activity: the part that is on its way
const drawing = (one) => `${one.round}${one.halted ?? (one.missing ? "missing" : "")}${one.view.drawn ?? ""}`; // as Part.drawn says it
const AGAIN = 3000; // ms until a part that could not be fetched is asked for again
const SPREAD = 1.5; // ms a person: a thousand phones ask for a new part within 1.5 s, twenty at once
let crowd = 0; // people in the room, as last told
export const hear = ({ room, remote, assisted }) => { crowd = room + remote + assisted; };

async function draw(id) {
  const address = new URL(`${root.room}part/${encodeURIComponent(id)}/`, location.href);
  address.searchParams.set("side", side);
  if (root.key) address.searchParams.set("key", root.key);
  const answer = await fetch(address, { headers: { "X-Requested-With": "fetch" } });
  if (!answer.ok) throw new Error(`part ${answer.status}`);
  const holder = document.createElement("template");
  holder.innerHTML = await answer.text(); // our own server's template: the same one that drew the page
  return holder.content;
}

function home(one, staged) {
  if (side === "screen") return document.getElementById("content");
  if (side === "person") return document.getElementById(staged ? "front" : "parts");
  return document.getElementById(one.secret || Object.keys(one.results ?? {}).length ? "tallies" : "queue");
}

// Which activities this side shows, in order.
function wanted(view) {
  const { stage } = view.room, all = Object.entries(view.activities);
  const shown = all.filter(([id, one]) => (side === "screen" ? id === stage : one.phase !== "draft"));
  return shown.sort(([a, x], [b, y]) => (side !== "screen" && (b === stage) - (a === stage)) || x.place - y.place);
}

async function renew(id, one, current) {
  if (asked.get(id) === drawing(one)) return;
  asked.set(id, drawing(one));
  try {
    if (side === "person") await new Promise((done) => setTimeout(done, Math.random() * SPREAD * Math.min(crowd, 1000)));
    const section = (await draw(id)).querySelector("section"), old = find(id);
    if (!wanted(current()).some(([key]) => key === id)) return;
    const back = old && caret(old);
    old ? old.replaceWith(section) : home(one, current().room.stage === id).append(section);
    restoreDrafts(section, { ticks: !old });
    back?.(section);
    return section;
  } finally {
    asked.delete(id);
  }
}

// Who types in a part that is renewed goes on in the same field of the new one, at the same letter.
function caret(old) {
  const field = document.activeElement;
  if (!old.contains(field) || !field.matches("textarea, input:not([type])")) return;
  const { name, value, selectionStart, selectionEnd } = field, act = field.form?.dataset.act ?? "";
  return (section) => {
    const same = section.querySelector(`form[data-act="${CSS.escape(act)}"] [name="${CSS.escape(name)}"]`);
    if (!same) return;
    same.value = value;
    same.focus({ preventScroll: true });
    same.setSelectionRange(selectionStart, selectionEnd);
  };
}

// Put every part where it belongs; what is being read or typed in stays where it is. Whether all are there.
function arrange(view) {
  const { stage } = view.room, after = new Map();
  let all = true;
  for (const [id, one] of wanted(view)) {
    const section = find(id);
    if (!section) continue;
    section.classList.toggle("stage", id === stage);
    if (side === "screen") continue;
    const parent = home(one, id === stage), before = after.get(parent) ?? parent.querySelector(":scope > #now, :scope > #queue-empty");
    const here = before ? before.nextElementSibling : parent.firstElementChild;
    if (here !== section && section.contains(document.activeElement)) all = false;
    else if (here !== section) before ? before.after(section) : parent.prepend(section);
    after.set(parent, section);
  }
  const now = document.getElementById("now"), empty = document.getElementById("queue-empty");
  if (now) now.hidden = Boolean(stage && view.activities[stage] && find(stage));
  if (empty) empty.hidden = Boolean(document.querySelector("#queue section[data-activity]"));
  for (const one of document.querySelectorAll("[data-when]")) one.hidden = !one.dataset.when.split(" ").includes(view.room.phase);
  dock(view);
  return all;
}

function dock({ room, activities }) {
  const now = document.querySelector("[data-dock=now]"), all = document.querySelector("[data-dock=parts] span");
  if (now) now.hash = find(room.stage) ? `#a-${room.stage}` : "#now";
  if (all) all.textContent = Object.keys(activities).length;
}

// All that says which parts there are and where they stand: votes and questions move none.
const shapeOf = ({ room, activities }) => JSON.stringify([room, Object.entries(activities).map(([id, one]) => [
  id, one.phase, drawing(one), one.place, Object.keys(one.results ?? {}).length > 0, one.shown, one.title])]);

// `current` gives the newest view; `drawn` hears of each section that is new on the page.
export function parts(current, drawn) {
  let run = "", shape = "";
  const again = () => { shape = ""; sync(); };
  function sync() {
    const view = current(), newest = shapeOf(view), shown = wanted(view);
    if (newest === shape) return;
    const ids = new Set(shown.map(([id]) => id));
    for (const section of document.querySelectorAll("section[data-activity]")) if (!ids.has(section.dataset.activity)) section.remove();
    for (const [id, one] of shown) {
      if (find(id)?.dataset.drawn === drawing(one)) continue;
      renew(id, one, current).then((section) => section && (arrange(current()), drawn(id)), () => setTimeout(again, AGAIN));
    }
    shape = arrange(view) ? newest : "";
    if (side === "desk") {
      const state = JSON.stringify([view.room, ...Object.values(view.activities).map((one) => [one.phase, drawing(one), one.shown, one.title])]);
      if (run && run !== state) draw("room").then(replace, () => {});
      run = state;
    }
  }
  return sync;
}

// My seat, drawn anew once it was taken.
export async function renewSeat() {
  const fresh = (await draw("seat")).querySelector("section"), old = document.getElementById("seat");
  if (!old.contains(document.activeElement)) old.replaceWith(fresh);
}

// The desk's run of show, drawn anew: focus stays where it was, and so does a question that is being asked twice.
function replace(fresh) {
  const held = document.activeElement, row = held?.closest("[id^=row-], #run");
  const same = held?.dataset.shortcut ? `[data-shortcut="${held.dataset.shortcut}"]` : `[value="${CSS.escape(held?.value ?? "")}"]`;
  const said = document.querySelector("#run > .ack:not([hidden])"); // what became of the last act stays in sight
  if (said) fresh.querySelector("#run > .ack").replaceWith(said);
  for (const one of document.querySelectorAll("#run details[open]")) fresh.getElementById(one.id)?.setAttribute("open", "");
  for (const one of [...fresh.children]) if (one.id) document.getElementById(one.id)?.replaceWith(one);
  const now = row && document.getElementById(row.id);
  if (now) (now.querySelector(same) ?? (now.hasAttribute("tabindex") ? now : now.querySelector("button")))?.focus();
}
