"""How a session goes: rounds with their clock, and the plenary in which one table after the other has the floor."""

from collections.abc import Iterable

from plugins.contract import Json, Refused

SECOND = 1000  # milliseconds: what a page's clock counts in


def at(moment: float) -> int:
    """A moment of the log, in milliseconds."""
    return int(moment * SECOND)


class Course:
    """Where the session stands. Nothing ends by itself: the clock says that time is over, and a host ends it."""

    def __init__(self, rounds: int, minutes: int, floor_seconds: int):
        self.planned, self._minutes, self._seconds = rounds, minutes, floor_seconds
        self.round, self.running, self.ends = 0, False, 0
        self.floor, self.floor_ends = "", 0  # the table that has it, by its number
        self.heard: list[str] = []

    # -------------------------------------------------- rounds
    def begin(self, moment: float) -> None:
        """A round begins; whoever had the floor has it no more."""
        self.still()
        self.round, self.running = self.round + 1, True
        self.ends = at(moment) + self._minutes * 60 * SECOND
        self.floor, self.floor_ends = "", 0

    def extend(self, minutes: int, moment: float) -> None:
        """So many minutes more, from now on where time was over."""
        if not self.running:
            raise Refused("no_round")
        self.ends = max(self.ends, at(moment)) + minutes * 60 * SECOND

    def end(self) -> None:
        """Nobody writes any more."""
        if not self.running:
            raise Refused("no_round")
        self.running, self.ends = False, 0

    def still(self) -> None:
        """Refuse what waits until a round is over."""
        if self.running:
            raise Refused("running")

    # -------------------------------------------------- the plenary
    def call(self, table: str, moment: float) -> None:
        """A table has the floor, for as long as the organiser said."""
        self.still()
        self.floor, self.floor_ends = table, at(moment) + self._seconds * SECOND
        if table not in self.heard:
            self.heard.append(table)

    def next_of(self, tables: Iterable[str]) -> str:
        """The first of these that was not heard yet."""
        self.still()
        waiting = [table for table in tables if table not in self.heard]
        if not waiting:
            raise Refused("all_heard")
        return waiting[0]

    def dismiss(self) -> None:
        """Nobody has the floor."""
        if not self.floor:
            raise Refused("no_floor")
        self.floor, self.floor_ends = "", 0

    @property
    def stage(self) -> str:
        """What goes on, in one word."""
        if self.running:
            return "round"
        if self.floor:
            return "plenary"
        return "between" if self.round else "seating"

    def json(self) -> Json:
        rounds = {"round": self.round, "rounds": max(self.planned, self.round)}
        return {"stage": self.stage, **rounds, "ends": self.ends}
