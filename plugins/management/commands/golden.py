"""`manage.py golden SLUG`: writes down what today's version of a format makes of a few logs, for all later ones."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from plugins import registry


class Command(BaseCommand):
    help = "Record golden logs of a format, in its folder: run it before the format gets a new version."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("format", help="its slug")
        parser.add_argument("--logs", type=int, default=3, help="how many logs (3)")

    def handle(self, *args: Any, **options: Any) -> None:
        from plugins.testing import golden, logs  # hypothesis comes with the tests, not with the product

        kind = registry.get(options["format"])
        if kind is None:
            raise CommandError(f"There is no format {options['format']!r}. Installed: {', '.join(registry.formats())}.")
        told = sorted(logs.sample(kind, 20 * options["logs"]), key=lambda log: len(log.entries))[-options["logs"] :]
        for at, log in enumerate(told, 1):
            file = registry.folder(kind) / "golden" / f"v{kind.version}-{at}.json"
            try:
                golden.write(kind, log, file)
            except FileExistsError as error:
                raise CommandError(f"{file} is there, and a golden log is never changed.") from error
            self.stdout.write(str(file))
