"""The log of a room: append and read. The only writer of entries.

`seq` is contiguous per room and `at` never goes back, because both are given while the transaction holds the room's
row (on SQLite: the one write lock). `(room, actor, op_id)` is unique, so the same act always has the same place.
"""

import time
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.db import transaction

from live import rows
from live.apart.line import HOUSE, Line
from live.ballots.box import HEARS, Boxes, Sealed
from live.models import Entry, Room


@dataclass(frozen=True)
class Draft:
    """An act on its way into the log. `by` holds name, role, mode, trust and language. What is `sealed` goes into the
    ballot box of the activity, and nowhere else."""

    room: int
    activity: str
    actor: str
    by: dict[str, str]
    verb: str
    body: dict[str, Any]
    op_id: UUID
    sealed: Sealed | None = None


class Head(NamedTuple):
    """How far a room's log has come, and in which epoch."""

    seq: int
    epoch: int


def by_house() -> dict[str, str]:
    """The `by` of the house."""
    return {"name": "", "role": "host", "mode": "room", "trust": "account", "language": ""}


def append(drafts: Sequence[Draft], *, now: float | None = None) -> list[int]:
    """Write `drafts` in one transaction and return the place of each; an act already written keeps its place. In a
    room that was deleted meanwhile the place is 0.

    `now` is the time of writing, in seconds since 1970, for what is brought in from elsewhere."""
    places: dict[tuple[int, str, UUID], int] = {}
    with transaction.atomic():
        for room in _held(sorted({draft.room for draft in drafts})):
            mine = [draft for draft in drafts if draft.room == room.pk]
            places |= _known(room, mine)
            _write(room, mine, places, time.time() if now is None else now)
    return [places.get((draft.room, draft.actor, draft.op_id), 0) for draft in drafts]


def _held(rooms: Sequence[int]) -> Iterable[Room]:
    """The rooms' rows, locked in the order of their ids so that two writers never wait for each other."""
    return list(Room.objects.select_for_update().filter(pk__in=rooms).order_by("pk"))


def _known(room: Room, drafts: Sequence[Draft]) -> dict[tuple[int, str, UUID], int]:
    """Places of those drafts that are in the log already: the retries."""
    found = Entry.objects.filter(room=room, op_id__in=[draft.op_id for draft in drafts])
    return {(room.pk, actor, op_id): seq for actor, op_id, seq in found.values_list("actor", "op_id", "seq")}


def _write(room: Room, drafts: Sequence[Draft], places: dict[tuple[int, str, UUID], int], now: float) -> None:
    at, lines, ids = max(now, room.at), list[Line](), list[UUID]()
    boxes = Boxes(room.pk, wanted=any(draft.verb in HEARS for draft in drafts))

    def put(draft: Draft) -> None:
        room.seq += 1
        places[room.pk, draft.actor, draft.op_id] = room.seq
        boxes.hear(draft, room.seq, draft.sealed, before=lines)
        lines.append(Line(room.seq, draft.activity, draft.actor, draft.by, draft.verb, draft.body, at))
        ids.append(draft.op_id)

    for draft in drafts:
        if (room.pk, draft.actor, draft.op_id) not in places:
            for activity, ballots in boxes.ended_by(draft):
                put(Draft(room.pk, activity, HOUSE, by_house(), "ballots", {"ballots": ballots}, uuid4()))
            put(draft)
    if lines:
        entries = ((room.pk, op_id, *line) for op_id, line in zip(ids, lines, strict=True))
        rows.insert(Entry, ("room", "op_id", *Line._fields), entries)
        Room.objects.filter(pk=room.pk).update(seq=room.seq, at=at)
        boxes.close()


def read(room: int, *, after: int = 0, limit: int | None = None, by: str = "") -> list[Line]:
    """The entries of a room behind the place `after`, in order; with `by`, of that actor alone."""
    found = Entry.objects.filter(room_id=room, seq__gt=after, **({"actor": by} if by else {})).order_by("seq")
    return [Line(*row) for row in found.values_list(*Line._fields)[:limit]]


def halts(room: int) -> list[Line]:
    """The entries by which formats of this room were cut off: whoever folds from nothing must know them first."""
    found = Entry.objects.filter(room_id=room, actor=HOUSE, verb="halt").order_by("seq")
    return [Line(*row) for row in found.values_list(*Line._fields)]


def places(drafts: Sequence[Draft]) -> list[int | None]:
    """Where each of these acts stands in the log, if it does: one statement for all."""
    if not drafts:
        return []
    found = Entry.objects.filter(room__in={one.room for one in drafts}, op_id__in=[one.op_id for one in drafts])
    known = {
        (room, actor, op_id): seq for room, actor, op_id, seq in found.values_list("room", "actor", "op_id", "seq")
    }
    return [known.get((one.room, one.actor, one.op_id)) for one in drafts]


def heads(rooms: Collection[int]) -> dict[int, Head]:
    """How far each of these rooms has come: one statement for all."""
    found = Room.objects.filter(pk__in=rooms).values_list("pk", "seq", "epoch")
    return {pk: Head(seq, epoch) for pk, seq, epoch in found}
