"""Wagtail's search in the database, to which accents make no difference: "gestion" finds "gestión".

SQLite's index folds accents by itself; PostgreSQL is told to by a text search configuration of ours, which a migration
of `home` makes.
"""

from typing import Any

from django.db import connection
from wagtail.search.backends import database

CONFIGURATION = "plenaria"


def SearchBackend(params: dict[str, Any]) -> Any:
    """The backend of the default database, by the name Wagtail asks for."""
    if connection.vendor != "postgresql":
        return database.SearchBackend(params)
    backend = database.SearchBackend({**params, "SEARCH_CONFIG": CONFIGURATION})
    backend.autocomplete_config = CONFIGURATION
    return backend
