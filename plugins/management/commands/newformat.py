"""`manage.py newformat NAME --into DIR`: makes a package with a small format that works, for you to change."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from plugins.newformat import Impossible, make

NEXT = """{place} holds a format that works. Next:
    pytest --rootdir {place} {place}
    pip install --editable {place}
    start the house again; the format stands in the menu of activities
"""


class Command(BaseCommand):
    help = "Make the package of a new participation format: code, pages, tests, ready to be installed with pip."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="its slug, such as feedback or word_cloud")
        parser.add_argument("--into", type=Path, default=Path(), help="the folder to make it in (this one)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            place = make(options["name"], options["into"])
        except Impossible as error:
            raise CommandError(str(error)) from error
        self.stdout.write(NEXT.format(place=place))
