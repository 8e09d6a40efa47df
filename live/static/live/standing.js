// How the page stands with the room, in words: in the bar, and where the room has closed the line, with a way out.
import { word } from "./words.js";

const side = document.body.dataset.live;

// Why nothing goes out: no network on this device, or no way to the room.
export const away = () => (navigator.onLine ? "off" : "offline");

// `way` is "socket", "polling" or "" for none; `over` the code with which the room closed the line for good.
export function tellStanding({ way, over, waiting }) {
  const link = document.getElementById("link");
  const [mark, text] = over ? ["off", side === "screen" ? sentence(over).textContent.trim() : word("over")]
    : !way ? ["off", waiting ? `${word(away())} · ${word("to-send", waiting)}` : word(away())]
      : waiting ? ["saving", word("sending")]
        : ["on", word(way === "polling" ? "on-polling" : "on")];
  link.hidden = false;
  link.dataset.link = mark;
  if (link.textContent !== text) link.textContent = text;
}

function sentence(code) {
  const notice = document.getElementById("stopped");
  return notice.querySelector(`[data-code="${code}"]`) ?? notice.querySelector("[data-code='']");
}

// The sentence for a closing code and its way out, at the top of the page.
export function tellStopped(code) {
  if (side === "screen") return;
  const notice = document.getElementById("stopped");
  for (const one of notice.children) one.hidden = one !== sentence(code);
  document.getElementById(side === "desk" ? "run" : "front").prepend(notice);
  notice.hidden = false;
  notice.scrollIntoView({ block: "center" }); // nothing else can be done here now
}
