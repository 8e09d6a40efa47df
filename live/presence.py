"""How many are here, by mode: absolute counts of this process and of the others, lost without harm."""

import time
import uuid
from collections.abc import Iterable

from msgspec import structs

from live.seats import Seat
from live.wire.to_person import People
from plugins.contract import MODES

DESK = "desk"  # beside the modes: those who moderate
KEPT = 45.0  # seconds: others tell theirs when they change and every 20 s, so this is two lost messages

PROCESS = uuid.uuid4().hex


def counted(seats: Iterable[Seat]) -> dict[str, int]:
    """People by mode, and accounts at the desk; who has two windows is one, a projector is nobody."""
    kinds = {seat.key: seat.mode if seat.side == "person" else seat.side for seat in seats}
    return {kind: sum(1 for one in kinds.values() if one == kind) for kind in (*MODES, DESK)}


class Presence:
    """The counts of one room, over all processes."""

    def __init__(self) -> None:
        self.told: dict[str, int] = dict.fromkeys((*MODES, DESK), 0)  # what this process told the others last
        self.new = True  # whether it has told them nothing yet, so that they tell it theirs
        self._others: dict[str, tuple[float, dict[str, int]]] = {}

    def heard(self, process: str, counts: dict[str, int], *, new: bool) -> None:
        """Another process told its counts; a new one is told ours with the next look."""
        if process != PROCESS:
            self._others[process] = (time.monotonic(), counts)
            if new:
                self.told = {}

    def people(self, mine: dict[str, int]) -> People:
        """Everybody who is here: `mine` of this process, and what the others told."""
        return People(**{mode: self._sum(mode, mine) for mode in MODES})

    def at_desks(self, mine: dict[str, int]) -> People:
        """The same, as a desk is told it."""
        return structs.replace(self.people(mine), desks=self._sum(DESK, mine))

    def _sum(self, kind: str, mine: dict[str, int]) -> int:
        since = time.monotonic() - KEPT
        self._others = {key: row for key, row in self._others.items() if row[0] > since}
        return sum(row.get(kind, 0) for row in (mine, *(counts for _, counts in self._others.values())))
