"""The log of a room: append and read. The only writer of entries.

`seq` is contiguous per room and `at` never goes back, because both are given while the transaction holds the room's
row (on SQLite: the one write lock). `(room, actor, op_id)` is unique, so the same act always has the same place.
"""

import time
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction

from live.line import Line
from live.models import Entry, Room


@dataclass(frozen=True)
class Draft:
    """An act on its way into the log. `by` holds name, role, mode, trust and language."""

    room: int
    activity: str
    actor: str
    by: dict[str, str]
    verb: str
    body: dict[str, Any]
    op_id: UUID


class Head(NamedTuple):
    """How far a room's log has come, and in which epoch."""

    seq: int
    epoch: int


def by_house() -> dict[str, str]:
    """The `by` of the house."""
    return {"name": "", "role": "host", "mode": "room", "trust": "account", "language": ""}


def append(drafts: Sequence[Draft], *, now: float | None = None) -> list[int]:
    """Write `drafts` in one transaction and return the place of each; an act already written keeps its place.

    `now` is the time of writing, in seconds since 1970, for what is brought in from elsewhere."""
    places: dict[tuple[int, str, UUID], int] = {}
    with transaction.atomic():
        for room in _held(sorted({draft.room for draft in drafts})):
            mine = [draft for draft in drafts if draft.room == room.pk]
            places |= _known(room, mine)
            _write(room, mine, places, time.time() if now is None else now)
    return [places[draft.room, draft.actor, draft.op_id] for draft in drafts]


def _held(rooms: Sequence[int]) -> Iterable[Room]:
    """The rooms' rows, locked in the order of their ids so that two writers never wait for each other."""
    return list(Room.objects.select_for_update().filter(pk__in=rooms).order_by("pk"))


def _known(room: Room, drafts: Sequence[Draft]) -> dict[tuple[int, str, UUID], int]:
    """Places of those drafts that are in the log already: the retries."""
    found = Entry.objects.filter(room=room, op_id__in=[draft.op_id for draft in drafts])
    return {(room.pk, actor, op_id): seq for actor, op_id, seq in found.values_list("actor", "op_id", "seq")}


def _write(room: Room, drafts: Sequence[Draft], places: dict[tuple[int, str, UUID], int], now: float) -> None:
    at, entries = max(now, room.at), []
    for draft in drafts:
        key = (room.pk, draft.actor, draft.op_id)
        if key in places:
            continue
        room.seq += 1
        places[key] = room.seq
        fields = {"actor": draft.actor, "by": draft.by, "verb": draft.verb, "body": draft.body, "op_id": draft.op_id}
        entries.append(Entry(room=room, seq=room.seq, activity=draft.activity, at=at, **fields))
    if entries:
        Entry.objects.bulk_create(entries)
        Room.objects.filter(pk=room.pk).update(seq=room.seq, at=at)


def read(room: int, *, after: int = 0, limit: int | None = None, by: str = "") -> list[Line]:
    """The entries of a room behind the place `after`, in order; with `by`, of that actor alone."""
    rows = Entry.objects.filter(room_id=room, seq__gt=after, **({"actor": by} if by else {})).order_by("seq")
    return [Line(*row) for row in rows.values_list(*Line._fields)[:limit]]


def place(*, room: int, actor: str, op_id: UUID) -> int | None:
    """Where an act stands in the log, if it does."""
    return Entry.objects.filter(room_id=room, actor=actor, op_id=op_id).values_list("seq", flat=True).first()


def heads(rooms: Collection[int]) -> dict[int, Head]:
    """How far each of these rooms has come: one statement for all."""
    rows = Room.objects.filter(pk__in=rooms).values_list("pk", "seq", "epoch")
    return {pk: Head(seq, epoch) for pk, seq, epoch in rows}
