"""Reads of the live room: which room a code or a session means."""

import re
from dataclasses import dataclass
from uuid import UUID

from events.reading import read_once
from live.models import Room


@dataclass(frozen=True)
class RoomInfo:
    """A room as it is carried about; its log is read through `live.log`."""

    id: int
    code: str
    session: UUID
    screen_key: str
    secret: str
    epoch: int


def info(room: Room) -> RoomInfo:
    """A room's row as it is carried about."""
    return RoomInfo(room.pk, room.code, room.session, room.screen_key, room.secret, room.epoch)


def tidy_code(typed: str) -> str:
    """A code as people type it: case, spaces and hyphens are forgiven."""
    return re.sub(r"[^0-9A-Za-z]", "", typed).upper()[:12]


def room_by_code(code: str) -> RoomInfo | None:
    """The room of a code, or None."""
    room = Room.objects.filter(code=tidy_code(code)).first()
    return info(room) if room else None


@read_once
def room_of(session_key: UUID) -> RoomInfo | None:
    """The room of a session (its page's translation_key), or None before the page was published."""
    room = Room.objects.filter(session=session_key).first()
    return info(room) if room else None
