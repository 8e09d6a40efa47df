"""Ids of what is absent, elsewhere or another's: refused, and nothing is written."""

import uuid

import pytest
from asgiref.sync import sync_to_async

from live import doors, seats
from live.models import Entry
from live.seats import Seat
from live.wire.to_person import Refused
from live.wire.to_room import Act
from tests import cast
from tests.live.conftest import POLL, QUESTIONS, a_room

pytestmark = pytest.mark.django_db(transaction=True)

FORGED = {
    "an activity that is nowhere": ("poll-9", "vote", {"choices": ["a"]}),
    "an option of another poll": (POLL, "vote", {"choices": ["z"]}),
    "a question of another room": (QUESTIONS, "upvote", {"question": "{question}"}),
    "an entry that is no question": (QUESTIONS, "upvote", {"question": "1"}),
    "a host's verb": (POLL, "close", {}),
    "the desk's verb of a format": (QUESTIONS, "hide", {"question": "1"}),
    "the room itself": ("room", "start", {}),
    "a verb of the house": (POLL, "setup", {"setup": {}, "place": 1}),
}


@pytest.fixture
async def rooms(transactional_db, hub):
    """Two rooms with the same questions open; in the second one somebody has asked."""
    first, second = [await sync_to_async(a_room)(code) for code in ("MESA77", "MESA78")]
    ada = await sync_to_async(cast.ada)()
    question = None
    for room in (first, second):
        host = seats.of_host(room=room.code, user=ada, language="es")
        for activity in (POLL, QUESTIONS):
            await doors.act(room, host, Act(uuid.uuid4(), activity, "open"))
    for _ in range(4):  # its number is beyond any entry of the first room
        said = Act(uuid.uuid4(), QUESTIONS, "ask", {"text": "¿Quién paga?"})
        question = await doors.act(second, Seat(second.code, seats.new_key()), said)
    return first, second, str(question.seq)


async def written() -> set[int]:
    return await sync_to_async(lambda: set(Entry.objects.values_list("pk", flat=True)))()


@pytest.mark.parametrize("what", FORGED)
async def test_a_forged_id_is_refused_and_changes_nothing(rooms, what):
    room, _other, question = rooms
    activity, verb, body = FORGED[what]
    body = {key: value.format(question=question) if isinstance(value, str) else value for key, value in body.items()}
    before = await written()
    answer = await doors.act(room, Seat(room.code, seats.new_key()), Act(uuid.uuid4(), activity, verb, body))
    assert isinstance(answer, Refused)
    assert await written() == before


async def test_the_seat_of_one_room_is_none_in_another(rooms):
    first, second, _question = rooms
    token = seats.token(Seat(first.code, seats.new_key(), name="Ben"))
    assert seats.from_token(token, room=first.code, language="es") is not None
    assert seats.from_token(token, room=second.code, language="es") is None


async def test_what_one_said_is_not_another_ones_to_answer_for(rooms):
    """The same id of an act, sent by somebody else, is an act of its own and tells nothing of the first."""
    room, _other, _question = rooms
    act = Act(uuid.uuid4(), POLL, "vote", {"choices": ["a"]})
    ben, eve = Seat(room.code, seats.new_key()), Seat(room.code, seats.new_key())
    first, again, other = [await doors.act(room, seat, act) for seat in (ben, ben, eve)]
    assert first.seq == again.seq
    assert other.seq == first.seq + 1
