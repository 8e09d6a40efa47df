"""What can be said about priorities: one typed body a verb."""

from typing import Annotated

from msgspec import Meta, Struct

from plugins.priorities.settings import MOST_PROPOSALS

Id = Annotated[str, Meta(max_length=64)]


class Give(Struct, frozen=True):
    """How many dots each proposal gets: the whole ballot, so a later one of the same person replaces it."""

    dots: dict[Id, int]


class GiveAsTable(Give, frozen=True):
    """The same, said for a table. It is no ballot for the box: a table has one voice, and it is heard."""


class Begin(Struct, frozen=True):
    """I begin to compare: my first pair is shown."""


class Compare(Struct, frozen=True):
    """Which of the pair of this turn matters more; `equal` for both alike, neither for "I cannot tell"."""

    turn: int
    better: Id = ""
    equal: bool = False


class TakeBack(Struct, frozen=True):
    """My dots are taken back, out of the ballot box where they are secret."""


class TakeBackAsTable(Struct, frozen=True):
    """The dots of a table are taken back by whoever speaks for it."""


class StepBack(Struct, frozen=True):
    """Where pairs are compared: my last answer is taken back."""


class ShowTop(Struct, frozen=True):
    """How many of the first go to the stage."""

    most: Annotated[int, Meta(ge=1, le=MOST_PROPOSALS)]


class ShowAll(Struct, frozen=True):
    """All of them go to the stage."""
