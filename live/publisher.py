"""Views into frames: at each tick one merge patch (RFC 7396) per activity and class, joined per audience. Pure.

A patch is always made from what was last published to what is so now, and a snapshot is always of what is published,
so every client stands on a place from which the next patch starts.
"""

import hashlib
from collections.abc import Mapping

import msgspec

from live.activity import Class
from live.replicas import Replica
from live.wire import codec
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
        elif before != value:
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
        self._shown: dict[tuple[str, Class], Json | None] = {}

    def snapshot(self, audience: Audience) -> Json:
        """The whole view of an audience as published; call it only when nothing waits for a tick."""
        views = {key: self._published(key, of) for key, of in audience}
        return {"room": self._room, "activities": {key: view for key, view in views.items() if view is not None}}

    def preview(self, audience: Audience) -> Json:
        """The view of an audience as folded now, for a page: nothing is published by looking."""
        views = {key: self.replica.activities[key].view(of) for key, of in audience}
        room = self.replica.room_view()
        return {"room": room, "activities": {key: view for key, view in views.items() if view is not None}}

    def _published(self, key: str, of: Class) -> Json | None:
        if (key, of) not in self._shown:
            self._shown[key, of] = self.replica.activities[key].view(of)
        return self._shown[key, of]

    def tick(
        self, touched: set[str], moves: set[tuple[Audience, Audience]]
    ) -> dict[tuple[Audience, Audience], list[str]]:
        """Publish what the replica holds now. For each pair (audience before, audience now) the changed fragments,
        each ready JSON such as `"room":{…}` or `"<activity>":{…}`; a pair for which nothing changed has none."""
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
        self._forget(touched)
        self._shown |= now
        self.rev = self.replica.rev
        return frames

    def _published_before(self, key: str, of: Class | None) -> Json | None:
        """What a class was shown last; who had no class there was shown nothing."""
        return None if of is None else self._shown.get((key, of))

    def _room_fragment(self) -> str:
        view = self.replica.room_view()
        patch, self._room = diff(self._room, view), view
        return f'"{ROOM}":{_encode(patch).decode()}' if patch else ""

    def _forget(self, touched: set[str]) -> None:
        self._shown = {place: view for place, view in self._shown.items() if place[0] not in touched}


def _piece(key: str, before: Json | None, after: Json | None) -> str:
    """One fragment from one published view to another; "" where they are the same."""
    if before is None:
        value: Json | None = after
    else:
        value = diff(before, after) if after is not None else None
    if (before is None and after is None) or value == {}:
        return ""
    return f"{_encode(key).decode()}:{_encode(value).decode()}"


def frame(*, start: int, end: int, audience: str | None, fragments: list[str]) -> str:
    """One patch frame of joined fragments, ready for the socket."""
    return codec.patch(start=start, end=end, audience=audience, fragments=fragments)


def merge(target: Json, patch: Mapping[str, object]) -> Json:
    """RFC 7396, in place: what a client does with a patch."""
    for key, value in patch.items():
        if value is None:
            target.pop(key, None)
        elif isinstance(value, dict):
            held = target.get(key)
            target[key] = merge(held if isinstance(held, dict) else {}, value)
        else:
            target[key] = value
    return target
