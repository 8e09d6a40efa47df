"""What others see of who wrote something: a name, a pseudonym of this activity, or nothing, as the organiser chose."""

import uuid
from dataclasses import replace
from typing import Any

import pytest
from channels.db import database_sync_to_async

from live import log
from live.hub import Hub
from live.queries import RoomInfo
from live.seats import Seat, of_host
from live.wire.to_person import Ack
from live.wire.to_room import Act
from tests import cast
from tests.live.rooms import a_bare_room, house
from tests.live.test_room_laws import a_person

pytestmark = [pytest.mark.django_db(transaction=True)]

NAMES = ("name", "pseudonym", "nothing")


@pytest.fixture
def room(transactional_db: None) -> RoomInfo:
    """A room in which each policy of names has its two activities."""
    found = a_bare_room()
    setup = {"format": "questions", "version": 1, "title": {"es": "¿?"}, "results": "live", "accepts": "anyone"}
    keys = [(names, f"{names}-{number}") for names in NAMES for number in (1, 2)]
    log.append([house(found.id, key, setup | {"names": names}, at) for at, (names, key) in enumerate(keys, 3)])
    return found


async def told(hub: Hub, room: RoomInfo, seat: Seat, activity: str) -> str:
    """The name that the log keeps of a question this seat asks."""
    answer = await hub.act(room, seat, Act(uuid.uuid4(), activity, "ask", {"text": "¿Quién?"}))
    assert isinstance(answer, Ack)
    (line,) = await database_sync_to_async(log.read)(room.id, after=answer.seq - 1, limit=1)
    return line.by["name"]


async def test_others_see_what_the_organiser_chose(room: RoomInfo, settings: Any) -> None:
    hub, ada = Hub(), of_host(room=room.code, user=await database_sync_to_async(cast.ada)(), language="es")
    rosa, ben = (replace(a_person(room, number), name=name) for number, name in enumerate(("Rosa", "Ben")))
    try:
        for names in NAMES:
            for number in (1, 2):
                await hub.act(room, ada, Act(uuid.uuid4(), f"{names}-{number}", "open", {}))
        assert await told(hub, room, rosa, "name-1") == "Rosa"
        assert await told(hub, room, rosa, "nothing-1") == ""
        first = await told(hub, room, rosa, "pseudonym-1")
        assert first and "Rosa" not in first
        assert await told(hub, room, rosa, "pseudonym-1") == first, "one person is one voice within an activity"
        assert await told(hub, room, ben, "pseudonym-1") != first
        assert await told(hub, room, rosa, "pseudonym-2") != first, "two activities cannot be joined by it"
    finally:
        await hub.close()
