// Forms as acts: what a form says, the receipt beside it, and drafts that survive a reload.
import { word } from "./words.js";

const root = document.body.dataset;
const TEXT = "textarea, input:not([type]), input[type=text], input[type=search]";

export function newId() { // crypto.randomUUID is missing where a school's server has no certificate
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

const OURS = new Set(["activity", "verb", "op_id", "csrfmiddlewaretoken"]);
const shape = {
  list: (values) => values,
  number: (values) => (values.length && values.at(-1) !== "" ? Number(values.at(-1)) : undefined),
  flag: (values) => values.length > 0 && !["", "false", "0"].includes(values.at(-1)),
};

// The act in a form, by the kinds of fields its part names; the id is new, for each act is one.
export function read(form, submitter) {
  const data = new FormData(form, submitter);
  const activity = data.get("activity"), verb = data.getAll("verb").at(-1), body = {};
  const kinds = JSON.parse(form.closest("[data-kinds]")?.dataset.kinds || "{}")[verb] ?? {};
  for (const [name, kind] of Object.entries(kinds)) {
    if (kind === "object") body[name] = {};
    else if (kind === "list" || kind === "flag") body[name] = shape[kind]([]);
  }
  for (const field of new Set(data.keys())) {
    if (OURS.has(field)) continue;
    const values = data.getAll(field), name = field.replace(/^body\./, ""), [whole, key] = name.split(/\.(.*)/);
    if (kinds[whole] === "object" && key) body[whole][key] = values.at(-1);
    else body[name] = shape[kinds[name]]?.(values) ?? values.at(-1);
  }
  return { id: newId(), activity, verb, body };
}

const same = (a, b) => a.activity === b.activity && a.verb === b.verb && JSON.stringify(a.body) === JSON.stringify(b.body);
export const doubled = (act, waiting) => waiting.some((one) => same(one, act)); // pressed again while it still waits

// The place where a part tells what became of an act: beside its form, else once for the part.
function place(form, part) {
  return form?.querySelector(".ack") ?? part?.querySelector(":scope > .ack, form .ack");
}

export function receipt(act, state, { seq, why } = {}) {
  const run = document.getElementById("run"), own = document.querySelector(`[data-activity="${CSS.escape(act.activity)}"][data-kinds]`);
  const part = !own || run?.querySelector(`[name=verb][value="${CSS.escape(act.verb)}"]`) ? run : own;
  const form = [...(part?.querySelectorAll(`form[data-act]`) ?? [])].find((one) => one.dataset.act === act.verb);
  const ack = place(form, part);
  if (!ack) return;
  const lines = {
    saving: word("ack-saving-why"),
    waiting: word("ack-waiting-why"),
    counted: word("ack-counted-why", seq),
    refused: [why, seq && word("ack-refused-entry", seq)].filter(Boolean).join(" "),
  };
  const [head, line] = [document.createElement("b"), document.createElement("p")];
  head.textContent = (state === "counted" && ack.dataset.counted) || word(`ack-${state}`);
  line.textContent = lines[state];
  ack.dataset.state = state;
  ack.hidden = false;
  if (state === "counted") ack.dataset.seq = seq;
  ack.replaceChildren(head, line);
}

// What a counted act leaves behind in its form: nothing, if nobody has typed on.
export function clear(act) {
  for (const form of document.querySelectorAll(`form[data-act="${CSS.escape(act.verb)}"]`)) {
    if (form.elements.activity?.value !== act.activity) continue;
    for (const field of form.querySelectorAll(TEXT)) if (field.value === act.body[field.name]) field.value = "";
    forget(form);
  }
}

// ------------------------------------------------------------------ drafts
const hidden = (form) => [...form.querySelectorAll("input[type=hidden]")].filter((one) => one.name !== "op_id").map((one) => one.value);
const keyOf = (form) => `plenaria.draft/${root.code}/${root.live}/${hidden(form).join("/")}`;
const kept = (field) => field.name && (field.matches(TEXT) || field.matches("input[type=radio], input[type=checkbox]"));

function forget(form) {
  try { sessionStorage.removeItem(keyOf(form)); } catch { /* nothing was kept */ }
}

export function keepDrafts() {
  addEventListener("input", ({ target }) => {
    const form = target.closest?.("form[data-act]");
    if (!form) return;
    const fields = [...form.elements].filter(kept).map((one) => [one.name, one.matches(TEXT) ? one.value : one.checked && one.value]);
    try { sessionStorage.setItem(keyOf(form), JSON.stringify(fields)); } catch { /* a device that keeps nothing */ }
  });
}

export function restoreDrafts(within, { ticks = true } = {}) {
  for (const form of within.querySelectorAll("form[data-act]")) {
    let fields;
    try { fields = JSON.parse(sessionStorage.getItem(keyOf(form)) ?? "null"); } catch { continue; }
    for (const [name, value] of fields ?? []) {
      for (const field of form.elements) {
        if (field.name !== name || !kept(field)) continue;
        if (!field.matches(TEXT)) { if (ticks && field.value === value) field.checked = true; }
        else if (!field.value) field.value = value;
      }
    }
  }
}
