"""What a room survives: clients that come back, looks that come late, a layer that is away, formats that raise."""

import asyncio
import threading
import uuid
from typing import Any

import pytest
from channels.db import database_sync_to_async
from django.db import OperationalError

from live import log, refusals
from live.hints import Hints
from live.hub import Hub
from live.log import Head
from live.models import Room
from live.queries import RoomInfo
from live.screens import record_query
from live.seats import Seat, of_host
from live.wire.to_person import Ack, Busy
from live.wire.to_room import Act, Join
from tests import cast
from tests.live.dialogue import Voice, merged
from tests.live.rooms import QUESTIONS, a_bare_room
from tests.live.test_room_laws import a_person, an_act, at, decoded

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def room(transactional_db: None) -> RoomInfo:
    return a_bare_room()


@pytest.fixture
def host(room: RoomInfo) -> Seat:
    return of_host(room=room.code, user=cast.ada(), language="es")


def about(verb: str, **body: Any) -> Act:
    return Act(uuid.uuid4(), QUESTIONS, verb, body)


async def heard_again(heard: list[str], tag: str) -> dict[str, Any]:
    """The newest frame of a tag, when it has come."""
    for _ in range(100):
        found = [decoded(text) for text in heard if decoded(text)["t"] == tag]
        if found:
            return found[-1]
        await asyncio.sleep(0.02)
    raise AssertionError(f"no {tag} came: {heard}")


async def test_who_comes_back_to_a_restarted_server_sees_a_question_go_when_it_is_hidden(
    room: RoomInfo, host: Seat
) -> None:
    hub, ben = Hub(), a_person(room, 1)
    await hub.act(room, host, about("open"))
    asked = await hub.act(room, ben, about("ask", text="¿Cuándo?"))
    _, heard = await at(room, hub, ben)
    known = decoded(heard[0])
    await hub.close()
    hub = Hub()
    back = Join(epoch=known["epoch"], rev=known["rev"], audience=known["audience"])
    _, heard = await at(room, hub, ben, back)
    assert decoded(heard[0])["t"] == "beat"
    await hub.act(room, host, about("hide", question=str(asked.seq)))  # type: ignore[union-attr]
    patch = await heard_again(heard, "patch")
    await hub.close()
    view = merged(known["view"], patch["patch"])["activities"][QUESTIONS]["view"]
    assert (view["items"], view["count"]) == ({}, 0)


async def test_a_look_that_is_overtaken_by_an_act_does_not_start_the_room_again(room: RoomInfo, host: Seat) -> None:
    hub = Hub()
    await at(room, hub, a_person(room, 1))
    here = await hub.gathering(room)
    life, before = here.log.life, here.log.rev
    await hub.act(room, host, an_act("open"))
    await here.log.follow(Head(before, room.epoch), known=before)
    await hub.close()
    assert here.log.life == life
    assert here.log.rev > before


async def test_a_hall_that_comes_back_looks_once_and_whoever_asks_later_sees_what_came_since(
    room: RoomInfo, host: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = (await (hub := Hub()).gathering(room)).log
    looks, read, before = [], log.read, here.rev

    def counted(*args: Any, **kwargs: Any) -> Any:
        looks.append(kwargs)
        return read(*args, **kwargs)

    monkeypatch.setattr(log, "read", counted)
    asked = [asyncio.create_task(here.catch_up()) for _ in range(50)]
    while not looks:
        await asyncio.sleep(0)
    await hub.run(log.append, [log.Draft(room.id, QUESTIONS, "ada", log.by_house(), "open", {}, uuid.uuid4())])
    await here.catch_up()
    assert here.rev == before + 1  # who asked after it was written is not content with a look that began before
    await asyncio.gather(*asked)
    assert len(looks) <= 4
    await hub.close()


async def test_a_log_that_was_restored_to_an_earlier_place_is_folded_again(room: RoomInfo, host: Seat) -> None:
    hub = Hub()
    await hub.act(room, host, an_act("open"))
    here = await hub.gathering(room)
    life, known = here.log.life, here.log.rev
    await here.log.follow(Head(known - 1, room.epoch), known=known)
    await hub.close()
    assert here.log.life != life


async def test_a_vote_in_the_moment_of_a_new_epoch_is_counted(
    room: RoomInfo, host: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = Hub()
    await hub.act(room, host, an_act("open"))
    await at(room, hub, a_person(room, 1))
    here = await hub.gathering(room)
    await database_sync_to_async(Room.objects.filter(pk=room.id).update)(epoch=2)
    read = log.read

    def slowly(*args: Any, **kwargs: Any) -> list[log.Line]:
        threading.Event().wait(0.2)
        return read(*args, **kwargs)

    monkeypatch.setattr(log, "read", slowly)
    monkeypatch.setattr("live.following.CHUNK", 2)  # the setups, then the opening
    turning = asyncio.create_task(here.log.follow(Head(here.log.rev, 2), known=here.log.rev))
    await asyncio.sleep(0.3)
    answer = await hub.act(room, a_person(room, 1), an_act("vote", choices=["a"]))
    await turning
    await hub.close()
    assert isinstance(answer, Ack)
    assert here.log.epoch.startswith("2-")


class LostConnection(Exception):
    """As a layer's own library raises it: no kind of OSError."""


async def test_a_layer_that_is_away_stops_neither_acts_nor_counts_nor_looks(
    room: RoomInfo, host: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*args: Any) -> None:
        raise LostConnection

    hub = Hub()
    for method in ("group_send", "group_add", "group_discard", "receive"):
        monkeypatch.setattr(hub._hints._layer, method, away)
    _, heard = await at(room, hub, a_person(room, 1))
    assert isinstance(await hub.act(room, host, an_act("open")), Ack)
    people = await heard_again(heard, "people")
    other = Hub()
    place = (await other.act(room, host, an_act("close"))).seq  # type: ignore[union-attr]
    here = await hub.gathering(room)
    for _ in range(100):
        if here.log.rev >= place:
            break
        await asyncio.sleep(0.03)
    await hub.close()
    await other.close()
    assert people["remote"] == 1
    assert here.log.rev >= place


async def test_a_hint_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    hints = Hints(lambda message: None)
    monkeypatch.setattr(hints._layer, "group_send", lambda *args: asyncio.sleep(60))
    monkeypatch.setattr("live.hints.PAUSE", 0.05)
    async with asyncio.timeout(2):
        await hints.send("MESA77", seq=1)


async def test_an_act_that_could_not_be_judged_is_to_be_sent_again(
    room: RoomInfo, host: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(**kwargs: Any) -> None:
        from django.db import OperationalError

        raise OperationalError("gone")

    hub = Hub()
    await hub.act(room, host, an_act("open"))
    monkeypatch.setattr(log, "read", away)
    other = Hub()
    answer = await other.act(room, a_person(room, 1), an_act("vote", choices=["a"]))
    await hub.close()
    await other.close()
    assert isinstance(answer, Busy)


def test_words_that_miss_a_value_are_said_as_they_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(refusals.SENTENCES, "odd", "Give {most} at most.")
    assert refusals.sentence("odd", {}, language="en") == "Give {most} at most."


def test_no_number_of_a_form_can_stop_a_batch() -> None:
    from live.apart.door import _storable

    assert _storable({"many": 2**62, "share": 0.5, "yes": True})
    assert not _storable({"share": float("nan")})
    assert not _storable({"share": float("inf")})
    assert not _storable({"many": 10**5000})


def test_the_record_keeps_to_itself_what_only_the_desk_sees(room: RoomInfo) -> None:
    lines = record_query.record(room, 1).lines
    assert [line.activity for line in lines] == [{}, {}]


async def test_the_record_shows_every_public_question_and_not_the_first_hundred_alone(
    room: RoomInfo, host: Seat
) -> None:
    hub = Hub()
    await hub.act(room, host, about("open"))
    people = [a_person(room, number) for number in range(110)]
    await asyncio.gather(*(hub.act(room, one, about("ask", text=f"¿{n}?")) for n, one in enumerate(people)))
    hidden = await hub.act(room, people[0], about("ask", text="mal"))
    await hub.act(room, host, about("hide", question=str(hidden.seq)))  # type: ignore[union-attr]
    await hub.close()
    pages = [await database_sync_to_async(record_query.record)(room, number) for number in (1, 2)]
    assert {line.text for page in pages for line in page.lines if line.text} == {f"¿{n}?" for n in range(110)}
    assert {"es": "¿?"} in [line.activity for line in pages[0].lines]


async def test_who_joins_while_the_database_is_away_is_told_to_come_back(
    room: Any, hub: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*args: Any, **kwargs: Any) -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(log, "read", away)
    voice = await Voice(room.code).connects()
    await voice.sends({"t": "join"})
    assert await voice.closed_with() == 4412
    await voice.leaves()
