// Acts kept on this device until the room has answered: one by one, in order, the same id every time, over reloads and
// by whichever tab is open. Each has a key of its own, so that two tabs never write over one another.
const PATIENCE = 10_000; // ms without an answer, after which an act is sent again: the same id counts once
const ORPHANED = 15_000; // ms: what another tab has not sent by then, because it was closed, this one sends
const LOOK = 5000; // ms between looks for such acts

// `send` a frame; `flew`, `settled`, `unanswered` and `changed` hear of an act sent, of its answer, of none, of any change.
export function outbox(name, { send, flew, settled, unanswered, changed }) {
  const own = new Map(); // this page's acts by id: sent until they are answered here, whatever other tabs hear
  let open = false, flying = "", timer = 0, latest = 0;

  function stored() {
    const found = [];
    try {
      for (const key of Object.keys(localStorage)) if (key.startsWith(`${name}/`)) found.push(parsed(localStorage.getItem(key)));
    } catch { /* a device that keeps nothing */ }
    return found.filter((act) => act?.id);
  }
  function parsed(text) {
    try { return JSON.parse(text); } catch { return null; }
  }
  function waiting() {
    const all = new Map(stored().map((act) => [act.id, act]));
    for (const act of own.values()) all.set(act.id, act);
    return [...all.values()].sort((a, b) => a.at - b.at);
  }
  function next() {
    if (!open || flying) return;
    const first = waiting().find((act) => own.has(act.id) || Date.now() - act.at > ORPHANED);
    if (!first) return;
    flying = first.id;
    own.set(first.id, first);
    later(PATIENCE, unanswered);
    flew(first);
    send({ t: "act", id: first.id, activity: first.activity, verb: first.verb, body: first.body, receipt: first.receipt });
  }
  function later(ms, then = () => {}) {
    clearTimeout(timer);
    timer = setTimeout(() => { flying = ""; next(); then(); }, ms);
  }
  function put(act) {
    latest = Math.max(Date.now(), latest + 1); // two in the same millisecond keep their order
    const one = { ...act, at: latest };
    own.set(one.id, one);
    try { localStorage.setItem(`${name}/${one.id}`, JSON.stringify(one)); } catch { one.unkept = true; }
    changed();
    next();
    return one;
  }
  function answered(frame) {
    if (frame.t === "busy") return void (frame.id === flying && later(frame.after * (1 + Math.random())));
    const act = waiting().find((one) => one.id === frame.id);
    if (frame.id === flying) {
      flying = "";
      clearTimeout(timer);
    }
    if (act) {
      own.delete(act.id);
      try { localStorage.removeItem(`${name}/${act.id}`); } catch { /* nothing was kept */ }
      settled(act, frame);
      changed();
    }
    next();
  }
  for (const act of stored()) own.set(act.id, act);
  addEventListener("storage", ({ key }) => (key === null || key.startsWith(`${name}/`)) && changed());
  setInterval(next, LOOK);

  return {
    waiting,
    put,
    answered,
    opened() { open = true; flying = ""; next(); },
    closed() { open = false; flying = ""; clearTimeout(timer); },
    unkept: () => [...own.values()].some((act) => act.unkept), // closing the page would lose something
    unread: (why) => flying && answered({ t: "refused", id: flying, why }), // the room could not read what flew last
  };
}
