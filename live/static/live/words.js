// The words of the interface, as the page brings them in the reader's language: nothing here is written in a language.
const box = document.getElementById("words").dataset;
const plural = new Intl.PluralRules(document.documentElement.lang || "es");

const camel = (key) => key.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

export const word = (key, value = "") => (box[camel(key)] ?? "").replace("#", value);

export const counted = (key, n) => word(`${key}-${plural.select(n) === "one" ? "one" : "other"}`, n);

export const has = (key) => camel(key) in box;

// An organiser's words, {language: text}: the reader's, else the first.
export const inWords = (text) => text?.[document.documentElement.lang] ?? Object.values(text ?? {})[0] ?? "";
