"""Notes and tables as sheets to download: what was handed in, and nothing that the moderation set aside."""

from collections.abc import Iterator

from plugins.contract import MODES, N_, Cell, Sheet
from plugins.tables.outcome import state_of, table_name
from plugins.tables.settings import TablesSettings
from plugins.tables.state import State

NOTES = (
    N_("Number"),
    N_("Table"),
    N_("Axis"),
    N_("Pillar"),
    N_("Note"),
    N_("Why"),
    N_("Resources and allies"),
    N_("Who would act"),
    N_("Language"),
    N_("Taking part"),
    N_("Joined"),
    N_("In the room"),
    N_("Far away"),
    N_("Assisted"),
    N_("State"),
    N_("Counts as"),
    N_("Entry"),
)
TABLES = (
    N_("Table"),
    N_("Where it meets"),
    N_("In the room"),
    N_("Far away"),
    N_("Assisted"),
    N_("Without a device"),
    N_("Notes handed in"),
    N_("To the plenary"),
    N_("Dissolved"),
)


def sheets(state: State, settings: TablesSettings) -> tuple[Sheet, ...]:
    """One row a note, one row a table."""
    return Sheet("notes", NOTES, tuple(_notes(state, settings))), Sheet("tables", TABLES, tuple(_tables(state)))


def _notes(state: State, settings: TablesSettings) -> Iterator[tuple[Cell, ...]]:
    for note in state.notes.values():
        root = state.merging.root(note)
        if not note.handed or note.hidden or root.hidden or not root.handed:
            continue
        axis, _dash, pillar = note.cell.partition("-")
        votes = (note.votes, *(note.support[mode] for mode in MODES)) if root is note else (0, 0, 0, 0)
        yield (
            note.number,
            table_name(note.table),
            settings.axes[int(axis) - 1].label,
            settings.pillars[int(pillar) - 1].label if settings.pillars else "",
            note.said.text,
            note.said.why,
            note.said.allies,
            note.said.doer,
            note.language,
            note.mode,
            *votes,
            state_of(note, state),
            root.number if root is not note else "",
            note.changed or note.seq,
        )


def _tables(state: State) -> Iterator[tuple[Cell, ...]]:
    for number, table in state.hall.tables.items():
        handed = [note for note in state.boards[number].visible if note.handed]
        counts = table.counts()
        yield (
            table_name(table.number),
            table.mode,
            *(counts[mode] for mode in MODES),
            table.heads,
            len(handed),
            sum(1 for note in handed if note.chosen),
            table.dissolved,
        )
