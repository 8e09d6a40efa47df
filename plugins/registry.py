"""The formats that are installed, found by folder and by entry point. Works without Django."""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from plugins.contract import CONTRACT, Format

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
    for point in _points():
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


def locales(packages: list[str]) -> list[Path]:
    """The catalogues that formats bring, found without importing a format: settings ask for them."""
    found = [path.parent for package in packages for path in _files(package)]
    specs = (find_spec(point.module) for point in _points())
    found += [Path(spec.origin).parent for spec in specs if spec is not None and spec.origin]
    return [folder / "locale" for folder in found if (folder / "locale").is_dir()]


def has_script(slug: str) -> bool:
    """Whether a format brings a module of its own for the page: `static/<slug>/<slug>.js`."""
    return _brings(slug, "js")


def has_style(slug: str) -> bool:
    """Whether it brings a sheet of style of its own: `static/<slug>/<slug>.css`."""
    return _brings(slug, "css")


def _brings(slug: str, ending: str) -> bool:
    kind = get(slug)
    return kind is not None and (folder(kind) / "static" / slug / f"{slug}.{ending}").is_file()


@contextmanager
def lent(kind: type[Format]) -> Iterator[None]:
    """Let a format be found that is not installed, for its own tests."""
    before = _formats.get(kind.slug)
    _formats[kind.slug] = kind
    try:
        yield
    finally:
        _formats.pop(kind.slug)
        if before is not None:
            _formats[kind.slug] = before


def _files(package: str) -> list[Path]:
    roots = importlib.import_module(package).__path__
    return [path for root in roots for path in Path(root).glob("*/format.py")]


def _modules(package: str) -> list[str]:
    return [f"{package}.{name}.format" for name in sorted({path.parent.name for path in _files(package)})]


def _points() -> list[EntryPoint]:
    return sorted(entry_points(group=ENTRY_POINTS), key=lambda point: point.name)


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


def _load_point(point: EntryPoint) -> None:
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
    if kind.contract != CONTRACT:
        what = f"{kind.__module__} was written for version {kind.contract} of the contract; here {CONTRACT} is spoken."
        hint = "Install a release of it for this version, or uninstall it: its activities stay on their pages, unheard."
        _faults.append(Fault(15, what, hint))
        return
    other = _formats.get(slug)
    if other is not None and other is not kind:
        hint = "Give one of them another slug; a slug names stored activities."
        _faults.append(Fault(3, f"{kind.__module__} and {other.__module__} share the slug {slug!r}.", hint))
        return
    _formats[slug] = kind
