"""One batch of acts: rights asked in one statement each, then everything written in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from live import log, rules
from live.models import Seat as SeatRow
from live.queries import RoomInfo
from live.seats import Seat


@dataclass(frozen=True)
class Wish:
    """An act that passed the door, and the seat it came from."""

    room: RoomInfo
    seat: Seat
    draft: log.Draft


def commit(wishes: Sequence[Wish]) -> list[int | str]:
    """The place of each act in its room's log, or the code of the right that its seat no longer has."""
    hosts = {wish.seat.user for wish in wishes if wish.seat.role == "host" and wish.seat.user is not None}
    with transaction.atomic():
        may = rules.moderators(hosts) if hosts else set()
        barred = _barred(wishes)
        denied = ["barred" if _key(wish) in barred else _denied(wish.seat, may) for wish in wishes]
        places = iter(log.append([wish.draft for wish, code in zip(wishes, denied, strict=True) if not code]))
    return [code or next(places) for code in denied]


def _denied(seat: Seat, may: set[int]) -> str:
    return "not_allowed" if seat.role == "host" and seat.user not in may else ""


def _key(wish: Wish) -> tuple[int, str]:
    return wish.room.id, wish.seat.key


def _barred(wishes: Sequence[Wish]) -> set[tuple[int, str]]:
    """Seats that may not act any more; on the way, the rows of seats that act for the first time are made."""
    people = {_key(wish): wish.seat for wish in wishes if wish.seat.role == "person"}
    if not people:
        return set()
    rows = [SeatRow(room_id=room, key=key, mode=seat.mode) for (room, key), seat in people.items()]
    SeatRow.objects.bulk_create(rows, ignore_conflicts=True)
    rooms, keys = {room for room, _ in people}, {key for _, key in people}
    found = SeatRow.objects.filter(room_id__in=rooms, key__in=keys, barred=True)
    return {(room, str(key)) for room, key in found.values_list("room_id", "key")}
