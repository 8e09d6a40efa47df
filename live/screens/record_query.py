"""The public record of a room: what was said when, in words, and whether it counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext_lazy

from live import log, seats
from live.activity import Activity, Class
from live.history import fold_all
from live.models import Entry
from live.queries import RoomInfo
from live.replicas import Replica
from live.seats import Seat
from live.wire.to_room import ROOM
from plugins.contract import Json, Text

PAGE = 100  # entries on one page

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
    "vote": gettext_lazy("Vote"),
    "ask": gettext_lazy("Question"),
    "upvote": gettext_lazy("Joined a question"),
    "withdraw_upvote": gettext_lazy("No longer joined a question"),
    "hide": gettext_lazy("Question hidden"),
    "show": gettext_lazy("Question shown"),
    "pin": gettext_lazy("Question pinned"),
    "unpin": gettext_lazy("Question unpinned"),
    "answer": gettext_lazy("Question answered"),
}

PERSONAL = {verb: VERBS[verb] for verb in ("vote", "ask", "upvote", "withdraw_upvote")}


@dataclass(frozen=True)
class RecordLine:
    """One entry as everybody may read it: never a choice, never a person."""

    seq: int
    at: datetime
    activity: Text
    verb: str
    counted: bool
    mode: str = ""
    text: str = ""
    language: str = ""


@dataclass(frozen=True)
class RecordPage:
    """A page of the record, oldest first; `number` counts from 1."""

    lines: list[RecordLine]
    number: int
    pages: int
    entries: int


def verb_in_words(verb: str) -> str:
    """What was done, in the reader's language; a verb of another format is read as it is called."""
    return str(VERBS.get(verb, verb.replace("_", " ").capitalize()))


def record(room: RoomInfo, page: int) -> RecordPage:
    """One page of a room's record; a page beyond the end is the last one."""
    head = log.heads([room.id])[room.id]
    pages = max(1, -(-head.seq // PAGE))
    number = min(max(page, 1), pages)
    replica = _folded(room.id, head.seq, head.epoch)
    lines = log.read(room.id, after=(number - 1) * PAGE, limit=PAGE)
    shown = {key: _shown(one) for key, one in replica.activities.items()}
    return RecordPage([_line(line, replica, shown) for line in lines], number, pages, head.seq)


@lru_cache(maxsize=8)
def _folded(room: int, seq: int, epoch: int) -> Replica:
    """The room as it stands at a place of its log."""
    return fold_all(room)


def _shown(one: Activity) -> Json:
    """An activity as everybody may see it now, with all items of its list and not the first hundred alone."""
    seen = one.view(Class("person")) or {}
    items = seen.get("view", {}).get("items")
    if not isinstance(items, dict):
        return seen
    whole, more = dict(items), items
    while more:
        found = one.more(Class("person"), "items", next(reversed(whole)))
        more = {key: item for key, item in found.items() if key not in whole}
        whole |= more
    return seen | {"view": {"items": whole}}


def _line(line: log.Line, replica: Replica, shown: Mapping[str, Json]) -> RecordLine:
    seen = shown.get(line.activity, {})
    text, language = _public_text(seen, line)
    return RecordLine(
        seq=line.seq,
        at=datetime.fromtimestamp(line.at, UTC),
        activity=seen.get("title", {}),
        verb=verb_in_words(line.verb),
        counted=not replica.verdict(line.seq).code,
        mode=line.by["mode"] if line.by["role"] == "person" else "",
        text=text,
        language=language,
    )


def _public_text(shown: Json, line: log.Line) -> tuple[str, str]:
    """The text this entry made, where the room shows it to everybody now: an item of a view has its entry's number."""
    items: dict[str, Any] = shown.get("view", {}).get("items", {})
    item = items.get(str(line.seq), {}) if isinstance(items, dict) else {}
    return item.get("text", ""), item.get("language", "")


@dataclass(frozen=True)
class MyEntry:
    """One of my own entries: its number and what it was."""

    seq: int
    verb: str


def mine(room: RoomInfo, seat: Seat, activities: Mapping[str, Json]) -> list[MyEntry]:
    """The entries of a seat, by the pseudonyms it has in the activities it can see."""
    actors = [seats.pseudonym(room.secret, seat.key, key) for key in (*activities, ROOM)]
    found = Entry.objects.filter(room_id=room.id, actor__in=actors).order_by("seq").values_list("seq", "verb")
    return [MyEntry(seq, verb_in_words(verb)) for seq, verb in found]
