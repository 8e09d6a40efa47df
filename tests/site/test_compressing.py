"""Answers are compressed where that helps, and never where the length could tell a secret."""

import gzip

import pytest
from django.test import Client

from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)

TAKES = {"headers": {"Accept-Encoding": "gzip, deflate, br"}}
FILE = "/static/plenaria/components.css"


@pytest.fixture
def kept(settings):
    """Pages kept ready, which tests are spared otherwise."""
    at = settings.MIDDLEWARE.index("django.contrib.sessions.middleware.SessionMiddleware")
    settings.MIDDLEWARE = [*settings.MIDDLEWARE[:at], "plenaria.caching.PublicPages", *settings.MIDDLEWARE[at:]]


def unpacked(response):
    assert response.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in response.headers["Vary"]
    body = b"".join(response.streaming_content) if response.streaming else response.content
    assert int(response.headers.get("Content-Length", len(body))) == len(body)
    return gzip.decompress(body)


def whole(response):
    assert not response.has_header("Content-Encoding")
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize("address", ["/j/", FILE])
def test_pages_and_files_come_compressed_to_who_takes_them_so(address):
    assert unpacked(Client().get(address, **TAKES)) == whole(Client().get(address))


def test_a_kept_page_is_compressed_once_and_is_the_page_that_was_made(kept):
    made, packed, plain = (Client().get("/", **options) for options in (TAKES, TAKES, {}))
    assert unpacked(made) == unpacked(packed) == whole(plain)
    assert packed.content == Client().get("/", **TAKES).content  # not compressed anew: Django's would be padded anew


def test_the_page_of_who_signed_in_is_not_compressed_with_words_of_others():
    client = Client()
    client.force_login(cast.ada())
    whole(client.get("/j/", **TAKES))
    unpacked(client.get(FILE, **TAKES))
