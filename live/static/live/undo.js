// What a moderator has just done is offered back for ten seconds, by the verb that undoes it: data-undo of the form, or of
// the button pressed, names it. It must put things back as they were, with the same body or that of data-undo-body; where
// none does, none is named.
import { newId } from "./acts.js";
import { wordsOf } from "./keys.js";
import { say } from "./live.js";

const SHOWN = 10_000; // ms: time to see that it was the wrong one; its own button can be pressed for ever
const notice = document.getElementById("undo"), button = notice.querySelector("button");
const made = new Map(); // act: how it is undone, until the room has answered
let last = null, timer = 0;

const short = (text) => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

function offer(back) {
  last = back;
  notice.querySelector("span").textContent = back.done;
  notice.querySelector("q").textContent = short(back.about);
  notice.querySelector("q").hidden = !back.about || back.done.includes(back.about); // a button may name its case
  notice.hidden = false;
  wait();
}
function wait() {
  clearTimeout(timer);
  timer = setTimeout(() => (notice.matches(":hover, :focus-within") ? wait() : end()), SHOWN);
}
function end() {
  clearTimeout(timer);
  const from = last.from?.id ? document.getElementById(last.from.id) : last.from; // the run of show is drawn anew
  if (notice.contains(document.activeElement)) from?.focus();
  notice.hidden = true;
  last = null;
}
document.addEventListener("acted", ({ target, detail: { act, submitter } }) => {
  const { undo: verb, undoBody } = { ...target.dataset, ...submitter?.dataset };
  if (!verb || !submitter) return;
  const from = submitter.closest("[data-case]"), about = from?.querySelector(".voice, b")?.textContent.trim() ?? "";
  const body = undoBody ? JSON.parse(undoBody) : act.body;
  made.set(act.id, { activity: act.activity, verb, body, done: wordsOf(submitter), about, from });
});
document.addEventListener("settled", ({ detail: { act, counted } }) => {
  const back = made.get(act.id);
  made.delete(act.id);
  if (back && counted) offer(back);
});
button.addEventListener("click", () => {
  const { activity, verb, body } = last;
  say({ id: newId(), activity, verb, body });
  end();
});
