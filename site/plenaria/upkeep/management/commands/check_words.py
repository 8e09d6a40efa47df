"""`manage.py check_words`: are all our messages translated, and none of them doubtfully?"""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
from django.core.management.base import BaseCommand, CommandError

from plenaria.upkeep.extraction import collect, collect_format, plural_forms
from plenaria.upkeep.words import FORMATS, LANGUAGES, LOCALE, Lack, catalogue, lacks


class Command(BaseCommand):
    help = "Compare our catalogues with the messages of the code: 0 missing and 0 fuzzy in es, en, fr and pt."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        found = [lack for folder in (LOCALE, *FORMATS) for lack in _lacks(folder)]
        if found:
            raise CommandError("\n".join([*map(str, found), "Run ./dev words, fill in what is empty, check again."]))


def _lacks(folder: Path) -> Iterator[Lack]:
    """What the catalogues of a folder lack, once they are in line with the code: a copy of them, that is."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "locale"
        if folder.exists():
            shutil.copytree(folder, copy)
        collect(copy) if folder == LOCALE else collect_format(copy, folder.parent)
        for language in LANGUAGES:
            yield from lacks(language, polib.pofile(str(catalogue(language, copy))), plural_forms(language))
