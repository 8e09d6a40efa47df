"""What tables, boards, notes and the course of a session are at one place of the log, and how each is found."""

from typing import Any

from plugins.contract import Json, Refused
from plugins.tables import verbs as v
from plugins.tables.board import Board
from plugins.tables.course import Course
from plugins.tables.hall import Hall, Table
from plugins.tables.merging import Merging
from plugins.tables.note import Note
from plugins.tables.settings import TablesSettings


class State:
    """Held together by numbers: table 4 has the board 4, and its fifteenth note is 4.15."""

    def __init__(self, settings: TablesSettings):
        self.hall = Hall(settings.modes, settings.seats, self.moved)
        self.boards = {number: Board(table.number) for number, table in self.hall.tables.items()}
        self.course = Course(settings.rounds, settings.minutes, settings.floor_seconds)
        self.notes: dict[str, Note] = {}
        self.numbers: dict[str, str] = {}  # note by the number people say: its id
        self.merging = Merging(self.notes)
        self.seating, self.most_chosen = settings.seating, settings.plenary_notes
        self.looked = ""  # the table whose board the desk reads
        self.shared: list[Note] | None = None  # what was handed in, in its order, until that changes
        self.rows: dict[str, Json] = {}  # tables as the desk counts them, until something of one changes
        self._axes = {one.id: str(at) for at, one in enumerate(settings.axes, 1)}
        self._pillars = {one.id: str(at) for at, one in enumerate(settings.pillars, 1)} or {"": "1"}
        self._sectors = {one.id for one in settings.sectors}

    # -------------------------------------------------- what is meant
    def judge(self, said: Any) -> None:
        """Refuse what names something that is not there, whoever says it."""
        match said:
            case v.Sit():
                if said.sector and said.sector not in self._sectors:
                    raise Refused("sector")
            case v.Write():
                self.cell(said.axis, said.pillar)
            case v.AboutNote() | v.Edit():
                self.note(said.note)
            case v.AboutTable():
                self.table(said.table)

    def cell(self, axis: str, pillar: str) -> str:
        """The cell of an axis and a pillar; one that is not on the board is refused."""
        if axis not in self._axes:
            raise Refused("axis")
        if pillar not in self._pillars:
            raise Refused("pillar")
        return f"{self._axes[axis]}-{self._pillars[pillar]}"

    def note(self, name: str) -> Note:
        """A note by its id, or by its number: people say 4.15."""
        id = self.numbers.get(name, name)
        if id not in self.notes:
            raise Refused("note")
        return self.notes[id]

    def table(self, number: str) -> Table:
        """A table by its number, those that were dissolved included."""
        if number not in self.hall.tables:
            raise Refused("table")
        return self.hall.tables[number]

    def board_of(self, note: Note) -> Board:
        return self.boards[str(note.table)]

    # -------------------------------------------------- what changed
    def moved(self, table: Table) -> None:
        """Who sits at a table, or with which role, is otherwise."""
        self.rows.pop(table.id, None)

    def changed(self, *notes: Note) -> None:
        """These notes show otherwise: on their boards, and where they were handed in everywhere."""
        for note in notes:
            self.board_of(note).changed(note)
            self.rows.pop(str(note.table), None)
            if note.handed:
                self.shared = None

    def handed(self, board: Board) -> None:
        """A board was handed in, taken back or opened again."""
        board.changed(*board.notes.values())
        self.rows.pop(str(board.table), None)
        self.shared = None

    def all_shared(self) -> list[Note]:
        """What everybody reads: notes handed in, those for the plenary first, then the most joined."""
        if self.shared is None:
            found = [note for note in self.notes.values() if note.handed and not note.hidden and not note.into]
            self.shared = sorted(found, key=lambda note: (not note.chosen, -note.votes, note.seq))
        return self.shared

    def group_of(self, note: Note) -> list[Note]:
        """All notes that count as one with this one."""
        return list(self.merging.members(self.merging.root(note)))
