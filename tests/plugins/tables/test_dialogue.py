"""A workshop over sockets, from sitting down to the plenary: what each hears, and what nobody else does."""

import json
import uuid

import pytest

from live import seats
from live.models import Room
from live.queries import room_by_code
from live.seats import Seat
from tests.factories import a_session
from tests.live.conftest import hub, people  # noqa: F401  (the fixtures of a room's tests)

MESAS = "mesas-1"
SECRET = "Un mapa de demoras"
pytestmark = [pytest.mark.asyncio, pytest.mark.django_db(transaction=True)]


def items(*words):
    return [{"type": "item", "id": word, "value": {"label": word.title()}} for word in words]


@pytest.fixture
def room(transactional_db):
    value = {
        "title": "Propuestas",
        "results": "live",
        "accepts": "anyone",
        "names": "name",
        "axes": items("move", "water"),
        "pillars": items("open"),
        "tables": 3,
        "seats": 4,
        "remote_tables": 1,
    }
    page = a_session(activities=[{"type": "tables", "id": MESAS, "value": value}])
    Room.objects.filter(session=page.translation_key).update(code="MESA77")
    return room_by_code("MESA77")


def a_seat(mode):
    return seats.token(Seat("MESA77", str(uuid.uuid4()), mode=mode, name="Rosa"))


@pytest.fixture
async def cast(room, people):  # noqa: F811
    """Ada at the desk, Ben and Cleo in the room, Rosa from afar, and the hall; it is open."""
    ada, hall = await people(room, side="desk"), await people(room, side="screen")
    for activity, verb in (("room", "start"), (MESAS, "open")):
        assert (await ada.says(activity, verb))["t"] == "ack"
    ben, cleo, rosa = [await people(room, seat=a_seat(mode)) for mode in ("room", "room", "remote")]
    return ada, hall, ben, cleo, rosa


async def counted(voice, verb, **body):
    answer = await voice.says(MESAS, verb, **body)
    assert answer["t"] == "ack", answer
    return str(answer["seq"])


def mesas(view):
    return view["activities"][MESAS]["view"]


async def test_from_sitting_down_to_the_plenary(cast):
    ada, hall, ben, cleo, rosa = cast
    for voice, table in ((ben, "1"), (cleo, "2"), (rosa, "3")):
        await counted(voice, "sit", table=table)
    await counted(ben, "take_role", role="rapporteur")
    await counted(ada, "begin_round")
    note = await counted(ben, "write", axis="move", pillar="open", text=SECRET)
    await ben.sees(lambda view: mesas(view)["cells"]["1-1"][note]["text"] == SECRET)
    await ada.sees(lambda view: mesas(view)["tables"]["1"]["drafts"] == 1)
    assert SECRET in json.dumps(ben.view), "there was nothing that could leak"
    for other in (cleo, rosa, hall, ada):
        assert SECRET not in json.dumps([other.view, other.heard]), "a draft left its table"
    await counted(ben, "choose", note=note)
    await counted(ben, "hand_in")
    await cleo.sees(lambda view: mesas(view)["shared"][note]["text"] == SECRET)
    await counted(ada, "end_round")
    await counted(ada, "call", table="1")
    for other in (rosa, hall):
        await other.sees(lambda view: mesas(view)["floor_notes"][note]["text"] == SECRET)
        await other.sees(lambda view: mesas(view)["floor_ends"] > 0)


async def test_a_second_rapporteur_is_told_why(cast):
    _ada, _hall, ben, cleo, _rosa = cast
    await counted(ben, "sit", table="1")
    await counted(cleo, "sit", table="1")
    await counted(ben, "take_role", role="rapporteur")
    answer = await cleo.says(MESAS, "take_role", role="rapporteur")
    assert (answer["t"], answer["why"]) == (
        "refused",
        "La mesa 1 ya tiene quien relata. Pídele que deje el papel, o pídelo a la moderación.",
    )


async def test_who_drops_comes_back_to_the_same_seat(room, cast, people):  # noqa: F811
    _ada, _hall, ben, _cleo, _rosa = cast
    token = a_seat("room")
    late = await people(room, seat=token)
    await counted(ben, "sit", table="2")
    await counted(late, "sit", table="2")
    await late.leaves()
    back = await people(room, seat=token)
    (me,) = back.mine[MESAS]["me"]
    assert [seat for seat, one in mesas(back.view)["table"]["people"].items() if one["who"] == me] == ["2"]


async def test_rotated_people_see_their_new_table_and_no_more_of_the_old(cast):
    ada, _hall, ben, cleo, _rosa = cast
    await counted(ben, "sit", table="1")
    await counted(cleo, "sit", table="2")
    await counted(ada, "begin_round")
    await counted(ben, "write", axis="move", pillar="open", text=SECRET)
    await counted(ada, "end_round")
    await counted(ada, "rotate")
    await cleo.sees(lambda view: mesas(view)["table"]["number"] == 1 and SECRET in json.dumps(view))
    await ben.sees(lambda view: mesas(view)["table"]["number"] == 2 and SECRET not in json.dumps(view))
