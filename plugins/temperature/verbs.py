"""What can be said of a temperature: one typed body a verb."""

from typing import Annotated

from msgspec import Meta, Struct

from plugins.contract import Words

REASON_LETTERS = 140  # one line, read at a glance
MOMENT_LETTERS = 60  # what fits beside a bar

type StepId = Annotated[str, Meta(min_length=1, max_length=64)]
type Id = Annotated[str, Meta(min_length=1, max_length=20)]


class Stand(Struct, frozen=True):
    """I stand here from now on."""

    step: StepId


class StepOut(Struct, frozen=True):
    """I stand nowhere any more."""


class Explain(Struct, frozen=True):
    """Why I object, in one line; it must hold more than spaces."""

    text: Annotated[Words, Meta(min_length=1, max_length=REASON_LETTERS, pattern=r"\S")]


class MarkMoment(Struct, frozen=True):
    """Something happened now that may have moved the room."""

    text: Annotated[Words, Meta(min_length=1, max_length=MOMENT_LETTERS, pattern=r"\S")]


class UnmarkMoment(Struct, frozen=True):
    """Marking it was a mistake; `moment` is the entry that marked it."""

    moment: Id


class AboutReason(Struct, frozen=True):
    """Points at the reason of an objection, by the entry that gave it."""

    reason: Id


class HideReason(AboutReason, frozen=True):
    """Only the desk reads it."""


class ShowReason(AboutReason, frozen=True):
    """Whoever may read reasons reads it."""
