// The line to the room: opens, notices that it is dead, comes back with jitter, and stops where the room says so.
const SHORTEST = 1000, LONGEST = 8000; // ms: full jitter under a cap that doubles, so a thousand phones do not return at once
const SILENCE = 40_000; // ms without a frame: beats come every 25 s at most, so one was lost
const STALE = 27_000; // ms: after this a page that is looked at again does not wait for the silence to be over

export function dial(url, { opened, heard, closed, stopped }) {
  let socket = null, tries = 0, timer = 0, last = 0, over = false;

  function open() {
    clearTimeout(timer);
    timer = 0;
    if (over) return;
    const mine = (socket = new WebSocket(url, "plenaria.1"));
    last = performance.now();
    mine.onopen = () => opened();
    mine.onmessage = (event) => {
      last = performance.now();
      tries = 0;
      heard(JSON.parse(event.data));
    };
    mine.onclose = (event) => mine === socket && lost(event.code);
  }
  function lost(code) {
    socket = null;
    if (code >= 4500 && code < 5000) {
      over = true;
      return stopped(code);
    }
    closed();
    timer = setTimeout(open, Math.random() * Math.min(LONGEST, SHORTEST * 2 ** tries++));
  }
  function drop() { // do not wait for a peer that is gone to say goodbye
    const old = socket;
    socket = null;
    old?.close();
    lost(1006);
  }
  function now() {
    if (over) return;
    if (!socket) open();
    else if (performance.now() - last > STALE) drop(), open();
  }
  addEventListener("online", now);
  addEventListener("offline", () => socket && drop());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && now());
  setInterval(() => socket && performance.now() - last > SILENCE && drop(), 5000);
  open();

  return { send: (frame) => socket?.readyState === WebSocket.OPEN && socket.send(JSON.stringify(frame)) };
}
