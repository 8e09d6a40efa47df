"""Every address tells a browser the same: run no text as code, guess no type, frame nothing, ask no device."""

import logging

import pytest
from django.db import connections
from django.test import Client
from django.utils import translation

from plenaria.safety.headers import FOR_OTHERS, NO_PAGES, PERMISSIONS, UNUSED
from tests import database
from tests.site import asking, world
from tests.site.routes import Route, routes

ROUTES = routes()
OF_FILES = {"wagtaildocs_serve", "media/<path:path>"}
"""Uploaded files: a stricter policy, for they need nothing of ours."""

FRAMED = {"embed_event"}
"""The one page that may stand in a frame of another site."""

SECRET_LINKS = {"live_screen"}
"""The address itself is the key."""

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


def faults(name: str, path: str, headers) -> list[str]:
    """What the headers of an answer lack."""
    policy = headers.get("Content-Security-Policy", "")
    loose = [word for word in ("unsafe-inline", "unsafe-eval", "nonce-", " *", "http:", "https:") if word in policy]
    if path.startswith("/cms/"):
        loose = [word for word in loose if word != "unsafe-inline"]
    if name in FRAMED:
        loose = [word for word in loose if word != " *"]
    expected = {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer" if name in SECRET_LINKS else "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "cross-origin" if name in FOR_OTHERS else "same-origin",
    }
    script = headers.get("Content-Type", "").partition(";")[0] in NO_PAGES
    allowed = PERMISSIONS if script else headers.get("Permissions-Policy", "")
    return [
        *([] if "default-src 'self'" in policy or "default-src 'none'" in policy else ["no policy"]),
        *[f"{word} in the policy" for word in loose],
        *([] if name in OF_FILES | FRAMED or "frame-ancestors 'self'" in policy else ["may be framed"]),
        *[f"{key} is {headers.get(key)!r}" for key, value in expected.items() if headers.get(key) != value],
        *[f"{device} may be asked for" for device in UNUSED if f"{device}=()" not in allowed],
    ]


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_an_address_is_safe_by_its_headers(route: Route, here):
    path = asking.address(route, here)
    answer = Client().get(path)
    answer.close()  # a file that was not read to its end
    assert faults(route.name, path, answer.headers) == []


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Content-Security-Policy", ""),
        ("Content-Security-Policy", "default-src 'self' 'unsafe-inline'; frame-ancestors 'self'"),
        ("Content-Security-Policy", "default-src 'self'"),
        ("X-Content-Type-Options", ""),
        ("Permissions-Policy", "camera=()"),
        ("Cross-Origin-Resource-Policy", "cross-origin"),
    ],
)
def test_control_an_answer_without_one_of_them_is_seen(client, header, value):
    answer = client.get("/healthz")
    assert faults("healthz", "/healthz", answer.headers) == []
    answer.headers[header] = value
    assert faults("healthz", "/healthz", answer.headers) != []


@pytest.mark.parametrize(("path", "whose"), [("/static/plenaria/mark.svg", "cross-origin"), ("/none/", "same-origin")])
@pytest.mark.django_db
def test_files_and_missing_pages_carry_them_too(client, path, whose):
    answer = client.get(path)
    answer.close()
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "camera=()" in answer["Permissions-Policy"]
    assert answer["Cross-Origin-Resource-Policy"] == whose
