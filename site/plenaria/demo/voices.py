"""What the demo's people say in a room: written to its log once, for the same act always has the same id."""

import uuid
from collections.abc import Iterable
from typing import Any, NamedTuple

from live import log
from live.queries import RoomInfo
from live.seats import pseudonym
from plugins.contract import Mode


class Voice(NamedTuple):
    """Somebody in a room. A name of "" is somebody who gives none."""

    key: str
    mode: Mode
    name: str = ""


class Said(NamedTuple):
    """One act of one voice; a host's where `by` is None."""

    by: Voice | None
    activity: str
    verb: str
    body: dict[str, Any] = {}


HOST = Voice("demo-host", "room", "Max")


def crowd(room: int, remote: int, assisted: int) -> list[Voice]:
    """People without names, by how they take part."""
    modes: list[tuple[Mode, int]] = [("room", room), ("remote", remote), ("assisted", assisted)]
    return [Voice(f"{mode}-{number}", mode) for mode, count in modes for number in range(count)]


def speak(room: RoomInfo, acts: Iterable[Said], *, script: str, now: float | None = None) -> list[int]:
    """Write the acts of a script and give back the place of each; a script played before writes nothing."""
    drafts = [_draft(room, said, f"{script}/{number}") for number, said in enumerate(acts)]
    return log.append(drafts, now=now)


def _draft(room: RoomInfo, said: Said, name: str) -> log.Draft:
    voice, role = said.by or HOST, "person" if said.by else "host"
    named = role == "host" or said.verb == "ask"
    by = {
        "name": voice.name if named else "",
        "role": role,
        "mode": voice.mode,
        "trust": "open" if said.by else "account",
        "language": "es",
    }
    actor = pseudonym(room.secret, voice.key, said.activity)
    op_id = uuid.uuid5(room.session, name)
    return log.Draft(room.id, said.activity, actor, by, said.verb, said.body, op_id)
