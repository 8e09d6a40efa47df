"""The small language of marked elements: paths into a view, and tests on them. `view.js` reads the same."""

import re
from collections.abc import Mapping
from typing import Any

type Data = Mapping[str, Any]

_PATH = re.compile(r"[a-z_][\w]*(\.[\w-]+|\[[a-z_]+(\.[a-z_]+)?\])*")


def encode(path: str, item: str) -> str:
    """A path as `view.js` reads it: inside a list of `q`, `q.votes` is `.votes`, `results.options[q]` is `….$id` and
    `view.categories[q.category]` is `….$category`, which is looked up when the item is drawn."""
    if not _PATH.fullmatch(path):
        raise ValueError(f"{path!r} is no path such as view.count, q.text or results.options[q].votes")
    path = path.replace(f"[{item}]", ".$id").replace(f"[{item}.", "[$") if item else path
    path = re.sub(r"\[(\$\w+)\]", r".\1", path)
    if "[" in path:
        raise ValueError(f"{path!r} looks up an item outside its list")
    head, dot, rest = path.partition(".")
    return f".{rest}" if head == item and dot else path


def encode_test(expression: str, item: str) -> str:
    """`path`, `not path`, `path is word`, `path has q` (or any of a list `q.ids`), joined by `or`; or
    `test ? word : word`."""
    test, mark, words = expression.partition(" ? ")
    return " or ".join(_encode_one(part, item) for part in test.split(" or ")) + mark + words


def _encode_one(test: str, item: str) -> str:
    words = test.split()
    at = 1 if words[0] == "not" else 0
    words[at] = encode(words[at], item)
    if words[at + 1 : at + 2] == ["has"]:
        words[at + 2] = encode(f"{item}.id" if words[at + 2] == item else words[at + 2], item)
    return " ".join(words)


def look(path: str, data: Data, item: Data | None) -> Any:
    """The value at an encoded path, or None."""
    value: Any = item if path[0] == "." else data
    for key in path.lstrip(".").split("."):
        key = str((item or {}).get(key[1:])) if key.startswith("$") else key
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def test(expression: str, data: Data, item: Data | None) -> Any:
    """The value of an encoded expression: a path's own value, else true or false, or one of two words."""
    tests, mark, words = expression.partition(" ? ")
    parts = tests.split(" or ")
    values = (_one(part, data, item) for part in parts)
    value = _one(parts[0], data, item) if len(parts) == 1 else any(map(bool, values))
    return words.split(" : ")[0 if value else 1] if mark else value


def _one(expression: str, data: Data, item: Data | None) -> Any:
    words = expression.split()
    negated = words[0] == "not"
    path, *rest = words[1:] if negated else words
    value = look(path, data, item)
    if rest[:1] == ["is"]:
        value = (str(value) if type(value) is int else value) == rest[1]
    elif rest[:1] == ["has"]:
        wanted = look(rest[1], data, item)
        value = any(each in (value or ()) for each in (wanted if isinstance(wanted, list) else [wanted]))
    return not value if negated else value
