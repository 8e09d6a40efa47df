"""The door of the video call: the address is given at the click while the session is live, and printed nowhere."""

from datetime import timedelta

import pytest
from django.utils import timezone

from sessions import actions
from tests import factories

pytestmark = pytest.mark.django_db
ADDRESS = "https://zoom.example/j/987?pwd=secreta"


def a_call(begins_in: timedelta, **fields):
    starts = timezone.now() + begins_in
    return factories.a_session(starts=starts, **{"platform": "zoom", "join_address": ADDRESS, **fields})


def knock(client, page):
    return client.get(f"/sessions/{page.translation_key}/connect/")


def test_while_it_is_live_the_door_leads_to_the_call(client):
    response = knock(client, a_call(timedelta(minutes=-5)))
    assert (response.status_code, response["Location"]) == (302, ADDRESS)
    assert "no-store" in response["Cache-Control"]


def test_the_door_opens_a_quarter_of_an_hour_early(client):
    assert knock(client, a_call(timedelta(minutes=14))).status_code == 302
    assert knock(client, a_call(timedelta(minutes=16))).status_code == 403


def test_a_closed_door_says_so_and_leads_back(client):
    table = a_call(timedelta(days=1))
    response = knock(client, table)
    assert response.status_code == 403
    assert table.url in response.content.decode()
    assert ADDRESS not in response.content.decode()


@pytest.mark.parametrize("fields", [{"status": "cancelled"}, {"mode": "in_person"}])
def test_no_way_through_for_a_cancelled_session_or_one_without_afar(client, fields):
    assert knock(client, a_call(timedelta(minutes=-5), **fields)).status_code == 403


def test_when_the_host_has_ended_it_the_door_is_closed(client):
    table = a_call(timedelta(minutes=-5))
    actions.mark_running(session_key=table.translation_key, at=timezone.now())
    actions.mark_ended(session_key=table.translation_key, at=timezone.now())
    assert knock(client, table).status_code == 403


def test_a_draft_and_a_session_without_call_have_no_door(client):
    assert knock(client, a_call(timedelta(minutes=-5), join_address="")).status_code == 404
    draft = factories.a_draft_session(starts=timezone.now(), join_address=ADDRESS)
    assert knock(client, draft).status_code == 404


def test_the_address_stands_on_no_page(client):
    table = a_call(timedelta(minutes=-5))
    for address in (table.url, table.event.url, "/", "/calendar/"):
        assert "zoom.example" not in client.get(address).content.decode()
    assert f"/sessions/{table.translation_key}/connect/" in client.get(table.url).content.decode()
