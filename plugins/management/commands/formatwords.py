"""`manage.py formatwords FOLDER`: compiles the catalogues of a format's package; GNU gettext is not needed for that."""

from pathlib import Path
from typing import Any

import polib
from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    help = "Compile the words of a format: each locale/<language>/LC_MESSAGES/django.po below a folder."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="the format's package")

    def handle(self, *args: Any, **options: Any) -> None:
        found = sorted(options["folder"].rglob("locale/*/LC_MESSAGES/django.po"))
        if not found:
            raise CommandError(f"There is no locale/<language>/LC_MESSAGES/django.po below {options['folder']}.")
        for po in found:
            polib.pofile(str(po)).save_as_mofile(str(po.with_suffix(".mo")))
            self.stdout.write(str(po.with_suffix(".mo")))
