"""Work tables: people sit down, write notes on their table's board, hand it in, and one voice a table speaks."""

from typing import Any

from msgspec import Struct

from plugins.contract import (
    ALWAYS,
    N_,
    OPEN_ONLY,
    By,
    Conclusion,
    Format,
    Item,
    Json,
    Results,
    Sheet,
    To,
    Verb,
)
from plugins.tables import verbs as v
from plugins.tables.desk import Desk
from plugins.tables.outcome import Outcome
from plugins.tables.refusals import REFUSALS
from plugins.tables.settings import TablesSettings
from plugins.tables.sheets import sheets
from plugins.tables.state import State
from plugins.tables.table_work import TableWork
from plugins.tables.views import Views


def host(body: type[Struct], name: str) -> Verb:
    """A verb of the desk, heard before, during and after."""
    return Verb(body, who="host", when=ALWAYS, name=name)


class Tables(Format):
    """All tables of one activity."""

    slug = "tables"
    name = N_("Work tables")
    description = N_("People at tables write proposals by axis and pillar. Each table sends one voice to the plenary.")
    icon = "table"
    version = 1
    default_results = Results.LIVE
    gives = True
    Settings = TablesSettings
    refusals = REFUSALS
    verbs = {
        "sit": Verb(v.Sit, name=N_("Sat down at a table")),
        "take_role": Verb(v.TakeRole, name=N_("Role taken at a table")),
        "leave_role": Verb(v.LeaveRole, name=N_("Role left at a table")),
        "write": Verb(v.Write, name=N_("Note written")),
        "edit": Verb(v.Edit, name=N_("Note changed")),
        "withdraw": Verb(v.Withdraw, name=N_("Note withdrawn")),
        "support": Verb(v.Support, name=N_("Joined a note")),
        "withdraw_support": Verb(v.WithdrawSupport, name=N_("No longer joined a note")),
        "heads": Verb(v.CountHeads, name=N_("Heads counted at a table")),
        "hands": Verb(v.CountHands, name=N_("Hands counted for a note")),
        "merge": Verb(v.Merge, name=N_("Notes put together")),
        "split": Verb(v.Split, name=N_("Notes taken apart")),
        "choose": Verb(v.Choose, name=N_("Note chosen for the plenary")),
        "unchoose": Verb(v.Unchoose, name=N_("Note no longer chosen")),
        "hand_in": Verb(v.HandIn, name=N_("Board handed in")),
        "take_back": Verb(v.TakeBack, name=N_("Board taken back")),
        "begin_round": Verb(v.BeginRound, who="host", when=OPEN_ONLY, name=N_("Round begun")),
        "extend": host(v.Extend, N_("Round made longer")),
        "end_round": host(v.EndRound, N_("Round ended")),
        "rotate": host(v.Rotate, N_("People went on to the next table")),
        "move": host(v.Move, N_("Somebody moved to another table")),
        "give_role": host(v.GiveRole, N_("Role given at a table")),
        "free_role": host(v.FreeRole, N_("Role freed at a table")),
        "add_table": host(v.AddTable, N_("Table added")),
        "seats": host(v.SetSeats, N_("Seats of a table changed")),
        "dissolve": host(v.Dissolve, N_("Table dissolved")),
        "look": host(v.Look, N_("Board read by the moderation")),
        "look_away": host(v.LookAway, N_("Board no longer read")),
        "desk_hand_in": host(v.DeskHandIn, N_("Board handed in by the moderation")),
        "desk_merge": host(v.DeskMerge, N_("Notes put together by the moderation")),
        "desk_split": host(v.DeskSplit, N_("Notes taken apart by the moderation")),
        "hide": host(v.Hide, N_("Note hidden")),
        "show": host(v.Show, N_("Note shown")),
        "call": host(v.Call, N_("Table has the floor")),
        "next": host(v.Next, N_("Next table has the floor")),
        "end_plenary": host(v.EndPlenary, N_("Plenary ended")),
    }

    def __init__(self, settings: TablesSettings):
        super().__init__(settings)
        self.state = State(settings)
        self.table_work, self.desk = TableWork(self.state), Desk(self.state)
        self.views = Views(self.state)
        self.last: dict[str, int] = {}

    # -------------------------------------------------- what is said
    def check(self, said: Any) -> None:
        self.state.judge(said)

    def accept(self, said: Any, by: By) -> None:
        if by.role == "host":
            self.desk.accept(said, by)
            return
        self.table_work.accept(said, by)
        self.last[by.actor] = by.seq

    # -------------------------------------------------- what is seen
    def view(self, to: To) -> Json:
        return self.views.view(to, self.settings)

    def more(self, to: To, collection: str, after: str) -> Json:
        return self.views.more(to, collection, after)

    def recorded(self, to: To, seq: int) -> Json:
        """The words of a note stand beside the entry that wrote it, once its table has handed it in."""
        note = self.state.notes.get(str(seq))
        if note is None or (to.side != "desk" and (note.hidden or not note.handed)):
            return {}
        return {"text": note.said.text, "language": note.language}

    def mine(self, actor: str) -> Json:
        if actor not in self.last:
            return {}
        return {**self.table_work.mine(actor), "seq": self.last[actor]}

    def took_part(self, actor: str) -> bool:
        return actor in self.last

    def group(self, actor: str) -> str:
        person = self.state.hall.people.get(actor)
        return person.table.group if person and person.table else ""

    def voice(self, actor: str) -> str:
        person = self.state.hall.people.get(actor)
        return person.table.group if person and person.table and person.table.has(person, "rapporteur") else ""

    # -------------------------------------------------- what it came to
    def items(self) -> tuple[Item, ...]:
        return Outcome(self.state, self.settings).given()

    def conclude(self) -> Conclusion:
        return Outcome(self.state, self.settings).concluded()

    def sheets(self) -> tuple[Sheet, ...]:
        return sheets(self.state, self.settings)
