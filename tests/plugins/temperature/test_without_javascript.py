"""A stand through the real door as a plain form: taken, refused while it cools, explained, and read by all."""

import uuid

import pytest
from asgiref.sync import sync_to_async
from django.test import AsyncClient

from live.hub import Hub
from live.models import Room
from live.queries import room_by_code
from tests import cast
from tests.factories import a_session

pytestmark = pytest.mark.django_db(transaction=True)

TEMPERATURE, ROOM, DESK = "temp-1", "/live/MESA77/", "/live/MESA77/desk/"
SET_UP = {"title": "¿Firmamos?", "results": "live", "accepts": "anyone", "names": "nothing", "statement": ""}


@pytest.fixture
def room(transactional_db):
    settings = {"scale": [], "cooldown": 600, "reasons": "all"}
    page = a_session(activities=[{"type": "temperature", "id": TEMPERATURE, "value": SET_UP | settings}])
    Room.objects.filter(session=page.translation_key).update(code="MESA77")
    return room_by_code("MESA77")


@pytest.fixture
async def host(room):
    client = AsyncClient()
    await client.aforce_login(await sync_to_async(cast.max_)())
    await client.post(DESK, form("open"))
    yield client
    await Hub.current().close()


def form(verb, **body):
    return {"activity": TEMPERATURE, "verb": verb, "op_id": str(uuid.uuid4()), **body}


async def test_a_person_objects_waits_and_says_why(room, host):
    ben, rosa = AsyncClient(), AsyncClient()
    page = await ben.post(ROOM, form("stand", step="object"))
    assert page.context["parts"][0].mine["objects"] is True
    soon = await ben.post(ROOM, form("stand", step="agree"))
    assert soon.context["receipt"].state == "refused"
    assert "600" in soon.context["receipt"].why or "599" in soon.context["receipt"].why
    await ben.post(ROOM, form("explain", text="Falta decir quién paga"))
    await host.post(DESK, form("mark", text="Elena habló"))
    read = (await rosa.get(ROOM)).content.decode()
    assert "Falta decir quién paga" in read
    assert "Elena habló" in read
    assert "Objeción" in read
