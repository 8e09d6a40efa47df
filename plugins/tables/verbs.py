"""What can be said at tables: one typed body a verb."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from plugins.contract import Words
from plugins.tables.settings import MOST_SEATS, TableMode

LETTERS = 280  # of a note: what is read aloud in one breath and fits the projector
DETAIL = 280  # of why, and of who can help
DOER = 140  # of who would act
MOST_HEADS = 60  # people without a device at one table

type ChoiceId = Annotated[str, Meta(max_length=64)]
type NoteId = Annotated[str, Meta(min_length=1, max_length=20)]
type TableId = Annotated[str, Meta(min_length=1, max_length=4)]
type SeatId = Annotated[str, Meta(min_length=1, max_length=8)]
type Role = Literal["facilitator", "rapporteur"]

Heads = Annotated[int, Meta(ge=0, le=MOST_HEADS)]


# ------------------------------------------------------------------ people
class Sit(Struct, frozen=True):
    """I sit down: at this table where everybody chooses, at the one I am given where not."""

    table: Annotated[str, Meta(max_length=4)] = ""
    sector: ChoiceId = ""


class TakeRole(Struct, frozen=True):
    """I take this role at my table."""

    role: Role


class LeaveRole(Struct, frozen=True):
    """I step down."""

    role: Role


class Said(Struct, frozen=True):
    """The words of a note. What it rests on may be left open."""

    text: Annotated[Words, Meta(min_length=1, max_length=LETTERS, pattern=r"\S")]
    why: Annotated[Words, Meta(max_length=DETAIL)] = ""
    allies: Annotated[Words, Meta(max_length=DETAIL)] = ""
    doer: Annotated[Words, Meta(max_length=DOER)] = ""


class Write(Said, frozen=True, kw_only=True):
    """A new note on my table's board. `aloud`: somebody without a device said it, and I write it down."""

    axis: ChoiceId
    pillar: ChoiceId = ""
    aloud: bool = False


class AboutNote(Struct, frozen=True):
    """Points at a note: by its id, or by the number people say, such as 4.15."""

    note: NoteId


class Edit(Said, frozen=True, kw_only=True):
    """Other words for a note."""

    note: NoteId


class Withdraw(AboutNote, frozen=True):
    """The note is not meant any more."""


class Support(AboutNote, frozen=True):
    """I join this note."""


class WithdrawSupport(AboutNote, frozen=True):
    """I no longer join this note."""


class CountHeads(Struct, frozen=True):
    """So many people without a device sit at my table."""

    people: Heads


class CountHands(AboutNote, frozen=True):
    """So many of them join this note."""

    people: Heads


class Merge(AboutNote, frozen=True):
    """It says the same as another note of my table: both count as that one."""

    into: NoteId


class Split(AboutNote, frozen=True):
    """It stands on its own again."""


class Choose(AboutNote, frozen=True):
    """My table sends this note to the plenary."""


class Unchoose(AboutNote, frozen=True):
    """It does not go to the plenary after all."""


class HandIn(Struct, frozen=True):
    """My table's board is ready: everybody sees it from now on."""


class TakeBack(Struct, frozen=True):
    """My table goes on writing; what was handed in this round is a draft again."""


# ------------------------------------------------------------------ the desk
class AboutTable(Struct, frozen=True):
    """Points at a table by its number."""

    table: TableId


class BeginRound(Struct, frozen=True):
    """Writing begins, and the clock runs."""


class Extend(Struct, frozen=True):
    """So many minutes more."""

    minutes: Annotated[int, Meta(ge=1, le=60)]


class EndRound(Struct, frozen=True):
    """Nobody writes any more."""


class Rotate(Struct, frozen=True):
    """People go on to the next table; facilitators and rapporteurs stay."""


class Move(AboutTable, frozen=True):
    """Who sits here, such as 4.7, sits at that table from now on."""

    seat: SeatId


class GiveRole(Struct, frozen=True):
    """Who sits here has this role."""

    seat: SeatId
    role: Role


class FreeRole(AboutTable, frozen=True):
    """Nobody has this role at that table any more."""

    role: Role


class AddTable(Struct, frozen=True):
    """One more table, with the next number."""

    mode: TableMode = "room"


class SetSeats(AboutTable, frozen=True):
    """So many seats at that table."""

    seats: Annotated[int, Meta(ge=1, le=MOST_SEATS)]


class Dissolve(AboutTable, frozen=True):
    """The table is no more: its people sit elsewhere, its notes stay under its number."""


class Look(AboutTable, frozen=True):
    """The desk reads this table's board; the table is told."""


class LookAway(Struct, frozen=True):
    """The desk reads no board any more."""


class DeskHandIn(AboutTable, frozen=True):
    """The desk hands in for a table that cannot."""


class DeskMerge(AboutNote, frozen=True):
    """It says the same as a note of another table: both count as that one."""

    into: NoteId


class DeskSplit(AboutNote, frozen=True):
    """It stands on its own again."""


class Hide(AboutNote, frozen=True):
    """Only the desk sees it."""


class Show(AboutNote, frozen=True):
    """It shows again."""


class Call(AboutTable, frozen=True):
    """This table has the floor, and the clock runs."""


class Next(Struct, frozen=True):
    """The next table that was not heard yet has the floor."""


class EndPlenary(Struct, frozen=True):
    """Nobody has the floor any more."""
