// Acts kept on this device until the room has answered: one by one, in order, the same id every time, over reloads.
export function outbox(name, { send, settled, changed }) {
  let memory = [], open = false, flying = "", pause = 0;

  function read() {
    try { return JSON.parse(localStorage.getItem(name) ?? "[]"); } catch { return memory; }
  }
  function write(acts) {
    memory = acts;
    try { localStorage.setItem(name, JSON.stringify(acts)); } catch { /* a device that keeps nothing still sends */ }
    changed(acts.length);
  }
  function next() {
    const [first] = read();
    if (!open || flying || pause || !first) return;
    flying = first.id;
    send({ t: "act", id: first.id, activity: first.activity, verb: first.verb, body: first.body });
  }
  function answered(frame) {
    if (frame.id === flying) flying = "";
    if (frame.t === "busy") {
      pause = setTimeout(() => { pause = 0; next(); }, frame.after);
      return;
    }
    const act = read().find((one) => one.id === frame.id);
    write(read().filter((one) => one.id !== frame.id));
    if (act) settled(act, frame);
    next();
  }
  return {
    waiting: read,
    put(act) { write([...read(), act]); next(); },
    opened() { open = true; flying = ""; next(); },
    closed() { open = false; flying = ""; clearTimeout(pause); pause = 0; },
    answered,
    unread: (why) => flying && answered({ t: "refused", id: flying, why }), // the room could not read what flew last
  };
}
