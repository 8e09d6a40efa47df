// paths.js: paths into a view and tests on them, as plugins/paths.py reads them; and which of them patches touch.
export const isObject = value => typeof value === "object" && value !== null && !Array.isArray(value);
export const truthy = value => isObject(value) || Array.isArray(value) ? Object.keys(value).length > 0 : Boolean(value);

export function merge(target, patch) {                         // RFC 7396, in place
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete target[key];
    else if (isObject(value)) target[key] = merge(isObject(target[key]) ? target[key] : {}, value);
    else target[key] = value;
  }
  return target;
}

const keysOf = path => path.replace(/^\./, "").split(".");
export function look(path, data, item) {
  return keysOf(path).reduce((value, key) => isObject(value) ? value[named(key, item)] : undefined,
    path[0] === "." ? item : data);
}
const named = (key, item) => key[0] === "$" ? item?.[key.slice(1)] : key; // `$x` is what the item has as its x

// ------------------------------------------------------------------ tests
const read = new Map();                                        // tests by their words, taken apart once
function parse(expression) {
  if (!read.has(expression)) {
    const [tests, words] = expression.split(" ? ");
    const parts = tests.split(" or ").map(part => {
      const bits = part.split(" "), negated = bits[0] === "not", [path, is, other] = negated ? bits.slice(1) : bits;
      return {negated, path, is, other};
    });
    read.set(expression, {parts, words: words?.split(" : ")});
  }
  return read.get(expression);
}

function one({negated, path, is, other}, data, item) {
  let value = look(path, data, item);
  if (is === "is") value = (Number.isInteger(value) ? `${value}` : value) === other;
  if (is === "has") value = [look(other, data, item)].flat().some(each => (value ?? []).includes(each));
  return negated ? !truthy(value) : value;
}

export function test(expression, data, item) {
  const {parts, words} = parse(expression);
  const value = parts.length === 1 ? one(parts[0], data, item) : parts.some(part => truthy(one(part, data, item)));
  return words ? words[truthy(value) ? 0 : 1] : value;
}

export const pathsOf = expression => // what a test reads
  parse(expression).parts.flatMap(({path, is, other}) => is === "has" ? [path, other] : [path]);

// ------------------------------------------------------------------ what patches touch
// A tree of keys, `true` where everything below may have changed. Several patches make one tree.
export function touch(tree, patch) {
  for (const [key, value] of Object.entries(patch)) {
    if (!isObject(value) || tree[key] === true) tree[key] = true;
    else tree[key] = touch(tree[key] ?? {}, value);
  }
  return tree;
}

// The part of the tree below a path: `true`, a tree, or undefined where nothing changed.
export function below(tree, path, item) {
  for (const key of keysOf(path)) {
    if (tree === true || tree === undefined) break;
    const name = named(key, item);
    tree = Object.hasOwn(tree, name) ? tree[name] : undefined;
  }
  return tree;
}
