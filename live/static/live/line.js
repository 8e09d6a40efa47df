// The line to the room by whatever gets through: a socket; while none does, plain HTTP; and a socket again once it can.
import { ask } from "./polling.js";
import { dial, TOO_FAST } from "./socket.js";

const MISSES = 2; // sockets in a row of which nothing was heard, before plain HTTP is tried beside them
const BLOCKED = 4; // so many while HTTP serves, and sockets are tried seldom
const HOPE = 5000; // ms without any line, after which HTTP is tried whatever sockets do: some proxies let them hang
const JITTER = 3000; // ms on top, for a server that comes back is asked by everybody

// `known` gives the state held, so that a short absence costs a beat. `heard` gets every frame, by either way.
export function connect(addresses, { known, seat, unseated, heard, closed, stopped }) {
  let way = "", misses = 0, timer = 0;

  function hope() {
    clearTimeout(timer);
    timer = setTimeout(polling.start, HOPE + Math.random() * JITTER);
  }
  function by(one) {
    clearTimeout(timer);
    way = one;
  }
  function lose(code) {
    way = "";
    closed();
    if (code !== TOO_FAST) hope(); // who was too fast waits
  }
  function end(code) {
    polling.stop();
    socket.end();
    clearTimeout(timer);
    way = "";
    stopped(code);
  }
  const join = (held) => ({ t: "join", epoch: held?.epoch, rev: held?.rev, audience: held?.audience });
  const polling = ask(addresses, {
    known,
    seat,
    unseated,
    stopped: end,
    heard(frame) {
      if (way === "socket" && (frame.t === "snapshot" || frame.t === "beat")) return; // too late to be news
      if (!way) by("polling");
      heard(frame, way);
    },
    failed() {
      misses = Math.min(misses, MISSES); // it was not the socket alone
      if (way !== "polling") return;
      lose();
      socket.open(); // nobody waits a minute for a socket now
    },
  });
  const socket = dial(addresses.socket, {
    ready: seat,
    stopped: end,
    opened: () => socket.send(join(known())),
    probe: () => socket.send(join(known())),
    seldom: () => way === "polling" && misses >= BLOCKED,
    heard(frame) {
      misses = 0;
      polling.stop();
      if (way !== "socket") by("socket");
      heard(frame, way);
    },
    closed(spoke, code) {
      if (way === "socket") lose(code);
      else if (!way) closed();
      if (spoke || !navigator.onLine) return;
      misses += 1;
      if (misses >= MISSES && way !== "polling") polling.start();
    },
  });
  hope();
  socket.open();

  return {
    send: (frame) => (way === "polling" ? polling : socket).send(frame),
    check: () => way === "socket" && socket.look(), // for an act went unanswered
    again: () => (way === "polling" ? polling : socket).send(join()), // a whole snapshot, for what is held is wrong
  };
}
