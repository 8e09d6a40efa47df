"""A catalogue that lacks something is found out before a reader is."""

import gettext
import os
import shutil
import subprocess
import sys

import polib
import pytest
from django.utils import translation

from plenaria.upkeep.extraction import collect
from plenaria.upkeep.words import Lack, catalogue, compile_words, lacks
from tests.database import ROOT

TWO = "nplurals=2; plural=(n != 1);"


def po(*entries: polib.POEntry, plural: str = TWO) -> polib.POFile:
    file = polib.POFile()
    file.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": plural}
    file.extend(entries)
    return file


def test_a_whole_catalogue_lacks_nothing():
    whole = po(
        polib.POEntry(msgid="Vote", msgstr="Votar"),
        polib.POEntry(msgid="%d vote", msgid_plural="%d votes", msgstr_plural={0: "%d voto", 1: "%d votos"}),
    )
    assert lacks("es", whole, TWO) == []


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (polib.POEntry(msgid="Vote"), "1 messages have no translation."),
        (
            polib.POEntry(msgid="%d vote", msgid_plural="%d votes", msgstr_plural={0: "%d voto", 1: ""}),
            "1 messages have no translation.",
        ),
        (
            polib.POEntry(msgid="Vote", msgstr="Voz", flags=["fuzzy"]),
            "1 translations are marked fuzzy: read them and take the mark away.",
        ),
        (
            polib.POEntry(msgid="%d vote", msgid_plural="%d votes", msgstr_plural={0: "%d voto"}),
            "1 plurals do not have 2 forms.",
        ),
        (
            polib.POEntry(msgid="Hello %(name)s", msgstr="Hola, %(nombre)s"),
            "1 translations name other placeholders than the message.",
        ),
    ],
)
def test_each_lack_is_named(entry, sentence):
    assert [lack.sentence for lack in lacks("es", po(entry), TWO)] == [sentence]


def test_another_plural_rule_than_djangos_is_named():
    assert lacks("es", po(plural="nplurals=2; plural=n>1;"), TWO) == [
        Lack("es", f"the header must say Plural-Forms: {TWO}")
    ]


def test_catalogues_are_compiled_without_gettext_and_only_when_newer(tmp_path):
    file = catalogue("es", tmp_path)
    file.parent.mkdir(parents=True)
    po(polib.POEntry(msgid="Vote", msgstr="Votar"), polib.POEntry(msgid="Ask", msgstr="?", flags=["fuzzy"])).save(
        str(file)
    )
    assert (compile_words(tmp_path), compile_words(tmp_path)) == (1, 0)
    compiled = gettext.translation("django", tmp_path, ["es"])
    assert (compiled.gettext("Vote"), compiled.gettext("Ask")) == ("Votar", "Ask")


def test_two_processes_may_compile_at_once(monkeypatch, tmp_path):
    file = catalogue("es", tmp_path)
    file.parent.mkdir(parents=True)
    po(polib.POEntry(msgid="Vote", msgstr="Votar")).save(str(file))
    other = (
        "import sys; from pathlib import Path; from plenaria.upkeep.words import *; compile_words(Path(sys.argv[1]))"
    )
    save = polib.POFile.save_as_mofile

    def save_beside_another(self, path):
        save(self, path)
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "site")}
        subprocess.run([sys.executable, "-c", other, str(tmp_path)], env=environment, check=True)

    monkeypatch.setattr(polib.POFile, "save_as_mofile", save_beside_another)
    assert compile_words(tmp_path) == 1
    assert gettext.translation("django", tmp_path, ["es"]).gettext("Vote") == "Votar"


def test_reading_the_code_for_one_catalogue_leaves_the_others_as_they_are(monkeypatch, tmp_path):
    if not shutil.which("xgettext"):
        pytest.skip("GNU gettext is not installed")
    (tmp_path / "code" / "room" / "locale").mkdir(parents=True)
    (tmp_path / "code" / "room" / "desk.py").write_text('_("Vote")\n', encoding="utf-8")
    monkeypatch.setattr("django.conf.settings.ROOT", tmp_path / "code")
    collect(tmp_path / "mine")
    assert [entry.msgid for entry in polib.pofile(str(catalogue("es", tmp_path / "mine")))] == ["Vote"]
    assert not list((tmp_path / "code" / "room" / "locale").iterdir())


def test_portuguese_is_brazilian_in_the_editor_too():
    with translation.override("pt"):
        assert translation.gettext("Save draft") == "Salvar rascunho"
        assert translation.gettext("Toggle section") == "Alternar seção"
