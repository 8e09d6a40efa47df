// A moment that is clapped for moves a little; nothing is lost on a page that runs no script.
const seen = new WeakMap();

export default function (element, { results = {} }) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches, before = seen.get(element);
  const now = new Map(Object.entries(results.moments ?? {}).map(([id, { votes }]) => [id, votes]));
  seen.set(element, now);
  for (const [id, votes] of now) {
    if (still || !before || votes <= (before.get(id) ?? 0)) continue;
    const item = element.querySelector(`[data-key="${CSS.escape(id)}"] .marks`);
    item?.animate({ transform: ["scale(1)", "scale(1.02)", "scale(1)"] }, 300);
  }
}
