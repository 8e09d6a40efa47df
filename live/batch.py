"""One batch of acts: rights asked in one statement each, then everything written in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from live import log, measures, rows, rules, standing
from live.models import Seat as SeatRow
from live.queries import RoomInfo
from live.seats import Seat, Signed


@dataclass(frozen=True)
class Wish:
    """An act that passed the door, and the seat it came from."""

    room: RoomInfo
    seat: Seat
    draft: log.Draft


@measures.commit_seconds.time()
def commit(wishes: Sequence[Wish]) -> list[int | str]:
    """The place of each act in its room's log, or the code of the right that its seat no longer has."""
    hosts = {wish.seat.user for wish in wishes if wish.seat.role == "host" and wish.seat.user is not None}
    with transaction.atomic():
        may = rules.moderators(hosts) if hosts else set()
        signed = {wish.seat.signed for wish in wishes if wish.seat.signed and wish.seat.role == "host"}
        gone = standing.may_stay(signed) if signed else {}
        barred = _barred(wishes)
        denied = ["barred" if _keys(wish) & barred else _denied(wish.seat, may, gone) for wish in wishes]
        places = iter(log.append([wish.draft for wish, code in zip(wishes, denied, strict=True) if not code]))
        before = iter(log.places([wish.draft for wish, code in zip(wishes, denied, strict=True) if code]))
    measures.batch_acts.observe(len(wishes))
    # What was taken while it was allowed keeps its place and its answer; 0 is the place in a room that is gone.
    return [next(before) or code if code else next(places) or "unknown" for code in denied]


def _denied(seat: Seat, may: set[int], gone: dict[Signed, int]) -> str:
    if seat.signed is not None and seat.signed in gone:
        return "signed_out" if gone[seat.signed] == standing.SIGNED_OUT else "not_allowed"
    return "not_allowed" if seat.role == "host" and seat.user not in may else ""


def _keys(wish: Wish) -> set[tuple[int, str]]:
    return {(wish.room.id, key) for key in wish.seat.keys}


def _barred(wishes: Sequence[Wish]) -> set[tuple[int, str]]:
    """Seats that may not act any more; on the way, the rows of seats that act for the first time are made."""
    people = {key: wish.seat for wish in wishes if wish.seat.role == "person" for key in _keys(wish)}
    if not people:
        return set()
    new = [(room, UUID(key), seat.mode, False) for (room, key), seat in people.items()]
    rows.insert(SeatRow, ("room", "key", "mode", "barred"), new, once=True)
    found = SeatRow.objects.filter(room_id__in={room for room, *_ in new}, barred=True)
    return {(room, str(key)) for room, key in found.values_list("room_id", "key")}
