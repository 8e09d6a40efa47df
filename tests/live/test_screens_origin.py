"""Forms without a token: let in by where the browser says they come from, asked once more where it says nothing."""

import re

import pytest
from django.test import Client

from tests.live.conftest import a_room

pytestmark = pytest.mark.django_db(transaction=True)

SIT = "/live/MESA77/sit/"


@pytest.fixture
def strict():
    a_room("MESA77")
    return Client(enforce_csrf_checks=True)


def seated(answer):
    return "plenaria_seat_MESA77" in answer.cookies


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin"},
        {"Origin": "http://testserver"},
        {"Sec-Fetch-Site": "none", "Origin": "http://testserver"},
    ],
)
def test_our_own_page_is_let_in(strict, headers):
    assert seated(strict.post(SIT, {"mode": "room"}, headers=headers))


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
        {"Origin": "http://evil.example"},
        {"Origin": "http://testserver:8000"},
        {"Origin": "https://testserver"},
    ],
)
def test_another_page_is_turned_away(strict, headers):
    answer = strict.post(SIT, {"mode": "room"}, headers=headers)
    assert answer.status_code == 403
    assert not seated(answer)


def test_a_browser_that_says_nothing_is_asked_once_more_and_keeps_what_it_typed(strict):
    asked = strict.post(SIT, {"mode": "room", "name": "Ana <b>"})
    assert not seated(asked)
    text = asked.content.decode()
    assert 'name="name" value="Ana &lt;b&gt;"' in text
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', text)[1]
    again = strict.post(SIT, {"mode": "room", "name": "Ana", "csrfmiddlewaretoken": token})
    assert seated(again)


def test_a_token_that_is_not_ours_is_asked_again(strict):
    assert not seated(strict.post(SIT, {"mode": "room", "csrfmiddlewaretoken": "x" * 64}))
