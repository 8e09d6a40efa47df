"""Notes, tables and the floor as one side sees them: values for views, kept until what they tell of changes."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from msgspec import json

from plugins.contract import Json
from plugins.tables.board import Board
from plugins.tables.hall import Table
from plugins.tables.merging import Merging
from plugins.tables.note import Note
from plugins.tables.verbs import Role

SHOWN = 100  # items of a collection in a view; the rest is asked for page by page
BOARD = 26_000  # bytes of a table's notes in one view: very long words let fewer show at once
READ = 14_000  # bytes of the notes the desk reads, beside sixty tables
SHARED = 10_000  # bytes of what was handed in: every table's phones carry it
FLOOR = 6_000  # bytes of what the table with the floor sends
SCALE = 30  # joins the marks of a note have room for, so that all notes share one scale
ROLES: dict[str, Role] = {"lead": "facilitator", "voice": "rapporteur"}
AROUND = 4  # bytes around a note beside its id


class Seen:
    """Makes the values. What is not said of a note is left out, so that a new one costs little more than its words."""

    def __init__(self, merging: Merging):
        self._merging = merging

    # -------------------------------------------------- notes
    def note(self, note: Note) -> Json:
        """As the board of its table shows it."""
        if note.seen is None:
            note.seen = self._note(note)
        return note.seen

    def _note(self, note: Note) -> Json:
        members = list(self._merging.members(note)) if note.merged else [note]
        seen: Json = {
            "n": note.place,
            "number": note.number,
            "text": note.said.text,
            "language": note.language,
            "mode": note.mode,
            "same": [one.id for one in members],
            "why": note.said.why,
            "allies": note.said.allies,
            "doer": note.said.doer,
        }
        if note.votes:
            seen |= {"votes": note.votes, "support": {mode: count for mode, count in note.support.items() if count}}
        if note.merged:
            seen["others"] = ", ".join(one.number for one in members[1:])
        if note.into:
            seen["into"] = self._merging.root(note).number
        marks = {"hands": note.hands, "chosen": note.chosen, "handed": bool(note.handed), "edited": bool(note.changed)}
        return seen | {name: mark for name, mark in marks.items() if mark}

    def listed(self, note: Note) -> Json:
        """As lists beside a board show it: with its axis and pillar, and its table."""
        axis, _dash, pillar = note.cell.partition("-")
        hidden = {"hidden": True} if note.hidden else {}
        return self.note(note) | {"table": note.table, "axis": axis, "pillar": pillar} | hidden

    def page(self, notes: Sequence[Note], room: int, after: str = "") -> Json:
        """As many notes behind one of them as fit into so many bytes, at least one, each with its place in the list."""
        page: Json = {}
        first = next((at for at, note in enumerate(notes, 1) if note.id == after), 0)
        for rank, note in enumerate(notes[first : first + SHOWN], first):
            found = self.listed(note)
            room -= size(found, note)
            if room < 0 and page:
                break
            page[note.id] = found | {"rank": rank}
        return page

    # -------------------------------------------------- a table's own board
    def board(self, board: Board) -> Json:
        """Its cells with their notes, and how many there are."""
        if board.seen is None:
            board.seen = self._board(board)
        return board.seen

    def _board(self, board: Board) -> Json:
        shown: dict[str, Json] = {}
        for note in self._within(board.visible):
            shown.setdefault(note.cell, {})[note.id] = self.note(note)
        drafts = sum(1 for note in board.visible if not note.handed)
        told = {"notes": len(board.visible), "drafts": drafts, "chosen": len(board.chosen)}
        return {"cells": shown, "counts": cells(board), **told, "handed": bool(board.handed)}

    def _within(self, notes: Iterable[Note]) -> Iterator[Note]:
        room = BOARD
        for at, note in enumerate(notes):
            room -= size(self.note(note), note)
            if room < 0 and at:
                return
            yield note

    def behind(self, board: Board, cell: str, last: str) -> Json:
        """The notes of a cell behind one of them."""
        return {note.id: self.note(note) for note in islice(board.behind(cell, last), SHOWN)}


def size(seen: Json, note: Note) -> int:
    """Bytes a note takes in a view."""
    return len(json.encode(seen)) + len(note.id) + AROUND


def people(table: Table) -> Json:
    """Who sits at a table, by seat. `who` is the entry with which somebody sat down first."""
    return {
        str(seat): {"seat": seat, "mode": one.mode, "name": one.name, "who": one.id}
        for seat, one in sorted(table.people.items())
    }


def roles(table: Table) -> Json:
    """Who leads a table and who speaks for it: with seat and name, and by `who` for their own pages."""
    ids = {f"{name}s": [table.roles[role].id] if role in table.roles else [] for name, role in ROLES.items()}
    return {**named(table), **ids, "staff": sorted({one.id for one in table.roles.values()})}


def named(table: Table) -> Json:
    """Who leads and who speaks, by seat and name; who nobody is, is left out."""
    who = {name: table.roles[role] for name, role in ROLES.items() if role in table.roles}
    return {name: {"seat": one.place, "name": one.name} for name, one in who.items()}


def row(table: Table, board: Board) -> Json:
    """A table among all tables, as everybody may count it."""
    drafts = sum(1 for note in board.visible if not note.handed)
    told = {"notes": len(board.visible), "drafts": drafts, "handed": bool(board.handed), "shared": board.shared}
    sat = {"people": len(table.people), "seats": table.seats, "heads": table.heads, "sat": table.counts()}
    return {"n": table.number, "mode": table.mode, **sat, **told, "dissolved": table.dissolved}


def cells(board: Board, *, handed: bool = False) -> Json:
    """How many notes stand in each cell, of those `handed` in alone where so asked."""
    counts: dict[str, int] = {}
    for note in board.visible:
        if note.handed or not handed:
            counts[note.cell] = counts.get(note.cell, 0) + 1
    return counts
