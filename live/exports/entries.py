"""The entries of one activity as data: what the public record says of them, never who and never what they chose.

The desk also gets what hosts and house said, and hidden words. Of a format that cannot be asked here nobody can tell a
vote from a question, so the desk gets what people said apart from the entries, in an order that says nothing.
"""

from datetime import UTC, datetime
from typing import Any

import msgspec

from live import reading
from live.apart.calls import Head, Written
from live.apart.whole import MISSING
from live.models import Entry
from live.queries import RoomInfo

LARGEST = 100_000  # entries of one file
BALLOTS = "ballots"  # a secret vote's, with its receipts: they are published as the ballot box publishes them


def entries_of(room: RoomInfo, activity: str, *, host: bool) -> dict[str, Any] | None:
    """The entries in their order, as values for JSON; None where this reader may not know of the activity."""
    rows = list(Entry.objects.filter(room_id=room.id, activity=activity).order_by("seq")[:LARGEST])
    places = [(row.seq, activity) for row in rows]
    told = reading.record(room, "desk" if host else "person", places)
    head = next((head for head in told.activities if head.id == activity), None)
    if head is None:
        return None
    found = {
        "activity": activity,
        "title": head.title,
        "entries": [_entry(row, how, head, host) for row, how in zip(rows, told.entries, strict=True)],
    }
    if head.lacks:
        found["lacks"] = head.lacks
    if head.lacks and host:
        found["said"] = _said(rows)
    return found


def _entry(row: Entry, how: Written, head: Head, host: bool) -> dict[str, Any]:
    person = row.by["role"] == "person"
    found: dict[str, Any] = {
        "entry": row.seq,
        "at": datetime.fromtimestamp(row.at, UTC).isoformat(timespec="seconds"),
        "round": how.round,
        "verb": row.verb,
        "role": row.by["role"],
    }
    if person:
        found["mode"] = row.by["mode"]
    if head.lacks != MISSING:
        found["counted"] = not how.refused
    if how.refused and head.lacks != MISSING:
        found["refused"] = how.refused
    if how.text:
        found |= {"text": how.text, "language": how.language}
    if host and not person and row.verb != BALLOTS:
        found["body"] = row.body
    return found


def _said(rows: list[Entry]) -> list[dict[str, Any]]:
    """What people said, sorted by its own letters."""
    said = [{"verb": row.verb, "body": row.body} for row in rows if row.by["role"] == "person"]
    return sorted(said, key=lambda one: msgspec.json.encode(one, order="sorted"))
