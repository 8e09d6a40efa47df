"""`manage.py collect_words`: takes new messages of the code into our catalogues."""

from typing import Any

from django.core.management.base import BaseCommand

from plenaria.upkeep.extraction import collect, collect_format
from plenaria.upkeep.words import FORMATS, LANGUAGES, LOCALE, compile_words


class Command(BaseCommand):
    help = "Take new messages of the code into the catalogues of es, en, fr and pt, and compile them."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        collect(LOCALE)
        for folder in FORMATS:
            collect_format(folder, folder.parent)
        compile_words()
        for folder in (LOCALE, *FORMATS):
            self.stdout.write(f"The catalogues of {', '.join(LANGUAGES)} are in line with the code: {folder}")
