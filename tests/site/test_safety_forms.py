"""No page of another site sends a form here in somebody's name: every address is asked as a browser would be led to."""

import logging
import re
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.test import Client
from django.utils import translation

from tests import database
from tests.site import asking, world
from tests.site.routes import Route, routes

ROUTES = routes()
GIVES_A_TOKEN = {"live_seat"}
"""For clients that are no browser: the answer is a new seat in a body another site cannot read, and no cookie."""

WRITES = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')

pytestmark = [
    pytest.mark.filterwarnings("ignore:get_connection"),  # Wagtail 8.0 mails through what Django 6.1 calls old
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),  # Wagtail leaves renditions open
]


@pytest.fixture(scope="module")
def here(django_db_setup, django_db_blocker, place):
    """The world, made once and committed; the database is put back afterwards."""
    with django_db_blocker.unblock(), asking.unpainted():
        translation.activate("es")
        logging.disable()  # hundreds of refusals
        yield world.make()
        logging.disable(logging.NOTSET)
        connections.close_all()
        database.fill(place)


def led_from(site: str, path: str, user: Any, **headers: str) -> tuple[int, set[str], bool]:
    """The answer to a form of that site in the browser of somebody who may do everything: status, tables written,
    and whether cookies were set that would seat or sign in."""
    browser, tables = Client(enforce_csrf_checks=True), set[str]()
    browser.force_login(user)
    before = set(browser.cookies)

    def watch(execute: Any, sql: str, *rest: Any) -> Any:
        tables.update(WRITES.findall(sql))
        return execute(sql, *rest)

    with connection.execute_wrapper(watch), transaction.atomic():
        form = "application/x-www-form-urlencoded"
        answer = browser.generic("POST", path, "asked=1&mode=room", form, headers={"Origin": site, **headers})
        answer.close()
        transaction.set_rollback(True)
    return answer.status_code, tables - asking.QUIET, bool(set(browser.cookies) - before - {"csrftoken"})


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_a_form_of_another_site_does_nothing(route: Route, here):
    path = asking.address(route, here)
    status, tables, cookies = led_from(
        "https://evil.example", path, here.people["Sol"], **{"Sec-Fetch-Site": "cross-site"}
    )
    assert (tables, cookies) == (set(), False)
    assert status in {301, 302, 403, 404, 405} or route.name in GIVES_A_TOKEN, status


def test_control_a_form_of_ours_does(here):
    path = f"/live/{here.room.code}/sit/"
    status, _tables, cookies = led_from("http://testserver", path, here.people["Sol"])
    assert (status, cookies) == (302, True)
