"""A room with one secret poll, its log alone, and what is said there."""

import uuid
from typing import Any

from live import log
from live.apart.line import HOUSE
from live.ballots.box import Sealed
from live.ballots.receipts import new_receipt
from live.models import Room
from live.queries import RoomInfo, room_by_code
from live.seats import pseudonym
from live.wire.to_room import ROOM
from tests.live.rooms import OPTIONS, POLL, house

BY = {"name": "", "role": "person", "mode": "remote", "trust": "open", "language": "es"}


def a_setup(*, secret: bool = True, title: str = "¿?", options: list[dict[str, Any]] = OPTIONS) -> dict[str, Any]:
    core = {"format": "polls", "version": 1, "title": {"es": title}, "results": "at_close", "secret": secret}
    return core | {"accepts": "anyone", "names": "name", "settings": {"options": options}}


def a_secret_room() -> RoomInfo:
    """Its session has begun and its poll is open; the ballot paper is entry 1."""
    row = Room.objects.create(session=uuid.uuid4())
    log.append([set_up(row.pk), said(row.pk, "start", ROOM), said(row.pk, "open")])
    found = room_by_code(row.code)
    assert found is not None
    return found


def set_up(room: int, **changes: Any) -> log.Draft:
    return house(room, POLL, a_setup(**changes), 1)


def said(room: int, verb: str, activity: str = POLL) -> log.Draft:
    """One of a host's verbs; taking the poll off its page is the house's."""
    actor = HOUSE if verb == "retire" else "host"
    return log.Draft(room, activity, actor, log.by_house(), verb, {}, uuid.uuid4())


def seat(number: int) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"seat/{number}"))


def a_cast(room: RoomInfo, number: int, choice: str, *, paper: int = 1, mode: str = "remote") -> log.Draft:
    """A secret vote of somebody, as the writer makes it."""
    sealed = Sealed(new_receipt(), mode, "vote", {"choices": [choice]})
    actor = pseudonym(room.secret, seat(number), POLL)
    return log.Draft(room.id, POLL, actor, BY | {"mode": mode}, "cast", {"paper": paper}, uuid.uuid4(), sealed)


def an_uncast(room: RoomInfo, number: int, *, paper: int = 1) -> log.Draft:
    """The same person takes the ballot out again."""
    actor = pseudonym(room.secret, seat(number), POLL)
    return log.Draft(room.id, POLL, actor, BY, "uncast", {"paper": paper}, uuid.uuid4())
