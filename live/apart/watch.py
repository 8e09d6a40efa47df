"""Which activity's code runs at this moment, in a few bytes shared by the child and the server that watches it."""

import mmap
import struct
from typing import NamedTuple

_HEAD = struct.Struct("<QQH")
_LONGEST = 200  # bytes of an activity's id
SIZE = _HEAD.size + _LONGEST


class Seen(NamedTuple):
    """What was running: `calls` grows with every call into a format, `place` is where the fold had come."""

    calls: int
    place: int
    activity: str


class Watch:
    """The bytes, for writing in the child and for reading in the server."""

    def __init__(self, memory: "mmap.mmap | bytearray | None" = None):
        self.memory = memory if memory is not None else bytearray(SIZE)
        self.place = self._calls = 0

    def enter(self, activity: str) -> None:
        """The next thing that runs is this activity's format."""
        self._calls += 1
        name = activity.encode()[:_LONGEST]
        _HEAD.pack_into(self.memory, 0, self._calls, self.place, len(name))
        self.memory[_HEAD.size : _HEAD.size + len(name)] = name

    def seen(self) -> Seen:
        """What the bytes say now."""
        calls, place, length = _HEAD.unpack_from(self.memory, 0)
        name = bytes(self.memory[_HEAD.size : _HEAD.size + min(length, _LONGEST)])
        return Seen(calls, place, name.decode(errors="replace"))


watch = Watch()
"""Of this process. In the server it is read by nobody."""
