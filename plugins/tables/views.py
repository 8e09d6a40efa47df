"""What each side is shown: a phone its own table's board, the desk all tables, the projector counts or the plenary."""

from collections.abc import Iterator, Sequence

from plugins.contract import Json, To
from plugins.tables import seen
from plugins.tables.note import Note
from plugins.tables.seen import BOARD, FLOOR, READ, SCALE, SHARED, Seen
from plugins.tables.settings import Axis, Pillar, TablesSettings
from plugins.tables.state import State

PREFIX = "table-"
MANY = 20  # tables on the wall: beyond that their seats would be too small to count
ROOMY = 16  # people a table whose seats can be drawn larger


class Views:
    """Made from parts that are kept until what they tell of changes: a note costs its own table's board, and a row."""

    def __init__(self, state: State):
        self._state = state
        self._seen = Seen(state.merging)

    def view(self, to: To, settings: TablesSettings) -> Json:
        view = {**self._state.course.json(), **_board(settings), "most_chosen": settings.plenary_notes, "scale": SCALE}
        view |= self._floor(settings)
        match to.side:
            case "desk":
                return view | self._hall(roles=True) | self._read()
            case "screen":
                return view | self._hall(roles=False) | self._wall()
        return view | self._person(to.group.removeprefix(PREFIX), settings)

    def more(self, to: To, collection: str, after: str) -> Json:
        """Of a long list the next notes; of a cell, those of the reader's own table alone."""
        if to.side == "desk":
            return self._seen.page(self._to_read(), BOARD, after) if collection == "read_notes" else {}
        if collection == "shared":
            return self._seen.page(self._state.all_shared(), BOARD, after)
        board = self._state.boards.get(to.group.removeprefix(PREFIX))
        if to.side != "person" or board is None:
            return {}
        return self._seen.behind(board, collection, after)

    # -------------------------------------------------- people
    def _person(self, number: str, settings: TablesSettings) -> Json:
        shared, seated = self._state.all_shared(), number in self._state.hall.tables
        view: Json = {
            "seating": settings.seating,
            "sectors": {one.id: {"label": one.label, "place": at} for at, one in enumerate(settings.sectors, 1)},
            "shared": self._seen.page(shared, SHARED),
            "shared_count": len(shared),
            "tables": self._choices(seated=seated),
            "seated": seated,
        }
        return view | self._table(number) if seated else view

    def _choices(self, *, seated: bool) -> Json:
        """The tables one may sit at. Who has a seat is not told of each that is taken elsewhere."""
        tables = {}
        for table in self._state.hall.standing:
            free = {} if seated else {"free": table.free, "people": len(table.people)}
            tables[table.id] = {"n": table.number, "mode": table.mode, **free}
        return tables

    def _table(self, number: str) -> Json:
        table = self._state.hall.tables[number]
        told = {
            "number": table.number,
            "mode": table.mode,
            "people": seen.people(table),
            "sat": table.counts(),
            "count": len(table.people),
            "heads": table.heads,
            "read": self._state.looked == number,
        }
        return {"table": told, **seen.roles(table), **self._seen.board(self._state.boards[number])}

    # -------------------------------------------------- the desk and the projector
    def _hall(self, *, roles: bool) -> Json:
        """All tables; for the desk with their roles and with how many notes stand in each cell."""
        hall = self._state.hall
        rows = {number: self._row(number) for number in hall.tables}
        sums = {name: sum(row[name] for row in rows.values()) for name in ("notes", "people", "seats")}
        sums["handed_in"] = sum(1 for row in rows.values() if row["shared"])
        sums["standing"] = len(hall.standing)
        shown = rows if roles else {number: _bare(row) for number, row in rows.items()}
        return {"tables": shown, "counts": _summed(row["cells"] for row in rows.values()), **sums}

    def _wall(self) -> Json:
        """How the projector hangs the tables: many of them without their seats, few people a table with larger ones."""
        tables = self._state.hall.standing
        fewest = max((len(table.people) for table in tables), default=0) <= ROOMY
        return {"many": len(tables) > MANY, "roomy": fewest}

    def _row(self, number: str) -> Json:
        if number not in self._state.rows:
            table, board = self._state.hall.tables[number], self._state.boards[number]
            self._state.rows[number] = {**seen.row(table, board), **seen.named(table), "cells": seen.cells(board)}
        return self._state.rows[number]

    def _read(self) -> Json:
        """The board the desk reads."""
        notes = self._to_read()
        return {"read": self._state.looked, "read_count": len(notes), "read_notes": self._seen.page(notes, READ)}

    def _to_read(self) -> list[Note]:
        board = self._state.boards.get(self._state.looked)
        return list(board.notes.values()) if board else []

    # -------------------------------------------------- the plenary
    def _floor(self, settings: TablesSettings) -> Json:
        """The table that has the floor, for how long, and what it sends."""
        course = self._state.course
        told: Json = {"floor": course.floor, "floor_ends": course.floor_ends, "heard": list(course.heard)}
        if course.floor:
            board = self._state.boards[course.floor]
            told["floor_voice"] = seen.named(self._state.hall.tables[course.floor]).get("voice", {})
            told["floor_notes"] = self._seen.page(board.for_plenary(settings.plenary_notes), FLOOR)
            told["floor_counts"] = seen.cells(board, handed=True)
        return told


def _board(settings: TablesSettings) -> Json:
    """Axes and pillars by their places, of which the ids of cells are made."""
    pillars = settings.pillars or [Pillar({})]  # one column, without a name
    return {"axes": _placed(settings.axes), "pillars": _placed(pillars)}


def _placed(lines: Sequence[Axis | Pillar]) -> Json:
    return {str(at): {"id": one.id, "label": one.label, "place": at} for at, one in enumerate(lines, 1)}


def _bare(row: Json) -> Json:
    return {name: value for name, value in row.items() if name not in ("cells", "lead", "voice", "drafts", "heads")}


def _summed(counts: Iterator[Json]) -> Json:
    total: dict[str, int] = {}
    for one in counts:
        for cell, number in one.items():
            total[cell] = total.get(cell, 0) + number
    return total
