"""Holds what stands in the database against itself: logs, published numbers, the timetable, places taken."""

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db.models import Count, F, Max, Min, Window
from django.db.models.functions import Lag

from events.models import ConclusionsPage
from live.ballots import checking as ballots
from live.models import Entry, Room
from live.queries import RoomInfo, room_by_code
from live.recount import Recount, differences, recount
from live.registration.models import Places
from live.registration.queries import taken
from sessions.models import SessionPage, Slot


@dataclass(frozen=True)
class Verified:
    """One room: what was counted again. `counted` and `refused` are people's entries; `published` is votes on pages."""

    code: str
    entries: int
    activities: int
    counted: int
    refused: int
    published: int
    faults: list[str]


@dataclass
class Verification:
    """Everything that was looked at, and every fault as a sentence."""

    rooms: list[Verified] = field(default_factory=list)
    sessions: int = 0
    places: int = 0
    faults: list[str] = field(default_factory=list)

    def all_faults(self) -> list[str]:
        """Those of rooms too."""
        return [fault for room in self.rooms for fault in room.faults] + self.faults

    def json(self) -> dict[str, Any]:
        return asdict(self) | {"faults": self.all_faults(), "right": not self.all_faults()}

    def text(self) -> str:
        """A table with a line a room, and the faults below it."""
        lines = [f"{'room':<8}{'entries':>9}{'activities':>12}{'counted':>9}{'refused':>9}{'published votes':>17}"]
        for one in self.rooms:
            numbers = f"{one.entries:>9}{one.activities:>12}{one.counted:>9}{one.refused:>9}{one.published:>17}"
            lines.append(f"{one.code:<8}{numbers}  {'DIFFERS' if one.faults else 'agrees'}")
        lines.append(
            f"{len(self.rooms)} rooms, {self.sessions} sessions in the timetable, {self.places} counts of places"
        )
        return "\n".join([*lines, *self.all_faults()])


def verify() -> Verification:
    """Look at everything. A log is read whole, so this takes some seconds for 100,000 entries."""
    found = Verification()
    published, logs, backwards = _published(), _logs(), _backwards()
    for room in Room.objects.order_by("code"):
        info = room_by_code(room.code)
        assert info is not None
        faults = _log_faults(room, logs.get(room.pk, {}), backwards.get(room.pk))
        found.rooms.append(_counted_again(info, logs.get(room.pk, {}), published[room.code], faults))
    found.sessions, faults = _timetable()
    found.places, more = _places()
    found.faults = faults + more + _unknown_rooms(published)
    return found


def _counted_again(info: RoomInfo, log: dict[str, Any], published: int, faults: list[str]) -> Verified:
    """Fold the log from nothing and compare it with the votes on published pages. With entries missing it has no
    meaning, and is told only as that."""
    again: list[Recount] = []
    if log and not faults:
        try:
            again = list(recount(info).values())
            faults = [*(differences(info) if published else []), *ballots.faults(info)]
        except Exception as error:  # whatever stands in a damaged entry, the other rooms are looked at too
            faults = [f"Room {info.code}: its log cannot be counted again: {type(error).__name__} {error}."]
    counted, refused = sum(one.accepted for one in again), sum(one.refused for one in again)
    return Verified(info.code, log.get("entries", 0), len(again), counted, refused, published, faults)


def _published() -> Counter[str]:
    """How many votes stand on published pages, by the code of their room."""
    blocks = (block for page in ConclusionsPage.objects.live() for block in page.body)
    return Counter(block.value["value"]["ref"]["room"] for block in blocks if block.block_type == "tally")


def _unknown_rooms(published: Counter[str]) -> list[str]:
    known = set(Room.objects.values_list("code", flat=True))
    return [f"Votes of the room {code} are published, and there is no such room." for code in published.keys() - known]


def _logs() -> dict[int, dict[str, Any]]:
    rows = Entry.objects.values("room").annotate(
        entries=Count("pk"), first=Min("seq"), last=Max("seq"), latest=Max("at")
    )
    return {row["room"]: dict(row) for row in rows}


def _backwards() -> dict[int, int]:
    """Where time goes back in a log: a place for each room concerned."""
    before = Window(Lag("at"), partition_by=F("room"), order_by="seq")
    rows = Entry.objects.annotate(before=before).filter(at__lt=F("before")).values_list("room", "seq")
    return dict(rows)


def _log_faults(room: Room, log: dict[str, Any], backwards: int | None) -> list[str]:
    entries, first, last = log.get("entries", 0), log.get("first", 1), log.get("last", 0)
    faults = []
    if (first, last) != (1, entries):
        faults.append(f"Room {room.code}: {entries} entries stand at the places {first} to {last}; some are missing.")
    if last != room.seq:
        faults.append(f"Room {room.code}: its log ends at {last}, its row says {room.seq}.")
    if backwards is not None or log.get("latest", 0) > room.at:
        faults.append(f"Room {room.code}: time goes back in its log, at {backwards or 'its end'}.")
    return faults


def _timetable() -> tuple[int, list[str]]:
    """Each published session has its room and stands in the calendar at its hour; nothing else stands there."""
    faults, listed = [], 0
    slots = {slot.session: slot for slot in Slot.objects.select_related("event")}
    rooms = set(Room.objects.values_list("session", flat=True))
    for page in _sources():
        slot = slots.pop(page.translation_key, None)
        entry = slot.event if slot else None
        expected = (page.starts_at, page.ends_at) if page.live and page.starts_at and page.event else None
        listed += entry is not None
        if ((entry.start, entry.end) if entry else None) != expected:
            faults.append(f"“{page.title}”: the calendar does not say what its page says. Publish the page again.")
        if page.live and page.translation_key not in rooms:
            faults.append(f"“{page.title}” is published and has no room. Publish the page again.")
    left = [slot for slot in slots.values() if slot.event]
    faults += [f"The calendar lists “{slot.event}”, and there is no such session." for slot in left]
    return listed, faults


def _sources() -> list[SessionPage]:
    """The page first made of each session."""
    first: dict[Any, SessionPage] = {}
    for page in SessionPage.objects.order_by("pk"):
        first.setdefault(page.translation_key, page)
    return list(first.values())


def _places() -> tuple[int, list[str]]:
    """The counts by which places are given out are those of the registrations."""
    rows = list(Places.objects.all())
    wrong = [row for row in rows if row.taken != taken(row.session, row.mode)]
    sentence = "Session {0.session}, {0.mode}: {0.taken} places are counted as taken, {1} are confirmed."
    return len(rows), [sentence.format(row, taken(row.session, row.mode)) for row in wrong]
