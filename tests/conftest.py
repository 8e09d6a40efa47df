"""What every test may ask for: a migrated database of its own, the cast, a server, a browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.test import TransactionTestCase
from django.utils import translation

from plenaria.upkeep.words import compile_words
from tests import cast, database

pytest_plugins = ["plugins.testing.plugin", "tests.server", "tests.demo", "tests.browser_fixtures"]


def pytest_configure(config: pytest.Config) -> None:
    compile_words()


@pytest.fixture(scope="session")
def place(worker_id: str) -> database.Place:
    """The data folder and database of this process."""
    folder = Path(settings.DATA)
    return database.Place(folder, f"{folder.name.replace('-', '_')}_{worker_id}" if database.URL else "")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, place: database.Place) -> Iterator[None]:
    """A copy of the template instead of 15 s of migrations; after a test with real commits, a copy again.

    Django would empty the tables, and with them what migrations brought: Wagtail's root page, locale and groups.
    """
    database.ready()
    database.fill(place)
    if place.database:
        settings.DATABASES["default"]["NAME"] = place.database

    def restore(case: TransactionTestCase) -> None:
        connections.close_all()
        database.fill(place)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", restore)
        yield
    connections.close_all()
    database.remove(place)


@pytest.fixture(autouse=True)
def clean_slate() -> Iterator[None]:
    """What lives in the process and not in the database starts afresh too."""
    yield
    cache.clear()
    translation.deactivate()


@pytest.fixture
def ada(db: None) -> Any:
    return cast.ada()


@pytest.fixture
def ben(db: None) -> Any:
    return cast.ben()


@pytest.fixture
def rosa(db: None) -> Any:
    return cast.rosa()


@pytest.fixture
def cleo(db: None) -> Any:
    return cast.cleo()


@pytest.fixture
def edith(db: None) -> Any:
    return cast.edith()


@pytest.fixture(name="max")
def max_(db: None) -> Any:
    return cast.max_()


@pytest.fixture
def sol(db: None) -> Any:
    return cast.sol()
