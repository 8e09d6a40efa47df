// Suggestions below a search field: a combobox with a list, moved through by arrows. Without it, Enter searches.
const PAUSE = 180; // ms without a key: short enough to feel at once, long enough to ask once a word

for (const form of document.querySelectorAll("form[data-suggest]")) {
  const field = form.querySelector("input[type=search]");
  const list = form.querySelector("[role=listbox]");
  let waiting, asked;

  Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" })
    .forEach(([name, value]) => field.setAttribute(name, value));

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
  field.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && list.children.length) { event.preventDefault(); choose(step); }
    else if (event.key === "Enter" && chosen()) { event.preventDefault(); location.assign(chosen().dataset.url); }
    else if (event.key === "Escape" && !list.hidden) { event.preventDefault(); close(); }
  });
  form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) close(); });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps its focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.url);
  });

  async function ask() {
    const words = field.value.trim();
    asked?.abort();
    if (words.length < 2 && !/^\d/.test(words)) return close();
    asked = new AbortController();
    try {
      const answer = await fetch(`${form.dataset.suggest}?${new URLSearchParams({ q: words })}`, { signal: asked.signal });
      if (answer.ok) show((await answer.json()).suggestions);
    } catch { close(); } // no signal: the field still searches
  }

  function show(suggestions) {
    list.replaceChildren(...suggestions.map(option));
    open(suggestions.length > 0 && document.activeElement === field);
  }

  function option({ title, url, code, kind, language }, place) {
    const row = document.createElement("li");
    Object.assign(row, { id: `${list.id}-${place}`, role: "option", ariaSelected: "false" });
    row.dataset.url = url;
    const name = document.createElement("span");
    name.textContent = code ? `${code} ${title}` : title;
    if (language) name.lang = language;
    const sort = document.createElement("small");
    sort.textContent = kind;
    row.append(name, " ", sort);
    return row;
  }

  function chosen() { return list.querySelector("[aria-selected=true]"); }

  function choose(step) {
    const rows = [...list.children];
    const from = rows.indexOf(chosen());
    const next = rows[from < 0 && step < 0 ? rows.length - 1 : (from + step + rows.length) % rows.length];
    rows.forEach((row) => row.setAttribute("aria-selected", row === next));
    field.setAttribute("aria-activedescendant", next.id);
    next.scrollIntoView({ block: "nearest" });
    open(true);
  }

  function open(visible) {
    list.hidden = !visible;
    field.setAttribute("aria-expanded", visible);
    if (!visible) field.removeAttribute("aria-activedescendant");
  }

  function close() { clearTimeout(waiting); list.replaceChildren(); open(false); }
}
