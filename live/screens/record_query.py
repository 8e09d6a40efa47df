"""The public record of a room: what was said when, in words, and whether it counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from live import log, reading, seats
from live.apart.calls import Head, Written
from live.apart.line import HOUSE
from live.apart.whole import MISSING
from live.models import Entry
from live.queries import RoomInfo
from live.seats import Seat
from live.wire.to_room import ROOM
from plugins import registry
from plugins.contract import Json, Text

PAGE = 100  # entries on one page
UNAVAILABLE = "unavailable"  # why the fold refuses what a format would have to judge that is not there

VERBS = {
    "setup": gettext_lazy("Set up"),
    "retire": gettext_lazy("Taken off the page"),
    "halt": gettext_lazy("Stopped by the house"),
    "start": gettext_lazy("Session started"),
    "end": gettext_lazy("Session ended"),
    "stage": gettext_lazy("Put on the screen"),
    "open": gettext_lazy("Opened"),
    "close": gettext_lazy("Closed"),
    "reveal": gettext_lazy("Results shown"),
    "conceal": gettext_lazy("Results hidden"),
    "round": gettext_lazy("New round"),
    "cast": gettext_lazy("Ballot cast"),
    "uncast": gettext_lazy("Ballot taken back"),
    "ballots": gettext_lazy("Ballots published"),
}
"""What core says; what is said in an activity, its format names."""


@dataclass(frozen=True)
class RecordLine:
    """One entry as everybody may read it: never a choice, never a person. `kept`: it is there, and nobody can say here
    whether it counted, because the format is not installed. `round` is 0 where the activity had only one."""

    seq: int
    at: datetime
    activity: Text
    verb: str
    counted: bool
    kept: bool = False
    round: int = 0
    mode: str = ""
    text: str = ""
    language: str = ""


@dataclass(frozen=True)
class Chapter:
    """An activity that everybody may know of."""

    id: str
    title: Text
    lacks: str


@dataclass(frozen=True)
class RecordPage:
    """A page of the record, oldest first; `number` counts from 1."""

    lines: list[RecordLine]
    number: int
    pages: int
    entries: int
    chapters: list[Chapter]


def verb_in_words(verb: str, format: str) -> str:
    """What was done, in the reader's language; what the format does not name, or is away to name, is read as it is
    called."""
    kind = registry.get(format)
    known = kind.verbs.get(verb) if kind else None
    own = _(known.name) if known and known.name else verb.replace("_", " ").capitalize()
    return str(VERBS.get(verb, own))


def record(room: RoomInfo, page: int) -> RecordPage:
    """One page of a room's record; a page beyond the end is the last one. Raises `reading.Unread`."""
    entries = log.heads([room.id])[room.id].seq
    pages = max(1, -(-entries // PAGE))
    number = min(max(page, 1), pages)
    lines = log.read(room.id, after=(number - 1) * PAGE, limit=PAGE)
    told = reading.record(room, "person", [(line.seq, line.activity) for line in lines])
    heads = {head.id: head for head in told.activities}
    shown = [_line(line, how, heads.get(line.activity)) for line, how in zip(lines, told.entries, strict=True)]
    chapters = [Chapter(head.id, head.title, head.lacks) for head in told.activities]
    return RecordPage(shown, number, pages, entries, chapters)


def _line(line: log.Line, how: Written, head: Head | None) -> RecordLine:
    person = line.by["role"] == "person"
    return RecordLine(
        seq=line.seq,
        at=datetime.fromtimestamp(line.at, UTC),
        activity=head.title if head else {},
        verb=verb_in_words(line.verb, how.format),
        counted=not how.refused,
        kept=bool(how.refused == UNAVAILABLE and head and head.lacks == MISSING),
        round=how.round if head and head.rounds > 1 and line.actor != HOUSE else 0,
        mode=line.by["mode"] if person else "",
        text=how.text,
        language=how.language,
    )


@dataclass(frozen=True)
class MyEntry:
    """One of my own entries: its number and what it was."""

    seq: int
    verb: str


def mine(room: RoomInfo, seat: Seat, activities: Mapping[str, Json]) -> list[MyEntry]:
    """The entries of a seat, by the pseudonyms it has in the activities it can see."""
    keys = {key: seat.key_in(one.get("accepts", "anyone")) for key, one in activities.items()} | {ROOM: seat.key}
    actors = [seats.pseudonym(room.secret, own, key) for key, own in keys.items()]
    found = Entry.objects.filter(room_id=room.id, actor__in=actors).order_by("seq")
    formats = {key: one["format"] for key, one in activities.items()}
    told = found.values_list("seq", "verb", "activity")
    return [MyEntry(seq, verb_in_words(verb, formats.get(key, ""))) for seq, verb, key in told]
