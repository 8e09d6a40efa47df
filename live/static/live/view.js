// view.js: keeps a part of the page in step with one activity's view, along what patches touch and nowhere else.
// While a list is read nothing in it is added, moved or taken away: while focus is in it, or fresh.js says so.
import {marksIn} from "./marked.js";
import {below, look} from "./paths.js";

export {merge, touch} from "./paths.js";

const newest = new WeakMap();                                  // what each part was last painted from

// `data`: an activity of the view, with `mine` beside; `touched`: a tree of touch(), or all.
export function paint(root, data, touched = true) {
  const {marks, lists, more} = marksIn(root);
  newest.set(root, data);
  paintMarks(marks, data, undefined, touched);
  for (const el of lists) paintList(listOf(el, root), data, touched);
  for (const el of more) paintMore(el, lists, touched);
}

function paintMarks(marks, data, item, touched, own = touched) {
  const changed = path => (path[0] === "." ? below(own, path) : below(touched, path, item)) !== undefined;
  for (const mark of marks) if (mark.paths.some(changed)) mark.paint(data, item, touched === true);
}

// ------------------------------------------------------------------ lists
const known = new WeakMap();
function listOf(el, root) {
  if (!known.has(el)) {
    const children = [...el.children].filter(child => child.dataset.key);
    const blank = el.querySelector(":scope > template");
    const read = marksIn(blank.content.firstElementChild).marks.flatMap(mark => mark.paths);
    known.set(el, {
      el, root, blank, path: el.dataset.list, sort: el.dataset.sort.split(" "),
      shown: new Map(children.map(child => [child.dataset.key, child])), // in the order of the page
      lookups: [...new Set(read.filter(path => path.includes(".$id")).map(path => path.slice(0, path.indexOf(".$id"))))],
      shared: [...new Set(read.filter(path => path[0] !== "." && !path.includes(".$id")))],
      further: {}, held: false, waiting: 0,                    // further: items beyond the first hundred, once asked for
    });
  }
  return known.get(el);
}
const rowsOf = (list, data) => ({...list.further, ...look(list.path, data)});

function rank(rows, id, key) {
  if (key !== "id") return (key[0] === "-" ? -1 : 1) * (rows[id][key.replace("-", "")] || 0);
  return /^\d+$/.test(id) ? Number(id) : Infinity;
}
const compare = (a, b) => a < b ? -1 : a > b ? 1 : 0;
const ordered = (rows, sort) => Object.keys(rows).sort((a, b) =>
  sort.reduce((so, key) => so || compare(rank(rows, a, key), rank(rows, b, key)), 0) || compare(a, b));

// Ids whose items a patch touches: in the list, in what they look up, or all, where all show what changed.
function touchedIn({path, shown, lookups, shared}, touched) {
  const trees = [below(touched, path), ...lookups.map(one => below(touched, one))];
  if (trees.includes(true) || shared.some(one => below(touched, one) !== undefined)) return [...shown.keys()];
  return new Set(trees.flatMap(tree => Object.keys(tree ?? {})));
}

function paintList(list, data, touched) {
  const {shown, sort} = list, own = below(touched, list.path), rows = rowsOf(list, data);
  for (const id of touchedIn(list, touched)) {
    if (shown.has(id) && rows[id]) paintItem(list, shown.get(id), data, rows, id, touched, own);
  }
  const moves = id => !shown.has(id) || !rows[id] || own[id] === true || sort.some(key => key.replace("-", "") in own[id]);
  if (own === true || Object.keys(own ?? {}).some(moves)) arrange(list, data, rows);
}
function paintItem(list, child, data, rows, id, touched, own) {
  paintMarks(marksIn(child).marks, data, {...rows[id], id}, touched, own && below(own, id));
}

function arrange(list, data, rows) {
  const {el, shown} = list, order = ordered(rows, list.sort);
  const read = "read" in el.dataset || el.contains(document.activeElement);
  if (Object.keys(list.further).length) el.dispatchEvent(new CustomEvent("moved", {bubbles: true}));
  tell(list, read ? order.filter(id => !shown.has(id)).length : 0);
  if (read) return later(list);
  for (const [id, child] of shown) if (!rows[id]) { child.remove(); shown.delete(id); }
  const stand = [...shown.keys()], children = new Map(shown);
  let at = 0;
  shown.clear();
  for (const id of order) {
    while (shown.has(stand[at])) at++;                         // went up already
    if (stand[at + 1] === id) at++;                            // the one that stood here goes down
    const child = children.get(id) ?? list.blank.content.firstElementChild.cloneNode(true);
    if (!children.has(id)) paintItem(list, child, data, rows, id, true, true);
    if (stand[at] === id) at++;
    else el.insertBefore(child, children.get(stand[at]) ?? list.blank);
    shown.set(id, child);
  }
}

function tell(list, waiting) {
  if (list.waiting === waiting) return;
  list.waiting = waiting;
  list.el.dispatchEvent(new CustomEvent("fresh", {bubbles: true, detail: waiting}));
}

function later(list) {                                         // what is read now is put in order afterwards
  if (list.held) return;
  list.held = true;
  list.el.addEventListener("focusout", () => setTimeout(() => {
    list.held = false;
    const data = newest.get(list.root);
    arrange(list, data, rowsOf(list, data));
  }), {once: true});
}

// ------------------------------------------------------------------ beyond the first hundred
const listBeside = (el, lists) => known.get(lists.find(one => one.dataset.list === el.dataset.more));
function paintMore(el, lists, touched = true) {
  const list = listBeside(el, lists), data = newest.get(list.root);
  if (below(touched, el.dataset.of) === undefined && below(touched, list.path) === undefined) return;
  const hidden = !(look(el.dataset.of, data) > Object.keys(rowsOf(list, data)).length);
  if (el.hidden !== hidden) el.hidden = hidden;
}

// The list beside a "more" button, for who fetches: nothing before the first paint.
export function longer(el) {
  const root = el.closest("[data-activity]"), {lists, more} = marksIn(root), list = listBeside(el, lists);
  return list && {
    el: list.el, path: list.path,
    first: () => look(list.path, newest.get(root)) ?? {},
    last: rows => ordered(rows, list.sort).at(-1),
    put(rows) {
      list.further = rows;
      paintList(list, newest.get(root), true);
      for (const one of more) paintMore(one, lists);
    },
  };
}
