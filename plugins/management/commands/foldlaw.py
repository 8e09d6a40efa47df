"""`manage.py foldlaw --logs 10000`: folds random logs of every format in two processes and compares what they say."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from plugins import registry


class Command(BaseCommand):
    help = "Fold random logs in two processes with other hash seeds and batches; ends with 1 where they differ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("format", nargs="*", help="slugs; all installed formats if none is named")
        parser.add_argument("--logs", type=int, default=1000, help="random logs a format (1000)")

    def handle(self, *args: Any, **options: Any) -> None:
        from plugins.testing.foldlaw import Differs, fold_many  # hypothesis comes with the tests, not with the product

        for slug in options["format"] or registry.formats():
            kind = registry.get(slug)
            if kind is None:
                raise CommandError(f"There is no format {slug!r}. Installed are {', '.join(registry.formats())}.")
            begun = time.monotonic()
            try:
                done = fold_many(kind, options["logs"])
            except Differs as error:
                raise CommandError(str(error)) from error
            self.stdout.write(f"{slug}: {done} logs fold alike, {time.monotonic() - begun:.0f} s")
