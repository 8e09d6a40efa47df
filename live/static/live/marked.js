// marked.js: the marks of live_tags.py in a piece of the page, each with the paths it shows and how it is painted.
// A mark writes only what differs, and text only ever as text.
import {drawMarks, drawSeat, unit} from "./marks.js";
import {isObject, look, pathsOf, test, truthy} from "./paths.js";

const language = document.documentElement.lang || "es";
const inLanguage = text => text[language] || text[language.split("-")[0]] || Object.values(text)[0] || "";
const said = value => value == null ? "" : isObject(value) ? inLanguage(value) : String(value);
const kindOf = number => number === 0 || number === 1 ? number : number % 1e6 === 0 ? "m" : "n";
const ways = {
  letter: place => place >= 1 && place <= 26 ? String.fromCharCode(64 + place) : "",
  unit: top => unit(top ?? 0),
  tenths: value => value == null ? "" : `${Math.floor(value / 10)}${language.startsWith("en") ? "." : ","}${value % 10}`,
  percent: (votes, voters) => voters ? Math.floor((200 * (votes ?? 0) + voters) / (2 * voters)) : 0,
};

function paintText(el, value, of) {
  const {as, words, else: empty} = el.dataset;
  if (as) value = ways[as](value, of);
  let text = said(value);
  if (words) text = JSON.parse(words)[kindOf(value || 0)].replace("#", said(value || 0));
  else if (empty !== undefined) text ||= empty;
  if (el.textContent !== text) el.textContent = text;
}

const BOOLEAN = new Set(["hidden", "disabled", "checked", "required", "open", "readonly", "selected"]);
function attribute(name, value) {                              // its text, or null where it is left out
  if (name.startsWith("aria-")) return truthy(value) ? said(value) : "false";
  if (value === true || BOOLEAN.has(name)) return truthy(value) ? "" : null;
  return value == null || value === false ? null : said(value);
}
function paintAttr(el, name, value) {
  if (el.getAttribute(name) === value) return;
  if (value === null) el.removeAttribute(name); else el.setAttribute(name, value);
  if (name === "checked") el.checked = value !== null;         // only when mine changed, never over a choice not sent
}

function paintAck(el, seq) {                                   // answers to what is sent from here are the outbox's
  if (seq === undefined ? !el.dataset.seq : el.dataset.seq === String(seq)) return;
  el.dataset.seq = said(seq);
  el.dataset.state = "counted";
  el.hidden = seq === undefined;
  el.querySelector("b").textContent = seq === undefined ? "" : el.dataset.counted;
  el.querySelector("p").textContent = seq === undefined ? "" : el.dataset.entry.replace("#", seq);
}

const both = (path, of) => of ? [path, of] : [path];
function marksAt(el) {
  const {text, attr, marks, of, seat, ack} = el.dataset, found = [];
  for (const rule of attr?.split(";") ?? []) {
    const at = rule.indexOf(":"), name = rule.slice(0, at), expression = rule.slice(at + 1);
    let last;                                                  // a test of all results hardly ever changes its mind
    found.push({paths: pathsOf(expression), paint(data, item, whole) {
      const value = attribute(name, test(expression, data, item));
      if (value !== last || whole) paintAttr(el, name, last = value);
    }});
  }
  const show = (path, paint) => found.push({
    paths: both(path, of), paint: (data, item) => paint(el, look(path, data, item), of && look(of, data, item)),
  });
  if (text) show(text, paintText);
  if (marks) show(marks, drawMarks);
  if (seat) show(seat, (svg, mode) => drawSeat(svg, said(mode)));
  if (ack) show(ack, paintAck);
  return found;
}

const MARKED = "[data-text], [data-attr], [data-list], [data-marks], [data-seat], [data-ack], [data-more]";
const kept = new WeakMap();
// All marks in an element, found once; lists, and "more" buttons, are left to who calls: what is in a list is its own.
export function marksIn(root) {
  if (!kept.has(root)) {
    const found = {marks: [], lists: [], more: []};
    for (const el of [root, ...root.querySelectorAll(MARKED)]) {
      if (el !== root && root.contains(el.parentElement.closest("[data-list]"))) continue;
      found.marks.push(...marksAt(el));
      if (el.dataset.list) found.lists.push(el);
      if (el.dataset.more) found.more.push(el);
    }
    kept.set(root, found);
  }
  return kept.get(root);
}
