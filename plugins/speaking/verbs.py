"""What can be said in a speaking queue: one typed body a verb."""

from typing import Annotated

from msgspec import Meta, Struct

from plugins.contract import Personal, Words

LETTERS = 100  # of what somebody wants to speak about: one line on the projector

type Id = Annotated[str, Meta(max_length=20)]
type GroupId = Annotated[str, Meta(max_length=64)]
type Topic = Annotated[Words, Meta(max_length=LETTERS)]


class RaiseHand(Struct, frozen=True):
    """I want to speak; about what, and for which group, if I say so."""

    text: Topic = ""
    group: GroupId = ""


class PointOfOrder(Struct, frozen=True):
    """I have something to say about how we proceed: it goes before all hands."""

    text: Topic = ""


class AddHand(Struct, frozen=True):
    """The desk raises a hand for somebody without a device."""

    name: Annotated[Personal, Meta(max_length=60)] = ""
    text: Topic = ""
    group: GroupId = ""


class AboutHand(Struct, frozen=True):
    """Points at a hand by its id; "" is the one that the verb is about anyway."""

    hand: Id = ""


class LowerHand(AboutHand, frozen=True):
    """I no longer want to speak; or I have finished."""


class GiveFloor(AboutHand, frozen=True):
    """This one speaks now, "" for who is next. Whoever has the floor has finished."""


class TakeFloorBack(AboutHand, frozen=True):
    """Giving the floor was a mistake."""


class EndTurn(AboutHand, frozen=True):
    """Whoever has the floor has finished."""


class ResumeTurn(AboutHand, frozen=True):
    """Ending the turn was a mistake: it goes on, and its clock never stood still."""


class MoreTime(AboutHand, frozen=True):
    """Whoever has the floor may speak longer."""


class LessTime(AboutHand, frozen=True):
    """Giving more time was a mistake."""


class Skip(Struct, frozen=True):
    """Not here, or not wanted any more: this hand leaves the list."""

    hand: Id


class Unskip(Skip, frozen=True):
    """Leaving it out was a mistake: it has its place again."""


class CloseList(Struct, frozen=True):
    """From now on no hand goes up; points of order still do."""


class OpenList(Struct, frozen=True):
    """From now on hands go up again."""
