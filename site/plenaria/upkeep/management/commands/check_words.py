"""`manage.py check_words`: are all our messages translated, and none of them doubtfully?"""

import shutil
import tempfile
from pathlib import Path
from typing import Any

import polib
from django.core.management.base import BaseCommand, CommandError

from plenaria.upkeep.extraction import collect, plural_forms
from plenaria.upkeep.words import LANGUAGES, LOCALE, catalogue, lacks


class Command(BaseCommand):
    help = "Compare our catalogues with the messages of the code: 0 missing and 0 fuzzy in es, en, fr and pt."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / "locale"
            if LOCALE.exists():
                shutil.copytree(LOCALE, folder)
            collect(folder)
            found = [
                lack
                for language in LANGUAGES
                for lack in lacks(language, polib.pofile(str(catalogue(language, folder))), plural_forms(language))
            ]
        if found:
            raise CommandError("\n".join([*map(str, found), "Run ./dev words, fill in what is empty, check again."]))
