"""A room without a page: its log alone, for tests of log and hub."""

import json
import uuid
from typing import Any

from live import log
from live.apart.calls import Said, Who
from live.apart.line import HOUSE
from live.models import Room
from live.queries import RoomInfo, room_by_code
from live.seats import Seat

POLL, QUESTIONS = "poll-1", "questions-1"
OPTIONS = [{"id": one, "label": {"es": one}} for one in ("a", "b")]


def a_bare_room(results: str = "live") -> RoomInfo:
    """A room whose log holds the setups of a poll and of questions, and nothing else."""
    row = Room.objects.create(session=uuid.uuid4())
    polls = _setup("polls", results, options=OPTIONS)
    log.append([house(row.pk, POLL, polls, 1), house(row.pk, QUESTIONS, _setup("questions", "live"), 2)])
    found = room_by_code(row.code)
    assert found is not None
    return found


def _setup(slug: str, results: str, **own: Any) -> dict[str, Any]:
    core = {"format": slug, "version": 1, "title": {"es": "¿?"}, "results": results}
    return core | {"accepts": "anyone", "names": "name", "settings": own}


def house(room: int, activity: str, setup: dict[str, Any], place: int) -> log.Draft:
    body = {"setup": setup, "place": place}
    return log.Draft(room, activity, HOUSE, log.by_house(), "setup", body, uuid.uuid4())


def vote(room: int, actor: str, choice: str, op_id: uuid.UUID | None = None) -> log.Draft:
    by = {"name": "", "role": "person", "mode": "remote", "trust": "open", "language": "es"}
    return log.Draft(room, POLL, actor, by, "vote", {"choices": [choice]}, op_id or uuid.uuid4())


def said(seat: Seat, activity: str, verb: str, body: dict[str, Any] | None = None) -> Said:
    """An act as the door gets it."""
    return Said(Who(seat.side, seat.role, seat.trust), activity, verb, json.dumps(body or {}).encode())
