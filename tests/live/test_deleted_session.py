"""A session whose page was deleted: its log stays, and every way to it says that there is none."""

import pytest
from django.urls import reverse

from live.models import Room
from live.registration import actions
from tests.factories import a_session

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESSES = ("/j/{}/", "/live/{}/", "/live/{}/record/", "/live/{}/places.json")


def test_every_way_into_its_room_says_that_there_is_none(client):
    page = a_session()
    code = Room.objects.get(session=page.translation_key).code
    page.delete()
    assert [client.get(address.format(code)).status_code for address in ADDRESSES] == [404] * len(ADDRESSES)
    assert client.post(f"/live/{code}/", {"verb": "ask"}, headers={"sec-fetch-site": "same-origin"}).status_code == 404
    assert Room.objects.filter(code=code).exists()


def test_a_seat_in_it_is_not_found(client):
    page = a_session(registers=True)
    given = actions.register(session=page.translation_key, mode="remote", name="Ana", email="ana@example.org")
    page.delete()
    assert client.get(reverse("registration_place", args=[given.link])).status_code == 404
    assert client.post(reverse("registration_cancel", args=[given.link])).status_code == 404
