"""A copy of the database to measure in: what a measurement makes is gone afterwards."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.cache import caches
from django.core.management import call_command
from django.db import connection, transaction


@contextmanager
def scratch() -> Iterator[None]:
    """With SQLite a copied file, so that a server beside it can go on writing; elsewhere a transaction rolled back."""
    with _copied() if connection.vendor == "sqlite" else _undone():
        try:
            yield
        finally:
            for cache in caches.all(initialized_only=True):
                cache.clear()


@contextmanager
def _copied() -> Iterator[None]:
    own = connection.settings_dict["NAME"]
    with tempfile.TemporaryDirectory(prefix="plenaria-bench-") as folder:
        copy = Path(folder) / "copy.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(copy)])
        connection.close()
        connection.settings_dict["NAME"] = copy
        try:
            call_command("migrate", verbosity=0, interactive=False)  # a clone where nothing was loaded yet
            yield
        finally:
            connection.close()
            connection.settings_dict["NAME"] = own


@contextmanager
def _undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
