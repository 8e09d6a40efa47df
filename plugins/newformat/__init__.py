"""Makes the package of a new format: files of `skeleton/` with its names put in, ready to be tested and installed."""

import importlib.util
import keyword
from pathlib import Path

from plugins import registry

SKELETON = Path(__file__).parent / "skeleton"
SUFFIX = "-tpl"  # so that no tool of the house takes the skeleton for code, templates or words of its own


class Impossible(Exception):
    """A package that cannot be made: what, the rule, the way out."""


def make(name: str, into: Path) -> Path:
    """Write the package of the format `name` below a folder; gives back its place. Raises `Impossible`."""
    _check(name)
    place = into / name
    if place.exists():
        raise Impossible(f"{place} is there already, and nothing is overwritten. Give another name or another folder.")
    for file in sorted(SKELETON.rglob(f"*{SUFFIX}")):
        target = place / _named(str(file.relative_to(SKELETON)), name).removesuffix(SUFFIX)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_named(file.read_text(), name))
    return place


def _check(name: str) -> None:
    way_out = "Choose another, such as “feedback” or “word_cloud”."
    if not name.isidentifier() or name != name.lower() or not name.isascii() or len(name) > 32:
        raise Impossible(
            f"{name!r} is no name of a format: up to 32 of a to z, digits and _, a letter first. {way_out}"
        )
    if keyword.iskeyword(name) or name == "missing" or registry.get(name) or importlib.util.find_spec(name):
        raise Impossible(f"The name {name!r} is taken, by a format or by a module of Python. {way_out}")


def _named(text: str, name: str) -> str:
    words = name.replace("_", " ").strip()
    named = {
        "xslug": name,
        "xdist": name.replace("_", "-").strip("-"),
        "Xclass": "".join(word.capitalize() for word in words.split()),
        "Xname": words.capitalize(),
    }
    for token, value in named.items():
        text = text.replace(token, value)
    return text
