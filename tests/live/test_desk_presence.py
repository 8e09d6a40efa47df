"""Who moderates sees how many do, over all processes; nobody else is told."""

from typing import Any

import pytest
from channels.db import database_sync_to_async

from live.presence import Presence, counted
from live.seats import Seat
from tests import cast
from tests.live.conftest import signed_in
from tests.live.dialogue import Voice


def test_moderators_are_counted_once_each_over_all_processes():
    ada, max_ = (Seat("MESA77", f"user:{number}", side="desk") for number in (1, 2))
    mine = counted([ada, ada, max_, Seat("MESA77", "screen", side="screen"), Seat("MESA77", "ben", mode="room")])
    assert mine == {"room": 1, "remote": 0, "assisted": 0, "desk": 2}
    here = Presence()
    here.heard("another process", {"room": 1, "desk": 1}, new=False)
    assert (here.at_desks(mine).desks, here.at_desks(mine).room) == (3, 2)


@pytest.mark.django_db(transaction=True)
async def test_a_desk_hears_how_many_moderate_and_a_person_does_not(room: Any, people: Any) -> None:
    ada, ben = await people(room, side="desk"), await people(room)
    cookies = await database_sync_to_async(lambda: signed_in(cast.max_()))()
    max_ = await Voice(room.code, side="desk", cookies=cookies).joins()
    assert (await ada.hears("people", desks=2))["remote"] == 1
    assert "desks" not in await ben.hears("people")
    await max_.leaves()
    await ada.hears("people", desks=1)
