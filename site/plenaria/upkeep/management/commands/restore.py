"""`manage.py restore FILE`: a backup in the place of what is here, in a new epoch, verified."""

import time
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from plenaria.upkeep.keeping.archive import Wrong
from plenaria.upkeep.keeping.restore import restore


class Command(BaseCommand):
    help = "Put a backup in the place of an empty database, migrate it and verify it. Ends with 1 if it is not right."
    requires_system_checks: list[str] = []  # the database may be empty

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a file that `manage.py backup` made")
        parser.add_argument("--replace", action="store_true", help="though rooms are here: they are lost")

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        try:
            restore(options["file"].absolute(), replace=options["replace"], say=self.stdout.write)
        except Wrong as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Restored in {time.monotonic() - began:.1f} s. Verifying")
        call_command("verify", stdout=self.stdout)
