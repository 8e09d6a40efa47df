// What a screen reader is told: one polite region, at most one message in five seconds, and few urgent words.
const EVERY = 5000; // ms: shorter and people hear nothing else (experience of live chats)
const polite = document.getElementById("polite");
const urgent = document.getElementById("urgent");
const waiting = new Map();
let last = -EVERY, timer = 0;

function speak() {
  timer = 0;
  last = performance.now();
  polite.textContent = [...waiting.values()].join(" ");
  waiting.clear();
}

// A newer message about the same thing takes the older one's place.
export function announce(about, text) {
  waiting.delete(about);
  waiting.set(about, text);
  timer ||= setTimeout(speak, Math.max(250, last + EVERY - performance.now()));
}

export function interrupt(text) {
  urgent.textContent = text;
  setTimeout(() => { if (urgent.textContent === text) urgent.textContent = ""; }, 10_000);
}
