// marks.js: people and votes drawn one by one, as plugins/drawing.py draws them. Lengths are whole thousandths.
const MODES = ["room", "remote", "assisted", "free"], VOTES = ["room", "remote", "assisted", "untold"];
const PENS = {
  room: {"stroke-width": ".8", "stroke-linecap": "round"},
  remote: {"stroke-width": ".17"},
  assisted: {"stroke-width": ".7", "stroke-linecap": "square"},
  free: {"stroke-width": ".2", "stroke-linecap": "round"},
  untold: {"stroke-width": ".5", "stroke-linecap": "round"},
};
const ONE_LINE = 60, FEWEST = 30, LINE = 50, MOST_VOTES = 300, MOST_SEATS = 400, GAP = 450;

const text = n => `${n / 1000}`;
const div = (a, b) => Math.floor(a / b);
const number = (count, size) => count ? Math.max(div(2 * count + size, 2 * size), 1) : 0;
const mark = (mode, x, y) => mode === "remote"
  ? `M${text(x - 315)} ${text(y)}a0.315 0.315 0 1 0 0.63 0a0.315 0.315 0 1 0 -0.63 0` : `M${text(x)} ${text(y)}h0`;

export function unit(top, most = MOST_VOTES) {
  let size = 1, step = 5;
  while (top > size * most) { size *= step; step = 7 - step; }
  return size;
}

function place(i, line) {
  const row = div(i, line), j = i % line;
  return [500 + 1000 * div(j, 2) + GAP * div(j, 10), 500 + 1000 * (j % 2) + (2000 + GAP) * row];
}

export function tally(counts, top) {
  const size = unit(top), marks = VOTES.map(mode => number(counts[mode] ?? 0, size));
  const longest = Math.max(number(top, size), marks.reduce((a, b) => a + b, 0), FEWEST);
  const line = longest <= ONE_LINE ? longest : LINE, lines = Math.ceil(longest / line);
  const paths = {};
  let at = 0;
  VOTES.forEach((mode, m) => {
    paths[mode] = Array.from({length: marks[m]}, (_, i) => mark(mode, ...place(at + i, line))).join("");
    at += marks[m];
  });
  const width = 1000 * Math.ceil(line / 2) + GAP * div(line - 1, 10);
  return {paths, box: `0 0 ${text(width)} ${text(2000 * lines + GAP * (lines - 1))}`, unit: size};
}

const circles = n => Math.max(1, Math.floor(Math.sqrt(n / 13) + 0.5));
function inner(n) {
  const k = circles(n);
  return Math.max((n / (2 * Math.PI) - k * (k - 1) / 2) / k, 1.2);
}

function seats(n) {
  const k = circles(n), first = inner(n), found = [];
  let around = 0, length = 0, before = 0;
  for (let j = 0; j < k; j++) around += first + j;
  around *= 2 * Math.PI;
  for (let j = 0; j < k; j++) {
    length += 2 * Math.PI * (first + j);
    const upto = Math.floor(n * length / around + 0.5), here = upto - before;
    before = upto;
    for (let i = 0; i < here; i++) found.push([(i + 0.5) / here, -j]);
  }
  found.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return found.map(([turn, j]) => {
    const angle = 2 * Math.PI * turn, radius = first - j;
    return [10 * Math.floor(radius * Math.sin(angle) * 100 + 0.5), 10 * Math.floor(-radius * Math.cos(angle) * 100 + 0.5)];
  });
}

export function ring(counts) {
  const total = MODES.reduce((sum, mode) => sum + (counts[mode] ?? 0), 0), size = total <= MOST_SEATS ? 1 : 5;
  const marks = MODES.map(mode => number(counts[mode] ?? 0, size)), n = marks.reduce((a, b) => a + b, 0);
  const places = seats(n), paths = {};
  let at = 0;
  MODES.forEach((mode, m) => {
    paths[mode] = places.slice(at, at + marks[m]).map(([x, y]) => mark(mode, x, y)).join("");
    at += marks[m];
  });
  const first = Math.floor(inner(n) * 1000 + 0.5), reach = first + 1000 * (circles(n) - 1) + 550;
  return {paths, box: `-${text(reach)} -${text(reach)} ${text(2 * reach)} ${text(2 * reach)}`, unit: size, first};
}

function put(el, name, value) {
  if (el.getAttribute(name) !== value) el.setAttribute(name, value);
}
function draw(svg, drawing) {
  put(svg, "viewBox", drawing.box);
  for (const [mode, d] of Object.entries(drawing.paths)) put(svg.querySelector(`.seat-${mode}`), "d", d);
}

export function drawMarks(svg, counts, top) {
  draw(svg, tally(typeof counts === "number" ? {untold: counts} : counts ?? {}, top ?? 0));
}

export function drawPeople(svg, counts) {
  const drawing = ring(counts), figure = svg.querySelector("text");
  const total = (counts.room ?? 0) + (counts.remote ?? 0) + (counts.assisted ?? 0);
  draw(svg, drawing);
  const size = div(div(drawing.first * 74, 100) * 3, Math.max(3, `${total}`.length));
  put(figure, "font-size", text(size));
  put(figure, "y", text(div(size * 35, 100)));
  if (figure.textContent !== `${total}`) figure.textContent = total;
  put(svg, "aria-label", svg.dataset.label.replace(/\{(\w+)\}/g, (_, key) => key === "total" ? total : counts[key] ?? 0));
}

export function drawSeat(svg, mode) {
  const path = svg.querySelector("path"), pen = PENS[mode] ?? {};
  put(path, "class", `seat-${mode}`);
  put(path, "d", PENS[mode] ? mark(mode, 0, 0) : "");
  for (const name of ["stroke-width", "stroke-linecap"]) {
    if (pen[name]) put(path, name, pen[name]); else path.removeAttribute(name);
  }
}
