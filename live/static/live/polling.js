// The room asked again and again by plain HTTP, where no socket gets through: the same frames in, the same answers out.
const QUICK = 2000, IDLE = 10_000; // ms between questions: while something goes on, and where nothing does
const HIDDEN = 30_000; // ms while nobody looks
const SLOWER = 1.5; // by how much a question without news puts off the next
const SHARE = 4; // times as long as an answer took: a server that is slow is asked less
const PATIENCE = 15_000; // ms for an answer
const GONE = { 401: 4501, 403: 4503, 404: 4504 }; // what a closing code says on a socket

const jitter = () => 0.75 + Math.random() / 2;

// `known` gives the state held, `seat` sees to a seat before an act is sent and `unseated` hears that it is none of ours.
export function ask({ snapshot, act }, { known, seat, unseated, heard, failed, stopped }) {
  let turn = 0, timer = 0, pause = QUICK, tag = "";

  async function look() {
    clearTimeout(timer);
    const mine = ++turn, began = Date.now();
    const { frame, tag: fresh } = await question().catch(() => ({}));
    if (mine !== turn) return;
    pause = frame?.t === "snapshot" ? QUICK : Math.min(IDLE, pause * SLOWER);
    wait(Math.max(pause, SHARE * (Date.now() - began)));
    if (!frame) return failed();
    tag = fresh;
    if (!older(frame)) heard(frame);
  }
  async function question() {
    const headers = tag && known() ? { "If-None-Match": tag } : {};
    const answer = await fetch(snapshot, { headers, cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    if (answer.status === 304) return { frame: { t: "beat", rev: known().rev }, tag };
    const frame = await told(answer);
    return { frame, tag: answer.headers.get("ETag") ?? "" };
  }
  // The frame in an answer. What no word of ours is in, as a page of the proxy's own, counts as no answer.
  async function told(answer) {
    const frame = await answer.json();
    if (GONE[answer.status] && frame.code) gone(GONE[answer.status]);
    if (!frame.t || answer.status === 409) throw new Error(`${answer.url} ${answer.status}`);
    return frame;
  }
  function gone(code) {
    stop();
    stopped(code);
  }
  function wait(ms) {
    clearTimeout(timer);
    timer = setTimeout(look, (document.visibilityState === "visible" ? ms : HIDDEN) * jitter());
  }
  // Another process may be a moment behind the one that answered before.
  const older = (frame) => frame.t === "snapshot" && frame.epoch === known()?.epoch && frame.rev < known().rev;

  async function say(frame) {
    const answer = await sent(frame).catch(() => null);
    if (answer) heard(answer);
    else failed();
    pause = QUICK;
    if (timer) look(); // what came of it is in the next snapshot
  }
  async function sent(frame) {
    if (!(await seat())) return null;
    const body = JSON.stringify(frame), headers = { "Content-Type": "application/json" };
    const answer = await fetch(act, { method: "POST", headers, body, signal: AbortSignal.timeout(PATIENCE) });
    if (answer.status === 409) unseated();
    return told(answer);
  }
  function stop() {
    turn += 1;
    clearTimeout(timer);
    timer = 0;
  }
  document.addEventListener("visibilitychange", () => timer && document.visibilityState === "visible" && look());

  return {
    start() {
      if (timer) return;
      pause = QUICK;
      timer = setTimeout(look);
    },
    stop,
    send: (frame) => (frame.t === "act" ? say(frame) : ((tag = ""), look())),
  };
}
