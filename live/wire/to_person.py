"""What a room may say to a client: a closed vocabulary. `msgspec.UNSET` fields stay off the wire."""

from typing import Any

from msgspec import UNSET, Struct, UnsetType


class Frame(Struct, frozen=True, tag_field="t"):
    """A frame of the room."""


class Snapshot(Frame, frozen=True, tag="snapshot"):
    """The whole view of one audience at one place of the log, and what is only mine."""

    epoch: str
    rev: int
    audience: str
    now: int
    view: dict[str, Any]
    mine: dict[str, Any]


class Mine(Frame, frozen=True, tag="mine"):
    """What is only mine in one activity, whole; an older `seq` than the last is ignored."""

    activity: str
    seq: int
    mine: dict[str, Any]


class People(Frame, frozen=True, tag="people"):
    """Who is here, by mode: absolute counts, lost without harm. A desk is told how many moderate, too."""

    room: int
    remote: int
    assisted: int
    desks: int | UnsetType = UNSET


class Ack(Frame, frozen=True, tag="ack"):
    """Committed and counted."""

    id: str
    seq: int


class Refused(Frame, frozen=True, tag="refused"):
    """Not counted. With `seq`: stored and decided for ever; without: refused at the door, nothing stored."""

    id: str
    code: str
    why: str
    seq: int | UnsetType = UNSET


class Busy(Frame, frozen=True, tag="busy"):
    """Not known to be stored: send the same id again after so many ms."""

    id: str
    after: int


class Beat(Frame, frozen=True, tag="beat"):
    """The room is there; `rev` is the place last sent on this socket."""

    rev: int
    now: int


class Error(Frame, frozen=True, tag="error"):
    """A frame that could not be read, and why."""

    code: str
    why: str


type Answer = Ack | Refused | Busy
