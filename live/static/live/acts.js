// Forms as acts: what a form says, the receipt beside it, and drafts that survive a reload.
import { word } from "./words.js";

const root = document.body.dataset;
const TEXT = "textarea, select, input:not([type]), input[type=text], input[type=search]";

export function newId() { // crypto.randomUUID is missing where a school's server has no certificate
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

// By which a secret ballot is found in the published list: made here, so that no two people are given the same one.
const newReceipt = () => Array.from(crypto.getRandomValues(new Uint16Array(8)), (n) => n.toString(16).padStart(4, "0")).join("-");

const OURS = new Set(["activity", "verb", "op_id", "receipt", "csrfmiddlewaretoken"]);
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
    if (kind === "object" || kind === "numbers") body[name] = {};
    else if (kind === "list" || kind === "flag") body[name] = shape[kind]([]);
  }
  for (const field of new Set(data.keys())) {
    if (OURS.has(field)) continue;
    const values = data.getAll(field), name = field.replace(/^body\./, ""), [whole, key] = name.split(/\.(.*)/);
    if (key && (kinds[whole] === "object" || kinds[whole] === "numbers")) {
      const text = values.at(-1); // what was left empty is left out
      if (text.trim()) body[whole][key] = kinds[whole] === "numbers" ? Number(text) : text;
    }
    else body[name] = shape[kinds[name]]?.(values) ?? values.at(-1);
  }
  return { id: newId(), activity, verb, body, receipt: data.has("receipt") ? newReceipt() : undefined };
}

// Pressed again while it still waits. What was said in between of the same thing makes it a new act: a, b, and a again.
export function doubled(act, waiting) {
  const body = JSON.stringify(act.body), alike = (one) => JSON.stringify(one.body) === body;
  const last = waiting.filter((one) => one.activity === act.activity && (one.verb === act.verb || alike(one))).at(-1);
  return Boolean(last && last.verb === act.verb && alike(last));
}

// The place where a part tells what became of an act: beside its form, else once for the part.
function place(form, part) {
  return form?.querySelector(".ack") ?? part?.querySelector(":scope > .ack, form .ack");
}

// What became of an act. `state` is "sending", "sent", "counted" or "refused"; while it waits "off" or "offline", and
// "kept" where the line is closed for good. `unkept`: this device keeps nothing; `typed`: a text that found no place.
export function receipt(act, state, { seq, why, typed, unkept } = {}) {
  const run = document.getElementById("run"), own = document.querySelector(`[data-activity="${CSS.escape(act.activity)}"][data-kinds]`);
  const part = !own || run?.querySelector(`[name=verb][value="${CSS.escape(act.verb)}"]`) ? run : own;
  const form = [...(part?.querySelectorAll(`form[data-act]`) ?? [])].find((one) => one.dataset.act === act.verb);
  const ack = place(form, part);
  if (!ack) return;
  const waits = word(unkept ? "ack-unkept-why" : "ack-waiting-why");
  const [head, line] = {
    sending: [word("sending"), word("ack-sending-why")],
    sent: [word("ack-sent"), word("ack-sent-why")],
    off: [word("off"), waits],
    offline: [word("offline"), waits],
    kept: [word("over"), word("ack-kept-why")],
    counted: [ack.dataset.counted || word("ack-counted"), word("ack-counted-why", seq)],
    refused: [word("ack-refused"), [why, seq && word("ack-refused-entry", seq)].filter(Boolean).join(" ")],
  }[state];
  ack.dataset.state = ["off", "offline", "kept"].includes(state) ? "waiting" : state;
  ack.hidden = false;
  if (state === "counted") ack.dataset.seq = seq;
  ack.replaceChildren(element("b", head), element("p", line), ...(typed ? [element("p", typed, "voice")] : []));
}
function element(tag, text, of = "") {
  const made = document.createElement(tag);
  made.textContent = text;
  if (of) made.className = of;
  return made;
}

// The forms an act may have come from.
const formsOf = (act) => [...document.querySelectorAll(`form[data-act="${CSS.escape(act.verb)}"]`)]
  .filter((form) => form.elements.activity?.value === act.activity);

// What an act says in a field.
function saidIn(act, field) {
  const [whole, key] = field.name.replace(/^body\./, "").split(/\.(.*)/);
  return key ? act.body[whole]?.[key] : act.body[whole];
}

// Put a refused text back into its field; what has no place there, for something else is typed, is given back.
export function giveBack(act) {
  const lost = [];
  for (const field of formsOf(act).slice(0, 1).flatMap((form) => [...form.querySelectorAll(TEXT)])) {
    const text = saidIn(act, field);
    if (typeof text !== "string" || field.value === text) continue;
    if (field.value) { lost.push(text); continue; }
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true })); // a draft again
  }
  return lost.join("\n");
}

// What a counted act leaves behind in its form: nothing, if nobody has typed on.
export function clear(act) {
  for (const form of formsOf(act)) {
    const fields = [...form.querySelectorAll(TEXT)];
    for (const field of fields) if (field.value === saidIn(act, field)) field.value = "";
    for (const one of form.querySelectorAll("[data-once]:checked")) one.checked = false; // chosen for this one alone
    if (!fields.some((field) => field.value)) forget(form); // what was typed on stays a draft
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
