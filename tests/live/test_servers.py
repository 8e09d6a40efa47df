"""Each ASGI server we name runs the same room: the dialogue of a meeting over real sockets, with a kill in it."""

import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import pytest

from live import seats
from live.queries import RoomInfo
from live.seats import Seat
from plenaria.demo.voices import Said, speak
from tests.database import Place
from tests.live.conftest import POLL, QUESTIONS, a_room
from tests.live.dialogue import Voice
from tests.live.line import a_voice
from tests.server import Program, Server

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def room(transactional_db: None) -> RoomInfo:
    room = a_room()
    speak(room, [Said(None, POLL, "open"), Said(None, QUESTIONS, "open")], script="open")
    return room


@pytest.fixture(params=["daphne", "uvicorn"])
def server(request: pytest.FixtureRequest, room: RoomInfo, place: Place) -> Iterator[Server]:
    program: Program = request.param
    one = Server(place, program=program)
    one.start()
    yield one
    one.stop()


def votes(view: dict[str, Any]) -> dict[str, int]:
    return {key: one["votes"] for key, one in view["activities"][POLL]["results"]["options"].items()}


def a_seat(room: RoomInfo) -> str:
    return seats.token(Seat(room=room.code, key=seats.new_key()))


@pytest.fixture
async def voice(room: RoomInfo, server: Server) -> AsyncIterator[Callable[..., Voice]]:
    """`voice()` is somebody at a socket of the room; everybody leaves in the end."""
    here: list[Voice] = []

    def come(code: str = room.code, side: str = "person") -> Voice:
        here.append(a_voice(server, code, side))
        return here[-1]

    yield come
    for one in here:
        await one.leaves()


async def test_a_meeting_is_the_same_on_every_server(
    room: RoomInfo, server: Server, voice: Callable[..., Voice]
) -> None:
    seat, vote = a_seat(room), str(uuid.uuid4())
    ben, rosa = await voice().joins(seat=seat), await voice().joins(seat=a_seat(room))

    voted = await ben.says(POLL, "vote", vote, choices=["a"])
    assert voted["t"] == "ack"
    await rosa.sees(lambda view: votes(view) == {"a": 1, "b": 0})
    asked = await rosa.says(QUESTIONS, "ask", text="¿Cuándo se publica el acta?")
    assert asked["t"] == "ack"
    await ben.sees(lambda view: len(view["activities"][QUESTIONS]["view"]["items"]) == 1)
    assert await ben.says(POLL, "vote", vote, choices=["b"]) == voted  # the same id, the same answer
    await ben.sends("x" * 70_000)
    assert (await ben.hears("error"))["code"] == "too_big"
    changed = await ben.says(POLL, "vote", choices=["b"])
    assert changed["t"] == "ack"
    await rosa.sees(lambda view: votes(view) == {"a": 0, "b": 1})

    server.kill()
    assert await ben.closed_with() == 1006
    server.start()
    again = await voice().joins(seat=seat)
    assert votes(again.view) == {"a": 0, "b": 1}
    assert await again.says(POLL, "vote", vote, choices=["a"]) == voted
    assert (ben.gaps, rosa.gaps) == (0, 0)

    nowhere = await voice(code="NOROOM").connects()
    assert await nowhere.closed_with() == 4504
    stranger = await voice(side="desk").connects()
    assert await stranger.closed_with() == 4501
