"""Raised, called and ended by plain forms; and the page says where I stand."""

import re
import uuid

import pytest
from asgiref.sync import sync_to_async
from django.test import AsyncClient
from django.utils.html import strip_tags

from live.models import Room
from live.queries import room_by_code
from tests import cast
from tests.factories import a_session
from tests.live.conftest import hub  # noqa: F401  (the hub of a test's loop, as a fixture)
from tests.live.test_conclude import said

pytestmark = pytest.mark.django_db(transaction=True)

SPEAKING, CODE = "speaking-1", "MESA79"
ROOM, DESK, SCREEN = f"/live/{CODE}/", f"/live/{CODE}/desk/", f"/live/{CODE}/screen/"
BLOCK = {"type": "speaking", "id": SPEAKING, "value": {"title": "¿Quién habla?", "seconds": 90}}


def form(verb, **body):
    return {"activity": SPEAKING, "verb": verb, "op_id": str(uuid.uuid4()), **body}


def a_room_that_speaks():
    page = a_session(activities=[BLOCK])
    Room.objects.filter(session=page.translation_key).update(code=CODE)
    found = room_by_code(CODE)
    said(found, SPEAKING, "desk", "open")
    return found


@pytest.fixture
async def room(transactional_db, hub):  # noqa: F811
    return await sync_to_async(a_room_that_speaks)()


@pytest.fixture
async def host(room):
    client = AsyncClient()
    await client.aforce_login(await sync_to_async(cast.max_)())
    return client


def shown(answer):
    """The words of a page that show: what is hidden is left out."""
    page = answer.content.decode()
    for _depth in range(8):
        page = re.sub(r"<(\w+)[^>]*\shidden(=\"\")?[^>]*>(?:(?!<\1\b).)*?</\1>", "", page, flags=re.DOTALL)
    return " ".join(strip_tags(re.sub(r"<template.*?</template>", "", page, flags=re.DOTALL)).split())


async def test_a_hand_goes_up_gets_the_floor_and_has_finished(room, host):
    ben = AsyncClient()
    raised = await ben.post(ROOM, form("raise_hand", text="El agua"))
    assert raised.context["receipt"].state == "counted"
    hand = str(raised.context["receipt"].seq)
    assert "Eres la siguiente persona." in shown(raised)

    given = await host.post(DESK, form("give_floor", hand=hand))
    assert "Terminar el turno" in shown(given)
    page = await ben.get(ROOM)
    assert "Tienes la palabra." in shown(page)
    assert "Eres la siguiente persona." not in shown(page)
    assert re.search(r'role="timer"[^>]*>1:(29|30)<', page.content.decode())
    await host.post(DESK, form("stage") | {"activity": "room", "body.activity": SPEAKING})
    assert "El agua" in shown(await AsyncClient().get(f"{SCREEN}{room.screen_key}/"))

    ended = await ben.post(ROOM, form("lower_hand", hand=hand))
    assert "Ya hablaste. Puedes volver a levantar la mano." in shown(ended)


async def test_a_hand_raised_twice_is_told_so(room):
    ben = AsyncClient()
    await ben.post(ROOM, form("raise_hand"))
    answer = await ben.post(ROOM, form("raise_hand", text="Otra vez"))
    assert answer.context["receipt"].why == "Tu mano ya está levantada. Conserva su lugar."
    assert 'value="Otra vez"' in answer.content.decode()


async def test_the_desk_raises_a_hand_for_somebody_without_a_device(room, host):
    answer = await host.post(DESK, form("add_hand", name="Doña Rosa"))
    assert answer.context["receipt"].state == "counted"
    assert "Doña Rosa, asistida" in shown(await AsyncClient().get(ROOM))
