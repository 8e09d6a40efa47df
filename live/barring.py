"""A seat closed by the moderation, and let in again. The desk names an entry; whose it was stays on the server."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from msgspec import inspect

from live.models import Entry, Seat
from live.named_actions import LET_IN, SEAT_CLOSED, note_room
from live.queries import RoomInfo
from live.seats import pseudonym
from plugins import registry


class NoSeat(Exception):
    """No seat can be closed for this entry."""


@dataclass(frozen=True)
class Said:
    """Something that was written in a room: what, in which activity, never by whom."""

    entry: int
    activity: str
    text: str
    language: str
    at: datetime


@dataclass(frozen=True)
class Closed:
    """A closed seat as the desk lists it; `said` is what led to it. `id` lets it in again."""

    id: int
    at: datetime | None
    by: str
    said: Said | None


def said(room: RoomInfo, entry: int) -> Said | None:
    """What somebody who takes part wrote there; None for the house's, a host's, and for what holds no words, as votes
    do: else who may close seats could ask whether two ballots are one person's."""
    row = Entry.objects.filter(room_id=room.id, seq=entry).first()
    return _said(row) if row else None


def close_seat(*, room: RoomInfo, entry: int, by: AbstractBaseUser) -> bool:
    """Close the seat from which this was written: its next act is refused, and within two seconds every process has
    closed its sockets. False if it was closed already; raises `NoSeat` where there is none."""
    with transaction.atomic():
        row = Entry.objects.filter(room_id=room.id, seq=entry).first()
        if row is None or _said(row) is None:
            raise NoSeat(entry)
        now = {"barred": True, "barred_at": timezone.now(), "barred_by": by, "barred_for": row}
        closed = Seat.objects.filter(pk=_seat_of(room, row), barred=False).update(**now)
        if closed:
            note_room(room.session, SEAT_CLOSED, by.pk, entry=entry)
    return bool(closed)


def let_in(*, room: RoomInfo, seat: int, by: AbstractBaseUser) -> bool:
    """Open a closed seat again; False if it was not closed."""
    with transaction.atomic():
        row = Seat.objects.filter(pk=seat, room_id=room.id).select_related("barred_for").first()
        entry = row.barred_for.seq if row and row.barred_for else None
        none = {"barred": False, "barred_at": None, "barred_by": None, "barred_for": None}
        opened = Seat.objects.filter(pk=seat, room_id=room.id, barred=True).update(**none)
        if opened:
            note_room(room.session, LET_IN, by.pk, entry=entry)
    return bool(opened)


def closed(room: RoomInfo) -> list[Closed]:
    """The closed seats of a room, the newest first."""
    rows = Seat.objects.filter(room_id=room.id, barred=True).select_related("barred_by", "barred_for")
    return [
        Closed(row.pk, row.barred_at, _name(row.barred_by), _said(row.barred_for) if row.barred_for else None)
        for row in rows.order_by("-barred_at", "-pk")
    ]


def is_closed(room: RoomInfo, keys: Collection[str]) -> bool:
    """Whether a seat of one of these keys was closed."""
    return bool(keys) and Seat.objects.filter(room_id=room.id, key__in=keys, barred=True).exists()


def _seat_of(room: RoomInfo, row: Entry) -> int:
    """A pseudonym cannot be turned round, so that of every seat is made: some milliseconds for thousands."""
    for pk, key in Seat.objects.filter(room_id=room.id).values_list("pk", "key").iterator():
        if pseudonym(room.secret, str(key), row.activity) == row.actor:
            return pk
    raise NoSeat(row.seq)


def _said(row: Entry) -> Said | None:
    words = _words(row.verb) if row.by["role"] == "person" else set()
    if not words.intersection(row.body):
        return None
    text = "\n".join(str(text) for name, text in row.body.items() if name in words)
    return Said(row.seq, row.activity, text, row.by["language"], datetime.fromtimestamp(row.at, UTC))


def _words(verb: str) -> set[str]:
    """Fields of a verb that hold free text of a person, in whichever format has it."""
    bodies = [kind.verbs[verb].body for kind in registry.formats().values() if verb in kind.verbs]
    return {name for body in bodies for name in _texts(body)}


def _texts(body: type[msgspec.Struct]) -> list[str]:
    found: Any = inspect.type_info(body)
    shapes = {one.encode_name: one.type for one in found.fields if isinstance(one.type, inspect.Metadata)}
    return [name for name, shape in shapes.items() if (shape.extra or {}).get("kind") == "words"]


def _name(user: Any) -> str:
    return (user.get_full_name() or user.get_username().partition("@")[0]) if user else ""
