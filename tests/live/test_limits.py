"""How much one seat, one address and one guesser may: enough for haste, too little to be felt by others."""

import asyncio
import uuid
from typing import Any

import pytest
from django.test import Client

from live import limits as module
from live.limits import FLOOD, SEAT, Bucket, Limits, Rate, limits
from live.seats import Seat
from tests.live.conftest import POLL
from tests.live.dialogue import Voice

STRANGER = "203.0.113.9"


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test begins with nothing said."""
    for name, value in vars(Limits()).items():
        monkeypatch.setattr(limits, name, value)


def test_a_bucket_gives_what_it_holds_and_fills_again() -> None:
    bucket = Bucket(Rate(3, 2), now=0)
    assert [bucket.take(0) for _ in range(4)] == [0, 0, 0, 0.5]
    assert bucket.take(0.5) == 0
    assert bucket.take(100) == 0
    assert [bucket.take(100) for _ in range(3)] == [0, 0, 0.5]


def test_seats_behind_one_address_do_not_use_up_each_others_turn() -> None:
    told = Limits()
    people = [Seat(room="MESA24", key=str(number)) for number in range(50)]
    assert all(told.said(one, STRANGER) == 0 for _ in range(int(SEAT.burst)) for one in people)
    assert told.said(people[0], STRANGER) > 0


def test_an_address_has_a_limit_of_its_own_but_where_settings_spare_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ADDRESS", Rate(30, 0.01))
    told = Limits()
    assert all(told.said(Seat(room="MESA24", key=str(number)), STRANGER) == 0 for number in range(30))
    assert told.said(Seat(room="MESA24", key="one more"), STRANGER) > 0
    assert told.said(Seat(room="MESA24", key="at home"), "127.0.0.1") == 0


def test_sockets_are_counted_in_and_out(settings: Any) -> None:
    settings.PLENARIA_SOCKETS_OF_AN_ADDRESS = 2
    told = Limits()
    assert [told.connect(STRANGER) for _ in range(3)] == [True, True, False]
    told.disconnect(STRANGER)
    assert told.connect(STRANGER)
    assert [told.sit("MESA24", "ben") for _ in range(21)] == [True] * 20 + [False]
    told.rise("MESA24", "ben")
    assert told.sit("MESA24", "ben")


async def test_who_is_hasty_is_asked_to_send_again_and_loses_nothing(
    room: Any, people: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SEAT", Rate(6, 1))
    host, ben = await people(room, "desk"), await people(room)
    await host.says(POLL, "open")
    acts = [str(uuid.uuid4()) for _ in range(20)]
    answers = [await ben.says(POLL, "vote", op, choices=["a"]) for op in acts]
    busy = next(one for one in answers if one["t"] == "busy")
    assert [one["t"] for one in answers[:5]] == ["ack"] * 5
    answer = busy
    for _ in range(5):
        await asyncio.sleep(answer.get("after", 0) / 1000)
        answer = await ben.says(POLL, "vote", busy["id"], choices=["a"])
        if answer["t"] != "busy":
            break
    assert answer["t"] == "ack"


async def test_a_flood_is_answered_then_closed(room: Any, people: Any) -> None:
    ben = await people(room)
    for _ in range(int(SEAT.burst) + FLOOD + 5):
        await ben.sends("this is no frame")
    assert (await ben.hears("error"))["code"] == "not_json"
    assert await ben.closed_with() == 4429


async def test_control_without_the_limit_a_flood_is_heard_to_the_end(
    room: Any, people: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "of_seat", lambda seat: 0.0)
    ben = await people(room)
    for _ in range(int(SEAT.burst) + FLOOD + 5):
        await ben.sends("this is no frame")
    await ben.sends({"t": "act", "id": str(uuid.uuid4()), "activity": POLL, "verb": "vote", "body": {}})
    assert (await ben.hears("refused", "ack", "busy"))["t"] == "refused"


@pytest.mark.django_db
def test_a_network_that_tries_one_code_after_another_has_to_wait(
    room: Any, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WRONG_CODES", Rate(3, 0.01))
    tries = [client.get("/j/", {"code": f"ZZZZZ{n}"}, REMOTE_ADDR=STRANGER).status_code for n in range(4)]
    assert tries == [404, 404, 429, 429]
    for address in (f"/j/{room.code}/", f"/live/{room.code}/", f"/live/{room.code}/snapshot.json"):
        assert client.get(address, REMOTE_ADDR=STRANGER).status_code == 429, address
        assert client.get(address, REMOTE_ADDR="198.51.100.1").status_code != 429
    page = client.get("/j/", {"code": room.code}, REMOTE_ADDR=STRANGER)
    assert room.code in page.content.decode()


@pytest.mark.django_db
def test_who_sits_in_the_room_goes_on_while_the_network_waits(
    room: Any, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WRONG_CODES", Rate(1, 0.01))
    client.post(f"/live/{room.code}/sit/", {"mode": "remote"}, headers={"sec-fetch-site": "same-origin"})
    for number in range(3):
        client.get("/j/", {"code": f"ZZZZZ{number}"}, REMOTE_ADDR=STRANGER)
    assert client.get(f"/live/{room.code}/", REMOTE_ADDR=STRANGER).status_code == 200
    assert Client().get(f"/live/{room.code}/", REMOTE_ADDR=STRANGER).status_code == 429


def test_one_who_floods_does_not_empty_the_bucket_of_the_hall(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ADDRESS", Rate(40, 0.01))
    told, flooder = Limits(), Seat(room="MESA24", key="flooder")
    assert sum(told.said(flooder, STRANGER) == 0 for _ in range(500)) == SEAT.burst
    assert told.said(Seat(room="MESA24", key="neighbour"), STRANGER) == 0


async def test_a_socket_over_the_limit_is_told_to_come_back_later(
    room: Any, hub: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "connect", lambda address: False)
    voice = await Voice(room.code).connects()
    assert await voice.closed_with() == 4429
    await voice.leaves()
