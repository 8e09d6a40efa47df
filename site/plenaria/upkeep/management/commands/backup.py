"""`manage.py backup [FILE]`: the database and the uploaded files in one file, while people go on."""

import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from plenaria.upkeep.keeping.archive import Wrong
from plenaria.upkeep.keeping.backup import back_up, default_path


class Command(BaseCommand):
    help = "Write the database and the uploaded files into one file. The server need not be stopped."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="the file to write (default: in backups/ of the data)")

    def handle(self, *args: Any, **options: Any) -> None:
        path, began = (options["file"] or default_path()).absolute(), time.monotonic()
        try:
            files = back_up(path)
        except Wrong as error:
            raise CommandError(str(error)) from error
        size, took = path.stat().st_size / 1e6, time.monotonic() - began
        self.stdout.write(f"{path}: the database and {files} uploaded files, {size:.1f} MB, in {took:.1f} s.")
        self.stdout.write("It holds names, addresses and secrets: keep it as you keep the database.")
