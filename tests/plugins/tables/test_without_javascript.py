"""A table through the real door as plain forms: a seat, a role, a note that others read once it is handed in."""

import uuid

import pytest
from asgiref.sync import sync_to_async
from django.test import AsyncClient

from live.hub import Hub
from live.models import Room
from live.queries import room_by_code
from plenaria.demo.quito_tables import TABLES, activities
from tests import cast
from tests.factories import a_session

pytestmark = pytest.mark.django_db(transaction=True)

ROOM, DESK, NOTE = "/live/MESA77/", "/live/MESA77/desk/", "Publicar cada mes cuánto tarda el bus."


@pytest.fixture
def room(transactional_db):
    page = a_session(mode="hybrid", activities=activities())
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
    return {"activity": TABLES, "verb": verb, "op_id": str(uuid.uuid4()), **body}


async def test_somebody_sits_down_writes_and_hands_in_and_others_read_it_only_then(room, host):
    ben, rosa = AsyncClient(), AsyncClient()
    await ben.post("/live/MESA77/sit/", {"mode": "room"})
    for verb, body in (("sit", {"table": "4"}), ("take_role", {"role": "rapporteur"})):
        page = await ben.post(ROOM, form(verb, **body))
        assert page.context["receipt"].state == "counted", (verb, page.context["receipt"])
    note = {"axis": "axis-4", "pillar": "pillar-1", "text": NOTE, "why": "", "allies": "", "doer": ""}
    early = await ben.post(ROOM, form("write", **note))
    assert early.context["receipt"].state == "refused"
    assert NOTE in early.content.decode()  # what was typed is still in its field
    await host.post(DESK, form("begin_round"))
    await ben.post(ROOM, form("write", **note))
    assert NOTE in (await ben.get(ROOM)).content.decode()
    assert NOTE not in (await rosa.get(ROOM)).content.decode()
    await ben.post(ROOM, form("hand_in"))
    assert NOTE in (await rosa.get(ROOM)).content.decode()
