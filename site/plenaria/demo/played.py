"""A workshop as it was played through the real door: read from its recording into the log of a room of the demo.

A recording holds {"base", "chapters", "entries"}: the place of its first entry, where each part of the play begins, and
the entries as [activity, who, by, verb, body]. `who` stands for a person; the pseudonyms are made anew in each room.
"""

import json
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from live import log
from live.queries import RoomInfo
from live.seats import pseudonym

RECORDING = Path(__file__).with_name("quito_played.json")
PARTS = ((0, 25), (30, 120), (125, 175), (180, 200))
"""When each part begins and ends, in minutes from the workshop's start. The play itself takes a minute."""


def record(lines: Sequence[dict[str, Any]], chapters: Sequence[int], file: Path = RECORDING) -> int:
    """Write a played log down, from its first chapter on; gives back how many entries it has."""
    base = chapters[0]
    names: dict[tuple[str, str], str] = {}
    entries = []
    for line in lines[base - 1 :]:
        who = names.setdefault((line["activity"], line["actor"]), f"p{len(names) + 1}")
        entries.append([line["activity"], who, line["by"], line["verb"], line["body"]])
    rows = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries)
    head = f'"base": {base}, "chapters": {json.dumps(list(chapters))}'
    file.write_text(f'{{{head}, "entries": [\n{rows}\n]}}\n', encoding="utf-8")
    return len(entries)


def play_back(room: RoomInfo, *, start: float, file: Path = RECORDING) -> None:
    """Write the recording into a room whose workshop began at `start`; a second time it writes nothing. Raises
    `ValueError` where the room's log has come to another place: what people say names notes by their place."""
    told = json.loads(file.read_text(encoding="utf-8"))
    base, entries = told["base"], told["entries"]
    places = [log.append([_draft(room, entry, number)], now=start + 60 * at) for number, entry, at in _timed(told)]
    if places[0] != [base]:
        raise ValueError(
            f"The room {room.code} is at {places[0][0]}, where the recording of {len(entries)} begins at {base}."
        )


def _timed(told: dict[str, Any]) -> list[tuple[int, list[Any], float]]:
    """Each entry with its number and its minute: within a part they follow each other evenly."""
    base, chapters, entries = told["base"], told["chapters"], told["entries"]
    ends = [*chapters[1:], base + len(entries)]
    found = []
    for (first, last), begins, ends_at in zip(PARTS, chapters, ends, strict=True):
        for place in range(begins, ends_at):
            minute = first + (last - first) * (place - begins) / (ends_at - begins)
            found.append((place - base, entries[place - base], minute))
    return found


def _draft(room: RoomInfo, entry: list[Any], number: int) -> log.Draft:
    activity, who, by, verb, body = entry
    actor = pseudonym(room.secret, who, activity)
    return log.Draft(room.id, activity, actor, by, verb, body, uuid.uuid5(room.session, f"played/{number}"))
