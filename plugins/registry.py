"""The formats that are installed, found by folder and by entry point. Works without Django."""

import importlib
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType

from plugins.contract import Format

ENTRY_POINTS = "plenaria.formats"


@dataclass(frozen=True)
class Fault:
    """Something wrong with an installed format, told as a numbered check: what, and the way out."""

    number: int
    what: str
    hint: str


_formats: dict[str, type[Format]] = {}
_faults: list[Fault] = []


def load(packages: list[str]) -> None:
    """Find the formats below these packages and those of installed entry points; what was loaded before is dropped."""
    _formats.clear()
    _faults.clear()
    for package in packages:
        for name in _modules(package):
            _load_module(name)
    for point in sorted(entry_points(group=ENTRY_POINTS), key=lambda point: point.name):
        _load_point(point)


def formats() -> dict[str, type[Format]]:
    """All formats by slug, in the order of their slugs."""
    return dict(sorted(_formats.items()))


def get(slug: str) -> type[Format] | None:
    """The format of this slug, or None when it is not installed."""
    return _formats.get(slug)


def faults() -> list[Fault]:
    """What went wrong while loading; `plugins.checks` reports it."""
    return list(_faults)


def folder(kind: type[Format]) -> Path:
    """Where the format lives: its templates, static files and words stand beside its module."""
    file = importlib.import_module(kind.__module__).__file__
    return Path(file or "").parent


def _modules(package: str) -> list[str]:
    roots = importlib.import_module(package).__path__
    found = {path.parent.name for root in roots for path in Path(root).glob("*/format.py")}
    return [f"{package}.{name}.format" for name in sorted(found)]


def _load_module(name: str) -> None:
    try:
        module = importlib.import_module(name)
    except Exception as error:  # any fault of a plugin must become a check, not a crash of the others
        _faults.append(Fault(1, f"{name} cannot be imported: {error}.", "Import it alone to see the whole error."))
        return
    kinds = _kinds(module)
    if len(kinds) != 1:
        _faults.append(
            Fault(2, f"{name} holds {len(kinds)} formats.", "Define exactly one subclass of plugins.contract.Format.")
        )
    for kind in kinds[:1]:
        _add(kind)


def _load_point(point) -> None:
    try:
        kind = point.load()
    except Exception as error:  # see _load_module
        _faults.append(Fault(1, f"Entry point {point.name} cannot be loaded: {error}.", "Correct its address."))
        return
    if isinstance(kind, type) and issubclass(kind, Format):
        _add(kind)
    else:
        _faults.append(Fault(2, f"Entry point {point.name} is no Format.", "Point it at the Format subclass."))


def _kinds(module: ModuleType) -> list[type[Format]]:
    own = [value for value in vars(module).values() if isinstance(value, type) and value.__module__ == module.__name__]
    return [kind for kind in own if issubclass(kind, Format)]


def _add(kind: type[Format]) -> None:
    slug = getattr(kind, "slug", kind.__module__.split(".")[-2])
    other = _formats.get(slug)
    if other is not None and other is not kind:
        hint = "Give one of them another slug; a slug names stored activities."
        _faults.append(Fault(3, f"{kind.__module__} and {other.__module__} share the slug {slug!r}.", hint))
        return
    _formats[slug] = kind
