"""Who is closed goes and who is let in again stays, whichever seats change places and however empty the room is."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from channels.db import database_sync_to_async

from live import seats
from live.gathering import Gathering
from live.models import Seat
from tests.live.dialogue import Voice

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]

WITHIN = 3.0  # seconds: the room looks once a second


def token(room: Any) -> tuple[str, str]:
    key = seats.new_key()
    return key, seats.token(seats.Seat(room=room.code, key=key))


@database_sync_to_async
def bar(room: Any, *keys: str) -> None:
    """These seats are closed, and no others."""
    for key in keys:
        Seat.objects.get_or_create(room_id=room.id, key=key, defaults={"mode": "remote"})
    Seat.objects.filter(room_id=room.id).exclude(key__in=keys).update(barred=False)
    Seat.objects.filter(room_id=room.id, key__in=keys).update(barred=True)


async def closed_with(voice: Voice) -> Any:
    with pytest.raises(ConnectionError) as closed:
        async with asyncio.timeout(WITHIN):
            await voice.hears("nothing")
    return closed.value.args[0]


async def lets_in(room: Any, seat: str) -> bool:
    try:
        await (await Voice(room.code).joins(seat=seat)).leaves()
    except ConnectionError:
        return False
    return True


async def swap(room: Any, people: Any) -> None:
    """One is closed in the moment another is let in again: as many as before, and not the same."""
    (ben_key, ben_seat), (rosa_key, rosa_seat) = token(room), token(room)
    ben, rosa = await people(room, seat=ben_seat), await people(room, seat=rosa_seat)
    await bar(room, ben_key)
    assert await closed_with(ben) == 4503
    await bar(room, rosa_key)
    assert await closed_with(rosa) == 4503
    assert await lets_in(room, ben_seat)
    assert not await lets_in(room, rosa_seat)


async def alone(room: Any, people: Any) -> None:
    """Who was closed was the only one here: nobody is left for whose sake the room is looked at."""
    key, seat = token(room)
    rosa = await people(room, seat=seat)
    await bar(room, key)
    assert await closed_with(rosa) == 4503
    assert not await lets_in(room, seat)
    await bar(room)
    async with asyncio.timeout(WITHIN):
        while not await lets_in(room, seat):
            await asyncio.sleep(0.2)


GUARDS: dict[Any, Callable[[Gathering, set[str]], bool]] = {
    swap: lambda here, barred: len(barred) != len(here.barred),
    alone: lambda here, barred: bool(here.sockets),
}
"""For each walk, when a room would hear of closed seats without its guard."""


@pytest.mark.parametrize("walk", GUARDS)
async def test_who_is_closed_goes_and_who_is_let_in_again_stays(walk: Any, room: Any, people: Any) -> None:
    await walk(room, people)


@pytest.mark.parametrize("walk", GUARDS)
async def test_without_its_guard_it_is_missed(walk: Any, room: Any, people: Any, monkeypatch: Any) -> None:
    turn_out, hears = Gathering.turn_out, GUARDS[walk]
    monkeypatch.setattr(Gathering, "turn_out", lambda here, barred: hears(here, barred) and turn_out(here, barred))
    with pytest.raises(TimeoutError):
        await walk(room, people)
