"""The law of cost: what a room writes, hints and asks grows with ticks × people + acts, never with votes × people.

Everything is counted from outside a real hub (live/bench/counting.py); how quick it is, `manage.py bench` says.
"""

import asyncio
import uuid
from collections.abc import AsyncIterator
from typing import Any

import pytest
from channels.db import database_sync_to_async

from live import batch, log
from live.bench.counting import Cost, House
from live.hub import Hub
from live.models import Room
from live.pulse import BEAT
from live.queries import RoomInfo
from live.seats import Seat
from tests.live.rooms import POLL, a_bare_room

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]


@pytest.fixture
def room(transactional_db: None) -> RoomInfo:
    """A room with an open poll whose results show as they come."""
    found = a_bare_room("live")
    log.append([log.Draft(found.id, POLL, "host", log.by_house(), "open", {}, uuid.uuid4())])
    return found


@pytest.fixture
async def house(room: RoomInfo) -> AsyncIterator[House]:
    async with House() as one:
        yield one


async def voted(house: House, room: RoomInfo, *, people: int, votes: int, seconds: float = 1.0) -> Cost:
    seats = await house.seat(room, people)
    return await house.voting(room, seats, poll=POLL, votes=votes, seconds=seconds)


# ------------------------------------------------------------------ writes to sockets
def broken_writes(cost: Cost) -> list[str]:
    """What of the law is not so."""
    wrong = []
    if cost.frames["patch"] > cost.ticks * cost.people:
        wrong.append(f"{cost.frames['patch']} patches, {cost.ticks:.0f} ticks for {cost.people} people")
    if cost.frames["mine"] > cost.acts:
        wrong.append(f"{cost.frames['mine']} frames of one's own for {cost.acts} acts")
    if cost.frames["people"] > (cost.seconds + 1) * cost.people:
        wrong.append(f"{cost.frames['people']} counts of people in {cost.seconds:.0f} s")
    if cost.frames["beat"] > (cost.seconds + 1) * (cost.people // BEAT + 1):
        wrong.append(f"{cost.frames['beat']} signs of life in {cost.seconds:.0f} s")
    if set(cost.frames) - {"patch", "mine", "people", "beat"}:
        wrong.append(f"other frames: {cost.frames}")
    return wrong


@pytest.mark.parametrize(("people", "votes"), [(5, 20), (5, 200), (40, 20), (40, 200)])
async def test_writes_are_at_most_ticks_times_people_and_one_an_act(
    house: House, room: RoomInfo, people: int, votes: int
) -> None:
    cost = await voted(house, room, people=people, votes=votes)
    assert broken_writes(cost) == []
    assert cost.frames["patch"] >= people  # everybody saw the tally
    assert cost.frames["mine"] >= min(people, votes)  # everybody their own vote


async def test_control_a_hub_that_tells_everybody_of_each_vote_breaks_it(
    house: House, room: RoomInfo, monkeypatch: pytest.MonkeyPatch
) -> None:
    act = Hub.act

    async def loud(self: Hub, *said: Any) -> Any:
        answer = await act(self, *said)
        for ear in house.ears:
            ear.push('{"t":"patch"}')
        return answer

    monkeypatch.setattr(Hub, "act", loud)
    cost = await voted(house, room, people=40, votes=200)
    assert any("patches" in fault for fault in broken_writes(cost))


# ------------------------------------------------------------------ hints
@pytest.mark.parametrize("people", [2, 40])
async def test_one_hint_travels_for_each_commit(house: House, room: RoomInfo, people: int) -> None:
    cost = await voted(house, room, people=people, votes=100)
    assert cost.hints == cost.commits
    assert 1 < cost.commits < 100  # batches, more than one
    assert cost.presence <= cost.seconds + 1  # the counts of people, once a second at most


async def test_control_a_hub_that_hints_for_each_act_breaks_it(
    house: House, room: RoomInfo, monkeypatch: pytest.MonkeyPatch
) -> None:
    act = Hub.act

    async def hints(self: Hub, *said: Any) -> Any:
        answer = await act(self, *said)
        await house.layer.group_send(f"room.{room.code}", {"type": "hint", "room": room.code, "seq": 1})
        return answer

    monkeypatch.setattr(Hub, "act", hints)
    cost = await voted(house, room, people=2, votes=100)
    assert cost.hints > cost.commits


# ------------------------------------------------------------------ statements
async def of_one_batch(house: House, room: RoomInfo, seats: list[Seat], votes: int) -> tuple[int, int]:
    """Commits and statements of so many votes at once, the once-a-second look left out."""
    cost = await house.voting(room, seats, poll=POLL, votes=votes, seconds=0)
    return cost.commits, cost.statements - cost.looks


@pytest.mark.parametrize(("people", "acts"), [(2, 2), (2, 150), (60, 2), (60, 150)])
async def test_statements_of_a_commit_grow_neither_with_people_nor_with_acts(
    house: House, room: RoomInfo, people: int, acts: int
) -> None:
    seats = await house.seat(room, people)
    assert await of_one_batch(house, room, seats, acts) == (1, 7)


async def test_control_a_batch_that_commits_one_by_one_breaks_it(
    house: House, room: RoomInfo, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = batch.commit
    monkeypatch.setattr(batch, "commit", lambda wishes: [place for wish in wishes for place in commit([wish])])
    seats = await house.seat(room, 2)
    assert await of_one_batch(house, room, seats, 20) != (1, 7)


# ------------------------------------------------------------------ quiet rooms
SECONDS = 3.0


@pytest.mark.parametrize("people", [1, 40])
async def test_a_quiet_room_costs_one_statement_a_second_however_many_sit_in_it(
    house: House, room: RoomInfo, people: int
) -> None:
    await house.seat(room, people)
    cost = await house.quiet(people, SECONDS)
    assert SECONDS - 1 <= cost.statements <= SECONDS + 1
    assert cost.hints == 0
    assert cost.frames["patch"] == cost.frames["mine"] == 0


async def test_control_a_look_for_each_socket_breaks_it(house: House, room: RoomInfo) -> None:
    async def look_for_each() -> None:
        await asyncio.sleep(1)
        for _ in house.ears:
            await house.hub.run(Room.objects.count)

    await house.seat(room, 40)
    cost, _ = await asyncio.gather(house.quiet(40, SECONDS), look_for_each())
    assert cost.statements > SECONDS + 1


async def test_two_quiet_rooms_are_looked_at_in_one_statement(house: House, room: RoomInfo) -> None:
    other = await database_sync_to_async(a_bare_room)()
    await house.seat(room, 2)
    await house.seat(other, 2)
    assert (await house.quiet(4, SECONDS)).statements <= SECONDS + 1


async def test_a_room_without_sockets_costs_nothing(house: House, room: RoomInfo) -> None:
    await house.seat(room, 5)
    house.leave(room)
    await house.quiet(0, SECONDS / 2)  # who had been told that they came is told that they went
    cost = await house.quiet(0, SECONDS)
    assert cost.statements == cost.hints == cost.presence == cost.writes == 0
