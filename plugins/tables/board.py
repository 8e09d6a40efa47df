"""The board of one table: its notes, what it handed in, and what it chose for the plenary."""

from collections.abc import Iterator
from itertools import dropwhile, islice

from plugins.contract import Json, Mode, Refused
from plugins.tables.note import Note
from plugins.tables.verbs import Said

MOST_NOTES = 100  # of one table: more would not be read, and a view holds no more


class Board:
    """Notes in the order they were written."""

    def __init__(self, table: int):
        self.table = table
        self.notes: dict[str, Note] = {}
        self.handed = 0  # the entry that handed it in this round; 0 while the table writes
        self.written = 0  # notes there ever were: numbers are given once
        self.seen: Json | None = None  # as its table sees it, until something changes

    # -------------------------------------------------- notes come and go
    def add(self, seq: int, said: Said, cell: str, *, language: str, mode: Mode, author: str) -> Note:
        """One more note, with the table's next number."""
        if len(self.notes) >= MOST_NOTES:
            raise Refused("many_notes", most=MOST_NOTES)
        self.written += 1
        note = Note(seq, self.table, self.written, cell, said, language, mode, author)
        self.notes[note.id] = note
        self.changed()
        return note

    def remove(self, note: Note) -> None:
        del self.notes[note.id]
        self.changed()

    @property
    def visible(self) -> list[Note]:
        """What the moderation did not hide."""
        return [note for note in self.notes.values() if not note.hidden]

    @property
    def standing(self) -> list[Note]:
        """What shows as a note of its own."""
        return [note for note in self.visible if not note.into]

    @property
    def chosen(self) -> list[Note]:
        """What goes to the plenary."""
        return [note for note in self.visible if note.chosen]

    @property
    def shared(self) -> bool:
        """Whether there is something for everybody to read."""
        return any(note.handed for note in self.visible)

    def for_plenary(self, most: int) -> list[Note]:
        """What the room sees while the table has the floor: what it chose; where it chose nothing, what most joined."""
        handed = [note for note in self.standing if note.handed]
        best = sorted(handed, key=lambda note: (-note.votes, note.seq))[:most]
        return [note for note in self.chosen if note.handed] or best

    def hand_in(self, seq: int) -> None:
        """Everything on it is for everybody from now on."""
        drafts = [note for note in self.notes.values() if not note.handed]
        if self.handed or not drafts:
            raise Refused("handed" if self.handed else "empty", table=self.table)
        self.handed = seq
        for note in drafts:
            note.handed = seq
        self.changed()

    def take_back(self) -> None:
        """What was handed in this round is a draft again."""
        for note in self.notes.values():
            if note.handed == self.handed:
                note.handed = 0
        self.reopen()

    def reopen(self) -> None:
        """The table may write again; what was handed in stays so."""
        self.handed = 0
        self.changed()

    def changed(self, *notes: Note) -> None:
        """Something of these notes, or of the board itself, shows otherwise from now on."""
        for note in notes:
            note.seen = None
        self.seen = None

    def behind(self, cell: str, last: str) -> Iterator[Note]:
        """The notes of a cell behind one of them."""
        there = (note for note in self.visible if note.cell == cell)
        return islice(dropwhile(lambda note: note.id != last, there), 1, None)
