// Receipts of secret ballots: made in acts.js, kept on this device alone, shown beside the vote they belong to.
const code = document.body.dataset.code;
const kept = new Map(); // by activity: what a device that keeps nothing shows until the page is closed
const key = (id) => `plenaria.receipt/${code}/${id}`;

document.addEventListener("settled", ({ detail: { act, counted } }) => {
  if (!counted || !act.receipt) return;
  kept.set(act.activity, act.receipt);
  try { localStorage.setItem(key(act.activity), act.receipt); } catch { /* it is shown all the same */ }
  show();
});

function found(id) {
  try { return kept.get(id) ?? localStorage.getItem(key(id)); } catch { return null; }
}

export function show() {
  for (const place of document.querySelectorAll("[data-receipt]")) {
    const text = found(place.closest("[data-activity]").dataset.activity);
    if (!text) continue;
    place.querySelector("output").textContent = text;
    place.hidden = false;
  }
}
