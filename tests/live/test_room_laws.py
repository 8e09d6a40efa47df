"""G1, G2, G4 and G5 at the door, by hypothesis, with two hubs as two processes have them."""

import asyncio
import json
import uuid
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pytest
from channels.db import database_sync_to_async
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from live import log
from live.attendance import Socket
from live.gathering import Gathering
from live.hints import Hints
from live.history import fold_all
from live.hub import Hub
from live.models import Entry, Room
from live.pulse import Pulse
from live.queries import RoomInfo
from live.seats import Seat, of_host
from live.wire.to_room import Act, Join
from plugins.contract import To
from tests import cast
from tests.live.rooms import POLL, a_bare_room

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]

real = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def a_person(room: RoomInfo, number: int) -> Seat:
    return Seat(room=room.code, key=str(uuid.uuid5(uuid.NAMESPACE_URL, f"person/{number}")))


def an_act(verb: str, op: uuid.UUID | None = None, /, **body: Any) -> Act:
    return Act(op or uuid.uuid4(), POLL, verb, body)


@dataclass
class Told:
    """What a script of acts was answered."""

    answers: dict[uuid.UUID, set[tuple[str, str, int]]] = field(default_factory=dict)

    def note(self, act: Act, answer: Any) -> None:
        code = getattr(answer, "code", "")
        seq = getattr(answer, "seq", 0) or 0
        self.answers.setdefault(act.id, set()).add((type(answer).__name__, code, seq))


# A step: who acts (0 to 3; 4 closes), what for, at which hub, and how often it is sent.
STEPS = st.lists(
    st.tuples(st.integers(0, 4), st.sampled_from("ab"), st.integers(0, 1), st.integers(1, 3)), min_size=1, max_size=25
)


async def played(room: RoomInfo, host: Seat, steps: list[tuple[int, str, int, int]]) -> Told:
    """Send everything at once through two hubs, retries included."""
    hubs, told = [Hub(), Hub()], Told()
    try:
        await hubs[0].act(room, host, an_act("open"))

        async def send(hub: Hub, seat: Seat, act: Act) -> None:
            told.note(act, await hub.act(room, seat, act))

        sends = []
        for who, choice, where, often in steps:
            act = an_act("close") if who == 4 else an_act("vote", choices=[choice])
            seat = host if who == 4 else a_person(room, who)
            sends += [send(hubs[(where + again) % 2], seat, act) for again in range(often)]
        await asyncio.gather(*sends)
    finally:
        for hub in hubs:
            await hub.close()
    return told


@real
@given(steps=STEPS)
def test_acknowledged_means_stored_once_answered_alike_and_counted_before_the_close(
    ada: Any, steps: list[tuple[int, str, int, int]]
) -> None:
    room = a_bare_room("at_close")
    host = of_host(room=room.code, user=ada, language="es")
    told = asyncio.run(played(room, host, steps))
    rows = list(Entry.objects.filter(room_id=room.id).order_by("seq"))
    places = {row.op_id: row.seq for row in rows}
    closes = [row.seq for row in rows if row.verb == "close"]
    end = closes[0] if closes else len(rows) + 1
    for op, answers in told.answers.items():
        stored = {answer for answer in answers if answer[2]}
        assert len(stored) <= 1, "a retry was answered otherwise"
        for kind, _code, seq in stored:
            assert places[op] == seq
            if kind == "Ack" and next(row for row in rows if row.seq == seq).verb == "vote":
                assert seq < end, "a vote after the close was counted"
    ballots = {row.actor: row.body["choices"][0] for row in rows if row.verb == "vote" and row.seq < end}
    replica = fold_all(room.id)
    results = replica.activities[POLL].format.results(To("desk"))  # type: ignore[union-attr]
    counted = {option: one["votes"] for option, one in results["options"].items()}
    assert counted == {"a": 0, "b": 0} | Counter(ballots.values())
    accepted = {seq for answers in told.answers.values() for kind, _, seq in answers if kind == "Ack" and seq < end}
    assert {row.seq for row in rows if row.verb == "vote" and row.seq < end} <= accepted


@dataclass
class Ear:
    """An outlet that only listens."""

    heard: list[str]
    waiting: int = 0

    def push(self, text: str) -> int:
        self.heard.append(text)
        return self.waiting

    def close(self, code: int) -> None:
        self.heard.append(f'{{"t": "closed", "code": {code}}}')


async def at(room: RoomInfo, hub: Hub, seat: Seat, join: Join | None = None) -> tuple[Socket, list[str]]:
    """A socket in a hub, and what it was sent."""
    heard: list[str] = []
    socket = Socket(seat, Ear(heard))
    await hub.enter(room, socket, join or Join())
    for _ in range(50):
        if heard:
            break
        await asyncio.sleep(0.02)
    return socket, heard


async def stale_for(room: RoomInfo, host: Seat, patience: float) -> float:
    """Seconds until a socket at one hub stands where an act at another was committed; `patience` if it never does."""
    here, there = Hub(), Hub()
    try:
        socket, _ = await at(room, there, a_person(room, 1))
        place = (await here.act(room, host, an_act("open"))).seq  # type: ignore[union-attr]
        started = asyncio.get_running_loop().time()
        while socket.rev < place and asyncio.get_running_loop().time() - started < patience:
            await asyncio.sleep(0.02)
        return asyncio.get_running_loop().time() - started
    finally:
        await here.close()
        await there.close()


@pytest.fixture
def hints_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    async def lost(self: Hints, room: str, **what: Any) -> None:
        """Sent, never heard."""

    monkeypatch.setattr(Hints, "send", lost)


@pytest.fixture
def bare(transactional_db: None) -> tuple[RoomInfo, Seat]:
    room = a_bare_room()
    return room, of_host(room=room.code, user=cast.ada(), language="es")


async def test_a_hint_brings_another_process_up_to_date(bare: tuple[RoomInfo, Seat]) -> None:
    assert await stale_for(*bare, patience=2.0) < 2.0


async def test_without_any_hint_nobody_is_stale_for_two_seconds(bare: Any, hints_dropped: None) -> None:
    assert await stale_for(*bare, patience=2.5) < 2.0


async def test_control_without_hints_and_without_looking_the_other_process_stays_behind(
    bare: Any, hints_dropped: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def asleep(self: Pulse, busy: list[Gathering]) -> None:
        """Looks at nothing."""

    monkeypatch.setattr(Pulse, "_look", asleep)
    assert await stale_for(*bare, patience=2.5) >= 2.5


async def returning(room: RoomInfo, **of: Any) -> str:
    """The tag of the first frame for a client that comes back with what it knew, changed by `of`."""
    hub = Hub()
    try:
        seat = a_person(room, 1)
        _, heard = await at(room, hub, seat)
        known = decoded(heard[0])
        join = Join(epoch=of.get("epoch", known["epoch"]), rev=of.get("rev", known["rev"]), audience=known["audience"])
        again: list[str] = []
        hub_room = await hub.gathering(room)
        hub_room.join(Socket(seat, Ear(again)), join)
        while not again:
            await asyncio.sleep(0.02)
        return decoded(again[0])["t"]
    finally:
        await hub.close()


def decoded(text: str) -> dict[str, Any]:
    return json.loads(text)


async def test_who_comes_back_to_the_same_place_hears_a_beat(bare: Any) -> None:
    assert await returning(bare[0]) == "beat"


@pytest.mark.parametrize("other", [{"epoch": "0-other"}, {"rev": 1}, {"rev": 99}])
async def test_who_comes_back_to_another_place_or_epoch_gets_a_snapshot(bare: Any, other: dict[str, Any]) -> None:
    assert await returning(bare[0], **other) == "snapshot"


async def test_control_were_the_epoch_ignored_a_stale_client_would_stay_stale(
    bare: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Gathering, "_is_current", lambda self, socket, join: socket.rev == join.rev)
    assert await returning(bare[0], epoch="0-other") == "beat"


async def test_a_raised_epoch_reaches_everybody_as_a_snapshot(bare: Any) -> None:
    room, _ = bare
    hub = Hub()
    try:
        socket, heard = await at(room, hub, a_person(room, 1))
        first = decoded(heard[0])
        await database_sync_to_async(Room.objects.filter(pk=room.id).update)(epoch=2)
        shown = [first]
        for _ in range(100):
            shown = [frame for frame in map(decoded, heard) if frame["t"] == "snapshot"]
            if len(shown) > 1:
                break
            await asyncio.sleep(0.02)
        assert shown[-1]["epoch"] != first["epoch"]
        assert socket.rev >= 0
    finally:
        await hub.close()


async def test_a_retry_after_the_close_and_after_a_restart_gets_its_first_answer(bare: Any) -> None:
    room, host = bare
    ben, act = a_person(room, 1), an_act("vote", choices=["a"])
    late = an_act("vote", choices=["b"])
    hub = Hub()
    await hub.act(room, host, an_act("open"))
    first = await hub.act(room, ben, act)
    await hub.act(room, host, an_act("close"))
    assert await hub.act(room, ben, act) == first
    refused = await hub.act(room, ben, late)
    assert refused.code == "closed"  # type: ignore[union-attr]
    await hub.close()
    hub = Hub()
    assert await hub.act(room, ben, act) == first
    await hub.act(room, host, an_act("round"))
    assert await hub.act(room, ben, act) == first
    await hub.close()


async def test_the_same_id_of_another_person_is_another_act(bare: Any) -> None:
    room, host = bare
    op = uuid.uuid4()
    hub = Hub()
    await hub.act(room, host, an_act("open"))
    one = await hub.act(room, a_person(room, 1), an_act("vote", op, choices=["a"]))
    two = await hub.act(room, a_person(room, 2), an_act("vote", op, choices=["a"]))
    assert one.seq != two.seq  # type: ignore[union-attr]
    await hub.close()


async def test_the_same_id_with_other_words_gets_the_first_answer_and_changes_nothing(bare: Any) -> None:
    room, host = bare
    op = uuid.uuid4()
    hub = Hub()
    await hub.act(room, host, an_act("open"))
    first = await hub.act(room, a_person(room, 1), an_act("vote", op, choices=["a"]))
    again = await hub.act(room, a_person(room, 1), an_act("vote", op, choices=["b"]))
    assert again == first
    lines = await database_sync_to_async(log.read)(room.id)
    assert [line.body for line in lines if line.verb == "vote"] == [{"choices": ["a"]}]
    await hub.close()


async def test_a_database_that_does_not_answer_makes_everybody_wait_and_nobody_counted(
    bare: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import OperationalError

    from live import batch

    room, host = bare
    hub = Hub()
    await hub.act(room, host, an_act("open"))
    before = await database_sync_to_async(log.heads)([room.id])

    def away(wishes: Any) -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(batch, "commit", away)
    answer = await hub.act(room, a_person(room, 1), an_act("vote", choices=["a"]))
    assert type(answer).__name__ == "Busy"
    assert await database_sync_to_async(log.heads)([room.id]) == before
    await hub.close()


async def test_who_does_not_read_gets_no_further_picture_by_asking_for_one(bare: Any) -> None:
    room, _ = bare
    hub = Hub()
    heard: list[str] = []
    here = await hub.gathering(room)
    for _ in range(5):
        here.join(Socket(a_person(room, 1), Ear(heard, waiting=70_000)), Join())
        await asyncio.sleep(0.15)
    await hub.close()
    assert heard == []


async def test_who_comes_in_does_not_wait_for_the_next_count(bare: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    room, _ = bare
    monkeypatch.setattr("live.gathering.PAUSE", 5.0)
    hub = Hub()
    heard = [(await at(room, hub, a_person(room, number)))[1] for number in (1, 2)]
    await hub.close()
    assert [len(frames) for frames in heard] == [1, 1]
