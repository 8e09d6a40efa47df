// view.js: keeps marked elements in step with one activity's view. The marks are made by live_tags.py.
// Text is only ever set as text. While focus is in a list nothing in it is added, moved or taken away.
import {drawMarks, drawSeat, unit} from "./marks.js";

const language = document.documentElement.lang || "es";
const isObject = value => typeof value === "object" && value !== null && !Array.isArray(value);

export function merge(target, patch) {                         // RFC 7396, in place
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete target[key];
    else if (isObject(value)) target[key] = merge(isObject(target[key]) ? target[key] : {}, value);
    else target[key] = value;
  }
  return target;
}

export function look(path, data, item) {                       // paths.py says what paths are
  const keys = path.replace(/^\./, "").split(".");
  return keys.reduce((value, key) => isObject(value) ? value[key === "$id" ? item?.id : key] : undefined,
    path[0] === "." ? item : data);
}

function one(expression, data, item) {
  const words = expression.split(" "), negated = words[0] === "not";
  const [path, is, other] = negated ? words.slice(1) : words;
  let value = look(path, data, item);
  if (is === "is") value = value === other;
  if (is === "has") value = (value ?? []).includes(look(other, data, item));
  return negated ? !truthy(value) : value;
}
const truthy = value => isObject(value) || Array.isArray(value) ? Object.keys(value).length > 0 : Boolean(value);

export function test(expression, data, item) {
  const [tests, words] = expression.split(" ? "), parts = tests.split(" or ");
  const value = parts.length === 1 ? one(parts[0], data, item) : parts.some(part => truthy(one(part, data, item)));
  return words ? words.split(" : ")[truthy(value) ? 0 : 1] : value;
}

const inLanguage = text => text[language] || text[language.split("-")[0]] || Object.values(text)[0] || "";
const said = value => value == null ? "" : isObject(value) ? inLanguage(value) : String(value);
const kindOf = number => number === 0 || number === 1 ? number : number % 1e6 === 0 ? "m" : "n";
const ways = {
  letter: place => place >= 1 && place <= 26 ? String.fromCharCode(64 + place) : "",
  unit: top => unit(top ?? 0),
};

function paintText(el, value) {
  if (el.dataset.as) value = ways[el.dataset.as](value);
  let text = said(value);
  if (el.dataset.words) text = JSON.parse(el.dataset.words)[kindOf(value || 0)].replace("#", said(value || 0));
  else if (el.dataset.else !== undefined) text ||= el.dataset.else;
  if (el.textContent !== text) el.textContent = text;
}

const BOOLEAN = new Set(["hidden", "disabled", "checked", "required", "open", "readonly", "selected"]);
function paintAttrs(el, data, item) {
  for (const rule of el.dataset.attr.split(";")) {
    const at = rule.indexOf(":"), name = rule.slice(0, at);
    let value = test(rule.slice(at + 1), data, item);
    if (name.startsWith("aria-")) value = truthy(value) ? said(value) : "false";
    else if (value === true || BOOLEAN.has(name)) value = truthy(value) ? "" : null;
    else value = value == null || value === false ? null : said(value);
    if (el.getAttribute(name) === value) continue;
    if (value === null) el.removeAttribute(name); else el.setAttribute(name, value);
    if (name === "checked") el.checked = value !== null;       // only when mine changed, never over a choice not sent
  }
}

function paintAck(el, seq) {                                   // answers to what is sent from here are the outbox's
  if (seq === undefined ? !el.dataset.seq : el.dataset.seq === String(seq)) return;
  el.dataset.seq = said(seq);
  el.dataset.state = "counted";
  el.hidden = seq === undefined;
  el.querySelector("b").textContent = seq === undefined ? "" : el.dataset.counted;
  el.querySelector("p").textContent = seq === undefined ? "" : el.dataset.entry.replace("#", seq);
}

function rank(rows, id, key) {
  if (key !== "id") return (key[0] === "-" ? -1 : 1) * (rows[id][key.replace("-", "")] || 0);
  return /^\d+$/.test(id) ? Number(id) : Infinity;
}
const compare = (a, b) => a < b ? -1 : a > b ? 1 : 0;

function paintList(el, data) {
  const rows = look(el.dataset.list, data) ?? {}, keys = el.dataset.sort.split(" ");
  const order = Object.keys(rows).sort((a, b) =>
    keys.reduce((so, key) => so || compare(rank(rows, a, key), rank(rows, b, key)), 0) || compare(a, b));
  const have = new Map([...el.children].filter(child => child.dataset.key).map(child => [child.dataset.key, child]));
  for (const [id, child] of have) if (rows[id]) paint(child, data, {...rows[id], id});
  const read = el.contains(document.activeElement);
  el.dispatchEvent(new CustomEvent("fresh", {bubbles: true, detail: read ? order.filter(id => !have.has(id)).length : 0}));
  if (read) return later(el, data);
  for (const [id, child] of have) if (!rows[id]) child.remove();
  const blank = el.querySelector(":scope > template");
  let next = el.firstElementChild;
  for (const id of order) {
    const child = have.get(id) ?? blank.content.firstElementChild.cloneNode(true);
    if (!have.has(id)) paint(child, data, {...rows[id], id});
    if (next === child) next = next.nextElementSibling;
    else el.insertBefore(child, next);
  }
}

const held = new WeakMap();                                    // lists that are read, and what to show afterwards
function later(el, data) {
  if (!held.has(el)) el.addEventListener("focusout", () => setTimeout(() => {
    const latest = held.get(el);
    held.delete(el);
    paintList(el, latest);
  }), {once: true});
  held.set(el, data);
}

export function paint(root, data, item) {                      // data: an activity of the view, with `mine` beside
  const {text, attr, list, marks, of, seat, ack} = root.dataset;
  if (attr) paintAttrs(root, data, item);
  if (list) return paintList(root, data);
  if (text) return paintText(root, look(text, data, item));
  if (marks) return drawMarks(root, look(marks, data, item), look(of, data, item));
  if (seat) return drawSeat(root, said(look(seat, data, item)));
  if (ack) return paintAck(root, look(ack, data, item));
  if (root.tagName !== "TEMPLATE") for (const child of [...root.children]) paint(child, data, item);
}
