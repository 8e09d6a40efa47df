// One socket to the room: opens, notices that it is dead, comes back with jitter, and stops where the room says so.
const SHORTEST = 1000, LONGEST = 8000; // ms: full jitter under a cap that doubles, so a thousand phones do not return at once
const SPREAD = 5000; // ms over which all come back to a server that went away for an update (4412)
const SELDOM = 60_000; // ms between tries while plain HTTP serves and no socket gets through
const UNHEARD = 10_000; // ms for a new socket to say something: a bad line needs eight for TCP, TLS and the first frame
const SILENCE = 30_000; // ms without a frame: beats come at most 25 s apart, so one was lost
const PROBE = 3000; // ms: a page that is looked at again asks, and a line silent for so long is dead
const LOOK = 2000; // ms between looks at the clock
export const TOO_FAST = 4429, UPDATING = 4412;

// ms until the next try, after a close with `code` and so many tries in a row; `chance` is from 0 to 1.
export function rest(code, tries, chance) {
  if (code === TOO_FAST) return LONGEST * (1 + chance);
  if (code === UPDATING) return SPREAD * chance;
  return Math.min(LONGEST, SHORTEST * 2 ** tries) * chance;
}

// `ready` is awaited before each try; `probe` sends what the room must answer; `seldom` says whether nobody waits for it;
// `closed` hears whether the room had spoken, and the code. Clock times are used, for others stand still while a device sleeps.
export function dial(url, { ready, opened, heard, closed, stopped, probe, seldom }) {
  let socket = null, opening = false, spoke = false, over = false, tries = 0, timer = 0, last = 0;

  async function open() {
    clearTimeout(timer);
    if (over || opening || socket) return;
    opening = true;
    const may = await ready();
    opening = false;
    if (!may) return again(0);
    const mine = (socket = new WebSocket(url, "plenaria.1"));
    last = Date.now();
    spoke = false;
    mine.onopen = () => mine === socket && opened();
    mine.onmessage = (event) => {
      if (mine !== socket) return; // a line that was given up and wakes again is not listened to
      last = Date.now();
      tries = 0;
      spoke = true;
      heard(JSON.parse(event.data));
    };
    mine.onclose = (event) => mine === socket && lost(event.code);
  }
  function again(code) {
    const spread = 0.75 + Math.random() / 2;
    timer = setTimeout(open, seldom() ? SELDOM * spread : rest(code, tries++, Math.random()));
  }
  function lost(code) {
    socket = null;
    if (over) return;
    if (code >= 4500 && code < 5000) {
      over = true;
      return stopped(code);
    }
    closed(spoke || code >= 4000, code);
    again(code);
  }
  function drop() { // do not wait for a peer that is gone to say goodbye
    const old = socket;
    lost(1006);
    old.close();
  }
  function look() { // the page is looked at, or a network is there: is the line?
    if (!socket) return open();
    if (!spoke || Date.now() - last < PROBE) return;
    const asked = Date.now(), mine = socket;
    probe();
    setTimeout(() => {
      if (mine === socket && last < asked) drop(), open();
    }, PROBE);
  }
  addEventListener("online", look);
  addEventListener("offline", () => socket && drop());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look());
  setInterval(() => socket && Date.now() - last > (spoke ? SILENCE : UNHEARD) && drop(), LOOK);

  return {
    open,
    look,
    end() { over = true; socket?.close(); },
    send: (frame) => socket?.readyState === WebSocket.OPEN && socket.send(JSON.stringify(frame)),
  };
}
