"""How many are here, by mode: absolute counts of this process and of the others, lost without harm."""

import time
import uuid
from collections.abc import Iterable

from live.seats import Seat
from live.wire.to_person import People
from plugins.contract import MODES

KEPT = 5.0  # seconds: others tell theirs every second, so five are four lost messages

PROCESS = uuid.uuid4().hex


def counted(seats: Iterable[Seat]) -> dict[str, int]:
    """People by mode; a person with two windows is one, desk and projector are none."""
    modes = {seat.key: seat.mode for seat in seats if seat.side == "person"}
    return {mode: sum(1 for one in modes.values() if one == mode) for mode in MODES}


class Presence:
    """The counts of one room, over all processes."""

    def __init__(self) -> None:
        self._others: dict[str, tuple[float, dict[str, int]]] = {}

    def heard(self, process: str, counts: dict[str, int]) -> None:
        """Another process told its counts."""
        if process != PROCESS:
            self._others[process] = (time.monotonic(), counts)

    def people(self, seats: Iterable[Seat]) -> People:
        """Everybody who is here."""
        since = time.monotonic() - KEPT
        self._others = {key: row for key, row in self._others.items() if row[0] > since}
        rows = [counted(seats), *(counts for _, counts in self._others.values())]
        return People(**{mode: sum(row.get(mode, 0) for row in rows) for mode in MODES})
