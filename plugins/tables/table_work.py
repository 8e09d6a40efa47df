"""What people do at their table: sit down, take a role, write, join, put together, choose, hand in."""

from typing import Any

from plugins.contract import By, Json, Refused
from plugins.tables import seating
from plugins.tables import verbs as v
from plugins.tables.board import Board
from plugins.tables.hall import Person, Table
from plugins.tables.note import Note
from plugins.tables.state import State


class TableWork:
    """Each act of a person, at the table where they sit."""

    def __init__(self, state: State):
        self._state = state
        self._wrote: dict[str, list[str]] = {}
        self._joined: dict[str, dict[str, None]] = {}

    def mine(self, actor: str) -> Json:
        """What only this person's own acts say of them. `me` is how views name them."""
        me = self._state.hall.people[actor]
        return {"me": [me.id], "wrote": self._wrote.get(actor, []), "joined": list(self._joined.get(actor, ()))}

    def accept(self, said: Any, by: By) -> None:
        if isinstance(said, v.Sit):
            self._sit(said, by)
            return
        me = self._state.hall.person(by.actor)
        table = me.table
        assert table is not None
        match said:
            case v.TakeRole():
                self._state.hall.give(me, said.role)
            case v.LeaveRole():
                self._leave_role(said, me, table)
            case v.Write():
                self._write(said, by, me, table)
            case v.Edit():
                self._edit(said, by, me)
            case v.Withdraw():
                self._withdraw(self._own(said, me))
            case v.Support():
                self._join(self._draft(said, me), by)
            case v.WithdrawSupport():
                self._leave(self._draft(said, me), by)
            case _:
                self._lead(said, by, me, table)

    def _lead(self, said: Any, by: By, me: Person, table: Table) -> None:
        """What the facilitator or the rapporteur does for all."""
        if not table.has(me):
            raise Refused("role")
        match said:
            case v.CountHeads():
                self._count_heads(said.people, table)
            case v.CountHands():
                self._raise_hands(self._draft(said, me), said.people, table)
            case v.Merge():
                self._merge(self._draft(said, me), self._at_table(said.into, me))
            case v.Split():
                self._split(self._draft(said, me))
            case v.Choose():
                self._choose(self._at_table(said.note, me))
            case v.Unchoose():
                self._unchoose(self._at_table(said.note, me))
            case v.HandIn():
                self._board(table).hand_in(by.seq)
                self._state.handed(self._board(table))
            case v.TakeBack():
                self._take_back(self._board(table))

    # -------------------------------------------------- a seat and a role
    def _sit(self, said: v.Sit, by: By) -> None:
        hall, known = self._state.hall, self._state.hall.people.get(by.actor)
        me = known or Person(str(by.seq), by.actor, by.name, by.mode, said.sector)
        if self._state.seating == "choice":
            if me.table and self._state.course.running:
                raise Refused("stay")
            table = seating.chosen(hall, me, said.table)
        else:
            if me.table:
                raise Refused("seated", seat=me.place)
            table = self._given(me, by.seq)
        hall.people[by.actor] = me
        if table is not me.table:
            hall.seat(me, table)

    def _given(self, me: Person, seq: int) -> Table:
        table = seating.found(self._state.hall, me, self._state.seating, seq)
        if table is None:
            raise Refused("all_full")
        return table

    def _leave_role(self, said: v.LeaveRole, me: Person, table: Table) -> None:
        if not table.has(me, said.role):
            raise Refused("not_yours")
        self._state.hall.free(table, said.role)

    def _count_heads(self, people: int, table: Table) -> None:
        least = max((note.hands for note in self._board(table).notes.values()), default=0)
        if people < least:
            raise Refused("heads", least=least)
        self._state.hall.count(table, people)

    # -------------------------------------------------- notes
    def _board(self, table: Table) -> Board:
        return self._state.boards[table.id]

    def _at_table(self, name: str, me: Person) -> Note:
        """A note of my table that shows: of any other nobody is told that it is there."""
        note = self._state.note(name)
        assert me.table is not None
        if note.table != me.table.number:
            raise Refused("note")
        if note.hidden:
            raise Refused("hidden")
        return note

    def _draft(self, said: v.AboutNote | v.Edit, me: Person) -> Note:
        note = self._at_table(said.note, me)
        if note.handed:
            raise Refused("was_handed")
        return note

    def _own(self, said: v.AboutNote | v.Edit, me: Person) -> Note:
        """A draft that I may change: mine, or any where I have a role."""
        note = self._draft(said, me)
        assert me.table is not None
        if note.author != me.actor and not me.table.has(me):
            raise Refused("author")
        return note

    def _write(self, said: v.Write, by: By, me: Person, table: Table) -> None:
        board, cell = self._board(table), self._state.cell(said.axis, said.pillar)
        if said.aloud and not table.has(me):
            raise Refused("role")
        if not self._state.course.running:
            raise Refused("writing_over")
        if board.handed:
            raise Refused("handed", table=table.number)
        author, mode = me.actor, by.mode
        if said.aloud:
            author, mode = "", "assisted"
        note = board.add(by.seq, said, cell, language=by.language, mode=mode, author=author)
        self._state.notes[note.id] = note
        self._state.numbers[note.number] = note.id
        self._state.changed(note)
        self._wrote.setdefault(by.actor, []).append(note.id)

    def _edit(self, said: v.Edit, by: By, me: Person) -> None:
        note = self._own(said, me)
        note.said, note.language, note.changed = said, by.language, by.seq
        self._state.changed(note)

    def _withdraw(self, note: Note) -> None:
        if note.into:
            raise Refused("merged", note=note.number, into=self._state.merging.root(note).number)
        if note.merged:
            raise Refused("holds", note=note.number)
        self._state.board_of(note).remove(note)
        self._state.changed(note)
        del self._state.notes[note.id], self._state.numbers[note.number]

    def _join(self, note: Note, by: By) -> None:
        self._state.merging.join(self._state.merging.root(note), by.actor, by.mode)
        self._joined.setdefault(by.actor, {})[note.id] = None
        self._state.changed(*self._state.group_of(note))

    def _leave(self, note: Note, by: By) -> None:
        for one in self._state.merging.leave(self._state.merging.root(note), by.actor):
            self._joined[by.actor].pop(one.id, None)
        self._state.changed(*self._state.group_of(note))

    def _raise_hands(self, note: Note, people: int, table: Table) -> None:
        if people > table.heads:
            raise Refused("hands", most=table.heads)
        self._state.merging.raise_hands(note, people)
        self._state.changed(*self._state.group_of(note))

    # -------------------------------------------------- for all of the table
    def _merge(self, note: Note, into: Note) -> None:
        if into.handed:
            raise Refused("was_handed")
        self._state.merging.judge(note, into)
        self._state.changed(*self._state.group_of(self._state.merging.merge(note, into)))

    def _split(self, note: Note) -> None:
        if not note.into:
            raise Refused("apart")
        root = self._state.merging.split(note)
        self._state.changed(*self._state.group_of(root), *self._state.group_of(note))

    def _choose(self, note: Note) -> None:
        if note.chosen:
            raise Refused("chosen")
        if note.into:
            raise Refused("merged", note=note.number, into=self._state.merging.root(note).number)
        if len(self._state.board_of(note).chosen) >= self._state.most_chosen:
            raise Refused("enough", most=self._state.most_chosen)
        note.chosen = True
        self._state.changed(note)

    def _unchoose(self, note: Note) -> None:
        if not note.chosen:
            raise Refused("not_chosen")
        note.chosen = False
        self._state.changed(note)

    def _take_back(self, board: Board) -> None:
        if not board.handed:
            raise Refused("empty", table=board.table)
        if not self._state.course.running:
            raise Refused("over")
        for note in board.notes.values():
            if note.handed == board.handed and any(one.handed != note.handed for one in self._state.group_of(note)):
                raise Refused("united", note=note.number)
        board.take_back()
        self._state.handed(board)
