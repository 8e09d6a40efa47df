"""Views into frames: at each tick one merge patch (RFC 7396) per activity and class, joined per audience. Pure.

A patch is always made from what was last published to what is so now, and a snapshot is always of what is published,
so every client stands on a place from which the next patch starts.
"""

import hashlib
from collections.abc import Mapping

import msgspec

from live.apart.activity import Class
from live.apart.replicas import Replica
from live.wire.to_room import ROOM
from plugins.contract import Json

type Audience = tuple[tuple[str, Class], ...]
"""The class in each activity, in the order of the activities."""

_encode = msgspec.json.Encoder().encode


def diff(old: Json, new: Json) -> Json:
    """The merge patch that makes `new` of `old`. Views hold no null, so null is free to mean "gone"."""
    patch: Json = {key: None for key in old if key not in new}
    for key, value in new.items():
        before = old.get(key)
        if key not in old:
            patch[key] = value
        elif before != value or type(before) is not type(value):  # 1 and true are equal here, and not on the wire
            patch[key] = diff(before, value) if isinstance(before, dict) and isinstance(value, dict) else value
    return patch


def name_of(audience: Audience) -> str:
    """An audience as the wire tells it: opaque, and the same in every process."""
    return hashlib.sha256(repr(audience).encode()).hexdigest()[:12]


class Publisher:
    """What each class was last shown, and the patches from there to now."""

    def __init__(self, replica: Replica):
        self.replica = replica
        self.rev = replica.rev
        self._room = replica.room_view()
        self._touched: set[str] = set()  # activities folded further since they were last published
        self._shown: dict[tuple[str, Class], Json | None] = {}
        self._pictures: dict[Audience, str] = {}
        self._previews: tuple[int, dict[Audience, str]] = (replica.rev, {})

    def touch(self, keys: set[str]) -> None:
        """Note activities whose views may differ from what was shown."""
        self._touched |= keys

    def snapshot(self, audience: Audience) -> str:
        """The whole view of an audience as published, as JSON; made once for all who come between two ticks."""
        if audience not in self._pictures:
            self._pictures[audience] = _picture(self._room, {key: self._published(key, of) for key, of in audience})
        return self._pictures[audience]

    def preview(self, audience: Audience) -> str:
        """The view of an audience as folded now, for a page, as JSON: nothing is published by looking."""
        if self._previews[0] != self.replica.rev:
            self._previews = (self.replica.rev, {})
        made = self._previews[1]
        if audience not in made:
            views = {key: self.replica.activities[key].view(of) for key, of in audience}
            made[audience] = _picture(self.replica.room_view(), views)
        return made[audience]

    def _published(self, key: str, of: Class) -> Json | None:
        if (key, of) not in self._shown:
            self._shown[key, of] = self.replica.activities[key].view(of)
        return self._shown[key, of]

    def tick(self, moves: set[tuple[Audience, Audience]]) -> dict[tuple[Audience, Audience], list[str]]:
        """Publish what the replica holds now. For each pair (audience before, audience now) the changed fragments,
        each ready JSON such as `"room":{…}` or `"<activity>":{…}`; a pair for which nothing changed has none."""
        touched, self._touched = self._touched, set()
        now: dict[tuple[str, Class], Json | None] = {}
        made: dict[tuple[str, Class | None, Class], str] = {}
        room = self._room_fragment()

        def fragment(key: str, old: Class | None, new: Class) -> str:
            if (key, old, new) not in made:
                before = self._published_before(key, old)
                after = now.setdefault((key, new), self.replica.activities[key].view(new))
                made[key, old, new] = _piece(key, before, after)
            return made[key, old, new]

        frames = {}
        for before, after in moves:
            old = dict(before)
            parts = [fragment(key, old.get(key), new) for key, new in after if key in touched or old.get(key) != new]
            frames[before, after] = [part for part in [room, *parts] if part]
        self._shown = {place: view for place, view in self._shown.items() if place[0] not in touched} | now
        self._pictures.clear()
        self.rev = self.replica.rev
        return frames

    def _published_before(self, key: str, of: Class | None) -> Json | None:
        """What a class was shown last; who had no class there was shown nothing."""
        return None if of is None else self._shown.get((key, of))

    def _room_fragment(self) -> str:
        view = self.replica.room_view()
        patch, self._room = diff(self._room, view), view
        return f'"{ROOM}":{_encode(patch).decode()}' if patch else ""


def _picture(room: Json, views: Mapping[str, Json | None]) -> str:
    shown = {key: view for key, view in views.items() if view is not None}
    return _encode({"room": room, "activities": shown}).decode()


def _piece(key: str, before: Json | None, after: Json | None) -> str:
    """One fragment from one published view to another; "" where they are the same."""
    if before is None:
        value: Json | None = after
    else:
        value = diff(before, after) if after is not None else None
    if (before is None and after is None) or value == {}:
        return ""
    return f"{_encode(key).decode()}:{_encode(value).decode()}"
