"""The house keeps its shape: rooms, one-way imports, a page about each room."""

import subprocess
import sys

import pytest

from tests.database import ROOT

ROOMS = ["site", "site/plenaria/upkeep", "events", "sessions", "live", "plugins"]
NO_DJANGO = """
import importlib, sys
for name in {names!r}:
    importlib.import_module(name)
loaded = sorted(name for name in sys.modules if name.split(".")[0] in {{"django", "wagtail", "channels"}})
assert not loaded, loaded[:5]
"""


def formats() -> list[str]:
    """The modules that hold a participation format."""
    files = [file for room in ("plugins", "live") for file in (ROOT / room).glob("*/format.py")]
    return [".".join(file.relative_to(ROOT).with_suffix("").parts) for file in sorted(files)]


def python(code: str) -> subprocess.CompletedProcess[str]:
    path = f"import sys; sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / 'site')!r}]\n"
    return subprocess.run([sys.executable, "-c", path + code], cwd=ROOT, capture_output=True, text=True)


@pytest.mark.parametrize("module", ["plugins.contract", *formats()])
def test_a_format_is_imported_without_django(module):
    run = python(NO_DJANGO.format(names=[module]))
    assert run.returncode == 0, run.stderr


def test_the_guard_against_django_does_bite():
    assert "django" in python(NO_DJANGO.format(names=["plugins.apps"])).stderr


def test_formats_are_found():
    assert {"live.polls.format", "live.questions.format"} <= set(formats())


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_says_what_lives_in_it(room):
    assert (ROOT / room / "README.md").exists()


def test_the_shelf_is_no_package():
    """A package called `site` would hide Python's own, and with it everything installed."""
    assert not (ROOT / "site" / "__init__.py").exists()


def test_no_room_has_a_junk_drawer():
    names = {"utils", "helpers", "common", "misc"}
    folders = [ROOT / "site" / "plenaria", *(ROOT / room for room in ("events", "sessions", "live", "plugins"))]
    assert [path for folder in folders for path in folder.rglob("*") if path.stem in names] == []
