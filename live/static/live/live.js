// A live page: what the room tells is merged into one state and painted; what people do goes through the outbox.
import { clear, doubled, giveBack, keepDrafts, read, receipt, restoreDrafts } from "./acts.js";
import { announce, interrupt } from "./announce.js";
import { diff } from "./diff.js";
import "./fresh.js";
import { connect } from "./line.js";
import { drawPeople } from "./marks.js";
import "./more.js";
import { brief, tell } from "./news.js";
import { outbox } from "./outbox.js";
import { hear, parts } from "./parts.js";
import { noteEntry, seated, unseated } from "./seat.js";
import { away, tellStanding, tellStopped } from "./standing.js";
import "./steady.js";
import { merge, paint, touch } from "./view.js";
import { word } from "./words.js";

const root = document.body.dataset, side = root.live;
const PAINT = 500; // ms between paints of what others do: a count that changes faster cannot be read
const LOST = 10_000; // ms without a line before it is said aloud
let state = null, way = "", over = 0, held = false, lostTimer = 0;
let ahead = 0, timers = null; // ms that the server's clock is ahead of ours; the script that runs timers, once there are any

// ------------------------------------------------------------------ painting
const dirty = new Map(); // activity: what was touched, as view.js reads it
let painted = -PAINT, timer = 0;

function flush() {
  timer = 0;
  if (held || !state) return;
  painted = performance.now();
  for (const [id, touched] of dirty) {
    const section = document.querySelector(`section[data-activity="${CSS.escape(id)}"]`), one = state.view.activities[id];
    if (!section || !one) continue;
    const data = { ...one, id, mine: state.mine[id] ?? {} };
    paint(section, data, touched);
    if (section.dataset.script) import(section.dataset.script).then((own) => own.default(section, data)); // the format's
  }
  dirty.clear();
  if (document.querySelector("[data-timer]")) timers ??= import("./timer.js").then(({ run }) => run(() => Date.now() + ahead));
}
// `patches` by activity, `true` for all of one; what is my own is painted at once.
function soon(patches, { own = false } = {}) {
  for (const [id, patch] of Object.entries(patches)) {
    const known = dirty.get(id);
    dirty.set(id, known === true || patch === true || patch === null ? true : touch(known ?? {}, patch));
  }
  if (own) flush();
  else timer ||= setTimeout(flush, Math.max(0, painted + PAINT - performance.now()));
}
const whole = (ids) => Object.fromEntries(ids.map((id) => [id, true]));
const receipts = () => document.querySelector("[data-receipt]") && import("./ballot.js").then(({ show }) => show());
const sync = parts(() => state.view, (id) => (soon({ [id]: true }, { own: true }), receipts()));

// ------------------------------------------------------------------ what the room says
const hears = {
  snapshot(frame) {
    setClock(frame);
    const before = state;
    state = { epoch: frame.epoch, rev: frame.rev, audience: frame.audience, view: frame.view, mine: frame.mine, seqs: {} };
    settle(before && brief(before.view));
    if (!before) return soon(whole(Object.keys(state.view.activities)), { own: true });
    soon(diff(before.view, state.view).activities ?? {});
    for (const id of Object.keys(diff(before.mine, state.mine))) soon({ [id]: { mine: true } }, { own: true });
  },
  patch(frame) {
    if (!state || frame.from !== state.rev) return line.again();
    const before = brief(state.view);
    state.rev = frame.to;
    state.audience = frame.audience ?? state.audience;
    merge(state.view, frame.patch);
    settle(before);
    soon(frame.patch.activities ?? {});
  },
  mine(frame) {
    if (!state || frame.seq < (state.seqs[frame.activity] ?? 0)) return;
    state.seqs[frame.activity] = frame.seq;
    state.mine[frame.activity] = frame.mine;
    soon({ [frame.activity]: { mine: true } }, { own: true });
  },
  people(frame) {
    hear(frame);
    for (const ring of document.querySelectorAll("svg[data-people]")) drawPeople(ring, frame);
    for (const one of document.querySelectorAll("[data-here]")) one.textContent = frame[one.dataset.here];
  },
  beat(frame) { setClock(frame); if (!state || frame.rev !== state.rev) line.again(); },
  error(frame) { box.unread(frame.why); },
  ack: (frame) => box.answered(frame),
  refused: (frame) => box.answered(frame),
  busy: (frame) => box.answered(frame),
};

function setClock({ now }) { if (now) ahead = now - Date.now(); }
function settle(before) {
  if (!held) sync();
  if (before && side !== "screen") tell(before, state.view);
}

// ------------------------------------------------------------------ what people do
const box = outbox(`plenaria.outbox.${root.code}.${side}`, {
  send: (frame) => line.send(frame),
  flew: (act) => receipt(act, "sent"),
  unanswered: () => line.check(),
  changed: standing,
  settled(act, frame) {
    const [became, why] = frame.t === "ack" ? ["counted", word("ack-counted-why", frame.seq)] : ["refused", frame.why];
    receipt(act, became, { ...frame, typed: became === "refused" ? giveBack(act) : "" });
    announce("ack", [word(`ack-${became}`), why].join(". "));
    if (became === "counted") clear(act);
    if (frame.seq) noteEntry(act, frame.seq);
    document.dispatchEvent(new CustomEvent("settled", { detail: { act, counted: became === "counted" } }));
  },
});
function keptBack() { // each act that waits says so where it was made
  for (const act of box.waiting()) receipt(act, over ? "kept" : away(), act);
}
document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-act]");
  if (!form || event.defaultPrevented) return;
  const act = read(form, event.submitter), again = doubled(act, box.waiting());
  if (over && !again) return; // without a line the form is the browser's
  event.preventDefault();
  if (again) return;
  form.dispatchEvent(new CustomEvent("acted", { bubbles: true, detail: { act, submitter: event.submitter } }));
  say(act);
});
export function say(act) {
  if (way) receipt(act, "sending");
  const kept = box.put(act);
  if (!way) receipt(kept, away(), kept);
}
addEventListener("beforeunload", (event) => box.unkept() && event.preventDefault());
for (const change of ["online", "offline"]) addEventListener(change, () => !way && !over && (keptBack(), standing()));

// ------------------------------------------------------------------ the line
function standing() {
  tellStanding({ way, over, waiting: box?.waiting().length ?? 0 });
}
function heard(frame, by) {
  const back = !way && (frame.t === "snapshot" || frame.t === "beat"), moved = way && by !== way;
  if (back || moved) way = by;
  hears[frame.t]?.(frame);
  if (back) {
    if (lostTimer === -1) announce("line", word("back"));
    clearTimeout(lostTimer);
    lostTimer = 0;
    box.opened();
  }
  if (back || moved) standing();
}
function closed() {
  const had = way;
  way = "";
  box.closed();
  if (had) keptBack();
  lost();
  standing();
}
function lost() {
  if (side !== "screen") lostTimer ||= setTimeout(() => { lostTimer = -1; interrupt(word("lost")); }, LOST);
}
function stopped(code) {
  way = "";
  over = code;
  clearTimeout(lostTimer);
  box.closed();
  keptBack();
  tellStopped(code);
  standing();
}
// The projector holds a picture while somebody speaks to it, and takes the newest when let go.
export function hold(yes) {
  held = yes;
  if (held || !state) return;
  sync();
  soon(whole(Object.keys(state.view.activities)), { own: true });
}

keepDrafts();
addEventListener("focusin", ({ target }) => target.form?.querySelector("[data-rest]") && import("./rest.js"));
restoreDrafts(document);
receipts();
keptBack();
lost();
const query = { as: side, ...(root.key && { key: root.key }) }, of = (more) => new URLSearchParams({ ...query, ...more });
const line = connect({
  socket: `${location.origin.replace(/^http/, "ws")}/ws/live/${root.code}/?${of({ lang: document.documentElement.lang })}`,
  snapshot: `${root.room}snapshot.json?${of()}`,
  act: `${root.room}act.json?${of()}`,
}, { known: () => state, seat: seated, unseated, heard, closed, stopped });
