"""What can be said about questions: one typed body a verb."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from plugins.contract import Words

LETTERS = 280  # what is read aloud in one breath and fits the projector
ANSWER_LETTERS = 500  # a paragraph, so that a hundred answers fit a view

type Id = Annotated[str, Meta(min_length=1, max_length=20)]
type ChoiceId = Annotated[str, Meta(max_length=64)]

type Reason = Literal["", "repeated", "off_topic", "offensive", "personal"]
"""Why a question was set aside, as its asker is told; "" where the moderation says nothing."""


class Ask(Struct, frozen=True):
    """A new question; it must hold more than spaces. The ids are of the organiser's lists, "" says none."""

    text: Annotated[Words, Meta(min_length=1, max_length=LETTERS, pattern=r"\S")]
    category: ChoiceId = ""
    affiliation: ChoiceId = ""


class About(Struct, frozen=True):
    """Points at a question by its id."""

    question: Id


class Upvote(About, frozen=True):
    """I join this question."""


class WithdrawUpvote(About, frozen=True):
    """I no longer join this question."""


class Hide(About, frozen=True):
    """Only the desk sees it; who asked is told, and why."""

    reason: Reason = ""


class Show(About, frozen=True):
    """Everybody sees it."""


class Pin(About, frozen=True):
    """It stands first and on the projector."""


class Unpin(About, frozen=True):
    """It goes back to its place."""


class Answer(About, frozen=True):
    """It was answered; the text stays empty when that was done aloud."""

    text: Annotated[Words, Meta(max_length=ANSWER_LETTERS)] = ""


class Unshow(About, frozen=True):
    """Showing it was a mistake."""


class Unhide(About, frozen=True):
    """Hiding it was a mistake."""


class Unanswer(About, frozen=True):
    """It was not answered after all."""


class Merge(About, frozen=True):
    """It asks the same as another one: from now on both count as that one."""

    into: Id


class Split(About, frozen=True):
    """It stands on its own again."""


class Claim(About, frozen=True):
    """I, of the moderation, take care of this one."""


class Release(About, frozen=True):
    """Nobody in particular takes care of it any more."""


class ReviewOn(Struct, frozen=True):
    """From now on questions wait until they are shown."""


class ReviewOff(Struct, frozen=True):
    """From now on questions show at once; those that wait go on waiting."""
