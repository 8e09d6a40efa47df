"""What a client may say to a room: a closed vocabulary."""

from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from live.ballots.receipts import PATTERN

Place = Annotated[int, Meta(ge=-1, le=2**63 - 1)]
"""A place in the log; -1 where nothing is known."""


Receipt = Annotated[str, Meta(pattern=PATTERN)]
"""32 digits of 0 to 9 and a to f in groups of four; without one the server makes one that nobody is told."""


class Join(Struct, frozen=True, tag_field="t", tag="join"):
    """First frame of a socket. With the last known place in the log, so that a short absence costs one beat."""

    seat: str = ""
    epoch: str = ""
    rev: Place = -1
    audience: str = ""


class Act(Struct, frozen=True, tag_field="t", tag="act"):
    """One thing said in an activity. `id` is made by the client; the same id gets the same answer for ever. So is the
    `receipt` of a secret vote: 128 random bits, told to nobody else."""

    id: UUID
    activity: str
    verb: str
    body: dict[str, Any] = {}
    receipt: Receipt = ""


type ToRoom = Join | Act

HOST_VERBS = frozenset({"open", "close", "reveal", "conceal", "round"})
"""Core's verbs on an activity, said by a host."""

ROOM_VERBS = frozenset({"start", "end", "stage"})
"""Core's verbs on the activity `room`, said by a host."""

ROOM = "room"
"""The id of the room itself where an activity is asked for."""
