"""What the moderation does: rounds, rotation, seats and roles, tables, notes across tables, the plenary."""

from typing import Any

from plugins.contract import By, Refused
from plugins.tables import seating
from plugins.tables import verbs as v
from plugins.tables.board import Board
from plugins.tables.hall import Table
from plugins.tables.note import Note
from plugins.tables.state import State


class Desk:
    """Each act of a host."""

    def __init__(self, state: State):
        self._state = state

    def accept(self, said: Any, by: By) -> None:
        match said:
            case v.BeginRound() | v.Extend() | v.EndRound() | v.Rotate():
                self._round(said, by)
            case v.Call() | v.Next() | v.EndPlenary():
                self._plenary(said, by)
            case v.AboutNote():
                self._note(said, self._state.note(said.note))
            case _:
                self._hall(said, by)

    # -------------------------------------------------- rounds
    def _round(self, said: Any, by: By) -> None:
        course = self._state.course
        match said:
            case v.BeginRound():
                course.begin(by.at)
                for board in self._state.boards.values():
                    board.reopen()
                    self._state.handed(board)
            case v.Extend():
                course.extend(said.minutes, by.at)
            case v.EndRound():
                course.end()
            case v.Rotate():
                course.still()
                self._state.hall.rotate()

    # -------------------------------------------------- tables, seats and roles
    def _hall(self, said: Any, by: By) -> None:
        hall = self._state.hall
        match said:
            case v.Move():
                self._move(said)
            case v.GiveRole():
                hall.give(hall.at(said.seat), said.role)
            case v.FreeRole():
                hall.free(hall.table(said.table), said.role)
            case v.AddTable():
                table = hall.add(said.mode)
                self._state.boards[table.id] = Board(table.number)
            case v.SetSeats():
                hall.resize(hall.table(said.table), said.seats)
            case v.Dissolve():
                self._dissolve(hall.table(said.table), by.seq)
            case v.Look() | v.LookAway():
                self._look(said.table if isinstance(said, v.Look) else "")
            case v.DeskHandIn():
                board = self._state.boards[said.table]
                board.hand_in(by.seq)
                self._state.handed(board)

    def _move(self, said: v.Move) -> None:
        hall = self._state.hall
        person, table = hall.at(said.seat), hall.table(said.table)
        if person.table is table:
            raise Refused("so_already")
        if not table.free:
            raise Refused("full", table=table.number, seats=table.seats)
        hall.seat(person, table)

    def _dissolve(self, table: Table, seq: int) -> None:
        """Its people go to other tables as they would have come; where each chose, they are spread evenly."""
        hall = self._state.hall
        for person in hall.dissolve(table):
            hall.seat(person, seating.found(hall, person, self._state.seating, seq))

    def _look(self, number: str) -> None:
        if self._state.looked == number:
            raise Refused("so_already")
        self._state.looked = number

    # -------------------------------------------------- notes
    def _note(self, said: v.AboutNote, note: Note) -> None:
        match said:
            case v.Hide() | v.Show():
                self._hide(note, hidden=isinstance(said, v.Hide))
            case v.DeskMerge():
                self._merge(note, self._state.note(said.into))
            case v.DeskSplit():
                self._split(note)

    def _hide(self, note: Note, *, hidden: bool) -> None:
        if note.hidden == hidden:
            raise Refused("so_already")
        if hidden and note.merged:
            raise Refused("holds", note=note.number)
        note.hidden = hidden
        self._state.changed(note)

    def _merge(self, note: Note, into: Note) -> None:
        root = self._state.merging.root(into)
        if not note.handed or not root.handed:
            raise Refused("draft")
        if note.hidden or root.hidden:
            raise Refused("hidden")
        self._state.merging.judge(note, into)
        self._state.changed(*self._state.group_of(self._state.merging.merge(note, into)))

    def _split(self, note: Note) -> None:
        if not note.into:
            raise Refused("apart")
        if not note.handed:
            raise Refused("draft")
        root = self._state.merging.split(note)
        self._state.changed(*self._state.group_of(root), *self._state.group_of(note))

    # -------------------------------------------------- the plenary
    def _plenary(self, said: Any, by: By) -> None:
        course = self._state.course
        match said:
            case v.Call():
                if not self._state.boards[said.table].shared:
                    raise Refused("not_handed", table=self._state.table(said.table).number)
                course.call(said.table, by.at)
            case v.Next():
                ready = [number for number, board in self._state.boards.items() if board.shared]
                course.call(course.next_of(ready), by.at)
            case v.EndPlenary():
                course.dismiss()
