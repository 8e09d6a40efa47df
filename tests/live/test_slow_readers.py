"""F10: who does not read is skipped, gets a new picture once they have read, and is closed after a minute."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from live.attendance import Socket
from live.hub import Hub
from live.pulse import BEAT
from live.queries import RoomInfo
from live.seats import of_host
from live.wire.to_person import Busy
from live.wire.to_room import Join
from tests import cast
from tests.live.rooms import POLL, a_bare_room
from tests.live.test_room_laws import Ear, a_person, an_act

pytestmark = [pytest.mark.django_db(transaction=True)]

MUCH = 70_000


@pytest.fixture
def room(transactional_db: None) -> RoomInfo:
    return a_bare_room()


@pytest.fixture
async def hub(room: RoomInfo) -> AsyncIterator[Hub]:
    one = Hub()
    yield one
    await one.close()


@pytest.fixture
def host(room: RoomInfo) -> Any:
    return of_host(room=room.code, user=cast.ada(), language="es")


async def joined(hub: Hub, room: RoomInfo) -> tuple[Socket, Ear]:
    """A socket with its first picture."""
    ear = Ear([])
    socket = Socket(a_person(room, 1), ear)
    await hub.enter(room, socket, Join())
    while not ear.heard:
        await asyncio.sleep(0.02)
    ear.heard.clear()
    return socket, ear


def tags(ear: Ear) -> list[str]:
    return [json.loads(text)["t"] for text in ear.heard]


async def heard_all(ear: Ear) -> list[str]:
    await asyncio.sleep(0.4)
    found = [tag for tag in tags(ear) if tag not in ("people", "beat")]
    ear.heard.clear()
    return found


async def test_who_is_behind_is_skipped_then_shown_the_whole_picture(hub: Hub, room: RoomInfo, host: Any) -> None:
    _, ear = await joined(hub, room)
    ear.waiting = MUCH
    await hub.act(room, host, an_act("open"))
    assert await heard_all(ear) == ["patch"]  # the one that was found to be too much
    for number in range(3):
        await hub.act(room, a_person(room, 10 + number), an_act("vote", choices=["a"]))
        assert await heard_all(ear) == []
    ear.waiting = 0
    await asyncio.sleep(1.2)
    (text,) = [one for one in ear.heard if json.loads(one)["t"] == "snapshot"]
    assert json.loads(text)["view"]["activities"][POLL]["view"]["voters"] == 3
    ear.heard.clear()
    await hub.act(room, a_person(room, 20), an_act("vote", choices=["b"]))
    assert await heard_all(ear) == ["patch"]


async def test_who_never_reads_is_closed(hub: Hub, room: RoomInfo, host: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("live.gathering.PATIENCE", 0.5)
    _, ear = await joined(hub, room)
    ear.waiting = MUCH
    await hub.act(room, host, an_act("open"))
    await asyncio.sleep(2.2)
    assert json.loads(ear.heard[-1]) == {"t": "closed", "code": 4408}


async def test_control_without_the_limit_everything_is_pushed_on_top(
    hub: Hub, room: RoomInfo, host: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("live.gathering.WAITING", 10**9)
    _, ear = await joined(hub, room)
    ear.waiting = MUCH
    await hub.act(room, host, an_act("open"))
    await heard_all(ear)
    await hub.act(room, a_person(room, 10), an_act("vote", choices=["a"]))
    assert await heard_all(ear) == ["patch"]


async def test_more_acts_than_can_be_answered_are_told_to_come_back(
    hub: Hub, room: RoomInfo, host: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    await joined(hub, room)  # with somebody there no act need look at the log first: all nine come at once
    await hub.act(room, host, an_act("open"))
    monkeypatch.setattr("live.writer.MOST", 5)
    acts = [hub.act(room, a_person(room, number), an_act("vote", choices=["a"])) for number in range(9)]
    answers = await asyncio.gather(*acts)
    assert sum(isinstance(one, Busy) for one in answers) == 4


async def test_a_sign_of_life_comes_to_everybody_once_in_twenty_looks_and_never_to_all_at_once(
    hub: Hub, room: RoomInfo
) -> None:
    here = await hub.gathering(room)
    ears = [Ear([]) for _ in range(100)]
    for number, ear in enumerate(ears):
        socket = Socket(a_person(room, number), ear, rev=0)
        here.enter(socket)
    told = list[int]()
    for look in range(7, 7 + BEAT):
        before = sum(tags(ear).count("beat") for ear in ears)
        here.beat_some(look, BEAT)
        told.append(sum(tags(ear).count("beat") for ear in ears) - before)
    assert [tags(ear).count("beat") for ear in ears] == [1] * len(ears)
    assert max(told) == len(ears) / BEAT
