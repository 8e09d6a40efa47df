"""A format as a package: installed with pip, used, removed, installed again; and one made by `newformat`."""

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from plugins import registry
from tests.database import ROOT, Place, fill, ready, remove
from tests.plugins.environments import Environment, wheel

APPLAUSE = ROOT / "tests" / "plugins" / "applause_package"
BARE = {name: value for name, value in os.environ.items() if name not in ("DJANGO_SETTINGS_MODULE", "PYTHONPATH")}


@pytest.fixture
def environment(tmp_path):
    return Environment.made(tmp_path / "environment")


@pytest.fixture
def place(tmp_path):
    """A data folder with a database that outlives the processes of one test."""
    ready()
    place = Place(tmp_path, f"plenaria_package_{os.getpid()}" if os.environ.get("DATABASE_URL") else "")
    fill(place)
    yield place
    remove(place)


def test_pages_record_and_numbers_outlive_the_package(environment, place, tmp_path):
    call_command("formatwords", str(APPLAUSE), stdout=io.StringIO())
    package = wheel(APPLAUSE, tmp_path)

    def stage(word):
        done = environment.python("-m", "tests.plugins.applause_stage", word, cwd=ROOT, env=place.environment)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout) if word == "look" else None

    environment.install(package)
    stage("play")
    before = stage("look")
    environment.pip("uninstall", "--yes", "plenaria-applause")
    without = stage("look")
    environment.install(package)
    again = stage("look")

    assert (before["installed"], before["faults"], before["pages"]) == (True, [], [200, 200])
    assert (before["votes"], before["refused"], before["concluded"]) == ({"o1": 1, "o2": 2}, 1, [1])
    assert (before["words"], before["script"]) == ("Aplauso", True)
    assert before["verbs"] == ["setup", "open", "clap", "clap", "clap", "clap"]
    assert without["raw"] == before["raw"]
    assert without == {
        **before,
        **{"installed": False, "votes": None, "words": "", "script": False},
        **{"refused": without["refused"], "concluded": [0]},
    }
    assert again == before


def own_tests(package: Path, *words: str) -> str:
    """Run a package's own tests, as its author does: from its folder, with the house's Python."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *words]
    house = os.pathsep.join([str(ROOT), str(ROOT / "site")])
    done = subprocess.run(command, cwd=package, env={**BARE, "PYTHONPATH": house}, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def passed(said: str) -> int:
    return int(re.search(r"(\d+) passed", said)[1])


def test_newformat_makes_a_package_that_passes_its_own_tests(tmp_path, capsys):
    call_command("newformat", "feedback", "--into", str(tmp_path))
    made = tmp_path / "feedback"
    assert str(made) in capsys.readouterr().out
    assert sorted(str(one.relative_to(made)) for one in made.rglob("*") if one.is_file()) == [
        "README.md",
        "feedback/__init__.py",
        "feedback/format.py",
        "feedback/golden/v1-1.json",
        "feedback/templates/feedback/desk.html",
        "feedback/templates/feedback/person.html",
        "feedback/templates/feedback/screen.html",
        "pyproject.toml",
        "tests/test_feedback.py",
    ]
    assert not re.search(r"xslug|xdist|Xclass|Xname", "".join(one.read_text() for one in made.rglob("*.*")))
    assert passed(own_tests(made, "-m", "not browser")) >= 20


@pytest.mark.long
def test_what_newformat_made_is_found_where_it_is_installed(environment, tmp_path):
    call_command("newformat", "word_cloud", "--into", str(tmp_path), verbosity=0)
    environment.install(wheel(tmp_path / "word_cloud", tmp_path))
    found = (
        "import django; django.setup(); from plugins import checks, registry;"
        "print(sorted(registry.formats()), checks.formats(None))"
    )
    settings = {**BARE, "DJANGO_SETTINGS_MODULE": "plenaria.settings.test"}
    done = environment.python("-c", found, cwd=ROOT, env=settings)
    assert done.stdout.strip() == f"{sorted([*registry.formats(), 'word_cloud'])} []", done.stderr


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Word cloud", "no name of a format"),
        ("word-cloud", "no name of a format"),
        ("x" * 33, "no name of a format"),
        ("polls", "is taken"),
        ("json", "is taken"),
        ("class", "is taken"),
        ("missing", "is taken"),
    ],
)
def test_a_name_that_cannot_be_is_refused(name, why, tmp_path):
    with pytest.raises(CommandError, match=why):
        call_command("newformat", name, "--into", str(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten(tmp_path):
    call_command("newformat", "word_cloud", "--into", str(tmp_path), verbosity=0)
    with pytest.raises(CommandError, match="nothing is overwritten"):
        call_command("newformat", "word_cloud", "--into", str(tmp_path))


@pytest.mark.long
def test_pages_of_the_packages_hold_in_a_browser(tmp_path):
    call_command("newformat", "word_cloud", "--into", str(tmp_path), verbosity=0)
    assert passed(own_tests(tmp_path / "word_cloud", "-m", "browser")) == 9
    assert passed(own_tests(APPLAUSE)) > 30
