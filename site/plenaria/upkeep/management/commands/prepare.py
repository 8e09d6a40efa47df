"""`manage.py prepare`: all that must be done before a server starts, in one process and with progress."""

import socket
import sys
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from plenaria.upkeep.words import compile_words


class Command(BaseCommand):
    help = "Compile words, migrate when something is missing, load the demo. Run again, it keeps all data."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.refuse_a_taken_port(settings.PORT)
        compile_words()
        missing = migrations_missing()
        if missing:
            self.stdout.write(f"Migrating the database in {settings.DATA} (the first time takes about 15 s)")
            call_command("migrate", verbosity=1, stdout=Progress(missing), interactive=False)
        call_command("demo", stdout=self.stdout)
        self.stdout.write(f"Starting on http://127.0.0.1:{settings.PORT} (Ctrl+C stops it; the data stays).")

    def refuse_a_taken_port(self, port: int) -> None:
        with socket.socket() as one:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                one.bind(("127.0.0.1", port))
            except OSError as error:
                way_out = f"Choose another: PORT={port + 1} make demo"
                raise CommandError(f"Port {port} is in use. {way_out}") from error


def migrations_missing() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


class Progress:
    """Stands where `migrate` writes its 231 lines, and shows one that counts."""

    def __init__(self, total: int, show: Callable[[str], Any] = sys.stdout.write):
        self.total, self.show, self.done = total, show, 0
        self.still = not sys.stdout.isatty()

    def write(self, text: str) -> None:
        if not text.strip().endswith("OK"):
            return
        self.done += 1
        last = self.done == self.total
        if self.still and (last or self.done % 50 == 0):
            self.show(f"  {self.done} of {self.total}\n")
        elif not self.still:
            self.show(f"\r  {self.done} of {self.total}" + "\n" * last)
        self.flush()

    def flush(self) -> None:
        sys.stdout.flush()
