// A live page: what the room tells is merged into one state and painted; what people do goes through the outbox.
import { clear, doubled, keepDrafts, read, receipt, restoreDrafts } from "./acts.js";
import { announce, interrupt } from "./announce.js";
import "./fresh.js";
import { drawPeople } from "./marks.js";
import { outbox } from "./outbox.js";
import { hear, parts, renewSeat } from "./parts.js";
import { keys } from "./projector.js";
import { dial } from "./socket.js";
import { merge, paint } from "./view.js";
import { counted, has, inWords, word } from "./words.js";

const root = document.body.dataset, side = root.live;
const PAINT = 500; // ms between paints of what others do: a count that changes faster cannot be read
const LOST = 10_000; // ms without a line before it is said aloud
const MISSES = 3; // failed first dials after which the net here lets no socket through, and forms go as any page's do
let state = null, line = null, alive = false, over = 0, held = false, lostTimer = 0, met = false, missed = 0;

// ------------------------------------------------------------------ painting
const dirty = new Set();
let painted = -PAINT, timer = 0;

function flush() {
  timer = 0;
  if (held || !state) return;
  painted = performance.now();
  for (const id of dirty) {
    const section = document.querySelector(`section[data-activity="${CSS.escape(id)}"]`), one = state.view.activities[id];
    if (section && one) paint(section, { ...one, id, mine: state.mine[id] ?? {} });
  }
  dirty.clear();
}
function soon(ids, { own = false } = {}) {
  for (const id of ids) dirty.add(id);
  if (own) flush();
  else timer ||= setTimeout(flush, Math.max(0, painted + PAINT - performance.now()));
}
const sync = parts(() => state.view, (id) => soon([id], { own: true }));

// ------------------------------------------------------------------ what the room says
function join(known) {
  line.send({ t: "join", ...(known && { epoch: known.epoch, rev: known.rev, audience: known.audience }) });
}
const hears = {
  snapshot(frame) {
    const before = state;
    state = { epoch: frame.epoch, rev: frame.rev, audience: frame.audience, view: frame.view, mine: frame.mine, seqs: {} };
    settle(before?.view);
    soon(Object.keys(state.view.activities), { own: !before });
  },
  patch(frame) {
    if (!state || frame.from !== state.rev) return join();
    const before = structuredClone({ room: state.view.room, activities: brief(state.view) });
    state.rev = frame.to;
    state.audience = frame.audience ?? state.audience;
    merge(state.view, frame.patch);
    settle(before);
    soon(Object.keys(frame.patch.activities ?? {}));
  },
  mine(frame) {
    if (!state || frame.seq < (state.seqs[frame.activity] ?? 0)) return;
    state.seqs[frame.activity] = frame.seq;
    state.mine[frame.activity] = frame.mine;
    soon([frame.activity], { own: true });
  },
  people(frame) {
    hear(frame);
    for (const ring of document.querySelectorAll("svg[data-people]")) drawPeople(ring, frame);
    for (const one of document.querySelectorAll("[data-here]")) one.textContent = frame[one.dataset.here];
  },
  beat(frame) { if (!state || frame.rev !== state.rev) join(); },
  error(frame) { box.unread(frame.why); },
  ack: (frame) => box.answered(frame),
  refused: (frame) => box.answered(frame),
  busy: (frame) => box.answered(frame),
};
const brief = (view) => Object.fromEntries(Object.entries(view.activities).map(([id, one]) => [id, { phase: one.phase, round: one.round, view: { count: one.view?.count } }]));

function settle(before) {
  if (!held) sync();
  if (before && side !== "screen") tell(before, state.view);
}
function tell(before, now) {
  for (const [id, one] of Object.entries(now.activities)) {
    const old = before.activities[id], fresh = (one.view?.count ?? 0) - (old?.view?.count ?? 0);
    if (one.phase === "open" && (old?.phase !== "open" || old.round !== one.round)) interrupt(word("opened", inWords(one.title)));
    else if (one.phase === "closed" && old?.phase === "open") announce(id, word("closed", inWords(one.title)));
    else if (fresh > 0) announce(id, counted("fresh", (news[id] = (news[id] ?? 0) + fresh)));
  }
  if (now.room.stage !== before.room.stage && now.room.stage) announce("stage", word("staged", inWords(now.activities[now.room.stage]?.title)));
}
const news = {}; // new things since the page opened, by activity

// ------------------------------------------------------------------ what people do
const box = outbox(`plenaria.outbox.${root.code}.${side}`, {
  send: (frame) => line.send(frame),
  changed: connection,
  settled(act, frame) {
    const state = frame.t === "ack" ? "counted" : "refused";
    receipt(act, state, frame);
    announce("ack", [word(`ack-${state}`), frame.why ?? word("ack-counted-why", frame.seq)].join(". "));
    if (state === "counted") clear(act);
    if (frame.seq) noted(act.verb, frame.seq);
  },
});
// One more of my entries in the record.
function noted(verb, seq) {
  const list = document.getElementById("entries"), text = String(seq);
  if (!list || [...list.querySelectorAll(".ref")].some((one) => one.textContent === text)) return;
  const entry = list.querySelector("template").content.cloneNode(true), link = entry.querySelector("a");
  link.href = link.getAttribute("href").replace("entry=#e", `entry=${seq}#e${seq}`);
  link.textContent = text;
  entry.querySelector("span span").textContent = word(`verb-${verb}`);
  list.querySelector(":scope > .quiet")?.remove();
  list.append(entry, " ");
}
document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-act]");
  if (!form || over || missed >= MISSES || event.defaultPrevented) return; // without a line the form is the browser's
  event.preventDefault();
  const act = read(form, event.submitter);
  if (doubled(act, box.waiting())) return;
  receipt(act, alive ? "saving" : "waiting");
  box.put(act);
});

// ------------------------------------------------------------------ the line
function connection() {
  const link = document.getElementById("link"), waiting = box?.waiting().length ?? 0;
  if (!link) return;
  const [mark, text] = over
    ? ["off", word(has(`stopped-${over}`) ? `stopped-${over}` : "stopped")]
    : alive ? (waiting ? ["saving", word("saving")] : ["on", word("on")])
      : ["off", waiting ? word("off-many", waiting) : word("off")];
  link.hidden = false;
  link.dataset.link = mark;
  if (link.textContent !== text) link.textContent = text;
}
function opened() {
  met = true;
  missed = 0;
  join(state);
}
function heard(frame) {
  if (!alive && (frame.t === "snapshot" || frame.t === "beat")) back();
  hears[frame.t]?.(frame);
}
function back() {
  alive = true;
  if (lostTimer === -1) announce("line", word("back"));
  clearTimeout(lostTimer);
  lostTimer = 0;
  box.opened();
  connection();
}
function closed() {
  if (!met && navigator.onLine) missed += 1;
  if (alive) for (const act of box.waiting()) receipt(act, "waiting");
  alive = false;
  box.closed();
  lostTimer ||= setTimeout(() => { lostTimer = -1; interrupt(word("lost")); }, LOST);
  connection();
}
function stopped(code) {
  alive = false;
  over = code;
  box.closed();
  connection();
}

// Without a seat the browser takes one; where there are two ways to take part, the page still asks which.
async function seated() {
  if (side !== "person" || root.seat) return;
  const body = new URLSearchParams({ mode: root.mode, guess: "1" });
  await fetch(`${root.room}sit/`, { method: "POST", headers: { "X-Requested-With": "fetch" }, body })
    .then(() => renewSeat()).catch(() => {}); // without a seat the room is still there to be read
}
// The projector holds a picture while somebody speaks to it, and takes the newest when let go.
function hold(yes) {
  held = yes;
  if (!held && state) { sync(); soon(Object.keys(state.view.activities), { own: true }); }
}

if (side === "screen") keys(hold);
keepDrafts();
restoreDrafts(document);
for (const act of box.waiting()) receipt(act, "waiting");
await seated();
const query = new URLSearchParams({ as: side, lang: document.documentElement.lang, ...(root.key && { key: root.key }) });
line = dial(`${location.origin.replace(/^http/, "ws")}/ws/live/${root.code}/?${query}`, { opened, heard, closed, stopped });
if (side === "desk") import("./keys.js");
