"""`manage.py verify`: every log counted again and held against what was published; the timetable against its pages."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from plenaria.upkeep.keeping.verify import verify


class Command(BaseCommand):
    help = "Count every room again and compare it with what was published. Ends with 1 if anything differs."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        found = verify()
        self.stdout.write(json.dumps(found.json(), indent=2) if options["json"] else found.text())
        if faults := found.all_faults():
            raise CommandError(f"{len(faults)} found that should not be: see above.", returncode=1)
