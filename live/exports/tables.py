"""What of one activity may be downloaded: its rounds as tables, in the reader's words.

Everybody gets what a participant can know: the rounds whose results are shown to all. The desk gets every round at any
time, and the organiser's settings with it, as those may hold what people are not to read yet (the answer of a quiz).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from live import reading
from live.apart.calls import Came
from live.queries import RoomInfo
from plugins.contract import Cell, Json, Sheet, Text
from plugins.setup import Setup
from plugins.words import in_language

type Value = str | int | float | bool
"""A cell as it is written: organiser's words in the reader's language."""


@dataclass(frozen=True)
class Table:
    """One sheet of one round. `key` names it in its address: "tally-1"."""

    key: str
    name: str
    round: int
    title: str
    columns: list[str]
    rows: list[list[Value]]

    @property
    def lines(self) -> list[list[Value]]:
        """The head and the rows, as a file has them."""
        return [list(self.columns), *self.rows]


@dataclass(frozen=True)
class Turn:
    """One round: its tables, or why it has none. `waits`: its results are not shown to everybody yet."""

    number: int
    waits: bool
    lacks: str
    tables: list[Table]
    settings: Json | None


@dataclass(frozen=True)
class Download:
    """One activity, for one reader."""

    activity: str
    setup: Setup
    phase: str
    several: bool
    turns: list[Turn]

    @property
    def title(self) -> Text:
        return self.setup.title

    @property
    def tables(self) -> list[Table]:
        return [table for turn in self.turns for table in turn.tables]


def download(room: RoomInfo, activity: str, *, host: bool) -> Download | None:
    """What this reader may have of an activity; None where they may not know of it. Raises `reading.Unread`."""
    outcome = reading.tables(room, activity)
    if outcome is None or not (outcome.seen or host):
        return None
    several = outcome.rounds[-1].number > 1
    turns = [_turn(came, several, host) for came in outcome.rounds]
    return Download(activity, outcome.rounds[-1].setup, outcome.phase, several, turns)


def _turn(came: Came, several: bool, host: bool) -> Turn:
    waits = not (came.public or host) and not came.lacks
    tables = [] if waits else list(_tables(came, several, host))
    return Turn(came.number, waits, came.lacks, tables, came.setup.settings if host else None)


def _tables(came: Came, several: bool, host: bool) -> Iterator[Table]:
    for sheet in (one for one in came.sheets if host or not one.desk):
        title = _("Round %(number)s") % {"number": came.number} if several else ""
        rows = [[_value(cell) for cell in row] for row in sheet.rows]
        yield Table(f"{sheet.name}-{came.number}", sheet.name, came.number, title, _columns(sheet), rows)


def _columns(sheet: Sheet) -> list[str]:
    return [_(column) if column else "" for column in sheet.columns]


def _value(cell: Cell) -> Value:
    return in_language(cell) if isinstance(cell, dict) else cell
