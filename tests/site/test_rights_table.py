"""Every address, for everybody, by every method: opened or refused as the table of rights says."""

import logging

import pytest
from django.db import connections
from django.test import Client
from django.utils import translation

from tests import database
from tests.site import asking, world
from tests.site.rights import METHODS, PEOPLE, declared
from tests.site.routes import Route, routes

ROUTES = routes()

pytestmark = [
    pytest.mark.filterwarnings("ignore:get_connection"),  # Wagtail 8.0 mails through what Django 6.1 calls old
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),  # Wagtail leaves renditions open
]


@pytest.fixture(scope="module")
def here(django_db_setup, django_db_blocker, place):
    """The world, made once and committed; the database is put back afterwards."""
    with django_db_blocker.unblock(), asking.unpainted():
        translation.activate("es")
        logging.disable()  # thousands of refusals
        yield world.make()
        logging.disable(logging.NOTSET)
        connections.close_all()
        database.fill(place)


@pytest.fixture(scope="module")
def clients(here) -> dict[str, Client]:
    """A browser for each of the cast, signed in."""
    browsers = {}
    for name, person in here.people.items():
        browsers[name] = Client()
        if person:
            browsers[name].force_login(person)
    return browsers


def test_every_address_is_declared_and_every_declared_one_is_there():
    there = {route.name for route in ROUTES}
    assert there - set(declared()) == set(), "Not declared in tests/site/rights.py"
    assert set(declared()) - there == set(), "Declared, but there is no such address any more"


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_an_address_opens_for_whom_the_table_says(route: Route, here, clients):
    assert list(clients) == PEOPLE
    found = " ".join(asking.row(route, method, here, clients) for method in METHODS[route.is_admin])
    assert declared().get(route.name) == found, f"{route.name}: {asking.address(route, here)}"
